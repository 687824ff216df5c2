"""Which reader a file is for, and what a fault in a reader raises."""

import email.errors
import errno
import logging
import lzma
import sqlite3
import struct
import zipfile
import zlib
from typing import Any

from clew.model.evidence import Evidence
from clew.sources.archives import is_archive
from clew.sources.reader import Reader, all_readers

log = logging.getLogger(__name__)

FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    email.errors.MessageError,
    lzma.LZMAError,
    sqlite3.Error,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
"""What a fault in a reader raises; it costs that file, not the evening, and is said as clew's fault."""


def recognise(evidence: Evidence, head: bytes) -> Reader[Any] | None:
    """Give the reader surest that the file is its own, or None when none is."""
    if not evidence.size:
        return None
    is_packed, is_zip = is_archive(head), head.startswith(b"PK")
    sure = [
        (_sureness(reader, evidence, head), reader.name, reader)
        for reader in all_readers().values()
        if not is_packed or (is_zip and reader.is_package)
    ]
    best = max(sure, key=lambda s: (s[0], s[1]), default=None)
    return best[2] if best and best[0] > 0 else None


def _sureness(reader: Reader[Any], evidence: Evidence, head: bytes) -> float:
    """Ask a reader whether a file is its own; one that fails at it does not cost the evening."""
    try:
        return reader.recognise(evidence, head)
    except FAULTS as exc:
        log.error("%s cannot tell %s: %s", reader.name, evidence.sha256, type(exc).__name__)  # noqa: TRY400 - its text could hold a personal value
        return 0.0
    except OSError as exc:
        if not is_of_the_file(exc):
            raise
        return 0.0


def is_of_the_file(exc: OSError) -> bool:
    """True when what the file says made the system refuse (a place before its start), not the disk."""
    return exc.errno in (None, errno.EINVAL)


def carries_others(reader: str) -> bool:
    """Say whether what a file carries must be asked for again, in case the last intake was cut off."""
    found = all_readers().get(reader)
    return reader == "archive" or (found is not None and found.members is not None)
