"""Lists of passengers, vehicles or calls as text with a delimiter, one row each.

Reads    , ; tab or | between cells, quoted cells over several lines, any encoding of the region
Gives    Person, Vehicle, Passport or Identification, and the Trip or Event that rows share; of
         an operator's records Call, LegalEntity, Handset, SimCard, the cell and when it was used
Units    dates → ISO; a time without an offset gives its day; unknown columns → notes, with header
Refuses  rows with too few or too many cells or broken bytes, dates that are none or read two ways
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from clew.errors import NotFound
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.columns import meaning_of
from clew.sources.encoding import samples
from clew.sources.headers import (
    ABOUT_CALLS,
    ABOUT_PEOPLE,
    ABOUT_VEHICLES,
    saved_for_one,
    signature_of,
    understand,
)
from clew.sources.reader import Reader
from clew.sources.table_layout import is_even, shape_of, table_in
from clew.sources.table_plans import YIELDS, RowPlan, plan_of
from clew.sources.table_seen import SHOWN_ROWS, TableSeen
from clew.sources.tables import Row, rows

_OTHER_KINDS = re.compile(rb"\s*(?:[{\[<]|%PDF|PK\x03\x04|SQLite|UN[AB][:+]|\x89PNG|\xff\xd8)")
_AROUND = 5
_PASSED_OVER = 60  # lines read before the spot, so that five rows stand among them


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row together with the way its table is read."""

    row: Row
    plan: RowPlan


def recognise(evidence: Evidence, head: bytes) -> float:
    """Say how sure it is a table: 0.95 with known columns, less with unknown ones of even width."""
    if not head.strip() or _OTHER_KINDS.match(head) or b"\0\0\0\0" in head:
        return 0.0
    shape, _ = shape_of([head], evidence.country, saved_for_one(evidence))
    known = {meaning for column in shape.columns if (meaning := meaning_of(column))}
    is_named = evidence.name.lower().endswith((".csv", ".tsv"))
    if shape.first and known & (ABOUT_PEOPLE | ABOUT_VEHICLES | ABOUT_CALLS) and len(known) > 1:
        return 0.95
    if is_even(shape, [head]):
        return 0.6 if is_named else 0.2
    return 0.3 if is_named else 0.0


def split(evidence: Evidence, guesses: Guesses) -> Iterator[TableRow | Refusal]:
    """Give the rows below the header."""
    understood = understand(evidence)
    guesses.said.update(understood.said)
    guesses.mappings[signature_of(understood.shape.columns)] = understood.mapping
    plan = plan_of(understood, guesses.counts)
    for row in rows(evidence, understood.shape):
        yield TableRow(row, plan) if isinstance(row, Row) else row


def read(record: TableRow) -> Iterator[Found | Refusal]:
    """Say what one row says."""
    return record.plan.read(record.row)


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give a row with the five before and after it."""
    wanted = int(spot[4:]) if re.fullmatch(r"row \d{1,12}", spot) else 0
    shape, _ = shape_of(samples(evidence), evidence.country, saved_for_one(evidence))
    before: deque[Row | Refusal] = deque(maxlen=_AROUND)
    shown: list[Row | Refusal] = []
    found = rows(evidence, shape, start=wanted - _PASSED_OVER)
    for row in found if wanted else ():
        if _line(row) == wanted:
            shown = [*before, row, *islice(found, _AROUND)]
        if _line(row) >= wanted:
            break
        before.append(row)
    if not shown:
        raise NotFound(f"there is no {spot!r} in {evidence.name}", do="rows are named 'row N'")
    lines = ((f"row {_line(row)}", _shown_cells(row), _line(row) == wanted) for row in shown)
    return Excerpt("table", shape.columns, tuple(lines))


def tables(evidence: Evidence) -> list[TableSeen]:
    """Give the one table of the file."""
    shape, values = table_in(evidence)
    seen = (row for row in rows(evidence, shape) if isinstance(row, Row))
    return [TableSeen("", shape, values, list(islice(seen, SHOWN_ROWS)))]


def _line(row: Row | Refusal) -> int:
    return row.number if isinstance(row, Row) else int(row.where.removeprefix("row "))


def _shown_cells(row: Row | Refusal) -> tuple[str, ...]:
    return tuple(row.cells) if isinstance(row, Row) else (row.value,)


CSV = Reader(
    name="csv",
    title="Table of passengers, vehicles or calls (CSV)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=YIELDS,
    sample=("passengers.csv", {"rows": 6, "passengers": 6}),
    tables=tables,
)
