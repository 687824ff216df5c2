"""A report as a Word document, one document with its paragraphs, tables, headers and notes.

Reads    DOCX: body, then headers, footers, footnotes, endnotes and comments, as last shown
Gives    one PlainText: fileName, title, author, dates, one bodyText per paragraph or table row
Units    paragraphs counted from 1 through all parts, empty ones left out; times → UTC
Refuses  a DOCTYPE, a part that swells beyond reason, a password; a part that breaks off is named
"""

import re
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from clew.errors import BrokenRecord, SourceError, UnsafeSource
from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
from clew.sources.papers import Paper, Passage, Record, around, no_text, passages, read, title_from
from clew.sources.reader import Reader
from clew.sources.xml import XmlStream

if TYPE_CHECKING:
    from lxml.etree import _Element

PART_BYTES = 256 * 1024 * 1024
"""Largest part of a document that is unpacked."""
_SWELLS = 200  # a part this many times its packed size was made to harm
_SWELLS_FROM_BYTES = 8 * 1024 * 1024
_BODY = "word/document.xml"
_CORE = "docProps/core.xml"
_OTHER_PARTS = re.compile(r"word/(?:header\d*|footer\d*|footnotes|endnotes|comments)\.xml")
_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BLANKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_UNSHOWN = frozenset(("delText", "instrText", "delInstrText", "Fallback", "pPr", "rPr", "tblPr"))
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError)
_CORE_FIELDS = ("title", "creator", "created", "modified", "language")
_DO = "ask for the document again, or for a PDF of it"


