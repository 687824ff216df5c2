"""What a booking says of its travellers: names, documents, contacts, tickets, payment.

Source: PADIS TIF, SSR (DOCS, DOCA, DOCO, CTCE, CTCM), FTI, TKT, FOP; the documents' texts as in
AIRIMP: /type/issuer/number/nationality/birth/sex/expiry/surname/given/second.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from clew.model.evidence import Found, Refusal
from clew.sources.edifact import Segment
from clew.sources.pnr_contacts import Contact, add_address, add_contact, contact_in, texts_of
from clew.sources.pnr_dates import YEARS_VALID, add_written
from clew.sources.pnrgov import Booking, Group

_TITLE = re.compile(r"(?<=[A-Z]{3})(?:MRS|MSTR|MISS|MR)$|\s(?:MRS|MSTR|MISS|MR|MS|DR|CHD|INF)$")
_KINDS = {"C": "child", "CH": "child", "IN": "infant"}
_TOLD = {
    "TKT": "Ticket", "FTI": "Frequent traveller", "FOP": "Form of payment", "REF": "Reference",
    "FAR": "Fare", "MON": "Amounts", "PTK": "Pricing", "TXD": "Taxes", "DAT": "Dates",
    "EBD": "Excess baggage", "IFT": "Text",
}  # fmt: skip
_LINK = "travels with (infant named in the documents)"


@dataclass(slots=True)
class Traveller:
    """A person of a booking while its segments are read.

    Attributes:
        person: the entity.
        ref: how other segments call it: "1" or "1.1"; may be empty.
        names: surname and given names as written in TIF.
        about: entities and refusals that belong to it: documents, infants, payers.
    """

    person: Found
    ref: str
    names: tuple[str, str]
    about: list[Found | Refusal] = field(default_factory=list)

    def is_called(self, ref: str) -> bool:
        """Say whether a reference means this traveller: "1" is also "1.1"."""
        return bool(ref) and ref in (self.ref, self.ref.partition(".")[0])

    def note(self, text: str, written: str, at: str) -> None:
        """Add a note at its segment."""
        self.person.add("notes", text, written, at)


def travellers_of(booking: Booking) -> list[Traveller]:
    """Give the travellers of a booking with what their own segments say; a TIF may name several."""
    people: list[Traveller] = []
    for group in booking.travellers:
        here = list(_named(booking, group, len(people)))
        people += here
        for segment in group.segments:
            for one in meant(segment, here) or here[:1]:
                add_segment(one, segment, booking.at(segment))
    return people


def meant(segment: Segment, people: list[Traveller]) -> list[Traveller]:
    """Give the travellers a segment's references name; without any, the only one there is."""
    refs = {element[2].strip() for element in segment.elements[1:] if len(element) > 2}
    called = [one for one in people if any(one.is_called(ref) for ref in refs)]
    return called or (people if len(people) == 1 else [])


def _named(booking: Booking, group: Group, before: int) -> Iterator[Traveller]:
    """Give a traveller for each given name of a TIF segment."""
    tif = group.head
    last = tif.part(0)
    for number, element in enumerate(tif.elements[1:] or [("",)], before + 1):
        given, kind, ref, *_ = [*(part.strip() for part in element), "", "", ""]
        spot = f"{booking.spot}, passenger {number}"
        person = Found("Person", spot, spot, counts=("passengers",))
        first = _TITLE.sub("", given)
        at = booking.at(tif)
        person.add("name", f"{first} {last}", f"{last}+{given}", at)
        if kind in _KINDS:
            person.add("notes", f"booked as {_KINDS[kind]}", kind, at)
        yield Traveller(person, ref, (last, given))


def add_segment(one: Traveller, segment: Segment, at: str) -> None:
    """Add what one segment says of the traveller it stands with."""
    if segment.tag == "SSR":
        _add_request(one, segment, at)
    elif segment.tag == "ADD":
        add_address(one.person, segment, at)
    elif segment.tag == "IFT" and segment.part(0, 1) == "43":
        one.about += _payer(one, segment, at)
    elif segment.tag == "IFT" and (contact := contact_in(texts_of(segment))):
        if contact.is_agents:
            one.note(f"Travel agent: {contact.written}", segment.text, at)
        else:
            add_contact(one.person, contact, at)
    else:
        _, _, rest = segment.text.partition("+")
        told = f"{_TOLD[segment.tag]}: {rest}" if segment.tag in _TOLD else segment.text
        one.note(told, segment.text, at)


