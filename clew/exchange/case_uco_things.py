"""What was read out of the originals, as UCO objects: each with the facets UCO has for it.

A property UCO has no place for stands in the description, "property: value", so that nothing is lost.
A masked victim is an object without a name, a number or a facet.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from clew.exchange.case_uco_nodes import (
    Node,
    decimal,
    facet,
    moment,
    name_of,
    node,
    number,
    ref,
    refs,
)
from clew.store.reading import Party

_PEOPLE = {
    "Person": "Person", "Company": "Organization", "Organization": "Organization",
    "PublicBody": "Organization",
}  # fmt: skip
_FILES = frozenset({"Document", "Image", "Audio", "Video", "PlainText", "Pages", "Package"})


@dataclass
class Thing:
    """One entity on its way into the file.

    Attributes:
        party: the entity.
        values: property → its values, those of links too.
        people: id of an entity a link names → name of the contact that stands for it here.
        spot: where in its source it stands.
    """

    party: Party
    values: dict[str, list[str]]
    people: Mapping[str, str] = field(default_factory=dict)
    spot: str = ""
    made: list[Node] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of its node."""
        return thing_name(self.party.entity)

    def take(self, prop: str) -> str:
        """Give the first value of a property and let the others stand in the description."""
        held = self.values.get(prop, [])
        return held.pop(0) if held else ""

    def take_all(self, *props: str) -> list[str]:
        """Give every value of these properties."""
        return [value for prop in props for value in self.values.pop(prop, [])]

    def time(self, *props: str) -> Node | None:
        """Give the first value of these properties that is a time; a mere day stays in the description."""
        for prop in props:
            for value in self.values.get(prop, []):
                if at := moment(value):
                    self.values[prop].remove(value)
                    return at
        return None

    def ends(self, numbers: Sequence[str], *links: str) -> list[Node]:
        """Give who a call or message goes from or to: the numbers, else the contacts behind links."""
        found = [phone(self, number) for number in numbers]
        for prop in links:
            known = [v for v in self.values.get(prop, []) if v in self.people]
            if found and prop in ("caller", "receiver"):
                continue
            found += [self.people[v] for v in known]
            self.values[prop] = [v for v in self.values.get(prop, []) if v not in known]
        return refs(found)

    def said(self) -> list[str]:
        """Give what no facet took, and where it stands."""
        rest = [f"{prop}: {v}" for prop, held in sorted(self.values.items()) for v in held]
        return [f"Read at {self.spot}.", *rest] if self.spot else rest

    def done(self, kind: str, facets: list[Node]) -> list[Node]:
        """Give the node, before it what it speaks of."""
        caption = self.party.caption
        body = node(
            self.name,
            kind,
            core__name=caption,
            core__description=self.said(),
            core__hasFacet=facets,
        )
        return [*self.made, body]


def thing_name(entity: str) -> str:
    """Give the name of an entity's node."""
    return name_of("thing", entity)


def contact_name(entity: str) -> str:
    """Give the name of the address-book entry that stands for a person a phone names."""
    return name_of("contact", entity)


def is_person(schema: str) -> bool:
    """True for whoever can call, write, or be written to."""
    return schema == "LegalEntity" or schema in _PEOPLE


def nodes(thing: Thing, is_phone: bool) -> list[Node]:
    """Give the nodes of one entity.

    Args:
        thing: the entity.
        is_phone: its source is of a phone, so that people are entries of its address book as well.
    """
    schema = thing.party.schema
    if thing.party.masked:
        return _masked(thing, is_phone)
    if is_person(schema):
        return _person(thing, is_phone)
    made = _MADE.get(schema)
    if made is None and schema in _FILES:
        made = _file
    return (made or _other)(thing)


def _masked(thing: Thing, is_phone: bool) -> list[Node]:
    words = "a victim, masked: nothing of them stands in this file"
    is_one = is_person(thing.party.schema)
    kind = "uco-identity:Identity" if is_one else "uco-observable:ObservableObject"
    made = [node(thing.name, kind, core__description=words)]
    if is_one and is_phone:
        contact = contact_name(thing.party.entity)
        made.append(node(contact, "uco-observable:Contact", core__description=words))
    return made


