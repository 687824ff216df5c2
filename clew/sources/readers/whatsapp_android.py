"""WhatsApp of an Android handset: `msgstore.db` in its old and new form, and `wa.db`.

Reads    chat, message, message_media, message_location, call_log; before 2021 messages and
         chat_list; wa_contacts
Gives    Chats with participants, Messages, Calls, files, positions, contacts
Units    milliseconds since 1970 → UTC to the second; duration in whole seconds
Refuses  a time no telephone can have noted; leaves the form with fewer messages, and says so
"""

from collections.abc import Iterator

from clew.model.evidence import Found, Refusal
from clew.sources.database import Row
from clew.sources.database_reader import App, Table, database_reader
from clew.sources.handset_desk import Desk, attachment, call, contact, message, notice, position
from clew.sources.handset_times import moment
from clew.sources.parties import Meant

Given = Iterator[Found | Refusal]
_SYSTEM_NEW, _SYSTEM_OLD = 7, 6
_TAKEN_BACK = 15
"""Type of a message its sender has deleted for the others; only the row is left."""
_GROUP = ("@g.us", "@broadcast", "@newsletter")


def _prepare(desk: Desk) -> None:
    db, held = desk.db, desk.held
    hidden = db.by("jid_map", "lid_row_id", ("jid_row_id",))
    jids = db.by("jid", "_id", ("raw_string", "user", "server"))
    held["jid"] = {number: _jid(row) for number, row in jids.items()}
    for number, row in hidden.items():
        mapped = row.cells.get("jid_row_id")
        held["jid"][number] = held["jid"].get(mapped) or held["jid"].get(number) or ""
    chats = db.by("chat", "_id", ("jid_row_id",))
    held["chat"] = {n: held["jid"].get(row.cells.get("jid_row_id"), "") for n, row in chats.items()}
    held["media"] = db.by(
        "message_media", "message_row_id", ("file_path", "mime_type", "media_name")
    )
    places = ("latitude", "longitude", "place_name")
    held["place"] = db.by("message_location", "message_row_id", places)
    held["members"] = db.grouped("group_participant_user", "group_jid_row_id", ("user_jid_row_id",))
    held["in call"] = db.grouped("call_log_participant_v2", "call_log_row_id", ("jid_row_id",))
    held["old members"] = db.grouped("group_participants", "gjid", ("jid",))
    new, old = db.count("message"), db.count("messages")
    desk.skip = {"messages", "chat_list"} if new >= old else {"message", "chat"}


def _jid(row: Row) -> str:
    user, server = row.text("user"), row.text("server")
    return row.text("raw_string") or (f"{user}@{server}" if user and server else "")


def _chat(row: Row, desk: Desk) -> Given:
    jid = desk.held["jid"].get(row.cells.get("jid_row_id"), "")
    found = desk.begin_chat(row, jid, row.text("subject"))
    yield from moment(found, "createdAt", row, "created_timestamp", "ms")
    members = desk.held["members"].get(row.cells.get("jid_row_id"), ())
    people = [desk.held["jid"].get(m.cells.get("user_jid_row_id"), "") for m in members]
    yield from _participants(found, row, desk, people if jid.endswith(_GROUP) else [jid])


def _participants(found: Found, row: Row, desk: Desk, jids: list[str]) -> Given:
    for jid in jids:
        meant = yield from desk.party(jid, "", row.spot)
        found.link("participants", meant.key)
    yield found


def _message(row: Row, desk: Desk) -> Given:
    chat = desk.held["chat"].get(row.cells.get("chat_row_id"), "")
    if not chat and not row.whole("timestamp"):
        return  # the app's own first row, which is no message
    found = yield from message(row, at="timestamp", unit="ms", body="text_data")
    if row.whole("message_type") == _SYSTEM_NEW:
        yield from desk.in_chat(found, row, chat)
        yield notice(found)
        return
    found.add("deletedState", "Deleted" if row.whole("message_type") == _TAKEN_BACK else None)
    sender = desk.held["jid"].get(row.cells.get("sender_jid_row_id"), "")
    yield from _between(found, row, desk, chat, sender)
    media = desk.held["media"].get(row.number)
    if media is not None:
        path, mime = media.text("file_path"), media.text("mime_type")
        yield from attachment(media, found.key, path, mime, media.text("media_name"))
    place = desk.held["place"].get(row.number)
    if place is not None:
        yield from position(found, place, "latitude", "longitude", place.text("place_name"))
    yield found


