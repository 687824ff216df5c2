"""The database ALEAPP and iLEAPP write of a phone's artefacts: `_lava_artifacts.db`, one table each.

Reads    tables whose columns say that rows are messages, calls, contacts or places
Gives    Messages, Calls, Persons, Addresses with an Event at their time
Units    times are stored in seconds since 1970, or as text with their offset → UTC
Refuses  a damaged stretch of a table; tables with other columns are named with their rows
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from clew.model.evidence import Evidence, Found, Guesses, Refusal
from clew.sources.database import Row, open_database, tables_of
from clew.sources.database_reader import excerpt
from clew.sources.handset_desk import Talk
from clew.sources.reader import Reader
from clew.sources.tool_columns import Columns, columns
from clew.sources.tool_records import Record, told

_OWN = {"_artifact_search_patterns", "_lava_media_items"}
_SECONDS = range(315_532_800, 4_102_444_800)
"""Seconds since 1970 that fall between 1980 and 2100."""


def recognise(evidence: Evidence, head: bytes) -> float:
    """Certain of a database with the tables these tools always make."""
    return 1.0 if tables_of(evidence, head).keys() >= _OWN else 0.0


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the rows of each table whose columns are understood."""
    unread: list[str] = []
    with open_database(evidence) as database:
        if database.cut:
            yield database.cut
        talk = Talk(country=evidence.country, counts=guesses.counts)
        for table, names in sorted(database.tables.items()):
            if table.startswith("_"):
                continue
            found = columns(names)
            if found is None:
                unread.append(f"{table} ×{database.count(table)}")
                continue
            guesses.said[f"table {table}"] = found.kind
            for row in database.rows(table):
                yield row if isinstance(row, Refusal) else _record(row, found, talk)
    if unread:
        guesses.said["tables not read"] = ", ".join(unread)


def _record(row: Row, found: Columns, talk: Talk) -> Record:
    cells = [row.text(name) for name in found.headers]
    place = found.at.get("time")
    stored = cells[place] if place is not None else ""
    if place is not None and stored.isdecimal() and int(stored) in _SECONDS:
        cells[place] = datetime.fromtimestamp(int(stored), UTC).isoformat()
    return Record(row.spot, cells, found, talk, stored)


def read(record: Record) -> Iterator[Found | Refusal]:
    """Give what a row tells of."""
    yield from told(record)


leapp_database: Reader[Record] = Reader(
    name="leapp-database",
    title="Database of ALEAPP or iLEAPP (LAVA)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset(
        {"Message", "Call", "Person", "LegalEntity", "UserAccount", "Address", "Event"}
        | {"Document", "Image", "Audio", "Video"}
    ),
    sample=("_lava_artifacts.db", {"calls": 1, "messages": 2}),
)
