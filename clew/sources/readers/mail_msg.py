"""An e-mail as Outlook saves it, with its attachments brought in one by one.

Reads    MSG (MS-OXMSG), at most 256 MiB; the text, and each attachment as a file of its own
Gives    one Email: subject, from, to, date, headers, bodyText; a LegalEntity for each address
Units    paragraphs counted from 1; times → UTC
Refuses  a damaged file; attachments that are only links; a mail inside it comes out as EML
"""

import struct
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, getaddresses
from pathlib import Path
from typing import TYPE_CHECKING

from clew.errors import SourceError
from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
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
from clew.sources.ole import MARK, says_more_than_it_holds, what_ole_holds
from clew.sources.papers import Passage
from clew.sources.reader import Reader

if TYPE_CHECKING:
    from oxmsg import Message
    from oxmsg.attachment import Attachment

_RECIPIENT_TYPE = 0x0C15
_TYPES = {1: "to", 2: "cc", 3: "bcc"}
_INTERNET_ID, _REPLY_ID = 0x1035, 0x1042
_SMTP_SENDER, _SENDER_NAME = 0x5D01, 0x0C1A
_SHORT_NAME, _SHOWN_NAME = 0x3704, 0x3001
_MAIL_INSIDE = "__substg1.0_3701000D"
_HEADER_INSIDE = 24  # bytes before the properties of a mail inside another
_LEVELS = 5
_FAULTS = (
    OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError,
    LookupError, struct.error, RecursionError, OverflowError, MemoryError,
)  # fmt: skip
"""What a damaged file makes the parser raise."""


def recognise(evidence: Evidence, head: bytes) -> float:
    """Say 1.0 for a compound file that holds a mail."""
    return 1.0 if head.startswith(MARK) and what_ole_holds(evidence).name == "mail" else 0.0


def letter_of(evidence: Evidence) -> Letter:
    """Open a mail.

    Raises:
        SourceError: it is larger than 256 MiB or damaged, or the extra is not installed.
    """
    try:
        from oxmsg import Message
        from oxmsg.domain.model import UnrecognizedCodePageError, UnsupportedEncodingError
    except ImportError as exc:
        raise SourceError(
            "mails of Outlook are read with the extra clew[mail], which is not installed here",
            where=evidence.name,
            do="install it, or save the mail as EML and add that",
        ) from exc
    check_size(evidence)
    if says_more_than_it_holds(evidence):
        raise _damaged(evidence, "its parts are larger than the file")
    try:
        with evidence.open() as handle:
            return _letter(Message.load(handle.read()), 1)
    except (UnrecognizedCodePageError, UnsupportedEncodingError, *_FAULTS) as exc:
        raise _damaged(evidence, type(exc).__name__) from exc


def _damaged(evidence: Evidence, why: str) -> SourceError:
    return SourceError(
        f"the mail is damaged ({why})", where=evidence.name,
        do="ask for it again, or for the same mail as EML",
    )  # fmt: skip


def _letter(mail: "Message", level: int) -> Letter:
    texts = mail.properties.str_prop_value
    headers = "\n".join(f"{name}: {value}" for name, value in mail.message_headers.items())
    sent = mail.sent_date
    letter = Letter(
        subject=mail.subject,
        date=format_datetime(sent) if sent else str(mail.message_headers.get("Date") or ""),
        message_id=texts(_INTERNET_ID) or "",
        in_reply_to=texts(_REPLY_ID) or "",
        text=mail.body or "",
        html=(mail.html_body or "").encode(),
        locked="S/MIME" if "SMIME" in mail.message_class.upper() else "",
    )
    letter.people["from"] = _sender(mail)
    for one in mail.recipients:
        prop = _TYPES.get((one.properties.int_prop_value(_RECIPIENT_TYPE) or 1) & 0xF, "to")
        letter.people.setdefault(prop, []).append(Address(one.name, one.email_address))
    letter.headers = headers or _shown_headers(letter)
    letter.attached = [_attached(one, level) for one in mail.attachments]
    return letter


def _sender(mail: "Message") -> list[Address]:
    name = mail.properties.str_prop_value(_SENDER_NAME) or ""
    if address := mail.properties.str_prop_value(_SMTP_SENDER):
        return [Address(name, address)]
    pairs = getaddresses([mail.sender or ""])
    return [Address(said, at) for said, at in pairs if said or at]


def _shown_headers(letter: Letter) -> str:
    said = [f"Subject: {letter.subject}", f"Date: {letter.date}"]
    for prop, people in letter.people.items():
        said += [f"{prop.title()}: {formataddr((one.name, one.address))}" for one in people]
    return "\n".join(said)


def _attached(one: "Attachment", level: int) -> Attached:
    texts = one.properties.str_prop_value
    name = one.file_name or texts(_SHORT_NAME) or texts(_SHOWN_NAME) or ""
    inside = [s for s in vars(one)["_storage"].storages if s.name == _MAIL_INSIDE]
    if inside and level < _LEVELS:
        return Attached(f"{name or 'mail'}.eml", _as_eml(_letter(_mail_in(inside[0]), level + 1)))
    if one.file_bytes is None:
        return Attached(name, None, "is a link or an object, its content is not in the mail")
    return Attached(name, one.file_bytes)


def _mail_in(storage: object) -> "Message":
    """Give the mail that stands inside another, whose properties begin eight bytes earlier."""
    from oxmsg import Message
    from oxmsg.properties import Properties

    mail = Message(storage)  # type: ignore[arg-type]
    inner = Properties(storage, properties_header_offset=_HEADER_INSIDE)  # type: ignore[arg-type]
    mail.__dict__["_properties"] = inner
    return mail


def _as_eml(letter: Letter) -> bytes:
    """Write a mail that has no file of its own as one, so that it comes in like the others."""
    mail = EmailMessage()
    headers = {"Subject": letter.subject, "Date": letter.date, "Message-ID": letter.message_id}
    for prop, people in letter.people.items():
        headers[prop.title()] = ", ".join(formataddr((one.name, one.address)) for one in people)
    for name, value in headers.items():
        if text := " ".join(value.split()):
            mail[name] = text
    mail.set_content(letter.text)
    if letter.html and not letter.text:
        mail.set_content(letter.html.decode("utf-8", "replace"), subtype="html")
    for one in letter.attached:
        if one.content is not None:
            mail.add_attachment(
                one.content,
                maintype="application",
                subtype="octet-stream",
                filename=one.name or "attachment",
            )
    return mail.as_bytes()


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Opened | Passage | Refusal]:
    """Give what stands above the text, then its paragraphs."""
    return split_letter(evidence, guesses, letter_of(evidence), "application/vnd.ms-outlook")


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the headers, or a paragraph with its neighbours."""
    return excerpt_letter(evidence, spot, letter_of(evidence))


def members(evidence: Evidence, into: Path) -> Iterator[tuple[str, Path]]:
    """Give the attachments as files in the folder *into*."""
    return members_of(letter_of(evidence), into)


msg: Reader[Opened | Passage] = Reader(
    name="msg",
    title="E-mail with its attachments (Outlook MSG)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"Email", "LegalEntity"}),
    sample=("mail.msg", {"documents": 1, "attachments": 2}),
    is_report=True,
    members=members,
)
