"""Rows of a delimited text file, streamed, each with the line of the file it starts on.

Nothing is read further ahead than a row needs: a line over 1 MiB, a row with a broken byte and a
quotation mark that never closes each give a `Refusal` and reading goes on with the next line.
"""

import codecs
import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from typing import NamedTuple

from clew.model.evidence import Evidence, Refusal

RECORD_BYTES = 1_048_576
ENDS_INSIDE = "a quotation mark opens in this row and the file ends before it closes"
QUOTED_LINES = 100
DELIMITERS = (",", ";", "\t", "|")
_CHUNK_CHARS = 262_144
_KEPT = 2_000
_LOOKED_AT = 40  # lines looked at to find delimiter and header
_LINE_CHARS = 20_000  # characters of each of them
_NO_CHARACTER = "\ufffd"

csv.field_size_limit(RECORD_BYTES)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is laid out.

    Attributes:
        encoding: Python's name.
        delimiter: one character.
        first: line the header stands on, or 0 when the table has none.
        columns: header cells as written; "column 1" and so on when there are none.
        last: line the header ends on, when a cell of it holds line breaks.
    """

    encoding: str
    delimiter: str
    first: int
    columns: tuple[str, ...]
    last: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it starts on (the header's being 1 as a rule) and its cells as written.

    Attributes:
        number: line it starts on.
        cells: as written.
        last: line it ends on; known of the first rows of a file only.
        sheet: name of the sheet it stands on; empty in a file that is a single table.
    """

    number: int
    cells: list[str]
    last: int = 0
    sheet: str = ""

    @property
    def spot(self) -> str:
        """Give the place a person can go to."""
        return f"sheet {self.sheet} row {self.number}" if self.sheet else f"row {self.number}"


class Block(NamedTuple):
    """Rows on lines one after another.

    Attributes:
        first: line of the first.
        cells: of each row, as written.
    """

    first: int
    cells: list[list[str]]


Line = tuple[int, bytes]
"""A line's number and bytes; bytes over `RECORD_BYTES` are cut to one more than that."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How the bytes of a line become cells."""

    decode: Callable[[bytes, str], tuple[str, int]]
    encoding: str
    delimiter: str
    width: int

    @property
    def is_wide(self) -> bool:
        return self.encoding.startswith(("utf-16", "utf-32"))


def rows(evidence: Evidence, shape: Shape, start: int = 0) -> Iterator[Row | Refusal]:
    """Give the rows of a table below its header, rows without any value left out.

    Args:
        evidence: the file.
        shape: its layout.
        start: rows wholly before this line are passed over, which is much faster than reading.
    """
    yield from _one_by_one(_Lines(lines(evidence, shape.encoding)), shape, start)


def blocks(evidence: Evidence, shape: Shape, size: int) -> "Iterator[Block | Row | Refusal]":
    """Give the same rows as `rows`, up to *size* at a time where they stand one to a line.

    Lines among which one is not plain (broken bytes, a cell over several lines, another width, no
    value) are given row by row. So a clean table is read several times as fast.
    """
    source = _Lines(lines(evidence, shape.encoding))
    way = _way(shape)
    while taken := list(islice(source, size)):
        if block := _block([line for line in taken if line[0] > shape.last], shape, way):
            yield block
        else:
            source.put_back(taken)
            yield from _one_by_one(source, shape, until=taken[-1][0])


