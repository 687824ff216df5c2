"""Messengers of an Android phone besides WhatsApp: Viber, Tango, Hangouts."""

import base64

from clew.exercise.formats.databases import Filling, Row, database
from clew.exercise.formats.sheet import Sheet


def viber(sheet: Sheet) -> bytes:
    """Write viber_data: people with their numbers, and a call with each."""
    people: list[Row] = []
    numbers: list[Row] = []
    calls: list[Row] = []
    for number, one in enumerate(sheet.here, 1):
        phone = one.keys["phone"]
        people.append((number, one.written["person"], None))
        numbers.append((number, number, one.written["phone"], phone))
        way = sheet.rng.choice((1, 2))
        calls.append((number, phone, phone, 1, sheet.millis(), sheet.seconds(), way))
        sheet.stands(one, f"phonebookcontact row {number}", phone=f"phonebookdata row {number}")
        for kind in ("phone", "person"):
            for place in (
                f"phonebookcontact row {number}",
                f"phonebookdata row {number}",
                f"calls row {number}",
            ):
                sheet.again(one, kind, place)
    sheet.count("contacts", len(people))
    sheet.count("calls", len(calls))
    return database(
        "android-viber", {"phonebookcontact": people, "phonebookdata": numbers, "calls": calls}
    )


def viber_messages(sheet: Sheet) -> bytes:
    """Write viber_messages: a conversation with each person."""
    rows = Filling(list)
    for number, one in enumerate(sheet.here, 1):
        known = (number, one.keys["phone"], None, one.written["person"])
        rows["participants_info"].append(known)
        rows["conversations"].append((number, None))
        rows["participants"].append((number, number, number))
        sheet.stands(one, f"conversations row {number}")
        for kind in (0, 1):
            row = len(rows["messages"]) + 1
            at, text = sheet.millis(), sheet.said(f"messages row {row}")
            sender = None if kind else number
            rows["messages"].append((row, at, sender, number, text, kind, 0, 0))
            for what in ("phone", "person"):
                sheet.again(one, what, f"messages row {row}")
    return sheet.talk("android-viber-messages", rows, "conversations", "messages")


def tango(sheet: Sheet) -> bytes:
    """Write tc.db: conversations and messages, packed as Tango packs them."""
    rows = Filling(list)
    for number, one in enumerate(sheet.here, 1):
        account = (
            base64.urlsafe_b64encode(sheet.rng.randbytes(16))
            .decode()[:22]
            .replace("-", "a")
            .replace("_", "b")
        )
        peer = _packed(1, one.written["given"]) + _packed(2, one.written["family"])
        rows["conversations"].append((account, _text(_packed(2, peer + _packed(3, account))), 0))
        sheet.stands(one, f"conversations row {number}")
        for way in (2, 1):
            row = len(rows["messages"]) + 1
            text = _text(_packed(4, sheet.said(f"messages row {row}")))
            rows["messages"].append((row, account, 0, None, sheet.millis(), way, text, 0))
            sheet.again(one, "person", f"messages row {row}")
    return sheet.talk("android-tango", rows, "conversations", "messages")


def _packed(number: int, content: str | bytes) -> bytes:
    """Give one field as protocol buffers pack it: tag, length, content."""
    raw = content.encode() if isinstance(content, str) else content
    length, head = len(raw), bytes([number << 3 | 2])
    while length > 0x7F:
        head += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + bytes([length]) + raw


def _text(packed: bytes) -> str:
    return base64.b64encode(packed).decode()


def hangouts(sheet: Sheet) -> bytes:
    """Write babel.db: people with their mail addresses, a conversation with each."""
    rows = Filling(list)
    for number, one in enumerate(sheet.here, 1):
        account = f"1{sheet.rng.randrange(10**20):020d}"
        name = one.written["person"]
        rows["participants"].append((number, account, account, name, one.written["email"]))
        rows["conversations"].append((number, f"c{number}", name))
        rows["conversation_participants"].append((number, number, f"c{number}"))
        at = sheet.millis() * 1000
        text = sheet.said(f"messages row {number}")
        rows["messages"].append((number, f"c{number}", account, text, at, 2))
        sheet.stands(one, f"participants row {number}")
    sheet.count("accounts", len(rows["participants"]))
    return sheet.talk("android-hangouts", rows, "conversations", "messages")
