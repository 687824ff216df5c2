"""Tango of an Android handset: `tc.db` (messages) and `profile.db` (people).

Reads    conversations and messages, whose text stands in a packed payload; profiletable
Gives    Chats, Messages with what of them is text, accounts with the names people gave themselves
Units    milliseconds since 1970 → UTC to the second
Refuses  a time no telephone can have noted; a payload that is not packed as Tango packs it
"""

import base64
import binascii
from collections.abc import Iterator

from clew.model.evidence import Found, Refusal
from clew.sources.database import Row
from clew.sources.database_reader import App, Table, database_reader
from clew.sources.handset_desk import Desk, attachment, message
from clew.sources.packed import fields

Given = Iterator[Found | Refusal]
_SENT, _RECEIVED = 1, 2
_TEXT, _NOTICE, _FILE, _PEER = 4, 76, 5, 2
_MEDIA = {1: "video/*", 2: "audio/*", 3: "image/*"}


def _payload(row: Row) -> dict[int, list[bytes]] | None:
    """Give the fields of a payload by number, or None when it cannot be unpacked."""
    text = row.text("payload")
    try:
        return fields(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError):
        return None


def _first(packed: dict[int, list[bytes]], number: int) -> str:
    return next((v.decode("utf-8", "replace") for v in packed.get(number, ()) if v), "")


def _conversation(row: Row, desk: Desk) -> Given:
    account = row.text("conv_id")
    found = desk.begin_chat(row, account)
    packed = _payload(row)
    peer = (packed or {}).get(_PEER)
    name = ""
    if peer:
        try:
            said = fields(peer[0])
            name = f"{_first(said, 1)} {_first(said, 2)}".strip()
        except ValueError:
            name = ""
    meant = yield from desk.party(account, name, row.spot)
    found.link("participants", meant.key)
    if packed is None:
        yield _unpacked(row, found)
    yield found.add("deletedState", "Deleted" if row.whole("conv_del_status") else None)


def _message(row: Row, desk: Desk) -> Given:
    found = yield from message(row, at="create_time", unit="ms")
    account = row.text("conv_id")
    yield from desk.in_chat(found, row, account)
    packed = _payload(row)
    if packed is None:
        yield _unpacked(row, found)
    else:
        found.add("bodyText", _first(packed, _TEXT) or _first(packed, _NOTICE))
    other = yield from desk.party(account, "", row.spot)
    way = row.whole("direction")
    sent = True if way == _SENT else False if way == _RECEIVED else None
    yield from desk.ends(found, row, [other], sent=sent)
    kind = _MEDIA.get(row.whole("type") or 0, "")
    if kind and packed:
        yield from attachment(row, found.key, _first(packed, _FILE), kind, row.text("media_id"))
    yield found.add("deletedState", "Deleted" if row.whole("del_status") else None)


def _unpacked(row: Row, found: Found) -> Refusal:
    why = "its payload is not packed as Tango packs it, so its text was not read"
    do = "open the row and look at the payload in a tool for packed messages"
    return Refusal(row.spot, row.text("payload"), why, do, found.key, "bodyText")


def _profile(row: Row, desk: Desk) -> Given:
    account = row.text("itemUserId")
    if not account:
        return
    desk.count("accounts")
    name = " ".join(filter(None, map(_name, (row.text("itemFirstName"), row.text("itemLastName")))))
    meant = yield from desk.party(account, name, row.spot)
    if meant.account:
        told = _name(row.text("itemStatus"))
        yield Found("UserAccount", meant.account, row.spot, keep="shared").add("notes", told)


def _name(written: str) -> str:
    """Tango keeps names as base64; what is none is a name as it stands."""
    try:
        return base64.b64decode(written, validate=True).decode().strip()
    except (binascii.Error, ValueError):
        return written


_MESSAGE = ("conv_id", "type", "media_id", "create_time", "direction", "payload", "del_status")
_PROFILE = ("itemUserId", "itemFirstName", "itemLastName", "itemStatus")

tango_android = database_reader(
    "tango-android",
    "Tango of an Android phone (tc.db, profile.db)",
    App(
        needs=(
            {"messages": "msg_id conv_id payload direction", "conversations": "conv_id payload"},
            {"profiletable": "itemUserId itemFirstName"},
        ),
        tables={
            "profiletable": Table(_profile, _PROFILE),
            "conversations": Table(_conversation, ("conv_id", "payload", "conv_del_status")),
            "messages": Table(_message, _MESSAGE),
        },
        service="Tango",
    ),
    "LegalEntity UserAccount Chat Message Document Image Audio Video",
    sample=("tango_tc.db", {"chats": 1, "messages": 2}),
)
