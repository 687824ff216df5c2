"""A copied SQLite database read row by row, the file as received never touched.

A whole database is opened in place, marked unchangeable. One with a `-wal` or `-journal` beside it
is copied together with that into a folder of its own and opened there; one cut short is copied and
the copy filled up with nothing, so that the rows before the cut can be read.
"""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import quote

from clew.errors import SourceError
from clew.model.evidence import Evidence, Refusal
from clew.sources.database_cut import mend, rows_without_a_table
from clew.sources.database_gaps import UNREADABLE, after_gap

MAGIC: Final = b"SQLite format 3\0"
GAPS: Final = 100
"""Damaged stretches of one table after which the rest of it is given up."""
_FIRST: Final = -(1 << 63)
_CUT_DO = "ask for the database again; the rows before the cut were read"
_DAMAGED_DO = "ask for it again, with the -wal and -journal files beside it"


@dataclass(slots=True)
class Row:
    """One row of a table.

    Attributes:
        table: the table it stands in.
        number: its rowid.
        cells: column → value as stored; a column the table lacks is not in it.
    """

    table: str
    number: int
    cells: dict[str, object]

    @property
    def spot(self) -> str:
        """The place a person can go to."""
        return f"{self.table} row {self.number}"

    def text(self, *columns: str) -> str:
        """Give the first of these columns that holds anything, as text; else empty."""
        for column in columns:
            value = self.cells.get(column)
            if value is None or value == "":
                continue
            if isinstance(value, bytes):
                return value.decode("utf-8", "replace").replace("\0", "").strip()
            return str(value).strip()
        return ""

    def number_in(self, column: str) -> float | None:
        """Give the number a column holds, whether stored as number or as text; else None."""
        value = self.cells.get(column)
        if isinstance(value, int | float):
            return value
        try:
            return float(self.text(column))
        except ValueError:
            return None

    def whole(self, column: str) -> int | None:
        """Give the whole number a column holds, or None."""
        value = self.number_in(column)
        return int(value) if value is not None and abs(value) < 1 << 63 else None


@dataclass(slots=True)
class Database:
    """An open database.

    Attributes:
        tables: table → its columns, in their order.
        cut: what to say when the file is shorter than the database it holds, else None.
        gaps: damaged stretches met by `by` and `grouped`.
    """

    connection: sqlite3.Connection
    tables: dict[str, tuple[str, ...]]
    cut: Refusal | None = None
    gaps: list[Refusal] = field(default_factory=list)

    def rows(
        self, table: str, columns: Sequence[str] = (), start: int | None = None
    ) -> Iterator[Row | Refusal]:
        """Give the rows of a table in the order of their rowids, those of them that can be read.

        A stretch that is damaged or was cut off is a Refusal, and the rest goes on.

        Args:
            table: its name; a table that is not there has no rows.
            columns: what to read of each row; those the table lacks are left out; none reads it all.
            start: rowid to begin at, or None for the first row.
        """
        known = self.tables.get(table, ())
        wanted = [c for c in columns if c in known] if columns else list(known)
        if not wanted:
            return
        listed = ", ".join(_quoted(c) for c in wanted)
        last = _FIRST if start is None else start - 1
        query = f"SELECT rowid, {listed} FROM {_quoted(table)} WHERE rowid > ? ORDER BY rowid"  # noqa: S608 - names of its own tables
        for _ in range(GAPS):
            try:
                for number, *cells in self.connection.execute(query, (last,)):
                    if number <= last:
                        raise sqlite3.DatabaseError("its rows are out of order")
                    last = number
                    yield Row(table, last, dict(zip(wanted, cells, strict=True)))
                return
            except UNREADABLE as exc:
                yield _gap(table, last, exc)
                beyond = after_gap(self.connection, _quoted(table), last)
                if beyond is None:
                    return
                last = max(beyond - 1, last)
        yield _gap(table, last, sqlite3.DatabaseError(f"more than {GAPS} stretches are damaged"))

    def by(self, table: str, key: str, columns: Sequence[str] = ()) -> dict[object, Row]:
        """Give the rows of a table by the value of one column; a damaged stretch goes to `gaps`."""
        found: dict[object, Row] = {}
        for row in self.rows(table, (*columns, key) if columns else ()):
            if isinstance(row, Refusal):
                self.gaps.append(row)
            elif row.cells.get(key) is not None:
                found.setdefault(row.cells[key], row)
        return found

    def grouped(self, table: str, key: str, columns: Sequence[str]) -> dict[object, list[Row]]:
        """Give the rows of a table in lists by the value of one column; damage goes to `gaps`."""
        found: dict[object, list[Row]] = {}
        for row in self.rows(table, (*columns, key)):
            if isinstance(row, Refusal):
                self.gaps.append(row)
            elif row.cells.get(key) is not None:
                found.setdefault(row.cells[key], []).append(row)
        return found

    def number_before(self, table: str, number: int, many: int) -> int | None:
        """Give the rowid that lies *many* rows before *number*, as far as there are so many."""
        query = f"SELECT rowid FROM {_quoted(table)} WHERE rowid <= ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608 - its own table
        try:
            rows = self.connection.execute(query, (number, many + 1)).fetchall()
        except UNREADABLE:
            return number
        return int(rows[-1][0]) if rows else None

    def count(self, table: str) -> int:
        """Give how many rows a table has, 0 when that cannot be told."""
        try:
            query = f"SELECT count(*) FROM {_quoted(table)}"  # noqa: S608 - its own table
            return int(self.connection.execute(query).fetchone()[0])
        except UNREADABLE:
            return 0


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _gap(table: str, last: int, exc: Exception) -> Refusal:
    after = f"after row {last}" if last > _FIRST else "from its first row on"
    return Refusal(f"table {table}", "", f"{table} cannot be read {after}: {exc}", _DAMAGED_DO)


