"""What the readers of e-mails share: a letter with its people, its text and its attachments."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from pathlib import Path

from clew.errors import NotFound, SourceError
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.handset_times import unset_clock
from clew.sources.papers import DOCUMENT, Passage, around, passages, pieces, tidy
from clew.sources.papers import read as read_passage

MAIL_BYTES = 256 * 1024 * 1024
"""Largest e-mail that is read: its parts are unpacked in memory."""
HEADERS = "headers"
"""Spot of what stands above the text."""
_HEADER_CHARS = 250
"""Longest value FollowTheMoney takes for headers; longer ones come in pieces, at most `_HEADER_PIECES`."""
_HEADER_PIECES = 80
_NAME_CHARS = 120
_NO_NAME = re.compile(r"[\x00-\x1f/\\:]+")
_BLOCKS = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Address:
    """An address as written: the name beside it, and the address itself; either may be empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a letter.

    Attributes:
        name: as written; empty when none is.
        content: its bytes, or None when they are missing.
        why: what is wrong when the bytes are missing.
    """

    name: str
    content: bytes | None
    why: str = ""


@dataclass(slots=True)
class Letter:
    """One e-mail.

    Attributes:
        subject: as written.
        people: property of an Email ("from", "to", "cc", "bcc") → addresses.
        date: as written in the header, or ISO.
        message_id: name it was sent under.
        in_reply_to: name of the letter it answers.
        headers: what stands above the text, as written.
        text: plain text; empty when there is none.
        html: the text as a web page; empty when there is none.
        attached: its attachments, in order.
        locked: how its text is encrypted; empty when it is not.
    """

    subject: str = ""
    people: dict[str, list[Address]] = field(default_factory=dict)
    date: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    headers: str = ""
    text: str = ""
    html: bytes = b""
    attached: list[Attached] = field(default_factory=list)
    locked: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands above the text of a letter that came as file *name* of type *mime*."""

    letter: Letter
    name: str
    mime: str


OpenLetter = Callable[[Evidence], Letter]
"""File → letter; raises SourceError when it cannot be read."""


def check_size(evidence: Evidence) -> None:
    """Refuse a mail that is too large to be unpacked in memory.

    Raises:
        SourceError: it is larger than 256 MiB.
    """
    if evidence.size > MAIL_BYTES:
        raise SourceError(
            "the mail is larger than 256 MiB",
            where=evidence.name,
            do="save its attachments as files and add those",
        )


def split_letter(
    evidence: Evidence, guesses: Guesses, letter: Letter, mime: str
) -> Iterator[Opened | Passage | Refusal]:
    """Give what stands above the text, then its paragraphs, then what could not be read."""
    yield Opened(letter, evidence.name, mime)
    yield from passages("Email", "paragraph", _paragraphs(letter))
    if letter.html:
        told = "read as 'body.html'" if not letter.text else "left out: the same mail as plain text"
        guesses.said["text as a web page"] = told
    if letter.locked:
        do = "ask the owner of the key to decrypt it, and add it again"
        yield Refusal(HEADERS, "", f"the text is encrypted ({letter.locked})", do, DOCUMENT)
    for place, one in enumerate(letter.attached, 1):
        if one.content is None:
            do = "ask for the mail with its attachments"
            yield Refusal(HEADERS, one.name, f"attachment {place} {one.why}", do, DOCUMENT)
    guesses.counts["attachments"] = len(letter.attached)


def read(record: Opened | Passage) -> Iterator[Found | Refusal]:
    """Give the letter with its people, or one paragraph of it."""
    if isinstance(record, Passage):
        yield from read_passage(record)
        return
    letter = record.letter
    found = Found("Email", DOCUMENT, HEADERS, keep="shared", counts=("documents",))
    found.add("fileName", record.name).add("mimeType", record.mime)
    found.add("subject", tidy(letter.subject)[:1024], letter.subject)
    found.add("title", tidy(letter.subject)[:1024], letter.subject)
    found.add("messageId", letter.message_id).add("inReplyTo", letter.in_reply_to)
    for piece in pieces(tidy(letter.headers), _HEADER_CHARS)[:_HEADER_PIECES]:
        found.add("headers", piece)
    refused = list(_dated(found, letter.date))
    people: dict[str, Found] = {}
    for prop, addresses in letter.people.items():
        for one in addresses:
            found.add(prop, f"{one.name} <{one.address}>" if one.name else one.address)
            if person := _person(one, people):
                found.link("emitters" if prop == "from" else "recipients", person.key)
    yield from people.values()
    yield found
    yield from refused


def _person(one: Address, people: dict[str, Found]) -> Found | None:
    if "@" not in one.address:
        return None
    key = f"party {one.address.lower()}"
    person = people.setdefault(key, Found("LegalEntity", key, HEADERS, keep="shared"))
    person.add("email", one.address)
    if one.name and "@" not in one.name:
        person.add("name", one.name)
    return person


def _dated(found: Found, written: str) -> Iterator[Refusal]:
    """Add when it was sent: UTC, or the day alone when the header gives no offset."""
    if not written:
        return
    try:
        sent = parsedate_to_datetime(written)
        told = sent.date().isoformat()
        if sent.tzinfo is not None:
            told = sent.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    except (ValueError, TypeError, IndexError, OverflowError):
        do = "read the other headers; they may give it"
        yield Refusal(HEADERS, written[:2000], "the date cannot be read", do, DOCUMENT, "date")
        return
    if refusal := unset_clock(told, written, HEADERS, DOCUMENT, "date"):
        yield refusal
    else:
        found.add("date", told, written)


def _paragraphs(letter: Letter) -> Iterator[tuple[int, str]]:
    texts = (text for text in _BLOCKS.split(letter.text.replace("\r\n", "\n")) if text.strip())
    return enumerate(texts, 1)


def excerpt_letter(evidence: Evidence, spot: str, letter: Letter) -> Excerpt:
    """Give what stands above the text, or a paragraph with its neighbours.

    Raises:
        NotFound: the letter has no such place.
    """
    if spot == HEADERS:
        lines = [line for line in letter.headers.splitlines() if line.strip()][:200]
        said = tuple((HEADERS, tuple(_pair(line)), True) for line in lines)
        return Excerpt("fields", ("header", "value"), said or ((HEADERS, ("subject", ""), True),))
    if not letter.text:
        raise NotFound(f"there is no {spot!r}", where=evidence.name, do="open its headers")
    return around(evidence, _paragraphs(letter), spot)


def _pair(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    return (name, value.strip()) if colon and " " not in name.strip() else ("", line.strip())


def members_of(letter: Letter, into: Path) -> Iterator[tuple[str, Path]]:
    """Give (name, file) for each attachment, written into the folder *into* under a neutral name.

    The text as a web page comes first where a letter has no other.
    """
    inside = [("body.html", letter.html)] if letter.html and not letter.text else []
    for place, one in enumerate(letter.attached, 1):
        if one.content is not None:
            inside.append((safe_name(one.name) or f"attachment {place}", one.content))
    for place, (name, content) in enumerate(inside, 1):
        path = into / f"member-{place}"
        path.write_bytes(content)
        yield name, path


def safe_name(written: str) -> str:
    """Give the name of an attached file without what could lead elsewhere; empty when nothing is left.

    >>> safe_name("../list.csv")
    '_list.csv'
    """
    return _NO_NAME.sub("_", written).strip(". ")[-_NAME_CHARS:]