def _block(taken: "list[Line]", shape: Shape, way: "_Way") -> Block | None:
    nothing, raws = _nothing(shape), [raw for _, raw in taken]
    if not raws or way.is_wide or not all(raw.strip(nothing) for raw in raws):
        return None
    try:
        text, _ = way.decode(b"".join(raws), "strict")
        found = list(csv.reader(StringIO(text, ""), delimiter=way.delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None
    if len(found) != len(raws) or {way.width} != set(map(len, found)):
        return None
    return Block(taken[0][0], found)


def _one_by_one(
    source: "_Lines", shape: Shape, start: int = 0, until: int | None = None
) -> Iterator[Row | Refusal]:
    """Give rows from line *start* on, at least up to the one that starts on line *until*."""
    way, nothing = _way(shape), _nothing(shape)
    for number, raw in source:
        is_open = raw.count(b'"') % 2 == 1
        if number > shape.last and (is_open or raw.strip(nothing)) and (number >= start or is_open):
            yield _row(source, number, raw, way)
        if until is not None and number >= until:
            return


def _nothing(shape: Shape) -> bytes:
    return (shape.delimiter + '" \t\r\n').encode()


def _way(shape: Shape) -> _Way:
    encoding = "utf-8" if shape.encoding == "utf-8-sig" else shape.encoding
    codec = "utf-8" if encoding.startswith(("utf-16", "utf-32")) else encoding
    return _Way(codecs.lookup(codec).decode, encoding, shape.delimiter, len(shape.columns))


class _Lines:
    """Lines of a file, some of which can be put back to be read again."""

    def __init__(self, source: Iterator[Line]) -> None:
        self._source, self._back = source, deque[Line]()

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> Line:
        return self._back.popleft() if self._back else next(self._source)

    def put_back(self, taken: list[Line]) -> None:
        """Let *taken* be the next lines again."""
        self._back.extendleft(reversed(taken))


def lines(evidence: Evidence, encoding: str) -> Iterator[Line]:
    """Give the lines of a file with their numbers; UTF-16 and UTF-32 come as UTF-8."""
    if encoding.startswith(("utf-16", "utf-32")):
        return _wide_lines(evidence, encoding)
    return _byte_lines(evidence, skip=3 if encoding == "utf-8-sig" else 0)


def _byte_lines(evidence: Evidence, skip: int) -> Iterator[Line]:
    end = b"\n" if b"\n" in evidence.head() or b"\r" not in evidence.head() else b"\r"
    with evidence.open() as handle:
        handle.seek(skip)
        if end == b"\r":
            yield from _cut_lines(iter(lambda: handle.read(_CHUNK_CHARS), b""), b"\r")
            return
        number = 0
        while raw := handle.readline(RECORD_BYTES + 1):
            number += 1
            yield number, raw
            if len(raw) > RECORD_BYTES and not raw.endswith(b"\n"):
                while (more := handle.readline(RECORD_BYTES)) and not more.endswith(b"\n"):
                    pass


def _wide_lines(evidence: Evidence, encoding: str) -> Iterator[Line]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    with evidence.open() as handle:
        chunks = iter(lambda: handle.read(_CHUNK_CHARS), b"")
        texts = (decoder.decode(chunk).encode("utf-8", "replace") for chunk in chunks)
        yield from _cut_lines(texts, b"\n")


def _cut_lines(chunks: Iterator[bytes], end: bytes) -> Iterator[Line]:
    """Cut a stream into lines at *end*, holding at most one line of `RECORD_BYTES`."""
    number, held = 1, b""
    for chunk in chunks:
        *whole, rest = chunk.split(end)
        for part in whole:
            yield number, (held + part)[: RECORD_BYTES + 1] + end
            number, held = number + 1, b""
        held = (held + rest)[: RECORD_BYTES + 1]
    if held:
        yield number, held


def _row(source: _Lines, number: int, raw: bytes, way: _Way) -> Row | Refusal:
    if len(raw) > RECORD_BYTES:
        return _too_long(number, raw)
    text, broken = _decoded(raw, way, before=0)
    if broken:
        return _refused(number, text, broken, _ASK_ENCODING)
    if '"' in text:
        return _quoted(source, (number, raw), way)
    return Row(number, text.rstrip("\r\n").split(way.delimiter))


_ASK_ENCODING = "ask the sender for the row again, or correct the file's bytes"


def _too_long(number: int, raw: bytes) -> Refusal:
    return Refusal(
        f"row {number}",
        raw[:_KEPT].decode("utf-8", "replace"),
        f"line {number} is longer than 1 MiB",
        "the file may be damaged or of another kind; ask the sender for it again",
    )


def _refused(number: int, text: str, reason: str, do: str) -> Refusal:
    return Refusal(f"row {number}", text.rstrip("\r\n")[:_KEPT], reason, do)


def _decoded(raw: bytes, way: _Way, before: int) -> tuple[str, str]:
    """Give the text of one line, and what is broken in it; *before*: bytes of the row before it."""
    try:
        text, _ = way.decode(raw, "strict")
    except UnicodeDecodeError as exc:
        at, byte = before + exc.start + 1, raw[exc.start]
        shown = way.decode(raw, "replace")[0]
        return shown, f"byte {at} of the row (0x{byte:02X}) is not {way.encoding}"
    if way.is_wide and "\ufffd" in text:
        return text, f"character {text.index(_NO_CHARACTER) + 1} of the row is not {way.encoding}"
    return text, ""


def _quoted(source: _Lines, first: Line, way: _Way) -> Row | Refusal:
    """Read a row with quotation marks, taking further lines while a quoted cell goes on."""
    feed = _Feed(source, first, way)
    number = first[0]
    try:
        cells = next(csv.reader(feed, delimiter=way.delimiter), [])
    except csv.Error as exc:
        return _refused(number, "".join(feed.texts), f"the row cannot be cut: {exc}", _ASK_QUOTES)
    if feed.broken:
        return _refused(number, "".join(feed.texts), feed.broken, _ASK_ENCODING)
    if not feed.endless and len(feed.taken) > 1 and not _is_clean(feed.texts, way):
        feed.endless = f"a quotation mark opens in this row and closes on line {feed.taken[-1][0]}"
    if feed.endless:
        source.put_back(feed.taken[1:])
        return _refused(number, feed.texts[0], feed.endless, _ASK_QUOTES)
    return Row(number, cells)


def _is_clean(texts: list[str], way: _Way) -> bool:
    """Say whether a row of several lines is as wide as the header, its quotes at cell ends only."""
    try:
        cells = next(csv.reader(texts, delimiter=way.delimiter, strict=True))
    except csv.Error:
        return False
    return len(cells) == way.width


_ASK_QUOTES = "close the quotation mark in this row, or ask the sender for it again"


class _Feed:
    """Gives a csv reader the lines of one row, and notes why the row cannot be finished."""

    def __init__(self, source: _Lines, first: Line, way: _Way) -> None:
        self._source, self._way = source, way
        self._next: Line | None = first
        self._size = 0
        self.taken: list[Line] = []
        self.texts: list[str] = []
        self.broken = self.endless = ""

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = self._next or next(self._source, None)
        self._next = None
        if line is None:
            self.endless = ENDS_INSIDE
            raise StopIteration
        self.taken.append(line)
        if self._size + len(line[1]) > RECORD_BYTES or len(self.taken) > QUOTED_LINES:
            limit = f"within {QUOTED_LINES} lines and 1 MiB"
            self.endless = f"a quotation mark opens in this row and does not close {limit}"
            raise StopIteration
        text, broken = _decoded(line[1], self._way, before=self._size)
        self.broken = self.broken or broken
        self._size += len(line[1])
        self.texts.append(text)
        return text


def first_rows(blocks: Sequence[bytes], encoding: str, delimiter: str) -> list[Row]:
    """Give the rows among the first lines of a file, from its sample."""
    text = blocks[0].decode(encoding, "replace") if blocks else ""
    reader = csv.reader(_head_lines(text), delimiter=delimiter)
    found, line = [], 1
    while (cells := _next_cells(reader)) is not None:
        if any(cell.strip() for cell in cells):
            found.append(Row(line, cells, reader.line_num))
        line = reader.line_num + 1
    return found


def rows_of_block(block: bytes, shape: Shape, after: int = 0) -> Iterator[list[str]]:
    """Give the cells of the rows of a sample block that start after its line *after*."""
    encoding = shape.encoding
    text = block.decode(encoding, "replace")
    ended = (f"{line}\n" for line in _cut_text(text)[after:])
    reader = csv.reader(ended, delimiter=shape.delimiter)
    while (cells := _next_cells(reader)) is not None:
        yield cells


def _head_lines(text: str) -> list[str]:
    return [f"{line[:_LINE_CHARS]}\n" for line in _cut_text(text)[:_LOOKED_AT]]


def _cut_text(text: str) -> list[str]:
    """Cut at line ends only; splitlines() would cut at other control characters too."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _next_cells(reader: Iterator[list[str]]) -> list[str] | None:
    """Give the next row; a row that cannot be cut ends the sample."""
    try:
        return next(reader, None)
    except csv.Error:
        return None