def _between(found: Found, row: Row, desk: Desk, chat: str, sender: str) -> Given:
    sent = bool(row.whole("from_me") or row.whole("key_from_me"))
    yield from desk.in_chat(found, row, chat)
    others: list[Meant] = []
    other = chat if sent or not chat.endswith(_GROUP) else sender
    if other and not other.endswith(_GROUP):
        others.append((yield from desk.party(other, "", row.spot)))
    yield from desk.ends(found, row, others, sent=sent)


def _old_chat(row: Row, desk: Desk) -> Given:
    jid = row.text("key_remote_jid")
    found = desk.begin_chat(row, jid, row.text("subject"))
    people = [m.text("jid") for m in desk.held["old members"].get(jid, ())]
    yield from _participants(found, row, desk, people if jid.endswith(_GROUP) else [jid])


def _old_message(row: Row, desk: Desk) -> Given:
    chat = row.text("key_remote_jid")
    if "@" not in chat:
        return  # the app's own first row, which is no message
    found = yield from message(row, at="timestamp", unit="ms")
    if row.whole("status") == _SYSTEM_OLD:
        yield from desk.in_chat(found, row, chat)
        yield notice(found)
        return
    found.add("bodyText", row.text("data"))
    yield from _between(found, row, desk, chat, row.text("remote_resource"))
    name, mime = row.text("media_name"), row.text("media_mime_type")
    yield from attachment(row, found.key, row.text("media_url") if mime else "", mime, name)
    yield from position(found, row, "latitude", "longitude", name)
    yield found


def _call(row: Row, desk: Desk) -> Given:
    found = yield from call(row, at="timestamp", seconds="duration", unit="ms")
    found.add("summary", "video call" if row.whole("video_call") else None)
    jids = [desk.held["jid"].get(row.cells.get("jid_row_id"), "")]
    jids += [
        desk.held["jid"].get(p.cells.get("jid_row_id"), "")
        for p in desk.held["in call"].get(row.number, ())
    ]
    people = [jid for jid in jids if not jid.endswith(_GROUP)]
    others = yield from desk.parties(people, row.spot)
    yield from desk.ends(found, row, others, sent=bool(row.whole("from_me")))
    yield found


def _contact(row: Row, desk: Desk) -> Given:
    jid = row.text("jid")
    if jid.endswith(_GROUP) or not jid:
        return
    name = row.text("display_name") or f"{row.text('given_name')} {row.text('family_name')}".strip()
    found = yield from contact(desk, row, name, [(jid, row.spot)])
    found.add("alias", row.text("wa_name")).add("notes", row.text("status"))
    yield found


_MESSAGE = (
    "chat_row_id", "from_me", "sender_jid_row_id", "timestamp", "message_type", "text_data",
)  # fmt: skip
_OLD_MESSAGE = (
    "key_remote_jid", "key_from_me", "status", "data", "timestamp", "remote_resource",
    "media_mime_type", "media_name", "media_url", "latitude", "longitude",
)  # fmt: skip
_CONTACT = ("jid", "display_name", "given_name", "family_name", "wa_name", "status")

whatsapp_android = database_reader(
    "whatsapp-android",
    "WhatsApp of an Android phone (msgstore.db, wa.db)",
    App(
        needs=(
            {"message": "chat_row_id from_me timestamp text_data", "jid": "raw_string"},
            {"messages": "key_remote_jid key_from_me data timestamp"},
            {"wa_contacts": "jid display_name"},
        ),
        tables={
            "wa_contacts": Table(_contact, _CONTACT),
            "chat": Table(_chat, ("jid_row_id", "subject", "created_timestamp")),
            "message": Table(_message, _MESSAGE),
            "chat_list": Table(_old_chat, ("key_remote_jid", "subject")),
            "messages": Table(_old_message, _OLD_MESSAGE),
            "call_log": Table(
                _call, ("jid_row_id", "from_me", "timestamp", "video_call", "duration")
            ),
        },
        service="WhatsApp",
        prepare=_prepare,
        spent=frozenset(
            {"jid", "jid_map", "message_media", "message_location", "group_participant_user"}
            | {"call_log_participant_v2", "group_participants"}
        ),
    ),
    "Chat Message Call Person LegalEntity UserAccount Address Document Image Audio Video",
    sample=(
        "msgstore.db",
        {"chats": 2, "messages": 5, "system_messages": 1, "calls": 1, "attachments": 1},
    ),
)
