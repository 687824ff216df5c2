"""A table as a person maps it: its header, its first rows, and what they say under a mapping."""

from dataclasses import dataclass

from clew.errors import BrokenRecord, UnknownSource
from clew.model.evidence import Found, Mapping, Refusal
from clew.sources.headers import columns_guessed, settle, signature_of
from clew.sources.table_plans import plan_of
from clew.sources.tables import Row, Shape

SHOWN_ROWS = 8
"""Rows of a table that are shown and tried."""


@dataclass(frozen=True, slots=True)
class TableSeen:
    """A table of a file, without having read it.

    Attributes:
        sheet: name of its sheet; empty in a file that is a single table.
        shape: its layout.
        values: sample values of each column.
        rows: its first rows below the header.
    """

    sheet: str
    shape: Shape
    values: list[list[str]]
    rows: list[Row]

    @property
    def signature(self) -> str:
        """Give the name under which a mapping of its header is saved."""
        return signature_of(self.shape.columns)


def mapping_of(
    table: TableSeen, country: str | None, saved: Mapping | None
) -> tuple[Mapping, dict[str, str]]:
    """Give the mapping a table would be read by, and what was assumed; its kind is empty when none."""
    said: dict[str, str] = {}
    try:
        return settle(table.shape, table.values, country, saved, said).mapping, said
    except UnknownSource:
        held = columns_guessed(table.shape, table.values, said)
        columns = dict(zip(table.shape.columns, held, strict=True))
        return Mapping("", columns, table.shape.delimiter, table.shape.encoding, None), said


def tried(
    table: TableSeen, country: str | None, mapping: Mapping
) -> list[tuple[Row, list[Found | Refusal]]]:
    """Give what the first rows say under a mapping, row by row.

    Raises:
        UnknownSource: no column of the mapping says who, which vehicle or which call a row is about.
    """
    plan = plan_of(settle(table.shape, table.values, country, mapping, {}), {})
    told: list[tuple[Row, list[Found | Refusal]]] = []
    for row in table.rows:
        try:
            told.append((row, list(plan.read(row))))
        except BrokenRecord as exc:
            told.append((row, [Refusal(exc.where, exc.value, exc.what, exc.do)]))
    return told
