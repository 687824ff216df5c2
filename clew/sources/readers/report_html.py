"""A report as a web page, one document with the paragraphs a person sees.

Reads    HTML in the encoding of its mark, its own word or its letters; at most 128 MiB
Gives    one HyperText: fileName, title, author, dates, one bodyText per paragraph or table row;
         where a browser saved it into one file: sourceUrl and retrievedAt, as the browser noted them
Units    paragraphs counted from 1, empty ones left out; times with an offset → UTC
Refuses  dates it cannot read; characters that the encoding cannot read are named
"""

import re
from collections.abc import Iterator

from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
from clew.sources import html_text
from clew.sources.papers import Record, around, no_text, passages, read
from clew.sources.reader import Reader

_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]*>", re.IGNORECASE)
_FRAGMENT = re.compile(
    rb"</?(?:p|div|span|table|tr|td|br|h[1-6]|ul|li|a|b)(?:\s[^>]*)?/?>", re.IGNORECASE
)
_START_BYTES = 2_048
_TAGS_OF_A_FRAGMENT = 5


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 0.9 for a page, 0.4 for a piece of one, 0 for other XML."""
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not start.startswith(b"<"):
        return 0.0
    if _PAGE.search(start[:_START_BYTES]):
        return 0.9
    if _XML.match(start):
        return 0.0
    is_piece = len(_FRAGMENT.findall(start)) >= _TAGS_OF_A_FRAGMENT
    return 0.4 if is_piece else 0.0


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the paper, then its paragraphs in order."""
    page, seen = html_text.page_of(evidence), html_text.VisibleText()
    guesses.said["encoding"] = "{} ({})".format(*html_text.charset(page))
    found = passages("HyperText", "paragraph", html_text.paragraphs(page, seen))
    first = next(found, None)
    if first is None:
        raise no_text(evidence)
    yield html_text.paper(evidence.name, "text/html", first, seen.head, guesses)
    last = first
    yield first
    for last in found:
        yield last
    guesses.said["paragraphs"] = last.spot.removeprefix("paragraph ")
    if seen.left_out:
        guesses.said["left out"] = f"scripts, styles or hidden elements: {seen.left_out}"


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the paragraph with its neighbours."""
    return around(
        evidence, html_text.paragraphs(html_text.page_of(evidence), html_text.VisibleText()), spot
    )


html: Reader[Record] = Reader(
    name="html",
    title="Report as a web page",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"HyperText"}),
    sample=("report.html", {"documents": 1}),
    is_report=True,
)
