"""What carriers send and what travellers carry: passenger lists, bookings, zones, photographs of passports."""

from collections.abc import Sequence
from datetime import date

from clew.exercise.bearers import zone
from clew.exercise.carriers import Flight, Reservation, Segment, interchange, paxlst, pnrgov
from clew.exercise.formats.sheet import Sheet, bearer_of
from clew.exercise.photographs import photograph
from clew.exercise.truth import Sighting

_LEG = Flight("EX", "1044", "IST", "SKP", date(2026, 9, 14))
_A_BOOKING = 3


def passengers(sheet: Sheet) -> bytes:
    """Write a PAXLST of two messages, in the directory and with the marks the file's entry names."""
    halves = [sheet.here[::2], sheet.here[1::2]]
    messages = []
    for number, here in enumerate(halves, 1):
        inside = paxlst(_LEG, [bearer_of(one) for one in here])
        for place, one in enumerate(here, 1):
            one.written["phone"] = one.keys.get("phone", "")
            sheet.stands(one, f"UNH M{number}, passenger {place}")
        _segments(sheet, inside, here, f"UNH M{number}", "NAD")
        messages.append(inside)
    sheet.count("passengers", len(sheet.here))
    directory, marks = sheet.spec["directory"], sheet.spec.get("marks", ":+?'")
    text = interchange("PAXLST", messages, marks, directory=directory, sender="EXERCISE")
    return text.encode("ascii")


def bookings(sheet: Sheet) -> bytes:
    """Write a PNRGOV: bookings of up to three, the last one split from the first."""
    parties = [sheet.here[n : n + _A_BOOKING] for n in range(0, len(sheet.here), _A_BOOKING)]
    made = []
    for number, party in enumerate(parties, 1):
        split = [f"EXER{len(parties):02d}"] if number == 1 and len(parties) > 1 else []
        people = [bearer_of(one) for one in party]
        made.append(Reservation(f"EXER{number:02d}", people, [_LEG], split, [1] * len(people)))
        for place, one in enumerate(party, 1):
            if "phone" in one.keys:
                one.written["phone"] = one.keys["phone"][1:]
            sheet.stands(one, f"UNH M1, booking {number}, passenger {place}")
    inside = pnrgov(_LEG, made)
    _segments(sheet, inside, [one for party in parties for one in party], "UNH M1", "TIF")
    sheet.count("bookings", len(made))
    sheet.count("passengers", len(sheet.here))
    return interchange("PNRGOV", [inside], sender="EXERCISE").encode("ascii")


def _segments(
    sheet: Sheet, inside: Sequence[Segment], here: Sequence[Sighting], message: str, begins: str
) -> None:
    """Note the segments that speak of each traveller; UNH is a message's first segment.

    A traveller's stretch begins with the tag *begins*; who checked in stands once more behind the leg.
    """
    waiting, one = list(here), None
    for number, segment in enumerate(inside, 2):
        tag = segment[0]
        if tag == begins and (tag != "NAD" or segment[1] == "FL"):
            one = waiting.pop(0) if waiting else None
        elif tag in ("TVL", "RCI", "CNT", "TRI"):
            one = None
            if tag == "TRI":
                waiting.insert(0, _NOBODY)
        if one is not None and one is not _NOBODY:
            for kind in one.keys:
                sheet.again(one, kind, f"{message}, segment {number}")


_NOBODY = Sighting("", "", "", "")
"""Takes the place of a traveller named again at check-in, who has been noted already."""


def zones(sheet: Sheet) -> bytes:
    """Write machine-readable zones line by line: passports, both kinds of card, both kinds of visa."""
    lines = ["EXERCISE", ""]
    for number, one in enumerate(sheet.here):
        form = _form(one, number)
        code = "P" if form == "TD3" else "V" if form.startswith("MRV") else "I"
        made = zone(bearer_of(one, code=code), form)
        first = len(lines) + 1
        sheet.stands(one, f"line {first}")
        for place in range(len(made)):
            for kind in one.keys:
                sheet.again(one, kind, f"line {first + place}")
        lines += [*made, ""]
    sheet.count("documents", len(sheet.here))
    return "\n".join(lines).encode()


def _form(one: Sighting, number: int) -> str:
    if one.person and one.person.paper == "P":
        return ("TD3", "MRV-A", "MRV-B")[number % 3]
    return ("TD1", "TD2")[number % 2]


def passport(sheet: Sheet) -> bytes:
    """Draw the photograph of a document; needs the pictures extra."""
    (one,) = sheet.here
    assert one.person is not None
    form = "TD3" if one.person.paper == "P" else "TD2"
    place = "picture, zone 1"
    sheet.stands(one, place)
    for line in ("", " line 1", " line 2"):
        for kind in one.keys:
            sheet.again(one, kind, place + line)
    sheet.count("pictures")
    sheet.count("documents")
    turned = sheet.spec.get("turned", 0)
    return photograph(
        bearer_of(one, code="P" if form == "TD3" else "I"), form, width=1000, turned=turned,
        face=sheet.rng.randrange(9),
    )  # fmt: skip


def document_list(people: Sequence[Sighting], by: str) -> str:
    """Give a list of stolen, lost and blank documents, by number and never by holder, in which *people*'s stand."""
    lines = ["clew document list 1", "issuer;number;to;kind;state;since;by"]
    for number, one in enumerate(people):
        state = ("stolen", "lost", "revoked")[number % 3]
        lines.append(f";{one.keys['document']};;;{state};2026-08-01;EXERCISE {by}")
    lines.append(f"SRB;000000100;000000499;P;blank;2025-11-01;EXERCISE {by}")
    return "\n".join([*lines, ""])
