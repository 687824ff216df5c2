"""Sheets of an Excel workbook (XLSX, ECMA-376), read row by row.

Empty rows and cells cost time but no memory. The texts cells share are kept, for any row may need
them.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clew.errors import BrokenRecord
from clew.model.evidence import Evidence, Refusal
from clew.sources.cell_values import ROUGH, kind_of_format, shown
from clew.sources.office_papers import local
from clew.sources.packages import DAMAGED, open_package, open_part, whole_or_refused
from clew.sources.sheets import Merged, Sheet
from clew.sources.tables import Row
from clew.sources.xml import XmlStream

if TYPE_CHECKING:
    from lxml.etree import _Element

BODY = "xl/workbook.xml"
CALLED = "workbook"
_SHEET_BYTES = 2 * 1024 * 1024 * 1024
_PIECE = 1 << 20
_COLUMNS = 16_384
_RANGE = re.compile(
    rb'<(?:\w{1,20}:)?mergeCell\s[^>]{0,80}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_MOST_MERGED = 200_000
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_REL = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(slots=True)
class _Book:
    """What the sheets of a workbook share."""

    package: zipfile.ZipFile
    evidence: Evidence
    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    from_1904: bool = False


def sheets(evidence: Evidence) -> Iterator[Sheet]:
    """Give the sheets of a workbook in the order of their tabs.

    Raises:
        SourceError: it is locked, damaged, or no workbook.
    """
    with open_package(evidence, BODY, CALLED) as package:
        book = _Book(package, evidence)
        with whole_or_refused(evidence, CALLED):
            named = _named(book)
            book.texts = _shared_texts(book)
            book.formats = _formats(book)
        for name, part, is_hidden in named:
            if part in package.namelist():
                yield Sheet(name, _rows(book, name, part), _merged(book, part), is_hidden)


def _elements(book: _Book, part: str, *tags: str) -> "Iterator[_Element]":
    """Give the outermost finished elements of a part with one of *tags*, freeing each after use."""
    if part not in book.package.namelist():
        return
    with open_part(book.package, part, book.evidence, _SHEET_BYTES) as stream:
        xml, depth = XmlStream(stream, part, tags), 0
        for event, element in xml.events():
            depth += 1 if event == "start" else -1
            if depth == 1 and event == "start":
                xml.keep()
            elif depth == 0:
                yield element
                xml.free(element)


def _named(book: _Book) -> list[tuple[str, str, bool]]:
    """Give (name, part, is hidden) of each sheet."""
    targets = {
        str(e.get("Id")): str(e.get("Target"))
        for e in _elements(book, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    found = list[tuple[str, str, bool]]()
    for e in _elements(book, BODY, "sheet", "workbookPr"):
        if local(e) == "workbookPr":
            book.from_1904 = e.get("date1904") in ("1", "true")
            continue
        target = targets.get(str(e.get(_REL) or e.get(_STRICT_REL)), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        hidden = e.get("state") in ("hidden", "veryHidden")
        found.append((str(e.get("name") or f"sheet {len(found) + 1}"), part, hidden))
    return found


def _shared_texts(book: _Book) -> list[str]:
    return [_text(e) for e in _elements(book, "xl/sharedStrings.xml", "si")]


def _text(element: "_Element") -> str:
    """Give the text of a cell or shared text; how it is pronounced is left out."""
    said = []
    for child in element:
        name = local(child)
        if name == "t":
            said.append(child.text or "")
        elif name == "r":
            said.append(_text(child))
    return "".join(said)


def _formats(book: _Book) -> list[str]:
    """Give what each cell style shows."""
    codes: dict[int, str] = {}
    styles: list[str] = []
    for e in _elements(book, "xl/styles.xml", "numFmt", "cellXfs"):
        if local(e) == "numFmt":
            codes[_number(e.get("numFmtId"))] = str(e.get("formatCode") or "")
        else:
            ids = [_number(xf.get("numFmtId")) for xf in e]
            styles = [kind_of_format(number, codes.get(number, "")) for number in ids]
    return styles


def _number(text: "str | bytes | None") -> int:
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 10 else 0


def _merged(book: _Book, part: str) -> dict[int, list[Merged]]:
    """Find the merged ranges of a sheet, which stand after its rows, without parsing the rows."""
    found: dict[int, list[Merged]] = {}
    count, held = 0, b""
    try:
        with open_part(book.package, part, book.evidence, _SHEET_BYTES) as stream:
            while piece := stream.read(_PIECE):
                held += piece
                last = 0
                for run in _RANGE.finditer(held):
                    left, top, right, bottom = (text.decode() for text in run.groups())
                    m = Merged(int(top), _column(left), int(bottom), _column(right))
                    found.setdefault(m.top, []).append(m)
                    count, last = count + 1, run.end()
                held = held[max(last, len(held) - 200) :]
                if count > _MOST_MERGED:
                    break
    except DAMAGED:
        pass  # reading the rows says what is damaged
    return found


def _column(letters: str) -> int:
    """Give the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _rows(book: _Book, name: str, part: str) -> Iterator[Row | Refusal]:
    at = 0
    try:
        with closing(_row_elements(book, part)) as elements:  # type: ignore[type-var]
            for element, is_whole in elements:
                at = _number(element.get("r")) or at + 1
                spot = Row(at, [], sheet=name).spot
                if not is_whole:
                    reason = "the row takes more than 1 MiB and was not read"
                    yield Refusal(spot, "", reason, "split it and add the workbook again")
                    continue
                refused: list[Refusal] = []
                cells = _cells(book, element, spot, refused)
                yield from refused
                if any(cells):
                    yield Row(at, cells, sheet=name)
    except (BrokenRecord, *DAMAGED) as exc:
        why = exc.what if isinstance(exc, BrokenRecord) else "it is cut short or damaged"
        where = Row(at + 1, [], sheet=name).spot
        reason = f"the sheet cannot be read from here on: {why}"
        yield Refusal(where, "", reason, "ask for the workbook again; rows before were read")


