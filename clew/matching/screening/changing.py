"""Writes an index: builds it of lists, adds to it, changes it, takes off it, without building it anew.

A change writes a new segment and the rows that no longer count, then replaces the manifest in one step;
whoever is killed in the middle leaves the old index whole, and the next change clears away the rest.
How common names are is counted when the index is built and stays until it is built anew, so that a
change alters the answers about the parties it changes and no others.
"""

import fcntl
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from clew.errors import BrokenRecord, CaseBusy, NotFound, UsageError
from clew.matching.screening.index import Index
from clew.matching.screening.manifest import (
    MANIFEST,
    VERSION,
    Edition,
    Manifest,
    Part,
    left_behind,
    read_manifest,
    settle,
)
from clew.matching.screening.segment import write_first, write_more
from clew.model.garbage import rarely_collecting

_LOCK = ".changing"


def build_index(path: Path, batches: Iterable[pl.DataFrame], edition: Edition) -> Edition:
    """Build an index of parties and give its edition.

    Args:
        path: its folder; an index there is replaced once the new one is whole.
        batches: frames of parties; ids must be different.
        edition: name and date of the list.

    Raises:
        UsageError: two parties have one id, or there is no party.
        CaseBusy: another process is changing the index.
    """
    frames = [frame for frame in batches if len(frame)]
    if not frames:
        raise UsageError(
            "there is nobody on the list", where=edition.name, do="check that it is the right file"
        )
    parties = pl.concat(frames, how="diagonal")
    _check_ids(parties["id"], edition.name)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _changing(path) as change:
        part, shares = Part(f"segment-{change}"), f"shares-{change}.arrow"
        with rarely_collecting():
            counted = write_first(path / part.name, parties)
        _write_counted(path / shares, counted)
        many = len(parties)
        edition = replace(edition, entities=many, built=_now(), version=VERSION, counted=many)
        _commit(path, Manifest(edition, change, shares, (part,)), [part.name, shares])
    return edition


def update_index(
    path: Path, add: pl.DataFrame | None, delist: Iterable[str], edition: Edition
) -> Edition:
    """Add, change and delist parties; a party added under an id that is there replaces it.

    Args:
        path: folder of the index.
        add: a frame of parties; ids must be different.
        delist: ids; nothing is changed where one of them is not there.
        edition: name and date of the list from now on.

    Raises:
        NotFound: there is no index, or an id to delist is not on it.
        UsageError: two parties to add have one id.
        BrokenRecord: the index is damaged, or of another version.
        CaseBusy: another process is changing it.
    """
    if add is None:
        add = pl.DataFrame({"id": []}, schema={"id": pl.String})
    _check_ids(add["id"], edition.name)
    read_manifest(path)
    with _changing(path) as change:
        index = Index.open(path)
        parts = _without(index, _taken_off(index, set(delist), add["id"]), change)
        left = sum(int((~dead).sum()) for dead in index.dead) + len(add)
        if len(add):
            parties = _with_smaller(index, parts, add)
            parts.append(Part(f"segment-{change}"))
            write_more(path / parts[-1].name, parties, index.segments[0], index.vocabulary)
        counted = index.edition.counted
        edition = replace(edition, entities=left, built=_now(), version=VERSION, counted=counted)
        after = Manifest(edition, change, index.manifest.shares, tuple(parts))
        _commit(path, after, after.names - index.manifest.names)
    return edition


def _without(index: Index, hit: list[NDArray[np.bool_]], change: int) -> list[Part]:
    """Write down which parties no longer count, in *index* too, and give its parts."""
    parts = []
    for number, (part, now) in enumerate(zip(index.manifest.parts, hit, strict=True)):
        parts.append(part)
        if now.any():
            index.dead[number] |= now
            parts[number] = Part(part.name, f"dead-{change}-{number}.npy")
            np.save(index.path / parts[number].dead, index.dead[number])
    return parts


def _check_ids(ids: pl.Series, name: str) -> None:
    again = ids.filter(ids.is_duplicated())
    if len(again):
        raise UsageError(
            f"{again.n_unique()} ids stand twice, {again[0]!r} among them", where=name,
            do="give each party an id of its own",
        )  # fmt: skip


def _taken_off(index: Index, gone: set[str], added: pl.Series) -> list[NDArray[np.bool_]]:
    """Give for each segment True where a party is delisted or replaced.

    Raises:
        NotFound: an id to delist is not there.
    """
    hit = index.rows_of(pl.Series("id", sorted(gone | set(added)), dtype=pl.String))
    there = {
        name
        for segment, now in zip(index.segments, hit, strict=True)
        for name in segment.ids.all.filter(pl.Series(now))
    }
    missing = gone - there
    if missing:
        raise NotFound(
            f"{len(missing)} ids to delist are not on the list, {min(missing)!r} among them",
            where=str(index.path), do="check the ids; nothing was changed",
        )  # fmt: skip
    return hit


def _with_smaller(index: Index, parts: list[Part], add: pl.DataFrame) -> pl.DataFrame:
    """Give *add* together with the segments it outgrows, taken off *parts*, so that there are never many."""
    frames, many = [add], len(add)
    while len(parts) > 1 and int((~index.dead[len(parts) - 1]).sum()) <= many:
        frames.append(index.alive(len(parts) - 1))
        many += len(frames[-1])
        parts.pop()
    parties = pl.concat(frames, how="diagonal")
    return parties.with_columns(pl.col("^entity$").fill_null(""))


def _write_counted(file: Path, counted: Mapping[str, int]) -> None:
    said = {"key": list(counted), "count": list(counted.values())}
    pl.DataFrame(said, schema={"key": pl.String, "count": pl.Int64}).write_ipc(file)


def _commit(path: Path, manifest: Manifest, fresh: Iterable[str]) -> None:
    """Make a change count, and clear away what no manifest names any more."""
    settle(*(path / name for name in fresh))
    manifest.write(path)
    _clear(path, manifest.names)


@contextmanager
def _changing(path: Path) -> Iterator[int]:
    """Hold the index for one change at a time; gives the change's number."""
    with (path / _LOCK).open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise CaseBusy(
                "another process is changing this index",
                where=str(path),
                do="wait until it is done",
            ) from fault
        yield _begin(path)


def _begin(path: Path) -> int:
    """Give the number of the change that begins, and clear away what an interrupted one left.

    Beside an index that cannot be read all stays where it is, until a new one stands in its place.
    """
    if not (path / MANIFEST).exists():
        _clear(path, set())
        return 1
    try:
        before = read_manifest(path)
    except BrokenRecord:
        return 1 + max((number for number, _ in left_behind(path, set())), default=0)
    _clear(path, before.names)
    return before.change + 1


def _clear(path: Path, kept: set[str]) -> None:
    for _, stale in list(left_behind(path, kept)):
        shutil.rmtree(stale) if stale.is_dir() else stale.unlink()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
