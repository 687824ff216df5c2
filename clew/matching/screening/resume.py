"""What an interrupted screening had done, so that the same one called again goes on from there.

Beside ``hits.parquet`` stands ``hits.parts/`` while a screening runs: what was asked
(``asked.json``), the indexes made for it, and one file of hits for each batch of people done.
"""

import fcntl
import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import IO, TYPE_CHECKING

from clew.errors import CaseBusy
from clew.matching.screening.output import whole

if TYPE_CHECKING:
    import polars as pl

_ASKED = "asked.json"
_PART = re.compile(r"([0-9a-f]{12})-(\d{6})\.parquet")


class Parts:
    """The folder of a screening under way; only its owner may read it.

    Args:
        out: the file of hits it will become.
        asked: what was asked: people, lists, threshold, prior, batch; another asking discards.
        fresh: begin anew whatever stands there.

    Attributes:
        done: numbers of the batches whose hits stand in the folder.
        discarded: why parts that stood there were thrown away: what was asked otherwise then
            ("people", "threshold", …), or "fresh"; empty when none were.

    Raises:
        CaseBusy: another process is screening into the same file.
    """

    def __init__(self, out: Path, asked: Mapping[str, object], fresh: bool = False) -> None:
        self.folder = out.with_suffix(".parts")
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self._lock = _locked(self.folder)
        text = json.dumps(asked, sort_keys=True, ensure_ascii=False)
        self.mark = sha256(text.encode()).hexdigest()[:12]
        known = self.folder / _ASKED
        before = known.read_text("utf-8") if known.is_file() else ""
        self.discarded = _otherwise(before, asked, fresh)
        if fresh or before != text:
            _empty(self.folder)
            whole(known, lambda handle: handle.write(text.encode()))
        self.done = {
            int(found[2])
            for place in self.folder.iterdir()
            if (found := _PART.fullmatch(place.name)) and found[1] == self.mark
        }

    def write(self, number: int, hits: "pl.DataFrame") -> None:
        """Keep the hits of one batch; they count as done once they are on the disk."""
        write_part(self.folder, self.mark, number, hits)

    def made(self, name: str, make: Callable[[Path], None]) -> Path:
        """Give the folder *name*, made by *make* unless the interrupted screening had made it."""
        place, coming = self.folder / name, self.folder / f"{name}.coming"
        if not place.is_dir():
            shutil.rmtree(coming, ignore_errors=True)
            make(coming)
            coming.replace(place)
        return place

    def hits(self, numbers: int) -> "pl.DataFrame":
        """Give the hits of batches 0 to *numbers* - 1 with their batch, in the order of the people."""
        import polars as pl

        from clew.matching.screening.output import no_hits

        found = [no_hits().with_columns(pl.lit(0, pl.UInt32).alias("batch"))]
        for number in range(numbers):
            place = self.folder / _name(self.mark, number)
            hits = pl.read_parquet(place)
            found.append(hits.with_columns(pl.lit(number, pl.UInt32).alias("batch")))
        return pl.concat(found)

    def close(self) -> None:
        """Let another process have the folder; what stands in it stays."""
        self._lock.close()

    def remove(self) -> None:
        """Take the folder away: the hits stand in their file."""
        shutil.rmtree(self.folder)
        self._lock.close()


def _otherwise(before: str, asked: Mapping[str, object], fresh: bool) -> tuple[str, ...]:
    if not before:
        return ()
    was = json.loads(before)
    now = json.loads(json.dumps(asked))
    differ = [key for key in sorted({*was, *now}) if was.get(key) != now.get(key)]
    return tuple(differ) or (("fresh",) if fresh else ())


def write_part(folder: Path, mark: str, number: int, hits: "pl.DataFrame") -> None:
    """Write the hits of one batch into the folder of parts, whole or not at all."""
    whole(folder / _name(mark, number), hits.write_parquet)


def weights_key() -> str:
    """Give what tells the weights of this clew from others: a hash of their files."""
    digest = sha256()
    for file in sorted(files("clew.matching.weighing").iterdir(), key=lambda file: file.name):
        if file.name.endswith((".toml", ".tsv")):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _name(mark: str, number: int) -> str:
    return f"{mark}-{number:06}.parquet"


def _empty(folder: Path) -> None:
    for place in folder.iterdir():
        if place.name == ".lock":
            continue
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink()


def _locked(folder: Path) -> IO[str]:
    handle = (folder / ".lock").open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as exc:
        handle.close()
        raise CaseBusy(
            "another process is screening into this file",
            where=os.fspath(folder),
            do="wait for it, or name another file with --out",
        ) from exc
    return handle