def phone(thing: Thing, written: str) -> str:
    """Give the name of the account of a telephone number, and make its node."""
    name = name_of("phone-account", written)
    facets = facet(name, "PhoneAccountFacet", phoneNumber=written)
    facets += facet(name, "AccountFacet", accountIdentifier=written)
    thing.made.append(node(name, "uco-observable:PhoneAccount", core__hasFacet=facets))
    return name


def _email(thing: Thing, written: str) -> str:
    name = name_of("email-address", written)
    facets = facet(name, "EmailAddressFacet", addressValue=written)
    thing.made.append(node(name, "uco-observable:EmailAddress", core__hasFacet=facets))
    return name


def _application(thing: Thing, service: str) -> Node | None:
    if not service:
        return None
    name = name_of("application", service)
    thing.made.append(node(name, "uco-observable:Application", core__name=service))
    return ref(name)


def _person(thing: Thing, is_phone: bool) -> list[Node]:
    if is_phone:
        _contact(thing)
    kind = f"uco-identity:{_PEOPLE.get(thing.party.schema, 'Identity')}"
    simple = node(
        name_of("simple-name", thing.party.entity), "uco-identity:SimpleNameFacet",
        identity__givenName=thing.take_all("firstName"), identity__familyName=thing.take_all("lastName"),
    )  # fmt: skip
    return thing.done(kind, [simple] if len(simple) > 2 else [])


def _contact(thing: Thing) -> None:
    """Make the entry of the address book: names, numbers, e-mails as the phone holds them."""
    values, entry = thing.values, contact_name(thing.party.entity)
    phones, emails = [], []
    for one in values.get("phone", []):
        number_ref = ref(phone(thing, one))
        kept = name_of("contact-phone", entry, one)
        kind = "uco-observable:ContactPhone"
        phones.append(node(kept, kind, observable__contactPhoneNumber=number_ref))
    for one in values.get("email", []):
        kept, kind = name_of("contact-email", entry, one), "uco-observable:ContactEmail"
        emails.append(node(kept, kind, observable__emailAddress=ref(_email(thing, one))))
    facets = facet(
        entry, "ContactFacet", displayName=next(iter(values.get("name", [])), ""),
        nickname=values.get("alias", []), contactPhone=phones, contactEmail=emails,
    )  # fmt: skip
    thing.made.append(
        node(
            entry,
            "uco-observable:Contact",
            core__hasFacet=facets,
            core__description=f"Stands for {thing.name} in this source.",
        )
    )


def _handset(thing: Thing) -> list[Node]:
    maker = thing.take("manufacturer")
    made_by = name_of("organization", maker)
    if maker:
        thing.made.append(node(made_by, "uco-identity:Organization", core__name=maker))
    facets = facet(
        thing.name, "DeviceFacet", model=thing.take("model"), serialNumber=thing.take("serialNumber"),
        manufacturer=ref(made_by) if maker else None,
    )  # fmt: skip
    facets += facet(thing.name, "MobileDeviceFacet", IMEI=thing.take_all("imei"))
    return thing.done("uco-observable:MobilePhone", facets)


def _sim(thing: Thing) -> list[Node]:
    facets = facet(thing.name, "SIMCardFacet", ICCID=thing.take("iccid"), IMSI=thing.take("imsi"))
    for one in thing.values.get("phone", []):
        phone(thing, one)
    return thing.done("uco-observable:SIMCard", facets)


def _account(thing: Thing) -> list[Node]:
    login = thing.take_all("username")
    facets = facet(
        thing.name, "AccountFacet", accountIdentifier=next(iter(login), thing.take("phone")),
    )  # fmt: skip
    facets += facet(
        thing.name, "DigitalAccountFacet", accountLogin=login, displayName=thing.take("name")
    )
    application = _application(thing, thing.take("service"))
    facets += facet(thing.name, "ApplicationAccountFacet", application=application)
    return thing.done("uco-observable:ApplicationAccount", facets)