def _add_request(one: Traveller, segment: Segment, at: str) -> None:
    """Add a special service request: documents and contacts as values, the rest as a note."""
    code, text = segment.part(0), texts_of(segment)
    if code == "DOCS":
        one.about += _documents(one, text, at)
    elif code == "DOCA":
        _add_home(one.person, text, at)
    elif code == "DOCO":
        one.about += _visa(one, text, at)
    elif contact := contact_in(f"{code} {text}") if code.startswith("CTC") else None:
        add_contact(one.person, contact, at)
    else:
        one.note(segment.text, segment.text, at)


def _fields(text: str, count: int) -> list[str]:
    """Cut a document's text at its slashes; one that does not begin with a slash lacks its first."""
    return [part.strip() for part in [*text.split("/"), *[""] * count]][:count]


def _documents(one: Traveller, text: str, at: str) -> Iterable[Found | Refusal]:
    """Give the travel document of a DOCS, and add what it says of the person."""
    lead = "" if text.lstrip().startswith("/") else "/"
    kind, issuer, number, state, born, sex, until, last, *given = _fields(lead + text.strip(), 11)[
        1:
    ]
    person, about = one.person, list[Found | Refusal]()
    if sex in ("MI", "FI"):
        key = f"{person.key} infant"
        person = Found("Person", key, person.spot, counts=("infants",))
        link = Found("UnknownLink", f"{key} link", person.spot)
        link.link("subject", key).link("object", one.person.key).add("role", _LINK, text, at)
        about += [person, link]
    first, second = (_TITLE.sub("", name) for name in given)
    if last:
        person.add("name", " ".join(filter(None, (first, second, last))), text, at)
        person.add("firstName", first, given[0], at).add("middleName", second, given[1], at)
        person.add("lastName", last, spot=at)
    person.add("nationality", state, spot=at).add("gender", sex.removesuffix("I"), sex, at)
    refused = list(add_written(person, "birthDate", born, at))
    if number or kind:
        is_passport = kind.startswith("P")
        schema = "Passport" if is_passport else "Identification"
        document = Found(schema, f"{person.key} {kind} {number}", person.spot)
        document.link("holder", person.key).add("number", number, spot=at)
        document.add("type", kind, spot=at).add("country", issuer, spot=at)
        refused += add_written(document, "endDate", until, at, YEARS_VALID)
        person.add("passportNumber" if is_passport else "idNumber", number, spot=at)
        about.append(document)
    return [*about, *refused]


def _add_home(person: Found, text: str, at: str) -> None:
    """Add a DOCA: /R or D or B/state/street/town/region/post code; R lives, D stays, B was born there."""
    lead = "" if text.lstrip().startswith("/") else "/"
    kind, state, street, town, region, code = _fields(lead + text.strip(), 7)[1:]
    whole = ", ".join(part for part in (street, f"{code} {town}".strip(), region, state) if part)
    if kind == "R":
        person.add("address", whole, text, at).add("country", state, spot=at)
    elif kind == "B":
        person.add("birthPlace", whole, text, at)
    elif whole:
        person.add("notes", f"Address at the destination: {whole}", text, at)


def _visa(one: Traveller, text: str, at: str) -> Iterable[Found | Refusal]:
    """Give the visa of a DOCO: place of birth/V/number/place of issue/day of issue/state it is for."""
    place, kind, number, issued_at, issued, state = _fields(text, 6)
    one.person.add("birthPlace", place, spot=at)
    if kind != "V":
        one.note(f"Other travel information {kind}: {number}", text, at)
        return []
    visa = Found("Identification", f"{one.person.key} visa {number}", one.person.spot)
    visa.link("holder", one.person.key).add("number", number, spot=at).add("type", kind, spot=at)
    visa.add("authority", issued_at, spot=at)
    visa.add("summary", f"visa for {state}" if state else "", state, at)
    return [visa, *add_written(visa, "startDate", issued, at)]


def _payer(one: Traveller, segment: Segment, at: str) -> Iterable[Found]:
    """Give who an IFT 43 names as paying for a ticket: name, address, telephone number."""
    texts = [" ".join(":".join(e).split()) for e in segment.elements[1:]]
    name, address, phone = [*texts, "", "", ""][:3]
    payer = Found("LegalEntity", f"{one.person.key} payer {name}", one.person.spot, keep="shared")
    payer.add("name", name, spot=at).add("address", address, spot=at)
    if phone:
        add_contact(payer, Contact("phone", phone, phone, is_agents=False), at)
    link = Found("UnknownLink", f"{payer.key} link", one.person.spot, keep="shared")
    link.link("subject", payer.key).link("object", one.person.key)
    return [payer, link.add("role", "named as paying for the ticket", segment.text, at)]
