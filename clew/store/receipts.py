"""What came in: sources with their receipts, refused records and values, mentions of reports."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Table, func, select, update

from clew.errors import NotFound, UsageError
from clew.store.covering import MASK
from clew.store.door import View
from clew.store.masking import is_masked, veil_of
from clew.store.recordings import not_written_down
from clew.store.renderings import every
from clew.store.shelf import source_of
from clew.store.tables import ENTITY, MENTION, REFUSED, SOURCE, STATEMENT

MENTION_STATES = ("open", "accepted", "rejected")


@dataclass(frozen=True, slots=True)
class MentionOf:
    """A mention as the page of its report shows it."""

    mention: int
    kind: str
    entity: str
    statement: int
    where: str
    start: int
    end: int
    text: str
    status: str


def sources(view: View) -> list[dict[str, object]]:
    """Give every source in the order it came in."""
    entities = _count_by_source(view, ENTITY)
    refused = _count_by_source(view, REFUSED)
    marks: dict[int, str] = {}
    for kept in every(view):
        marks.setdefault(kept.text, kept.mark)
    unread = {source for source, _, _ in not_written_down(view)}
    rows = view.conn.execute(
        select(SOURCE).where(SOURCE.c.no.in_(view.sources())).order_by(SOURCE.c.no)
    )
    return [
        {
            "id": row.no, "file": row.name, "agency": row.agency, "sha256": row.sha256, "reader": row.reader,
            "size": row.size, "by": row.came_by, "at": row.came_at, "evaluation": row.evaluation,
            "handling": row.handling, "handling_text": row.handling_text,
            "languages": json.loads(row.receipt or "{}").get("languages", {}),
            "entities": entities.get(row.no, 0), "refused": refused.get(row.no, 0),
            "rendering": marks.get(row.no, ""), "unread": row.no in unread,
        }
        for row in rows
    ]  # fmt: skip


def _count_by_source(view: View, table: Table) -> dict[int, int]:
    query = select(table.c.source, func.count()).group_by(table.c.source)
    return {row[0]: row[1] for row in view.conn.execute(query)}


def receipt(view: View, source: int) -> dict[str, object]:
    """Give the receipt of a source."""
    row = source_of(view, source)
    return {
        "id": row.no,
        "agency": row.agency,
        "by": row.came_by,
        "at": row.came_at,
        **json.loads(row.receipt),
    }


def refused(view: View, source: int | None = None) -> Iterator[dict[str, str]]:
    """Give every refused record and value with its file, place, reason and remedy."""
    query = (
        select(
            REFUSED,
            SOURCE.c.name,
            SOURCE.c.agency,
            SOURCE.c.receipt,
            ENTITY.c.category,
            ENTITY.c.id,
        )
        .join(SOURCE, SOURCE.c.no == REFUSED.c.source)
        .outerjoin(ENTITY, ENTITY.c.no == REFUSED.c.entity)
        .where(SOURCE.c.no.in_(view.sources()))
        .order_by(REFUSED.c.source, REFUSED.c.no)
    )
    about: dict[int, str | None] = {}
    for row in view.conn.execute(
        query if source is None else query.where(REFUSED.c.source == source)
    ):
        if row.source not in about:
            about[row.source] = json.loads(row.receipt or "{}").get("category")
        masked = is_masked(view, row.category) or is_masked(view, about[row.source])
        veil = veil_of(view, row.source)
        yield {
            "file": row.name,
            "where": row.spot,
            "value": MASK
            if masked
            else veil.text(row.value)
            if row.value is not None
            else "(erased)",
            "reason": "a value of somebody masked" if masked else veil.text(row.reason),
            "do": row.do,
            "agency": row.agency,
            "prop": row.prop or "",
            "entity": row.id or "",
        }


def mentions(view: View, source: int) -> list[MentionOf]:
    """Give the mentions of a report in reading order."""
    query = (
        select(MENTION, ENTITY.c.id, STATEMENT.c.value, STATEMENT.c.spot)
        .join(STATEMENT, STATEMENT.c.no == MENTION.c.statement)
        .join(ENTITY, ENTITY.c.no == MENTION.c.entity)
        .where(MENTION.c.source == source, MENTION.c.source.in_(view.sources()))
        .order_by(MENTION.c.statement, MENTION.c.start)
    )
    return [
        MentionOf(
            r.no,
            r.kind,
            r.id,
            r.statement,
            r.spot or "",
            r.start,
            r.end,
            (r.value or "")[r.start : r.end],
            r.status,
        )
        for r in view.conn.execute(query)
    ]


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A span of a report's text that names an entity, and the statements of the name."""

    entity: int
    statement: int
    start: int
    end: int
    names: tuple[int, ...]


