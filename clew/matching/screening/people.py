"""The people to check: a file of them, batch by batch, or one person as a line of JSON."""

import csv
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clew.errors import SourceError, UsageError
from clew.model.asker import Asker
from clew.model.hashing import hash_of
from clew.model.party import Party

if TYPE_CHECKING:
    import polars as pl

    from clew.sources.lists.frame import Batch, RefusedRow

CARD = "case.toml"
"""The file that makes a folder a case."""
_BLOCK = 1 << 22


def is_case(place: Path) -> bool:
    """True when *place* is the folder of a case."""
    return (place / CARD).is_file()


class PeopleFile:
    """A file of people, or a case, to be screened.

    Args:
        place: the file or case.
        asker: who asks; needed for a case.
        country: ISO alpha-2 upper case that national numbers and dates in a file are read by.

    Attributes:
        name: of the file; key: what tells it from another.

    Raises:
        SourceError: there is no such file.
    """

    def __init__(self, place: Path, asker: Asker | None, country: str | None) -> None:
        if not place.exists():
            raise SourceError(f"no file or folder called {str(place)!r}", do="check the name")
        self._place, self._asker, self._country = place, asker, country
        self.name, self.key = place.name, key_of(place)

    def count(self, index: Path) -> int:
        """Count the rows before they are read; the index makes no difference."""
        return count_people(self._place, self._asker)

    def batches(self, index: Path, size: int) -> Iterator["Batch"]:
        """Give the people, *size* rows at a time; the index makes no difference."""
        return batches_of(self._place, size, self._asker, self._country)


def batches_of(
    people: Path, size: int, asker: Asker | None, country: str | None = None
) -> Iterator["Batch"]:
    """Give the people of a file or a case, *size* rows at a time.

    Args:
        people: the file or case.
        size: rows of a batch.
        asker: who asks; needed for a case.
        country: ISO alpha-2 upper case that national numbers and dates in a file are read by.

    Raises:
        SourceError: the file cannot be read.
        UsageError: it is a case, and nobody is named who asks.
    """
    if is_case(people):
        yield from batches_of_case(people, size, asker)
        return
    from clew.sources.lists.opening import read_people

    yield from read_people(people, size, country)


def batches_of_case(place: Path, size: int, asker: Asker | None) -> Iterator["Batch"]:
    """Give the persons and bodies of a case that the asker may see.

    Raises:
        UsageError: nobody is named who asks.
    """
    from clew.matching.holdings import holdings
    from clew.store import Door, open_case

    if asker is None:
        raise UsageError("a case is only read for somebody", do="say who asks, and why")
    with closing(open_case(place)) as case:
        yield from holdings(Door(case, asker), size)


def count_people(people: Path, asker: Asker | None) -> int:
    """Count the rows of a file of people before they are read; the default prior needs to know.

    Raises:
        SourceError: there is no such file, or it cannot be read.
    """
    if not people.exists():
        raise SourceError(f"no file or folder called {str(people)!r}", do="check the name")
    if people.is_file() and people.suffix.lower() == ".parquet":
        return _rows_of_parquet(people)
    if people.is_file() and people.suffix.lower() in (".csv", ".tsv", ".txt"):
        return max(0, _rows_of_csv(people) - 1)
    return sum(
        batch.frame.height + len(batch.refused) for batch in batches_of(people, _BLOCK, asker)
    )


def key_of(people: Path) -> str:
    """Give what tells this file of people from another: its SHA-256; a case is another each time."""
    if people.is_file():
        return hash_of(people)
    from uuid import uuid4

    return uuid4().hex


def _rows_of_parquet(place: Path) -> int:
    import polars as pl

    try:
        return int(pl.scan_parquet(place).select(pl.len()).collect().item())
    except pl.exceptions.PolarsError as exc:
        raise SourceError(
            f"the Parquet file cannot be read: {str(exc).splitlines()[0]}",
            where=place.name,
            do="it may be cut off: have it sent again",
        ) from exc


def _rows_of_csv(place: Path) -> int:
    """Count lines, blank ones left out; where a quote stands, rows, which can hold line breaks."""
    lines, last = 0, b"\n"
    with place.open("rb") as handle:
        while block := handle.read(_BLOCK):
            if b'"' in block:
                return _quoted_rows(place)
            lines += block.count(b"\n")
            last = block[-1:]
    return lines + (last != b"\n")


def _quoted_rows(place: Path) -> int:
    with place.open(encoding="latin-1", newline="") as handle:
        csv.field_size_limit(1 << 30)
        return sum(1 for row in csv.reader(handle) if row)


def one_party(text: str, country: str | None = None) -> tuple[Party, list["RefusedRow"]]:
    """Read one person from a JSON object with the columns of a file of people as keys.

    A value may be a list where a column may hold several values; *country* (ISO alpha-2, upper
    case) is the one that national numbers are read by.

    Raises:
        UsageError: the text is no JSON object, or says nothing that can be compared.
    """
    import polars as pl

    from clew.matching.screening.index import party_of
    from clew.sources.lists.headings import headings
    from clew.sources.lists.rows import Raw, Rules, batch

    said = _object(text)
    held = {
        what: [_column(said[key], key) for key in keys]
        for what, keys in headings(list(said), "--one").held.items()
    }
    made = batch(Raw(pl.Series([1]), held, lambda _: "--one"), Rules(country=country))
    if made.frame.is_empty():
        told = made.refused[-1]
        raise UsageError(told.reason, where="--one", do=told.remedy)
    return party_of(made.frame.row(0, named=True)), made.refused


def _object(text: str) -> dict[str, Any]:
    import orjson

    try:
        said = orjson.loads(text)
    except orjson.JSONDecodeError as exc:
        raise UsageError(
            f"--one is not JSON: {exc}", do="""write --one '{"name": "Arben Hoxha"}'"""
        ) from exc
    if not isinstance(said, dict) or not said:
        raise UsageError(
            "--one is not a JSON object", do="""write --one '{"name": "Arben Hoxha"}'"""
        )
    return said


def _column(value: object, key: str) -> "pl.Series":
    import polars as pl

    values = value if isinstance(value, list) else [value]
    if not all(isinstance(v, str | int | float) or v is None for v in values):
        raise UsageError(
            f"{key!r} in --one holds neither text nor a list of texts", do="correct it"
        )
    texts = [None if v is None else str(v) for v in values]
    if isinstance(value, list):
        return pl.Series(key, [texts], dtype=pl.List(pl.String))
    return pl.Series(key, texts, dtype=pl.String)
