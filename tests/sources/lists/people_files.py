"""Writes invented files of people and lists for the tests, and reads them."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from clew.sources.lists.frame import Batch, RefusedRow
from clew.sources.lists.opening import read_people


def written(folder: Path, text: str, name: str = "people.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def whole(batches: Iterable[Batch]) -> tuple[pl.DataFrame, list[RefusedRow], dict[str, int]]:
    frames, refused, notes = [], [], dict[str, int]()
    for batch in batches:
        frames.append(batch.frame)
        refused += batch.refused
        for note, count in batch.notes.items():
            notes[note] = notes.get(note, 0) + count
    return pl.concat(frames), refused, notes


def people(folder: Path, text: str) -> tuple[list[dict[str, object]], list[RefusedRow]]:
    frame, refused, _ = whole(read_people(written(folder, text)))
    return frame.to_dicts(), refused