def spans_naming(view: View, entities: Iterable[int]) -> list[NameSpan]:
    """Give the spans of reports that name these entities, those rejected left out."""
    query = (
        select(MENTION.c.entity, MENTION.c.statement, MENTION.c.start, MENTION.c.end, STATEMENT.c.no.label("name"))
        .join(STATEMENT, STATEMENT.c.entity == MENTION.c.entity)
        .where(
            MENTION.c.entity.in_(sorted(entities)), MENTION.c.status != "rejected", STATEMENT.c.prop == "name",
            MENTION.c.source.in_(view.sources()),
        )
        .order_by(MENTION.c.no, STATEMENT.c.no)
    )  # fmt: skip
    found: dict[tuple[int, int, int, int], list[int]] = {}
    for row in view.conn.execute(query):
        span = (row.entity, row.statement, row.start, row.end)
        found.setdefault(span, []).append(row.name)
    return [NameSpan(*span, tuple(names)) for span, names in found.items()]


def count_mentions(view: View) -> int:
    """Give how many mentions of reports wait to be accepted or rejected."""
    query = select(func.count()).where(
        MENTION.c.status == "open", MENTION.c.source.in_(view.sources())
    )
    return int(view.conn.scalar(query) or 0)


def mention_states(view: View, kind: str) -> dict[int, str]:
    """Give entity number → status for the entities that stand in the case by mentions of *kind* alone."""
    query = select(MENTION.c.entity, MENTION.c.status).where(
        MENTION.c.kind == kind, MENTION.c.source.in_(view.sources())
    )
    return {row.entity: row.status for row in view.conn.execute(query.order_by(MENTION.c.no))}


def named_in(view: View, source: int, schema: str, name: str) -> int | None:
    """Give the number of the first entity of *schema* that bears *name* in a source; None if there is none."""
    query = (
        select(ENTITY.c.no)
        .join(STATEMENT, STATEMENT.c.entity == ENTITY.c.no)
        .where(
            ENTITY.c.source == source, ENTITY.c.source.in_(view.sources()), ENTITY.c.schema == schema,
            STATEMENT.c.prop == "name", STATEMENT.c.value == name,
        )
        .order_by(ENTITY.c.no)
        .limit(1)
    )  # fmt: skip
    found = view.conn.scalar(query)
    return None if found is None else int(found)


def texts(view: View, source: int) -> list[tuple[int, int, str, str]]:
    """Give a report's text: (document entity number, statement, spot, text), in reading order."""
    query = (
        select(
            STATEMENT.c.entity,
            STATEMENT.c.no,
            STATEMENT.c.spot,
            STATEMENT.c.value,
            ENTITY.c.spot.label("place"),
        )
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(
            ENTITY.c.source == source,
            ENTITY.c.source.in_(view.sources()),
            ENTITY.c.schema != "Image",  # what is printed on a travel document is no report
            STATEMENT.c.prop == "bodyText",
            STATEMENT.c.value.is_not(None),
        )
        .order_by(STATEMENT.c.no)
    )
    return [(r.entity, r.no, r.spot or r.place, r.value) for r in view.conn.execute(query)]


def decide_mention(view: View, mention: int, status: str) -> None:
    """Accept or reject a mention; an entity whose every mention is rejected takes part in nothing.

    Raises:
        NotFound: no such mention.
        UsageError: *status* is not open, accepted or rejected.
    """
    if status not in MENTION_STATES:
        raise UsageError(f"a mention is {', '.join(MENTION_STATES)}, not {status!r}")
    row = view.conn.execute(
        select(MENTION).where(MENTION.c.no == mention, MENTION.c.source.in_(view.sources()))
    ).one_or_none()
    if row is None:
        raise NotFound(f"no mention {mention} in this case")
    view.conn.execute(update(MENTION).where(MENTION.c.no == mention).values(status=status))
    left = view.conn.scalar(
        select(func.count()).where(MENTION.c.entity == row.entity, MENTION.c.status != "rejected")
    )
    view.conn.execute(
        update(ENTITY).where(ENTITY.c.no == row.entity).values(withdrawn=int(not left))
    )
    view.note(mention=mention, status=status)
