"""Workbooks made for a test, put where the test wants them; the rehearsal's writers make them."""

from pathlib import Path

from clew.exercise.formats.workbooks import (
    DAY,
    MAIN,
    ODF,
    PLAIN,
    REL,
    SPAN,
    STYLES,
    ZEROS,
    Cell,
    letters,
    ods,
    ods_table,
    opendocument,
    sheet_xml,
    xlsx,
)

__all__ = [
    "DAY", "MAIN", "ODF", "PLAIN", "REL", "SPAN", "STYLES", "ZEROS", "Cell", "letters", "ods_table", "sheet_xml",
    "write_odf", "write_ods", "write_xlsx",
]  # fmt: skip


def write_xlsx(path: Path, hidden: str = "", **sheets: str) -> Path:
    """Write a workbook of sheets given as XML."""
    path.write_bytes(xlsx(sheets, hidden))
    return path


def write_ods(path: Path, *tables: str, manifest: str = "<manifest/>") -> Path:
    """Write a spreadsheet of tables given as XML."""
    path.write_bytes(ods(*tables, manifest=manifest))
    return path


def write_odf(path: Path, kind: str, body: str, manifest: str = "<manifest/>") -> Path:
    """Write an OpenDocument package."""
    path.write_bytes(opendocument(kind, body, manifest))
    return path
