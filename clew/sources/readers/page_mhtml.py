"""A web page saved whole by a browser (MHTML): one document with its address and the date of saving.

Reads    MHTML of Chromium, Internet Explorer and Word, at most 256 MiB; the page itself
Gives    one HyperText: fileName, title, author, dates, sourceUrl, retrievedAt, bodyText
Units    paragraphs counted from 1, empty ones left out; times with an offset → UTC
Refuses  a file without a page; pictures, styles and scripts saved with the page are counted, not read
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import Message
from email.parser import BytesParser

from clew.errors import SourceError
from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
from clew.sources import html_text
from clew.sources.letters import check_size
from clew.sources.mail_parts import charset_of, decoded, leaves, payload
from clew.sources.papers import Passage, Record, around, no_text, passages, read
from clew.sources.reader import Reader
from clew.sources.saved_page import Saved

_PAGES = ("text/html", "application/xhtml+xml")
_ABOVE = re.compile(rb"\r?\n\r?\n")
_RELATED = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(
    rb"^(?:snapshot-content-location:|from:\s*\"?<saved by )", re.IGNORECASE | re.MULTILINE
)
_SENT = re.compile(rb"^(?:to|received|message-id|return-path):", re.IGNORECASE | re.MULTILINE)
_LOCATED = re.compile(rb"^content-location:", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Opened:
    """The page in a file, and what was noted of it."""

    content: bytes
    charset: str
    saved: Saved
    beside: Counter[str]


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 0.97 for a page a browser noted as saved, or parts with addresses that nobody sent."""
    above = _ABOVE.split(head.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    if not _RELATED.search(above):
        return 0.0
    is_saved = _SAVED.search(above) or (_LOCATED.search(head) and not _SENT.search(above))
    return 0.97 if is_saved else 0.0


def _opened(evidence: Evidence) -> _Opened:
    """Open the file.

    Raises:
        SourceError: it is larger than 256 MiB, or holds no page.
    """
    check_size(evidence)
    with evidence.open() as handle:
        whole = BytesParser(policy=policy.compat32).parse(handle)
    parts = list(leaves(whole))
    page = next((part for part in parts if part.get_content_type() in _PAGES), None)
    if page is None:
        raise SourceError(
            "there is no page in this file",
            where=evidence.name,
            do="open the address again and save the page anew",
        )
    beside = Counter(_kind(part) for part in parts if part is not page)
    return _Opened(payload(page), charset_of(page), _saved(whole, page), beside)


def _saved(whole: Message, page: Message) -> Saved:
    names = (
        (whole, "Snapshot-Content-Location"),
        (page, "Content-Location"),
        (whole, "Content-Location"),
    )
    address = next((text for part, name in names if (text := decoded(part.get(name)))), "")
    return Saved(address, decoded(whole.get("Date")), "the browser")


def _kind(part: Message) -> str:
    kind = part.get_content_type()
    if kind in _PAGES:
        return "frames"
    told = {"image": "pictures", "font": "fonts", "audio": "sounds", "video": "films"}
    if "script" in kind:
        return "scripts"
    return "styles" if kind == "text/css" else told.get(part.get_content_maintype(), "others")


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the paper, then its paragraphs in order."""
    opened = _opened(evidence)
    page, seen = (
        html_text.page_in(opened.content, evidence, opened.charset),
        html_text.VisibleText(),
    )
    found = passages("HyperText", "paragraph", html_text.paragraphs(page, seen))
    first = next(found, None)
    if first is None:
        raise no_text(evidence)
    guesses.said["encoding"] = "{} ({})".format(*html_text.charset(page))
    yield html_text.paper(
        evidence.name, "multipart/related", first, seen.head, guesses, opened.saved
    )
    yield first
    last: Passage = first
    for last in found:
        yield last
    guesses.said["paragraphs"] = last.spot.removeprefix("paragraph ")
    if opened.beside:
        named = ", ".join(f"{count} {kind}" for kind, count in sorted(opened.beside.items()))
        guesses.said["saved with the page, not read"] = named


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the paragraph with its neighbours."""
    opened = _opened(evidence)
    page = html_text.page_in(opened.content, evidence, opened.charset)
    return around(evidence, html_text.paragraphs(page, html_text.VisibleText()), spot)


mhtml: Reader[Record] = Reader(
    name="mhtml",
    title="Saved web page (MHTML)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"HyperText"}),
    sample=("page.mhtml", {"documents": 1}),
    is_report=True,
)
