"""What a mention becomes in the case: an entity that points to the report as its proof."""

import re
from collections.abc import Callable, Iterable, Iterator

from clew.model import identifiers, mrz
from clew.model.evidence import Found, Refusal
from clew.model.text import digits_to_ascii
from clew.sources.mention import Doubt, Mention

_GENDER = {"M": "male", "F": "female", "X": "other"}


def entities_of(
    mentions: Iterable[Mention], document_key: str, spot: str, apart: str = ""
) -> list[Found | Refusal]:
    """Turn the mentions of one passage into entities, with what a zone contradicts itself in.

    One entity stands for every mention of the same thing in a report. A date is no entity: it
    belongs to the document.

    Args:
        mentions: as `clew.sources.mentions.look` gives them.
        document_key: key of the document entity inside the file.
        spot: where the passage stands: "paragraph 3".
        apart: begins every key, where the file's own entities may bear keys like these.
    """
    found: list[Found | Refusal] = []
    for mention in mentions:
        if make := _MAKERS.get(mention.kind):
            for item in make(mention, apart + entity_key(mention, document_key), spot):
                if isinstance(item, Found):
                    item.link("proof", document_key)
                found.append(item)
    return found


def entity_key(mention: Mention, document_key: str) -> str:
    """Give the key, inside the file, of the entity a mention speaks of; a date's is the document."""
    return document_key if mention.kind == "date" else f"{mention.kind} {mention.key}"


def refusals_of(doubts: Iterable[Doubt], document_key: str, spot: str) -> list[Refusal]:
    """Turn the doubts of one passage into refusals that can be listed."""
    return [Refusal(spot, d.text, d.reason, d.do, key=document_key) for d in doubts]


def _shared(schema: str, key: str, spot: str) -> Found:
    return Found(schema, key, spot, keep="shared")


def _phone(mention: Mention, key: str, spot: str) -> Iterator[Found]:
    account = _shared("UserAccount", key, spot).add("service", "phone")
    account.add("username", mention.key, mention.text, spot)
    yield account.add("phone", mention.key, mention.text, spot)


def _imei(mention: Mention, key: str, spot: str) -> Iterator[Found]:
    digits = re.sub(r"\D", "", digits_to_ascii(mention.text))
    yield _shared("Handset", key, spot).add("imei", digits, mention.text, spot)


def _one(schema: str, prop: str) -> Callable[[Mention, str, str], Iterator[Found]]:
    """Make entities of one value, taken as written."""

    def make(mention: Mention, key: str, spot: str) -> Iterator[Found]:
        yield _shared(schema, key, spot).add(prop, mention.text, mention.text, spot)

    return make


def _known(schema: str, *props: str) -> Callable[[Mention, str, str], Iterator[Found]]:
    """Make entities under the name the case knows, as written in the report."""

    def make(mention: Mention, key: str, spot: str) -> Iterator[Found]:
        entity = _shared(schema, key, spot)
        for prop in props:
            entity.add(prop, mention.key, mention.text, spot)
        yield entity

    return make


def _email(mention: Mention, key: str, spot: str) -> Iterator[Found]:
    account = _shared("UserAccount", key, spot).add("service", "email")
    account.add("username", mention.key, mention.text, spot)
    yield account.add("email", mention.key, mention.text, spot)


def _account(mention: Mention, key: str, spot: str) -> Iterator[Found]:
    service, _, name = mention.key.partition(":")
    account = _shared("UserAccount", key, spot).add("service", service)
    account.add("username", name, mention.text, spot)
    if service in ("whatsapp", "viber") and (number := identifiers.phone(f"+{name}")):
        account.add("phone", number, mention.text, spot)
    yield account


def _coordinates(mention: Mention, key: str, spot: str) -> Iterator[Found]:
    latitude, _, longitude = mention.key.partition(",")
    place = _shared("Address", key, spot).add("name", mention.text, mention.text, spot)
    place.add("latitude", latitude, mention.text, spot)
    yield place.add("longitude", longitude, mention.text, spot)


def _zone(mention: Mention, key: str, spot: str) -> Iterator[Found | Refusal]:
    """Make the holder and the document of an MRZ; what it contradicts itself in is refused."""
    lines = mrz.find(mention.text)[0].lines
    zone = mrz.parse(lines)
    paper_key = f"{key} document"
    yield _holder(zone, key, spot)
    yield _document(zone, paper_key, key, spot)
    for fault in zone.faults:
        yield Refusal(spot, fault.value, fault.reason, fault.do, key=paper_key)


def _holder(zone: mrz.Mrz, key: str, spot: str) -> Found:
    holder = _shared("Person", key, spot)
    written = zone.written["name"]
    if not zone.is_faulty("name"):
        names = f"{zone.given_names} {zone.surname}"
        holder.add("name", names, written).add("firstName", zone.given_names, written)
        holder.add("lastName", zone.surname, written)
    if not zone.is_faulty("birth"):
        holder.add("birthDate", zone.birth_date, zone.written["birth"])
    if not zone.is_faulty("sex"):
        holder.add("gender", _GENDER.get(zone.sex), zone.sex)
    return holder.add("nationality", zone.nationality, zone.written["nationality"])


def _document(zone: mrz.Mrz, key: str, holder_key: str, spot: str) -> Found:
    is_passport = zone.code.startswith("P")
    paper = _shared("Passport" if is_passport else "Identification", key, spot)
    if not zone.is_faulty("number"):
        paper.add("number", zone.number, zone.written["number"])
        if is_passport:
            paper.add("passportNumber", zone.number, zone.written["number"])
    if not zone.is_faulty("expiry"):
        paper.add("endDate", zone.expiry_date, zone.written["expiry"])
    paper.add("country", zone.issuer, zone.written["issuer"]).add("type", zone.code)
    return paper.link("holder", holder_key)


_MAKERS: dict[str, Callable[[Mention, str, str], Iterator[Found | Refusal]]] = {
    "phone": _phone,
    "imei": _imei,
    "plate": _one("Vehicle", "registrationNumber"),
    "document": _one("Identification", "number"),
    "mrz": _zone,
    "iban": _one("BankAccount", "iban"),
    "email": _email,
    "account": _account,
    "coordinates": _coordinates,
    "person": _known("Person", "name"),
    "organisation": _known("Organization", "name"),
    "address": _one("Address", "full"),
    "place": _known("Address", "name", "full"),
    "vehicle": _known("Vehicle", "name"),
}