def _call(thing: Thing) -> list[Node]:
    callers = thing.ends(thing.take_all("callerNumber"), "caller")
    seconds = thing.take("duration")
    facets = facet(
        thing.name, "CallFacet", startTime=thing.time("date", "startDate"), endTime=thing.time("endDate"),
        duration=_whole(thing, "duration", seconds), callType=thing.take("summary"),
        to=thing.ends(thing.take_all("receiverNumber"), "receiver"), **{"from": callers[:1]},
    )  # fmt: skip
    return thing.done("uco-observable:Call", facets)


def _message(thing: Thing) -> list[Node]:
    senders = thing.ends([], "sender")
    facets = facet(
        thing.name, "MessageFacet", sentTime=thing.time("date"), messageText=thing.take("bodyText"),
        messageID=thing.take("messageId"), sessionID=_first_kept(thing, "parent"),
        to=thing.ends([], "recipients"), **{"from": senders[:1]},
    )  # fmt: skip
    return thing.done("uco-observable:Message", facets)


def _mail(thing: Thing) -> list[Node]:
    def addresses(prop: str) -> list[Node]:
        return refs([_email(thing, one) for one in thing.values.get(prop, [])])

    facets = facet(
        thing.name, "EmailMessageFacet", sentTime=thing.time("date"), body=thing.take("bodyText"),
        subject=_first_kept(thing, "subject"), messageID=thing.take("messageId"),
        inReplyTo=thing.take("inReplyTo"), to=addresses("to"), cc=addresses("cc"), bcc=addresses("bcc"),
        **{"from": addresses("from")[:1]},
    )  # fmt: skip
    return thing.done("uco-observable:EmailMessage", facets)


def _chat(thing: Thing) -> list[Node]:
    facets = facet(thing.name, "MessageThreadFacet", participant=thing.ends([], "participants"))
    return thing.done("uco-observable:MessageThread", facets)


def _file(thing: Thing) -> list[Node]:
    size = thing.take("fileSize")
    names = thing.take_all("fileName")
    length = _whole(thing, "fileSize", size)
    facets = facet(thing.name, "FileFacet", fileName=names, sizeInBytes=length)
    facets += facet(thing.name, "ContentDataFacet", mimeType=thing.take_all("mimeType"))
    return thing.done("uco-observable:File", facets)


def _place(thing: Thing) -> list[Node]:
    facets: list[Node] = []
    latitude, longitude = (
        next(iter(thing.values.get(prop, [])), "") for prop in ("latitude", "longitude")
    )
    north, east = decimal(latitude), decimal(longitude)
    if north and east:
        facets.append(
            node(
                name_of("position", thing.name),
                "uco-location:LatLongCoordinatesFacet",
                location__latitude=north,
                location__longitude=east,
            )
        )
    street = next(iter(thing.values.get("full", [])), "")
    simple = node(
        name_of("address", thing.name), "uco-location:SimpleAddressFacet", location__street=street
    )
    return thing.done("uco-location:Location", [*facets, simple] if street else facets)


def _other(thing: Thing) -> list[Node]:
    thing.values.setdefault("schema", [thing.party.schema])
    return thing.done("uco-observable:ObservableObject", [])


def _whole(thing: Thing, prop: str, text: str) -> Node | None:
    if text.isascii() and text.isdigit():
        return number(int(text))
    if text:
        thing.values.setdefault(prop, []).append(text)
    return None


def _first_kept(thing: Thing, prop: str) -> str:
    return next(iter(thing.values.get(prop, [])), "")


_MADE: dict[str, Callable[[Thing], list[Node]]] = {
    "Handset": _handset, "SimCard": _sim, "UserAccount": _account, "Call": _call, "Message": _message,
    "Email": _mail, "Chat": _chat, "Address": _place,
}  # fmt: skip
