"""Tables for a spreadsheet or a report: XLSX with one sheet each, CSV, Markdown.

A text is never run as a formula: in a workbook it stands as text, in CSV an apostrophe goes in front.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from clew.errors import SettingsError, UsageError
from clew.store.refused_table import harmless

Cell = str | int | float | None
CSV, XLSX, MD = "csv", "xlsx", "md"
TYPES = {
    CSV: "text/csv; charset=utf-8", MD: "text/markdown; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
"""Kinds of file tables are written as → media type."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKUP = re.compile(r"[\\\\`*_\[\]<>|#]")
_MOST_ROWS = 1_048_575
_MOST_LETTERS = 32_767
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, the names of its columns, its rows."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def suffix_of(path: PurePath, known: Sequence[str]) -> str:
    """Give what the end of a file's name says it is to be.

    Raises:
        UsageError: it is none of *known*.
    """
    suffix = path.suffix.lower().removeprefix(".")
    if suffix not in known:
        raise UsageError(
            f"{path.name!r} does not say what to write", do=f"end it in .{', .'.join(known)}"
        )
    return suffix


def written(
    tables: Sequence[Table], kind: str, heading: str = "", notes: Sequence[str] = ()
) -> bytes:
    """Write tables as "xlsx", "csv" (the first of them) or "md".

    Args:
        tables: the main one first.
        kind: one of `TYPES`.
        heading: above all in Markdown, and on the workbook's last sheet with the notes.
        notes: what must be said with them: caveats, handling codes, how it was counted.

    Raises:
        SettingsError: a workbook is wanted and the extra "network" is missing.
        UsageError: a table has more rows than a sheet.
    """
    if kind == XLSX:
        return _workbook(tables, heading, notes)
    if kind == MD:
        return _markdown(tables, heading, notes)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(tables[0].columns)
    writer.writerows(
        [harmless(cell) if isinstance(cell, str) else cell for cell in row]
        for row in tables[0].rows
    )
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _workbook(tables: Sequence[Table], heading: str, notes: Sequence[str]) -> bytes:
    try:
        from openpyxl import Workbook
        from openpyxl.cell.cell import WriteOnlyCell
        from openpyxl.styles import Font
    except ImportError as exc:
        raise SettingsError(
            "workbooks need the extra 'network': openpyxl is not installed",
            do="install it: pip install 'clew[network]', or write .csv",
        ) from exc
    book = Workbook(write_only=True)
    about = Table("about", ("about",), [(line,) for line in filter(None, (heading, *notes))])
    for table in (*tables, about):
        if len(table.rows) > _MOST_ROWS:
            raise UsageError(
                f"{table.name} has {len(table.rows):,} rows, more than a sheet", do="write .csv"
            )
        sheet = book.create_sheet(table.name[:31])
        sheet.freeze_panes = "A2"
        for number, column in enumerate(table.columns):
            longest = max((len(str(row[number] or "")) for row in table.rows[:500]), default=0)
            letter = _letter(number)
            sheet.column_dimensions[letter].width = min(max(longest, len(column)) + 2, _WIDEST)
        heads = [WriteOnlyCell(sheet, value=column) for column in table.columns]
        for head in heads:
            head.font = Font(bold=True)
        sheet.append(heads)
        for row in table.rows:
            sheet.append([_as_text(WriteOnlyCell(sheet), cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_text(made: Any, cell: Cell) -> Any:
    """Fill a cell of a workbook; whatever a text begins with, it stays text."""
    if isinstance(cell, str):
        made.value = printable(cell)[:_MOST_LETTERS]
        made.data_type = "s"
    else:
        made.value = cell
    return made


def printable(text: str) -> str:
    """Give a text without the control characters that XML and workbooks forbid; U+FFFD stands in their place."""
    return _CONTROL.sub("\ufffd", text)


def _letter(number: int) -> str:
    """Give the letters of a sheet's column.

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    return (_letter(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)


def _markdown(tables: Sequence[Table], heading: str, notes: Sequence[str]) -> bytes:
    lines = [f"# {_plain(heading)}", ""] if heading else []
    for note in notes:
        lines += [_plain(note), ""]
    for table in tables:
        lines += [f"## {table.name}", "", _line(table.columns), _line("---" for _ in table.columns)]
        lines += [*(_line(_plain(cell) for cell in row) for row in table.rows), ""]
    return "\n".join(lines).encode()


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(cell: Cell) -> str:
    """Give a cell in which nothing is read as markup."""
    text = "" if cell is None else str(cell)
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
