"""Files of a copied phone that belong together: a database and its logs, a backup and its index.

A database's newest rows stand in the `-wal` beside it, so the two are read as one. An iTunes-style
backup names its files by a hash; its `Manifest.db` says which file each of them is, and so which
log lay beside which database on the phone.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from clew.errors import SourceError
from clew.model.evidence import Refusal
from clew.sources.archives import Member
from clew.sources.database import is_database
from clew.sources.database_gaps import UNREADABLE

ENDINGS: Final = ("-wal", "-journal", "-shm")
"""What SQLite puts beside a database; `-shm` only helps it to find its way and is never read."""
READ: Final = ("-wal", "-journal")
MANIFEST: Final = "Manifest.db"
_HASHED = re.compile(r"(?:^|/)[0-9a-f]{2}/([0-9a-f]{40})$")


def belongs_to(name: str) -> str | None:
    """Give the name of the database a file lies beside by its own name, or None.

    >>> belongs_to("ChatStorage.sqlite-wal")
    'ChatStorage.sqlite'
    """
    return next((name.removesuffix(e) for e in ENDINGS if name.endswith(e) and name != e), None)


def family_of(path: Path) -> Path:
    """Give the database a file lies beside by the name it had on the phone, or the file itself."""
    name = belongs_to(_called(path))
    return (_neighbour(path, name) or path) if name else path


def database_of(path: Path) -> Path | None:
    """Give the database this file lay beside on the phone, in the same folder or the same backup, or None."""
    name = belongs_to(_called(path))
    database = _neighbour(path, name) if name else None
    return database if database and database.is_file() and is_database(_head(database)) else None


def beside(path: Path) -> list[tuple[str, Path]]:
    """Give the files to be read together with a database as (ending, file); none for other files."""
    if not is_database(_head(path)):
        return []
    name = _called(path)
    found = ((ending, _neighbour(path, name + ending)) for ending in READ)
    return [(e, file) for e, file in found if file and file.is_file() and file.stat().st_size]


def _called(path: Path) -> str:
    """Give what a file was called on the phone: in a backup "domain/path", elsewhere its own name."""
    index = _index_of(path)
    return _known(index, index.stat().st_mtime_ns)[0].get(path.name, "") if index else path.name


def _neighbour(path: Path, name: str) -> Path | None:
    """Give the file called *name* that lay in one folder of the phone with *path*, or None."""
    index = _index_of(path)
    if index is None:
        return path.with_name(name)
    digest = _known(index, index.stat().st_mtime_ns)[1].get(name)
    return index.parent / digest[:2] / digest if digest else None


def _index_of(path: Path) -> Path | None:
    """Give the index of the backup a file lies in under its hash, or None."""
    index = path.parent.parent / MANIFEST
    return index if _HASHED.search(path.as_posix()) and index.is_file() else None


@lru_cache(maxsize=4)
def _known(index: Path, _changed: int) -> tuple[dict[str, str], dict[str, str]]:
    """Give hash → "domain/path" and back, of an index as it was when last changed."""
    names = backup_names(index)
    return names, {name: digest for digest, name in names.items()}


def backup_names(manifest: Path) -> dict[str, str]:
    """Give hash → "domain/path" of the files of an iTunes-style backup; empty when it cannot be read."""
    if not is_database(_head(manifest)):
        return {}
    try:
        connection = sqlite3.connect(f"{manifest.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    except UNREADABLE:
        return {}
    try:
        rows = connection.execute("SELECT fileID, domain, relativePath FROM Files WHERE flags = 1")
        return {str(name): f"{domain}/{path}" for name, domain, path in rows}
    except UNREADABLE:
        return {}
    finally:
        connection.close()


def real_name(name: str, names: dict[str, str]) -> str:
    """Give what a file of a backup was called on the phone, behind its place in the backup."""
    match = _HASHED.search(name)
    known = names.get(match[1]) if match else None
    return f"{name} ({known})" if known else name


def is_index(path: Path) -> bool:
    """Tell whether a file is the index of a backup whose files lie around it."""
    if path.name != MANIFEST or not path.is_file():
        return False
    return any((path.parent / name[:2] / name).is_file() for name in backup_names(path))


def why_beside(path: Path, name: str) -> str | None:
    """Say with which other file the one at *path*, called *name*, is read; None when by itself."""
    if database_of(path) is not None:
        return (belongs_to(name) or belongs_to(_called(path)) or name).rpartition("/")[2]
    return "the files of the backup it gives the names of" if is_index(path) else None


def gathered(members: Iterable[Member | Refusal], folder: Path) -> Iterator[Member | Refusal]:
    """Give an archive's members, those that belong together last and side by side.

    A database, what lies beside it, and the files of an iTunes-style backup wait in *folder*
    until the archive is through, or breaks off; the caller leaves them there.
    """
    held: list[Member] = []
    try:
        for member in members:
            if isinstance(member, Refusal) or not _waits(*member):
                yield member
            else:
                held.append(member)
    except SourceError:
        yield from _placed(held, folder)
        raise
    yield from _placed(held, folder)


def _waits(name: str, path: Path) -> bool:
    if belongs_to(name) or _HASHED.search(name) or name.rpartition("/")[2] == MANIFEST:
        return True
    return is_database(_head(path))


def _placed(held: list[Member], folder: Path) -> Iterator[Member]:
    """Move waiting members to where a database finds what lies beside it, an index its files."""
    names: dict[str, str] = {}
    roots = {n.rpartition("/")[0] for n, _ in held if n.rpartition("/")[2] == MANIFEST}
    places: list[Member] = []
    numbers = {root: number for number, root in enumerate(sorted(roots))}
    for number in numbers.values():
        (folder / f"backup-{number}").mkdir()
    stems: dict[str, Path] = {}
    for place, (name, path) in enumerate(held):
        root = next((r for r in numbers if not r or name.startswith(f"{r}/")), None)
        hashed = _HASHED.search(name)
        if name.rpartition("/")[2] == MANIFEST:
            target = folder / f"backup-{numbers[name.rpartition('/')[0]]}" / MANIFEST
        elif hashed and root is not None:
            target = folder / f"backup-{numbers[root]}" / hashed[1][:2] / hashed[1]
        else:
            stem = belongs_to(name) or name
            at = stems.setdefault(stem, folder / f"held-{place}")
            target = at.with_name(at.name + name[len(stem) :])
        if target.exists():  # two members of one name: neither may take the other's place
            target = folder / f"held-{place}-again"
        target.parent.mkdir(exist_ok=True)
        path.replace(target)
        places.append((name, target))
        if target.name == MANIFEST:
            names |= backup_names(target)
    yield from ((real_name(name, names), target) for name, target in places)


def _head(path: Path) -> bytes:
    with path.open("rb") as handle:
        return handle.read(100)
