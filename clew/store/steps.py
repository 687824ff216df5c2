"""One step of an intake: rows of a file on its way in, in one transaction that nobody sees yet."""

from sqlalchemy import Connection

from clew.store.bulk import write_rows
from clew.store.case import Case
from clew.store.rows import Rows
from clew.store.tables import ENTITY, IDENTIFIER, MENTION, REFUSED, STATEMENT, WORD
from clew.store.words import search_keys


def write_step(case: Case, rows: Rows) -> None:
    """Write *rows* in a transaction of their own."""
    engine = case.engine.execution_options(clew_begin="BEGIN IMMEDIATE")
    with engine.begin() as conn:
        write_all(conn, rows)


def write_all(conn: Connection, rows: Rows) -> None:
    """Write *rows* and their search keys within a transaction.

    Keys go in order, so that their indexes grow at few places.
    """
    source = rows.source
    words = [
        (word, entity, source, kind)
        for _, entity, prop, value, *_ in rows.statement
        for word, kind in search_keys(prop, value)
    ]
    for table, waiting in (
        (ENTITY, rows.entity),
        (STATEMENT, rows.statement),
        (IDENTIFIER, sorted(rows.identifier)),
        (WORD, sorted(words)),
        (REFUSED, rows.refused),
        (MENTION, rows.mention),
    ):
        write_rows(conn, table, waiting)
