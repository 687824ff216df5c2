"""Tables that ALEAPP and iLEAPP export (TSV), one artefact each.

Reads    tables whose headers say that rows are messages, calls, contacts or places
Gives    Messages, Calls, Persons, Addresses with an Event at their time
Units    a time with its offset → UTC; without one its day, and the time as written
Refuses  a table with other headers, by name; a row with too few or too many cells
"""

import re
from collections.abc import Iterator

from clew.errors import UnknownSource
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.handset_desk import Talk
from clew.sources.reader import Reader
from clew.sources.tables import Row, rows
from clew.sources.tool_columns import columns
from clew.sources.tool_records import Record, told
from clew.sources.tool_tables import row_excerpt, shape_with, uneven

_PLACE = re.compile(r"[ai]leapp|tsv.exports?|_leapp_", re.IGNORECASE)


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
        yield Record(row.spot, row.cells, found, talk) if isinstance(row, Row) else row


def read(record: Record) -> Iterator[Found | Refusal]:
    """Give what a row tells of."""
    if len(record.cells) != len(record.columns.headers):
        raise uneven(record.spot, record.cells, len(record.columns.headers))
    yield from told(record)


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
