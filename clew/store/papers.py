"""Reads what is said of documents, their holders, journeys and pictures, many at a time."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import select

from clew.store.covering import MASK
from clew.store.door import View
from clew.store.masking import is_masked
from clew.store.reading import Told, told, told_query
from clew.store.tables import ENTITY, REFUSED, SOURCE


class Said(NamedTuple):
    """A value with the entity it is said of.

    Attributes:
        entity: id of the entity.
        schema: its schema.
        value: the value with everything known of where it came from.
    """

    entity: str
    schema: str
    value: Told


class Doubt(NamedTuple):
    """A refused value of an entity; *value* is masked where the entity's is."""

    entity: str
    prop: str
    value: str
    reason: str
    where: str
    file: str
    agency: str


def said_of(view: View, schemata: Iterable[str], props: Iterable[str]) -> Iterator[Said]:
    """Give the values of these properties of every entity of these schemata, in the order they came."""
    query = told_query(view).add_columns(ENTITY.c.id.label("of"), ENTITY.c.schema.label("schema"))
    chosen = query.where(
        ENTITY.c.schema.in_(sorted(schemata)), query.selected_columns.prop.in_(sorted(props))
    )
    for row in view.conn.execute(chosen.order_by(query.selected_columns.no)):
        yield Said(row.of, row.schema, told(view, row))


def doubts_of(view: View, schemata: Iterable[str]) -> Iterator[Doubt]:
    """Give the refused values of the entities of these schemata, in the order they came."""
    query = (
        select(REFUSED, ENTITY.c.id, ENTITY.c.category, SOURCE.c.name, SOURCE.c.agency)
        .join(ENTITY, ENTITY.c.no == REFUSED.c.entity)
        .join(SOURCE, SOURCE.c.no == REFUSED.c.source)
        .where(ENTITY.c.schema.in_(sorted(schemata)), REFUSED.c.source.in_(view.sources()))
        .order_by(REFUSED.c.no)
    )
    for row in view.conn.execute(query):
        masked = is_masked(view, row.category)
        value, reason = (MASK, "a value of a victim") if masked else (row.value or "", row.reason)
        yield Doubt(row.id, row.prop or "", value, reason, row.spot, row.name, row.agency)
