"""Office packages (zip files with parts inside), opened part by part within reason."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from clew.errors import BrokenRecord, SourceError, UnsafeSource
from clew.model.evidence import Evidence
from clew.sources.ole import MARK, what_ole_holds

PART_BYTES = 256 * 1024 * 1024
"""Largest part that is unpacked, unless its reader asks for more."""
_SWELLS = 200  # a part this many times its packed size was made to harm
_SWELLS_FROM_BYTES = 8 * 1024 * 1024
_NO_PACKAGE = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError)
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError)
"""What reading a damaged part raises."""
DO = "ask for the document again, or for a PDF of it"


def holds(evidence: Evidence, head: bytes, part: str) -> float:
    """Say 1.0 when the package holds *part*, 0.6 when only its broken beginning does, else 0."""
    if not head.startswith(b"PK"):
        return 0.0
    try:
        with zipfile.ZipFile(evidence.path) as package:
            return 1.0 if part in package.namelist() else 0.0
    except _NO_PACKAGE:
        return 0.6 if part.encode() in head else 0.0


def open_package(evidence: Evidence, part: str, called: str) -> zipfile.ZipFile:
    """Open an office file that must hold *part*; *called* is what messages call the file.

    Raises:
        SourceError: it is locked, of an old kind, or no whole package.
    """
    if evidence.head(8) == MARK:
        raise SourceError(
            f"the {called} {what_ole_holds(evidence).told}",
            where=evidence.name,
            do="open it in its office program, save it in today's form without a password and "
            "add it again",
        )
    try:
        package = zipfile.ZipFile(evidence.path)
    except _NO_PACKAGE as exc:
        raise SourceError(
            f"the {called} is cut short or damaged", where=evidence.name, do=DO
        ) from exc
    if part not in package.namelist():
        package.close()
        raise SourceError(f"there is no {part!r} in this {called}", where=evidence.name, do=DO)
    return package


@contextmanager
def whole_or_refused(evidence: Evidence, called: str) -> Iterator[None]:
    """Refuse the whole file when what is read inside turns out damaged.

    Raises:
        SourceError: it is.
    """
    try:
        yield
    except (BrokenRecord, *DAMAGED) as exc:
        why = exc.what if isinstance(exc, BrokenRecord) else "a part is cut short"
        raise SourceError(f"the {called} is damaged: {why}", where=evidence.name, do=DO) from exc


def open_part(
    package: zipfile.ZipFile, name: str, evidence: Evidence, most: int = PART_BYTES
) -> BinaryIO:
    """Open one part of the package, if its size is within reason.

    Args:
        package: see `open_package`.
        name: of the part.
        evidence: the file, for messages.
        most: bytes it may unpack to; with more than `PART_BYTES` it must be read as a stream, and
            may be packed as tightly as it likes.

    Raises:
        UnsafeSource: it swells beyond reason.
        SourceError: it is locked or damaged.
    """
    part = package.getinfo(name)
    swells = most <= PART_BYTES and part.file_size > _SWELLS * max(part.compress_size, 1)
    if part.file_size > most or (part.file_size > _SWELLS_FROM_BYTES and swells):
        raise UnsafeSource(
            f"{name!r} would unpack to {part.file_size:,} bytes",
            where=evidence.name,
            do="ask where the document comes from; nothing of it was read",
        )
    if part.flag_bits & 1:
        raise SourceError(
            f"{name!r} is locked with a password", where=evidence.name, do="ask for it unlocked"
        )
    try:
        return package.open(name)  # type: ignore[return-value]
    except (*DAMAGED, NotImplementedError, RuntimeError, ValueError) as exc:
        raise SourceError(f"{name!r} is damaged", where=evidence.name, do=DO) from exc
