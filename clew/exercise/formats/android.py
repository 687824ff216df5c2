"""What is copied off an Android phone: address book, calls, texts, WhatsApp, Viber, Tango, Hangouts."""

import base64

from clew.exercise.formats.databases import Row, Tables, database, with_log
from clew.exercise.formats.sheet import Sheet, jid

_SENT, _RECEIVED = 2, 1
_PHONE, _EMAIL, _NAME = 5, 1, 7


def contacts(sheet: Sheet) -> bytes:
    """Write contacts2.db: the address book, and a call with each of its numbers."""
    people: list[Row] = []
    data: list[Row] = []
    calls: list[Row] = []

    def put(*cells: object) -> str:
        data.append((len(data) + 1, *cells))
        return f"data row {len(data)}"

    for number, one in enumerate(sheet.here, 1):
        people.append((number, number, one.written["person"], 0))
        put(_NAME, number, one.written["person"], None, None)
        at = {"phone": put(_PHONE, number, one.written["phone"], "2", one.keys["phone"])}
        if "email" in one.keys:
            at["email"] = put(_EMAIL, number, one.written["email"], "1", None)
        sheet.stands(one, f"raw_contacts row {number}", **at)
        name, asked = one.written["person"], one.keys["phone"]
        kind = sheet.rng.choice((_SENT, _RECEIVED))
        calls.append(
            (
                number,
                one.written["phone"],
                sheet.millis(),
                sheet.seconds(),
                kind,
                0,
                name,
                None,
                asked,
            )
        )
        for place in (f"calls row {number}", *at.values()):
            sheet.again(one, "phone", place)
            sheet.again(one, "person", place)
    sheet.count("contacts", len(people))
    sheet.count("calls", len(calls))
    kinds = (_PHONE, "phone_v2"), (_EMAIL, "email_v2"), (_NAME, "name")
    return database(
        "android-contacts",
        {
            "raw_contacts": people,
            "mimetypes": [(n, f"vnd.android.cursor.item/{word}") for n, word in kinds],
            "data": data,
            "calls": calls,
        },
    )


def messages(sheet: Sheet) -> bytes:
    """Write mmssms.db: two texts with each number; the last stands in the log beside it only."""
    rows: list[Row] = []
    for thread, one in enumerate(sheet.here, 1):
        for kind in (_RECEIVED, _SENT):
            number = len(rows) + 1
            text = sheet.said(f"sms row {number}", "sms")
            rows.append(
                (
                    number,
                    thread,
                    one.written["phone"],
                    None,
                    sheet.millis(),
                    0,
                    kind,
                    None,
                    text,
                    None,
                )
            )
            if kind == _RECEIVED:
                sheet.stands(one, f"sms row {number}")
            sheet.again(one, "phone", f"sms row {number}")
    sheet.count("messages", len(rows))
    return logged(sheet, "android-messages", {"sms": rows[:-1]}, {"sms": rows[-1:]})


def logged(sheet: Sheet, app: str, tables: Tables, last: Tables) -> bytes:
    """Give a database whose last rows stand in the log beside it."""
    content, sheet.beside["-wal"] = with_log(app, tables, last)
    return content


def whatsapp(sheet: Sheet) -> bytes:
    """Write msgstore.db in its form since 2021: a chat with each number."""
    jids: list[Row] = []
    chats: list[Row] = []
    rows: list[Row] = [(1, -1, 0, "-1", 0, 0, 0, 0, 0, None)]
    for number, one in enumerate(sheet.here, 1):
        user, server = jid(one).split("@")
        jids.append((number, user, server, one.written["phone"]))
        chats.append((number, number, None, sheet.millis()))
        sheet.stands(one, f"chat row {number}")
        for mine in (0, 1, 0):
            row = len(rows) + 1
            at = sheet.millis()
            text = sheet.said(f"message row {row}")
            rows.append((row, number, mine, f"K{row}", 0, 0, at, at, 0, text))
            sheet.again(one, "phone", f"message row {row}")
    sheet.count("chats", len(chats))
    sheet.count("messages", len(rows) - 1)
    return logged(
        sheet,
        "android-whatsapp",
        {"jid": jids, "chat": chats, "message": rows[:-1]},
        {"message": rows[-1:]},
    )


