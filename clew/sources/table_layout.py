"""How a delimited table is laid out: its encoding, its delimiter, which row is its header."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from clew.model.evidence import Evidence, Mapping
from clew.sources.columns import languages_of, meaning_of
from clew.sources.encoding import detect, samples
from clew.sources.tables import DELIMITERS, Row, Shape, first_rows, rows_of_block

_NO_HEADER = Row(0, [])
_CALLED = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_HEADER_WITHIN = 20
_TELLING = 2  # known headers that make a row a header


def shape_of(
    blocks: Sequence[bytes], country: str | None = None, saved: Mapping | None = None
) -> tuple[Shape, dict[str, str]]:
    """Find encoding, delimiter and header of a table from its sample, and say what was found."""
    head = blocks[0] if blocks else b""
    found = detect(blocks, country, _header_languages(head))
    said = {"encoding": f"{found.name} ({found.because})"}
    tries = [(found.name, delimiter) for delimiter in DELIMITERS]
    if saved and (saved.encoding, saved.delimiter) not in tries:
        tries.insert(0, (saved.encoding, saved.delimiter))
    shapes = [_shape(head, encoding, delimiter) for encoding, delimiter in tries]
    best = max(shapes, key=lambda s: _standing(s, blocks, saved))
    said["delimiter"] = _CALLED.get(best.delimiter, best.delimiter)
    said["header"] = f"row {best.first}" if best.first else "none"
    if best.encoding != found.name:
        said["encoding"] = f"{best.encoding} (saved with the case)"
    return best, said


def table_in(evidence: Evidence) -> tuple[Shape, list[list[str]]]:
    """Give the layout of a delimited table and sample values of each column."""
    blocks = samples(evidence)
    shape, _ = shape_of(blocks, evidence.country)
    return shape, values_by_column(blocks, shape)


@lru_cache(maxsize=8)
def _header_languages(head: bytes) -> frozenset[str]:
    """Give the languages most plain-letter cells of one of the first lines are headers in."""
    best: Counter[str] = Counter()
    for line in head[:16_384].decode("latin-1").splitlines()[:_HEADER_WITHIN]:
        seen: Counter[str] = Counter()
        for cell in re.split(r"[,;\t|]", line):
            seen.update(languages_of(cell.strip(' "')))
        best = max(best, seen, key=lambda c: max(c.values(), default=0))
    top = max(best.values(), default=0)
    return frozenset(language for language, n in best.items() if n == top and top >= _TELLING)


@lru_cache(maxsize=32)
def _shape(beginning: bytes, encoding: str, delimiter: str) -> Shape:
    """Lay the table out with one delimiter; the header is the row with most known cells.

    It is asked of a file three times while that comes in: whose it is, what its columns are, what it says.
    """
    seen = first_rows([beginning], encoding, delimiter)
    head = head_of(seen)
    width = len(head.cells) if head.number else max((len(r.cells) for r in seen), default=0)
    cells = head.cells if head.number else [""] * width
    columns = tuple(cell.strip() or f"column {n}" for n, cell in enumerate(cells, 1))
    return Shape(encoding, delimiter, head.number, columns, head.last)


def head_of(seen: Sequence[Row]) -> Row:
    """Give the row among the first of a table that is its header; one numbered 0 for none."""
    head = max(seen[:_HEADER_WITHIN], key=_known, default=_NO_HEADER)
    if _known(head) * 2 < min(len(head.cells), 2 * _TELLING):
        return _wordy_head(seen)
    return head


def _known(row: Row) -> int:
    return sum(meaning_of(cell) is not None for cell in row.cells)


def _wordy_head(seen: Sequence[Row]) -> Row:
    """Take the first row as header when it is words only and the rows below hold digits."""
    if len(seen) < 2 or len(seen[0].cells) < 2:
        return _NO_HEADER
    words_only = all(cell.strip() and not re.search(r"\d", cell) for cell in seen[0].cells)
    digits_below = any(re.search(r"\d", cell) for row in seen[1:4] for cell in row.cells)
    return seen[0] if words_only and digits_below else _NO_HEADER


def _standing(
    shape: Shape, blocks: Sequence[bytes], saved: Mapping | None
) -> tuple[bool, int, float, int]:
    """Rank a layout: as saved, known headers, share of rows as wide as the header, width."""
    seen = [
        r for r in first_rows(blocks, shape.encoding, shape.delimiter) if r.number > shape.first
    ]
    width = len(shape.columns)
    even = sum(len(row.cells) == width for row in seen) / max(len(seen), 1) if width > 1 else 0.0
    is_saved = saved is not None and set(shape.columns) <= set(saved.columns)
    known = sum(meaning_of(column) is not None for column in shape.columns) if shape.first else 0
    return is_saved, known, even, width


def is_even(shape: Shape, blocks: Sequence[bytes]) -> bool:
    """Say whether nearly all first rows are as wide as the header, and wider than one cell."""
    return len(shape.columns) > 1 and _standing(shape, blocks, None)[2] >= 0.8


def values_by_column(blocks: Sequence[bytes], shape: Shape) -> list[list[str]]:
    """Give sample values by column, from rows as wide as the header."""
    columns: list[list[str]] = [[] for _ in shape.columns]
    for number, block in enumerate(blocks):
        for row in rows_of_block(block, shape, after=shape.last if number == 0 else 0):
            if len(row) == len(columns):
                for column, cell in zip(columns, row, strict=True):
                    column.append(cell)
    return columns
