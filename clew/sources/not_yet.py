"""Files clew knows by their first bytes but has no reader for yet, so that a refusal can name them."""

import re
from dataclasses import dataclass

from clew.model.evidence import Evidence
from clew.sources.ole import MARK, what_ole_holds

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
        re.compile(rb"PK\x03\x04.{0,200}?mimetypeapplication/vnd\.oasis\.opendocument", re.DOTALL),
        "an OpenDocument file that is neither text nor spreadsheet",
        "save it as PDF and add that",
    ),
    (
        re.compile(rb"From \S{1,200} [^\n]{5,80}\n[A-Za-z-]{2,40}:"),
        "a mailbox of several e-mails (mbox)",
        "save its mails as EML files and add those",
    ),
    (
        re.compile(
            rb".{4}ftyp|RIFF.{4}(?:WAVE|AVI |QLCM)|ID3|OggS|\x1aE\xdf\xa3|fLaC|\x02?#!SILK|\x30&\xb2u\x8ef\xcf\x11",
            re.DOTALL,
        ),
        "a film, or a recording of a kind clew does not know",
        "write down what it shows and says, and add that as text",
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
        re.compile(
            rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\x1f[\x8b\x9d\xa0]|\x28\xb5\x2f\xfd|\x04\x22\x4d\x18|LZIP",
            re.DOTALL,
        ),
        "an archive or packed file of a kind other than ZIP, gzip, bzip2 and xz",
        "unpack it and add what is inside",
    ),
)


def why_not_yet(head: bytes, evidence: Evidence | None = None) -> NotYet | None:
    """Say what a file is by its first bytes and why it cannot be read, or None when unknown.

    With the file itself, an old Office document is named by what it holds.

    >>> why_not_yet(b"SQLite format 3" + bytes(20)).reason
    'an SQLite database: clew knows what this is but has no reader for it yet'
    """
    if head.startswith(MARK) and evidence is not None:
        kind = what_ole_holds(evidence)
        is_locked = kind.name == "locked"
        return NotYet(kind.called if is_locked else f"{kind.called}: {_NO_READER}", kind.do)
    for signature, called, do in _BY_SIGNATURE:
        if signature.match(head[:65_536].removeprefix(b"\xef\xbb\xbf")):
            return NotYet(f"{called}: {_NO_READER}", do)
    return None