def whatsapp_old(sheet: Sheet) -> bytes:
    """Write msgstore.db in its form before 2021."""
    chats: list[Row] = []
    rows: list[Row] = [(1, "-1", 0, None, 0, None, 0, None, None, None, None, None, None)]
    for number, one in enumerate(sheet.here, 1):
        chats.append((number, jid(one), None))
        sheet.stands(one, f"chat_list row {number}")
        for mine in (0, 1):
            row = len(rows) + 1
            text = sheet.said(f"messages row {row}")
            told = (one.written["phone"], mine, f"K{row}", 0, text, sheet.millis())
            rows.append((row, *told, *(None,) * 6))
            sheet.again(one, "phone", f"messages row {row}")
    sheet.count("chats", len(chats))
    sheet.count("messages", len(rows) - 1)
    return database("android-whatsapp-old", {"chat_list": chats, "messages": rows})


def whatsapp_people(sheet: Sheet) -> bytes:
    """Write wa.db: the names WhatsApp took from the address book."""
    rows: list[Row] = []
    for number, one in enumerate(sheet.here, 1):
        rows.append((number, jid(one), one.written["person"], None, None, None, "EXERCISE"))
        sheet.stands(one, f"wa_contacts row {number}")
    sheet.count("contacts", len(rows))
    return database("android-whatsapp-people", {"wa_contacts": rows})


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
    rows: list[Row] = []
    known: list[Row] = []
    chats: list[Row] = []
    inside: list[Row] = []
    for number, one in enumerate(sheet.here, 1):
        known.append((number, one.keys["phone"], None, one.written["person"]))
        chats.append((number, None))
        inside.append((number, number, number))
        sheet.stands(one, f"conversations row {number}")
        for kind in (0, 1):
            rows.append(
                (
                    len(rows) + 1,
                    sheet.millis(),
                    None if kind else number,
                    number,
                    sheet.said(f"messages row {len(rows) + 1}"),
                    kind,
                    0,
                    0,
                )
            )
            for what in ("phone", "person"):
                sheet.again(one, what, f"messages row {len(rows)}")
    sheet.count("chats", len(chats))
    sheet.count("messages", len(rows))
    return database(
        "android-viber-messages",
        {
            "conversations": chats,
            "participants_info": known,
            "participants": inside,
            "messages": rows,
        },
    )


def tango(sheet: Sheet) -> bytes:
    """Write tc.db: conversations and messages, packed as Tango packs them."""
    chats: list[Row] = []
    rows: list[Row] = []
    for number, one in enumerate(sheet.here, 1):
        account = (
            base64.urlsafe_b64encode(sheet.rng.randbytes(16))
            .decode()[:22]
            .replace("-", "a")
            .replace("_", "b")
        )
        peer = _packed(1, one.written["given"]) + _packed(2, one.written["family"])
        chats.append((account, _text(_packed(2, peer + _packed(3, account))), 0))
        sheet.stands(one, f"conversations row {number}")
        for way in (2, 1):
            text = _text(_packed(4, sheet.said(f"messages row {len(rows) + 1}")))
            rows.append((len(rows) + 1, account, 0, None, sheet.millis(), way, text, 0))
            sheet.again(one, "person", f"messages row {len(rows)}")
    sheet.count("chats", len(chats))
    sheet.count("messages", len(rows))
    return database("android-tango", {"conversations": chats, "messages": rows})


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
    people: list[Row] = []
    chats: list[Row] = []
    inside: list[Row] = []
    rows: list[Row] = []
    for number, one in enumerate(sheet.here, 1):
        account = f"1{sheet.rng.randrange(10**20):020d}"
        people.append((number, account, account, one.written["person"], one.written["email"]))
        chats.append((number, f"c{number}", one.written["person"]))
        inside.append((number, number, f"c{number}"))
        at = sheet.millis() * 1000
        rows.append((number, f"c{number}", account, sheet.said(f"messages row {number}"), at, 2))
        sheet.stands(one, f"participants row {number}")
    sheet.count("accounts", len(people))
    sheet.count("chats", len(chats))
    sheet.count("messages", len(rows))
    return database(
        "android-hangouts",
        {
            "participants": people,
            "conversations": chats,
            "conversation_participants": inside,
            "messages": rows,
        },
    )
