"""Keeps what people decided about hits; a decision is a row, and undoing marks it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from clew.store.door import View, now
from clew.store.hits import HitRow
from clew.store.tables import ENTITY, JUDGEMENT


@dataclass(frozen=True, slots=True)
class Judgement:
    """One answer of a person to a hit.

    Attributes:
        a: number of the one entity; b of the other.
        undone_by: who took it back, at *undone_at*; None while it stands.
    """

    no: int
    hit: int
    a: int
    b: int
    decision: str
    by: str
    at: str
    reason: str | None
    undone_by: str | None
    undone_at: str | None


def add(view: View, hit: HitRow, decision: str, reason: str | None) -> int:
    """Write down the asker's answer to a hit; give its number."""
    no = int(view.conn.scalar(select(func.coalesce(func.max(JUDGEMENT.c.no), 0))) or 0) + 1
    view.conn.execute(
        insert(JUDGEMENT).values(
            no=no, hit=hit.no, a=hit.a, b=hit.b, decision=decision, by=view.asker.who, at=now(),
            reason=reason,
        )
    )  # fmt: skip
    return no


def last(view: View, hit: int | None = None) -> Judgement | None:
    """Give the newest standing decision: of this hit, or else of the asker."""
    query = _seen(view).where(JUDGEMENT.c.undone_at.is_(None))
    mine = JUDGEMENT.c.by == view.asker.who if hit is None else JUDGEMENT.c.hit == hit
    found = view.conn.execute(
        query.where(mine).order_by(JUDGEMENT.c.no.desc()).limit(1)
    ).one_or_none()
    return None if found is None else _judgement(found)


def undo(view: View, judgement: Judgement) -> None:
    """Mark a decision as taken back by the asker."""
    view.conn.execute(
        update(JUDGEMENT)
        .where(JUDGEMENT.c.no == judgement.no)
        .values(undone_by=view.asker.who, undone_at=now())
    )


def history(view: View, hit: int) -> list[Judgement]:
    """Give every decision about a hit, the oldest first, those taken back included."""
    query = _seen(view).where(JUDGEMENT.c.hit == hit).order_by(JUDGEMENT.c.no)
    return [_judgement(found) for found in view.conn.execute(query)]


def standing(view: View) -> Iterator[Judgement]:
    """Give each hit's newest decision that was not taken back, in the order they were made."""
    newest = (
        select(func.max(JUDGEMENT.c.no))
        .where(JUDGEMENT.c.undone_at.is_(None))
        .group_by(JUDGEMENT.c.hit)
    )
    query = _seen(view).where(JUDGEMENT.c.no.in_(newest)).order_by(JUDGEMENT.c.no)
    for found in view.conn.execute(query):
        yield _judgement(found)


def _seen(view: View) -> Select[Any]:
    inside = select(ENTITY.c.no).where(ENTITY.c.source.in_(view.sources()), ENTITY.c.withdrawn == 0)
    return select(JUDGEMENT).where(JUDGEMENT.c.a.in_(inside), JUDGEMENT.c.b.in_(inside))


def _judgement(row: Row[Any]) -> Judgement:
    return Judgement(**row._mapping)
