"""Invented lists and people for the tests of `clew screen` and `clew index`."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

LISTED = (
    ("L1", "Dževdet Đoni", "1980-05-04"),
    ("L2", "Besnik Krasniqi", "1975-11-23"),
    ("L3", "Yusuf Karaoğlu", "1969-02-17"),
    ("L4", "Ramush Testhaj", "1988-08-30"),
)
PEOPLE = (
    ("1", "Xhevdet Gjoni", "1980-05-04"),
    ("2", "Besnik Krasniqi", "1975-11-23"),
    ("3", "Wilhelmina Unbeteiligt", "1991-03-12"),
    ("4", "Ottokar Nirgendwo", "1963-07-19"),
)


def table(
    place: Path,
    rows: Sequence[Sequence[str]],
    header: Sequence[str] = ("id", "name", "birth_date"),
) -> Path:
    """Write rows as CSV, or as Parquet where the name says so."""
    if place.suffix == ".parquet":
        import polars as pl

        pl.DataFrame(
            list(rows), schema=dict.fromkeys(header, pl.String), orient="row"
        ).write_parquet(place)
        return place
    with place.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([header, *rows])
    return place


def hits_in(place: Path) -> list[dict[str, Any]]:
    """Read a file of hits."""
    import polars as pl

    return (
        pl.read_csv(place, infer_schema=False) if place.suffix == ".csv" else pl.read_parquet(place)
    ).to_dicts()


def crowd(size: int) -> list[tuple[str, str, str]]:
    """Invent people of whom none is listed."""
    return [
        (
            f"C{n}",
            f"Proba{n % 613} Testović{n % 907}",
            f"19{50 + n % 49}-{n % 12 + 1:02}-{n % 27 + 1:02}",
        )
        for n in range(size)
    ]
