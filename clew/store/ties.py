"""Reads everything that ties entities together, all at once, within an asker's view."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import and_, func, select

from clew.store.door import View
from clew.store.links import Pointer
from clew.store.reading import codes_of
from clew.store.tables import COMMON, ENTITY, IDENTIFIER, IS_LINK, MENTION, SOURCE, STATEMENT

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Held:
    """An identifier an entity holds: "phone +383…", with the statement that says so."""

    kind: str
    key: str
    entity: int
    statement: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A statement with its source's number, its 4x4 evaluation and its handling codes, H3 with its text."""

    source: int
    evaluation: str
    handling: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A plain value of an entity, with the statement that says so."""

    entity: int
    prop: str
    value: str
    statement: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """A span of a text that speaks of an entity: *start* and *end* count characters of *text*, a statement's value."""

    statement: int
    text: str
    start: int
    end: int
    entity: int


def spoken(view: View, schemas: Iterable[str]) -> list[Spoken]:
    """Give the mentions of entities of these schemas that nobody rejected, in texts of reports, in order."""
    query = (
        select(MENTION, STATEMENT.c.value)
        .join(STATEMENT, STATEMENT.c.no == MENTION.c.statement)
        .join(ENTITY, ENTITY.c.no == MENTION.c.entity)
        .where(
            ENTITY.c.schema.in_(sorted(schemas)), ENTITY.c.withdrawn == 0, MENTION.c.status != "rejected",
            STATEMENT.c.value.is_not(None), MENTION.c.source.in_(view.sources()), view.is_told(),
        )
        .order_by(MENTION.c.no)
    )  # fmt: skip
    return [
        Spoken(row.statement, row.value, row.start, row.end, row.entity)
        for row in view.conn.execute(query)
    ]


def pointers(view: View, schemas: Iterable[str]) -> list[Pointer]:
    """Give every statement by which an entity of these schemas points at another, in order."""
    near, far = ENTITY.alias("near"), ENTITY.alias("far")
    query = (
        select(
            STATEMENT.c.no, near.c.no.label("source"), near.c.schema, STATEMENT.c.prop, far.c.no.label("target")
        )
        .join(near, near.c.no == STATEMENT.c.entity)
        .join(far, far.c.id == STATEMENT.c.value)
        .where(
            IS_LINK, near.c.schema.in_(sorted(schemas)), far.c.source == near.c.source,
            near.c.source.in_(view.sources()), near.c.withdrawn == 0, far.c.withdrawn == 0, view.is_told(),
        )
        .order_by(STATEMENT.c.no)
    )  # fmt: skip
    return [
        Pointer(row.no, row.source, row.schema, row.prop, row.target)
        for row in view.conn.execute(query)
    ]


def of_schemas(view: View, schemas: Iterable[str]) -> dict[int, str]:
    """Give number → schema of the entities of these schemas the asker may see."""
    query = select(ENTITY.c.no, ENTITY.c.schema).where(
        ENTITY.c.schema.in_(sorted(schemas)),
        ENTITY.c.source.in_(view.sources()),
        ENTITY.c.withdrawn == 0,
    )
    return {row.no: row.schema for row in view.conn.execute(query.order_by(ENTITY.c.no))}


def categories(view: View) -> dict[int, str]:
    """Give number → data-subject category of the entities that have one."""
    query = select(ENTITY.c.no, ENTITY.c.category).where(
        ENTITY.c.category.is_not(None), ENTITY.c.source.in_(view.sources())
    )
    return {row.no: row.category for row in view.conn.execute(query)}


def shared(view: View, kinds: Iterable[str]) -> list[Held]:
    """Give identifiers several entities hold, without those too common to tell anybody apart."""
    wanted = sorted(kinds)
    several = (
        select(IDENTIFIER.c.kind, IDENTIFIER.c.key)
        .where(IDENTIFIER.c.kind.in_(wanted), IDENTIFIER.c.source.in_(view.sources()))
        .group_by(IDENTIFIER.c.kind, IDENTIFIER.c.key)
        .having(func.count(IDENTIFIER.c.entity.distinct()) > 1)
        .subquery()
    )
    query = (
        select(IDENTIFIER)
        .join(several, and_(several.c.kind == IDENTIFIER.c.kind, several.c.key == IDENTIFIER.c.key))
        .join(ENTITY, ENTITY.c.no == IDENTIFIER.c.entity)
        .outerjoin(COMMON, and_(COMMON.c.kind == IDENTIFIER.c.kind, COMMON.c.key == IDENTIFIER.c.key))
        .where(COMMON.c.key.is_(None), ENTITY.c.withdrawn == 0, IDENTIFIER.c.source.in_(view.sources()))
        .order_by(IDENTIFIER.c.statement)
    )  # fmt: skip
    return [Held(row.kind, row.key, row.entity, row.statement) for row in view.conn.execute(query)]


def said(view: View, schemas: Iterable[str], props: Iterable[str]) -> list[Said]:
    """Give these plain values of every entity of these schemas, in order."""
    query = (
        select(STATEMENT.c.no, STATEMENT.c.entity, STATEMENT.c.prop, STATEMENT.c.value)
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(
            ENTITY.c.schema.in_(sorted(schemas)), STATEMENT.c.prop.in_(sorted(props)),
            STATEMENT.c.value.is_not(None), ENTITY.c.source.in_(view.sources()), ENTITY.c.withdrawn == 0,
            view.is_told(),
        )
        .order_by(STATEMENT.c.no)
    )  # fmt: skip
    return [Said(row.entity, row.prop, row.value, row.no) for row in view.conn.execute(query)]


def weighed(view: View, statements: Iterable[int]) -> dict[int, Weighed]:
    """Give statement → its source, evaluation and handling codes."""
    wanted, found = sorted(set(statements)), dict[int, Weighed]()
    for at in range(0, len(wanted), _BATCH):
        query = (
            select(
                STATEMENT.c.no, STATEMENT.c.evaluation, STATEMENT.c.handling, STATEMENT.c.handling_text,
                ENTITY.c.source, SOURCE.c.evaluation.label("file"), SOURCE.c.handling.label("file_handling"),
                SOURCE.c.handling_text.label("file_text"),
            )
            .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
            .join(SOURCE, SOURCE.c.no == ENTITY.c.source)
            .where(STATEMENT.c.no.in_(wanted[at : at + _BATCH]), view.is_seen())
        )  # fmt: skip
        for row in view.conn.execute(query):
            codes = codes_of(row.handling or row.file_handling, row.handling_text or row.file_text)
            found[row.no] = Weighed(row.source, row.evaluation or row.file, codes)
    return found
