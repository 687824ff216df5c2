"""Invented crowds of the sizes that are measured, each made once a run."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from clew.exercise.crowd import Crowd, make_crowd

FOLDER = Path(__file__).parents[1] / "build" / "crowds"
SEED = 11
"""Another seed than the examples of the documents."""


@dataclass(frozen=True, slots=True)
class Files:
    """The three files of a crowd."""

    crowd: Crowd
    people: Path
    listed: Path
    truth: pl.DataFrame

    def __str__(self) -> str:
        sizes = f"{_short(self.crowd.people)} × {_short(self.crowd.listed)}"
        return f"invented crowd ({self.crowd.kinds}, seed {self.crowd.seed}), {sizes}"


@cache
def crowd(people: int, listed: int, kinds: str = "usual") -> Files:
    """Make a crowd; the same one again costs nothing in one run."""
    wanted = Crowd(people, listed, SEED, kinds=kinds)
    folder = FOLDER / f"{people}-{listed}-{kinds}"
    make_crowd(wanted, folder)
    truth = pl.read_parquet(folder / "truth.parquet")
    return Files(wanted, folder / "people.parquet", folder / "list.parquet", truth)


def _short(n: int) -> str:
    return f"{n / 1e6:g} million" if n >= 1_000_000 else f"{n:,}"
