"""Bookings carriers send ahead (UN/EDIFACT PNRGOV, passenger name records).

Reads    PNRGOV 11.1 to 21.1 with or without UNA, several messages and bookings in a file
Gives    Person, Passport or Identification a document, Event a booking, Trip a leg, LegalEntity
         for contacts, travel agents and payers; payment, tickets, seats, bags as notes as written
Units    DDMMYY and DDMMMYY → ISO; days of legs are local; births not in the future
Refuses  dates that are none; of a message whose segment count (UNT) is wrong, only the message
"""

import re
from collections.abc import Iterator

from clew.errors import NotFound
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.pnr_bookings import say
from clew.sources.pnrgov import Booking, bookings, segment_excerpt
from clew.sources.reader import Reader

_BEGINNING = re.compile(rb"\s*(?:UNA.{5,6}\s*)?UN[BGH].{0,2000}?PNRGOV", re.DOTALL)
_SHOWN = 400


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Sure when the file begins as an interchange or message and names PNRGOV, but no passenger list."""
    body = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\0")
    names_list = re.search(rb"UNH.{1,60}PAXLST", body[:4_000], re.DOTALL)
    return 0.98 if _BEGINNING.match(body) and not names_list else 0.0


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Booking | Refusal]:
    """Give the bookings, message by message."""
    return bookings(evidence, guesses)


def read(booking: Booking) -> Iterator[Found | Refusal]:
    """Say what one booking says."""
    return say(booking)


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the segments of a booking, those of the traveller or booking asked for marked."""
    if ", segment " in spot:
        return segment_excerpt(evidence, spot)
    wanted, _, passenger = spot.partition(", passenger ")
    for booking in bookings(evidence, Guesses()):
        if isinstance(booking, Booking) and booking.spot == wanted:
            marked = _marked(booking, passenger)
            if marked:
                whole = booking.whole[:_SHOWN]
                lines = ((booking.at(s), (s.text[:2_000],), s.number in marked) for s in whole)
                return Excerpt("message", (), tuple(lines))
    ways = "name it 'UNH ref, booking N' or 'UNH ref, booking N, passenger M'"
    raise NotFound(f"there is no {spot!r} in {evidence.name}", do=ways)


def _marked(booking: Booking, passenger: str) -> set[int]:
    """Give the numbers of the segments that are the spot."""
    if not passenger:
        return {segment.number for segment in booking.whole}
    left = int(passenger) if passenger.isdecimal() else 0
    for group in booking.travellers:
        names = max(len(group.head.elements) - 1, 1)
        if 0 < left <= names:
            return {segment.number for segment in group.whole}
        left -= names
    return set()


PNRGOV = Reader(
    name="pnrgov",
    title="Bookings of a carrier (PNRGOV)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset(
        {
            "Person",
            "Passport",
            "Identification",
            "Event",
            "Trip",
            "Address",
            "LegalEntity",
            "UnknownLink",
        }
    ),
    sample=("bookings.edi", {"bookings": 2, "passengers": 3}),
)
