"""The address book of an Apple handset: `AddressBook.sqlitedb`.

Reads    ABPerson with its numbers, addresses and accounts (ABMultiValue, ABMultiValueEntry)
Gives    one Person a contact
Units    birthdays are seconds since 2001 → the day
Refuses  a number without a country when none is known; a birthday that is no day
"""

from collections.abc import Iterator

from clew.model.evidence import Found, Refusal
from clew.sources.database import Row
from clew.sources.database_reader import App, Table, database_reader
from clew.sources.handset_desk import Desk, contact
from clew.sources.handset_times import birthday

Given = Iterator[Found | Refusal]
_PHONE, _EMAIL, _PLACE, _URL = 3, 4, 5, 22
_PARTS = ("First", "Middle", "Last")


def _prepare(desk: Desk) -> None:
    held, db = desk.held, desk.db
    held["values"] = db.grouped("ABMultiValue", "record_id", ("property", "value", "UID"))
    held["parts"] = db.grouped("ABMultiValueEntry", "parent_id", ("value",))


def _person(row: Row, desk: Desk) -> Given:
    values = desk.held["values"].get(row.number, ())
    marks = [
        (value.text("value"), value.spot)
        for kind in (_PHONE, _EMAIL)
        for value in values
        if value.whole("property") == kind
    ]
    name = " ".join(filter(None, (row.text(part) for part in _PARTS)))
    found = yield from contact(desk, row, name or row.text("Organization", "Nickname"), marks)
    found.add("alias", row.text("Nickname")).add("notes", row.text("Note"))
    yield from birthday(found, "birthDate", row, "Birthday")
    for value in values:
        if value.whole("property") == _URL:
            found.add("website", value.text("value"), spot=value.spot)
        if value.whole("property") == _PLACE:
            parts = [p.text("value") for p in desk.held["parts"].get(value.cells.get("UID"), ())]
            found.add("address", ", ".join(filter(None, parts)), spot=value.spot)
    yield found


ios_contacts = database_reader(
    "ios-contacts",
    "Address book of an Apple phone (AddressBook.sqlitedb)",
    App(
        needs=({"ABPerson": "First Last", "ABMultiValue": "record_id property value"},),
        tables={
            "ABPerson": Table(_person, (*_PARTS, "Organization", "Nickname", "Note", "Birthday"))
        },
        prepare=_prepare,
        spent=frozenset({"ABMultiValue", "ABMultiValueEntry", "ABMultiValueLabel"}),
    ),
    "Person LegalEntity UserAccount",
    sample=("AddressBook.sqlitedb", {"contacts": 2}),
)
