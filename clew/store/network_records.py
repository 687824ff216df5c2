"""Reads which handset and card an operator's records name at which cell and when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from clew.store.door import View
from clew.store.tables import ENTITY, STATEMENT

_LINKS = ("usedHandset", "usedSim", "addressEntity")
_NAMES = ("imei", "imsi", "name", "full", "latitude", "longitude")
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Record:
    """One operator's record.

    Attributes:
        entity: number of the record; to be opened at its place in the file.
        statement: a statement of it that can be opened: of its time, else of a link.
        at: UTC as kept, "2026-03-01T17:00:00", or a day; empty when it has none.
        handset, card, cell: numbers of the entities it names, or None.
    """

    entity: int
    statement: int
    at: str
    handset: int | None
    card: int | None
    cell: int | None


def records(view: View) -> list[Record]:
    """Give the operators' records the asker may see that name a handset or a card."""
    query = (
        select(STATEMENT.c.no, STATEMENT.c.entity, STATEMENT.c.prop, STATEMENT.c.value)
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(
            ENTITY.c.schema == "Event",
            ENTITY.c.withdrawn == 0,
            ENTITY.c.source.in_(view.sources()),
            STATEMENT.c.prop.in_([*_LINKS, "date"]),
            STATEMENT.c.value.is_not(None),
        )
        .order_by(STATEMENT.c.no)
    )
    said: dict[int, dict[str, tuple[int, str]]] = defaultdict(dict)
    for row in view.conn.execute(query):
        said[row.entity].setdefault(row.prop, (row.no, row.value))
    used = {e: props for e, props in said.items() if "usedHandset" in props or "usedSim" in props}
    links = {props[name][1] for props in used.values() for name in _LINKS if name in props}
    numbers = _numbers(view, links)
    return [_record(entity, props, numbers) for entity, props in used.items()]


def _record(entity: int, props: dict[str, tuple[int, str]], numbers: dict[str, int]) -> Record:
    ends = [numbers.get(props[name][1]) if name in props else None for name in _LINKS]
    statement, at = props.get("date", (next(iter(props.values()))[0], ""))
    return Record(entity, statement, at, *ends)


def _numbers(view: View, ids: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for batch in _batches(sorted(ids)):
        query = select(ENTITY.c.id, ENTITY.c.no).where(
            ENTITY.c.id.in_(batch), ENTITY.c.source.in_(view.sources()), ENTITY.c.withdrawn == 0
        )
        found.update((row.id, row.no) for row in view.conn.execute(query))
    return found


def told_apart(view: View, entities: Iterable[int]) -> dict[int, dict[str, str]]:
    """Give what handsets, cards and cells are told apart by: number → property → value."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for batch in _batches(sorted(set(entities))):
        query = select(STATEMENT.c.entity, STATEMENT.c.prop, STATEMENT.c.value).where(
            STATEMENT.c.entity.in_(batch),
            STATEMENT.c.prop.in_(_NAMES),
            STATEMENT.c.value.is_not(None),
        )
        for row in view.conn.execute(query.order_by(STATEMENT.c.no)):
            found[row.entity].setdefault(row.prop, row.value)
    return found


def _batches(wanted: Sequence[int] | Sequence[str]) -> Iterator[Sequence[int] | Sequence[str]]:
    for at in range(0, len(wanted), _BATCH):
        yield wanted[at : at + _BATCH]
