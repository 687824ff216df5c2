"""What the readers of app databases share: a table's rows as records, and a row as a person sees it.

A reader names the tables it reads and says what one row of each means; rows are read in the order
of the tables, damage costs the rows it hit, and tables nobody reads are named in the receipt.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from clew.errors import NotFound
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.database import Database, Row, open_database, tables_of
from clew.sources.handset_desk import Desk
from clew.sources.reader import Reader

NEIGHBOURS: Final = 5
SHOWN: Final = 300
"""Characters of one cell that a page shows."""
NAMED: Final = 12
"""Tables nobody reads that the receipt names, the fullest first."""

Given = Iterator[Found | Refusal]
ReadRow = Callable[[Row, Desk], Given]


@dataclass(frozen=True, slots=True)
class Table:
    """A table a reader reads.

    Attributes:
        read: what one row of it says.
        columns: the columns it is asked for; those a version of the app lacks stay empty.
    """

    read: ReadRow
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One row, what is known while its database is read, and how it is read."""

    row: Row
    desk: Desk
    read: ReadRow


@dataclass(frozen=True, slots=True)
class App:
    """What a reader knows of an app's database.

    Attributes:
        needs: one of these must be there: table → columns it must have.
        tables: the tables read, in this order.
        service: the app as messages and accounts name it; empty for the phone's own.
        prepare: looks up what rows of one table need of another, or None.
        spent: tables looked into by `prepare`; not named as unread.
    """

    needs: Sequence[Mapping[str, str]]
    tables: Mapping[str, Table]
    service: str = ""
    prepare: Callable[[Desk], None] | None = None
    spent: frozenset[str] = frozenset()

    def recognise(self, evidence: Evidence, head: bytes) -> float:
        """Certain when a set of its tables is there with the columns it needs."""
        tables = tables_of(evidence, head)
        sure = any(
            all(
                set(columns.split()) <= set(tables.get(table, ()))
                for table, columns in need.items()
            )
            for need in self.needs
        )
        return 1.0 if tables and sure else 0.0

    def split(self, evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
        """Give the rows of the tables it reads, one table after the other."""
        with open_database(evidence) as database:
            desk = Desk(
                country=evidence.country, service=self.service, counts=guesses.counts, db=database
            )
            if database.cut:
                yield database.cut
            for ending, _ in evidence.beside:
                guesses.said["read with"] = f"the {ending[1:]} file beside it"
            if self.prepare:
                self.prepare(desk)
                yield from database.gaps
            for name, table in self.tables.items():
                if name in desk.skip:
                    continue
                for row in database.rows(name, table.columns):
                    yield row if isinstance(row, Refusal) else Record(row, desk, table.read)
            if unread := self._unread(desk):
                guesses.said["tables not read"] = unread

    def _unread(self, desk: Desk) -> str:
        read_here = self.tables.keys() - desk.skip
        names = desk.db.tables.keys() - read_here - self.spent - desk.spent
        counts = {name: desk.db.count(name) for name in names}
        full = sorted((-count, name) for name, count in counts.items() if count)
        listed = [f"{name} ×{-count}" for count, name in full[:NAMED]]
        more = len(full) - len(listed)
        return ", ".join([*listed, f"and {more} more"] if more else listed)


def read(record: Record) -> Given:
    """Give what one row says."""
    yield from record.read(record.row, record.desk)


def database_reader(
    name: str, title: str, app: App, yields: str, sample: tuple[str, dict[str, int]]
) -> Reader[Record]:
    """Give the reader of an app's database; *yields* names its schemata, parted by spaces."""
    return Reader(
        name=name,
        title=title,
        recognise=app.recognise,
        split=app.split,
        read=read,
        excerpt=excerpt,
        yields=frozenset(yields.split()),
        sample=sample,
    )


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give a row with five neighbours each way, as its table holds them; "table x" gives its first.

    Raises:
        NotFound: the database has no such row.
    """
    table, _, number = spot.rpartition(" row ")
    if not table:
        table, number = spot.removeprefix("table "), ""
    with open_database(evidence) as database:
        if table not in database.tables or (number and not number.lstrip("-").isdecimal()):
            raise _nothing(evidence, spot)
        columns = database.tables[table]
        rows = _around(database, table, int(number) if number else None)
    if number and not any(row.number == int(number) for row in rows):
        raise _nothing(evidence, spot)
    shown = [c for c in columns if any(row.cells.get(c) not in (None, "") for row in rows)]
    lines = tuple(
        (
            row.spot if number else spot,
            tuple(_cell(row.cells.get(column)) for column in shown),
            not number or row.number == int(number),
        )
        for row in rows
    )
    return Excerpt("table", tuple(shown), lines or ((spot, (), True),))


def _around(database: Database, table: str, number: int | None) -> list[Row]:
    before: list[Row] = []
    after: list[Row] = []
    start = None if number is None else database.number_before(table, number, NEIGHBOURS)
    for row in database.rows(table, start=start):
        if isinstance(row, Refusal):
            continue
        if number is not None and row.number < number:
            before.append(row)
            continue
        after.append(row)
        if len(after) > NEIGHBOURS:
            break
    return [*before[-NEIGHBOURS:], *after]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return f"{len(value)} bytes: {value[:24].hex(' ')}{'…' if len(value) > 24 else ''}"
    return str(value)[:SHOWN]


def _nothing(evidence: Evidence, spot: str) -> NotFound:
    return NotFound(
        f"the database has nothing at {spot!r}",
        where=evidence.name,
        do="open the source from its first page",
    )
