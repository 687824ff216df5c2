"""What an index says of itself: its edition, the files it consists of, and how long each has to be."""

import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from clew.errors import BrokenRecord, NotFound

VERSION = 6
"""Of the files of an index; another version is refused."""
MANIFEST = "index.json"
_DRAFT = f"{MANIFEST}.new"
_OURS = re.compile(rf"segment-(\d+)|shares-(\d+)\.arrow|dead-(\d+)-\d+\.npy|{re.escape(_DRAFT)}")


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


@dataclass(frozen=True, slots=True)
class Part:
    """A segment's folder, and the file that says which of its parties no longer count; empty for none."""

    name: str
    dead: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index consists of.

    Attributes:
        edition: what it holds.
        change: how many times it was built or changed.
        shares: file of how common parts of names are.
        parts: its segments, the one it was built with first.
    """

    edition: Edition
    change: int
    shares: str
    parts: tuple[Part, ...]

    @property
    def names(self) -> set[str]:
        """Files and folders that belong to it."""
        return {self.shares} | {
            name for part in self.parts for name in (part.name, part.dead) if name
        }

    def write(self, path: Path) -> None:
        """Make it count, in one step that outlasts a power cut; its files are on the disk before."""
        draft = path / _DRAFT
        said = asdict(self) | {"sizes": dict(_sizes(path, self.names))}
        with draft.open("wb") as written:
            written.write(orjson.dumps(said, option=orjson.OPT_INDENT_2))
            written.flush()
            os.fsync(written.fileno())
        draft.replace(path / MANIFEST)
        settle(path)


def read_manifest(path: Path) -> Manifest:
    """Read what an index says of itself, and see that its files are as long as it says.

    Raises:
        NotFound: there is none.
        BrokenRecord: it cannot be read, is of another version, or a file is missing or cut off.
    """
    while True:
        said = _said(path)
        try:
            manifest = _manifest(said)
            _check_sizes(path, said["sizes"])
        except FileNotFoundError as fault:
            if _said(path) != said:
                continue
            raise _broken(path, f"{fault.filename!r} is missing") from fault
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise _broken(path, f"{MANIFEST} cannot be read") from fault
        return manifest


def _said(path: Path) -> dict[str, Any]:
    try:
        said = orjson.loads((path / MANIFEST).read_bytes())
        version = said["edition"]["version"]
    except FileNotFoundError as fault:
        raise NotFound(
            "there is no index here", where=str(path), do="build one with clew index build"
        ) from fault
    except (orjson.JSONDecodeError, KeyError, TypeError) as fault:
        raise _broken(path, f"{MANIFEST} cannot be read") from fault
    if version != VERSION:
        raise _broken(path, f"it is of version {version}; this clew reads version {VERSION}")
    return dict(said)


def _manifest(said: dict[str, Any]) -> Manifest:
    parts = tuple(Part(str(part["name"]), str(part["dead"])) for part in said["parts"])
    if not parts:
        raise ValueError("no segment")
    return Manifest(Edition(**said["edition"]), int(said["change"]), str(said["shares"]), parts)


def _sizes(path: Path, names: set[str]) -> Iterator[tuple[str, int]]:
    for name in sorted(names):
        place = path / name
        for file in sorted(place.iterdir()) if place.is_dir() else [place]:
            yield str(file.relative_to(path)), file.stat().st_size


def _check_sizes(path: Path, sizes: dict[str, int]) -> None:
    for name, size in sizes.items():
        there = (path / name).stat().st_size
        if there != size:
            raise _broken(path, f"{name!r} has {there:,} of its {size:,} bytes")


def _broken(path: Path, what: str) -> BrokenRecord:
    return BrokenRecord(
        f"the index cannot be used: {what}", where=str(path),
        do="build it anew from its lists with clew index build",
    )  # fmt: skip


def broken_array(path: Path, fault: Exception) -> BrokenRecord:
    """Give the refusal of an index of which one file does not hold what it should."""
    return _broken(path, str(fault))


def settle(*places: Path) -> None:
    """Bring files, and folders with all files in them, onto the disk."""
    for place in places:
        for file in [*(place.iterdir() if place.is_dir() else ()), place]:
            held = os.open(file, os.O_RDONLY)
            try:
                os.fsync(held)
            finally:
                os.close(held)


def left_behind(path: Path, kept: set[str]) -> Iterator[tuple[int, Path]]:
    """Give what a change that was cut off, or one before, left in the folder, with the change's number.

    Nothing that is not of an index is among it.
    """
    for place in path.iterdir():
        ours = _OURS.fullmatch(place.name)
        if ours and place.name not in kept:
            yield max(int(number or 0) for number in (*ours.groups(), 0)), place
