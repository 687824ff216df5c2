"""What the readers of workbooks share: each sheet is a table, read like a delimited one.

A sheet without a column clew knows is refused by its name, and the other sheets are read.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from clew.errors import NotFound, SourceError, UnknownSource
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.headers import settle, signature_of
from clew.sources.sheets import Headed, Sheet, Sheets, headed
from clew.sources.table_plans import RowPlan, plan_of
from clew.sources.table_seen import SHOWN_ROWS, TableSeen
from clew.sources.tables import Row

_AROUND = 5
_SPOT = re.compile(r"sheet (?P<sheet>.+) row (?P<row>\d{1,7})", re.DOTALL)
_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row together with the way its sheet is read."""

    row: Row
    plan: RowPlan


def split_sheets(
    evidence: Evidence, guesses: Guesses, sheets: Sheets
) -> Iterator[SheetRow | Refusal]:
    """Give the rows of each sheet below its header.

    Raises:
        UnknownSource: no sheet holds a table clew knows, or nothing is written on any.
    """
    read, empty, hidden = 0, list[str](), list[str]()
    refused = list[Refusal]()
    for sheet in sheets(evidence):
        table = headed(sheet)
        if table is None:
            empty.append(sheet.name)
            continue
        if sheet.is_hidden:
            hidden.append(sheet.name)
        plan = _plan(evidence, guesses, sheet, table)
        if isinstance(plan, Refusal):
            refused.append(plan)
            continue
        read += 1
        for row in table.rows:
            yield SheetRow(row, plan) if isinstance(row, Row) else row
    if not read:
        raise _nothing(evidence, refused)
    yield from refused
    for topic, names in (("empty sheets", empty), ("hidden sheets, read too", hidden)):
        if names:
            guesses.said[topic] = "; ".join(names)


def _plan(evidence: Evidence, guesses: Guesses, sheet: Sheet, table: Headed) -> RowPlan | Refusal:
    signature = signature_of(table.shape.columns)
    said = {"header": f"row {table.shape.first}" if table.shape.first else "none"}
    saved = evidence.mappings.get(signature)
    try:
        understood = settle(table.shape, table.values, evidence.country, saved, said)
    except UnknownSource as exc:
        told = " ¦ ".join(table.shape.columns)[:_KEPT]
        where = f"sheet {sheet.name} row {table.shape.first or 1}"
        return Refusal(where, told, f"sheet {sheet.name!r} is {exc.what}", exc.do)
    guesses.said.update({f"{sheet.name}: {topic}": told for topic, told in said.items()})
    guesses.mappings[signature] = understood.mapping
    return plan_of(understood, guesses.counts)


def _nothing(evidence: Evidence, refused: list[Refusal]) -> SourceError:
    if refused:
        told = "; ".join(refusal.reason for refusal in refused)
        return UnknownSource(told[:_KEPT], where=evidence.name, do=refused[0].do)
    return SourceError(
        "nothing is written in this workbook",
        where=evidence.name,
        do="check that it is the right file",
    )


def read(record: SheetRow) -> Iterator[Found | Refusal]:
    """Say what one row says."""
    return record.plan.read(record.row)


def tables_of(evidence: Evidence, sheets: Sheets) -> list[TableSeen]:
    """Give the sheets on which something is written; none of a workbook that cannot be opened."""
    seen: list[TableSeen] = []
    try:
        for sheet in sheets(evidence):
            if table := headed(sheet):
                good = (row for row in table.rows if isinstance(row, Row))
                shown = list(islice(good, SHOWN_ROWS))
                seen.append(TableSeen(sheet.name, table.shape, table.values, shown))
    except SourceError:
        return []  # reading the workbook says why
    return seen


def excerpt_of(evidence: Evidence, spot: str, sheets: Sheets) -> Excerpt:
    """Give a row of a sheet with the five before and after it.

    Raises:
        NotFound: the workbook has no such row.
    """
    place = _SPOT.fullmatch(spot)
    for sheet in sheets(evidence) if place else ():
        assert place is not None
        if sheet.name == place["sheet"] and (table := headed(sheet)):
            return _around(table, int(place["row"]), spot, evidence)
    raise _no_row(spot, evidence)


def _around(table: Headed, wanted: int, spot: str, evidence: Evidence) -> Excerpt:
    before: deque[Row] = deque(maxlen=_AROUND)
    good = (row for row in table.rows if isinstance(row, Row))
    for row in good:
        if row.number >= wanted:
            if row.number == wanted:
                shown = [*before, row, *islice(good, _AROUND)]
                lines = tuple((r.spot, tuple(r.cells), r.number == wanted) for r in shown)
                return Excerpt("table", table.shape.columns, lines)
            break
        before.append(row)
    raise _no_row(spot, evidence)


def _no_row(spot: str, evidence: Evidence) -> NotFound:
    return NotFound(
        f"there is no {spot!r} in {evidence.name}", do="rows are named 'sheet NAME row N'"
    )
