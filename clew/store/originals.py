"""Files as received, kept read-only under their SHA-256."""

import os
import shutil
from hashlib import sha256
from pathlib import Path

from clew.errors import NotFound, SourceError
from clew.store.case import Case


def place_of(case: Case, digest: str) -> Path:
    """Give where the original with this hash lies or will lie."""
    return case.originals / digest[:2] / digest


def keep(case: Case, path: Path, digest: str) -> Path:
    """Copy a file to its place; a half-copied file never stands under its hash.

    Raises:
        SourceError: the file is not any more what was hashed.
    """
    place = place_of(case, digest)
    if place.exists():
        return place
    place.parent.mkdir(exist_ok=True)
    part = place.with_suffix(f".{os.getpid()}.part")
    try:
        if _copied(path, part) != digest:
            raise SourceError(
                "it changed while it was read",
                where=str(path),
                do="add it again when whoever writes it is done",
            )
        part.chmod(0o444)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
    return place


def _copied(path: Path, part: Path) -> str:
    """Copy a file down to the disk, so that a power cut leaves none empty; give the hash of what was copied."""
    digest = sha256()
    with path.open("rb") as handle, part.open("wb") as out:
        while block := handle.read(1 << 20):
            digest.update(block)
            out.write(block)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def open_original(case: Case, digest: str) -> Path:
    """Give the kept file of a source.

    Raises:
        NotFound: it is not in the case folder any more.
    """
    place = place_of(case, digest)
    if not place.is_file():
        raise NotFound(
            f"the original {digest[:12]}… is not in the case folder",
            where=str(place),
            do="bring it back from the copy of the case; the log says who handed it over",
        )
    return place


def sweep(case: Case) -> None:
    """Remove copies and unpacked members that a killed process left behind."""
    for part in case.originals.glob("*/*.part"):
        part.unlink(missing_ok=True)
    for folder in case.originals.glob("*/.coming-*"):
        shutil.rmtree(folder)
