"""Many rows at once: COPY on PostgreSQL, one prepared statement on SQLite."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table


def write_rows(conn: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Append *rows*, whose cells stand in the order of the table's columns."""
    if not rows:
        return
    names = ", ".join(f'"{c.name}"' for c in table.columns)
    if conn.dialect.name == "postgresql":
        driver: Any = conn.connection.driver_connection
        with (
            driver.cursor() as cursor,
            cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy,
        ):
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(table.columns))
    insert = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - our own table's words
    conn.exec_driver_sql(insert, list(rows))