def _row_elements(book: _Book, part: str) -> "Iterator[tuple[_Element, bool]]":
    with open_part(book.package, part, book.evidence, _SHEET_BYTES) as stream:
        xml, sheds = XmlStream(stream, part, ("row",)), 0
        for event, element in xml.events():
            if event == "start":
                xml.keep()
                sheds = xml.sheds
            else:
                yield element, xml.sheds == sheds
                xml.free(element)


def _cells(book: _Book, row: "_Element", spot: str, refused: list[Refusal]) -> list[str]:
    cells: list[str] = []
    for place, cell in enumerate(row):
        if not len(cell):
            continue
        where = _CELL.match(str(cell.get("r") or ""))
        column = _column(where[1]) if where else place + 1
        text = _cell(book, cell)
        if text is None:
            value = next((str(v.text) for v in cell if local(v) == "v"), "")
            do = "ask for this column as text, or for the list as CSV"
            refused.append(Refusal(spot, value, f"column {column}: {ROUGH}", do))
        elif text and column <= _COLUMNS:
            cells.extend([""] * (column - len(cells)))
            cells[column - 1] = text
    return cells


def _cell(book: _Book, cell: "_Element") -> str | None:
    """Give the text a cell shows, None for a number that lost digits."""
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        return next((_text(e) for e in cell if local(e) == "is"), "")
    parts = {local(e): e.text or "" for e in cell}
    value = parts.get("v")
    if value is None:
        return f"={parts['f']}" if parts.get("f") else ""
    if kind == "s":
        return book.texts[int(value)] if value.isdecimal() and int(value) < len(book.texts) else ""
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind == "d":
        return value.removesuffix("T00:00:00").replace("T", " ")
    if kind != "n":
        return value
    style = _number(cell.get("s"))
    shows = book.formats[style] if style < len(book.formats) else ""
    return shown(value, shows, from_1904=book.from_1904)
