"""The lines of contact cards (vCard 2.1, 3.0, 4.0): unfolded, decoded, one card at a time."""

import binascii
import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

CARD_CHARS: Final = 1 << 20
"""Longest card a reader takes, pictures left out; a picture alone may be larger and is not read."""
_LINE = re.compile(r"(?:[\w-]+\.)?([A-Za-z0-9-]+)((?:;(?:[^:;\"]|\"[^\"]*\")*)*):(.*)", re.DOTALL)
_PARAM = re.compile(r";([^;=\"]+)(?:=((?:\"[^\"]*\"|[^;\"])*))?")
_ESCAPED = re.compile(r"\\([\\,;:nN])")
_BIG = ("PHOTO", "LOGO", "SOUND", "KEY")


@dataclass(slots=True)
class Property:
    """One line of a card.

    Attributes:
        name: upper case, without its group.
        params: parameters, names in upper case; a bare word of version 2.1 stands under itself.
        parts: its value, cut at semicolons; most have one part.
        line: the line it begins on, from 1.
    """

    name: str
    params: dict[str, str]
    parts: list[str]
    line: int

    @property
    def text(self) -> str:
        """The whole value."""
        return " ".join(filter(None, self.parts)).strip()


@dataclass(slots=True)
class Card:
    """One contact card.

    Attributes:
        number: its place in the file, from 1.
        line: the line it begins on.
        properties: its lines, pictures left out.
        pictures: how many pictures or sounds it holds.
        whole: False when it ends before its END.
    """

    number: int
    line: int
    properties: list[Property] = field(default_factory=list)
    pictures: int = 0
    whole: bool = False

    @property
    def spot(self) -> str:
        """The place a person can go to."""
        return f"card {self.number}"

    def all(self, name: str) -> list[Property]:
        """Give the properties of this name that say something."""
        return [one for one in self.properties if one.name == name and any(one.parts)]

    def text(self, name: str) -> str:
        """Give the first value of this name, or empty."""
        return next((one.text for one in self.all(name)), "")


def cards(lines: Iterable[str], encoding: str) -> Iterator[Card]:
    """Give the cards of a file; lines outside cards are passed over.

    Args:
        lines: of the file, decoded, without their ends.
        encoding: of the file: quoted-printable bytes without a CHARSET are read in it.
    """
    number, card = 0, None
    for at, line in _unfolded(lines):
        upper = line.strip().upper()
        if upper == "BEGIN:VCARD":
            if card is not None:
                yield card
            number += 1
            card = Card(number, at)
        elif upper == "END:VCARD" and card is not None:
            card.whole = True
            yield card
            card = None
        elif card is not None:
            _say(card, line, at, encoding)
    if card is not None:
        yield card


def _unfolded(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Join lines that go on: with a blank in front, or behind a "=" of quoted-printable."""
    whole, at, length = "", 0, 0
    for number, line in enumerate(lines, 1):
        goes_on = whole.endswith("=") and "QUOTED-PRINTABLE" in whole[:200].upper()
        if whole and (line[:1] in (" ", "\t") or goes_on):
            length += len(line)
            if length <= CARD_CHARS:
                whole = whole[:-1] + line if goes_on else whole + line[1:]
            continue
        if whole:
            yield at, whole
        whole, at, length = line, number, len(line)
    if whole:
        yield at, whole


def _say(card: Card, line: str, at: int, encoding: str) -> None:
    match = _LINE.fullmatch(line.strip())
    if match is None:
        return
    name = match[1].upper()
    if name in _BIG:
        card.pictures += 1
        return
    params = {
        word.strip().upper(): (value or word).strip().strip('"')
        for word, value in _PARAM.findall(match[2])
    }
    value = match[3]
    if "QUOTED-PRINTABLE" in (*params, params.get("ENCODING", "").upper()):
        value = _decoded(value, params.get("CHARSET", encoding))
    parts = [_ESCAPED.sub(_plain, part).strip() for part in _cut(value)]
    card.properties.append(Property(name, params, parts, at))


def _plain(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]


def _cut(value: str) -> list[str]:
    return re.split(r"(?<!\\);", value)


def _decoded(value: str, charset: str) -> str:
    try:
        return quopri.decodestring(value.encode("utf-8", "replace")).decode(charset, "replace")
    except (LookupError, binascii.Error, ValueError):
        return value
