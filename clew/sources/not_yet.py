"""Files clew knows by their first bytes but has no reader for yet, so that a refusal can name them."""

import re
from dataclasses import dataclass

_NO_READER = "clew knows what this is but has no reader for it yet"


@dataclass(frozen=True, slots=True)
class NotYet:
    """A format clew recognises and cannot read.

    Attributes:
        reason: what the file is, and that no reader exists for it.
        do: how its content can be brought in all the same.
    """

    reason: str
    do: str


_BY_SIGNATURE: tuple[tuple[re.Pattern[bytes], str, str], ...] = (
    (
        re.compile(rb"SQLite format 3\0"),
        "an SQLite database",
        "export the tables you need as CSV, or bring in the phone's report instead",
    ),
    (
        re.compile(rb"PK\x03\x04.{0,4000}?xl/(?:workbook|worksheets|_rels)", re.DOTALL),
        "an Excel workbook (XLSX)",
        "save each sheet as CSV and add that",
    ),
    (
        re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        "an old Office document (DOC, XLS or MSG)",
        "save it as CSV, DOCX or PDF and add that",
    ),
    (
        re.compile(rb"PK\x03\x04.{0,200}?mimetypeapplication/vnd\.oasis\.opendocument", re.DOTALL),
        "an OpenDocument file",
        "save it as CSV, DOCX or PDF and add that",
    ),
    (
        re.compile(
            rb"(?:From |(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|From|To|Date"
            rb"|Subject):).{0,4000}?\n(?:From|To|Subject|Message-ID|MIME-Version):",
            re.DOTALL | re.IGNORECASE,
        ),
        "an e-mail",
        "save its text as TXT or PDF and its attachments as files, and add those",
    ),
    (
        re.compile(rb".{4}ftyp|RIFF.{4}(?:WAVE|AVI )|ID3|OggS|\x1aE\xdf\xa3", re.DOTALL),
        "a sound or film recording",
        "add its transcript as text",
    ),
    (
        re.compile(rb"BEGIN:VCARD", re.IGNORECASE),
        "contact cards (vCard)",
        "export the address book as CSV and add that",
    ),
    (
        re.compile(rb"\{\\rtf"),
        "a rich-text document (RTF)",
        "save it as DOCX, PDF or text and add that",
    ),
    (
        re.compile(rb"bplist00|<\?xml.{0,300}<!DOCTYPE plist", re.DOTALL),
        "a property list of an Apple device",
        "bring in the phone's report instead",
    ),
    (
        re.compile(rb"PAR1"),
        "a Parquet table",
        "save it as CSV and add that",
    ),
    (
        re.compile(rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\x1f\x8b"),
        "an archive other than ZIP",
        "unpack it and add what is inside",
    ),
)


def why_not_yet(head: bytes) -> NotYet | None:
    """Say what a file is by its first bytes and why it cannot be read, or None when unknown.

    >>> why_not_yet(b"SQLite format 3" + bytes(20)).reason
    'an SQLite database: clew knows what this is but has no reader for it yet'
    """
    for signature, called, do in _BY_SIGNATURE:
        if signature.match(head[:65_536].removeprefix(b"\xef\xbb\xbf")):
            return NotYet(f"{called}: {_NO_READER}", do)
    return None
