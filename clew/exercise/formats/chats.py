"""Chats exported from WhatsApp as text, contact cards, and the tables phone tools make."""

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from clew.exercise.formats.databases import Row, database
from clew.exercise.formats.sheet import Sheet
from clew.exercise.photographs import snapshot
from clew.exercise.truth import Sighting

_STYLES = {
    "apple": "[%d/%m/%Y, %H:%M:%S] ",
    "android": "%d/%m/%Y, %H:%M - ",
    "twelve": "%m/%d/%y, %I:%M %p - ",
}
"""How a chat export writes the moment of a message: on an Apple phone, on an Android, and on one set to 12 hours."""
_PICTURE = "EXERCISE_0001.jpg"


def chat(sheet: Sheet) -> bytes:
    """Write a chat export: a group in which each person writes, half of them saved by name."""
    style = _STYLES[sheet.spec["style"]]
    moments = sorted(sheet.moment() for _ in range(3 * len(sheet.here) + 2))
    lines = [f"{moments[0].strftime(style)}EXERCISE"]
    for number, moment in enumerate(moments[1:-1]):
        one = sheet.here[number % len(sheet.here)]
        place = f"line {len(lines) + 1}"
        lines.append(f"{moment.strftime(style)}{_sender(sheet, one, number)}: {sheet.said(place)}")
        if number < len(sheet.here):
            sheet.stands(one, place)
        for kind in one.keys:
            sheet.again(one, kind, place)
        if number == len(sheet.here):
            lines.append("EXERCISE 2")
    last = _sender(sheet, sheet.here[0], len(sheet.here))
    lines.append(f"{moments[-1].strftime(style)}{last}: {_attached(sheet.spec['style'])}")
    for kind in sheet.here[0].keys:
        sheet.again(sheet.here[0], kind, f"line {len(lines)}")
    sheet.count("messages", len(moments))
    sheet.count("system_messages")
    sheet.count("attachments")
    sheet.count("chats")
    if "inside" in sheet.spec:
        sheet.packed_with[_PICTURE] = snapshot(sheet.rng.randrange(90))
    return "\n".join([*lines, ""]).encode()


def _attached(style: str) -> str:
    if style == "apple":
        return f"\N{LEFT-TO-RIGHT MARK}<attached: {_PICTURE}>"
    return f"{_PICTURE} (file attached)"


def _sender(sheet: Sheet, one: Sighting, number: int) -> str:
    """Give who writes: the saved name, or for every second person the number as WhatsApp shows it."""
    if number < len(sheet.here):
        saved = number % 2 == 0
        for kind in ("phone", "email") if saved else ("person", "email"):
            one.keys.pop(kind, None)
        if not saved:
            phone = one.keys["phone"]
            one.written["phone"] = f"{phone[:4]} {phone[4:6]} {phone[6:9]} {phone[9:]}"
    return one.written["person" if "person" in one.keys else "phone"]


def cards(sheet: Sheet) -> bytes:
    """Write contact cards of three versions, as phones export them."""
    made = []
    for number, one in enumerate(sheet.here, 1):
        version = ("2.1", "3.0", "4.0")[number % 3]
        family, given = one.written["family"], one.written["given"]
        coding = ";CHARSET=UTF-8" if version == "2.1" else ""
        lines = [
            "BEGIN:VCARD",
            f"VERSION:{version}",
            f"N{coding}:{family};{given};;;",
            f"FN{coding}:{one.written['person']}",
        ]
        if "phone" in one.keys:
            phone = one.written["phone"]
            lines.append(
                {"2.1": "TEL;CELL:", "3.0": "item1.TEL;type=CELL:", "4.0": "TEL;TYPE=cell:"}[
                    version
                ]
                + phone
            )
        if "email" in one.keys:
            lines.append(
                f"EMAIL{';type=INTERNET' if version == '3.0' else ''}:{one.written['email']}"
            )
        if one.person:
            lines.append(f"BDAY:{one.person.born.isoformat()}")
        made.append("\r\n".join([*lines, "NOTE:EXERCISE", "END:VCARD", ""]))
        sheet.stands(one, f"card {number}")
    sheet.count("contacts", len(made))
    return "".join(made).encode()


def leapp(sheet: Sheet) -> bytes:
    """Write the table of calls ALEAPP makes of a call log (TSV)."""
    rows = [
        (
            "Call Date",
            "Phone Account Address",
            "Partner",
            "Type",
            "Duration in Secs",
            "Country ISO",
            "Note",
        )
    ]
    own = sheet.stranger()
    for one in sheet.here:
        for kind in ("Outgoing", "Incoming"):
            at = f"{sheet.moment():%Y-%m-%d %H:%M:%S}+00:00"
            phone = one.written["phone"] = one.keys["phone"]
            rows.append((at, own, phone, kind, str(sheet.seconds()), "", "EXERCISE"))
            if kind == "Outgoing":
                sheet.stands(one, f"row {len(rows)}")
            sheet.again(one, "phone", f"row {len(rows)}")
    sheet.count("rows", len(rows) - 1)
    sheet.count("calls", len(rows) - 1)
    return "".join("\t".join(row) + "\n" for row in rows).encode()


def lava(sheet: Sheet) -> bytes:
    """Write the database ALEAPP and iLEAPP make of a phone's artefacts."""
    calls: list[Row] = []
    texts: list[Row] = []
    own = sheet.stranger()
    for number, one in enumerate(sheet.here, 1):
        phone = one.written["phone"] = one.keys["phone"]
        kind = sheet.rng.choice(("Outgoing", "Incoming"))
        calls.append((sheet.millis() // 1000, own, phone, kind, str(sheet.seconds())))
        texts.append(
            (sheet.millis() // 1000, sheet.said(f"sms row {number}", "sms"), "Incoming", phone)
        )
        sheet.stands(one, f"get_call_logs row {number}")
        sheet.again(one, "phone", f"sms row {number}")
    sheet.count("calls", len(calls))
    sheet.count("messages", len(texts))
    return database("lava", {"get_call_logs": calls, "sms": texts})


def iped(sheet: Sheet) -> bytes:
    """Write the list of files IPED exports: some files, and a message of each number."""
    head = [
        "Name", "Link", "Size", "Ext", "Bookmark", "Category", "MD5", "SHA1", "Deleted", "Carved", "Accessed",
        "Modified", "Created", "Path", "Communication:From", "Communication:To", "Communication:Date",
    ]  # fmt: skip
    rows = [_file(number, sheet.moment()) for number in range(1, 4)]
    own = sheet.stranger()
    for number, one in enumerate(sheet.here, 1):
        phone = one.written["phone"] = one.keys["phone"]
        at = f"{sheet.moment():%Y-%m-%d %H:%M:%S} +0000"
        name = f"Message {number}"
        rows.append((name, "", "64", "", "", "Instant Messages", "", "", "false", "false", "", "", "",
                     f"EXERCISE.zip/msgstore.db/{name}", phone, own, at))  # fmt: skip
        sheet.stands(one, f"row {len(rows) + 1}")
    sheet.count("rows", len(rows))
    sheet.count("files", 3)
    sheet.count("messages", len(sheet.here))
    return _csv([head, *rows])


def _file(number: int, moment: datetime) -> tuple[str, ...]:
    name, at = f"EXERCISE_{number:04d}.jpg", f"{moment:%Y-%m-%d %H:%M:%S} +0000"
    return (name, f"Exported/{number}.jpg", "2048", "jpg", "", "Images", "", "", "false", "false", "", at, at,
            f"EXERCISE.zip/DCIM/{name}", "", "", "")  # fmt: skip


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
