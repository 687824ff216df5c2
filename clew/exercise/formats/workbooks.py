"""Workbooks and OpenDocument papers, written part by part as Excel and LibreOffice write them."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from clew.exercise.scene import ZIP_DATE

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
    """Give the letters of a column counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
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


def xlsx(sheets: Mapping[str, str], hidden: str = "") -> bytes:
    """Give a workbook of sheets given as XML by name (ECMA-376)."""
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
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f"<workbook {MAIN} {REL}><sheets>{book}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/styles.xml": STYLES,
    }
    parts |= {f"xl/worksheets/sheet{n}.xml": sheets[name] for n, name in named}
    return packed(parts)


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


def ods(*tables: str, manifest: str = "<manifest/>") -> bytes:
    """Give a spreadsheet of tables given as XML (OpenDocument 1.3)."""
    body = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    return opendocument("spreadsheet", body, manifest)


def odt(paragraphs: Sequence[str]) -> bytes:
    """Give an OpenDocument text with the given paragraphs, the first as its heading."""
    head = f'<text:h text:outline-level="1">{escape(paragraphs[0])}</text:h>'
    rest = "".join(f"<text:p>{escape(text)}</text:p>" for text in paragraphs[1:])
    return opendocument(
        "text", f"<office:body><office:text>{head}{rest}</office:text></office:body>"
    )


def opendocument(kind: str, body: str, manifest: str = "<manifest/>") -> bytes:
    """Give an OpenDocument package: text or spreadsheet."""
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content {ODF}>{body}</office:document-content>",
        "META-INF/manifest.xml": manifest,
    }
    return packed(parts, stored="mimetype")


def packed(parts: Mapping[str, str | bytes], stored: str = "") -> bytes:
    """Give a zip of *parts*, the same bytes every time; the one called *stored* is not deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, ZIP_DATE)
            member.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return out.getvalue()
