"""WhatsApp of an Apple handset: `ChatStorage.sqlite`, `CallHistory.sqlite`, `ContactsV2.sqlite`.

Reads    ZWACHATSESSION, ZWAMESSAGE with its group member and file; ZWACDCALLEVENT with its
         participants; ZWAADDRESSBOOKCONTACT
Gives    Chats with participants, Messages, files, positions, Calls, contacts
Units    seconds since 2001 → UTC to the second; duration in whole seconds
Refuses  a time no telephone can have noted
"""

from collections.abc import Iterator

from clew.model.evidence import Found, Refusal
from clew.sources.database import Row
from clew.sources.database_reader import App, Table, database_reader
from clew.sources.handset_desk import Desk, attachment, call, contact, message, notice, position
from clew.sources.parties import Meant

Given = Iterator[Found | Refusal]
_SYSTEM = (6, 10)
_GROUP = ("@g.us", "@broadcast", "@status", "@newsletter")
_FILES = {1: "image/*", 2: "video/*", 3: "audio/*"}
_OUTCOMES = {1: "missed", 4: "rejected"}


def _prepare(desk: Desk) -> None:
    db, held = desk.db, desk.held
    held["session"] = {
        n: row.text("ZCONTACTJID")
        for n, row in db.by("ZWACHATSESSION", "Z_PK", ("ZCONTACTJID",)).items()
    }
    columns = ("ZMEMBERJID", "ZCONTACTNAME", "ZCHATSESSION")
    held["member"] = db.by("ZWAGROUPMEMBER", "Z_PK", columns)
    held["members"] = db.grouped("ZWAGROUPMEMBER", "ZCHATSESSION", columns[:2])
    media = ("ZMEDIALOCALPATH", "ZTITLE", "ZLATITUDE", "ZLONGITUDE", "ZVCARDSTRING")
    held["media"] = db.by("ZWAMEDIAITEM", "ZMESSAGE", media)
    names = db.by("ZWAPROFILEPUSHNAME", "ZJID", ("ZPUSHNAME",))
    held["name"] = {jid: row.text("ZPUSHNAME") for jid, row in names.items()}
    held["in call"] = db.grouped("ZWACDCALLEVENTPARTICIPANT", "Z1PARTICIPANTS", ("ZJIDSTRING",))
    held["call"] = db.by("ZWAAGGREGATECALLEVENT", "Z_PK", ("ZINCOMING", "ZMISSED", "ZVIDEO"))


def _session(row: Row, desk: Desk) -> Given:
    jid = row.text("ZCONTACTJID")
    found = desk.begin_chat(row, jid or str(row.number), row.text("ZPARTNERNAME"))
    members = [
        (m.text("ZMEMBERJID"), m.text("ZCONTACTNAME"))
        for m in desk.held["members"].get(row.number, ())
    ]
    for member, name in members if jid.endswith(_GROUP) else [(jid, row.text("ZPARTNERNAME"))]:
        found.link("participants", (yield from desk.party(member, name, row.spot)).key)
    yield found.add("deletedState", "Deleted" if row.whole("ZREMOVED") else None)


def _message(row: Row, desk: Desk) -> Given:
    found = yield from message(row, at="ZMESSAGEDATE", unit="apple", body="ZTEXT")
    chat = desk.held["session"].get(row.cells.get("ZCHATSESSION"), "")
    chat = chat or row.text("ZFROMJID", "ZTOJID")
    yield from desk.in_chat(found, row, chat)
    kind = row.whole("ZMESSAGETYPE")
    if kind in _SYSTEM:
        yield notice(found)
        return
    sent = bool(row.whole("ZISFROMME"))
    member = desk.held["member"].get(row.cells.get("ZGROUPMEMBER"))
    other, name = row.text("ZTOJID" if sent else "ZFROMJID") or chat, ""
    if member is not None and not sent:
        other, name = member.text("ZMEMBERJID"), member.text("ZCONTACTNAME")
    name = name or desk.held["name"].get(other, "")
    others: list[Meant] = []
    if other and not other.endswith(_GROUP):
        others.append((yield from desk.party(other, name, row.spot)))
    yield from desk.ends(found, row, others, sent=sent)
    media = desk.held["media"].get(row.number)
    if media is not None:
        path = media.text("ZMEDIALOCALPATH")
        mime = media.text("ZVCARDSTRING") if "/" in media.text("ZVCARDSTRING")[:40] else ""
        mime = mime or (_FILES.get(kind or 0, "") if path else "")
        yield from attachment(media, found.key, path, mime)
        yield from position(found, media, "ZLATITUDE", "ZLONGITUDE", media.text("ZTITLE"))
    yield found


