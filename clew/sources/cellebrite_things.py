"""The handset, its SIM cards, the address book, accounts and places of a phone report."""

import re
from collections.abc import Iterator

from clew.model.evidence import Found
from clew.sources.cellebrite_messages import Desk, Given, begin, timed
from clew.sources.cellebrite_report import Items, Model
from clew.sources.parties import Identity, account_key, identify

HANDSET = "handset"
_SECTION = "section Device Info"
_ITEM = {
    "imei": re.compile(r"imei", re.IGNORECASE),
    "imsi": re.compile(r"imsi", re.IGNORECASE),
    "iccid": re.compile(r"iccid", re.IGNORECASE),
    "phone": re.compile(r"msisdn|phone ?number", re.IGNORECASE),
    "serialNumber": re.compile(r"serial", re.IGNORECASE),
    "manufacturer": re.compile(r"vendor|manufacturer", re.IGNORECASE),
    "model": re.compile(r"model", re.IGNORECASE),
    "macAddress": re.compile(r"(wi-?fi|bluetooth|mac).*address|indirizzo mac", re.IGNORECASE),
    "owner": re.compile(r"owner ?name|user ?name$", re.IGNORECASE),
}
_ADDRESS_PARTS = ("Street1", "Street2", "Street", "HouseNumber", "PostalCode", "City", "Country")
_DIGITS = re.compile(r"[^0-9A-Za-z]")


def is_device(items: Items) -> bool:
    """Tell whether a section describes the handset: it is called so, or bears an IMEI."""
    names = " ".join(name for name, _ in items.pairs)
    return items.section.lower() == "device info" or bool(_ITEM["imei"].search(names))


def device(items: Items, desk: Desk) -> Given:
    """The Handset and its SimCards, and the owner when the section gives a number or a name."""
    found = _sorted(items)
    people = desk.people
    handset = Found("Handset", HANDSET, _SECTION, keep="shared")
    for prop in ("imei", "serialNumber", "manufacturer", "model", "macAddress"):
        for value in found[prop]:
            handset.add(prop, value)
    people.handset = HANDSET
    for number in found["phone"]:
        people.own(identify(number, "", people.country))
    if len(found["phone"]) == 1:
        people.own_number = found["phone"][0]
    if people.owner is None and found["owner"]:
        people.owner = "owner of the handset"
        yield _named(Found("LegalEntity", people.owner, _SECTION, keep="shared"), found["owner"])
    elif found["phone"]:
        for number in found["phone"]:
            yield from people.person(identify(number, "", people.country), "", _SECTION)
        if people.owner and found["owner"]:
            yield _named(
                Found("LegalEntity", people.owner, _SECTION, keep="shared"), found["owner"]
            )
    yield from _cards(found, people.owner)
    if handset.values:
        yield handset.link("owner", people.owner)


def _named(found: Found, names: list[str]) -> Found:
    for name in names:
        found.add("name", name)
    return found


def _sorted(items: Items) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {prop: [] for prop in _ITEM}
    for name, value in items.pairs:
        for prop, pattern in _ITEM.items():
            if pattern.search(name):
                if value not in found[prop]:
                    found[prop].append(value)
                break
    return found


def _cards(found: dict[str, list[str]], owner: str | None) -> Iterator[Found]:
    """One SimCard when there is one number of each kind; else one per number, unpaired."""
    numbers = [(prop, value) for prop in ("iccid", "imsi") for value in found[prop]]
    if len(found["iccid"]) <= 1 and len(found["imsi"]) <= 1:
        if numbers:
            card = Found("SimCard", _card_key(numbers[0][1]), _SECTION, keep="shared").link(
                "handset", HANDSET
            )
            for prop, value in numbers:
                card.add(prop, value)
            if len(found["phone"]) == 1:
                card.add("phone", found["phone"][0]).link("owner", owner)
            yield card
        return
    for prop, value in numbers:
        yield (
            Found("SimCard", _card_key(value), _SECTION, keep="shared")
            .add(prop, value)
            .link("handset", HANDSET)
        )


def _card_key(number: str) -> str:
    return f"card {_DIGITS.sub('', number).lower()}"


def sim_data(model: Model, desk: Desk) -> Given:
    """A line read from a SIM card: its ICCID, IMSI or number."""
    name, value = model.text("Name"), model.text("Value")
    prop = next((p for p in ("iccid", "imsi", "phone") if _ITEM[p].search(name)), None)
    if prop and value:
        card = begin("SimCard", model, desk, shared=_card_key(value)).add(prop, value)
        yield card.link("handset", desk.people.handset)


