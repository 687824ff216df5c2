"""One step of an intake: rows of a file on its way in, in one transaction that nobody sees yet."""

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from clew.errors import CaseError
from clew.store.bulk import write_rows
from clew.store.case import Case
from clew.store.rows import Rows
from clew.store.tables import ENTITY, IDENTIFIER, MENTION, REFUSED, STATEMENT, WORD
from clew.store.words import search_keys


def write_step(case: Case, rows: Rows) -> None:
    """Write *rows* in a transaction of their own.

    Raises:
        CaseError: the database could not take them; nothing of this step is in it.
    """
    engine = case.engine.execution_options(clew_begin="BEGIN IMMEDIATE")
    try:
        with engine.begin() as conn:
            write_all(conn, rows)
    except DBAPIError as exc:
        raise not_taken(f"{type(exc.orig).__name__}: {exc.orig}") from exc


def not_taken(why: str) -> CaseError:
    """Say that a step could not be written."""
    return CaseError(
        f"the database could not take what was read: {why}",
        do="free the disk or the database and add the file again; nothing of it is in the case",
    )


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
