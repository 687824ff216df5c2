"""Files of a phone report's zip that come in by themselves: voice messages and other sound recordings."""

import errno
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from clew.model.evidence import Evidence
from clew.sources.archives import Room, leads_outside
from clew.sources.cellebrite_report import DAMAGE, damaged

SOUNDS: Final = (
    ".opus", ".ogg", ".oga", ".spx", ".m4a", ".aac", ".amr", ".awb", ".3ga", ".caf", ".mp3", ".wav",
)  # fmt: skip
"""Endings of the files taken out; what each of them is, its own bytes say."""
MOST: Final = 1_000
"""Recordings of one report that come in by themselves; each costs an officer's minute and clew some milliseconds."""


def recordings(evidence: Evidence, into: Path) -> Iterator[tuple[str, Path]]:
    """Give (path in the zip, file) for each sound recording, unpacked into the folder *into*.

    Raises:
        UnsafeSource: one of them swells beyond reason.
        SourceError: the zip is damaged.
    """
    with evidence.path.open("rb") as handle:
        if handle.read(2) != b"PK":
            return
        try:
            yield from _unpacked(handle, evidence, into)
        except (*DAMAGE, ValueError, RuntimeError) as exc:
            raise damaged(exc, evidence) from exc
        except OSError as exc:
            if exc.errno not in (None, errno.EINVAL):
                raise
            raise damaged(exc, evidence) from exc


def _unpacked(handle: BinaryIO, evidence: Evidence, into: Path) -> Iterator[tuple[str, Path]]:
    with zipfile.ZipFile(handle) as archive:
        room, taken = Room(evidence.name), 0
        for number, entry in enumerate(archive.infolist(), 1):
            name = entry.filename
            if not name.lower().endswith(SOUNDS) or entry.flag_bits & 1 or leads_outside(name):
                continue
            if taken == MOST:
                return
            taken += 1
            room.expect(name, entry.compress_size, entry.file_size)
            with archive.open(entry) as stream:
                path = room.write(stream, into / f"member-{number}", entry.compress_size)
            yield name, path
