"""Opens a file of people or a list, whatever its format."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, Protocol

from clew.errors import NotFound, SourceError
from clew.model.dates import order_in, order_of
from clew.model.evidence import Evidence
from clew.sources.hashing import hash_of
from clew.sources.lists.csv_table import CsvTable
from clew.sources.lists.frame import Batch, ListFile
from clew.sources.lists.parquet_table import ParquetTable
from clew.sources.lists.rows import Raw, Rules, batch

BATCH_ROWS: Final = 100_000
_DAY: Final = re.compile(r"(?<!\d)(20\d\d)-?(0\d|1[0-2])-?([0-3]\d)(?!\d)")


class _Table(Protocol):
    """A file whose rows can be gone through."""

    def births(self) -> list[str]: ...

    def batches(self, size: int) -> Iterator[Raw]: ...


def read_people(
    path: Path, batch_rows: int = BATCH_ROWS, country: str | None = None
) -> Iterator[Batch]:
    """Give the people of a file batch by batch, in bounded memory; ids may come again.

    Args:
        path: CSV or Parquet, or any list `read_list` reads.
        batch_rows: rows a batch has at most.
        country: ISO alpha-2 upper case by which national telephone numbers, and dates whose day
            and month could be swapped, are read.

    Raises:
        SourceError: the file cannot be read as people; or, in the middle, it breaks off: what
            came before stands.
    """
    return _batches(_opened(path, country), batch_rows, Rules(country=country))


def read_list(path: Path, batch_rows: int = BATCH_ROWS, country: str | None = None) -> ListFile:
    """Open a list; its name, edition and hash are known before its entities are read.

    Raises:
        SourceError: the file cannot be read as a list.
    """
    table = _opened(path, country)
    rules = Rules(country=country, seen=set())
    return ListFile(
        _name_of(path), _day_in(path.name), _batches(table, batch_rows, rules), hash_of(path)
    )


def _opened(path: Path, country: str | None) -> _Table:
    if not path.exists():
        raise NotFound(f"there is no file {str(path)!r}", do="check the path")
    size = path.stat().st_size
    if not size:
        raise SourceError("it is empty", where=path.name, do="ask for the file again")
    with path.open("rb") as handle:
        head = handle.read(4)
    if head == b"PAR1":
        return ParquetTable(path)
    return CsvTable(Evidence(path, path.name, "", size, "", country))


def _batches(table: _Table, size: int, rules: Rules) -> Iterator[Batch]:
    found = order_of(table.births())
    rules.order = found.order or order_in(rules.country)
    for raw in table.batches(size):
        yield batch(raw, rules)


def _name_of(path: Path) -> str:
    return path.name.split(".")[0] or path.name


def _day_in(name: str) -> date | None:
    """Give the date a file's name carries, or None.

    >>> _day_in("list_2026-02-27.csv"), _day_in("list.csv")
    (datetime.date(2026, 2, 27), None)
    """
    if not (found := _DAY.search(name)):
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
