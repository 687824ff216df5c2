"""Reads which entity points at which, within an asker's view."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from clew.store.door import View
from clew.store.tables import ENTITY, IS_LINK, STATEMENT

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Pointer:
    """One statement by which an entity points at another of the same source.

    Attributes:
        statement: its number.
        source, schema: number and schema of the entity that points; target of the one pointed at.
    """

    statement: int
    source: int
    schema: str
    prop: str
    target: int


def out_of(view: View, entities: Iterable[int]) -> list[Pointer]:
    """Give what these entities point at, in the order the statements came in."""
    return _pointers(view, entities, outward=True)


def into(view: View, entities: Iterable[int]) -> list[Pointer]:
    """Give what points at these entities, in the order the statements came in."""
    return _pointers(view, entities, outward=False)


def dates(view: View, entities: Iterable[int]) -> dict[int, str]:
    """Give the date of each of these calls, messages or payments as kept; the earliest of several."""
    found: dict[int, str] = {}
    for batch in _batches(entities):
        query = select(STATEMENT.c.entity, STATEMENT.c.value).where(
            STATEMENT.c.entity.in_(batch),
            STATEMENT.c.prop.in_(["date", "startDate"]),
            STATEMENT.c.value.is_not(None),
            view.is_told(),
        )
        for row in view.conn.execute(query):
            found[row.entity] = min(found.get(row.entity, row.value), row.value)
    return found


def _pointers(view: View, entities: Iterable[int], outward: bool) -> list[Pointer]:
    near, far = ENTITY.alias("near"), ENTITY.alias("far")
    query: Select[Any] = (
        select(STATEMENT.c.no, near.c.no.label("source"), near.c.schema, STATEMENT.c.prop, far.c.no.label("target"))
        .join(near, near.c.no == STATEMENT.c.entity)
        .join(far, far.c.id == STATEMENT.c.value)
        .where(
            IS_LINK, far.c.source == near.c.source, near.c.source.in_(view.sources()),
            near.c.withdrawn == 0, far.c.withdrawn == 0,
        )
    )  # fmt: skip
    end = near.c.no if outward else far.c.no
    found = [
        Pointer(row.no, row.source, row.schema, row.prop, row.target)
        for batch in _batches(entities)
        for row in view.conn.execute(query.where(end.in_(batch)))
    ]
    return sorted(found, key=lambda pointer: pointer.statement)


def _batches(entities: Iterable[int]) -> Iterator[Sequence[int]]:
    wanted = sorted(set(entities))
    for at in range(0, len(wanted), _BATCH):
        yield wanted[at : at + _BATCH]
