"""One part of an index on disk: parties that came together, their names' words, and the table to find them by.

A segment is written once and never changed; processes read it where it lies (memory-mapped).
"""

import os
import weakref
from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from clew.matching.screening.cutting import Cut, cut
from clew.matching.screening.numbers import numbers_of
from clew.matching.screening.search import Names, as_names
from clew.matching.screening.table import Table, Tables, build_tables
from clew.matching.screening.vocabulary import Codes, Vocabulary, codes_of_many, informed
from clew.matching.weighing.shares import Shares, share_key

_NUMBERS = ("numbers", "number_owners")
_IN_TABLES = [f"{table}_{array}" for table in Tables._fields for array in Table._fields]
_ARRAYS = (*Names._fields, *_IN_TABLES, *_NUMBERS)


class Held:
    """A table kept open, so that it can be read although a later change takes its file away.

    Args:
        path: its file, in Arrow's format.
    """

    def __init__(self, path: Path) -> None:
        self._held = os.open(path, os.O_RDONLY)
        weakref.finalize(self, os.close, self._held)

    def read(self, columns: list[str] | None = None) -> pl.DataFrame:
        """Give the table, or some of its columns, memory-mapped."""
        return pl.read_ipc(f"/dev/fd/{self._held}", columns=columns)


class Segment:
    """A segment, opened: it can be read on although a later change takes its files away.

    Args:
        path: its folder.
    """

    def __init__(self, path: Path) -> None:
        self._arrays: dict[str, NDArray[np.generic]] = {
            name: np.load(path / f"{name}.npy", mmap_mode="r") for name in _ARRAYS
        }
        self._words, self._parties = Held(path / "words.arrow"), Held(path / "parties.arrow")

    def __len__(self) -> int:
        return len(self._arrays["kinds"])

    def __getitem__(self, name: str) -> NDArray[np.generic]:
        return self._arrays[name]

    @cached_property
    def listed(self) -> Names:
        """Its names, as the search takes them."""
        return Names(*(self._arrays[name] for name in Names._fields))  # type: ignore[arg-type]

    @cached_property
    def tables(self) -> Tables:
        """Where its names are found by their keys."""
        return Tables(
            *(
                Table(*(self._arrays[f"{table}_{array}"] for array in Table._fields))  # type: ignore[arg-type]
                for table in Tables._fields
            )
        )

    @cached_property
    def words(self) -> pl.DataFrame:
        """Its words with their places: columns word, place."""
        return self._words.read()

    @cached_property
    def parties(self) -> pl.DataFrame:
        """Its parties, one row each."""
        return self._parties.read()

    @cached_property
    def ids(self) -> "Ids":
        """The ids of its parties."""
        return Ids(self._parties.read(["id"])["id"])

    def coded(self, words: list[str], vocabulary: Vocabulary) -> Codes:
        """Give the codes of words; those of the segment's own are not worked out again.

        Args:
            vocabulary: of the list the segment is a part of.
        """
        asked = pl.DataFrame({"word": words}, schema={"word": pl.String})
        places = asked.join(self.words, on="word", how="left", maintain_order="left")["place"]
        unmet = places.is_null()
        found: Codes = self["codes"][places.fill_null(0).to_numpy()]
        if unmet.any():
            found[unmet.to_numpy()] = vocabulary.codes(asked["word"].filter(unmet).to_list())
        return found


class Ids:
    """Ids of parties, no two the same; finds the row of one among a million in some microseconds.

    Attributes:
        all: the ids, in the order of their rows.
    """

    def __init__(self, ids: pl.Series) -> None:
        self.all = ids

    @cached_property
    def _ordered(self) -> tuple[pl.Series, pl.Series]:
        rows = self.all.arg_sort()
        return self.all.gather(rows), rows

    def row(self, list_id: str) -> int | None:
        """Give the row of an id, None where there is none."""
        ids, rows = self._ordered
        at = bisect_left(ids, list_id)
        return int(rows[at]) if at < len(ids) and ids[at] == list_id else None


def count_parts(names: Cut, keys: list[str]) -> dict[str, int]:
    """Count how many parties bear each part of a name.

    Args:
        names: of the parties; *keys*: of each of their words the key of its spellings (`share_key`), "" for none.
    """
    of_name = np.repeat(names.owners, np.diff(names.names))
    borne = pl.Series(of_name * len(keys) + names.places).unique().to_numpy()
    counted = np.bincount(borne % max(len(keys), 1), minlength=len(keys))
    found: dict[str, int] = {}
    for key, many in zip(keys, counted.tolist(), strict=True):
        if key:
            found[key] = found.get(key, 0) + many
    return found


def write_first(path: Path, parties: pl.DataFrame) -> Mapping[str, int]:
    """Write all parties of a list as a segment, and give how many of them bear each part of a name.

    Args:
        path: a folder that does not exist yet.
        parties: a frame of parties; the column *entity* is kept where there is one.
    """
    names = cut(parties)
    codes, parts = codes_of_many(names.words)
    keys = [share_key(part) if part else "" for part in parts]
    counted = count_parts(names, keys)
    _write(path, parties, names, informed(codes, keys, Shares(counted, len(parties)).of_key))
    return counted


def write_more(path: Path, parties: pl.DataFrame, first: Segment, vocabulary: Vocabulary) -> None:
    """Write parties that came later as a segment, their names weighed as those of the *first*."""
    names = cut(parties)
    _write(path, parties, names, first.coded(names.words, vocabulary))


def _write(path: Path, parties: pl.DataFrame, names: Cut, codes: Codes) -> None:
    tables = build_tables(names, codes)
    path.mkdir(parents=True)
    arrays = as_names(names, codes)._asdict() | dict(
        zip(_NUMBERS, numbers_of(parties), strict=True)
    )
    for table, made in tables._asdict().items():
        arrays |= {f"{table}_{array}": rows for array, rows in made._asdict().items()}
    for name, array in arrays.items():
        np.save(path / f"{name}.npy", array)
    words = pl.DataFrame({"word": names.words}, schema={"word": pl.String}).with_row_index("place")
    words.write_ipc(path / "words.arrow")
    parties.write_ipc(path / "parties.arrow")
