"""The sheets of a workbook as tables: their rows, merged cells filled, and their header.

A cell merged over several rows counts in each of them. Labels above the header that span some of
its columns ("Document" over "number" and "expiry") become part of the header below them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import NamedTuple

from clew.model.evidence import Evidence, Refusal
from clew.sources.columns import meaning_of
from clew.sources.table_layout import head_of
from clew.sources.tables import Row, Shape

HEAD_ROWS = 40
"""Rows with values that are looked at to find the header."""
_MOST_OPEN = 1_000  # cells merged downwards that are filled at one time
SAMPLE_ROWS = 400
"""Rows whose values say what an untold column holds and how dates are written."""


class Merged(NamedTuple):
    """A range of cells shown as one; rows and columns count from 1, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook.

    Attributes:
        name: as on its tab.
        rows: its rows that hold a value, in order; to be read before the next sheet is asked for.
        merged: top row → its merged ranges; those of a row are known once the row was given.
        is_hidden: the workbook does not show it.
    """

    name: str
    rows: Iterator[Row | Refusal]
    merged: dict[int, list[Merged]] = field(default_factory=dict)
    is_hidden: bool = False


Sheets = Callable[[Evidence], Iterator[Sheet]]
"""A workbook's file → its sheets; raises SourceError when it cannot be opened."""


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet whose header was found.

    Attributes:
        shape: its layout.
        values: sample values of each column.
        rows: rows below the header, as wide as it, and what was refused.
    """

    shape: Shape
    values: list[list[str]]
    rows: Iterator[Row | Refusal]


def headed(sheet: Sheet) -> Headed | None:
    """Find the header of a sheet; None when nothing is written on it."""
    rows = _filled(sheet)
    seen = list(islice(rows, SAMPLE_ROWS))
    good = [row for row in seen if isinstance(row, Row)]
    if not good:
        return None
    merged = [m for row in good[:HEAD_ROWS] for m in sheet.merged.get(row.number, ())]
    head = head_of(good[:HEAD_ROWS])
    labels = [_across(row, merged) for row in good[:HEAD_ROWS] if row.number < head.number]
    last = max([head.number, *(m.bottom for m in merged if m.top == head.number)])
    columns = _columns(labels, head, max(len(row.cells) for row in good))
    shape = Shape("utf-8", ",", head.number, columns, last)
    below = [row for row in seen if isinstance(row, Refusal) or row.number > last]
    values: list[list[str]] = [[] for _ in columns]
    for row in below:
        if isinstance(row, Row):
            for column, cell in zip(values, row.cells, strict=False):
                column.append(cell)
    return Headed(shape, values, _as_wide(chain(below, rows), len(columns)))


def _as_wide(rows: Iterable[Row | Refusal], width: int) -> Iterator[Row | Refusal]:
    for row in rows:
        if isinstance(row, Row) and len(row.cells) < width:
            row.cells.extend([""] * (width - len(row.cells)))
        yield row


def _filled(sheet: Sheet) -> Iterator[Row | Refusal]:
    """Give the rows with cells that are merged downwards filled in each row they cover."""
    open_now: list[tuple[Merged, str]] = []
    for row in sheet.rows:
        if isinstance(row, Row):
            open_now = [(m, text) for m, text in open_now if m.bottom >= row.number]
            for m, text in open_now:
                _put(row.cells, m.left - 1, text)
            for m in sheet.merged.get(row.number, ()):
                is_room = len(open_now) < _MOST_OPEN
                if is_room and m.bottom > m.top and m.left <= len(row.cells):
                    open_now.append((m, row.cells[m.left - 1]))
        yield row


def _across(row: Row, merged: list[Merged]) -> Row:
    """Give the row with cells merged to the right filled, as a reader sees its labels."""
    cells = list(row.cells)
    for m in merged:
        if m.top <= row.number <= m.bottom and m.left <= len(row.cells):
            for place in range(m.left, m.right):
                _put(cells, place, row.cells[m.left - 1])
    return Row(row.number, cells, row.last, row.sheet)


def _put(cells: list[str], place: int, text: str) -> None:
    cells.extend([""] * (place + 1 - len(cells)))
    cells[place] = cells[place] or text


def _columns(labels: Sequence[Row], head: Row, width: int) -> tuple[str, ...]:
    """Name the columns by the header and the labels over it; "column 3" for one without either."""
    over = labels[-1].cells if labels and _is_band(labels[-1].cells) else []
    width = max(width, len(head.cells))
    leaves = [_cell(head.cells, n) if head.number else "" for n in range(width)]
    named = [_name(leaf, _cell(over, n), leaves) for n, leaf in enumerate(leaves)]
    return tuple(name or f"column {n}" for n, name in enumerate(named, 1))


def _cell(cells: list[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _is_band(cells: list[str]) -> bool:
    """Say whether a row labels groups of columns: several texts, some over more than one column."""
    texts = [cell for cell in cells if cell.strip()]
    return 1 < len(set(texts)) < len(texts)


def _name(leaf: str, group: str, leaves: list[str]) -> str:
    """Join a label over a column with its header where the header alone does not tell enough."""
    if not leaf or not group or leaf == group:
        return leaf or group
    both = f"{group} {leaf}"
    is_told = meaning_of(leaf) is not None and leaves.count(leaf) == 1
    return leaf if is_told and meaning_of(both) is None else both
