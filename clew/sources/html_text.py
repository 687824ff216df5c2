"""The text a person sees in a web page, paragraph by paragraph, and what it says of itself."""

import codecs
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from clew.errors import UnsafeSource
from clew.model.evidence import Evidence, Guesses
from clew.sources import encoding
from clew.sources.papers import VALUE_CHARS, Paper, Passage, title_from
from clew.sources.saved_page import Saved, saved_by
from clew.sources.stated_encoding import settled

PAGE_BYTES = 128 * 1024 * 1024
"""Largest page that is read: its parser keeps unfinished text in memory."""
_CHUNK_BYTES = 65_536
_META_BYTES = 4_096
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSEEN = frozenset(
    ("script", "style", "template", "noscript", "object", "iframe", "svg", "math", "head")
)
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol",
    "option", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_CELLS = frozenset(("td", "th"))
_BREAK, _CELL = "\ue000", "\ue001"  # private characters: a forced line end, the edge of a cell
_DATES = {
    "article:published_time": "publishedAt", "datepublished": "publishedAt", "date": "publishedAt",
    "dc.date": "publishedAt", "dcterms.created": "authoredAt", "dc.date.issued": "publishedAt",
    "article:modified_time": "modifiedAt", "dcterms.modified": "modifiedAt",
}  # fmt: skip
_AUTHORS = frozenset(("author", "article:author", "dc.creator", "dcterms.creator"))


@dataclass(slots=True)
class PageHead:
    """What a page says of itself.

    Attributes:
        title: as written, with its blanks collapsed.
        authors: as written.
        dates: FollowTheMoney property and date as written.
        language: language tag of the page, or empty.
        saved: what the browser that saved it noted in it, or None.
    """

    title: str = ""
    authors: list[str] = field(default_factory=list)
    dates: list[tuple[str, str]] = field(default_factory=list)
    language: str = ""
    saved: Saved | None = None


