"""Finding the next row that can be read behind a damaged stretch of a table."""

import sqlite3
from typing import Final, Literal

_LAST: Final = (1 << 63) - 1
_STEPS: Final = 64

UNREADABLE: Final = (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError)
"""What a damaged database raises; a name or message in it may be no text at all."""
Answer = int | None | Literal["damaged"]
"""The first rowid behind a number, None when none stands behind it, "damaged" when that cannot be told."""


def after_gap(connection: sqlite3.Connection, table: str, last: int) -> int | None:
    """Give the number of the first readable row behind the damage at *last*, None when there is none.

    Tries ever larger steps until the table answers, then halves its way back to the damage. A
    row behind a second stretch of damage is found when that one is met.

    Args:
        connection: the database.
        table: its table, quoted.
        last: rowid of the last row that was read.
    """
    damaged, answers = last, None
    for step in range(_STEPS):
        beyond = min(max(last, -1) + (1 << step), _LAST)
        if _behind(connection, table, beyond) != "damaged":
            answers = beyond
            break
        damaged = beyond
    if answers is None:
        return None
    while answers - damaged > 1:
        middle = (damaged + answers) // 2
        if _behind(connection, table, middle) == "damaged":
            damaged = middle
        else:
            answers = middle
    found = _behind(connection, table, answers)
    return found if isinstance(found, int) and found > last else None


def _behind(connection: sqlite3.Connection, table: str, number: int) -> Answer:
    try:
        query = f"SELECT rowid, * FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 1"  # noqa: S608 - quoted by the caller
        row = connection.execute(query, (number,)).fetchone()
    except UNREADABLE:
        return "damaged"
    return None if row is None else int(row[0])
