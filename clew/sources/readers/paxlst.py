"""Passenger and crew lists carriers send ahead (UN/EDIFACT PAXLST, advance passenger information).

Reads    PAXLST D.02B to D.16B with or without UNA, several messages and flight legs in a file
Gives    Person, Passport or Identification for each document, one Trip per leg, Address for ports
Units    YYMMDD → ISO, births not in the future, expiries at most 50 years ahead; leg days are local
Refuses  dates that are none; of a message whose segment count (UNT) is wrong, only the message
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice

from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.edifact import Segment
from clew.sources.paxlst import Document, Leg, Traveller, segment_excerpt, travellers
from clew.sources.reader import Reader

_BEGINNING = re.compile(rb"\s*(?:UNA.{5,6}\s*)?UN[BGH].{0,2000}?PAXLST", re.DOTALL)
_AROUND = 5
_YEARS_VALID = 50
_YEARS_PLANNED = 10
_PASSPORTS = frozenset({"P", "PP", "PE", "PD", "PO", "PR", "PT", "PS", "PL", "PM", "PU"})
_PLACES = {
    "178": "Embarkation", "179": "Debarkation", "22": "Customs clearance",
    "130": "Final destination",
}  # fmt: skip
_REFERENCES = {
    "AVF": "Booking", "ABO": "Passenger reference", "SEA": "Seat", "AEA": "Government reference",
    "CR": "Customer reference",
}  # fmt: skip
_VERIFIED = {"173": "Verified", "174": "Not verified"}


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Sure when the file begins as an interchange or message and names PAXLST."""
    return 0.98 if _BEGINNING.match(head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\0")) else 0.0


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Traveller | Refusal]:
    """Give the travellers, message by message."""
    return travellers(evidence, guesses)


def read(traveller: Traveller) -> Iterator[Found | Refusal]:
    """Say what one traveller's segments say: the person, its documents, its legs."""
    key = f"{traveller.message} passenger {traveller.number}"
    person = Found("Person", key, traveller.spot, counts=("passengers",))
    _add_name(person, traveller.segments[0])
    refused = [
        r
        for segment in traveller.segments[1:]
        for r in _add(person, segment, traveller.at(segment))
    ]
    if traveller.change:
        person.add("notes", f"Message: {traveller.change}", traveller.change)
    documents: list[Found | Refusal] = []
    for number, document in enumerate(traveller.documents, 1):
        documents += _document(person, document, f"{key} document {number}", traveller)
    yield person
    yield from refused
    yield from documents
    for leg in traveller.legs:
        yield from _trip(leg, traveller, person)


def _add_name(person: Found, nad: Segment) -> None:
    """Add surname, given and second names (fourth element of NAD) and the address behind them."""
    parts = [part.strip() for part in nad.elements[3]] if len(nad.elements) > 3 else []
    last, first, *others = [*parts, "", ""]
    given = " ".join(part for part in (first, *others) if part)
    person.add("name", f"{given} {last}", ":".join(parts))
    person.add("firstName", first).add("middleName", " ".join(others)).add("lastName", last)
    address = [" ".join(element).strip() for element in nad.elements[4:]]
    person.add("address", ", ".join(part for part in address if part))
    if nad.part(0) in ("FM", "DDT"):
        person.add("position", "crew member", nad.part(0))
    elif nad.part(0) == "DDU":
        person.add("notes", "passenger in transit", nad.part(0))


def _add(person: Found, segment: Segment, at: str) -> Iterator[Refusal]:
    """Add what one segment behind NAD, standing *at* its place, says of the person."""
    what, value = segment.part(0), segment.part(1)
    if segment.tag == "ATT" and what == "2":
        person.add("gender", segment.part(2) or value, spot=at)
    elif segment.tag == "DTM" and what == "329":
        yield from _dated(person, "birthDate", segment, at, _today())
    elif segment.tag == "NAT":
        person.add("nationality", value, spot=at)
    elif segment.tag == "LOC":
        _add_place(person, segment, at)
    elif segment.tag == "RFF":
        told = segment.part(0, 1)
        person.add("notes", f"{_REFERENCES.get(what, f'RFF {what}')}: {told}", told)
    elif segment.tag == "COM":
        _add_contacts(person, segment, at)
    elif segment.tag == "FTX" and what == "BAG" and segment.part(3):
        told = ":".join(segment.elements[3])
        person.add("notes", f"Bag: {told}", told)
    elif segment.tag == "MEA" and what == "CT" and segment.part(2, 1):
        person.add("notes", f"Bags: {segment.part(2, 1)}", segment.text)
    else:
        person.add("notes", _VERIFIED.get(value) if segment.tag == "GEI" else segment.text)


def _add_place(person: Found, loc: Segment, at: str) -> None:
    """Add a LOC: state of residence (174), place of birth (180), or a port as a note."""
    what, place = loc.part(0), loc.part(1)
    if what == "174":
        person.add("country", place, spot=at)
    elif what == "180":
        is_state = re.fullmatch(r"[A-Z]{1,3}", place)
        person.add("birthCountry" if is_state else "birthPlace", place, spot=at)
        person.add("birthPlace", loc.part(1, 3), spot=at)
    else:
        person.add("notes", f"{_PLACES.get(what, f'LOC {what}')}: {place}", place)


