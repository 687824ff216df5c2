"""The address book and call log of an Android handset: `contacts2.db`, `calllog.db`.

Reads    raw_contacts with their data, and calls, which older handsets keep in the same file
Gives    one Person a contact, one Call a row with the numbers at both ends
Units    milliseconds since 1970 → UTC to the second; duration in whole seconds as stored
Refuses  a time no telephone can have noted; a number without a country when none is known
"""

from collections.abc import Iterator

from clew.model.evidence import Found, Refusal
from clew.model.identifiers import phone
from clew.sources.database import Row
from clew.sources.database_reader import App, Table, database_reader
from clew.sources.handset_desk import Desk, call, contact

Given = Iterator[Found | Refusal]
_PHONE, _EMAIL = "vnd.android.cursor.item/phone_v2", "vnd.android.cursor.item/email_v2"
_ADDRESS = "vnd.android.cursor.item/postal-address_v2"
_NAME, _NICKNAME = "vnd.android.cursor.item/name", "vnd.android.cursor.item/nickname"
_NOTE, _WEBSITE = "vnd.android.cursor.item/note", "vnd.android.cursor.item/website"
_OWN = {_NICKNAME: "alias", _NOTE: "notes", _WEBSITE: "website", _ADDRESS: "address"}
_KINDS = {3: "missed", 4: "voicemail", 5: "rejected", 6: "blocked", 7: "answered elsewhere"}
_HIDDEN = {"-1": "number unknown", "-2": "number withheld", "-3": "pay phone"}


def _prepare(desk: Desk) -> None:
    kinds = desk.db.by("mimetypes", "_id", ("mimetype",))
    desk.held["kinds"] = {number: row.text("mimetype") for number, row in kinds.items()}
    columns = ("mimetype_id", "data1", "data4")
    desk.held["data"] = desk.db.grouped("data", "raw_contact_id", columns)


def _contact(row: Row, desk: Desk) -> Given:
    said = [
        (desk.held["kinds"].get(d.cells.get("mimetype_id"), ""), d)
        for d in desk.held["data"].get(row.number, ())
    ]
    marks = [(d.text("data4", "data1"), d.spot) for kind, d in said if kind == _PHONE]
    marks += [(d.text("data1"), d.spot) for kind, d in said if kind == _EMAIL]
    name = row.text("display_name") or next((d.text("data1") for k, d in said if k == _NAME), "")
    if not name and not marks and row.whole("deleted"):
        return  # what is left of a contact the handset has emptied
    found = yield from contact(desk, row, name, marks)
    for kind, data in said:
        if kind in _OWN:
            found.add(_OWN[kind], data.text("data1"), spot=data.spot)
    yield found.add("deletedState", "Deleted" if row.whole("deleted") else None)


def _call(row: Row, desk: Desk) -> Given:
    found = yield from call(row, at="date", seconds="duration", unit="ms")
    kind = row.whole("type")
    written = row.text("number")
    found.add("summary", _KINDS.get(kind or 0)).add("summary", _HIDDEN.get(written))
    number = "" if written in _HIDDEN else row.text("normalized_number")
    if not number and written not in _HIDDEN:
        number = phone(written, row.text("countryiso").upper() or desk.country) or written
    name = row.text("name") if number else ""
    other = yield from desk.party(number, name, row.spot)
    sent = True if kind == 2 else False if kind == 1 or kind in _KINDS else None
    yield from desk.ends(found, row, [other], sent=sent)
    yield found.add("deletedState", "Deleted" if row.whole("deleted") else None)


android_contacts = database_reader(
    "android-contacts",
    "Android contacts and call log (contacts2.db, calllog.db)",
    App(
        needs=(
            {"calls": "number date duration type new"},
            {"raw_contacts": "display_name contact_id", "data": "mimetype_id data1"},
        ),
        tables={
            "raw_contacts": Table(_contact, ("display_name", "deleted")),
            "calls": Table(
                _call,
                (
                    "number",
                    "date",
                    "duration",
                    "type",
                    "name",
                    "countryiso",
                    "normalized_number",
                    "deleted",
                ),
            ),
        },
        prepare=_prepare,
        spent=frozenset({"data", "mimetypes", "contacts"}),
    ),
    "Person LegalEntity Call",
    sample=("contacts2.db", {"contacts": 2, "calls": 4}),
)
