"""An index of listed parties: built once, read by all processes, changed without being built anew.

A folder with a manifest and segments. A change writes a new segment and the rows that no longer count,
then replaces the manifest in one step; whoever is killed in the middle leaves the old index whole.
How common names are is counted when the index is built and stays until it is built anew, so that a
change alters the answers about the parties it changes and no others.
"""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import polars as pl
from numpy.typing import NDArray

from clew.errors import BrokenRecord, CaseError, NotFound, UsageError
from clew.matching.screening.segment import Segment, write_segment
from clew.matching.weighing.shares import Shares
from clew.model.party import Party

VERSION = 1
"""Of the files of an index; another version is refused."""
_MANIFEST = "index.json"
_LOCK = ".changing"


@dataclass(frozen=True, slots=True)
class Edition:
    """Which lists an index holds, as of when.

    Attributes:
        name: of the list, or of the lists.
        date: the list's own date, ISO; empty where it gives none.
        entities: parties that count now.
        built: when the index was built or last changed, UTC.
        version: of the files.
        counted: parties counted when it was built, by which the default prior goes.
    """

    name: str
    date: str
    entities: int = 0
    built: str = ""
    version: int = VERSION
    counted: int = 0


class Index:
    """An index, opened; what is asked of it stands in `clew.matching.screening.asking`.

    Attributes:
        path: its folder.
        edition: what it holds.
        segments: its parts, the one it was built with first.
        dead: for each segment, True where a party no longer counts.
        shares: how common parts of names are.
    """

    def __init__(
        self,
        path: Path,
        edition: Edition,
        parts: list[tuple[Segment, NDArray[np.bool_]]],
        shares: Shares,
    ) -> None:
        self.path, self.edition, self.shares = path, edition, shares
        self.segments = [segment for segment, _ in parts]
        self.dead = [dead for _, dead in parts]

    @classmethod
    def open(cls, path: Path) -> "Index":
        """Open an index.

        Raises:
            NotFound: there is none.
            BrokenRecord: it is damaged, or of another version.
        """
        manifest = _manifest(path)
        edition = Edition(**manifest["edition"])
        try:
            parts = [_part(path, said) for said in manifest["segments"]]
            counted = _counted(path, manifest)
        except (OSError, ValueError, pl.exceptions.PolarsError) as fault:
            raise BrokenRecord(
                f"the index cannot be read: {fault}", where=str(path),
                do="build it anew from its lists with clew index build",
            ) from fault  # fmt: skip
        return cls(path, edition, parts, Shares(counted, edition.counted))

    def __len__(self) -> int:
        return self.edition.entities

    def at(self, segment: int, row: int) -> Party:
        """Give a listed party by its place."""
        return party_of(self.segments[segment].parties.row(row, named=True))

    def place(self, list_id: str) -> tuple[int, int]:
        """Give segment and row of a party that counts.

        Raises:
            NotFound: there is none of this id.
        """
        for number in reversed(range(len(self.segments))):
            ids = self.segments[number].parties["id"]
            for row in (ids == list_id).arg_true().to_list():
                if not self.dead[number][row]:
                    return number, row
        raise NotFound(
            f"{list_id!r} is not on the list",
            where=str(self.path),
            do="check the id; it may have been delisted",
        )

    def party(self, list_id: str) -> Party:
        """Give one listed party."""
        return self.at(*self.place(list_id))

    def entity(self, list_id: str) -> dict[str, Any]:
        """Give one listed party as a FollowTheMoney entity."""
        number, row = self.place(list_id)
        return entity_of(self.segments[number].parties.row(row, named=True))


def party_of(row: dict[str, Any]) -> Party:
    """Give a row of a frame of parties as a party."""
    said = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k != "entity"}
    return Party(**said)


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


def build_index(path: Path, batches: Iterable[pl.DataFrame], edition: Edition) -> Edition:
    """Build an index of parties and give its edition.

    Args:
        path: its folder; an index there is replaced once the new one is whole.
        batches: frames of parties; ids must be different.
        edition: name and date of the list.

    Raises:
        UsageError: two parties have one id, or there is no party.
    """
    parties = pl.concat(list(batches), how="diagonal")
    if not len(parties):
        raise UsageError(
            "there is nobody on the list", where=edition.name, do="check that it is the right file"
        )
    again = parties.filter(parties["id"].is_duplicated())["id"]
    if len(again):
        raise UsageError(
            f"{again.n_unique()} ids stand twice, {again[0]!r} among them", where=edition.name,
            do="give each party an id of its own",
        )  # fmt: skip
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _changing(path):
        change = _change(path)
        segment, shares = f"segment-{change}", f"shares-{change}.arrow"
        counted = write_segment(path / segment, parties, None, len(parties))
        _write_counted(path / shares, counted)
        edition = replace(edition, entities=len(parties), built=_now(), counted=len(parties))
        _commit(path, edition, change, shares, [{"name": segment, "dead": ""}])
    return edition


