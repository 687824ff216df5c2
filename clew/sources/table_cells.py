"""Cells of a row: which say nothing, and rows of another width than their header."""

from clew.errors import BrokenRecord
from clew.sources.tables import Row

NOTHING = frozenset(
    ["-", "--", "---", "—", "–", ".", "/", "?", "n/a", "N/A", "null", "NULL", "nil", "none", "None"]
)
"""What people write into a cell to say that it is empty."""


def evened(row: Row, width: int) -> list[str]:
    """Give the cells of a row that only has empty cells too many.

    Raises:
        BrokenRecord: it has fewer or more cells than the header.
    """
    if len(row.cells) > width and not any(c.strip() for c in row.cells[width:]):
        return row.cells[:width]
    told = "too few" if len(row.cells) < width else "too many"
    raise BrokenRecord(
        f"the row has {len(row.cells)} cells, {told} for a header of {width}",
        where=row.spot,
        do="compare it with its neighbours; a delimiter may be missing or stand in a value",
        value=" ¦ ".join(row.cells),
    )