def is_database(head: bytes) -> bool:
    """Tell by its first bytes whether a file is an SQLite database."""
    return head.startswith(MAGIC)


@contextmanager
def open_database(evidence: Evidence) -> Iterator[Database]:
    """Open a database for reading, with what lies beside it.

    Raises:
        SourceError: it is damaged so that its list of tables cannot be read.
    """
    size = _stated_size(evidence.path)
    length = evidence.path.stat().st_size
    if not evidence.beside and size <= length:
        with _connected(evidence.path, evidence, unchangeable=True) as database:
            yield database
        return
    kept = evidence.path.name == evidence.sha256
    with TemporaryDirectory(prefix=".coming-", dir=evidence.path.parent if kept else None) as place:
        copy = Path(place) / "copy"
        shutil.copyfile(evidence.path, copy)
        copy.chmod(0o600)
        for ending, beside in evidence.beside:
            shutil.copyfile(beside, copy.with_name(f"copy{ending}"))
        cut = None
        if size > length:
            why = f"the database is cut off after {length:,} of {size:,} bytes"
            cut = Refusal("", "", why, _CUT_DO)
            mend(copy, size)
        with _connected(
            copy, evidence, unchangeable=not evidence.beside, forgiving=cut is not None
        ) as database:
            database.cut = cut and _with_lost_rows(cut, copy, _roots(database.connection), length)
            yield database


def _roots(connection: sqlite3.Connection) -> list[int]:
    """Give the first page of every table and index whose definition is left."""
    found: list[int] = []
    with suppress(*UNREADABLE):
        for (number,) in connection.execute("SELECT rootpage FROM sqlite_master"):
            if isinstance(number, int):
                found.append(number)
    return found


def _with_lost_rows(cut: Refusal, copy: Path, roots: list[int], length: int) -> Refusal:
    """Say how many rows stand before the cut in tables whose definitions stood behind it."""
    rows, pages = rows_without_a_table(copy, roots, length)
    if not rows:
        return cut
    lost = f"{rows:,} rows on {pages:,} pages are in tables whose definitions are cut off"
    do = f"{cut.do}; a forensic tool may read the {rows:,} rows whose table is lost"
    return replace(cut, reason=f"{cut.reason}; {lost}", do=do)


@contextmanager
def _connected(
    path: Path, evidence: Evidence, *, unchangeable: bool, forgiving: bool = False
) -> Iterator[Database]:
    """Connect; *forgiving* takes what is left of a list of tables that is not whole."""
    how = "mode=ro&immutable=1" if unchangeable else "mode=rw"
    connection: sqlite3.Connection | None = None
    try:
        connection = sqlite3.connect(f"file:{quote(str(path))}?{how}", uri=True)
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        if forgiving:
            connection.execute("PRAGMA writable_schema = ON")
        tables = dict(_tables(connection))
    except UNREADABLE as exc:
        if connection is not None:
            connection.close()
        raise SourceError(
            f"the database is damaged: {exc}", where=evidence.name, do=_DAMAGED_DO
        ) from exc
    try:
        yield Database(connection, tables)
    finally:
        connection.close()


def _tables(connection: sqlite3.Connection) -> Iterator[tuple[str, tuple[str, ...]]]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND sql NOT LIKE 'CREATE VIRTUAL%' AND upper(sql) NOT LIKE '%WITHOUT ROWID%'"
    ).fetchall()
    for (name,) in names:
        try:
            info = connection.execute(f"PRAGMA table_info({_quoted(str(name))})").fetchall()
        except UNREADABLE:
            continue
        yield str(name), tuple(str(row[1]) for row in info)


def _stated_size(path: Path) -> int:
    """Bytes the database says it has; 0 when its header does not say so for certain."""
    with path.open("rb") as handle:
        head = handle.read(100)
    if len(head) < 100 or not is_database(head):
        return 0
    page = int.from_bytes(head[16:18])
    page = 65_536 if page == 1 else page
    if head[24:28] != head[92:96]:
        return page
    return page * int.from_bytes(head[28:32])


@lru_cache(maxsize=64)
def _tables_of(
    path: Path,
    size: int,
    changed: int,  # noqa: ARG001 - part of the key the answer is kept under
    beside: tuple[tuple[str, Path], ...],
) -> dict[str, tuple[str, ...]]:
    """Give what `tables_of` gives; *changed* keeps an earlier file of that name from answering."""
    evidence = Evidence(path, path.name, path.name, size, "", beside=beside)
    try:
        with open_database(evidence) as database:
            return database.tables
    except (SourceError, OSError):
        return {}


def tables_of(evidence: Evidence, head: bytes) -> dict[str, tuple[str, ...]]:
    """Give table → columns of a database without reading its rows; empty for any other file."""
    if not is_database(head):
        return {}
    changed = evidence.path.stat().st_mtime_ns
    return _tables_of(evidence.path, evidence.size, changed, evidence.beside)