def update_index(
    path: Path, add: pl.DataFrame | None, delist: Iterable[str], edition: Edition
) -> Edition:
    """Add, change and delist parties; a party added under an id that is there replaces it.

    Raises:
        NotFound: an id to delist is not there.
    """
    with _changing(path):
        index, manifest, change = Index.open(path), _manifest(path), _change(path)
        segments = manifest["segments"]
        gone = set(delist)
        replaced = pl.Series(
            "id", sorted(gone | set(() if add is None else add["id"])), dtype=pl.String
        )
        missing, left = gone, 0
        for number, segment in enumerate(index.segments):
            ids = segment.parties["id"]
            hit = ids.is_in(replaced.implode()).to_numpy() & ~index.dead[number]
            dead = index.dead[number] | hit
            left += int(len(dead) - dead.sum())
            if hit.any():
                missing = missing - set(ids.filter(pl.Series(hit)))
                segments[number]["dead"] = f"dead-{change}-{number}.npy"
                np.save(path / segments[number]["dead"], dead)
        if missing:
            raise NotFound(
                f"{len(missing)} ids to delist are not on the list, {min(missing)!r} among them",
                where=str(path), do="check the ids; nothing was changed",
            )  # fmt: skip
        if add is not None and len(add):
            counted = _counted(path, manifest)
            write_segment(path / f"segment-{change}", add, counted, index.edition.counted)
            segments.append({"name": f"segment-{change}", "dead": ""})
            left += len(add)
        edition = replace(edition, entities=left, built=_now(), counted=index.edition.counted)
        _commit(path, edition, change, manifest["shares"], segments)
    return edition


def _counted(path: Path, manifest: dict[str, Any]) -> dict[str, int]:
    return dict(pl.read_ipc(path / manifest["shares"]).iter_rows())


def _write_counted(file: Path, counted: Mapping[str, int]) -> None:
    said = {"key": list(counted), "count": list(counted.values())}
    pl.DataFrame(said, schema={"key": pl.String, "count": pl.Int64}).write_ipc(file)


def _manifest(path: Path) -> dict[str, Any]:
    try:
        said: dict[str, Any] = orjson.loads((path / _MANIFEST).read_bytes())
        version = said["edition"]["version"]
    except FileNotFoundError as fault:
        raise NotFound(
            "there is no index here", where=str(path), do="build one with clew index build"
        ) from fault
    except (orjson.JSONDecodeError, KeyError, TypeError) as fault:
        raise BrokenRecord(
            "what describes the index cannot be read", where=str(path / _MANIFEST),
            do="build the index anew from its lists with clew index build",
        ) from fault  # fmt: skip
    if version != VERSION:
        raise BrokenRecord(
            f"the index is of version {version}; this clew reads version {VERSION}", where=str(path),
            do="build it anew from its lists with clew index build",
        )  # fmt: skip
    return said


def _part(path: Path, said: dict[str, str]) -> tuple[Segment, NDArray[np.bool_]]:
    segment = Segment(path / said["name"])
    dead = np.load(path / said["dead"]) if said["dead"] else np.zeros(len(segment), np.bool_)
    return segment, dead


def _change(path: Path) -> int:
    """Give the number of the change that begins, and clear away what an interrupted one left."""
    if not (path / _MANIFEST).exists():
        _clear(path, set())
        return 1
    manifest = _manifest(path)
    _clear(path, _named(manifest))
    return int(manifest["change"]) + 1


def _named(manifest: dict[str, Any]) -> set[str]:
    return {name for one in manifest["segments"] for name in one.values()} | {manifest["shares"]}


def _clear(path: Path, kept: set[str]) -> None:
    for stale in path.iterdir():
        if stale.name not in kept | {_MANIFEST, _LOCK}:
            shutil.rmtree(stale) if stale.is_dir() else stale.unlink()


def _commit(
    path: Path, edition: Edition, change: int, shares: str, segments: list[dict[str, str]]
) -> None:
    """Make a change count, in one step, and clear away what no manifest names any more."""
    manifest = {
        "edition": {slot: getattr(edition, slot) for slot in Edition.__slots__},
        "change": change, "shares": shares, "segments": segments,
    }  # fmt: skip
    for file in path.rglob("*"):
        if file.is_file():
            with file.open("rb") as kept:
                os.fsync(kept.fileno())
    draft = path / f"{_MANIFEST}.new"
    with draft.open("wb") as written:
        written.write(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
        written.flush()
        os.fsync(written.fileno())
    draft.replace(path / _MANIFEST)
    _clear(path, _named(manifest))


@contextmanager
def _changing(path: Path) -> Iterator[None]:
    """Hold the index for one change at a time."""
    with (path / _LOCK).open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise CaseError(
                "another process is changing this index",
                where=str(path),
                do="wait until it is done",
            ) from fault
        yield


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