def _call(row: Row, desk: Desk) -> Given:
    found = yield from call(row, at="ZDATE", seconds="ZDURATION", unit="apple")
    about = desk.held["call"].get(row.cells.get("Z1CALLEVENTS"))
    found.add("summary", _OUTCOMES.get(row.whole("ZOUTCOME") or 0))
    sent = None
    if about is not None:
        found.add("summary", "video call" if about.whole("ZVIDEO") else None)
        sent = not about.whole("ZINCOMING") if about.whole("ZINCOMING") is not None else None
    jids = [p.text("ZJIDSTRING") for p in desk.held["in call"].get(row.number, ())]
    creator = row.text("ZGROUPCALLCREATORUSERJIDSTRING")
    if sent and creator and creator not in jids:
        yield from desk.party(creator, "", row.spot, owner=True)
    others = yield from desk.parties(jids, row.spot)
    yield from desk.ends(found, row, others, sent=sent)
    yield found


def _contact(row: Row, desk: Desk) -> Given:
    jid = row.text("ZWHATSAPPID")
    number = row.text("ZPHONENUMBER")
    marks = [(jid, row.spot)] if "@" in jid else [(number, row.spot)] if number else []
    found = yield from contact(desk, row, row.text("ZFULLNAME", "ZGIVENNAME"), marks)
    yield found.add("notes", row.text("ZABOUTTEXT"))


_MESSAGE = (
    "ZMESSAGEDATE", "ZISFROMME", "ZFROMJID", "ZTOJID", "ZTEXT", "ZMESSAGETYPE", "ZCHATSESSION",
    "ZGROUPMEMBER",
)  # fmt: skip
_CALL = ("ZDATE", "ZDURATION", "ZOUTCOME", "Z1CALLEVENTS", "ZGROUPCALLCREATORUSERJIDSTRING")
_CONTACT = ("ZWHATSAPPID", "ZPHONENUMBER", "ZFULLNAME", "ZGIVENNAME", "ZABOUTTEXT")

whatsapp_ios = database_reader(
    "whatsapp-ios",
    "WhatsApp of an Apple phone (ChatStorage, CallHistory, ContactsV2)",
    App(
        needs=(
            {"ZWAMESSAGE": "ZMESSAGEDATE ZISFROMME ZTEXT ZCHATSESSION"},
            {"ZWACDCALLEVENT": "ZDATE ZDURATION"},
            {"ZWAADDRESSBOOKCONTACT": "ZFULLNAME"},
        ),
        tables={
            "ZWAADDRESSBOOKCONTACT": Table(_contact, _CONTACT),
            "ZWACHATSESSION": Table(_session, ("ZCONTACTJID", "ZPARTNERNAME", "ZREMOVED")),
            "ZWAMESSAGE": Table(_message, _MESSAGE),
            "ZWACDCALLEVENT": Table(_call, _CALL),
        },
        service="WhatsApp",
        prepare=_prepare,
        spent=frozenset(
            {
                "ZWAGROUPMEMBER",
                "ZWAMEDIAITEM",
                "ZWACDCALLEVENTPARTICIPANT",
                "ZWAAGGREGATECALLEVENT",
                "ZWAPROFILEPUSHNAME",
            }
        ),
    ),
    "Chat Message Call Person LegalEntity UserAccount Address Document Image Audio Video",
    sample=(
        "ChatStorage.sqlite",
        {
            "chats": 2,
            "messages": 5,
            "system_messages": 1,
            "attachments": 1,
            "calls": 1,
            "contacts": 1,
        },
    ),
)
