"""Sheets of an OpenDocument spreadsheet (ODS, ISO/IEC 26300), read row by row.

A row or cell that repeats a million times stands once in the file and is counted, not copied.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clew.errors import BrokenRecord, SourceError
from clew.model.evidence import Evidence, Refusal
from clew.sources.cell_values import ROUGH, shown
from clew.sources.office_papers import local
from clew.sources.opendocument import is_locked
from clew.sources.packages import DAMAGED, open_package, open_part, whole_or_refused
from clew.sources.sheets import Merged, Sheet
from clew.sources.tables import Row
from clew.sources.xml import XmlStream

if TYPE_CHECKING:
    from lxml.etree import _Element

BODY = "content.xml"
CALLED = "workbook"
_BYTES = 2 * 1024 * 1024 * 1024
_ROWS, _COLUMNS = 1_048_576, 16_384  # the most a sheet holds
_MOST_COPIED = 1_000_000  # cells of equal rows, one after another, that are given one by one
_SPAN = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?")


def sheets(evidence: Evidence) -> Iterator[Sheet]:
    """Give the sheets of a workbook in the order of their tabs.

    Raises:
        SourceError: it is locked, damaged, or no workbook.
    """
    if is_locked(evidence):
        raise SourceError(
            "the workbook is locked with a password",
            where=evidence.name,
            do="open it, save it without a password and add it again",
        )
    with (
        open_package(evidence, BODY, CALLED) as package,
        open_part(package, BODY, evidence, _BYTES) as stream,
    ):
        with whole_or_refused(evidence, CALLED):
            xml = XmlStream(stream, BODY, ("table", "table-row"))
        yield from _sheets(xml, evidence)


def _sheets(xml: XmlStream, evidence: Evidence) -> Iterator[Sheet]:
    """Cut the one stream of rows into sheets."""
    events = xml.events()
    number = 0
    while True:
        with whole_or_refused(evidence, CALLED):
            event, element = next(events, ("", None))
        if element is None:
            return
        if event == "start" and local(element) == "table":
            number += 1
            merged: dict[int, list[Merged]] = {}
            name = _attribute(element, "name") or f"sheet {number}"
            rows = _rows(xml, events, name, merged)
            yield Sheet(name, rows, merged)
            for _ in rows:  # what nobody asked for stands before the next sheet
                pass


def _rows(
    xml: XmlStream,
    events: "Iterator[tuple[str, _Element]]",
    name: str,
    merged: dict[int, list[Merged]],
) -> Iterator[Row | Refusal]:
    """Give the rows of the table just begun; its merged ranges are noted as their rows come."""
    at, depth, sheds = 1, 0, 0
    try:
        for event, element in events:
            depth += 1 if event == "start" else -1
            if depth < 0:
                xml.free(element)
                return
            if event == "start" and depth == 1:
                xml.keep()
                sheds = xml.sheds
            elif event == "end" and depth == 0:
                yield from _row(element, at, name, merged, is_whole=xml.sheds == sheds)
                at += _count(element, "number-rows-repeated", _ROWS)
                xml.free(element)
    except (BrokenRecord, *DAMAGED) as exc:
        why = exc.what if isinstance(exc, BrokenRecord) else "it is cut short or damaged"
        reason = f"the sheet cannot be read from here on: {why}"
        do = "ask for the workbook again; rows before were read"
        yield Refusal(Row(at, [], sheet=name).spot, "", reason, do)


def _row(
    element: "_Element", at: int, name: str, merged: dict[int, list[Merged]], *, is_whole: bool
) -> Iterator[Row | Refusal]:
    spot = Row(at, [], sheet=name).spot
    if not is_whole:
        reason = "the row takes more than 1 MiB and was not read"
        yield Refusal(spot, "", reason, "split it and add the workbook again")
        return
    cells: list[str] = []
    for place, cell, count in _placed(element):
        text = _cell(cell)
        if text is None:
            do = "ask for this column as text, or for the list as CSV"
            value = _attribute(cell, "value")
            yield Refusal(spot, value, f"column {place + 1}: {ROUGH}", do)
        elif text:
            cells.extend([""] * (place - len(cells)))
            cells.extend([text] * count)
            down, right = (
                _count(cell, "number-rows-spanned"),
                _count(cell, "number-columns-spanned"),
            )
            if down > 1 or right > 1:
                m = Merged(at, place + 1, at + down - 1, place + right)
                merged.setdefault(at, []).append(m)
    copies = _count(element, "number-rows-repeated", _ROWS) if any(cells) else 0
    most = max(1, _MOST_COPIED // max(len(cells), 1))
    for copy in range(min(copies, most)):
        yield Row(at + copy, list(cells), sheet=name)
    if copies > most:
        reason = f"the row stands here {copies:,} times; {most:,} of them were read"
        yield Refusal(spot, " ¦ ".join(cells)[:2000], reason, "check the sheet")


def _placed(row: "_Element") -> "Iterator[tuple[int, _Element, int]]":
    """Give (place from 0, cell, times it repeats) of a row."""
    place = 0
    for cell in row:
        if local(cell) in ("table-cell", "covered-table-cell") and place < _COLUMNS:
            count = min(_count(cell, "number-columns-repeated", _COLUMNS), _COLUMNS - place)
            yield place, cell, count
            place += count


def _cell(cell: "_Element") -> str | None:
    """Give the text a cell shows, None for a number that lost digits."""
    kind = _attribute(cell, "value-type")
    if kind == "date":
        return _attribute(cell, "date-value").removesuffix("T00:00:00").replace("T", " ")
    if kind == "time" and (span := _SPAN.match(_attribute(cell, "time-value"))):
        hours, minutes, seconds = (int(part or 0) for part in span.groups())
        return f"{hours:02d}:{minutes:02d}:{seconds:02d}"
    said = "\n".join("".join(map(str, p.itertext())) for p in cell if local(p) == "p")
    if kind in ("float", "percentage", "currency"):
        is_padded = re.fullmatch(r"0\d+", said)
        return said if is_padded else shown(_attribute(cell, "value"), "")
    return said


def _attribute(element: "_Element", name: str) -> str:
    """Give an attribute by its local name."""
    found = (str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}"))
    return next(found, "")


def _count(element: "_Element", name: str, most: int = _ROWS) -> int:
    """Give how often a cell or row repeats or how far it spans: 1 when it does not say."""
    text = _attribute(element, name)
    return max(1, min(int(text), most)) if text.isdecimal() and len(text) < 10 else 1
