"""Events shared through MISP, with their attributes and objects.

Reads    the JSON of one event or of a search, at most 256 MiB
Gives    a Note an event; Person, Vehicle, Handset, Address, UserAccount, … an object or attribute;
         UnknownLink a reference
Units    dates → ISO
Refuses  by its type, as written: attributes and objects clew has no place for; dates that are none
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from clew.errors import BrokenRecord, SourceError
from clew.model.dates import read_date
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.json_files import dicts_of, load_json, texts_of
from clew.sources.reader import Reader
from clew.sources.record_fields import fields_at

_MARK = re.compile(rb'"Event"\s*:\s*\{')
_INSIDE = (b'"Attribute"', b'"Object"', b'"uuid"')
_KEPT = 2_000
_OBJECTS = {
    "person": "Person", "organization": "Organization", "vehicle": "Vehicle", "phone": "Handset",
    "geolocation": "Address", "bank-account": "BankAccount", "user-account": "UserAccount", "email": "UserAccount",
}  # fmt: skip
_PROPS: dict[str, dict[str, str]] = {
    "Person": {
        "full-name": "name", "first-name": "firstName", "middle-name": "middleName", "last-name": "lastName",
        "alias": "alias", "date-of-birth": "birthDate", "place-of-birth": "birthPlace", "gender": "gender",
        "passport-number": "passportNumber", "identity-card-number": "idNumber", "nationality": "nationality",
        "phone-number": "phone", "e-mail": "email", "address": "address", "title": "title", "role": "position",
    },
    "Organization": {
        "name": "name", "alias": "alias", "address": "address", "phone-number": "phone", "e-mail": "email",
        "date-of-inception": "incorporationDate",
    },
    "Vehicle": {
        "license-plate-number": "registrationNumber", "vin": "vin", "model": "model", "type": "type",
        "date-first-registration": "registrationDate",
    },
    "Handset": {"imei": "imei", "serial-number": "serialNumber", "model": "model", "brand": "manufacturer"},
    "SimCard": {"imsi": "imsi", "msisdn": "phone"},
    "Address": {
        "latitude": "latitude", "longitude": "longitude", "address": "full", "city": "city", "region": "region",
        "country": "country", "zipcode": "postalCode", "text": "remarks",
    },
    "BankAccount": {"iban": "iban", "account": "accountNumber", "institution-name": "bankName", "swift": "bic"},
    "UserAccount": {"username": "username", "user-id": "username", "account-id": "username", "account-name": "username",
                    "email": "email", "phone": "phone", "display-name": "name", "service": "service"},
}  # fmt: skip
_YIELDS = frozenset((*_PROPS, "Note", "Passport", "Identification", "UnknownLink"))
_DATES = frozenset({"birthDate", "incorporationDate", "registrationDate"})
_ATTRIBUTES = {
    "email": ("UserAccount", "email", "email"), "email-src": ("UserAccount", "email", "email"),
    "email-dst": ("UserAccount", "email", "email"), "target-email": ("UserAccount", "email", "email"),
    "phone-number": ("UserAccount", "phone", "phone"), "whois-registrant-phone": ("UserAccount", "phone", "phone"),
    "twitter-id": ("UserAccount", "username", "twitter"), "jabber-id": ("UserAccount", "username", "jabber"),
    "github-username": ("UserAccount", "username", "github"), "full-name": ("Person", "name", ""),
    "iban": ("BankAccount", "iban", ""), "bank-account-nr": ("BankAccount", "accountNumber", ""),
    "passport-number": ("Passport", "number", ""), "identity-card-number": ("Identification", "number", ""),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """An event, an object or an attribute: its kind, and all ids of the file."""

    kind: str
    data: dict[str, Any]
    known: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def name(self) -> str:
        """Give its id."""
        return self.text("uuid") or self.text("id")

    @property
    def spot(self) -> str:
        """Give the place a person can go to."""
        return f"{self.kind} {self.name}"

    def text(self, name: str) -> str:
        """Give the first text of a field, or nothing."""
        return next(iter(texts_of(self.data.get(name))), "")

    def fields(self) -> Iterator[tuple[str, str]]:
        """Give what it says, as (field, value)."""
        for name, value in self.data.items():
            for text in texts_of(value):
                yield str(name), text
        for one in dicts_of(self.data.get("Attribute")) if self.kind == "object" else ():
            yield str(one.get("object_relation")), str(one.get("value"))


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 0.95 for a JSON object with an Event that has attributes or objects."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    is_event = start.startswith((b"{", b"[")) and _MARK.search(start)
    return 0.95 if is_event and any(word in start for word in _INSIDE) else 0.0


def items(evidence: Evidence) -> Iterator[Item]:
    """Give each event, then its objects, then its attributes.

    Raises:
        SourceError: there is no event in the file.
    """
    data = load_json(evidence)
    answer = data.get("response")
    wrapped = dicts_of(answer) if isinstance(answer, list) else [data]
    events = [one["Event"] for one in wrapped if isinstance(one.get("Event"), dict)]
    if not events:
        raise SourceError("there is no event in it", where=evidence.name, do="ask for it again")
    for event in events:
        objects = dicts_of(event.get("Object"))
        placed = [one for one in objects if _schema(one)]
        known = frozenset(name for one in placed for name in texts_of(one.get("uuid")))
        yield Item("event", event, known)
        yield from (Item("object", one, known) for one in objects)
        yield from (Item("attribute", one, known) for one in dicts_of(event.get("Attribute")))


def _schema(data: dict[str, Any]) -> str:
    """Give what an object is; the many accounts of single services are accounts."""
    name = next(iter(texts_of(data.get("name"))), "")
    return _OBJECTS.get(name) or ("UserAccount" if name.endswith("-account") else "")


def split(evidence: Evidence, _guesses: Guesses) -> Iterator[Item]:
    """Give each event, then its objects, then its attributes."""
    return items(evidence)


def read(item: Item) -> Iterator[Found | Refusal]:
    """Say what an event, an object or an attribute says.

    Raises:
        BrokenRecord: it has no id, or is of a kind clew has no place for.
    """
    if not item.name:
        raise _broken(item, f"the {item.kind} has no id", "ask for the event again")
    if item.kind == "event":
        yield _event(item)
    elif item.kind == "object":
        yield from _object(item)
    else:
        yield _attribute(item)


def _broken(item: Item, what: str, do: str) -> BrokenRecord:
    told = " ¦ ".join(f"{name}: {value}" for name, value in item.fields())
    return BrokenRecord(what, where=item.spot, do=do, value=told[:_KEPT])


def _event(item: Item) -> Found:
    found = Found("Note", item.name, item.spot, keep="shared", counts=("events",))
    found.add("name", item.text("info"))
    date = item.text("date")
    found.add("createdAt", read_date(date).text if date else None, date)
    for tag in dicts_of(item.data.get("Tag")):
        for name in texts_of(tag.get("name")):
            found.add("keywords", name)
    organisation = item.data.get("Orgc")
    if isinstance(organisation, dict):
        for name in texts_of(organisation.get("name")):
            found.add("notes", f"created by: {name}", name)
    for name in sorted(item.known):
        found.link("entity", name)
    return found


def _object(item: Item) -> Iterator[Found | Refusal]:
    schema = _schema(item.data)
    if not schema:
        what = f"clew has no place for an object {item.text('name')!r} yet"
        raise _broken(item, what, "open it at its spot")
    found = Found(schema, item.name, item.spot, keep="shared", counts=("objects",))
    card = Found("SimCard", f"{item.name} card", item.spot)
    if schema == "UserAccount":
        found.add("service", item.text("name").removesuffix("-account"))
    refused = []
    for one in dicts_of(item.data.get("Attribute")):
        relation = next(iter(texts_of(one.get("object_relation"))), "")
        for value in texts_of(one.get("value")):
            prop = _PROPS[schema].get(relation, "")
            if schema == "Handset" and relation in _PROPS["SimCard"]:
                card.add(_PROPS["SimCard"][relation], value)
            elif prop in _DATES and not read_date(value).text:
                reason = read_date(value).reason
                refused.append(Refusal(item.spot, value, reason, "check it", found.key, prop))
            elif prop:
                found.add(prop, read_date(value).day if prop in _DATES else value, value)
            else:
                note = "remarks" if schema == "Address" else "notes"
                found.add(note, f"{relation}: {value}"[:_KEPT], value)
    found.add("summary", item.text("comment"))
    yield found
    if card.values:
        yield card.link("handset", found.key)
    yield from refused
    yield from _references(item)


def _references(item: Item) -> Iterator[Found | Refusal]:
    for number, one in enumerate(dicts_of(item.data.get("ObjectReference")), 1):
        target = next(iter(texts_of(one.get("referenced_uuid"))), "")
        kind = next(iter(texts_of(one.get("relationship_type"))), "")
        if target in item.known:
            link = Found("UnknownLink", f"{item.name} link {number}", item.spot, counts=("links",))
            link.link("subject", item.name).link("object", target)
            yield link.add("role", kind.replace("-", " "))
        else:
            reason = "the reference leads to something clew has no place for"
            yield Refusal(item.spot, f"{kind} {target}", reason, "open it at its spot")


def _attribute(item: Item) -> Found:
    kind = item.text("type")
    if kind not in _ATTRIBUTES:
        what = f"clew has no place for an attribute {kind!r} yet"
        raise _broken(item, what, "open it at its spot")
    schema, prop, service = _ATTRIBUTES[kind]
    found = Found(schema, item.name, item.spot, keep="shared", counts=("attributes",))
    found.add(prop, item.text("value")).add("summary", item.text("comment"))
    if service:
        found.add("service", service)
    if service and prop != "username":
        found.add("username", item.text("value"))
    return found


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the fields of an event, an object or an attribute."""
    return fields_at(evidence, spot, items(evidence))


misp = Reader(
    name="misp",
    title="Event shared through MISP",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=_YIELDS,
    sample=("event.misp.json", {"events": 1, "objects": 3, "attributes": 2, "links": 1}),
)
