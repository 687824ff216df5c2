"""Short and multimedia messages of an Android handset: `mmssms.db`.

Reads    table sms; table pdu with its addresses (addr) and parts (part)
Gives    one Message a row with sender and recipients, and a file for each part that is one
Units    sms in milliseconds, pdu in seconds since 1970 → UTC to the second
Refuses  a time no telephone can have noted; a damaged stretch of a table, and says from where
"""

from collections.abc import Iterator

from clew.model.evidence import Found, Refusal
from clew.sources.database import Row
from clew.sources.database_reader import App, Table, database_reader
from clew.sources.handset_desk import Desk, attachment, begin, message
from clew.sources.handset_times import moment
from clew.sources.parties import Meant

Given = Iterator[Found | Refusal]
_SENT, _RECEIVED = {2, 4, 5, 6}, {1, 7}
_FROM, _SELF = 137, "insert-address-token"
"""Type of the sender among the addresses of a multimedia message, and the word for the handset itself."""
_NOTICES = {130: "announced, not fetched", 134: "delivery report", 136: "read report"}
_FOLDERS = {3: "draft", 4: "outbox", 5: "failed", 6: "queued"}


def _sms(row: Row, desk: Desk) -> Given:
    found = yield from message(row, at="date", unit="ms", body="body")
    found.add("subject", row.text("subject"))
    kind = row.whole("type")
    found.add("summary", _FOLDERS.get(kind or 0))
    other = yield from desk.party(row.text("address"), "", row.spot)
    sent = True if kind in _SENT or kind == 3 else False if kind in _RECEIVED else None
    yield from desk.ends(found, row, [other], sent=sent)
    yield found


def _prepare(desk: Desk) -> None:
    desk.held["addr"] = desk.db.grouped("addr", "msg_id", ("address", "type"))
    desk.held["part"] = desk.db.grouped(
        "part", "mid", ("ct", "name", "cl", "fn", "_data", "text", "seq")
    )


def _pdu(row: Row, desk: Desk) -> Given:
    found = begin("Message", row, "messages")
    found.add("summary", _NOTICES.get(row.whole("m_type") or 0))
    yield from moment(found, "date", row, "date", "s")
    found.add("subject", row.text("sub"))
    box = row.whole("msg_box")
    found.add("summary", _FOLDERS.get(box or 0))
    others: list[Meant] = []
    senders: list[Meant] = []
    for address in desk.held["addr"].get(row.number, ()):
        written = address.text("address")
        if written == _SELF or not written:
            continue
        meant = yield from desk.party(written, "", address.spot)
        (senders if address.whole("type") == _FROM else others).append(meant)
    sent = None if box not in (1, 2, 3, 4, 5) else box != 1
    yield from desk.ends(found, row, senders if sent is False else others, sent=sent)
    for part in desk.held["part"].get(row.number, ()):
        if part.text("ct") == "text/plain":
            found.add("bodyText", part.text("text"), spot=part.spot)
        elif part.text("ct") != "application/smil":
            name = part.text("name", "cl", "fn")
            yield from attachment(part, found.key, part.text("_data"), part.text("ct"), name)
    yield found


android_messages = database_reader(
    "android-messages",
    "Android text messages (mmssms.db)",
    App(
        needs=(
            {"sms": "address date type body"},
            {"pdu": "date msg_box", "addr": "msg_id address"},
        ),
        tables={
            "sms": Table(_sms, ("address", "date", "type", "body", "subject")),
            "pdu": Table(_pdu, ("date", "msg_box", "sub", "m_type")),
        },
        prepare=_prepare,
        spent=frozenset({"addr", "part"}),
    ),
    "Message LegalEntity UserAccount Document Image Audio Video",
    sample=("mmssms.db", {"messages": 4, "attachments": 1}),
)
