"""Messages of an Apple handset (iMessage, SMS): `sms.db`.

Reads    message with handle, chat, attachment; text packed into attributedBody when text is empty
Gives    Chats with participants, Messages with sender, recipients and service, files
Units    seconds, since iOS 11 nanoseconds, since 2001 → UTC to the second
Refuses  a time no telephone can have noted
"""

from collections.abc import Iterator

from clew.model.evidence import Found, Refusal
from clew.sources.database import Row
from clew.sources.database_reader import App, Table, database_reader
from clew.sources.handset_desk import Desk, attachment, message, notice

Given = Iterator[Found | Refusal]
_STRING = b"NSString"
_REACTION = 2000
"""From here on the type of a message says that it is a mark put on another one."""
_LONG, _LONGER = 0x81, 0x82


def _prepare(desk: Desk) -> None:
    db, held = desk.db, desk.held
    held["handle"] = {n: row.text("id") for n, row in db.by("handle", "ROWID", ("id",)).items()}
    chats = db.by("chat_message_join", "message_id", ("chat_id",))
    held["chat of"] = {n: row.cells.get("chat_id") for n, row in chats.items()}
    inside = db.grouped("chat_handle_join", "chat_id", ("handle_id",))
    held["in chat"] = {n: [r.cells.get("handle_id") for r in rows] for n, rows in inside.items()}
    files = db.grouped("message_attachment_join", "message_id", ("attachment_id",))
    held["files of"] = {
        n: [r.cells.get("attachment_id") for r in rows] for n, rows in files.items()
    }
    held["file"] = db.by("attachment", "ROWID", ("filename", "mime_type", "transfer_name"))
    held["deleted"] = set(db.by("chat_recoverable_message_join", "message_id", ("chat_id",)))


def _chat(row: Row, desk: Desk) -> Given:
    found = desk.begin_chat(row, str(row.number), row.text("display_name"))
    found.add("description", row.text("chat_identifier"))
    for handle in desk.held["in chat"].get(row.number, ()):
        meant = yield from desk.party(desk.held["handle"].get(handle, ""), "", row.spot)
        found.link("participants", meant.key)
    yield found


def _message(row: Row, desk: Desk) -> Given:
    found = yield from message(row, at="date", unit="apple")
    body = row.cells.get("attributedBody")
    text = row.text("text").replace("\ufffc", "").strip()
    found.add("bodyText", text or (packed_text(body) if isinstance(body, bytes) else ""))
    found.add("subject", row.text("subject")).add("summary", row.text("service"))
    chat = desk.held["chat of"].get(row.number)
    yield from desk.in_chat(found, row, str(chat) if chat is not None else "")
    if (row.whole("associated_message_type") or 0) >= _REACTION:
        found.add("summary", "reaction to a message")
    if row.whole("item_type"):
        yield notice(found)
        return
    sent = bool(row.whole("is_from_me"))
    yield from _own(row, desk, sent=sent)
    handle = desk.held["handle"].get(row.cells.get("handle_id"), "") or row.text("address")
    handles = [handle] if handle else []
    if sent and chat is not None and not handle:
        handles = [desk.held["handle"].get(h, "") for h in desk.held["in chat"].get(chat, ())]
    others = yield from desk.parties(handles, row.spot)
    yield from desk.ends(found, row, others, sent=sent)
    for number in desk.held["files of"].get(row.number, ()):
        file = desk.held["file"].get(number)
        if file is not None:
            name, mime = file.text("transfer_name"), file.text("mime_type")
            yield from attachment(file, found.key, file.text("filename"), mime, name)
    yield found.add("deletedState", "Deleted" if row.number in desk.held["deleted"] else None)


def _own(row: Row, desk: Desk, *, sent: bool) -> Given:
    """The number or address of the handset itself that the row names, said once."""
    own = row.text("destination_caller_id")
    if not sent or not own:
        own = row.text("account").removeprefix("P:").removeprefix("p:")
        own = own.removeprefix("E:").removeprefix("e:")
    if own and ("@" in own or own.lstrip("+").isdecimal()):
        yield from desk.party(own, "", row.spot, owner=True)


def packed_text(body: bytes) -> str:
    """Give the text of an attributed string as Apple packs it, or empty when it holds none.

    The first string of the archive is the text: five bytes after the name of its class stands its
    length, in one byte, or in two or four after a mark.
    """
    at = body.find(_STRING)
    if at < 0:
        return ""
    at += len(_STRING) + 5
    mark = body[at] if at < len(body) else 0
    width = {_LONG: 2, _LONGER: 4}.get(mark, 0)
    length = int.from_bytes(body[at + 1 : at + 1 + width], "little") if width else mark
    start = at + 1 + width
    return body[start : start + length].decode("utf-8", "replace").replace("\ufffc", "").strip()


_MESSAGE = (
    "text", "attributedBody", "subject", "service", "account", "handle_id", "date", "is_from_me",
    "address", "destination_caller_id", "associated_message_type", "item_type",
)  # fmt: skip

ios_messages = database_reader(
    "ios-messages",
    "Messages of an Apple phone (sms.db)",
    App(
        needs=({"message": "text date is_from_me handle_id", "handle": "id"},),
        tables={
            "chat": Table(_chat, ("chat_identifier", "display_name")),
            "message": Table(_message, _MESSAGE),
        },
        prepare=_prepare,
        spent=frozenset(
            {"handle", "chat_message_join", "chat_handle_join", "message_attachment_join"}
            | {"attachment", "chat_recoverable_message_join"}
        ),
    ),
    "Chat Message LegalEntity UserAccount Document Image Audio Video",
    sample=("sms.db", {"chats": 2, "messages": 4, "attachments": 1}),
)
