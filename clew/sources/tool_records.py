"""What a row of a phone tool's table says, once its columns are understood: a call, a message, a person, a place."""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from clew.model.evidence import Found, Refusal
from clew.sources.handset_desk import Talk, attachment, begin
from clew.sources.parties import Meant
from clew.sources.tool_columns import Columns
from clew.sources.tool_tables import told_time

Given = Iterator[Found | Refusal]
_OUT = re.compile(r"out|sent|^from me|^1$|^true$|^yes$", re.IGNORECASE)
_IN = re.compile(r"inc|receiv|missed|reject|block|^0$|^false$|^no$|^in", re.IGNORECASE)
_SPAN = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Record:
    """One row and how it is read.

    Attributes:
        spot: the place a person can go to.
        cells: as text.
        columns: what they hold.
        talk: who has been named so far.
        stored: the time as stored, when its cell holds that made readable.
    """

    spot: str
    cells: list[str]
    columns: Columns
    talk: Talk
    stored: str = ""

    def cell(self, *meanings: str) -> str:
        """Give the first cell of these meanings that says something."""
        return self.columns.cell(self.cells, *meanings)


def told(record: Record) -> Given:
    """Give what a row tells of."""
    yield from _KINDS[record.columns.kind](record)


def _time(found: Found, record: Record) -> Iterator[Refusal]:
    yield from told_time(found, record.spot, "date", record.cell("time"), stored=record.stored)


def _sent(record: Record) -> bool | None:
    way = record.cell("direction")
    if _OUT.search(way):
        return True
    return False if _IN.search(way) else None


def _ends(found: Found, record: Record) -> Generator[Found, None, None]:
    """Both ends: sender and recipient where the table has them, else by its direction."""
    talk = record.talk
    sender, recipient = record.cell("sender"), record.cell("recipient")
    if sender and recipient:
        one = yield from talk.party(*_who(sender, ""), record.spot)
        two = yield from talk.party(*_who(recipient, ""), record.spot)
        for meant, way in ((one, "from"), (two, "to")):
            _link(found, meant, way)
        return
    name = record.cell("name")
    written = record.cell("number") or sender or recipient
    other = yield from talk.party(*_who(written, name), record.spot)
    sent = _sent(record)
    if sent is None and (sender or recipient):
        sent = bool(recipient)
    yield from talk.ends(found, record, [other], sent=sent)


def _who(written: str, name: str) -> tuple[str, str]:
    """Give (identifier, name): a cell of words alone is a name."""
    if written and not re.search(r"\d{5}|@", written):
        return "", name or written
    return written, name


def _link(found: Found, meant: Meant, way: str) -> None:
    if found.schema == "Call":
        end = "caller" if way == "from" else "receiver"
        found.link(end, meant.key).add(f"{end}Number", meant.number)
    else:
        found.link("sender" if way == "from" else "recipients", meant.key)


def _message(record: Record) -> Given:
    found = begin("Message", record, "messages")
    yield from _time(found, record)
    found.add("bodyText", record.cell("body")).add("summary", record.cell("service"))
    found.add("threadTopic", record.cell("chat"))
    yield from _ends(found, record)
    yield from attachment(record, found.key, record.cell("file"), "")
    yield found


def _call(record: Record) -> Given:
    found = begin("Call", record, "calls")
    yield from _time(found, record)
    written = record.cell("seconds")
    if match := _SPAN.fullmatch(written):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        found.add("duration", str((hours * 60 + minutes) * 60 + seconds), written)
    elif re.fullmatch(r"\d+(?:\.\d+)?", written):
        found.add("duration", str(round(float(written))), written)
    found.add("summary", record.cell("service")).add("summary", record.cell("direction"))
    yield from _ends(found, record)
    yield found


def _contact(record: Record) -> Given:
    found = Found("Person", record.spot, record.spot, counts=("contacts",))
    found.add("name", record.cell("name")).add("email", record.cell("email"))
    for number in re.split(r"[;,]\s*", record.cell("number")):
        found.add("phone", number)
    for header, text in record.columns.rest(record.cells):
        found.add("notes", f"{header}: {text}", text)
    yield found


def _place(record: Record) -> Given:
    place = begin("Address", record, "locations")
    place.add("latitude", record.cell("latitude")).add("longitude", record.cell("longitude"))
    yield place.add("name", record.cell("name"))
    if record.cell("time"):
        event = begin("Event", record, key=f"{record.spot} event").add(
            "name", record.cell("name") or "location"
        )
        yield from _time(event, record)
        yield event.link("addressEntity", place.key)


_KINDS = {"messages": _message, "calls": _call, "contacts": _contact, "places": _place}
