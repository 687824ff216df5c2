"""Viber of an Android handset: `viber_data` (calls, contacts) and `viber_messages`.

Reads    phonebookcontact with its numbers, calls; conversations, participants, messages
Gives    Persons, Calls, Chats with participants, Messages, positions
Units    milliseconds since 1970 → UTC to the second; duration in whole seconds
Refuses  a time no telephone can have noted
"""

from collections.abc import Iterator

from clew.model.evidence import Found, Refusal
from clew.sources.database import Row
from clew.sources.database_reader import App, Table, database_reader
from clew.sources.handset_desk import Desk, attachment, call, contact, message, position
from clew.sources.parties import Meant

Given = Iterator[Found | Refusal]
_VIDEO = 4


def _prepare(desk: Desk) -> None:
    db = desk.db
    desk.held["numbers"] = db.grouped("phonebookdata", "contact_id", ("data1", "data2"))
    people = db.by(
        "participants_info", "_id", ("number", "display_name", "contact_name", "viber_name")
    )
    desk.held["people"] = people
    who = db.by("participants", "_id", ("participant_info_id", "conversation_id"))
    desk.held["participant"] = who
    desk.held["in chat"] = db.grouped("participants", "conversation_id", ("participant_info_id",))


def _contact(row: Row, desk: Desk) -> Given:
    numbers = desk.held["numbers"].get(row.number, ())
    marks = dict.fromkeys((n.text("data2", "data1"), n.spot) for n in numbers)
    found = yield from contact(desk, row, row.text("display_name"), list(marks))
    yield found.add("deletedState", "Deleted" if row.whole("deleted") else None)


def _call(row: Row, desk: Desk) -> Given:
    found = yield from call(row, at="date", seconds="duration", unit="ms")
    found.add("summary", "video call" if row.whole("viber_call_type") == _VIDEO else None)
    other = yield from desk.party(row.text("canonized_number", "number"), "", row.spot)
    kind = row.whole("type")
    sent = True if kind == 2 else False if kind in (1, 3) else None
    found.add("summary", "missed" if kind == 3 else None)
    yield from desk.ends(found, row, [other], sent=sent)
    yield found


def _person(number: object, desk: Desk, spot: str) -> Iterator[Found | Meant]:
    row = desk.held["people"].get(number)
    if row is None:
        return
    name = row.text("contact_name", "display_name", "viber_name")
    yield (yield from desk.party(row.text("number"), name, spot))


def _people(numbers: list[object], desk: Desk, spot: str) -> tuple[list[Found], list[Meant]]:
    said: list[Found] = []
    meant: list[Meant] = []
    for number in numbers:
        for item in _person(number, desk, spot):
            if isinstance(item, Meant):
                meant.append(item)
            else:
                said.append(item)
    return said, meant


def _conversation(row: Row, desk: Desk) -> Given:
    found = desk.begin_chat(row, str(row.number), row.text("name"))
    numbers = [p.cells.get("participant_info_id") for p in desk.held["in chat"].get(row.number, ())]
    said, people = _people(numbers, desk, row.spot)
    yield from said
    for meant in people:
        found.link("participants", meant.key)
    yield found


def _message(row: Row, desk: Desk) -> Given:
    found = yield from message(row, at="msg_date", unit="ms", body="body")
    sent = row.whole("send_type") == 1
    yield from desk.in_chat(found, row, row.text("conversation_id"))
    if sent:
        inside = desk.held["in chat"].get(row.cells.get("conversation_id"), ())
        numbers = [p.cells.get("participant_info_id") for p in inside]
    else:
        who = desk.held["participant"].get(row.cells.get("participant_id"))
        numbers = [who.cells.get("participant_info_id")] if who else []
    said, others = _people(numbers, desk, row.spot)
    yield from said
    yield from desk.ends(found, row, others, sent=sent)
    mime = {"image": "image/*", "video": "video/*", "sound": "audio/*"}.get(
        row.text("extra_mime"), ""
    )
    yield from attachment(row, found.key, row.text("extra_uri"), mime)
    for name in ("location_lat", "location_lng"):  # stored as ten millionths of a degree
        value = row.number_in(name)
        if value is not None and abs(value) > 180:
            row.cells[name] = value / 1e7
    yield from position(found, row, "location_lat", "location_lng")
    yield found.add("deletedState", "Deleted" if row.whole("deleted") else None)


_MESSAGE = (
    "msg_date", "participant_id", "conversation_id", "body", "send_type", "extra_uri", "extra_mime",
    "location_lat", "location_lng", "deleted",
)  # fmt: skip
_CALL = ("date", "number", "canonized_number", "type", "duration", "viber_call_type")

viber_android = database_reader(
    "viber-android",
    "Viber of an Android phone (viber_data, viber_messages)",
    App(
        needs=(
            {"calls": "canonized_number viber_call_type date", "phonebookcontact": "display_name"},
            {"messages": "msg_date participant_id conversation_id send_type"},
        ),
        tables={
            "phonebookcontact": Table(_contact, ("display_name", "deleted")),
            "calls": Table(_call, _CALL),
            "conversations": Table(_conversation, ("name",)),
            "messages": Table(_message, _MESSAGE),
        },
        service="Viber",
        prepare=_prepare,
        spent=frozenset({"phonebookdata", "participants", "participants_info"}),
    ),
    "Person LegalEntity UserAccount Call Chat Message Address Document Image Audio Video",
    sample=("viber_data", {"contacts": 1, "calls": 2, "chats": 1, "messages": 2}),
)
