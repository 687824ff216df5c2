"""The call history of an Apple handset: `CallHistory.storedata`, before iOS 8 `call_history.db`.

Reads    ZCALLRECORD with its handles; in old handsets call
Gives    one Call a row with both ends, seconds, and the service when it was not the telephone
Units    seconds since 2001 (old: since 1970) → UTC to the second; duration in whole seconds
Refuses  a time no telephone can have noted
"""

from collections.abc import Iterator

from clew.model.evidence import Found, Refusal
from clew.model.identifiers import phone
from clew.sources.database import Row
from clew.sources.database_reader import App, Table, database_reader
from clew.sources.handset_desk import Desk, call
from clew.sources.parties import Meant

Given = Iterator[Found | Refusal]
_OWN = ("", "com.apple.Telephony", "com.apple.FaceTime")
_SHOWN = {8: "FaceTime video", 16: "FaceTime audio"}
_OUTGOING = 1
"""The bit of an old handset's flags that says a call was made from it."""


def _prepare(desk: Desk) -> None:
    handles = desk.db.by("ZHANDLE", "Z_PK", ("ZVALUE",))
    desk.held["handle"] = {n: row.text("ZVALUE") for n, row in handles.items()}
    desk.held["in call"] = {}
    for table, columns in desk.db.tables.items():
        ours = [c for c in columns if c.startswith("Z_")]
        if table.endswith("REMOTEPARTICIPANTHANDLES") and len(ours) == 2:
            one = next((c for c in ours if c.endswith("CALLS")), ours[0])
            other = next(c for c in ours if c != one)
            grouped = desk.db.grouped(table, one, (other,))
            desk.held["in call"] = {
                n: [r.cells.get(other) for r in rs] for n, rs in grouped.items()
            }
            desk.spent.add(table)


def _call(row: Row, desk: Desk) -> Given:
    found = yield from call(row, at="ZDATE", seconds="ZDURATION", unit="apple")
    service = row.text("ZSERVICE_PROVIDER")
    if service not in _OWN:
        found.add("summary", service)
    found.add("summary", _SHOWN.get(row.whole("ZCALLTYPE") or 0))
    sent = row.whole("ZORIGINATED") == 1
    if not sent and row.whole("ZANSWERED") == 0:
        found.add("summary", "not answered")
    handles = [desk.held["handle"].get(n, "") for n in desk.held["in call"].get(row.number, ())]
    country = row.text("ZISO_COUNTRY_CODE").upper() or desk.country
    others: list[Meant] = []
    for written in dict.fromkeys([row.text("ZADDRESS"), *handles]):
        if written:
            number = phone(written, country) or written
            others.append((yield from desk.party(number, row.text("ZNAME"), row.spot)))
    yield from desk.ends(found, row, list({m.key: m for m in others}.values()), sent=sent)
    yield found


def _old_call(row: Row, desk: Desk) -> Given:
    found = yield from call(row, at="date", seconds="duration", unit="s")
    other = yield from desk.party(row.text("address"), row.text("name"), row.spot)
    sent = bool((row.whole("flags") or 0) & _OUTGOING)
    yield from desk.ends(found, row, [other], sent=sent)
    yield found


_CALL = (
    "ZDATE", "ZDURATION", "ZADDRESS", "ZNAME", "ZORIGINATED", "ZANSWERED", "ZCALLTYPE", "ZSERVICE_PROVIDER",
    "ZISO_COUNTRY_CODE",
)  # fmt: skip

ios_calls = database_reader(
    "ios-calls",
    "Call history of an Apple phone (CallHistory.storedata)",
    App(
        needs=(
            {"ZCALLRECORD": "ZDATE ZDURATION ZORIGINATED"},
            {"call": "address date duration flags"},
        ),
        tables={
            "ZCALLRECORD": Table(_call, _CALL),
            "call": Table(_old_call, ("address", "date", "duration", "flags", "name")),
        },
        prepare=_prepare,
        spent=frozenset({"ZHANDLE"}),
    ),
    "Call LegalEntity",
    sample=("CallHistory.storedata", {"calls": 3}),
)
