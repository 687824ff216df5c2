"""The frame of parties: one row per person or body, one column per thing that is compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import polars as pl

TEXTS: Final = pl.List(pl.String)
VALUES: Final = (
    "names",
    "births",
    "sexes",
    "nationalities",
    "fathers",
    "documents",
    "phones",
    "places",
    "birth_countries",
)
"""Columns that hold lists of text; the same meaning as in `clew.model.party.Party`."""
COLUMNS: Final = ("id", "schema", *VALUES)
"""Columns of a frame of people; a list's frame may carry ``entity`` besides, the entity as JSON."""
KEPT: Final = 300
"""Characters of a refused value that are kept."""


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row or one of its values that could not be taken.

    Attributes:
        place: where it stands: "row 5" (of a CSV file the line, of Parquet the row from 1),
            "line 5", "individual 6907993".
        value: as written, its first 300 characters.
        reason: what is wrong with it.
        remedy: what to do about it.
    """

    place: str
    value: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a file, in its order.

    Attributes:
        frame: a frame of parties; lists may be empty, never null.
        refused: rows that are not in the frame, and values that are not in their rows.
        notes: what else was seen, with how often, for example "name columns have invisible
            characters, which were removed"; to be added up over the batches.
        share: how much of the file is read, 0 to 1.
    """

    frame: pl.DataFrame
    refused: list[RefusedRow] = field(default_factory=list)
    notes: Mapping[str, int] = field(default_factory=dict)
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list as received.

    Attributes:
        name: what it is called: "un_sc", "us_ofac_sdn", or its file's name without ending.
        edition: its date, where the file or its name says one.
        batches: its entities; can be gone through once. Breaking off inside the file is a
            `ClewError` raised from here: what came before must then not be used.
        sha256: hash of the file; of a list in several files the hash of their hashes.
    """

    name: str
    edition: date | None
    batches: Iterator[Batch]
    sha256: str


def empty() -> pl.DataFrame:
    """Give a frame of parties without rows."""
    texts = [pl.Series(name, [], dtype=pl.String) for name in ("id", "schema")]
    return pl.DataFrame([*texts, *(pl.Series(name, [], dtype=TEXTS) for name in VALUES)])
