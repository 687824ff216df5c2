"""Files on their way in: which ones a path stands for, under which names, and how far the evening is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clew.errors import SourceError
from clew.sources.beside import MANIFEST, backup_names, real_name


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file on its way in.

    Attributes:
        path: where it lies.
        name: what it is called: its path below the folder that was named, or within its archive.
        parent: SHA-256 of the archive or mail it lay in, or None.
        depth: how many archives it lies in.
        size: bytes, as far as progress needs them.
    """

    path: Path
    name: str
    parent: str | None = None
    depth: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Course:
    """How far an intake has come.

    Attributes:
        files, size: how many files there are, and their bytes.
        files_done, size_done: how many of them are in.
    """

    files: int
    size: int
    files_done: int = 0
    size_done: int = 0


def arrivals(paths: Iterable[Path | Arrival]) -> Iterator[Arrival]:
    """Give each file, and each file of a folder, hidden ones left out, in order of their names.

    Raises:
        SourceError: a path does not exist.
    """
    for path in paths:
        if isinstance(path, Arrival):
            yield path
        elif path.is_dir():
            yield from _of_folder(path)
        elif path.exists():
            yield Arrival(path, path.name, size=path.stat().st_size)
        else:
            raise SourceError(f"no file or folder called {str(path)!r}", do="check the name")


def _of_folder(path: Path) -> Iterator[Arrival]:
    inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith("."))
    names: dict[str, str] = {}
    for index in (p for p in inside if p.name == MANIFEST):
        names |= backup_names(index)
    for file in inside:
        name = real_name(file.relative_to(path).as_posix(), names)
        yield Arrival(file, name, size=file.stat().st_size)
