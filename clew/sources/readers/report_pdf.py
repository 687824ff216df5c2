"""A report as a PDF, one document with its pages.

Reads    PDF with text on its pages, filled-in forms too; a damaged cross-reference is rebuilt;
         scanned pages by machine, with the pictures extra: each page alone decides
Gives    one Pages: fileName, title, author, dates, one bodyText per page, of a scan per paragraph;
         Person and Passport or Identification for each machine-readable zone on a scan; each attached
         file by itself
Units    pages counted from 1 as the file holds them, lines from 1 down a scan; times with an offset → UTC
Refuses  a password, a file no page can be had from; scans without print, or past the first 100
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from clew.errors import BrokenRecord, NotFound, SourceError
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources import papers
from clew.sources.letters import safe_name
from clew.sources.papers import DOCUMENT, Paper, Passage, passages, title_from
from clew.sources.pdf_scans import is_picture_of_a_page, pixels_of
from clew.sources.reader import Reader
from clew.sources.scan_showing import cut_out, lines_of, shown
from clew.sources.scans import ScannedPage, Scans, found_on, opened

if TYPE_CHECKING:
    import pypdfium2 as pdfium

MOST_ATTACHED = 1_000
"""Files attached to one PDF that are taken out."""
_MARK = b"%PDF-"
_MARK_BYTES = 1_024  # ISO 32000-1, annex H: the mark may stand within the first 1,024 bytes
_JOINED_WORD = re.compile("[\ufffe\x02]\r?\n?")  # pdfium's sign for a hyphen at a line's end
_DATE_FIELDS = (("authoredAt", "CreationDate"), ("modifiedAt", "ModDate"))
_ONE_AT_A_TIME = Lock()
"""pdfium is not safe to be called from two threads at once."""

Record = papers.Record | ScannedPage


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 1.0 when the mark of a PDF stands at the beginning, 0.9 when shortly after."""
    at = head[:_MARK_BYTES].find(_MARK)
    return 1.0 if at == 0 else 0.9 if at > 0 else 0.0


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the paper, then its pages in order."""
    with _ONE_AT_A_TIME:
        document = _open(evidence)
        pages = len(document)
        said = document.get_metadata_dict(skip_empty=True)
        attached = min(document.count_attachments(), MOST_ATTACHED)
    scans = Scans(evidence, guesses)
    try:
        guesses.said["pages"] = str(pages)
        if attached:
            guesses.counts["attachments"] = attached
        first = _page(document, 0, scans) if pages else []
        yield _paper(evidence, said, first, guesses)
        yield from first
        for index in range(1, pages):
            yield from _page(document, index, scans)
            if evidence.watch:
                evidence.watch(evidence.size * (index + 1) // pages)
        yield from scans.left()
        yield from _lacking(document, attached)
    finally:
        with _ONE_AT_A_TIME:
            document.close()


def _attached(document: "pdfium.PdfDocument", place: int) -> tuple[str, bytes | None]:
    """Give name and bytes of an attached file, counted from 0; no bytes where they cannot be had."""
    import pypdfium2 as pdfium

    name = f"attachment {place + 1}"
    try:
        with _ONE_AT_A_TIME:
            one = document.get_attachment(place)
            name = safe_name(one.get_name()) or name
            return name, bytes(one.get_data())
    except pdfium.PdfiumError:
        return name, None


def _lacking(document: "pdfium.PdfDocument", attached: int) -> Iterator[Refusal]:
    for place in range(attached):
        name, content = _attached(document, place)
        if content is None:
            reason = f"attached file {place + 1} ({name!r}) cannot be taken out"
            yield Refusal("page 1", name, reason, "open the PDF and save it from there", DOCUMENT)


def members(evidence: Evidence, into: Path) -> Iterator[tuple[str, Path]]:
    """Give the attached files, written into the folder *into* under neutral names."""
    with _ONE_AT_A_TIME:
        document = _open(evidence)
        attached = min(document.count_attachments(), MOST_ATTACHED)
    try:
        for place in range(attached):
            name, content = _attached(document, place)
            if content is not None:
                path = into / f"member-{place + 1}"
                path.write_bytes(content)
                yield name, path
    finally:
        with _ONE_AT_A_TIME:
            document.close()


def _open(evidence: Evidence) -> "pdfium.PdfDocument":
    """Open a PDF; the lock is held by the caller.

    Raises:
        SourceError: it has a password, or nothing in it can be read.
    """
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(evidence.path)
        if document.get_formtype():
            document.init_forms()
    except pdfium.PdfiumError as exc:
        if "assword" in str(exc):
            raise SourceError(
                "the PDF has a password",
                where=evidence.name,
                do="open it with the password, save it without one and add it again",
            ) from exc
        raise SourceError(
            "the PDF is damaged beyond repair: no page of it can be read",
            where=evidence.name,
            do="ask for the file again, or print it anew",
        ) from exc
    return document


def read(record: Record) -> Iterator[Found | Refusal]:
    """Give the document with what *record* says of it."""
    return found_on(record) if isinstance(record, ScannedPage) else papers.read(record)


def _paper(
    evidence: Evidence, said: dict[str, str], first: list[Record | Refusal], guesses: Guesses
) -> Paper:
    passage = next((item for item in first if isinstance(item, Passage)), None)
    author = said.get("Author", "").strip()
    dates = tuple((prop, said[name]) for prop, name in _DATE_FIELDS if said.get(name))
    return Paper(
        "Pages",
        "page 1",
        evidence.name,
        "application/pdf",
        title_from(passage, said.get("Title", ""), guesses),
        (author,) if author else (),
        dates,
    )


def _page(document: "pdfium.PdfDocument", index: int, scans: Scans) -> list[Record | Refusal]:
    """Give the text of one page, and what a machine reads on it where it is a scan."""
    spot = f"page {index + 1}"
    try:
        text, is_scan = _look(document, index)
    except BrokenRecord as exc:
        return [Refusal(spot, "", exc.what, exc.do)]
    found: list[Record | Refusal] = [*passages("Pages", "page", [(index + 1, text)])]
    if is_scan and (page := scans.page("Pages", spot, lambda: _pixels(document, index))):
        found.append(page)
    return found


def _look(document: "pdfium.PdfDocument", index: int) -> tuple[str, bool]:
    """Give the text of a page, and whether it is a scan.

    Raises:
        BrokenRecord: the page is damaged.
    """
    import pypdfium2 as pdfium

    try:
        with _ONE_AT_A_TIME:
            text = _text(document, index)
            return text, is_picture_of_a_page(document[index], text)
    except pdfium.PdfiumError as exc:
        raise BrokenRecord(
            f"page {index + 1} cannot be read ({exc})",
            do="look at the page itself; ask for the file again",
        ) from exc


def _pixels(document: "pdfium.PdfDocument", index: int) -> Any:
    import pypdfium2 as pdfium

    try:
        with _ONE_AT_A_TIME:
            return pixels_of(document[index])
    except (pdfium.PdfiumError, ValueError, MemoryError) as exc:
        raise SourceError(
            f"page {index + 1} cannot be drawn ({type(exc).__name__})", do="look at the page itself"
        ) from exc


def _text(document: Any, index: int) -> str:
    page = document[index]
    try:
        if document.formenv:
            page.flatten()
            page.close()
            page = document[index]
        shown = page.get_textpage()
        try:
            raw: str = shown.get_text_bounded()
        finally:
            shown.close()
    finally:
        page.close()
    return _JOINED_WORD.sub("", raw).replace("\r\n", "\n").replace("\r", "\n")


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the page with the one before and the one after it; of a scan its lines.

    Raises:
        NotFound: the file has no such page, or no such line on it.
    """
    where = lines_of(spot)
    with _opened(evidence) as document:
        here = _index(document, evidence, where[0] if where else spot)
        lines: list[tuple[str, tuple[str, ...], bool]] = []
        for index in range(max(here - 1, 0), min(here + 2, len(document))):
            name = f"page {index + 1}"
            try:
                text, is_scan = _look(document, index)
            except BrokenRecord as exc:
                lines.append((name, (f"({exc.what})",), name == spot))
                continue
            lines += [
                (p.spot, (p.text,), p.spot == spot)
                for p in passages("Pages", "page", [(index + 1, text)])
            ]
            if is_scan and index == here and where:
                seen = opened(evidence, name, partial(_pixels, document, index))
                lines += shown(name, seen, where[1], where[2])
            elif is_scan and not text.strip():
                lines.append((name, ("(a scan)",), name == spot))
    if not any(is_here for *_, is_here in lines):
        raise NotFound(f"there is no {spot!r}", where=evidence.name, do="name the page alone")
    return Excerpt("text", (), tuple(lines))


