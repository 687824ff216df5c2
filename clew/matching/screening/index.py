"""An index of listed parties: built once, read by all processes; `clew.matching.screening.changing` writes it.

A folder with a manifest and segments. Whoever has it open goes on answering from it although it is changed.
"""

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import polars as pl
from numpy.typing import NDArray

from clew.errors import NotFound
from clew.matching.screening.manifest import (
    VERSION,
    Edition,
    Manifest,
    Part,
    broken_array,
    read_manifest,
)
from clew.matching.screening.segment import Held, Segment
from clew.matching.screening.vocabulary import Vocabulary
from clew.matching.weighing.shares import Shares
from clew.model.party import Party
from clew.sources.lists.frame import VALUES

__all__ = ["VERSION", "Edition", "Index", "entity_of", "party_of"]


class Index:
    """An index, opened; what is asked of it stands in `clew.matching.screening.asking`.

    Attributes:
        path: its folder.
        manifest: what it consists of.
        segments: its parts, the one it was built with first.
        dead: for each segment, True where a party no longer counts.
    """

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path, self.manifest = path, manifest
        self.segments = [Segment(path / part.name) for part in manifest.parts]
        self.dead = [
            _dead(path, part, len(segment))
            for part, segment in zip(manifest.parts, self.segments, strict=True)
        ]
        self._counted = Held(path / manifest.shares)

    @classmethod
    def open(cls, path: Path) -> "Index":
        """Open an index.

        Raises:
            NotFound: there is none.
            BrokenRecord: it is damaged, or of another version.
        """
        while True:
            manifest = read_manifest(path)
            try:
                return cls(path, manifest)
            except (OSError, ValueError, EOFError) as fault:
                if read_manifest(path).change == manifest.change:
                    raise broken_array(path, fault) from fault

    def __len__(self) -> int:
        return self.edition.entities

    @property
    def edition(self) -> Edition:
        """What it holds."""
        return self.manifest.edition

    @cached_property
    def shares(self) -> Shares:
        """How common parts of names were when it was built."""
        return Shares(dict(self._counted.read().iter_rows()), self.edition.counted)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words it was asked about that are not its own."""
        return Vocabulary(self.shares.of)

    def at(self, segment: int, row: int) -> Party:
        """Give a listed party by its place."""
        return party_of(self.segments[segment].parties.row(row, named=True))

    def place(self, list_id: str) -> tuple[int, int]:
        """Give segment and row of a party that counts.

        Raises:
            NotFound: there is none of this id.
        """
        for number in reversed(range(len(self.segments))):
            row = self.segments[number].ids.row(list_id)
            if row is not None and not self.dead[number][row]:
                return number, row
        raise NotFound(
            f"{list_id!r} is not on the list",
            where=str(self.path),
            do="check the id; it may have been delisted",
        )

    def rows_of(self, ids: pl.Series) -> list[NDArray[np.bool_]]:
        """Give for each segment True where a party counts that has one of these ids."""
        return [
            segment.ids.all.is_in(ids.implode()).to_numpy() & ~dead
            for segment, dead in zip(self.segments, self.dead, strict=True)
        ]

    def alive(self, segment: int) -> pl.DataFrame:
        """Give the parties of a segment that count."""
        return self.segments[segment].parties.filter(pl.Series(~self.dead[segment]))

    def party(self, list_id: str) -> Party:
        """Give one listed party."""
        return self.at(*self.place(list_id))

    def entity(self, list_id: str) -> dict[str, Any]:
        """Give one listed party as a FollowTheMoney entity."""
        number, row = self.place(list_id)
        return entity_of(self.segments[number].parties.row(row, named=True))


def _dead(path: Path, part: Part, parties: int) -> NDArray[np.bool_]:
    if not part.dead:
        return np.zeros(parties, np.bool_)
    dead: NDArray[np.bool_] = np.load(path / part.dead)
    if dead.shape != (parties,):
        raise ValueError(f"{part.dead!r} is of another segment")
    return dead


def party_of(row: dict[str, Any]) -> Party:
    """Give a row of a frame of parties as a party."""
    lists = {column: tuple(row[column]) for column in VALUES}
    return Party(id=row["id"], schema=row["schema"], **lists)


_PROPERTIES = {
    "births": "birthDate", "sexes": "gender", "nationalities": "nationality", "fathers": "fatherName",
    "documents": "idNumber", "phones": "phone", "places": "birthPlace", "birth_countries": "birthCountry",
}  # fmt: skip


def entity_of(row: dict[str, Any]) -> dict[str, Any]:
    """Give a row of a frame of parties as a FollowTheMoney entity: its own where the list gave one."""
    if row.get("entity"):
        told: dict[str, Any] = orjson.loads(row["entity"])
        return told
    properties = {prop: row[column] for column, prop in _PROPERTIES.items() if row[column]}
    names = {"name": row["names"][:1], "alias": row["names"][1:]}
    properties = {k: v for k, v in names.items() if v} | properties
    return {"id": row["id"], "schema": row["schema"], "properties": properties}
