"""Hangouts of an Android handset: `babel0.db`, `babel1.db`, ….

Reads    participants, conversations, messages
Gives    accounts with names, Chats with participants, Messages, files, positions
Units    microseconds since 1970 → UTC to the second; marks such as &#39; in a text become characters
Refuses  a time no telephone can have noted
"""

from collections.abc import Iterator
from html import unescape

from clew.model.evidence import Found, Refusal
from clew.sources.database import Row
from clew.sources.database_reader import App, Table, database_reader
from clew.sources.handset_desk import Desk, attachment, message, notice, position

Given = Iterator[Found | Refusal]
_SENT, _RECEIVED = 1, 2


def _prepare(desk: Desk) -> None:
    db, held = desk.db, desk.held
    columns = ("chat_id", "gaia_id", "full_name", "fallback_name", "phone_id")
    held["by number"] = db.by("participants", "_id", columns)
    held["by account"] = db.by("participants", "chat_id", columns)
    inside = db.grouped("conversation_participants", "conversation_id", ("participant_row_id",))
    held["in chat"] = {
        n: [r.cells.get("participant_row_id") for r in rows] for n, rows in inside.items()
    }


def _names(row: Row) -> tuple[str, str]:
    return row.text("chat_id", "gaia_id"), row.text("full_name", "fallback_name")


def _participant(row: Row, desk: Desk) -> Given:
    desk.count("accounts")
    meant = yield from desk.party(*_names(row), row.spot)
    other = row.text("fallback_name")
    if meant.account and "@" in other:
        yield Found("UserAccount", meant.account, row.spot, keep="shared").add("email", other)


def _conversation(row: Row, desk: Desk) -> Given:
    name = row.text("conversation_id")
    found = desk.begin_chat(row, name, row.text("name", "generated_name"))
    for number in desk.held["in chat"].get(name, ()):
        person = desk.held["by number"].get(number)
        if person is not None:
            found.link("participants", (yield from desk.party(*_names(person), row.spot)).key)
    yield found


def _message(row: Row, desk: Desk) -> Given:
    found = yield from message(row, at="timestamp", unit="us")
    name = row.text("conversation_id")
    yield from desk.in_chat(found, row, name)
    found.add("bodyText", unescape(row.text("text")), row.text("text"))
    kind = row.whole("type")
    if kind not in (_SENT, _RECEIVED):
        yield notice(found)
        return
    author = desk.held["by account"].get(row.text("author_chat_id"))
    who = _names(author) if author is not None else (row.text("author_chat_id"), "")
    sender = yield from desk.party(*who, row.spot, owner=kind == _SENT)
    others = []
    for number in desk.held["in chat"].get(name, ()):
        person = desk.held["by number"].get(number)
        if person is not None and _names(person)[0] != who[0]:
            others.append((yield from desk.party(*_names(person), row.spot)))
    found.link("sender", sender.key).link("senderAccount", sender.account)
    for meant in others:
        found.link("recipients", meant.key).link("recipientAccount", meant.account)
    path = row.text("local_url", "remote_url")
    yield from attachment(row, found.key, path, row.text("attachment_content_type"))
    yield from position(found, row, "latitude", "longitude", row.text("address"))
    yield found


_PERSON = ("chat_id", "gaia_id", "full_name", "fallback_name")
_MESSAGE = (
    "conversation_id", "author_chat_id", "text", "timestamp", "type", "local_url", "remote_url",
    "attachment_content_type", "latitude", "longitude", "address",
)  # fmt: skip

hangouts_android = database_reader(
    "hangouts-android",
    "Hangouts of an Android phone (babel.db)",
    App(
        needs=(
            {
                "messages": "conversation_id author_chat_id timestamp",
                "participants": "chat_id full_name",
            },
        ),
        tables={
            "participants": Table(_participant, _PERSON),
            "conversations": Table(_conversation, ("conversation_id", "name", "generated_name")),
            "messages": Table(_message, _MESSAGE),
        },
        service="Hangouts",
        prepare=_prepare,
        spent=frozenset({"conversation_participants"}),
    ),
    "LegalEntity UserAccount Chat Message Address Document Image Audio Video",
    sample=("babel.db", {"accounts": 2, "chats": 1, "messages": 2}),
)