class VisibleText:
    """Collects what a person would see; the parser calls its methods element by element.

    Attributes:
        head: what the page says of itself, complete once the first paragraph is.
        ready: numbered texts of finished paragraphs, to be taken away by the reader.
        left_out: scripts, styles and hidden elements that were passed over.
    """

    def __init__(self) -> None:
        self.head = PageHead()
        self.ready: list[tuple[int, str]] = []
        self.left_out = 0
        self._now: list[str] = []
        self._length = 0
        self._number = 1
        self._open = 0
        self._unseen_since = 0
        self._in_title = False
        self._verbatim = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._open += 1
        if tag == "title" and not self.head.title:
            self._in_title = True
        elif tag == "meta":
            self._meta(attributes)
        elif tag == "html":
            self.head.language = attributes.get("lang", "")
        if self._unseen_since:
            return
        if tag in _BLOCKS:
            self._flush()
        if tag in _UNSEEN or (attributes and _is_hidden(tag, attributes)):
            self._unseen_since = self._open
            self.left_out += tag != "head"
        elif tag == "br":
            self._now.append(_BREAK)
        self._verbatim += tag == "pre"

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "title":
            self._in_title = False
        if self._open == self._unseen_since:
            self._unseen_since = 0
        elif not self._unseen_since:
            if tag in _CELLS:
                self._now.append(_CELL)
            elif tag in _BLOCKS:
                self._flush()
            self._verbatim -= tag == "pre"
        self._open -= 1

    def data(self, text: str) -> None:
        """A piece of text stands here."""
        if self._in_title:
            self.head.title = " ".join(f"{self.head.title}{text}".split())[:2000]
        elif not self._unseen_since and (text.strip() or self._now):
            if self._verbatim:
                text = text.replace("\n", _BREAK)
            self._now.append(text)
            self._length += len(text)
            if self._length > 2 * VALUE_CHARS:
                self._cut()

    def comment(self, text: str) -> None:
        """A comment is not seen; one above the text may say where the page was saved from."""
        if self._number == 1 and not self._now and self.head.saved is None:
            self.head.saved = saved_by(text)

    def close(self) -> None:
        """The page ends."""
        self._flush()

    def _meta(self, attributes: dict[str, str]) -> None:
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        content = attributes.get("content", "").strip()
        if content and name in _AUTHORS:
            self.head.authors.append(content)
        elif content and name in _DATES:
            self.head.dates.append((_DATES[name], content))

    def _cut(self) -> None:
        """Give away the beginning of a very long paragraph; the rest keeps its number."""
        text = "".join(self._now)
        at = max(text.rfind(" ", 0, VALUE_CHARS), VALUE_CHARS // 2)
        self._give(text[:at])
        self._now, self._length = [text[at:]], len(text) - at

    def _flush(self) -> None:
        if self._now and self._give("".join(self._now)):
            self._number += 1
        self._now, self._length = [], 0

    def _give(self, raw: str) -> bool:
        """Give away one text as a person sees it; say whether there was any."""
        if _BREAK in raw or _CELL in raw:
            lines = (" ".join(line.split()) for line in raw.split(_BREAK))
            rows = (" | ".join(_cells(line)) for line in lines)
            text = "\n".join(row for row in rows if row)
        else:
            text = " ".join(raw.split())
        if text:
            self.ready.append((self._number, text))
        return bool(text)


def _cells(line: str) -> list[str]:
    return [cell for part in line.split(_CELL) if (cell := part.strip())]


def _is_hidden(tag: str, attributes: dict[str, str]) -> bool:
    if tag in ("html", "body"):
        return False
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style", "")))


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a web page: a file of its own, or held in memory after it was taken out of one.

    Attributes:
        name: what messages call it.
        size: bytes.
        samples: its beginning and blocks spread over the rest, by which its encoding is told.
        said: encoding that whoever sent it stated, or empty.
    """

    name: str
    size: int
    samples: Sequence[bytes]
    country: str | None
    source: Evidence | bytes
    said: str = ""

    def open(self) -> BinaryIO:
        """Open the bytes for reading."""
        return self.source.open() if isinstance(self.source, Evidence) else io.BytesIO(self.source)


def page_of(evidence: Evidence) -> Page:
    """Give the page a file is."""
    return Page(
        evidence.name, evidence.size, encoding.samples(evidence), evidence.country, evidence
    )


def page_in(content: bytes, evidence: Evidence, said: str = "") -> Page:
    """Give the page that was taken out of a file; *said* is the encoding stated with it."""
    blocks = [content[: encoding.HEAD_BYTES]]
    return Page(evidence.name, len(content), blocks, evidence.country, content, said)


def charset(page: Page) -> tuple[str, str]:
    """Give the encoding of a page and what it is believed for: mark, its own word, its letters."""
    found = encoding.detect(page.samples, page.country)
    inside = _META_CHARSET.search(page.samples[0][:_META_BYTES])
    stated = page.said or (inside[1].decode("ascii") if inside else "")
    return settled(stated, found, page.samples)


def paragraphs(page: Page, seen: VisibleText) -> Iterator[tuple[int, str]]:
    """Give the numbered texts of a page as *seen* collects them.

    Raises:
        UnsafeSource: the page is larger than 128 MiB.
    """
    from lxml import etree

    if page.size > PAGE_BYTES:
        raise UnsafeSource(
            f"the page is larger than {PAGE_BYTES >> 20} MiB",
            where=page.name,
            do="ask for the report in parts, or as text",
        )
    decoder = codecs.getincrementaldecoder(charset(page)[0])(errors="replace")
    target: Any = seen
    parser: Any = etree.HTMLParser(target=target, encoding="utf-8", no_network=True)
    with page.open() as handle:
        while chunk := handle.read(_CHUNK_BYTES):
            parser.feed(_plain(decoder.decode(chunk)))
            yield from seen.ready
            seen.ready.clear()
    parser.feed(_plain(decoder.decode(b"", final=True)) + b"\n")
    parser.close()
    yield from seen.ready


def paper(
    name: str,
    mime: str,
    first: Passage,
    head: PageHead,
    guesses: Guesses,
    taken: Saved | None = None,
) -> Paper:
    """Give what a page says of itself; *taken* says where from and when, if its container does."""
    saved = taken or head.saved
    dates = list(dict.fromkeys(head.dates))
    if saved is not None:
        dates += [("retrievedAt", saved.at)] if saved.at else []
        guesses.said["address and date of saving"] = f"as {saved.by} noted them"
    return Paper(
        "HyperText", "paragraph 1", name, mime, title_from(first, head.title, guesses),
        tuple(dict.fromkeys(head.authors)), tuple(dates), head.language,
        saved.address if saved else "",
    )  # fmt: skip


def _plain(text: str) -> bytes:
    """Give the bytes for the parser, without the two characters that are signs of ours."""
    cleaned = text.replace(_BREAK, "\ufffd").replace(_CELL, "\ufffd").replace("\0", "\ufffd")
    return cleaned.encode("utf-8", errors="replace")
