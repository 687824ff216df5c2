"""The bookings of PNRGOV messages, their segments laid where they belong.

Source: IATA/ICAO/WCO PNRGOV EDIFACT 11.1 to 21.1 (PADIS). A message names one flight (TVL); each
booking begins with SRC and holds what is said of it as a whole, its travellers (TIF), its legs
(TVL) with check-ins (DAT 2 or TRI), records split from it (EQN), other services (MSG) and its
history (ABI).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
from clew.sources.edifact import Segment
from clew.sources.interchange import (
    Message,
    excerpt_around,
    gathered,
    parts,
    say_once,
    segment_spot,
)

_INSIDE = frozenset(
    [
        *("MSG", "ORG", "TVL", "EQN", "SRC", "RCI", "SSR", "DAT", "IFT", "REF", "EBD", "FAR"),
        *("FOP", "ADD", "TIF", "FTI", "TKT", "MON", "PTK", "TXD", "TRI", "TBD", "RPI", "APD"),
        *("SSD", "ABI", "SAC", "LTS", "TRA"),
    ]
)
_FUNCTIONS = {"22": "bookings sent ahead", "141": "changed bookings", "8": "other service"}


@dataclass(slots=True)
class Group:
    """Segments that belong together.

    Attributes:
        head: the segment that begins the group: TIF, TVL, EQN, MSG, or DAT or TRI of a check-in.
        segments: what follows it.
        checkins: of a leg, who checked in with which seat and bags.
    """

    head: Segment
    segments: list[Segment] = field(default_factory=list)
    checkins: list["Group"] = field(default_factory=list)

    @property
    def whole(self) -> list[Segment]:
        """Give its segments in order, head first."""
        return [self.head, *self.segments, *(s for c in self.checkins for s in c.whole)]


@dataclass(slots=True)
class Booking:
    """One booking (PNR) of a message.

    Attributes:
        message: reference of the message, "#2" behind it when the file uses it again.
        number: which booking of the message, from 1.
        flight: the TVL segment the message as a whole is about, or None.
        start: its SRC segment, or None where that is missing.
        own: what is said of the booking itself.
        travellers: its TIF groups.
        legs: its TVL groups.
        splits: records split from it, or it from them (EQN).
        services: hotels, cars and the like (MSG).
        history: the segments of its history (ABI and behind).
    """

    message: str
    number: int
    flight: Segment | None = None
    start: Segment | None = None
    own: list[Segment] = field(default_factory=list)
    travellers: list[Group] = field(default_factory=list)
    legs: list[Group] = field(default_factory=list)
    splits: list[Group] = field(default_factory=list)
    services: list[Group] = field(default_factory=list)
    history: list[Segment] = field(default_factory=list)

    @property
    def spot(self) -> str:
        """Give the place a person can go to."""
        return f"UNH {self.message}, booking {self.number}"

    def at(self, segment: Segment) -> str:
        """Give the place of one of its segments."""
        return segment_spot(self.message, segment.number)

    @property
    def locators(self) -> list[tuple[str, str, str]]:
        """Give (carrier, record locator, day of making as DDMMYY or '') of each RCI."""
        told = [one for s in self.own if s.tag == "RCI" for one in locators_of(s)]
        return told or [one for leg in self.legs for s in leg.segments for one in locators_of(s)]

    @property
    def key(self) -> str:
        """Give its name inside the file: its first record locator, else its place."""
        for carrier, locator, _ in self.locators:
            return booking_key(carrier, locator)
        return self.spot

    @property
    def whole(self) -> list[Segment]:
        """Give its segments in the order of the file."""
        groups = (self.travellers, self.legs, self.splits, self.services)
        inside = [s for kind in groups for group in kind for s in group.whole]
        start = [self.start] if self.start else []
        return sorted([*start, *self.own, *inside, *self.history], key=lambda s: s.number)


def booking_key(carrier: str, locator: str) -> str:
    """Give the name under which a record locator is known inside a file."""
    return f"booking {carrier} {locator}"


def locators_of(segment: Segment) -> list[tuple[str, str, str]]:
    """Give (carrier, record locator, day as DDMMYY or '') of an RCI segment; of others nothing."""
    told = []
    for element in segment.elements if segment.tag == "RCI" else ():
        carrier, locator, *rest = [*(part.strip() for part in element), "", ""]
        day = next((part for part in rest if len(part) == 6 and part.isdecimal()), "")
        if locator:
            told.append((carrier, locator, day))
    return told


@dataclass(slots=True)
class _Reading:
    """The message being read, and the group its next segment belongs to."""

    message: Message
    guesses: Guesses
    flight: Segment | None = None
    bookings: int = 0
    booking: Booking | None = None
    group: Group | None = None
    place: str = "own"

    def take(self, segment: Segment) -> Iterator[Booking]:
        """Put a segment where it belongs; give the booking it closes."""
        tag = segment.tag
        if tag in ("SRC", "UNT") or (tag == "TIF" and self.booking is None):
            yield from self.close()
            if tag != "UNT":
                self._begin(segment if tag == "SRC" else None)
        if tag in ("SRC", "UNT", "UNH"):
            return
        if self.booking is None:
            self._ahead(segment)
        elif self.place == "history" or tag == "ABI":
            self.place = "history"
            self.booking.history.append(segment)
        elif not self._begins_group(self.booking, segment):
            into = self.booking.own if self.group is None else self.group.segments
            into.append(segment)

    def close(self) -> Iterator[Booking]:
        """Give the booking being read, if any."""
        if self.booking:
            yield self.booking
        self.booking, self.group, self.place = None, None, "own"

    def _begin(self, start: Segment | None) -> None:
        self.bookings += 1
        counts = self.guesses.counts
        counts["bookings"] = counts.get("bookings", 0) + 1
        self.booking = Booking(self.message.ref, self.bookings, self.flight, start)

    def _ahead(self, segment: Segment) -> None:
        """Note what stands before the first booking."""
        if segment.tag == "TVL" and self.flight is None:
            self.flight = segment
        elif segment.tag == "MSG":
            code = segment.part(0, 1) or segment.part(0)
            say_once(self.guesses, "messages", f"{code} {_FUNCTIONS.get(code, '')}".strip())
        else:
            say_once(self.guesses, "header", segment.text)

    def _begins_group(self, booking: Booking, segment: Segment) -> bool:
        """Begin a group with *segment* where it heads one."""
        tag, place = segment.tag, self.place
        if tag == "TIF" and place in ("own", "traveller"):
            return self._start("traveller", booking.travellers, segment)
        if tag == "TVL" and place in ("own", "traveller", "leg", "checkin", "split"):
            if place in ("leg", "checkin") and not segment.part(1) and not segment.part(0):
                booking.legs[-1].segments.append(segment)  # the operating carrier's flight number
                return True
            return self._start("leg", booking.legs, segment)
        is_checkin = tag == "TRI" or (tag == "DAT" and segment.part(0) == "2")
        if is_checkin and place in ("leg", "checkin"):
            return self._start("checkin", booking.legs[-1].checkins, segment)
        if tag == "EQN" and place != "own":
            return self._start("split", booking.splits, segment)
        if tag == "MSG":
            return self._start("service", booking.services, segment)
        return False

    def _start(self, place: str, groups: list[Group], segment: Segment) -> bool:
        self.place, self.group = place, Group(segment)
        groups.append(self.group)
        return True


def bookings(evidence: Evidence, guesses: Guesses) -> Iterator[Booking | Refusal]:
    """Give the bookings of each message in turn, and refusals for a message as a whole."""
    found = parts(evidence, guesses, "PNRGOV", _INSIDE)
    return gathered(found, lambda message: _Reading(message, guesses))


def segment_excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give a segment of a message ("UNH ref, segment N") with the five before and after it."""
    return excerpt_around(evidence, "PNRGOV", _INSIDE, spot)