def _add_contacts(person: Found, com: Segment, at: str) -> None:
    """Add a passenger's own COM: telephone (TE, AL, MO) or e-mail (EM)."""
    for number, kind, *_ in ([*element, ""] for element in com.elements):
        if kind in ("TE", "AL", "MO"):
            person.add("phone", number, spot=at)
        elif kind == "EM":
            person.add("email", number, spot=at)
        elif number:
            person.add("notes", f"Contact {kind}: {number}", number)


def _document(
    person: Found, document: Document, key: str, traveller: Traveller
) -> Iterator[Found | Refusal]:
    """Give a document as its own entity and its number on the person; a visa's is not a person's."""
    is_passport = document.kind in _PASSPORTS
    if document.kind != "V":
        person.add("passportNumber" if is_passport else "idNumber", document.number)
    found = Found("Passport" if is_passport else "Identification", key, person.spot)
    found.link("holder", person.key).add("number", document.number).add("type", document.kind)
    for segment in document.segments:
        if segment.tag == "DTM" and segment.part(0) == "36":
            latest = _in_years(_YEARS_VALID)
            yield from _dated(found, "endDate", segment, traveller.at(segment), latest)
        elif segment.tag == "LOC" and segment.part(0) == "91":
            found.add("country", segment.part(1), spot=traveller.at(segment))
        elif segment.tag == "GEI":
            found.add("summary", _VERIFIED.get(segment.part(1)), segment.text)
        else:
            found.add("summary", segment.text)
    yield found


def _dated(found: Found, prop: str, dtm: Segment, at: str, latest: date) -> Iterator[Refusal]:
    """Add the date of a DTM segment; give its refusal when it names none."""
    written = dtm.part(0, 1)
    told = _iso(written, latest)
    found.add(prop, told, written, at)
    if written and not told:
        reason = f"{written!r} is no date (YYMMDD)"
        yield Refusal(at, written, reason, "ask the carrier", key=found.key, prop=prop)


@lru_cache(maxsize=100_000)
def _iso(written: str, latest: date) -> str | None:
    """Read YYMMDD or CCYYMMDD; of a two-digit year, the latest one not after *latest*."""
    digits = re.fullmatch(r"(\d{2}|\d{4})(\d\d)(\d\d)", written, re.ASCII)
    if not digits:
        return None
    year, month, day = (int(part) for part in digits.groups())
    for century in (2000, 1900) if len(digits[1]) == 2 else (0,):
        try:
            told = date(century + year, month, day)
        except ValueError:
            continue
        if told <= latest or not century:
            return told.isoformat()
    return None


def _today() -> date:
    return datetime.now(UTC).date()


def _in_years(years: int) -> date:
    today = _today()
    return today.replace(day=1, year=today.year + years)


def _trip(leg: Leg, traveller: Traveller, person: Found) -> Iterator[Found]:
    """Give a leg with this traveller on it; the first traveller's says flight, days and ports."""
    trip = Found("Trip", leg.key, traveller.spot, keep="shared")
    if not leg.is_told:
        leg.is_told = True
        yield from _describe(trip, leg)
    yield trip.link("involved", person.key, traveller.spot)


def _describe(trip: Found, leg: Leg) -> Iterator[Found]:
    """Say flight, days and ports of a leg; give its ports."""
    days = [told for day in leg.days if (told := _iso(day[:6], _in_years(_YEARS_PLANNED)))]
    trip.add("name", " ".join([leg.flight or "–".join(leg.ports), *days[:1]]), leg.flight)
    if days:
        trip.add("startDate", days[0], leg.days[0]).add("endDate", days[-1], leg.days[-1])
    for other in leg.others:
        trip.add("notes", other)
    for prop, port in zip(
        ("startLocation", "endLocation"), leg.ports[:1] + leg.ports[-1:], strict=False
    ):
        address = Found("Address", f"port {port}", trip.spot, keep="shared")
        yield address.add("name", port).add("full", port)
        trip.link(prop, address.key)


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give a traveller's segments with those of the five travellers before and after, or a segment."""
    if ", segment " in spot:
        return segment_excerpt(evidence, spot)
    found = (t for t in travellers(evidence, Guesses()) if isinstance(t, Traveller))
    shown: list[Traveller] = []
    for traveller in found:
        shown = [*shown[-_AROUND:], traveller]
        if traveller.spot == spot:
            shown += islice(found, _AROUND)
            lines = ((t.spot, _segments(t), t.spot == spot) for t in shown)
            return Excerpt("message", (), tuple(lines))
    return segment_excerpt(evidence, spot)


def _segments(traveller: Traveller) -> tuple[str, ...]:
    texts = [segment.text for segment in traveller.segments]
    for document in traveller.documents:
        texts.append(f"DOC+{document.kind}+{document.number}")
        texts += [segment.text for segment in document.segments]
    return tuple(texts)


PAXLST = Reader(
    name="paxlst",
    title="Passenger list of a carrier (PAXLST)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"Person", "Passport", "Identification", "Trip", "Address"}),
    sample=("paxlst.edi", {"passengers": 3}),
)
