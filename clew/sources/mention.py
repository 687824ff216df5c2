"""What a mention is: a span of a report's text that can be checked, and the words around it.

A `Mention` has a key its kind is compared by; a `Doubt` is a span that looks like an identifier
and contradicts itself (a wrong check digit, a date that does not exist).
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

Kind = Literal[
    "phone", "imei", "plate", "document", "mrz", "iban", "email", "account", "date",
    "coordinates", "address", "person", "organisation", "place", "vehicle",
]  # fmt: skip


_DIGITS = re.compile(r"\d+")
_MARGIN = 32


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a text that names something.

    Attributes:
        kind: what it names.
        start: its first character; end: one past its last.
        text: the characters as they stand, ``text[start:end]``.
        key: what it is compared by: E.164, IBAN without blanks, ISO date, name as known, …
    """

    kind: Kind
    start: int
    end: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A span that looks like an identifier and cannot be one as written.

    Attributes:
        kind: what it looks like.
        start: its first character; end: one past its last.
        text: the characters as they stand.
        reason: what is wrong with it.
        do: what to do next.
    """

    kind: Kind
    start: int
    end: int
    text: str
    reason: str
    do: str


Sighting = Mention | Doubt


@cache
def words(*groups: str) -> str:
    """Give a pattern for the words of *groups* in mention_words.toml, longest first.

    A ``*`` stands for up to six more letters, a blank for any white space; capitals alone
    (ID, JMBG) match only as capitals.
    """
    table = tomllib.loads(files("clew.sources").joinpath("mention_words.toml").read_text("utf-8"))
    found: list[str] = []
    for group in groups:
        for word in table[group]:
            pattern = re.escape(word).replace(r"\*", r"[^\W\d_]{0,6}").replace(r"\ ", r"\s{1,3}")
            found.append(f"(?-i:{pattern})" if word.isupper() else pattern)
    return "(?:" + "|".join(sorted(set(found), key=lambda p: (-len(p), p))) + ")"


@cache
def pattern(shape: str, *groups: str) -> "re.Pattern[str]":
    """Give *shape* with ``WORDS`` replaced by the words of *groups*, capitals and small alike."""
    return re.compile(shape.replace("WORDS", words(*groups)), re.IGNORECASE)


@lru_cache(maxsize=2)
def near_digits(text: str) -> list[tuple[int, int, int]]:
    """Give the parts of *text* that digits stand in, some words on either side: start, end, digits."""
    parts: list[tuple[int, int, int]] = []
    for run in _DIGITS.finditer(text):
        first, last = run.span()
        count = last - first
        start = max(0, first - _MARGIN)
        blank = text.rfind(" ", max(0, start - _MARGIN), start)
        start = blank if blank >= 0 else start
        end = min(len(text), last + _MARGIN)
        blank = text.find(" ", end, end + _MARGIN)
        end = blank if blank >= 0 else end
        if parts and start <= parts[-1][1]:
            start, _, before_it = parts.pop()
            count += before_it
        parts.append((start, end, count))
    return parts


def scan(shape: "re.Pattern[str]", text: str, digits: int) -> Iterator["re.Match[str]"]:
    """Find *shape* where at least as many *digits* stand as it needs.

    The shape must hold a digit at least every 30 characters.
    """
    for start, end, count in near_digits(text):
        if count >= digits:
            yield from shape.finditer(text, start, end)


def before(text: str, start: int, reach: int) -> str:
    """Give up to *reach* characters before *start*, from the last end of a sentence on."""
    said = text[max(0, start - reach) : start]
    ends = list(_SENTENCE_END.finditer(said))
    return said[ends[-1].end() :] if ends else said


_SENTENCE_END = re.compile(r"[.!?…][\"'”»]?\s+(?=[A-ZА-ЯЁЂЃЈЉЊЋЌЏČĆŠŽĐÇËİÖŞÜ@])|\n\s*\n")