def recognise(evidence: Evidence, head: bytes) -> float:
    """Say 1.0 for a package with a Word body, 0.5 for a locked one under the right name."""
    if head.startswith(_OLE_MARK):
        return 0.5 if evidence.name.lower().endswith((".docx", ".docm")) else 0.0
    if not head.startswith(b"PK"):
        return 0.0
    try:
        with zipfile.ZipFile(evidence.path) as package:
            return 1.0 if _BODY in package.namelist() else 0.0
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return 0.6 if b"word/document.xml" in head else 0.0


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the paper, then its paragraphs in order, part after part."""
    with _package(evidence) as package, closing(_paragraphs(package, evidence)) as found:
        start = list[Passage | Refusal]()
        for item in found:
            start.append(item)
            if isinstance(item, Passage):
                break
        first = start[-1] if start else None
        if not isinstance(first, Passage):
            raise _why_nothing(start, evidence)
        yield _paper(package, evidence, first, guesses)
        last = first.spot
        for record in chain(start, found):
            yield record
            last = record.spot if isinstance(record, Passage) else last
        guesses.said["paragraphs"] = last.removeprefix("paragraph ")
        if others := sorted(n for n in package.namelist() if _OTHER_PARTS.fullmatch(n)):
            parts = ", ".join(n.removeprefix("word/").removesuffix(".xml") for n in others)
            guesses.said["parts after the body"] = parts


def _why_nothing(start: list[Passage | Refusal], evidence: Evidence) -> SourceError:
    for item in start:
        if isinstance(item, Refusal):
            return SourceError(item.reason, where=evidence.name, do=item.do)
    return no_text(evidence)


def _package(evidence: Evidence) -> zipfile.ZipFile:
    """Open the document.

    Raises:
        SourceError: it is locked, of the old kind, or no whole package.
    """
    if evidence.head(8) == _OLE_MARK:
        raise SourceError(
            "the document has a password or is of the old .doc kind",
            where=evidence.name,
            do="open it in Word, save it as .docx without a password and add it again",
        )
    try:
        package = zipfile.ZipFile(evidence.path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as exc:
        raise SourceError(
            "the document is cut short or damaged", where=evidence.name, do=_DO
        ) from exc
    if _BODY not in package.namelist():
        package.close()
        raise SourceError("there is no Word text in this package", where=evidence.name, do=_DO)
    return package


def _open_part(package: zipfile.ZipFile, name: str, evidence: Evidence) -> BinaryIO:
    """Open one part of the package, if its size is within reason."""
    part = package.getinfo(name)
    swells = part.file_size > _SWELLS * max(part.compress_size, 1)
    if part.file_size > PART_BYTES or (part.file_size > _SWELLS_FROM_BYTES and swells):
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
    except (zipfile.BadZipFile, NotImplementedError) as exc:
        raise SourceError(f"{name!r} is damaged", where=evidence.name, do=_DO) from exc


def _paragraphs(
    package: zipfile.ZipFile, evidence: Evidence
) -> Generator[Passage | Refusal, None, None]:
    with closing(_numbered(package, evidence)) as found:
        for number, text in found:
            if isinstance(text, Refusal):
                yield text
            else:
                yield from passages("PlainText", "paragraph", [(number, text)])


def _numbered(
    package: zipfile.ZipFile, evidence: Evidence
) -> Generator[tuple[int, str | Refusal], None, None]:
    """Number the paragraphs through all parts; a part that breaks off is refused from there on."""
    number = 0
    others = sorted(n for n in package.namelist() if _OTHER_PARTS.fullmatch(n))
    for name in [_BODY, *others]:
        try:
            with _open_part(package, name, evidence) as stream:
                for text, is_whole in _texts(XmlStream(stream, name, ("p", "tr"))):
                    number += bool(text.strip()) or not is_whole
                    yield number, text
                    if not is_whole:
                        yield number, _too_long(number, text)
        except (BrokenRecord, *_DAMAGED) as exc:
            why = exc.what if isinstance(exc, BrokenRecord) else "it is cut short or damaged"
            where = f"paragraph {number + 1}"
            yield number, Refusal(where, "", f"{name!r} cannot be read from here on: {why}", _DO)


def _too_long(number: int, text: str) -> Refusal:
    reason = "the paragraph or table row takes more than 1 MiB; only a part of it was read"
    return Refusal(f"paragraph {number}", text[:2000], reason, "split it in Word and add it again")


def _texts(stream: XmlStream) -> Iterator[tuple[str, bool]]:
    """Give the text of each outermost paragraph or table row, and whether it is whole."""
    depth = sheds = 0
    for event, element in stream.events():
        depth += 1 if event == "start" else -1
        if depth == 0:
            yield _shown(element), stream.sheds == sheds
            stream.free(element)
        elif depth == 1 and event == "start":
            stream.keep()
            sheds = stream.sheds


def _shown(element: "_Element") -> str:
    """Give what a reader sees: text, tabs and line ends; cells parted by bars."""
    if _local(element) == "tr":
        cells = (_inside(cell).strip() for cell in element if _local(cell) in ("tc", "sdt"))
        return " | ".join(cell for cell in cells if cell)
    return _inside(element)


def _inside(element: "_Element") -> str:
    said: list[str] = []
    for child in element:
        name = _local(child)
        if name == "t":
            said.append(child.text or "")
        elif name in _BLANKS:
            said.append(_BLANKS[name])
        elif name == "tr":
            said += [_shown(child), "\n"]
        elif name not in _UNSHOWN:
            said.append(_inside(child))
            if name == "p" and said[-1]:
                said.append("\n")
    return "".join(said)


def _local(element: "_Element") -> str:
    tag: str = element.tag
    return tag[tag.rfind("}") + 1 :]


def _paper(package: zipfile.ZipFile, evidence: Evidence, first: Passage, guesses: Guesses) -> Paper:
    core = _core(package, evidence, guesses)
    dates = [(prop, core[name]) for prop, name in _DATE_FIELDS if core.get(name)]
    creator = core.get("creator")
    return Paper(
        "PlainText",
        "paragraph 1",
        evidence.name,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        title_from(first, core.get("title", ""), guesses),
        (creator,) if creator else (),
        tuple(dates),
        core.get("language", ""),
    )


_DATE_FIELDS = (("authoredAt", "created"), ("modifiedAt", "modified"))


def _core(package: zipfile.ZipFile, evidence: Evidence, guesses: Guesses) -> dict[str, str]:
    """Give what the document says of itself, by field."""
    if _CORE not in package.namelist():
        return {}
    try:
        with _open_part(package, _CORE, evidence) as stream:
            events = XmlStream(stream, _CORE, _CORE_FIELDS).events()
            ends = (element for event, element in events if event == "end")
            return {_local(e): (e.text or "").strip()[:2000] for e in ends}
    except (BrokenRecord, *_DAMAGED):
        guesses.said["document properties"] = "damaged, not read"
        return {}


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the paragraph with its neighbours."""
    with _package(evidence) as package, closing(_numbered(package, evidence)) as found:
        return around(evidence, ((n, text) for n, text in found if isinstance(text, str)), spot)


docx: Reader[Record] = Reader(
    name="docx",
    title="Report as a Word document",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"PlainText"}),
    sample=("report.docx", {"documents": 1}),
    is_report=True,
)
