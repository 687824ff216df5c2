"""Archives and packed files opened safely: each member comes out as a file of its own under a neutral name.

Nothing is written but into the folder the caller gives. A member that names a place outside it, is
locked, or is neither file nor folder is refused by name and the others come out; an archive that
swells without end, holds too many members or too many archives inside each other is refused whole.
"""

import errno
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Final, Protocol

from clew.errors import SourceError, UnsafeSource
from clew.model.evidence import Refusal
from clew.sources.android_backup import BACKUP, is_backup, open_backup
from clew.sources.unpacking import Unpacking, is_packed

RATIO: Final = 200
"""A member that unpacks to over 100 MB and this many times its packed size is a bomb."""
RATIO_FROM: Final = 100_000_000
TOTAL_LIMIT: Final = 20_000_000_000
"""Bytes one archive may unpack to, 20 GB: the largest phone extraction in one zip fits."""
MEMBER_LIMIT: Final = 100_000
DEPTH_LIMIT: Final = 5
PIECE: Final = 1_048_576
_BLOCK: Final = 512

_ZIP = b"PK\x03\x04"
_TARS = (".tgz", ".tar.gz", ".tar.bz2", ".tar.xz")
_OFFICE = ("[Content_Types].xml", "mimetype")
_DAMAGE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error,
    EOFError, NotImplementedError, ValueError, LookupError, OverflowError,
)  # fmt: skip

_OF_PHONES = (
    "/private/", "/data/", "/storage/", "/sdcard/", "/var/mobile/", "/var/wireless/", "/var/preferences/",
)  # fmt: skip
"""Where a phone keeps its files: copies of phones name their members so, from the root."""

Member = tuple[str, Path]


def is_archive(head: bytes) -> bool:
    """Tell by its first bytes whether a file is a zip or a tar, packed or not.

    A phone report or an office paper is a zip too: ask the readers first.
    """
    if head.startswith((_ZIP, b"PK\x05\x06", BACKUP)) or is_packed(head):
        return True
    return head[257:262] == b"ustar"


def members(path: Path, into: Path, name: str = "", depth: int = 1) -> Iterator[Member | Refusal]:
    """Give (name inside the archive, file) for each member, unpacked into the folder *into*.

    Members come one at a time; the caller deletes each file when it is done with it. Archives
    inside are given as files; the caller opens them with *depth* one higher and joins the names
    with "!".

    Args:
        path: the archive.
        into: an existing folder that only this archive is unpacked to.
        name: what messages call the archive.
        depth: 1 for the file as received, 2 for an archive inside it, ….

    Raises:
        UnsafeSource: too deep, too many members, or it swells beyond the limits.
        SourceError: the archive is damaged or of a kind clew cannot unpack.
    """
    where = name
    check_depth(depth, where)
    try:
        if is_backup(path):
            with (
                open_backup(path, where) as stream,
                tarfile.open(fileobj=stream, mode="r|") as archive,
            ):
                yield from _entries(archive, path.stat().st_size, into, where)
        elif zipfile.is_zipfile(path):
            yield from _zip_members(path, into, where)
        elif _is_packed_alone(path, where):
            yield from _alone(path, into, where)
        else:
            yield from _tar_members(path, into, where)
    except _DAMAGE as exc:
        raise _damaged(exc, where) from exc
    except OSError as exc:
        if exc.errno not in (None, errno.EINVAL):
            raise
        raise _damaged(exc, where) from exc


def check_depth(depth: int, where: str, kind: str = "archives") -> None:
    """Refuse an archive (or another *kind*) that stands *depth* levels inside others if too many.

    Raises:
        UnsafeSource: it is too deep.
    """
    if depth > DEPTH_LIMIT:
        raise UnsafeSource(
            f"{kind} stand inside each other deeper than {DEPTH_LIMIT} levels",
            where=where,
            do="unpack it by hand if you trust it, and add what is inside",
        )


def _damaged(exc: Exception, where: str) -> SourceError:
    return SourceError(
        f"the archive is damaged: {exc}",
        where=where,
        do="ask for it again; members given before were read",
    )


def _zip_members(path: Path, into: Path, where: str) -> Iterator[Member | Refusal]:
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        _check_count(len(entries), where)
        if any(entry.filename in _OFFICE for entry in entries):
            raise SourceError(
                "it is an office paper, which no reader here reads",
                where=where,
                do="save it as DOCX, PDF or CSV and add that",
            )
        room = Room(where)
        for number, entry in enumerate(entries, 1):
            if entry.is_dir():
                continue
            if refusal := _refusal(entry.filename) or _locked(entry) or _special_in_zip(entry):
                yield refusal
                continue
            room.expect(entry.filename, entry.compress_size, entry.file_size)
            with archive.open(entry) as stream:
                yield (
                    entry.filename,
                    room.write(stream, into / f"member-{number}", entry.compress_size),
                )


def _is_packed_alone(path: Path, where: str) -> bool:
    """Tell whether it is a file packed by itself (gzip, bzip2, xz) and no tar; damage is left to the tar."""
    with path.open("rb") as handle:
        if not is_packed(handle.read(8)) or where.lower().endswith(_TARS):
            return False
        handle.seek(0)
        stream, first = Unpacking(handle), b""
        try:
            while len(first) < _BLOCK and (piece := stream.read(_BLOCK - len(first))):
                first += piece
        except (*_DAMAGE, OSError):
            return False
    return first[257:262] != b"ustar" and not _is_old_tar(first)


