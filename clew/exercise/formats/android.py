"""What is copied off an Android phone: address book, calls, texts, WhatsApp."""

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
