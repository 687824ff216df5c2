"""Gives a case of an earlier clew what it lacks: tables, columns, indexes; nothing that is kept in it changes."""

from sqlalchemy import Column, Connection, MetaData, Table, insert, inspect, select, text

from clew.errors import CaseError
from clew.store.tables import METADATA, SOURCE

_NAMES = {
    "sqlite": (
        "SELECT name FROM sqlite_master",
        "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'",
    ),
    "postgresql": (
        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace",
        """SELECT c.relname || '.' || a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped""",
    ),
}
"""How each kind of database tells the names of its tables and indexes, and of its columns."""


def is_whole(conn: Connection) -> bool:
    """Say whether a case has every table, column and index of this clew."""
    names, columns = _known(conn)
    wanted = {
        *METADATA.tables, *(str(i.name) for t in METADATA.tables.values() for i in t.indexes), "log_head",
    }  # fmt: skip
    return wanted <= names and {str(c) for t in METADATA.tables.values() for c in t.c} <= columns


def complete(conn: Connection) -> None:
    """Make what is lacking.

    Raises:
        CaseError: a column is lacking that cannot be empty, so that it is no case of an earlier clew.
    """
    METADATA.create_all(conn)
    _, columns = _known(conn)
    for table in METADATA.sorted_tables:
        for column in table.c:
            if str(column) in columns:
                continue
            if not column.nullable:
                raise CaseError(
                    f"the database has no column {str(column)!r}",
                    do="restore the case from its copy",
                )
            kind = column.type.compile(conn.dialect)
            conn.execute(text(f'ALTER TABLE {table.name} ADD COLUMN "{column.name}" {kind}'))
    _let_files_be_read_anew(conn)
    for table in METADATA.sorted_tables:
        for index in table.indexes:
            index.create(conn, checkfirst=True)


def _known(conn: Connection) -> tuple[set[str], set[str]]:
    names, columns = _NAMES[conn.dialect.name]
    return set(conn.scalars(text(names))), set(conn.scalars(text(columns)))


def _let_files_be_read_anew(conn: Connection) -> None:
    """Take away that an agency's file can be in a case once only, as the first clew had it."""
    for rule in inspect(conn).get_unique_constraints("source"):
        if rule["column_names"] != ["sha256", "agency"]:
            continue
        if conn.dialect.name == "sqlite":
            _made_anew(conn, SOURCE)
        else:
            conn.execute(text(f'ALTER TABLE source DROP CONSTRAINT "{rule["name"]}"'))


def _made_anew(conn: Connection, table: Table) -> None:
    """Make a table of SQLite anew with its rows, which takes no rule away from a table."""
    former = Table(f"former_{table.name}", MetaData(), *(Column(c.name, c.type) for c in table.c))
    for index in inspect(conn).get_indexes(table.name):
        conn.execute(text(f'DROP INDEX IF EXISTS "{index["name"]}"'))
    conn.execute(text(f"ALTER TABLE {table.name} RENAME TO {former.name}"))
    table.create(conn)
    conn.execute(insert(table).from_select([c.name for c in table.c], select(former)))
    former.drop(conn)
