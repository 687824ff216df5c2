"""Tables that ALEAPP and iLEAPP export (TSV), one artefact each.

Reads    tables whose headers say that rows are messages, calls, contacts or places
Gives    Messages, Calls, Persons, Addresses with an Event at their time
Units    a time with its offset → UTC; without one its day, and the time as written
Refuses  a table with other headers, by name; a row with too few or too many cells
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from clew.errors import UnknownSource
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.handset_desk import Talk, attachment, begin
from clew.sources.parties import Meant
from clew.sources.reader import Reader
from clew.sources.tables import Row, rows
from clew.sources.tool_columns import Columns, columns
from clew.sources.tool_tables import row_excerpt, shape_with, told_time, whole_row

Given = Iterator[Found | Refusal]
_PLACE = re.compile(r"[ai]leapp|tsv.exports?|_leapp_", re.IGNORECASE)
_OUT = re.compile(r"out|sent|^from me|^1$|^true$|^yes$", re.IGNORECASE)
_IN = re.compile(r"inc|receiv|missed|reject|block|^0$|^false$|^no$|^in", re.IGNORECASE)
_SPAN = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Record:
    """One row and how it is read."""

    row: Row
    columns: Columns
    talk: Talk

    @property
    def spot(self) -> str:
        """The place a person can go to."""
        return self.row.spot

    def cell(self, *meanings: str) -> str:
        """Give the first cell of these meanings that says something."""
        return self.columns.cell(self.row.cells, *meanings)


def recognise(evidence: Evidence, head: bytes) -> float:
    """Sure of a table under its tool's folder, or one of calls or messages called .tsv."""
    if b"\t" not in head[:65_536].partition(b"\n")[0]:
        return 0.0
    shape = shape_with(evidence, "\t")
    found = columns(shape.columns) if shape else None
    in_place = bool(_PLACE.search(evidence.name))
    is_tsv = evidence.name.lower().endswith((".tsv", ".tsv)"))
    if found is None:
        return 0.65 if in_place and is_tsv else 0.0
    talks = found.kind in ("messages", "calls")
    return 0.96 if in_place or (is_tsv and talks) else 0.0


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the rows below the header."""
    shape = shape_with(evidence, "\t")
    found = columns(shape.columns) if shape else None
    if shape is None or found is None:
        named = ", ".join(shape.columns[:12]) if shape else "none"
        raise UnknownSource(
            f"a table of ALEAPP or iLEAPP whose headers clew does not know: {named}",
            do="rename the headers you need (number, name, time, message, latitude …) in a copy and add that",
        )
    guesses.said["kind"] = found.kind
    guesses.said["columns"] = "; ".join(f"{found.headers[n]} → {m}" for m, n in found.at.items())
    talk = Talk(country=evidence.country, counts=guesses.counts)
    for row in rows(evidence, shape):
        guesses.counts["rows"] = guesses.counts.get("rows", 0) + 1
        yield Record(row, found, talk) if isinstance(row, Row) else row


def read(record: Record) -> Given:
    """Give what a row tells of."""
    whole_row(record.row, len(record.columns.headers))
    yield from _KINDS[record.columns.kind](record)


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
    yield from told_time(found, record.spot, "date", record.cell("time"))
    found.add("bodyText", record.cell("body")).add("summary", record.cell("service"))
    found.add("threadTopic", record.cell("chat"))
    yield from _ends(found, record)
    yield from attachment(record, found.key, record.cell("file"), "")
    yield found


def _call(record: Record) -> Given:
    found = begin("Call", record, "calls")
    yield from told_time(found, record.spot, "date", record.cell("time"))
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
    for header, text in record.columns.rest(record.row.cells):
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
        yield from told_time(event, record.spot, "date", record.cell("time"))
        yield event.link("addressEntity", place.key)


_KINDS = {"messages": _message, "calls": _call, "contacts": _contact, "places": _place}


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give a row with the five before and after it."""
    return row_excerpt(evidence, shape_with(evidence, "\t"), spot)


leapp: Reader[Record] = Reader(
    name="leapp",
    title="Table of ALEAPP or iLEAPP (TSV)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset(
        {"Message", "Call", "Person", "LegalEntity", "UserAccount", "Address", "Event"}
        | {"Document", "Image", "Audio", "Video"}
    ),
    sample=("call_logs.tsv", {"rows": 3, "calls": 3}),
)
