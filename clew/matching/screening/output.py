"""Hits of a screening as rows, and files that stand whole or not at all."""

import csv
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

from clew.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

    from clew.matching.screening.asking import Hit
    from clew.sources.lists.frame import Batch

FORMATS = (".parquet", ".csv")
REFUSED = ("file", "place", "value", "reason", "remedy")
"""Columns of the file of refusals beside the hits."""


def clues_json(hit: "Hit") -> str:
    """Give the clues of a hit as a JSON array of {kind, rule, weight, a, b, sentence}."""
    import orjson

    return orjson.dumps(clues_of(hit)).decode()


def clues_of(hit: "Hit") -> list[dict[str, object]]:
    """Give the clues of a hit as plain values, in their order; weights are log-odds."""
    return [
        {
            "kind": clue.kind, "rule": clue.rule, "weight": round(clue.weight, 3),
            "a": clue.a, "b": clue.b, "sentence": clue.sentence,
        }
        for clue in hit.clues
    ]  # fmt: skip


def hits_frame(hits: Sequence["Hit"], list_name: str) -> "pl.DataFrame":
    """Give hits as rows: person_id, list_id, probability (0 to 1), clues (JSON), list."""
    import polars as pl

    return pl.DataFrame(
        {
            "person_id": [hit.person_id for hit in hits],
            "list_id": [hit.list_id for hit in hits],
            "probability": [hit.probability for hit in hits],
            "clues": [clues_json(hit) for hit in hits],
            "list": [list_name] * len(hits),
        },
        schema=_columns(),
    )


def no_hits() -> "pl.DataFrame":
    """Give the table of hits without a row."""
    import polars as pl

    return pl.DataFrame(schema=_columns() | {"row": pl.UInt32})


def _columns() -> dict[str, "type[pl.DataType]"]:
    import polars as pl

    return {
        "person_id": pl.String, "list_id": pl.String, "probability": pl.Float64,
        "clues": pl.String, "list": pl.String,
    }  # fmt: skip


def check_format(out: Path) -> None:
    """Refuse a file of hits that is neither Parquet nor CSV.

    Raises:
        UsageError: its name ends otherwise, or its folder does not exist.
    """
    if out.suffix.lower() not in FORMATS:
        raise UsageError(
            f"--out {out.name!r} ends neither in .parquet nor in .csv",
            do="name the file hits.parquet or hits.csv",
        )
    if not out.parent.is_dir():
        raise UsageError(f"no folder called {str(out.parent)!r}", do="make it, or name another")


def write_hits(out: Path, hits: "pl.DataFrame") -> None:
    """Write the hits; the file appears whole, or the one before it stays."""
    as_csv = out.suffix.lower() == ".csv"
    whole(out, hits.write_csv if as_csv else hits.write_parquet)


def whole(place: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Let *write* fill a new file and put it at *place* by renaming it once it is on the disk."""
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as handle:
            write(handle)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class Refusals:
    """Writes refused rows and values to a file as they come; no file is left when there are none.

    Args:
        place: where the file will stand when it is done.

    Attributes:
        count: how many were refused.
        notes: (file, what else was seen in it) → how often.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._part = place.with_name(f".{place.name}.{os.getpid()}.part")
        self._handle: IO[str] | None = None
        self.count = 0
        self.notes: Counter[tuple[str, str]] = Counter()

    def take(self, file: str, batch: "Batch") -> "pl.DataFrame":
        """Write down what was refused and seen in a batch of *file*; give what is left of it."""
        self.add(file, ((r.place, r.value, r.reason, r.remedy) for r in batch.refused))
        self.notes.update({(file, note): count for note, count in batch.notes.items()})
        return batch.frame

    def add(self, file: str, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Write down (place, value, reason, remedy) of values refused in *file*."""
        self._write((file, *row) for row in rows)

    def add_file(self, place: Path) -> None:
        """Write down what another file of refusals holds, if there is one."""
        if place.is_file():
            with place.open(encoding="utf-8", newline="") as handle:
                rows = csv.reader(handle)
                next(rows)
                self._write(rows)

    def told(self) -> list[dict[str, object]]:
        """Give the notes as a summary carries them: file, note, count."""
        return [
            {"file": file, "note": note, "count": count}
            for (file, note), count in sorted(self.notes.items())
        ]

    def _write(self, rows: Iterable[Sequence[str]]) -> None:
        for row in rows:
            if self._handle is None:
                self._handle = self._part.open("w", encoding="utf-8", newline="")
                csv.writer(self._handle).writerow(REFUSED)
            csv.writer(self._handle).writerow(row)
            self.count += 1

    def done(self) -> Path | None:
        """Put the file in its place and give it; with no refusals an older one is taken away."""
        if self._handle is None:
            self._place.unlink(missing_ok=True)
            return None
        self._handle.flush()
        os.fsync(self._handle.fileno())
        self._part.replace(self._place)
        self.close()
        return self._place

    def close(self) -> None:
        """Leave nothing half-written behind."""
        if self._handle is not None:
            self._handle.close()
            self._handle = None
        self._part.unlink(missing_ok=True)
