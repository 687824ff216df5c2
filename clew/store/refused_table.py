"""What was refused, as a table for a spreadsheet; and tables of other things, as safe."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

_COLUMNS = ("file", "where", "value", "reason", "do", "agency", "prop")
_FORMULA = re.compile(r"^(?:[=@\t\r]|[+-](?![\d\s(]))")


def as_csv(rows: Iterable[dict[str, str]]) -> Iterator[str]:
    """Write what was refused as CSV."""
    return csv_lines([_COLUMNS, *([row[name] for name in _COLUMNS] for row in rows)])


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write rows as CSV; a cell a spreadsheet would run as a formula gets an apostrophe in front."""
    line = io.StringIO()
    writer = csv.writer(line)
    for cells in rows:
        writer.writerow([harmless(cell) for cell in cells])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def harmless(cell: str) -> str:
    """Give a text as a cell of a CSV file, with an apostrophe where a spreadsheet would run it as a formula.

    >>> harmless("=1+1"), harmless("-5"), harmless("+383 44")
    ("'=1+1", '-5', '+383 44')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
