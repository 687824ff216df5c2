"""What the readers of charts share: things with fields, and the lines between them.

What a thing is, its fields tell: a plate makes a vehicle, an IMEI a handset, a word such as
"person" in a field called type a person. A thing of which only a name is known stays open: it is a
LegalEntity, which may be a person or a company.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from clew.errors import BrokenRecord
from clew.model import identifiers
from clew.model.dates import read_date
from clew.model.evidence import Found, Refusal
from clew.model.text import fold
from clew.sources.columns import meaning_of

YIELDS = frozenset(
    {
        "Person", "Organization", "LegalEntity", "Vehicle", "Handset", "SimCard", "UserAccount", "Address",
        "BankAccount", "UnknownLink",
    }
)  # fmt: skip
"""Schemata a chart can give."""
_KIND_FIELDS = frozenset(
    {"type", "kind", "category", "entity type", "class", "schema", "node type"}
)
_KINDS = (
    (r"person|people|man|woman|lice|osoba|kisi|suspect|driver|individual", "Person"),
    (r"organi[sz]ation|company|firm|organizacija|kompani|sirket|group", "Organization"),
    (r"vehicle|car|auto|vozilo|arac|makine|van|truck", "Vehicle"),
    (r"handset|device|imei", "Handset"),
    (r"sim", "SimCard"),
    (r"phone|telefon|msisdn|account|e ?mail|profile|nick", "UserAccount"),
    (r"bank|iban", "BankAccount"),
    (r"place|location|address|city|adresa|house", "Address"),
)
_BY_MEANING = (
    ("plate", "Vehicle"), ("vin", "Vehicle"), ("imei", "Handset"), ("imsi", "SimCard"), ("birth_date", "Person"),
    ("first_name", "Person"), ("last_name", "Person"), ("passport", "Person"), ("latitude", "Address"),
)  # fmt: skip
_PROPS: dict[str, tuple[str, ...]] = {
    "name": ("name",), "first_name": ("firstName",), "last_name": ("lastName",), "other_names": ("alias",),
    "birth_date": ("birthDate",), "birth_place": ("birthPlace",), "nationality": ("nationality",), "sex": ("gender",),
    "passport": ("passportNumber",), "document": ("idNumber",), "id_number": ("idNumber",), "phone": ("phone",),
    "email": ("email",), "address": ("address", "full"), "country": ("country",), "plate": ("registrationNumber",),
    "vin": ("vin",), "vehicle_model": ("model",), "imei": ("imei",), "imsi": ("imsi",), "latitude": ("latitude",),
    "longitude": ("longitude",), "remarks": ("notes", "remarks"),
}  # fmt: skip
_NUMBERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "Handset": ("imei", identifiers.imei),
    "SimCard": ("imsi", re.compile(r"\d{14,15}").fullmatch),
    "Vehicle": ("registrationNumber", re.compile(r"(?=.*\d)(?=.*[^\W\d_])[\w\s-]{5,12}").fullmatch),
    "BankAccount": ("iban", re.compile(r"[A-Z]{2}\d{2}[\dA-Z ]{8,40}").fullmatch),
}
"""What a label can be the number of: schema → property, and what looks like one."""
_LINK_NAMES = frozenset(
    {"label", "type", "role", "relationship", "relation", "kind", "name", "link type"}
)
_BEGINS = frozenset({"start", "begin", "from", "since", "start date"})
_ENDS = frozenset({"end", "to", "until", "end date"})


@dataclass(slots=True)
class Node:
    """A thing on a chart: its id in the file, its label, and its fields as (name, value)."""

    spot: str
    name: str
    label: str = ""
    data: list[tuple[str, str]] = field(default_factory=list)

    def fields(self) -> Iterator[tuple[str, str]]:
        """Give what it says, as (field, value)."""
        yield from (("id", self.name), ("label", self.label), *self.data)


@dataclass(slots=True)
class Edge:
    """A line on a chart between two ids; *known* says whether both are things of the file."""

    spot: str
    source: str
    target: str
    data: list[tuple[str, str]] = field(default_factory=list)
    known: bool = True

    def fields(self) -> Iterator[tuple[str, str]]:
        """Give what it says, as (field, value)."""
        yield from (("source", self.source), ("target", self.target), *self.data)


def read_graph(record: Node | Edge) -> Iterator[Found | Refusal]:
    """Say what a thing or a line says.

    Raises:
        BrokenRecord: a line ends at a thing the file does not have.
    """
    if isinstance(record, Node):
        yield from _node(record)
        return
    if not record.known or not record.source or not record.target:
        raise BrokenRecord(
            "the line ends at a thing the file does not have", where=record.spot,
            do="ask for the whole chart", value=f"{record.source} – {record.target}",
        )  # fmt: skip
    link = Found("UnknownLink", record.spot, record.spot, counts=("links",))
    link.link("subject", f"node {record.source}").link("object", f"node {record.target}")
    refused: list[Refusal] = []
    for name, value in record.data:
        plain = fold(name)
        prop = "startDate" if plain in _BEGINS else "endDate" if plain in _ENDS else ""
        if not prop and meaning_of(name) in ("trip_date", "call_start"):
            prop = "date"
        if prop and (told := read_date(value).text):
            link.add(prop, told, value)
        elif prop:
            reason = read_date(value).reason
            refused.append(
                Refusal(record.spot, value, reason, "check it in the file", link.key, prop)
            )
        elif plain in _LINK_NAMES:
            link.add("role", value)
        else:
            link.add("description", f"{name}: {value}"[:2000], value)
    yield link
    yield from refused


def _node(node: Node) -> Iterator[Found | Refusal]:
    from clew.model.ftm import model

    held = [(name, meaning_of(name), value) for name, value in node.data]
    schema = _schema(node, held)
    found = Found(schema, f"node {node.name}", node.spot, keep="file", counts=("things",))
    known = model()[schema].properties
    if node.label:
        found.add("username" if schema == "UserAccount" else "name", node.label)
    elif not any(meaning in ("name", "last_name") for _, meaning, _ in held):
        found.add("username" if schema == "UserAccount" else "name", node.name)
    for name, meaning, value in held:
        prop = next((p for p in _PROPS.get(meaning or "", ()) if p in known), "")
        if prop == "birthDate":
            yield from _birth(found, value)
        elif prop:
            found.add(prop, value)
        elif value != node.label:
            note = "notes" if "notes" in known else "description"
            found.add(note, f"{name}: {value}"[:2000], value)
    if schema == "UserAccount":
        _account(found, node.label or node.name)
    elif schema in _NUMBERS and (label := node.label or node.name):
        prop, looks = _NUMBERS[schema]
        if not any(value.prop == prop for value in found.values) and looks(label):
            found.add(prop, label)
    yield found


def _birth(found: Found, value: str) -> Iterator[Refusal]:
    read = read_date(value)
    if read.day:
        found.add("birthDate", read.day, value)
    else:
        yield Refusal(
            found.spot, value, read.reason, "check it in the file", found.key, "birthDate"
        )


def _account(found: Found, label: str) -> None:
    """Give a thing called a telephone, whose label is its number, the number."""
    said = {value.prop for value in found.values}
    if "phone" not in said and re.fullmatch(r"\+?[\d\s()/-]{7,20}", label):
        found.add("phone", label).add("service", "phone")
    elif "email" not in said and re.fullmatch(r"\S+@\S+\.\w+", label):
        found.add("email", label).add("service", "email")


def _schema(node: Node, held: list[tuple[str, str | None, str]]) -> str:
    """Say what a thing is, by a word for its kind, else by its fields, else by its label."""
    for name, _, value in held:
        if fold(name) in _KIND_FIELDS:
            for words, schema in _KINDS:
                if re.search(rf"\b(?:{words})", fold(value)):
                    return schema
    meanings = {meaning for _, meaning, _ in held}
    for meaning, schema in _BY_MEANING:
        if meaning in meanings:
            return schema
    if re.fullmatch(r"\+[\d\s()/-]{7,20}|\S+@\S+\.\w+", node.label or node.name):
        return "UserAccount"
    return "LegalEntity"
