"""What a machine-readable zone says, as a person and a document."""

from collections.abc import Callable, Iterator

from clew.model.evidence import Found, Refusal
from clew.model.mrz import Fault, Mrz

_PROPS = {
    "number": ("document", "number"), "birth": ("person", "birthDate"),
    "expiry": ("document", "endDate"), "optional": ("document", "personalNumber"),
    "sex": ("person", "gender"), "name": ("person", "name"),
}  # fmt: skip
LineSpot = Callable[[int], str]
"""Gives the place of a line of the zone, counted from 0."""


def say(mrz: Mrz, spot: str, line_spot: LineSpot) -> Iterator[Found | Refusal]:
    """Give the person and the document of a zone that stands at *spot*, and its faults as refusals."""
    person = Found("Person", f"{spot} person", spot)
    is_passport = mrz.code.startswith("P")
    document = Found("Passport" if is_passport else "Identification", f"{spot} document", spot)

    def at(field: str) -> str | None:
        line = mrz.line_of(field)
        return line_spot(line) if line else None

    _say_person(person, mrz, at)
    _say_document(document, person, mrz, at)
    yield person
    yield document
    keys = {"person": person.key, "document": document.key}
    for fault in mrz.faults:
        yield _fault(fault, line_spot(fault.line), keys, is_passport)


FieldSpot = Callable[[str], str | None]
"""Gives the place of a field where it is not the zone's own."""


def _say_person(person: Found, mrz: Mrz, at: FieldSpot) -> None:
    name = f"{mrz.given_names} {mrz.surname}"
    written = mrz.written["name"].rstrip("<")
    spot = at("name")
    if mrz.is_faulty("name"):
        person.add("weakAlias", name, written, spot)
    else:
        person.add("name", name, written, spot)
        person.add("firstName", mrz.given_names, spot=spot).add("lastName", mrz.surname, spot=spot)
    if mrz.name_is_cut:
        person.add("notes", "the name fills its field and may be cut", written, spot)
    if not mrz.is_faulty("birth"):
        person.add("birthDate", mrz.birth_date, mrz.written["birth"], at("birth"))
    if not mrz.is_faulty("sex"):
        person.add("gender", mrz.sex, spot=at("sex"))
    person.add("nationality", mrz.nationality, spot=at("nationality"))


def _say_document(document: Found, person: Found, mrz: Mrz, at: FieldSpot) -> None:
    is_passport = document.schema == "Passport"
    spot = at("number")
    document.link("holder", person.key)
    if not mrz.is_faulty("number"):
        document.add("number", mrz.number, spot=spot)
        if is_passport:
            person.add("passportNumber", mrz.number, spot=spot)
        elif not mrz.code.startswith("V"):
            person.add("idNumber", mrz.number, spot=spot)
    document.add("type", mrz.code, mrz.written["code"]).add("country", mrz.issuer)
    if not mrz.is_faulty("expiry"):
        document.add("endDate", mrz.expiry_date, mrz.written["expiry"], at("expiry"))
    for optional in mrz.optional if not mrz.is_faulty("optional") else ():
        if is_passport:
            document.add("personalNumber", optional, spot=at("optional"))
        else:
            told = f"optional field: {optional}"
            document.add("description", told, optional, at("optional"))


def _fault(fault: Fault, where: str, keys: dict[str, str], is_passport: bool) -> Refusal:
    owner, prop = _PROPS.get(fault.field, ("document", ""))
    if fault.field == "optional" and not is_passport:
        prop = "description"
    return Refusal(where, fault.value, fault.reason, fault.do, keys[owner], prop or None)