def contact(model: Model, desk: Desk) -> Given:
    """A Person of the address book, under the same key as the party who bears its first number."""
    people, source = desk.people, model.text("Source")
    identities = list(_identities(model, source, people.country))
    first = next((one for one, _ in identities if one.key), None)
    key = (people.key_of(first) if first else None) or model.key
    people.contacts.add(key)
    found = begin("Person", model, desk, "contacts", shared=key)
    found.add("name", model.text("Name"))
    for identity, spot in identities:
        found.add("phone", identity.phone, spot=spot).add("email", identity.email, spot=spot)
        if not people.claim(identity, key) and people.key_of(identity) not in people.contacts:
            yield from people.person(identity, model.text("Name"), spot)
        yield from people.account_of(identity, key, model.text("Name"), spot)
    for entry in model.all("Entries"):
        if entry.type == "WebAddress":
            found.add("website", entry.text("Value"), spot=entry.spot)
        elif _is_name(entry):
            found.add("alias", entry.text("Value"), spot=entry.spot)
    for place in model.all("Addresses"):
        found.add("address", _address(place), spot=place.spot)
    for note in model.texts.get("Notes", ()):
        found.add("notes", note)
    yield found


def _identities(model: Model, source: str, country: str | None) -> Iterator[tuple[Identity, str]]:
    """Numbers first, then addresses, then accounts: the order in which they name a person."""
    places = {"PhoneNumber": 0, "EmailAddress": 1, "UserID": 2}
    entries = [
        e for e in model.all("Entries") if e.type in places and e.text("Value") and not _is_name(e)
    ]
    for entry in sorted(entries, key=lambda e: places[e.type]):
        service = (source or entry.text("Domain", "Category")) if entry.type == "UserID" else ""
        yield identify(entry.text("Value"), service, country), entry.spot


def _is_name(entry: Model) -> bool:
    return (
        entry.type == "UserID"
        and "name" in entry.text("Category").lower()
        and "user" not in entry.text("Category").lower()
    )


def _address(model: Model) -> str:
    return ", ".join(text for part in _ADDRESS_PARTS if (text := model.text(part)))


def user_account(model: Model, desk: Desk) -> Given:
    """A UserAccount set up on the handset, and whoever bears its number or address."""
    people = desk.people
    service = model.text("ServiceType", "Source", "ServiceIdentifier")
    identities = [one for one, _ in _identities(model, service, people.country)]
    if username := model.text("Username"):
        identities.insert(0, identify(username, service, people.country))
    main = next((one for one in identities if account_key(one)), None)
    key = (account_key(main) if main else None) or model.key
    found = begin("UserAccount", model, desk, "accounts", shared=key)
    found.add("service", service).add("name", model.text("Name"))
    name = main.account[1] if main and main.account else username or model.text("Name")
    found.add("username", name or model.text("Id"))
    bearer = next((one for one in identities if one.phone or one.email), None)
    if bearer is not None:
        yield from people.person(bearer, model.text("Name"), model.spot)
        found.link("owner", people.key_of(bearer))
    for identity in identities:
        found.add("phone", identity.phone).add("email", identity.email)
    for entry in model.all("Entries"):
        if _is_name(entry):
            found.add("alias", entry.text("Value"), spot=entry.spot)
    found.link("handset", people.handset)
    yield from timed(found, model, "createdAt", "TimeCreated")
    yield found


def location(model: Model, desk: Desk) -> Given:
    """A place: an Address with its position, and an Event at it when the report gives a time."""
    place = begin("Address", model, desk, "locations")
    for position in (model, *model.all("Position")):
        place.add("latitude", position.text("Latitude"), spot=position.spot)
        place.add("longitude", position.text("Longitude"), spot=position.spot)
    written = [model.text("PositionAddress"), *map(_address, model.all("Address"))]
    place.add("full", next(filter(None, written), None))
    label, origin = model.text("Name", "Description", "Category", "Type"), _origin(model)
    yield place.add("name", label).add("remarks", origin)
    event = Found("Event", f"{model.key} event", model.spot, keep="file")
    event.add("name", label or "location").add("summary", origin)
    yield from timed(event, model, "date", "TimeStamp")
    yield from timed(event, model, "endDate", "EndTime")
    if "TimeStamp" in model.texts or "EndTime" in model.texts:
        yield event.link("addressEntity", model.key)


def _origin(model: Model) -> str:
    return model.text("Origin", "LocationOrigin")
