"""A folder that is watched: says which files in it are complete and have not been taken in as they lie.

It looks at the folder again and again, for network shares tell nobody when a file comes. A file is
complete when its size and times stayed as they were between two looks that lie far enough apart
and nothing marks it as still being copied. Nothing in the folder is moved or altered.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from clew.sources.arrivals import Arrival
from clew.sources.beside import MANIFEST, backup_names, family_of, real_name

UNFINISHED: Final = (
    ".part",
    ".partial",
    ".crdownload",
    ".download",
    ".filepart",
    ".tmp",
    ".!ut",
    "~",
)
"""Endings by which programs mark a file they still write."""

Marks = tuple[int, int, int, int]
"""Inode, size, time of writing and of change in nanoseconds."""


@dataclass(slots=True)
class _Seen:
    """A file as it lay at the last look, since when it has lain so, and whether it is taken in."""

    marks: Marks
    since: float
    is_taken: bool = False


class WatchedFolder:
    """Remembers how the files of a folder lay.

    Args:
        folder: what is watched, its subfolders included.
        settle_s: seconds a file must stay as it is before it counts as complete.
    """

    def __init__(self, folder: Path, settle_s: float) -> None:
        self._folder, self._settle_s = folder, settle_s
        self._seen: dict[Path, _Seen] = {}
        self._given: dict[Path, tuple[Path, ...]] = {}

    def look(self, now: float) -> list[Arrival]:
        """Look once; give the files that are complete and not taken in as they lie, by name.

        Call `taken` for each once it is in. Cut off before that it is given again, and what is
        already in is not taken in twice.

        Args:
            now: seconds on any clock that only goes forward.

        Raises:
            OSError: the folder itself cannot be read, a share that went away for instance.
        """
        there = dict(self._listed())
        for path in self._seen.keys() - there.keys():
            del self._seen[path]
        for path, marks in there.items():
            known = self._seen.get(path)
            if known is None or known.marks != marks:
                self._seen[path] = _Seen(marks, now)
        ready = self._ready(there, now)
        names: dict[str, str] = {}
        for index in (path for path in there if ready and path.name == MANIFEST):
            names |= backup_names(index)
        return [self._arrival(path, names) for path in ready]

    def taken(self, arrival: Arrival) -> None:
        """Note that a file is taken in as it lay when it was last looked at."""
        if known := self._seen.get(arrival.path):
            known.is_taken = True

    def waiting(self) -> int:
        """Give how many files are there that are not taken in."""
        return sum(not seen.is_taken for seen in self._seen.values())

    def _arrival(self, path: Path, names: dict[str, str]) -> Arrival:
        name = real_name(path.relative_to(self._folder).as_posix(), names)
        return Arrival(path, name, size=self._seen[path].marks[1])

    def _ready(self, there: Iterable[Path], now: float) -> list[Path]:
        """Give what is complete and not taken in as it lies, with the database it belongs to.

        A database and what lies beside it are read as one, so they come together: a log that comes
        late brings its database once more; in an iTunes-style backup so does the manifest, which alone
        says which log lay beside which database.
        """
        families: dict[Path, list[Path]] = {}
        for path in there:
            families.setdefault(family_of(path), []).append(path)
        ready: list[Path] = []
        for database, family in families.items():
            together = tuple(sorted(family))
            seen = [self._seen[path] for path in family]
            is_at_rest = all(now - one.since >= self._settle_s for one in seen)
            is_new = not all(one.is_taken for one in seen)
            is_larger = not set(together) <= set(self._given.get(database, together[:1]))
            if is_at_rest and (is_new or is_larger):
                ready += family
                self._given[database] = together
        return sorted(ready)

    def _listed(self) -> list[tuple[Path, Marks]]:
        found = []
        next(self._folder.iterdir(), None)  # a folder that went away is an error, not empty
        for path in self._folder.rglob("*"):
            below = path.relative_to(self._folder).parts
            if any(part.startswith(".") for part in below) or path.name.endswith(UNFINISHED):
                continue
            try:
                seen = path.stat()
                if path.is_file():
                    marks = (seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)
                    found.append((path, marks))
            except OSError:
                continue  # taken away while we looked
        return found
