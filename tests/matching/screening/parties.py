"""Invented parties as frames and indexes, for the tests of the search."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import polars as pl

from clew.exercise.crowd import Crowd, made_crowd
from clew.matching.screening.changing import build_index
from clew.matching.screening.index import Edition, Index, party_of
from clew.model.party import Party
from clew.sources.lists.frame import VALUES

SCHEMA = {"id": pl.String(), "schema": pl.String()} | dict.fromkeys(VALUES, pl.List(pl.String()))
EDITION = Edition("invented", "2026-03-01")


def frame(*parties: Party) -> pl.DataFrame:
    """Lay parties out as a frame."""
    return pl.DataFrame([asdict(party) for party in parties], schema=SCHEMA)


def parties_in(rows: pl.DataFrame) -> list[Party]:
    """Give the rows of a frame as parties."""
    return [party_of(row) for row in rows.iter_rows(named=True)]


def indexed(path: Path, parties: pl.DataFrame | Iterable[Party]) -> Index:
    """Build an index of parties and open it."""
    build_index(path, [parties if isinstance(parties, pl.DataFrame) else frame(*parties)], EDITION)
    return Index.open(path)


def planted(
    kinds: str, people: int, listed: int, share: float
) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Give an invented crowd, a share of it hidden on a list, the list, and who is who."""
    crowd, them, truth = made_crowd(Crowd(people, listed, seed=11, planted=share, kinds=kinds))
    return _filled(crowd), _filled(them), truth


def crowd_and_list(
    kinds: str, people: int = 600, listed: int = 1_500
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give an invented crowd, a quarter of it hidden on a list, and the list."""
    return planted(kinds, people, listed, 0.25)[:2]


def _filled(rows: pl.DataFrame) -> pl.DataFrame:
    """Give rows of id, name and birth date all columns of a frame of parties."""
    none = pl.lit([], dtype=pl.List(pl.String))
    birth = pl.col("birth_date")
    known = rows.with_columns(
        names=pl.concat_list("name"),
        births=pl.when(birth.is_null()).then(none).otherwise(pl.concat_list(birth)),
        schema=pl.lit("Person"),
    )
    return known.with_columns(
        **{column: none for column in VALUES if column not in known.columns}
    ).select(*SCHEMA)
