"""A report as a PDF, one document with its pages.

Reads    PDF with text on its pages, filled-in forms too; a damaged cross-reference is rebuilt
Gives    one Pages: fileName, title, author, dates, one bodyText per page; each attached file by itself
Units    pages counted from 1 as the file holds them; times with an offset → UTC
Refuses  a password, a file no page can be had from; a page without text (a scan) is named
"""

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from clew.errors import NotFound, SourceError
from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
from clew.sources.letters import safe_name
from clew.sources.papers import DOCUMENT, Paper, Passage, Record, passages, read, title_from
from clew.sources.reader import Reader

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
    try:
        guesses.said["pages"] = str(pages)
        if attached:
            guesses.counts["attachments"] = attached
        first = _page(document, 0) if pages else []
        yield _paper(evidence, said, first, guesses)
        yield from first
        for index in range(1, pages):
            yield from _page(document, index)
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


def _paper(
    evidence: Evidence, said: dict[str, str], first: list[Passage | Refusal], guesses: Guesses
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


def _page(document: "pdfium.PdfDocument", index: int) -> list[Passage | Refusal]:
    """Give the text of one page, or why there is none."""
    import pypdfium2 as pdfium

    spot = f"page {index + 1}"
    try:
        with _ONE_AT_A_TIME:
            text = _text(document, index)
    except pdfium.PdfiumError as exc:
        reason = f"{spot} cannot be read ({exc})"
        return [Refusal(spot, "", reason, "look at the page itself; ask for the file again")]
    found: list[Passage | Refusal] = []
    found += passages("Pages", "page", [(index + 1, text)])
    if not found:
        found.append(
            Refusal(
                spot,
                "",
                f"{spot} has no text: it is probably a scan",
                "have the page read by a text recogniser, or type what matters, and add that",
            )
        )
    return found


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
    """Give the page with the one before and the one after it.

    Raises:
        NotFound: the file has no such page.
    """
    shape = re.fullmatch(r"page (\d{1,7})", spot)
    with _ONE_AT_A_TIME:
        document = _open(evidence)
        pages = len(document)
    try:
        here = int(shape[1]) - 1 if shape else -1
        if not 0 <= here < pages:
            raise NotFound(
                f"there is no {spot!r}", where=evidence.name, do=f"it has pages 1 to {pages}"
            )
        near = range(max(here - 1, 0), min(here + 2, pages))
        shown = [item for index in near for item in _page(document, index)]
    finally:
        with _ONE_AT_A_TIME:
            document.close()
    return Excerpt("text", (), tuple(_line(item, spot) for item in shown))


def _line(item: Passage | Refusal, spot: str) -> tuple[str, tuple[str, ...], bool]:
    if isinstance(item, Refusal):
        return item.where, (f"({item.reason})",), item.where == spot
    return item.spot, (item.text,), item.spot == spot


pdf: Reader[Record] = Reader(
    name="pdf",
    title="Report as a PDF",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"Pages"}),
    sample=("report.pdf", {"documents": 1}),
    is_report=True,
    members=members,
)
