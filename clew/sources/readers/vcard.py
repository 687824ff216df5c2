"""Contact cards (vCard 2.1, 3.0 and 4.0), one or many in a file.

Reads    names, numbers, addresses, e-mail, birthday, organisation, notes; quoted-printable, folded lines
Gives    one Person a card; an Organization when the card says it is one
Units    birthdays → ISO
Refuses  a birthday that is no day or has no year; a card that breaks off is read as far as it goes
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from typing import Final

from clew.errors import NotFound
from clew.model.dates import read_date
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources import encoding
from clew.sources.cards import CARD_CHARS, Card, Property, cards
from clew.sources.reader import Reader

_START = re.compile(rb"\s*BEGIN:VCARD", re.IGNORECASE)
_WIDE_START = re.compile(rb"(?:\xff\xfe)?B\0E\0G\0I\0N\0:\0|(?:\xfe\xff)?\0B\0E\0G\0I\0N\0:")
_COMPACT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?")
_SAID: Final = "VERSION N FN TEL EMAIL ADR ORG TITLE NOTE NICKNAME URL BDAY KIND"
_PASSED: Final = "UID REV PRODID LABEL X-ABLABEL X-ABUID CATEGORIES SOURCE ROLE"
_KNOWN: Final = frozenset(f"{_SAID} {_PASSED}".split())


@dataclass(frozen=True, slots=True)
class Record:
    """One card and where it says what it left unread."""

    card: Card
    unread: dict[str, int]


def recognise(_: Evidence, head: bytes) -> float:
    """Certain when the first words open a card."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    return 1.0 if _START.match(start) or _WIDE_START.match(head) else 0.0


def _cards(evidence: Evidence) -> Iterator[Card]:
    code = encoding.detect(encoding.samples(evidence), evidence.country).name
    with TextIOWrapper(evidence.open(), encoding=code, errors="replace") as handle:
        yield from cards(_lines(handle), code)


def _lines(handle: TextIOWrapper) -> Iterator[str]:
    while line := handle.readline(CARD_CHARS):
        yield line.rstrip("\n")


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the cards in order."""
    unread: dict[str, int] = {}
    for card in _cards(evidence):
        yield Record(card, unread)
        if card.pictures:
            unread["pictures"] = unread.get("pictures", 0) + card.pictures
        if not card.whole:
            do = "ask for the file again; what stands before the break was read"
            yield Refusal(card.spot, card.text("FN"), "the card breaks off before its end", do)
    if unread:
        guesses.said["not read"] = ", ".join(f"{name} ×{n}" for name, n in sorted(unread.items()))


def read(record: Record) -> Iterator[Found | Refusal]:
    """Give whoever a card is about."""
    card = record.card
    for one in card.properties:
        if one.name not in _KNOWN:
            record.unread[one.name] = record.unread.get(one.name, 0) + 1
    kind = card.text("KIND").lower()
    schema = "Organization" if kind == "org" else "Person"
    found = Found(schema, card.spot, card.spot, counts=("contacts",))
    structured = card.all("N")
    name = card.text("FN") or (_spoken(structured[0]) if structured else "")
    found.add("name", name or card.text("ORG") or card.text("NICKNAME"))
    if schema == "Person" and structured:
        parts = [*structured[0].parts, "", ""]
        found.add("lastName", parts[0]).add("firstName", parts[1])
        yield from _birthday(found, card)
    for prop, names in (
        ("alias", "NICKNAME"),
        ("notes", "NOTE"),
        ("website", "URL"),
        ("notes", "ORG"),
    ):
        for one in card.all(names):
            found.add(prop, one.text)
    for one in card.all("TEL"):
        found.add("phone", re.sub(r"^tel:", "", one.parts[0], flags=re.IGNORECASE))
    for one in card.all("EMAIL"):
        found.add("email", re.sub(r"^mailto:", "", one.text, flags=re.IGNORECASE))
    for one in card.all("ADR"):
        found.add("address", ", ".join(filter(None, one.parts)))
    if schema == "Person":
        found.add("position", card.text("TITLE"))
    yield found


def _spoken(one: Property) -> str:
    """Give a structured name in spoken order: title, given, middle, family."""
    family, given, middle, *rest = [*one.parts, "", "", ""][:5]
    return " ".join(filter(None, (rest[0] if rest else "", given, middle, family)))


def _birthday(found: Found, card: Card) -> Iterator[Refusal]:
    for one in card.all("BDAY"):
        written = one.text
        compact = _COMPACT.fullmatch(written)
        day = read_date("-".join(compact.groups()) if compact else written)
        if day.day is not None and len(day.day) == 10:
            found.add("birthDate", day.day, written)
        else:
            why = day.reason or f"{written!r} has no year"
            yield Refusal(card.spot, written, why, "look at the card", found.key, "birthDate")


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the lines of a card: name and value, decoded."""
    for card in _cards(evidence):
        if card.spot == spot:
            lines = tuple((spot, (one.name, one.text), True) for one in card.properties)
            return Excerpt("fields", ("field", "value"), lines or ((spot, ("", ""), True),))
    raise NotFound(f"there is no {spot!r} in {evidence.name}", do="cards are named 'card N'")


vcard: Reader[Record] = Reader(
    name="vcard",
    title="Contact cards (vCard)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"Person", "Organization"}),
    sample=("contacts.vcf", {"contacts": 3}),
)
