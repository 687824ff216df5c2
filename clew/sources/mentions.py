"""What in a report can be checked: numbers, papers, accounts, dates, places and names.

`look` goes over one passage; where two readings of the same characters are possible, the more
specific one stands: an MRZ before an IBAN before an e-mail address before an IMEI, and so on down
to telephone numbers, then names known to the case, then people and companies new to it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from clew.sources.mention import Doubt, Mention, Sighting, near_digits
from clew.sources.mention_accounts import accounts, emails
from clew.sources.mention_moments import coordinates, dates
from clew.sources.mention_names import NameIndex
from clew.sources.mention_numbers import ibans, imeis, phones, zones
from clew.sources.mention_papers import documents, plates
from clew.sources.mention_places import addresses, grid_references
from clew.sources.mention_strangers import strangers

_Finder = Callable[[str, str | None], Iterator[Sighting]]

_NAMED: tuple[_Finder, ...] = (emails, accounts)
_NUMBERED: tuple[_Finder, ...] = (
    imeis, coordinates, grid_references, dates, documents, plates, phones,
)  # fmt: skip
FINDERS: tuple[_Finder, ...] = (zones, ibans, *_NAMED, *_NUMBERED)
"""From the most specific to the least."""
NUMBERS = frozenset({"phone", "imei", "plate", "document", "mrz", "iban", "email", "account"})
"""Kinds that identify by themselves."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen in one passage.

    Attributes:
        mentions: spans that can be checked, in order; they never overlap.
        doubts: spans that look like identifiers and contradict themselves, in order.
    """

    mentions: list[Mention]
    doubts: list[Doubt]


def look(text: str, country: str | None, known: NameIndex | None = None) -> Looked:
    """Go over *text* once.

    Args:
        text: one passage of a report; spans count its characters.
        country: ISO alpha-2 that national numbers and dates are read by, or None.
        known: the names the case holds; build it once for many passages.
    """
    taken = bytearray(len(text))
    seen = _found(text, country, taken)
    for name in known.spans(text) if known and known.size else ():
        _take(name, taken, seen)
    for address in addresses(text, country) if near_digits(text) else ():
        _take(address, taken, seen)
    for stranger in strangers(text, known.is_word_of_person if known else _knows_no_word):
        _take(stranger, taken, seen)
    return _in_order(seen)


def look_for_numbers(text: str, country: str | None) -> Looked:
    """Go over *text* for what identifies by itself: no names, addresses, dates or places; see `look`."""
    seen = _found(text, country, bytearray(len(text)))
    return _in_order([s for s in seen if s.kind in NUMBERS])


def _found(text: str, country: str | None, taken: bytearray) -> list[Sighting]:
    """Give what the finders see, and mark its characters in *taken*."""
    seen: list[Sighting] = []
    for finder in FINDERS if near_digits(text) else _NAMED:
        for sighting in finder(text, country):
            _take(sighting, taken, seen)
    return seen


def _in_order(seen: list[Sighting]) -> Looked:
    seen.sort(key=lambda s: s.start)
    return Looked(
        [s for s in seen if isinstance(s, Mention)], [s for s in seen if isinstance(s, Doubt)]
    )


def find_mentions(text: str, country: str | None, known: NameIndex | None = None) -> list[Mention]:
    """Give the spans of *text* that can be checked, in order; see `look`.

    >>> [m.key for m in find_mentions("He called +383 44 000 111.", None)]
    ['+38344000111']
    """
    return look(text, country, known).mentions


def _knows_no_word(_word: str) -> bool:
    return False


def _take(sighting: Sighting, taken: bytearray, seen: list[Sighting]) -> None:
    """Keep a sighting whose characters no earlier one claimed."""
    if taken.find(1, sighting.start, sighting.end) < 0:
        taken[sighting.start : sighting.end] = b"\1" * (sighting.end - sighting.start)
        seen.append(sighting)
