"""What an old compound file (OLE) holds, told from the names in its directory.

Excel, Word and Outlook wrote such files; an office document with a password is one too.
Layout: [MS-CFB], sections 2.2 to 2.6.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from os import SEEK_END
from typing import BinaryIO

from clew.model.evidence import Evidence

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of a compound file."""
_ENTRY = 128
_STREAM = 2
_FULLER = 2
_SECTOR_SHIFTS = (b"\x09\x00", b"\x0c\x00")  # sectors of 512 and of 4,096 bytes
_MOST_SECTORS = 10_000
_LISTED_FATS = 109
_LAST_SECTOR = 0xFFFFFFFA


@dataclass(frozen=True, slots=True)
class OleKind:
    """A kind of compound file.

    Attributes:
        name: "locked", "excel", "word", "mail" or "other".
        told: what can be said of it, to follow "the document".
        called: what a refusal calls such a file.
        do: how to bring in its content all the same.
    """

    name: str
    told: str
    called: str
    do: str


_LOCKED = OleKind(
    "locked",
    "is locked with a password",
    "an office document locked with a password",
    "ask for the password, save the document without one and add that",
)
_OTHER = OleKind(
    "other",
    "has a password or is of an old kind (DOC, XLS)",
    "an old Office document (DOC, XLS or MSG)",
    "save it as CSV, DOCX or PDF and add that",
)
_KINDS = (
    ("EncryptedPackage", _LOCKED),
    (
        "__properties_version1.0",
        OleKind("mail", "is a mail of Outlook", "a mail of Outlook (MSG)", "add it as .msg"),
    ),
    (
        "Workbook",
        OleKind(
            "excel",
            "is of the old Excel kind (XLS)",
            "an old Excel workbook (XLS)",
            "open it in LibreOffice or Excel, save it as XLSX or CSV and add that",
        ),
    ),
    (
        "WordDocument",
        OleKind(
            "word",
            "is of the old Word kind (DOC)",
            "an old Word document (DOC)",
            "open it in LibreOffice or Word, save it as DOCX or PDF and add that",
        ),
    ),
)


def what_ole_holds(evidence: Evidence) -> OleKind:
    """Say what kind of compound file this is; "other" when its directory does not tell."""
    with evidence.open() as handle:
        names = {name for name, _ in _entries(handle)}
    return next((kind for name, kind in _KINDS if name in names), _OTHER)


def says_more_than_it_holds(evidence: Evidence) -> bool:
    """True for a damaged file whose streams are, by its directory, far larger than the file."""
    with evidence.open() as handle:
        stated = sum(size for _, size in _entries(handle))
        return stated > _FULLER * handle.seek(0, SEEK_END)


def _entries(handle: BinaryIO) -> Iterator[tuple[str, int]]:
    """Give the (name, stated bytes; 0 for no stream) in the directory, as far as it can be followed."""
    head = handle.read(512)
    if len(head) < 512 or head[:8] != MARK or head[30:32] not in _SECTOR_SHIFTS:
        return
    size = 1 << head[30]
    fats = struct.unpack_from(f"<{_LISTED_FATS}I", head, 76)
    (sector,) = struct.unpack_from("<I", head, 48)
    seen: set[int] = set()
    while sector < _LAST_SECTOR and sector not in seen and len(seen) < _MOST_SECTORS:
        seen.add(sector)
        yield from _entries_in(_sector(handle, sector, size))
        per_fat = size // 4
        if sector // per_fat >= _LISTED_FATS:
            break
        fat = _sector(handle, fats[sector // per_fat], size)
        at = sector % per_fat * 4
        if len(fat) < at + 4:
            break
        (sector,) = struct.unpack_from("<I", fat, at)


def _sector(handle: BinaryIO, number: int, size: int) -> bytes:
    handle.seek((number + 1) * size)
    return handle.read(size)


def _entries_in(directory: bytes) -> Iterator[tuple[str, int]]:
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = min(struct.unpack_from("<H", directory, at + 64)[0], 64)
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        is_stream = directory[at + 66] == _STREAM
        yield name, struct.unpack_from("<I", directory, at + 120)[0] if is_stream else 0
