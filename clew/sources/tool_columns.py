"""What the columns of a table made by a phone tool hold, by their headers, and what a row tells of.

ALEAPP and iLEAPP write one table for each artefact, with headers of its own. A table is read when
its headers say that its rows are messages, calls, contacts or places; else it is named.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_WORDS: Final[dict[str, str]] = {
    "time": r"(?:start(?:ing)?|message|call|sent|received|creation|created|event)?\s*"
    r"(?:timestamp|date(?: ?time)?|time)(?: ?\(?utc\)?)?",
    "body": r"(?:message|text|body|content|snippet)(?: (?:text|body|content))?",
    "direction": r"(?:message |call )?(?:direction|type)|from me\??|is from me\??|originated",
    "seconds": r"(?:call )?duration(?: ?(?:in|\()? ?(?:secs?|seconds)\)?)?",
    "number": r"(?:phone |contact |partner |raw |mobile )?(?:number|phone)s?|partner|address"
    r"|chat contact id|handle|participants?|jid",
    "sender": r"(?:sender|from|caller|author)(?: (?:id|number|phone|jid|name|username))?",
    "recipient": r"(?:recipients?|to|callee|receiver)(?: (?:id|number|phone|jid|name|username))?",
    "name": r"(?:display |contact |full |partner |first and last )?name|contact|saved name",
    "email": r"e-?mail(?: address(?:es)?)?",
    "latitude": r"lat(?:itude)?",
    "longitude": r"lon(?:g(?:itude)?)?",
    "file": r"attachment(?:s| file| name| path)?|media(?: file| path| name)?|file ?(?:name|path)",
    "service": r"service(?: provider)?|app(?:lication)?(?: name)?",
    "chat": r"(?:chat|thread|conversation|group)(?: (?:id|name|guid))?",
}
_PATTERNS: Final = {what: re.compile(pattern) for what, pattern in _WORDS.items()}
_NOISE = re.compile(r"[_\s]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where in a row what stands.

    Attributes:
        kind: "messages", "calls", "contacts" or "places".
        at: meaning → position of the column; the first that fits.
        headers: as written.
    """

    kind: str
    at: dict[str, int]
    headers: tuple[str, ...]

    def cell(self, cells: Sequence[str], *meanings: str) -> str:
        """Give the first cell of these meanings that says something."""
        for meaning in meanings:
            place = self.at.get(meaning, -1)
            if 0 <= place < len(cells) and (text := cells[place].strip()):
                return text
        return ""

    def rest(self, cells: Sequence[str]) -> list[tuple[str, str]]:
        """Give (header, cell) of the columns without a meaning that say something."""
        taken = set(self.at.values())
        pairs = enumerate(zip(self.headers, cells, strict=False))
        return [(h, c.strip()) for n, (h, c) in pairs if n not in taken and c.strip()]


def columns(headers: Sequence[str]) -> Columns | None:
    """Understand a header; None when it does not say what its rows tell of.

    >>> columns(["Call Date", "Partner", "Type", "Duration in Secs"]).kind
    'calls'
    >>> columns(["Timestamp", "Key", "Value"]) is None
    True
    """
    at: dict[str, int] = {}
    for place, header in enumerate(headers):
        plain = _NOISE.sub(" ", header.strip().lower())
        meaning = next((m for m, pattern in _PATTERNS.items() if pattern.fullmatch(plain)), None)
        if meaning:
            at.setdefault(meaning, place)
    kind = _kind(at)
    return Columns(kind, at, tuple(headers)) if kind else None


def _kind(known: Iterable[str]) -> str | None:
    has = set(known)
    somebody = has & {"number", "sender", "recipient"}
    if "seconds" in has and somebody:
        return "calls"
    if "body" in has and (somebody or "direction" in has) and "time" in has:
        return "messages"
    if {"latitude", "longitude"} <= has:
        return "places"
    if "name" in has and has & {"number", "email"}:
        return "contacts"
    return None
