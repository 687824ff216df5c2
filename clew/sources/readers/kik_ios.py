"""Kik of an Apple handset: `kik.sqlite`.

Reads    ZKIKUSER, ZKIKCHAT, ZKIKMESSAGE, ZKIKATTACHMENT
Gives    the accounts Kik knew, Chats with participants, Messages, names of files
Units    seconds since 2001 → UTC to the second
Refuses  a time no telephone can have noted
"""

import re
from collections.abc import Iterator

from clew.model.evidence import Found, Refusal
from clew.sources.database import Row
from clew.sources.database_reader import App, Table, database_reader
from clew.sources.handset_desk import Desk, attachment, message, notice

Given = Iterator[Found | Refusal]
_RECEIVED, _SENT = 1, 2
_JOIN = re.compile(r"Z_\d+MESSAGES")
_MEMBERS = re.compile(r"Z_(\d+)MEMBERS")
_GROUP = "@groups.kik.com"


def _prepare(desk: Desk) -> None:
    db = desk.db
    desk.held["user"] = db.by("ZKIKUSER", "Z_PK", ("ZUSERNAME", "ZDISPLAYNAME", "ZJID"))
    desk.held["chat"] = {}
    desk.held["members"] = {}
    for table, columns in db.tables.items():
        ours = [c for c in columns if c.startswith("Z_")]
        if _JOIN.fullmatch(table) and len(ours) == 2:
            chat = next((c for c in ours if c.endswith("CHAT")), ours[0])
            other = next(c for c in ours if c != chat)
            rows = db.by(table, other, (chat,))
            desk.held["chat"] = {n: row.cells.get(chat) for n, row in rows.items()}
            desk.spent.add(table)
        if _MEMBERS.fullmatch(table) and len(ours) == 2:
            group = next((c for c in ours if c.endswith("INVERSE")), ours[0])
            other = next(c for c in ours if c != group)
            grouped = db.grouped(table, group, (other,))
            desk.held["members"] = {
                n: [r.cells.get(other) for r in rs] for n, rs in grouped.items()
            }
            desk.spent.add(table)


def _user(row: Row, desk: Desk) -> Given:
    name = row.text("ZDISPLAYNAME")
    if row.text("ZJID").endswith(_GROUP) or not row.text("ZUSERNAME"):
        return
    desk.count("accounts")
    found = yield from desk.party(row.text("ZUSERNAME"), name, row.spot)
    if found.account and row.text("ZEMAIL"):
        account = Found("UserAccount", found.account, row.spot, keep="shared")
        yield account.add("email", row.text("ZEMAIL"))


def _chat(row: Row, desk: Desk) -> Given:
    user = desk.held["user"].get(row.cells.get("ZUSER"))
    title = user.text("ZDISPLAYNAME") if user else ""
    found = desk.begin_chat(row, str(row.number), title)
    members = desk.held["members"].get(row.cells.get("ZUSER"), [row.cells.get("ZUSER")])
    for number in members:
        member = desk.held["user"].get(number)
        if member is not None and member.text("ZUSERNAME"):
            who = member.text("ZUSERNAME"), member.text("ZDISPLAYNAME")
            found.link("participants", (yield from desk.party(*who, row.spot)).key)
    yield found


def _message(row: Row, desk: Desk) -> Given:
    found = yield from message(row, at="ZTIMESTAMP", unit="apple", body="ZBODY")
    chat = desk.held["chat"].get(row.number)
    yield from desk.in_chat(found, row, str(chat) if chat is not None else "")
    kind = row.whole("ZTYPE")
    if kind not in (_RECEIVED, _SENT):
        yield notice(found)
        return
    user = desk.held["user"].get(row.cells.get("ZUSER"))
    others = []
    if user is not None and user.text("ZUSERNAME"):
        who = user.text("ZUSERNAME"), user.text("ZDISPLAYNAME")
        others.append((yield from desk.party(*who, row.spot)))
    yield from desk.ends(found, row, others, sent=kind == _SENT)
    yield found


def _attachment(row: Row, _: Desk) -> Given:
    holder = row.whole("ZMESSAGE")
    if holder is not None:
        parent = f"ZKIKMESSAGE row {holder}"
        yield from attachment(row, parent, row.text("ZCONTENT"), "")


kik_ios = database_reader(
    "kik-ios",
    "Kik of an Apple phone (kik.sqlite)",
    App(
        needs=({"ZKIKMESSAGE": "ZBODY ZTIMESTAMP ZTYPE ZUSER", "ZKIKUSER": "ZUSERNAME"},),
        tables={
            "ZKIKUSER": Table(_user, ("ZUSERNAME", "ZDISPLAYNAME", "ZJID", "ZEMAIL")),
            "ZKIKCHAT": Table(_chat, ("ZUSER",)),
            "ZKIKMESSAGE": Table(_message, ("ZBODY", "ZTIMESTAMP", "ZTYPE", "ZUSER")),
            "ZKIKATTACHMENT": Table(_attachment, ("ZMESSAGE", "ZCONTENT")),
        },
        service="Kik",
        prepare=_prepare,
    ),
    "LegalEntity UserAccount Chat Message Document",
    sample=(
        "kik.sqlite",
        {"accounts": 2, "chats": 1, "messages": 3, "system_messages": 1, "attachments": 1},
    ),
)
