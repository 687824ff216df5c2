"""A Cellebrite report: the XML inside it, and what a model and a section of it are.

A `.ufdr` is a zip with `report.xml` in it; the XML also comes bare, and as fragments whose root is
`<modelType>` or `<model>`.
"""

import errno
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO, Final, cast

from clew.errors import SourceError, UnsafeSource
from clew.model.evidence import Evidence

BOMB_RATIO: Final = 200
"""A report.xml that swells more than this, and over 100 MB, is taken for a zip bomb."""
BOMB_BYTES: Final = 100_000_000


@dataclass(slots=True)
class Model:
    """One `<model>`: a call, a message, a party, with its fields as written.

    Attributes:
        type: what the report calls it: "InstantMessage".
        spot: "model id=…", or "model number N" (counted from 1) when it bears no id.
        key: its name for links inside the file.
        deleted: its deleted_state as written, empty when it has none.
        texts: field name → values as written; empty fields are left out.
        times: field name → (ISO text if the report gives one, characters as written).
        parts: field name → models inside it.
        chat: key of the chat it stands in, or None.
        file: id of the tagged file it names, empty when none.
        confidence: its decoding_confidence as written when that is not High, else empty.
    """

    type: str
    spot: str
    key: str
    deleted: str
    texts: dict[str, list[str]] = field(default_factory=dict)
    times: dict[str, tuple[str, str]] = field(default_factory=dict)
    parts: dict[str, list["Model"]] = field(default_factory=dict)
    chat: str | None = None
    file: str = ""
    confidence: str = ""

    def text(self, *names: str) -> str:
        """Give the first value of the first field of these names that has one, else empty."""
        for name in names:
            if name in self.texts:
                return self.texts[name][0]
        return ""

    def all(self, *names: str) -> "Iterator[Model]":
        """Give the models inside it that stand in fields of these names."""
        for name in names:
            yield from self.parts.get(name, ())


@dataclass(slots=True)
class Items:
    """A section of the report's own data: (name, value) pairs, such as those of "Device Info"."""

    section: str
    pairs: list[tuple[str, str]]


DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)
"""What reading a damaged zip raises; an impossible place in it is an `OSError` EINVAL besides."""


@contextmanager
def open_report(evidence: Evidence) -> Iterator[BinaryIO]:
    """Open the XML of a report, whether it came bare or in a zip.

    Raises:
        SourceError: the zip is damaged, locked, or holds no report.xml.
        UnsafeSource: report.xml swells like a zip bomb.
    """
    with evidence.open() as handle:
        if handle.read(2) != b"PK":
            handle.seek(0)
            yield handle
            return
        try:
            with (
                zipfile.ZipFile(handle) as archive,
                archive.open(_member(archive, evidence)) as xml,
            ):
                yield cast("BinaryIO", xml)
        except DAMAGE as exc:
            raise damaged(exc, evidence) from exc
        except OSError as exc:
            if exc.errno not in (None, errno.EINVAL):
                raise
            raise damaged(exc, evidence) from exc


def damaged(exc: Exception, evidence: Evidence) -> SourceError:
    """Give the refusal of a report whose zip is damaged."""
    return SourceError(
        f"the zip is damaged: {exc}",
        where=evidence.name,
        do="ask for the file again and compare its hash",
    )


def _member(archive: zipfile.ZipFile, evidence: Evidence) -> zipfile.ZipInfo:
    info = report_member(archive)
    if info is None:
        raise SourceError(
            "the zip holds no report.xml",
            where=evidence.name,
            do="add the report file the tool made, or its report.xml",
        )
    if info.flag_bits & 1:
        raise SourceError(
            "report.xml is locked with a password",
            where=evidence.name,
            do="unlock the zip, then add it again",
        )
    if info.file_size > BOMB_BYTES and info.file_size > BOMB_RATIO * max(info.compress_size, 1):
        raise UnsafeSource(
            f"report.xml would swell from {info.compress_size:,} to {info.file_size:,} bytes",
            where=evidence.name,
            do="unpack it by hand if you trust it, and add the report.xml",
        )
    return info


def report_member(archive: zipfile.ZipFile) -> zipfile.ZipInfo | None:
    """Give the report.xml that lies at the root of a zip, or None."""
    return next((i for i in archive.infolist() if i.filename.lower() == "report.xml"), None)
