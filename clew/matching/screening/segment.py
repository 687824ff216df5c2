"""One part of an index on disk: parties that came together, their names' words, and the table to find them by.

A segment is written once and never changed; processes read it where it lies (memory-mapped).
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from clew.matching.screening.cutting import Cut, cut
from clew.matching.screening.numbers import numbers_of
from clew.matching.screening.search import Names, as_names
from clew.matching.screening.table import build_table
from clew.matching.screening.vocabulary import codes_of, informed
from clew.matching.weighing.shares import Shares, share_key

LISTS = (
    "names", "births", "sexes", "nationalities", "fathers", "documents", "phones", "places",
    "birth_countries",
)  # fmt: skip
"""Columns of a frame of parties that hold several values."""
_ARRAYS = (
    "names", "places", "owners", "births", "dates", "kinds", "codes", "starts", "entries",
    "numbers", "number_owners",
)  # fmt: skip


class Segment:
    """A segment, opened.

    Args:
        path: its folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._arrays: dict[str, NDArray[np.generic]] = {
            name: np.load(path / f"{name}.npy", mmap_mode="r") for name in _ARRAYS
        }
        self.seen = np.zeros(len(self._arrays["owners"]) + 1, np.uint32)

    def __len__(self) -> int:
        return len(self._arrays["kinds"])

    def __getitem__(self, name: str) -> NDArray[np.generic]:
        return self._arrays[name]

    @cached_property
    def listed(self) -> Names:
        """Its names, as the search takes them."""
        return Names(*(self._arrays[name] for name in Names._fields))  # type: ignore[arg-type]

    @cached_property
    def words(self) -> pl.DataFrame:
        """Its words with their places: columns word, place."""
        return pl.read_ipc(self.path / "words.arrow")

    @cached_property
    def parties(self) -> pl.DataFrame:
        """Its parties, one row each."""
        return pl.read_ipc(self.path / "parties.arrow")


def count_parts(names: Cut, parts: list[str]) -> dict[str, int]:
    """Count for each part of a name how many parties bear it, by the key of its spellings."""
    of_name = np.repeat(names.owners, np.diff(names.names))
    borne = np.unique(of_name * len(parts) + names.places) % max(len(parts), 1)
    counted = np.bincount(borne, minlength=len(parts))
    found: dict[str, int] = {}
    for part, many in zip(parts, counted.tolist(), strict=True):
        if part:
            key = share_key(part)
            found[key] = found.get(key, 0) + many
    return found


def write_segment(
    path: Path, parties: pl.DataFrame, shares: Mapping[str, int] | None, total: int
) -> Mapping[str, int]:
    """Write parties as a segment and give the counts of name parts it was weighed with.

    Args:
        path: a folder that does not exist yet.
        parties: a frame of parties; the column *entity* is kept where there is one.
        shares: counts of name parts of *total* parties; counted here where None.
    """
    names = cut(parties)
    codes, parts = codes_of(names.words)
    counted = count_parts(names, parts) if shares is None else shares
    codes = informed(codes, parts, Shares(counted, total).of)
    starts, entries = build_table(names, codes)
    numbers, owners = numbers_of(parties)
    path.mkdir(parents=True)
    arrays = as_names(names, codes)._asdict() | {
        "starts": starts, "entries": entries, "numbers": numbers, "number_owners": owners,
    }  # fmt: skip
    for name, array in arrays.items():
        np.save(path / f"{name}.npy", array)
    words = pl.DataFrame({"word": names.words}, schema={"word": pl.String}).with_row_index("place")
    words.write_ipc(path / "words.arrow")
    parties.write_ipc(path / "parties.arrow")
    return counted