def _is_old_tar(first: bytes) -> bool:
    """Tell whether a block is the head of a tar as it was before ustar: its own sum stands in it."""
    if len(first) < _BLOCK:
        return False
    try:
        tarfile.TarInfo.frombuf(first, "utf-8", "surrogateescape")
    except tarfile.TarError:
        return False
    return True


def _alone(path: Path, into: Path, where: str) -> Iterator[Member | Refusal]:
    """Unpack a file packed by itself; it is called as the packed one without its last ending."""
    name = PurePosixPath(where.rpartition("!")[2].replace("\\", "/")).name or "content"
    stem, dot, ending = name.rpartition(".")
    inside = stem if dot and ending.lower() in ("gz", "bz2", "xz") else f"{name} unpacked"
    with path.open("rb") as handle:
        stream = Unpacking(handle)
        yield inside, Room(where).write(stream, into / "member-1", path.stat().st_size)
    if stream.behind:
        yield Refusal(
            inside,
            f"{stream.behind:,} bytes",
            f"{stream.behind:,} bytes stand behind what is packed and belong to nothing",
            "they were not read; ask what wrote them if the file matters",
        )


def _tar_members(path: Path, into: Path, where: str) -> Iterator[Member | Refusal]:
    with tarfile.open(path, mode="r:*") as archive:
        yield from _entries(archive, path.stat().st_size, into, where)


def _entries(
    archive: tarfile.TarFile, packed: int, into: Path, where: str
) -> Iterator[Member | Refusal]:
    room = Room(where)
    for number, entry in enumerate(archive, 1):
        _check_count(number, where)
        archive.members = []  # type: ignore[attr-defined] # else every header stays in memory
        if entry.isdir():
            continue
        if refusal := _refusal(entry.name) or _special_in_tar(entry):
            yield refusal
            continue
        room.expect(entry.name, packed, entry.size)
        stream = archive.extractfile(entry)
        assert stream is not None
        with stream:
            yield entry.name, room.write(stream, into / f"member-{number}", packed)


class Readable(Protocol):
    """What gives its bytes piece by piece."""

    def read(self, size: int, /) -> bytes:
        """Give up to *size* bytes; none at the end."""
        ...


class Room:
    """Watches how much one archive has swollen to."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._total = 0

    def expect(self, name: str, packed: int, unpacked: int) -> None:
        """Refuse by the sizes the archive itself states."""
        self._check(name, packed, unpacked, self._total + unpacked)

    def write(self, stream: "Readable | IO[bytes]", target: Path, packed: int) -> Path:
        """Write a member piece by piece; refuse when it outgrows the limits, whatever it stated."""
        size = 0
        try:
            with target.open("xb") as out:
                while piece := stream.read(PIECE):
                    size += len(piece)
                    self._check(target.name, packed, size, self._total + size)
                    out.write(piece)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        self._total += size
        return target

    def _check(self, name: str, packed: int, unpacked: int, total: int) -> None:
        do = "unpack it by hand if you trust it, and add what is inside"
        if unpacked > RATIO_FROM and unpacked > RATIO * max(packed, 1):
            raise UnsafeSource(
                f"member {name!r} swells to more than {RATIO} times its packed size",
                where=self._where,
                do=do,
            )
        if total > TOTAL_LIMIT:
            raise UnsafeSource(
                f"it unpacks to more than {TOTAL_LIMIT:,} bytes", where=self._where, do=do
            )


def _check_count(count: int, where: str) -> None:
    if count > MEMBER_LIMIT:
        raise UnsafeSource(
            f"it holds more than {MEMBER_LIMIT:,} members",
            where=where,
            do="add the folder or smaller archives",
        )


def leads_outside(name: str) -> bool:
    """Tell whether the name of a member leads outside the archive it stands in."""
    path = PurePosixPath(name.replace("\\", "/"))
    if name.startswith(_OF_PHONES):  # a copied phone's own place; nothing is ever written there
        path = path.relative_to("/")
    return (
        path.is_absolute()
        or ".." in path.parts
        or (len(name) > 1 and name[1] == ":")
        or "\0" in name
    )


def _refusal(name: str) -> Refusal | None:
    if not leads_outside(name):
        return None
    return Refusal(
        name,
        name,
        f"member {name!r} leads outside the archive",
        "ask where this archive comes from; it was not read",
    )


def _locked(entry: zipfile.ZipInfo) -> Refusal | None:
    if not entry.flag_bits & 1:
        return None
    return Refusal(
        entry.filename,
        entry.filename,
        f"member {entry.filename!r} is locked with a password",
        "unlock the archive and add it again",
    )


def _special_in_zip(entry: zipfile.ZipInfo) -> Refusal | None:
    return _special(entry.filename) if (entry.external_attr >> 16) & 0o170000 == 0o120000 else None


def _special_in_tar(entry: tarfile.TarInfo) -> Refusal | None:
    return None if entry.isfile() else _special(entry.name)


def _special(name: str) -> Refusal:
    return Refusal(
        name,
        name,
        f"member {name!r} is a link or a device, not a file",
        "ask for the file it stands for",
    )
