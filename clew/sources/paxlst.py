"""The travellers of PAXLST messages, gathered from their segments, and what is wrong with a message.

Source: UN/EDIFACT PAXLST D.02B to D.16B; a message is UNH, BGM, its sender, legs (TDT with LOC and
DTM), then one NAD group for each traveller with DOC groups in it, and UNT with the segment count.
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

_PEOPLE = frozenset({"FL", "FM", "DDU", "DDT"})
_PORTS = frozenset({"125", "87", "92"})
_OF_DOCUMENT = frozenset({"DTM", "LOC", "GEI", "RFF", "CPI", "QTY"})
_INSIDE = _OF_DOCUMENT | {
    "BGM", "NAD", "CTA", "COM", "TDT", "ATT", "MEA", "FTX", "EMP", "NAT", "DOC", "CNT", "AUT",
}  # fmt: skip
_KINDS = {
    "745": "passenger list", "250": "crew list", "266": "flight status", "336": "master crew list",
    "655": "gate pass",
}  # fmt: skip
_CHANGES = {
    "CP": "change of a passenger", "XR": "cancellation", "RP": "reduction", "CL": "flight close",
    "CLNB": "flight close, not on board", "CLOB": "flight close, on board",
    "XF": "cancellation of the flight", "CF": "change of the flight",
}  # fmt: skip


@dataclass(slots=True)
class Leg:
    """One leg of a journey.

    Attributes:
        flight: as written: "XX123".
        ports: departure and arrival as written.
        days: local departure and arrival as written, YYMMDD first.
        others: what else is said of it, as written.
        is_told: a traveller read before has said all this.
    """

    flight: str
    ports: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    is_told: bool = False

    @property
    def key(self) -> str:
        """Give its name inside the file: legs with one flight, days and ports are one."""
        return " ".join(["leg", self.flight, *self.days, *self.ports])


@dataclass(slots=True)
class Document:
    """One travel document: its type, number and the segments behind it."""

    kind: str
    number: str
    segments: list[Segment] = field(default_factory=list)


@dataclass(slots=True)
class Traveller:
    """One passenger or crew member of a message.

    Attributes:
        message: reference of the message, "#2" behind it when the file uses it again.
        number: which traveller of the message, from 1.
        change: what the message says about earlier ones, such as "cancellation (XR)", or nothing.
        journey: all legs of the message.
        segments: its segments, NAD first, without documents.
        documents: its documents.
    """

    message: str
    number: int
    change: str
    journey: list[Leg]
    segments: list[Segment] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)

    @property
    def spot(self) -> str:
        """Give the place a person can go to."""
        return f"UNH {self.message}, passenger {self.number}"

    def at(self, segment: Segment) -> str:
        """Give the place of one of its segments."""
        return segment_spot(self.message, segment.number)

    def port(self, qualifier: str) -> str:
        """Give the place of a LOC segment: 178 embarkation, 179 debarkation; empty without one."""
        places = (s.part(1) for s in self.segments if s.tag == "LOC" and s.part(0) == qualifier)
        return next(places, "")

    @property
    def legs(self) -> list[Leg]:
        """Give the legs between embarkation and debarkation, or the whole journey if not told."""
        if len(self.journey) == 1:
            return self.journey
        first = [i for i, leg in enumerate(self.journey) if leg.ports[:1] == [self.port("178")]]
        last = [i for i, leg in enumerate(self.journey) if leg.ports[-1:] == [self.port("179")]]
        if first and last and first[0] <= last[-1]:
            return self.journey[first[0] : last[-1] + 1]
        return self.journey


@dataclass(slots=True)
class _List:
    """What is known of the message being read."""

    message: Message
    guesses: Guesses
    change: str = ""
    passengers: int = 0
    legs: list[Leg] = field(default_factory=list)
    traveller: Traveller | None = None

    def take(self, segment: Segment) -> Iterator[Traveller]:
        """Put a segment where it belongs; give the traveller it closes."""
        tag = segment.tag
        if tag == "DOC" and self.traveller:
            self.traveller.documents.append(Document(segment.part(0), segment.part(1)))
        elif tag in ("NAD", "CNT", "AUT", "TDT", "UNT"):
            yield from self.close()
            if tag == "TDT":
                self.legs.append(Leg(segment.part(1)))
            elif tag == "NAD" and segment.part(0) not in _PEOPLE:
                say_once(self.guesses, "header", segment.text)
            elif tag == "NAD":
                self.passengers += 1
                self.traveller = Traveller(
                    self.message.ref, self.passengers, self.change, self.legs, [segment]
                )
        elif self.traveller:
            _of_traveller(self.traveller, segment)
        elif tag == "BGM":
            self._note_kind(segment)
        elif self.legs:
            _of_leg(self.legs[-1], segment)
        elif tag in ("RFF", "COM", "DTM"):
            say_once(self.guesses, "header", segment.text)

    def close(self) -> Iterator[Traveller]:
        """Give the traveller being read, if any."""
        if self.traveller:
            yield self.traveller
            self.traveller = None

    def _note_kind(self, bgm: Segment) -> None:
        """Say in the receipt which kinds of message the file holds; remember changes."""
        kind, qualifier = bgm.part(0), bgm.part(1)
        if qualifier in _CHANGES:
            self.change = f"{_CHANGES[qualifier]} ({qualifier})"
        told = " ".join(part for part in (kind, _KINDS.get(kind, ""), self.change) if part)
        say_once(self.guesses, "messages", told)


def travellers(evidence: Evidence, guesses: Guesses) -> Iterator[Traveller | Refusal]:
    """Give the travellers of each message in turn, and refusals for a message as a whole."""
    found = parts(evidence, guesses, "PAXLST", _INSIDE)
    return gathered(found, lambda message: _List(message, guesses))


def _of_traveller(traveller: Traveller, segment: Segment) -> None:
    if traveller.documents and segment.tag in _OF_DOCUMENT:
        traveller.documents[-1].segments.append(segment)
    else:
        traveller.segments.append(segment)


def _of_leg(leg: Leg, segment: Segment) -> None:
    if segment.tag == "LOC" and segment.part(0) in _PORTS and segment.part(1):
        leg.ports.append(segment.part(1))
    elif segment.tag == "DTM" and segment.part(0) in ("189", "232"):
        leg.days.append(segment.part(0, 1))
    else:
        leg.others.append(segment.text)


def segment_excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give a segment of a message ("UNH ref, segment N") with the five before and after it."""
    return excerpt_around(evidence, "PAXLST", _INSIDE, spot)
