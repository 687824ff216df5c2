"""Opens a file of people or a list, whatever its format."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, Protocol

from clew.errors import NotFound, SourceError, UnknownSource
from clew.model.dates import order_in, order_of
from clew.model.evidence import Evidence
from clew.model.hashing import hash_of
from clew.sources.lists import ofac, un
from clew.sources.lists.csv_table import CsvTable
from clew.sources.lists.frame import Batch, ListFile
from clew.sources.lists.ftm_lines import FtmLines
from clew.sources.lists.ofac import OfacList
from clew.sources.lists.parquet_table import ParquetTable
from clew.sources.lists.rows import Raw, Rules, batch
from clew.sources.lists.un import UnList

BATCH_ROWS: Final = 100_000
_HEAD: Final = 8_192
_FORMATS: Final = "docs/lists.md says which lists clew reads"
_DAY: Final = re.compile(r"(?<!\d)(20\d\d)-?(0\d|1[0-2])-?([0-3]\d)(?!\d)")


class _Table(Protocol):
    """A file whose rows can be gone through."""

    def births(self) -> list[str]:
        """Give samples of its dates of birth, by which the order of day and month is judged."""

    def batches(self, size: int) -> Iterator[Raw]:
        """Give its rows, *size* at a time."""


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

    Args:
        path: CSV, Parquet, FollowTheMoney JSON lines, the UN's XML, or sdn.csv of OFAC or its folder.
        batch_rows: entities a batch has at most.
        country: as for `read_people`.

    Raises:
        SourceError: the file cannot be read as a list.
        NotFound: it, or a file that belongs to it, is missing.
    """
    table = _opened(path, country)
    name, edition = path.name.split(".")[0] or path.name, _day_in(path.name)
    if isinstance(table, UnList):
        name, edition = un.NAME, table.edition or edition
    elif isinstance(table, OfacList):
        name = ofac.NAME
    rules = Rules(country=country, seen=set())
    sha256 = table.sha256 if isinstance(table, OfacList) else hash_of(path)
    return ListFile(name, edition, _batches(table, batch_rows, rules), sha256)


def _opened(path: Path, country: str | None) -> _Table:
    if not path.exists():
        raise NotFound(f"there is no file {str(path)!r}", do="check the path")
    if ofac.recognise(path):
        return OfacList(path)
    if path.is_dir():
        raise UnknownSource(
            "a folder is no list, unless sdn.csv, alt.csv and add.csv stand in it",
            where=str(path),
            do="name a file",
        )
    size = path.stat().st_size
    if not size:
        raise SourceError("it is empty", where=path.name, do="ask for the file again")
    with path.open("rb") as handle:
        head = handle.read(_HEAD)
    if head.startswith(b"PAR1"):
        return ParquetTable(path)
    if un.recognise(head):
        return UnList(path, un.edition(head))
    evidence = Evidence(path, path.name, "", size, "", country)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        raise UnknownSource("it is XML, but not the UN's list", where=path.name, do=_FORMATS)
    return FtmLines(evidence) if start.startswith(b"{") else CsvTable(evidence)


def _batches(table: _Table, size: int, rules: Rules) -> Iterator[Batch]:
    found = order_of(table.births())
    rules.order = found.order or order_in(rules.country)
    for raw in table.batches(size):
        yield batch(raw, rules)


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
