"""Erases a value by law: the statement stays as a tombstone, the chain and every export stay sound."""

from sqlalchemy import delete, select, update

from clew.errors import NotFound
from clew.store.bulk import write_rows
from clew.store.door import View, now
from clew.store.tables import CLUE, ENTITY, HIT, IDENTIFIER, MENTION, REFUSED, STATEMENT, WORD
from clew.store.words import search_keys


def erase_value(view: View, statement: int) -> None:
    """Erase one value, what was written, and every key drawn from it.

    Search keys of the whole entity go with it and come back from its other names; hits lose the
    clues that rested on the value, and a hit without clues goes.

    Raises:
        NotFound: there is no such value, or the asker may not see it.
    """
    row = view.conn.execute(
        select(STATEMENT.c.entity, STATEMENT.c.prop, ENTITY.c.source)
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(STATEMENT.c.no == statement, ENTITY.c.source.in_(view.sources()))
    ).one_or_none()
    if row is None:
        raise NotFound(f"no value {statement} in this case")
    conn = view.conn
    conn.execute(
        update(STATEMENT)
        .where(STATEMENT.c.no == statement)
        .values(value=None, written=None, erased_at=now())
    )
    conn.execute(delete(IDENTIFIER).where(IDENTIFIER.c.statement == statement))
    conn.execute(delete(MENTION).where(MENTION.c.statement == statement))
    conn.execute(
        update(REFUSED)
        .where(REFUSED.c.entity == row.entity, REFUSED.c.prop == row.prop)
        .values(value=None)
    )
    _redraw_words(view, row.entity, row.source)
    hits = list(
        conn.scalars(select(CLUE.c.hit).where((CLUE.c.a == statement) | (CLUE.c.b == statement)))
    )
    conn.execute(delete(CLUE).where((CLUE.c.a == statement) | (CLUE.c.b == statement)))
    conn.execute(delete(HIT).where(HIT.c.no.in_(hits), HIT.c.no.not_in(select(CLUE.c.hit))))
    view.note(statement=statement, prop=row.prop)


def _redraw_words(view: View, entity: int, source: int) -> None:
    view.conn.execute(delete(WORD).where(WORD.c.entity == entity))
    rows = view.conn.execute(
        select(STATEMENT.c.prop, STATEMENT.c.value).where(
            STATEMENT.c.entity == entity, STATEMENT.c.value.is_not(None)
        )
    ).all()
    words = {key for row in rows for key in search_keys(row.prop, row.value)}
    write_rows(view.conn, WORD, [(word, entity, source, kind) for word, kind in sorted(words)])
