"""The travellers of PAXLST messages, gathered from their segments, and what is wrong with a message.

Source: UN/EDIFACT PAXLST D.02B to D.16B; a message is UNH, BGM, its sender, legs (TDT with LOC and
DTM), then one NAD group for each traveller with DOC groups in it, and UNT with the segment count.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from clew.model.evidence import Evidence, Guesses, Refusal
from clew.sources.edifact import Segment, encoding_of, segments

_PEOPLE = frozenset({"FL", "FM", "DDU", "DDT"})
_PORTS = frozenset({"125", "87", "92"})
_OF_DOCUMENT = frozenset({"DTM", "LOC", "GEI", "RFF", "CPI", "QTY"})
_FRAME = frozenset({"UNB", "UNG", "UNH", "UNE", "UNZ"})
_INSIDE = _OF_DOCUMENT | {
    "BGM", "NAD", "CTA", "COM", "TDT", "ATT", "MEA", "FTX", "EMP", "NAT", "DOC", "CNT", "AUT",
    "UNT",
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
_ASK = "ask the carrier for the whole message; the passengers read so far are kept"


@dataclass(slots=True)
class Leg:
    """One leg of a journey.

    Attributes:
        flight: as written: "XX123".
        ports: departure and arrival as written.
        days: local departure and arrival as written, YYMMDD first.
    """

    flight: str
    ports: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)


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

    def port(self, qualifier: str) -> str:
        """Give the place of a LOC segment: 178 embarkation, 179 debarkation; empty without one."""
        places = (s.part(1) for s in self.segments if s.tag == "LOC" and s.part(0) == qualifier)
        return next(places, "")

    @property
    def legs(self) -> list[Leg]:
        """Give the legs between embarkation and debarkation, or the whole journey if not told."""
        first = [i for i, leg in enumerate(self.journey) if leg.ports[:1] == [self.port("178")]]
        last = [i for i, leg in enumerate(self.journey) if leg.ports[-1:] == [self.port("179")]]
        if first and last and first[0] <= last[-1]:
            return self.journey[first[0] : last[-1] + 1]
        return self.journey


@dataclass(slots=True)
class _Message:
    """What is known of the message being read."""

    ref: str
    change: str = ""
    count: int = 0
    passengers: int = 0
    legs: list[Leg] = field(default_factory=list)
    traveller: Traveller | None = None


def travellers(evidence: Evidence, guesses: Guesses) -> Iterator[Traveller | Refusal]:
    """Give the travellers of each message in turn, and refusals for a message as a whole."""
    guesses.said["encoding"] = encoding_of(evidence.head(), evidence.country)
    message: _Message | None = None
    refs: Counter[str] = Counter()
    for segment in segments(evidence):
        if segment.tag in _FRAME:
            yield from _broken_off(message)
            message = _begun(segment.part(0), refs) if segment.tag == "UNH" else None
            if message and segment.part(1) != "PAXLST":
                yield _other_kind(message, segment)
        elif message is None and segment.tag in _INSIDE:
            message = _begun("", refs)
            yield _outside(message, segment)
        elif message is None:
            guesses.said["outside the messages"] = repr(segment.text[:100])
        if message is None:
            continue
        message.count += 1
        if segment.tag == "UNT":
            yield from _finished(message, segment)
            message = None
        else:
            yield from _taken(message, segment, guesses)
    yield from _broken_off(message)
    if not refs:
        yield Refusal("", "", "the file holds no message (UNH)", "compare its first line with UNA")


def _begun(ref: str, refs: Counter[str]) -> _Message:
    ref = ref or "without reference"
    refs[ref] += 1
    return _Message(ref if refs[ref] == 1 else f"{ref}#{refs[ref]}")


def _taken(message: _Message, segment: Segment, guesses: Guesses) -> Iterator[Traveller | Refusal]:
    """Put a segment where it belongs; give the traveller it closes."""
    if not segment.tag:
        yield Refusal(f"UNH {message.ref}", segment.text, "a segment is longer than 1 MiB", _ASK)
    elif segment.tag in ("NAD", "CNT", "AUT", "TDT"):
        yield from _closed(message)
        if segment.tag == "TDT":
            message.legs.append(Leg(segment.part(1)))
        elif segment.tag == "NAD" and segment.part(0) in _PEOPLE:
            message.passengers += 1
            message.traveller = Traveller(
                message.ref, message.passengers, message.change, message.legs, [segment]
            )
    elif segment.tag == "BGM":
        _note_kind(message, segment, guesses)
    elif message.traveller:
        _of_traveller(message.traveller, segment)
    elif message.legs:
        _of_leg(message.legs[-1], segment)


def _note_kind(message: _Message, bgm: Segment, guesses: Guesses) -> None:
    """Say in the receipt which kinds of message the file holds; remember changes."""
    kind, qualifier = bgm.part(0), bgm.part(1)
    if qualifier in _CHANGES:
        message.change = f"{_CHANGES[qualifier]} ({qualifier})"
    told = " ".join(part for part in (kind, _KINDS.get(kind, ""), message.change) if part)
    kinds = guesses.said.get("messages", "")
    if told not in kinds.split("; "):
        guesses.said["messages"] = f"{kinds}; {told}" if kinds else told


def _of_traveller(traveller: Traveller, segment: Segment) -> None:
    if segment.tag == "DOC":
        traveller.documents.append(Document(segment.part(0), segment.part(1)))
    elif traveller.documents and segment.tag in _OF_DOCUMENT:
        traveller.documents[-1].segments.append(segment)
    else:
        traveller.segments.append(segment)


def _of_leg(leg: Leg, segment: Segment) -> None:
    if segment.tag == "LOC" and segment.part(0) in _PORTS and segment.part(1):
        leg.ports.append(segment.part(1))
    elif segment.tag == "DTM" and segment.part(0) in ("189", "232"):
        leg.days.append(segment.part(0, 1))


def _closed(message: _Message) -> Iterator[Traveller]:
    if message.traveller:
        yield message.traveller
        message.traveller = None


def _finished(message: _Message, unt: Segment) -> Iterator[Traveller | Refusal]:
    """Give the last traveller, and a refusal when the segments are not as many as UNT says."""
    yield from _closed(message)
    said = unt.part(0)
    if not said.isdecimal() or int(said) != message.count:
        shown = said.lstrip("0") or said or "no number of"
        reason = (
            f"message {message.ref!r} says {shown} segments, {message.count} counted: "
            "it may be truncated"
        )
        yield Refusal(f"UNH {message.ref}", unt.text[:2_000], reason, _ASK)


def _broken_off(message: _Message | None) -> Iterator[Traveller | Refusal]:
    """Give what a message without an end still holds, and say that its end is missing."""
    if message is None:
        return
    yield from _closed(message)
    reason = (
        f"message {message.ref!r} has no end (UNT) after {message.count} segments: it is truncated"
    )
    yield Refusal(f"UNH {message.ref}", "", reason, _ASK)


def _outside(message: _Message, segment: Segment) -> Refusal:
    reason = "segments stand outside a message: its beginning (UNH) is missing"
    return Refusal(f"UNH {message.ref}", segment.text[:2_000], reason, _ASK)


def _other_kind(message: _Message, unh: Segment) -> Refusal:
    reason = f"message {message.ref!r} is of kind {unh.part(1)!r}, not PAXLST; it is read as one"
    return Refusal(f"UNH {message.ref}", unh.text[:2_000], reason, "check who sent it")
