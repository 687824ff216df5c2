"""Backups an Android phone makes of itself (`.ab`): a tar behind four lines, packed or not."""

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, cast

from clew.errors import SourceError

BACKUP: Final = b"ANDROID BACKUP\n"
_PIECE: Final = 1 << 16


def is_backup(path: Path) -> bool:
    """Tell whether a file begins as such a backup does."""
    with path.open("rb") as handle:
        return handle.read(len(BACKUP)) == BACKUP


@contextmanager
def open_backup(path: Path, name: str) -> Iterator[IO[bytes]]:
    """Open the tar inside a backup, called *name* in messages.

    Raises:
        SourceError: it is encrypted, or its first lines are not those of a backup.
    """
    with path.open("rb") as handle:
        handle.readline(64)
        version, packed, locked = (handle.readline(64).strip() for _ in range(3))
        if locked != b"none":
            raise SourceError(
                f"the backup is encrypted ({locked.decode('ascii', 'replace') or 'unknown how'})",
                where=name,
                do="unlock it with its password in android-backup-extractor, then add the tar",
            )
        if not version.isdigit() or packed not in (b"0", b"1"):
            raise SourceError(
                "its first lines are not those of an Android backup",
                where=name,
                do="ask for the backup again",
            )
        yield (
            cast("IO[bytes]", io.BufferedReader(_Unpacked(handle), _PIECE))
            if packed == b"1"
            else handle
        )


class _Unpacked(io.RawIOBase):
    """The unpacked bytes of a zlib stream, read as they are needed."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._unpack = stream, zlib.decompressobj()

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill *buffer* with the next bytes; 0 at the end."""
        while True:
            packed = self._unpack.unconsumed_tail or self._stream.read(_PIECE)
            piece = self._unpack.decompress(packed, len(buffer))
            if piece or not packed or self._unpack.eof:
                buffer[: len(piece)] = piece
                return len(piece)
