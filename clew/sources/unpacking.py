"""Reads a file packed by itself (gzip, bzip2, xz), in one part or several; what stands behind the last is told.

RFC 1952 (gzip: parts follow each other), xz file format 1.1 (zeros may stand between and behind parts).
"""

import bz2
import lzma
import os
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Final

GZIP: Final = b"\x1f\x8b"
BZIP: Final = b"BZh"
XZ: Final = b"\xfd7zXZ\x00"
_PIECE: Final = 1 << 18
_MAKERS: Final[dict[bytes, Callable[[], Any]]] = {
    GZIP: lambda: zlib.decompressobj(31),
    BZIP: bz2.BZ2Decompressor,
    XZ: lzma.LZMADecompressor,
}


class Unpacking:
    """Gives what a packed file holds, piece by piece.

    Attributes:
        behind: bytes behind the last part that are no part, once all is read; zeros do not count.
    """

    def __init__(self, handle: BinaryIO) -> None:
        """Begin at the start of *handle*, which `is_packed` knows."""
        head = handle.read(8)
        handle.seek(0)
        self._handle = handle
        self._mark = next(mark for mark in _MAKERS if head.startswith(mark))
        self._part: Any = _MAKERS[self._mark]()
        self._left = b""
        self.behind = 0

    def read(self, size: int) -> bytes:
        """Give up to *size* bytes; none at the end.

        Raises:
            EOFError: it breaks off within a part.
            OSError, ValueError: a part is damaged (`zlib.error`, `lzma.LZMAError` besides).
        """
        while self._part is not None:
            if self._part.eof:
                self._next()
                continue
            wants = getattr(self._part, "needs_input", True)
            data = (self._left or self._handle.read(_PIECE)) if wants else b""
            if wants:
                self._left = b""
            out: bytes = self._part.decompress(data, size)
            self._left = getattr(self._part, "unconsumed_tail", b"") or self._left
            if out:
                return out
            if wants and not data and not self._part.eof:
                raise EOFError("it ends in the middle of what is packed")
        return b""

    def _next(self) -> None:
        """Go on to the next part, or take note of what stands there instead."""
        rest: bytes = self._part.unused_data
        self._part = None
        while True:
            rest = rest.lstrip(b"\0")
            if len(rest) >= len(XZ) or not (more := self._handle.read(_PIECE)):
                break
            rest += more
        if rest.startswith(self._mark):
            self._part, self._left = _MAKERS[self._mark](), rest
        elif rest:
            self.behind = len(rest) + os.fstat(self._handle.fileno()).st_size - self._handle.tell()


def is_packed(head: bytes) -> bool:
    """Tell by its first bytes whether a file is packed by itself, or a packed tar."""
    return head.startswith(tuple(_MAKERS))
