"""Workbooks made for a test, written part by part as Excel and LibreOffice write them."""

import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
)
STYLES = (
    f'<styleSheet {MAIN}><numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/>'
    '<numFmt numFmtId="165" formatCode="00000000"/></numFmts>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="46"/></cellXfs></styleSheet>'
)
PLAIN, DAY, ZEROS, SPAN = 0, 1, 2, 3
"""Cell styles of a made workbook."""

Cell = str | int | float | tuple[float | str, int] | None
"""A text, a number, a number with its style, nothing."""


def letters(column: int) -> str:
    """Give the letters of a column counted from 0."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(65 + last)


def _cell(cell: Cell, name: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f'<c r="{name}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    value, style = cell if isinstance(cell, tuple) else (cell, PLAIN)
    return f'<c r="{name}" s="{style}"><v>{value}</v></c>'


def sheet_xml(rows: Sequence[Sequence[Cell]], merged: Iterable[str] = (), after: str = "") -> str:
    """Give the XML of a sheet; *after* stands behind its rows as it is."""
    lines = [
        f'<row r="{n}">{"".join(_cell(c, f"{letters(k)}{n}") for k, c in enumerate(row))}</row>'
        for n, row in enumerate(rows, 1)
    ]
    ranges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
    merges = f"<mergeCells>{ranges}</mergeCells>" if ranges else ""
    return f"<worksheet {MAIN}><sheetData>{''.join(lines)}{after}</sheetData>{merges}</worksheet>"


def write_xlsx(path: Path, hidden: str = "", **sheets: str) -> Path:
    """Write a workbook of sheets given as XML."""
    named = list(enumerate(sheets, 1))
    book = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"'
        + (' state="hidden"/>' if name == hidden else "/>")
        for n, name in named
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n, _ in named
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr(
            "xl/workbook.xml", f"<workbook {MAIN} {REL}><sheets>{book}</sheets></workbook>"
        )
        out.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{links}</Relationships>")
        out.writestr("xl/styles.xml", STYLES)
        for n, name in named:
            out.writestr(f"xl/worksheets/sheet{n}.xml", sheets[name])
    return path


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, str):
        kind, span = 'office:value-type="string"', ""
        if cell.startswith("span:"):
            span, cell = f'table:number-columns-spanned="{cell[5]}" ', cell[7:]
        return f"<table:table-cell {span}{kind}><text:p>{escape(cell)}</text:p></table:table-cell>"
    if isinstance(cell, tuple):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{cell[0]}">'
            "<text:p>shown otherwise</text:p></table:table-cell>"
        )
    return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'


def ods_table(name: str, rows: Sequence[Sequence[Cell]], after: str = "") -> str:
    """Give the XML of a sheet; *after* stands behind its rows as it is."""
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    return f"<table:table table:name={quoteattr(name)}>{lines}{after}</table:table>"


def write_ods(path: Path, *tables: str, manifest: str = "<manifest/>") -> Path:
    """Write a spreadsheet of tables given as XML."""
    body = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    return write_odf(path, "spreadsheet", body, manifest)


def write_odf(path: Path, kind: str, body: str, manifest: str = "<manifest/>") -> Path:
    """Write an OpenDocument package."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        mime = f"application/vnd.oasis.opendocument.{kind}"
        out.writestr("mimetype", mime, compress_type=zipfile.ZIP_STORED)
        out.writestr(
            "content.xml", f"<office:document-content {ODF}>{body}</office:document-content>"
        )
        out.writestr("META-INF/manifest.xml", manifest)
    return path