def picture(evidence: Evidence, spot: str) -> Any:
    """Give a scanned page, or lines cut out of it, laid level; None for a page with a text of its own.

    Raises:
        NotFound: the file has no such page.
    """
    where = lines_of(spot)
    with _opened(evidence) as document:
        here = _index(document, evidence, where[0] if where else spot)
        try:
            _, is_scan = _look(document, here)
        except BrokenRecord:
            return None
        if not is_scan or where is None:
            return None
        seen = opened(evidence, where[0], partial(_pixels, document, here))
        return cut_out(seen, where[1], where[2])


@contextmanager
def _opened(evidence: Evidence) -> Iterator["pdfium.PdfDocument"]:
    with _ONE_AT_A_TIME:
        document = _open(evidence)
    try:
        yield document
    finally:
        with _ONE_AT_A_TIME:
            document.close()


def _index(document: "pdfium.PdfDocument", evidence: Evidence, page: str) -> int:
    shape = re.fullmatch(r"page (\d{1,7})", page)
    with _ONE_AT_A_TIME:
        pages = len(document)
    if shape is None or not 1 <= int(shape[1]) <= pages:
        raise NotFound(
            f"there is no {page!r}", where=evidence.name, do=f"it has pages 1 to {pages}"
        )
    return int(shape[1]) - 1


pdf: Reader[Record] = Reader(
    name="pdf",
    title="Report as a PDF",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"Pages", "Person", "Passport", "Identification"}),
    sample=("report.pdf", {"documents": 1}),
    is_report=True,
    picture=picture,
    members=members,
)
