"""What a backup of an Apple phone holds: address book, calls, texts, WhatsApp, Kik, accounts, settings."""

import plistlib

from clew.exercise.formats.android import logged
from clew.exercise.formats.databases import Filling, Row, database
from clew.exercise.formats.sheet import Sheet, jid
from clew.exercise.numbers import luhn_digit

_PHONE, _EMAIL = 3, 4


def contacts(sheet: Sheet) -> bytes:
    """Write AddressBook.sqlitedb."""
    people: list[Row] = []
    values: list[Row] = []
    for number, one in enumerate(sheet.here, 1):
        people.append(
            (
                number,
                one.written["given"],
                None,
                one.written["family"],
                None,
                None,
                "EXERCISE",
                None,
            )
        )
        at = {}
        for kind, prop in (("phone", _PHONE), ("email", _EMAIL)):
            if kind in one.keys:
                values.append((len(values) + 1, number, prop, 1, one.written[kind]))
                at[kind] = f"ABMultiValue row {len(values)}"
        sheet.stands(one, f"ABPerson row {number}", **at)
        for place in at.values():
            sheet.again(one, "person", place)
    sheet.count("contacts", len(people))
    return database(
        "apple-contacts",
        {"ABPerson": people, "ABMultiValue": values, "ABMultiValueLabel": [("_$!<Mobile>!$_",)]},
    )


def calls(sheet: Sheet) -> bytes:
    """Write CallHistory.storedata: two calls with each number."""
    rows: list[Row] = []
    for one in sheet.here:
        for mine in (1, 0):
            number, seconds = len(rows) + 1, sheet.seconds()
            rows.append(
                (
                    number,
                    int(seconds > 0),
                    1,
                    mine,
                    sheet.apple(),
                    float(seconds),
                    one.written["phone"],
                    None,
                    None,
                    "com.apple.Telephony",
                )
            )
            if mine:
                sheet.stands(one, f"ZCALLRECORD row {number}")
            sheet.again(one, "phone", f"ZCALLRECORD row {number}")
    sheet.count("calls", len(rows))
    return database("apple-calls", {"ZCALLRECORD": rows})


def messages(sheet: Sheet) -> bytes:
    """Write sms.db: a chat with each number."""
    rows = Filling(list)
    for number, one in enumerate(sheet.here, 1):
        phone = one.written["phone"] = one.keys["phone"]
        rows["handle"].append((number, phone, "iMessage"))
        rows["chat"].append((number, f"iMessage;-;{phone}", phone, ""))
        rows["chat_handle_join"].append((number, number))
        sheet.stands(one, f"chat row {number}")
        for mine in (0, 1):
            row = len(rows["message"]) + 1
            at = int(sheet.apple()) * 10**9
            text = sheet.said(f"message row {row}", "sms")
            rows["message"].append((row, f"m{row}", text, None, "iMessage", None, number, at, mine))
            rows["chat_message_join"].append((number, row))
            sheet.again(one, "phone", f"message row {row}")
    return sheet.talk("apple-messages", rows, "chat", "message")


def whatsapp(sheet: Sheet) -> bytes:
    """Write ChatStorage.sqlite: a chat with each person; the last message stands in the log only."""
    chats: list[Row] = []
    rows: list[Row] = []
    for number, one in enumerate(sheet.here, 1):
        chats.append((number, 0, jid(one), one.written["person"]))
        sheet.stands(one, f"ZWACHATSESSION row {number}")
        for mine in (0, 1):
            row, peer = len(rows) + 1, one.written["phone"]
            ends = (None, peer) if mine else (peer, None)
            text = sheet.said(f"ZWAMESSAGE row {row}")
            rows.append((row, mine, 0, number, None, sheet.apple(), *ends, text))
            for kind in ("phone", "person"):
                sheet.again(one, kind, f"ZWAMESSAGE row {row}")
    sheet.count("chats", len(chats))
    sheet.count("messages", len(rows))
    return logged(
        sheet,
        "apple-whatsapp",
        {"ZWACHATSESSION": chats, "ZWAMESSAGE": rows[:-1]},
        {"ZWAMESSAGE": rows[-1:]},
    )


def kik(sheet: Sheet) -> bytes:
    """Write kik.sqlite: people by their names in Kik, a chat with each."""
    rows = Filling(list)
    for number, one in enumerate(sheet.here, 1):
        account = sheet.crowd.numbers.named("kik_")
        peer = f"{account}_x{number}@talk.kik.com"
        email = one.written.get("email", "")
        rows["ZKIKUSER"].append((number, account, one.written["person"], peer, email))
        rows["ZKIKCHAT"].append((number, number))
        at, text = sheet.apple(), sheet.said(f"ZKIKMESSAGE row {number}")
        rows["ZKIKMESSAGE"].append((number, 1, number, at, text))
        rows["Z_3MESSAGES"].append((number, number))
        sheet.stands(one, f"ZKIKUSER row {number}")
    sheet.count("accounts", len(rows["ZKIKUSER"]))
    return sheet.talk("apple-kik", rows, "ZKIKCHAT", "ZKIKMESSAGE")


def accounts(sheet: Sheet) -> bytes:
    """Write Accounts3.sqlite: mail addresses signed in with."""
    rows: list[Row] = []
    for number, one in enumerate(sheet.here, 1):
        rows.append((number, 1, sheet.apple(), "EXERCISE", one.written["email"]))
        sheet.stands(one, f"ZACCOUNT row {number}")
    sheet.count("accounts", len(rows))
    return database(
        "apple-accounts",
        {"ZACCOUNTTYPE": [(1, "iCloud", "com.apple.account.AppleAccount")], "ZACCOUNT": rows},
    )


def settings(sheet: Sheet) -> bytes:
    """Write com.apple.commcenter.plist: the handset's IMEI and its card."""
    handset = sheet.here[0]
    iccid = f"8990{sheet.rng.randrange(10**14):014d}"
    iccid += luhn_digit(iccid)
    handset.written["imei"] = handset.keys["imei"]
    sheet.stands(handset, "entry imeis")
    sheet.count("handsets")
    sheet.count("sim_cards")
    told = {
        "EnhancedLQM": True,
        "Exercise": "EXERCISE",
        "LastKnownICCID": iccid,
        "imeis": [{"first": "1:kOne", "second": handset.keys["imei"]}],
    }
    return plistlib.dumps(told)
