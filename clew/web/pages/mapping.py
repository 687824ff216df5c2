"""Tables mapped by sight: their header and first rows, what they say under a mapping, the mapping saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Path, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from clew.errors import NotFound, UsageError, pick
from clew.exchange.opening import original
from clew.matching.arrive import read_again
from clew.model.asker import Asker
from clew.model.evidence import Evidence, Found, Mapping, Refusal
from clew.model.zones import is_zone
from clew.sources.columns import meanings
from clew.sources.headers import UNMAPPED
from clew.sources.reader import all_readers
from clew.sources.table_seen import TableSeen, mapping_of, tried
from clew.store import View, mappings
from clew.store.covering import MASK
from clew.store.kept import category_of, number_of
from clew.store.masking import is_masked
from clew.web.answering import routes
from clew.web.desk import desk_of, door_of
from clew.web.shown import Shown, label

router = routes()
Number = Annotated[int, Path(ge=1, le=2**62)]
Signature = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
_MOST_COLUMNS = 1_000
_CELL = 200  # characters of a cell that are shown
_SAMPLES = 5


class Mapped(BaseModel):
    """How a person maps one table."""

    signature: Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
    columns: Annotated[dict[str, str], Field(max_length=_MOST_COLUMNS)]
    date_order: Literal["DMY", "MDY", "YMD"] | None = None
    time_zone: Annotated[str, Field(max_length=60)] | None = None
    duration_unit: Literal["s", "min"] | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """A source's tables, and whether its cells stay covered for the asker."""

    evidence: Evidence
    tables: list[TableSeen]
    covered: bool

    def table(self, signature: str) -> TableSeen:
        """Give the table whose header has this signature."""
        for table in self.tables:
            if table.signature == signature:
                return table
        raise NotFound(
            "the file has no table with this header", where=signature, do="open its page again"
        )


def _held(view: View, source: int) -> _Held:
    kept = original(view, source)
    reader = pick("reader", kept.reader, all_readers())
    if reader.tables is None:
        raise NotFound(
            f"{kept.evidence.name} is no table", do="map files that came in as CSV, XLSX or ODS"
        )
    covered = is_masked(view, category_of(view, source))
    return _Held(kept.evidence, reader.tables(kept.evidence), covered)


@router.get("/sources/{source}/tables")
def tables(request: Request, source: Number) -> Shown:
    """Give the tables of a source with their first rows and the mapping each would be read by."""
    with door_of(request, "mapping a table").act("view", what="tables", source=source) as view:
        held = _held(view, source)
    folder = desk_of(request).case.mappings
    return {
        "id": source,
        "file": held.evidence.name,
        "meanings": sorted(meanings()),
        "tables": [_table(table, held, mappings.load(folder, table.signature)) for table in held.tables],
    }  # fmt: skip


def _table(table: TableSeen, held: _Held, saved: Mapping | None) -> Shown:
    mapping, said = mapping_of(table, held.evidence.country, saved)
    order = said.get("date order", "")
    return {
        "sheet": table.sheet,
        "signature": table.signature,
        "header": table.shape.first,
        "columns": [
            {"name": name, "samples": _samples(values, covered=held.covered)}
            for name, values in zip(table.shape.columns, table.values, strict=True)
        ],
        "rows": [
            {"where": row.spot, "cells": [_cell(cell, covered=held.covered) for cell in row.cells]}
            for row in table.rows
        ],
        "mapping": _mapping(mapping),
        "saved": saved is not None,
        "date_order_shown": "shown by" in order,
        "said": said,
    }  # fmt: skip


def _mapping(mapping: Mapping) -> Shown:
    return {
        "kind": mapping.kind, "columns": mapping.columns, "date_order": mapping.date_order,
        "time_zone": mapping.time_zone, "duration_unit": mapping.duration_unit,
    }  # fmt: skip


