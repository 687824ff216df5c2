"""Remembers the hashes of large files as they lay, so that going on after a pause reads none twice.

A hash is remembered only where the file system's change time cannot be set by a program and the
file had rested before it was read; whatever changes the file then changes what is compared. Where
any of that is not sure, the file is read again: slow, never wrong. Not seen is only what goes round
the file system: a disk written to as a device, or a clock set back to the very nanosecond.
"""

import json
import os
import time
from pathlib import Path

from clew.store.case import Case

FROM_BYTES = 1 << 20
"""Smaller files are read as quickly as remembered."""
RESTED_S = 60.0
"""A program that holds a file in its memory can change a page again unnoticed until the system has
written the page back, which Linux does within 35 seconds (dirty_expire_centisecs, dirty_writeback_centisecs)."""
SURE = frozenset({"ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs"})
"""File systems of this machine, by its own clock, that write pages back. Not among them: network shares
and memory sticks, tmpfs, which never writes back, zfs, which sets its times late, and layers over others."""

Marks = tuple[int, int, int, int, int]
"""Device, inode, size, time of writing and of change in nanoseconds."""


class Fingerprints:
    """The hashes a case remembers, in its file `.hashes`, a line of JSON each."""

    def __init__(self, case: Case) -> None:
        self._file = case.folder / ".hashes"
        self._known: dict[str, tuple[Marks, str]] | None = None
        self._sure: dict[int, bool] = {}

    def known(self, path: Path) -> str | None:
        """Give the hash of *path* if it surely is as it was when it was read."""
        marks = marks_of(path)
        if marks[2] < FROM_BYTES:
            return None
        found = self._all().get(str(path.resolve()))
        return found[1] if found is not None and found[0] == marks else None

    def remember(self, path: Path, before: Marks, sha256: str) -> None:
        """Remember the hash of a file whose marks were *before* when its reading began."""
        rested = time.time() - max(before[3], before[4]) / 1e9 > RESTED_S
        if before[2] < FROM_BYTES or not rested or marks_of(path) != before:
            return
        if not self._sure.setdefault(before[0], _system_of(before[0]) in SURE):
            return
        place = str(path.resolve())
        self._all()[place] = (before, sha256)
        with self._file.open("a", encoding="utf-8") as out:
            out.write(json.dumps([place, before, sha256]) + "\n")

    def _all(self) -> dict[str, tuple[Marks, str]]:
        if self._known is None:
            self._known = {}
            if self._file.exists():
                for line in self._file.read_text("utf-8").splitlines():
                    try:
                        place, marks, sha256 = json.loads(line)
                    except ValueError:
                        continue  # a line a killed process cut off
                    self._known[place] = (tuple(marks), sha256)
        return self._known


def marks_of(path: Path) -> Marks:
    """Give what changes whenever a file does."""
    seen = path.stat()
    return seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def _system_of(device: int) -> str:
    """Give the kind of file system with this device number; empty where the system does not tell."""
    wanted = f"{os.major(device)}:{os.minor(device)}"
    table = Path("/proc/self/mountinfo")
    for line in table.read_text("utf-8").splitlines() if table.exists() else []:
        left, _, right = line.partition(" - ")
        if left.split()[2] == wanted:
            return right.split()[0]
    return ""
