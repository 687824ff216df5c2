"""Many rows at once: COPY on PostgreSQL, inserts of many rows each on SQLite.

One insert of many rows lets the interpreter go on with the next records while SQLite works.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table

_MOST_VALUES = 20_000
"""How many values one insert carries; SQLite takes 32,766 at most."""


def write_rows(conn: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Append *rows*, whose cells stand in the order of the table's columns; missing last cells are NULL."""
    if not rows:
        return
    width = len(rows[0])
    names = ", ".join(f'"{c.name}"' for c in list(table.columns)[:width])
    if conn.dialect.name == "postgresql":
        driver: Any = conn.connection.driver_connection
        copying = f'COPY "{table.name}" ({names}) FROM STDIN'
        with driver.cursor() as cursor, cursor.copy(copying) as copy:
            for row in rows:
                copy.write_row(row)
        return
    many = _MOST_VALUES // width
    mark = "(" + ", ".join("?" * width) + ")"
    for at in range(0, len(rows), many):
        part = rows[at : at + many]
        marks = ", ".join([mark] * len(part))
        insert = f'INSERT INTO "{table.name}" ({names}) VALUES {marks}'  # noqa: S608 - our own table's words
        conn.exec_driver_sql(insert, tuple(chain.from_iterable(part)))