def _samples(values: Iterable[str], *, covered: bool) -> list[str]:
    kept = list(dict.fromkeys(value.strip() for value in values if value.strip()))[:_SAMPLES]
    return [_cell(value, covered=covered) for value in kept]


def _cell(text: str, *, covered: bool) -> str:
    return MASK if covered and text else text[:_CELL]


@router.post("/sources/{source}/tables/try")
def try_mapping(request: Request, source: Number, mapped: Mapped) -> Shown:
    """Give what the first rows of a table say under a mapping that is not saved."""
    with door_of(request, "mapping a table").act("view", what="mapping", source=source) as view:
        held = _held(view, source)
    table = held.table(mapped.signature)
    mapping = _checked(table, mapped)
    rows = tried(table, held.evidence.country, mapping)
    return {
        "rows": [
            {"where": row.spot, "found": [_said(item, covered=held.covered) for item in items]}
            for row, items in rows
        ]
    }


def _said(item: Found | Refusal, *, covered: bool) -> Shown:
    if isinstance(item, Refusal):
        return {
            "schema": "", "values": [], "refused": _cell(item.value, covered=covered),
            "reason": MASK if covered else item.reason, "do": item.do,
        }  # fmt: skip
    told = [
        {
            "prop": v.prop,
            "label": label(item.schema, v.prop),
            "value": _cell(v.text, covered=covered),
        }
        for v in item.values
        if not v.entity
    ]
    return {"schema": item.schema, "values": told, "refused": "", "reason": "", "do": ""}


def _checked(table: TableSeen, mapped: Mapped) -> Mapping:
    """Give the mapping a person wants, if it fits the table.

    Raises:
        UsageError: it names a column the table lacks, leaves one out, or means what no column can.
    """
    if set(mapped.columns) != set(table.shape.columns):
        raise UsageError("the mapping is for another header", do="open the page again")
    for column, meaning in mapped.columns.items():
        if meaning != UNMAPPED and meaning not in meanings():
            raise UsageError(
                f"no column can mean {meaning!r}", where=column, do="choose from the list"
            )
    if mapped.time_zone and not is_zone(mapped.time_zone):
        raise UsageError(
            f"{mapped.time_zone!r} is no time zone", do="write it as in Europe/Belgrade"
        )
    shape = table.shape
    return Mapping(
        "", mapped.columns, shape.delimiter, shape.encoding,
        mapped.date_order, mapped.time_zone or None, mapped.duration_unit,
    )  # fmt: skip


@router.post("/sources/{source}/tables")
def save_mapping(request: Request, source: Number, mapped: Mapped) -> Shown:
    """Save a mapping under its header's signature and read the file again; give the new receipt."""
    desk = desk_of(request)
    door = door_of(request, "mapping a table")
    with door.act("view", what="mapping", source=source) as view:
        held = _held(view, source)
    table = held.table(mapped.signature)
    wanted = _checked(table, mapped)
    used, _ = mapping_of(table, held.evidence.country, wanted)
    tried(table, held.evidence.country, wanted)
    with door.act("mapping", source=source, signature=mapped.signature):
        mappings.put(desk.case.mappings, mapped.signature, used)
    asker = Asker(door.asker.who, door.asker.agency, door.asker.why)
    receipt, *_ = list(read_again(desk.case, asker, source))
    with door.quiet() as view:
        now = number_of(view, held.evidence.sha256, held.evidence.agency)
    return {"id": now, "receipt": receipt}


@router.get("/mappings/{signature}.toml")
def shared_mapping(request: Request, signature: Signature) -> Response:
    """Give a saved mapping as a file that another case can take in."""
    folder = desk_of(request).case.mappings
    with door_of(request, "sharing a mapping").act("export", what="mapping", signature=signature):
        mapping = mappings.load(folder, signature)
    if mapping is None:
        raise NotFound(f"no mapping is saved under {signature}", do="save it first")
    return Response(
        mappings.text_of(signature, mapping),
        media_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="mapping-{signature}.toml"'},
    )
