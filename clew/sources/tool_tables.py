"""Tables that tools write with their header on the first line: their layout, and a row as a person sees it."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from typing import Final

from clew.errors import BrokenRecord, NotFound
from clew.model.dates import Order, read_date
from clew.model.evidence import Evidence, Excerpt, Found, Refusal
from clew.sources.encoding import detect, samples
from clew.sources.tables import Row, Shape, rows

_AROUND: Final = 5
_ZONE = re.compile(r"Z$|[+-]\d\d:?\d\d$|UTC$|GMT$")
_COLUMNS: Final = 2_000


def shape_with(evidence: Evidence, delimiters: str) -> Shape | None:
    """Give the layout of a table whose first line is cut by one of *delimiters*; None for another file."""
    blocks = samples(evidence)
    code = detect(blocks, evidence.country).name
    head = (blocks[0] if blocks else b"").decode(code, "replace").removeprefix("\ufeff")
    first = head.partition("\n")[0].rstrip("\r")
    best: tuple[str, ...] = ()
    used = ""
    for delimiter in delimiters:
        try:
            cells = next(csv.reader([first], delimiter=delimiter), [])
        except csv.Error:
            continue
        if len(cells) > max(len(best), 1):
            best, used = tuple(cell.strip() for cell in cells), delimiter
    return Shape(code, used, 1, best, 1) if best and len(best) <= _COLUMNS else None


def told_time(
    found: Found,
    spot: str,
    prop: str,
    written: str,
    order: Order | None = None,
    *,
    stored: str = "",
) -> Iterator[Refusal]:
    """Add a time as a tool writes it: UTC when it bears its offset, else its day; or refuse it.

    Args:
        found: the entity it belongs to.
        spot: where it stands.
        prop: its property.
        written: as in the table; empty says nothing.
        order: of day and month, or None while that is not known.
        stored: what the file holds, when *written* is that made readable.
    """
    if not written:
        return
    said = read_date(written, order)
    if said.day is None:
        ask = "does the day or the month come first? add the file again with --country"
        do = ask if said.is_ambiguous else "look at it in the tool that wrote the table"
        yield Refusal(spot, written, said.reason, do, found.key, prop)
        return
    found.add(prop, said.text if _ZONE.search(written) else said.day, stored or written)


def uneven(spot: str, cells: list[str], width: int) -> BrokenRecord:
    """Give the refusal of a row with more or fewer cells than its header, which has *width*."""
    return BrokenRecord(
        f"the row has {len(cells)} cells and the header {width}",
        where=spot,
        do="look at the row in the tool that wrote the table",
        value="\t".join(cells),
    )


def row_excerpt(evidence: Evidence, shape: Shape | None, spot: str) -> Excerpt:
    """Give a row with the five before and after it.

    Raises:
        NotFound: the table has no such row.
    """
    wanted = int(spot[4:]) if re.fullmatch(r"row \d{1,12}", spot) else 0
    before: deque[Row] = deque(maxlen=_AROUND)
    shown: list[Row] = []
    for row in rows(evidence, shape) if shape and wanted else ():
        if not isinstance(row, Row):
            continue
        if row.number < wanted:
            before.append(row)
        elif row.number == wanted or shown:
            shown.append(row)
        if row.number > wanted and (not shown or len(shown) > _AROUND):
            break
    if not shown or shape is None:
        raise NotFound(f"there is no {spot!r} in {evidence.name}", do="rows are named 'row N'")
    lines = ((row.spot, tuple(row.cells), row.number == wanted) for row in (*before, *shown))
    return Excerpt("table", shape.columns, tuple(lines))
