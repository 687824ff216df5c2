"""Messages of carriers as they send them: passenger lists (PAXLST) and bookings (PNRGOV)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from clew.exercise.bearers import Bearer

_MARKS = ":+?'"
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
Segment = Sequence[str | Sequence[str]]
"""Tag and elements; an element is a text or its components."""


@dataclass(frozen=True, slots=True)
class Flight:
    """A leg: carrier "XX", number "123", ports, local day of departure, which is also the arrival's."""

    carrier: str
    number: str
    origin: str
    port: str
    day: date


@dataclass(frozen=True, slots=True)
class Reservation:
    """A booking: record locator, who travels, on which legs, the records split from it, bags a traveller."""

    locator: str
    people: Sequence[Bearer]
    legs: Sequence[Flight]
    splits: Sequence[str] = ()
    bags: Sequence[int] = field(default=())


def interchange(
    kind: str,
    messages: Sequence[Sequence[Segment]],
    marks: str = _MARKS,
    *,
    directory: str = "05B",
    sender: str = "XX",
) -> str:
    """Give the text of an interchange of *messages*, framed and counted, written with *marks*.

    Args:
        kind: "PAXLST" or "PNRGOV" (13.1).
        messages: each message's segments between UNH and UNT.
        marks: component, element, release and end mark, as UNA gives them.
        directory: UN/EDIFACT directory of a PAXLST: "02B" to "16B".
    """
    head = ["UNB", ["UNOC", "4"], sender, "EXGOV", ["261122", "0900"], "1"]
    lines = [_written(head, marks)]
    version = ("PAXLST", "D", directory, "UN") if kind == "PAXLST" else ("PNRGOV", "13", "1", "IA")
    for number, inside in enumerate(messages, 1):
        whole: list[Segment] = [["UNH", f"M{number}", version], *inside]
        whole.append(["UNT", str(len(whole) + 1), f"M{number}"])
        lines += [_written(segment, marks) for segment in whole]
    lines.append(_written(["UNZ", str(len(messages)), "1"], marks))
    component, element, release, end = tuple(marks)
    return f"UNA{component}{element}.{release} {end}" + "".join(f"{line}\r\n" for line in lines)


def _written(segment: Segment, marks: str) -> str:
    component, element, release, end = tuple(marks)
    parts = [[part] if isinstance(part, str) else part for part in segment]
    released = [
        component.join("".join(release + c if c in marks else c for c in text) for text in part)
        for part in parts
    ]
    return element.join(released) + end


def paxlst(leg: Flight, people: Sequence[Bearer]) -> list[Segment]:
    """Give the segments of a passenger list for one leg."""
    day = leg.day.strftime("%y%m%d")
    inside: list[Segment] = [
        ["BGM", "745"], ["NAD", "MS", "", "", "OPS"],
        ["TDT", "20", leg.carrier + leg.number, "", "", leg.carrier],
        ["LOC", "125", leg.origin], ["DTM", ["189", f"{day}1200", "201"]],
        ["LOC", "87", leg.port], ["DTM", ["232", f"{day}1315", "201"]],
    ]  # fmt: skip
    for one in people:
        inside += [
            ["NAD", "FL", "", "", [one.surname, one.given]], ["ATT", "2", "", one.sex],
            ["DTM", ["329", one.born.strftime("%y%m%d")]],
            ["LOC", "178", leg.origin], ["LOC", "179", leg.port], ["NAT", "2", one.state],
        ]  # fmt: skip
        inside += [["COM", [one.phone, "TE"]]] if one.phone else []
        inside += [["COM", [one.email, "EM"]]] if one.email else []
        inside += [
            ["DOC", [one.code, "110", "111"], one.number],
            ["DTM", ["36", one.until.strftime("%y%m%d")]], ["LOC", "91", one.state],
        ]  # fmt: skip
    return [*inside, ["CNT", ["42", str(len(people))]]]


def pnrgov(leg: Flight, reservations: Sequence[Reservation]) -> list[Segment]:
    """Give the segments of a message with the bookings for one leg."""
    inside: list[Segment] = [["MSG", ["", "22"]], ["ORG", "XX"], _travel(leg)]
    for booking in reservations:
        inside += [["SRC"], ["RCI", ["XX", booking.locator, "", leg.day.strftime("%d%m%y")]]]
        for number, one in enumerate(booking.people, 1):
            inside += _traveller(one, str(number))
        for flight in booking.legs:
            inside += [_travel(flight), *_checked_in(booking)]
        for locator in booking.splits:
            inside += [["EQN", "1"], ["RCI", ["XX", locator]]]
    return inside


def _travel(leg: Flight) -> Segment:
    day = leg.day.strftime("%d%m%y")
    return ["TVL", [day, "1200", "", "1315"], leg.origin, leg.port, leg.carrier, leg.number]


def _traveller(one: Bearer, number: str) -> list[Segment]:
    born, until = _in_words(one.born), _in_words(one.until)
    told = ["", one.code, one.state, one.number, one.state, born, one.sex, until]
    text = "/".join([*told, one.surname, one.given])
    segments: list[Segment] = [["TIF", one.surname, [one.given, "A", number]]]
    segments.append(_request("DOCS", text))
    if one.phone:
        segments.append(_request("CTCM", one.phone.removeprefix("+")))
    if one.email:
        mail = one.email.replace("-", "./").replace("_", "..").replace("@", "//")
        segments.append(_request("CTCE", mail))
    return segments


def _request(code: str, text: str) -> Segment:
    return ["SSR", [code, "HK", "1", "XX", "", "", "", "", text]]


def _checked_in(booking: Reservation) -> list[Segment]:
    segments: list[Segment] = []
    for number, (one, bags) in enumerate(zip(booking.people, booking.bags, strict=False), 1):
        segments += [
            ["TRI", "", [str(number), "", "", str(number)]],
            ["TIF", one.surname, [one.given, "A", str(number)]],
            ["TBD", "", [f"{bags:02d}", str(bags * 20), "700"]],
        ]
    return segments


def _in_words(day: date) -> str:
    return f"{day.day:02d}{_MONTHS[day.month - 1]}{day.year % 100:02d}"
