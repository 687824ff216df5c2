"""The parts of a file written as mails are (MIME): its leaves, their bytes, their headers as a person reads them."""

from collections.abc import Iterator
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message

FAULTS = (HeaderParseError, MessageError, ValueError, LookupError, TypeError, AttributeError)
"""What Python's parser raises on headers nobody should write."""


def leaves(mail: Message) -> Iterator[Message]:
    """Give the parts of a mail; a mail inside it is one part, whole."""
    if mail.get_content_maintype() == "multipart" and mail.is_multipart():
        for part in mail.get_payload():
            if isinstance(part, Message):
                yield from leaves(part)
    else:
        yield mail


def payload(part: Message) -> bytes:
    """Give the bytes of a part; those of a part that says it is packed and is not as they stand."""
    try:
        content = part.get_payload(decode=True)
    except FAULTS:
        content = str(part.get_payload()).encode("utf-8", "replace")
    return content if isinstance(content, bytes) else b""


def charset_of(part: Message) -> str:
    """Give the encoding a part states of its text, or empty."""
    try:
        return part.get_content_charset() or ""
    except FAULTS:
        return ""


def decoded(written: object) -> str:
    """Give a header as a person reads it; one that cannot be decoded as it stands."""
    text = " ".join(str(written or "").split())
    try:
        return str(make_header(decode_header(text)))
    except FAULTS:
        return text
