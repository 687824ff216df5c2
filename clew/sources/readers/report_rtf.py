"""A report as a rich-text document, one document with its paragraphs.

Reads    RTF of Word, WordPad and LibreOffice, at most 128 MiB; text in the code pages of its fonts
Gives    one PlainText: fileName, title, author, dates, one bodyText per paragraph or table row
Units    paragraphs counted from 1, empty ones left out; the dates it states keep their day
Refuses  a document that breaks off is read up to there; hidden text is left out and counted;
         pictures, embedded objects and comments are counted, not read
"""

from collections.abc import Iterator

from clew.errors import UnsafeSource
from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
from clew.sources.papers import Paper, Passage, Record, around, no_text, passages, read, title_from
from clew.sources.reader import Reader
from clew.sources.rtf_text import MARK, RichText, day_of

LARGEST = 128 * 1024 * 1024
"""Bytes of the largest document that is read: pictures are kept in it as letters."""
_DATES = (("authoredAt", "creatim"), ("modifiedAt", "revtim"))


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 1.0 for the mark of a rich-text document."""
    return 1.0 if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(MARK) else 0.0


def _data(evidence: Evidence) -> bytes:
    if evidence.size > LARGEST:
        raise UnsafeSource(
            f"the document is larger than {LARGEST >> 20} MiB",
            where=evidence.name,
            do="save it as PDF or DOCX and add that",
        )
    with evidence.open() as handle:
        return handle.read()


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the paper, then its paragraphs in order."""
    document = RichText()
    found = passages("PlainText", "paragraph", document.paragraphs(_data(evidence)))
    first = next(found, None)
    if first is None:
        raise no_text(evidence)
    said = document.said
    author = said.get("author", "").strip()
    yield Paper(
        "PlainText",
        "paragraph 1",
        evidence.name,
        "application/rtf",
        title_from(first, said.get("title", ""), guesses),
        (author,) if author else (),
        tuple((prop, day_of(said[name])) for prop, name in _DATES if said.get(name)),
    )
    yield first
    last: Passage = first
    for last in found:
        yield last
    guesses.said["paragraphs"] = last.spot.removeprefix("paragraph ")
    left = (
        (document.hidden, "pieces of hidden text"), (document.pictures, "pictures"),
        (document.objects, "embedded objects"), (document.comments, "comments"),
        (document.lost, "groups out of place"),
    )  # fmt: skip
    if told := ", ".join(f"{count} {what}" for count, what in left if count):
        guesses.said["not read"] = told


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the paragraph with its neighbours."""
    return around(evidence, RichText().paragraphs(_data(evidence)), spot)


rtf: Reader[Record] = Reader(
    name="rtf",
    title="Report as a rich-text document (RTF)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"PlainText"}),
    sample=("report.rtf", {"documents": 1}),
    is_report=True,
)
