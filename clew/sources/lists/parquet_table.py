"""People or a list as Parquet: the columns of a CSV list, read slice by slice."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from clew.errors import SourceError
from clew.sources.lists.frame import TEXTS
from clew.sources.lists.headings import Headings, headings
from clew.sources.lists.rows import Raw

_ISO: Final = r"^\d{4}-"
_LOOKED_AT: Final = 100_000
"""Rows from whose dates of birth the order of day and month is judged."""


class ParquetTable:
    """A Parquet file of people, its columns understood.

    Attributes:
        headings: what its columns say.
        rows: how many it has.
    """

    def __init__(self, path: Path) -> None:
        """Understand the columns of the file at *path*.

        Raises:
            UnknownSource: no column says who a row is about.
            SourceError: it is damaged, or was cut off before its end.
        """
        self._path = path
        try:
            self._scan = pl.scan_parquet(path, glob=False)
            self._kinds = self._scan.collect_schema()
            self.rows = int(self._scan.select(pl.len()).collect().item())
        except (pl.exceptions.PolarsError, OSError) as exc:
            raise self._damaged(exc) from exc
        self.headings: Headings = headings(list(self._kinds), path.name)

    def births(self) -> list[str]:
        """Give dates of birth from the first rows, by which the order of days is judged."""
        columns = [
            name for name in self.headings.held.get("births", ()) if self._kinds[name] == pl.String
        ]
        if not columns:
            return []
        seen = self._read(columns, 0, _LOOKED_AT)
        distinct = [seen[name].drop_nulls().unique(maintain_order=True) for name in columns]
        return [text for column in distinct for text in column.filter(~column.str.contains(_ISO))]

    def batches(self, size: int) -> Iterator[Raw]:
        """Give the rows, *size* at a time.

        Raises:
            SourceError: a part of the file is damaged.
        """
        columns = [name for names in self.headings.held.values() for name in names]
        notes = dict.fromkeys(self.headings.notes, 1)
        for start in range(0, self.rows, size):
            frame = self._read(columns, start, size)
            yield Raw(
                numbers=pl.arange(start + 1, start + frame.height + 1, eager=True),
                held={
                    what: [_as_text(frame[name]) for name in names]
                    for what, names in self.headings.held.items()
                },
                place=lambda at, start=start: f"row {start + at + 1}",  # type: ignore[misc]
                plain_ids=all(
                    self._kinds[n].is_integer() for n in self.headings.held.get("id", ())
                ),
                notes=notes,
                share=(start + frame.height) / self.rows,
            )
            notes = {}

    def _read(self, columns: list[str], start: int, size: int) -> pl.DataFrame:
        try:
            return self._scan.select(columns).slice(start, size).collect()
        except (pl.exceptions.PolarsError, OSError) as exc:
            raise self._damaged(exc).at(f"{self._path.name}, row {start + 1} and on") from exc

    def _damaged(self, exc: Exception) -> SourceError:
        return SourceError(
            f"its Parquet data cannot be read ({str(exc).partition(chr(10))[0][:200]})",
            where=self._path.name,
            do="it is damaged or was cut off before its end; ask for the file again",
        )


def _as_text(column: pl.Series) -> pl.Series:
    """Give a column of any kind as text: whole numbers without a point, days as ISO text."""
    kind = column.dtype
    if kind in (pl.String, TEXTS):
        return column
    if kind == pl.Categorical or isinstance(kind, pl.Enum):
        return column.cast(pl.String)
    if isinstance(kind, pl.List):
        return column.cast(TEXTS)
    if isinstance(kind, pl.Datetime):
        return column.dt.date().cast(pl.String)
    if (
        kind.is_float()
        and column.drop_nulls().is_finite().all()
        and (column == column.round()).all()
    ):
        return column.cast(pl.Int64).cast(pl.String)
    return column.cast(pl.String, strict=False)
