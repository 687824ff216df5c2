"""People or a list as CSV: any delimiter and encoding of the region, one row per party."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import polars as pl

from clew.errors import BrokenRecord, UnknownSource
from clew.model.evidence import Evidence, Refusal
from clew.sources.encoding import samples
from clew.sources.lists.frame import KEPT, RefusedRow
from clew.sources.lists.headings import Headings, headings
from clew.sources.lists.rows import Raw
from clew.sources.table_layout import shape_of
from clew.sources.tables import ENDS_INSIDE, Block, Row, blocks, rows_of_block

_BLOCK: Final = 10_000
"""Lines cut into cells at once."""
_NO_END: Final = "the last line has no line end: if the file was cut, its last cell is not whole"
_ASK: Final = "ask for the file again; what stands in it is not complete"


class CsvTable:
    """A CSV file of people, its header understood.

    Attributes:
        headings: what its columns say.
    """

    def __init__(self, evidence: Evidence) -> None:
        """Understand the header of *evidence*.

        Raises:
            UnknownSource: it has no header, or none that says who a row is about.
        """
        self._evidence = replace(evidence, watch=self._watch)
        self._position = 0
        self._blocks = samples(evidence)
        self._shape, _ = shape_of(self._blocks, evidence.country)
        if not self._shape.first:
            raise UnknownSource(
                "its first line is no header clew knows",
                where=evidence.name,
                do="let the first line name the columns: id,name,birth_date (docs/lists.md)",
            )
        self._columns = _told_apart(self._shape.columns)
        self.headings: Headings = headings(self._columns, evidence.name)

    def births(self) -> list[str]:
        """Give dates of birth from all over the file, by which the order of days is judged."""
        at = [self._columns.index(name) for name in self.headings.held.get("births", ())]
        return [
            cells[place]
            for number, block in enumerate(self._blocks)
            for cells in rows_of_block(block, self._shape, self._shape.last * (number == 0))
            if len(cells) == len(self._columns)
            for place in at
        ]

    def batches(self, size: int) -> Iterator[Raw]:
        """Give the rows, *size* at a time; rows that cannot be cut are refused by their line.

        Raises:
            BrokenRecord: the file ends inside a row.
        """
        found = blocks(self._evidence, self._shape, min(size, _BLOCK))
        notes = dict.fromkeys(self.headings.notes, 1)
        part, last = _Part(1), None
        for last in found:
            if part.count and part.count + _rows_in(last) > size:
                yield self._raw(part, notes)
                part, notes = _Part(part.first + part.count), {}
            self._take(last, part)
        if ends_a_line(self._evidence):
            yield self._raw(part, notes)
            return
        yield self._raw(part, {**notes, _NO_END: 1})
        if isinstance(last, Row) and len(last.cells) < len(self._columns):
            raise BrokenRecord(
                f"it ends inside a row, after {len(last.cells)} of {len(self._columns)} cells",
                where=f"{self._evidence.name}, {last.spot}",
                do=_ASK,
            )

    def _watch(self, position: int) -> None:
        self._position = max(self._position, position)

    def _take(self, found: Block | Row | Refusal, part: "_Part") -> None:
        number = part.first + part.count
        part.count += _rows_in(found)
        if isinstance(found, Block):
            part.cells += found.cells
            part.places += range(found.first, found.first + len(found.cells))
            part.numbers += range(number, number + len(found.cells))
        elif isinstance(found, Refusal):
            part.refused.append(self._refused(found))
        elif len(found.cells) != len(self._columns):
            part.refused.append(_ragged(found, len(self._columns)))
        else:
            part.cells.append(found.cells)
            part.places.append(found.number)
            part.numbers.append(number)

    def _raw(self, part: "_Part", notes: dict[str, int]) -> Raw:
        return Raw(
            numbers=pl.Series(part.numbers, dtype=pl.Int64),
            held=self._held(part.cells),
            place=lambda at: f"row {part.places[at]}",
            refused=part.refused,
            notes=notes,
            share=min(1.0, self._position / max(self._evidence.size, 1)),
        )

    def _held(self, cells: list[list[str]]) -> dict[str, list[pl.Series]]:
        by_column = list(zip(*cells, strict=True)) or [()] * len(self._columns)
        told = dict(zip(self._columns, by_column, strict=True))
        return {
            what: [pl.Series(told[name], dtype=pl.String) for name in names]
            for what, names in self.headings.held.items()
        }

    def _refused(self, row: Refusal) -> RefusedRow:
        if row.reason == ENDS_INSIDE:
            raise BrokenRecord(row.reason, where=f"{self._evidence.name}, {row.where}", do=_ASK)
        return RefusedRow(row.where, row.value[:KEPT], row.reason, row.do)


def ends_a_line(evidence: Evidence) -> bool:
    """Say whether the last bytes of a file end a line; a file cut in the middle seldom does."""
    with evidence.open() as handle:
        handle.seek(max(0, evidence.size - 4))
        return handle.read().rstrip(b"\0").endswith((b"\n", b"\r"))


@dataclass(slots=True)
class _Part:
    """Rows gathered for one batch.

    Attributes:
        first: the number of its first row in the file.
        count: rows so far, refused ones too.
        places: the lines of those in *cells*.
        numbers: their numbers.
    """

    first: int
    count: int = 0
    cells: list[list[str]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)


def _rows_in(found: Block | Row | Refusal) -> int:
    return len(found.cells) if isinstance(found, Block) else 1


def _told_apart(columns: Sequence[str]) -> list[str]:
    """Give header cells, numbered where two are the same."""
    seen: Counter[str] = Counter()
    told = []
    for column in columns:
        seen[column] += 1
        told.append(column if seen[column] == 1 else f"{column} {seen[column]}")
    return told


def _ragged(row: Row, width: int) -> RefusedRow:
    many = "more" if len(row.cells) > width else "fewer"
    return RefusedRow(
        row.spot,
        ",".join(row.cells)[:KEPT],
        f"it has {len(row.cells)} cells, {many} than the {width} columns of the header",
        "correct the row's delimiters and quotation marks in the source",
    )
