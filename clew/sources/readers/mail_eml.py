"""An e-mail as a mail program saves it, with its attachments brought in one by one.

Reads    EML (RFC 5322, MIME), at most 256 MiB; the text, and each attachment as a file of its own
Gives    one Email: subject, from, to, date, headers, bodyText; a LegalEntity for each address
Units    paragraphs counted from 1; times with an offset → UTC, without one the day
Refuses  a text that is encrypted, a date that is none; attachments in mails over five levels deep
"""

import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses
from pathlib import Path

from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
from clew.sources.encoding import detect
from clew.sources.letters import (
    Address,
    Attached,
    Letter,
    Opened,
    check_size,
    excerpt_letter,
    members_of,
    read,
    split_letter,
)
from clew.sources.mail_parts import FAULTS, decoded, leaves, payload
from clew.sources.papers import Passage
from clew.sources.reader import Reader

_KNOWN = (
    rb"Return-Path|Received|Delivered-To|Message-ID|MIME-Version|From|To|Date|Subject|Cc|Reply-To"
    rb"|DKIM-Signature|Content-Type|X-[\w-]{1,40}"
)
_START = re.compile(rb"\s*(?:" + _KNOWN + rb"):[ \t]?[^\n]", re.IGNORECASE)
_HEADER = re.compile(rb"^(" + _KNOWN + rb"):", re.IGNORECASE | re.MULTILINE)
_ENOUGH = 2
_SURE = 3


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 0.95 for three different headers of a mail above the first empty line, 0.6 for two."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    if not _START.match(start):
        return 0.0
    above = re.split(rb"\r?\n\r?\n", start.lstrip(), maxsplit=1)[0]
    known = {name.lower() for name in _HEADER.findall(above)}
    return 0.95 if len(known) >= _SURE else 0.6 if len(known) >= _ENOUGH else 0.0


def letter_of(evidence: Evidence) -> Letter:
    """Open a mail.

    Raises:
        SourceError: it is larger than 256 MiB.
    """
    check_size(evidence)
    with evidence.open() as handle:
        return letter_from(BytesParser(policy=policy.compat32).parse(handle), evidence.country)


def letter_from(mail: Message, country: str | None) -> Letter:
    """Give the letter a parsed mail is."""
    letter = Letter(
        subject=decoded(mail.get("Subject")),
        date=str(mail.get("Date") or "").strip(),
        message_id=str(mail.get("Message-ID") or "").strip(),
        in_reply_to=str(mail.get("In-Reply-To") or "").strip(),
        headers="\n".join(f"{name}: {decoded(value)}" for name, value in mail.items()),
    )
    for prop in ("from", "to", "cc", "bcc"):
        written = [str(value) for value in mail.get_all(prop, [])]
        pairs = getaddresses([value.replace("\n", " ") for value in written])
        letter.people[prop] = [Address(decoded(name), at) for name, at in pairs if name or at]
    for part in leaves(mail):
        _take(part, letter, country)
    return letter


def _take(part: Message, letter: Letter, country: str | None) -> None:
    kind = part.get_content_type()
    name = _file_name(part)
    if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        letter.locked = "S/MIME"
    elif kind == "application/pgp-encrypted":
        letter.locked = "PGP"
    if kind == "message/rfc822" and part.is_multipart():
        inside = part.get_payload(0)
        assert isinstance(inside, Message)
        name = name or f"{decoded(inside.get('Subject')) or 'mail'}.eml"
        letter.attached.append(Attached(name, _bytes_of(inside)))
        return
    content = payload(part)
    is_text = kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment"
    if is_text and not name:
        if kind == "text/html":
            letter.html = letter.html or content
        else:
            letter.text = "\n\n".join(filter(None, (letter.text, _text(part, content, country))))
        return
    missing = "has no content" if not content else ""
    letter.attached.append(Attached(name, content or None, missing))


def _bytes_of(mail: Message) -> bytes:
    try:
        return mail.as_bytes()
    except (*FAULTS, UnicodeError):
        return mail.as_string().encode("utf-8", "surrogateescape")


def _text(part: Message, content: bytes, country: str | None) -> str:
    stated = part.get_content_charset()
    try:
        return content.decode(stated or "utf-8")
    except (ValueError, LookupError):  # no such code page, a NUL in its name, or other bytes
        return content.decode(detect([content[:262_144]], country).name, "replace")


def _file_name(part: Message) -> str:
    try:
        return decoded(part.get_filename())
    except FAULTS:
        return ""


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Opened | Passage | Refusal]:
    """Give what stands above the text, then its paragraphs."""
    return split_letter(evidence, guesses, letter_of(evidence), "message/rfc822")


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the headers, or a paragraph with its neighbours."""
    return excerpt_letter(evidence, spot, letter_of(evidence))


def members(evidence: Evidence, into: Path) -> Iterator[tuple[str, Path]]:
    """Give the attachments as files in the folder *into*."""
    return members_of(letter_of(evidence), into)


eml: Reader[Opened | Passage] = Reader(
    name="eml",
    title="E-mail with its attachments (EML)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"Email", "LegalEntity"}),
    sample=("mail.eml", {"documents": 1, "attachments": 2}),
    is_report=True,
    members=members,
)
