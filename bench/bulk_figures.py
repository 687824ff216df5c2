"""An evening of 10,000 small files, and one list of a million rows: seconds and memory of the whole command."""

import shutil
from pathlib import Path
from random import Random

from bench.lists import passengers
from bench.measured import Figure, Run, clew
from clew.exercise.make import make

_BROKEN = 100
"""One file in so many is broken."""
_LARGEST = 40_000
_TOKENS = (b"Hoxha", b"Petrovi", b"2026", b"3816", b"P0", b"Arben")


def bulk_figures(folder: Path, full: bool) -> list[Figure]:
    """Measure a folder of many mixed files, the same folder again, and a long list."""
    files = 10_000 if full else 1_000
    many_files(folder / "many", files)
    first = _add(folder / "bulk", folder / "many")
    again = _add(folder / "bulk", folder / "many")
    shutil.rmtree(folder / "many")
    floor = files * 0.06
    figures = [
        Figure(
            f"{files:,} mixed small files, 1 % broken, SQLite, whole command",
            f"{first.seconds:.0f} s ({files / first.seconds:.0f} files/s), {first.peak_mb:.0f} MB",
            f"{floor:.0f} s",
            "",
            first.seconds <= floor,
        ),
        Figure(
            f"the same {files:,} files again, all already in",
            f"{again.seconds:.1f} s ({files / again.seconds:,.0f} files/s)",
        ),
    ]
    return [*figures, *_long_list(folder)] if full else figures


def _long_list(folder: Path) -> list[Figure]:
    rows = 1_000_000
    listed = passengers(folder / "million.csv", rows)
    run = _add(folder / "million", listed)
    return [
        Figure(
            f"passenger CSV, {rows:,} rows of 14 columns, SQLite, whole command",
            f"{run.seconds:.0f} s ({rows / run.seconds:,.0f} rows/s), {run.peak_mb:.0f} MB",
            "240 s",
            "",
            run.seconds <= 240,
        )
    ]


def _add(case: Path, path: Path) -> Run:
    return clew("add", case, path, "--agency", "rs-police", "--json")


def many_files(folder: Path, count: int, seed: int = 5) -> None:
    """Write *count* small files of several formats below *folder*; every hundredth is broken.

    Each begins as a file a rehearsal writes; numbers in its text, and blanks at its end that spell
    its own number, make it a file of its own.
    """
    random = Random(seed)
    make(7, folder.with_name("rehearsal"), people=40)
    kinds: dict[str, list[bytes]] = {}
    for path in sorted(folder.with_name("rehearsal").glob("*/**/*")):
        if path.is_file() and path.stat().st_size < _LARGEST:
            kinds.setdefault(path.suffix, []).append(path.read_bytes())
    endings = sorted(kinds)
    for number in range(count):
        ending = endings[number % len(endings)]
        data = random.choice(kinds[ending])
        for token in _TOKENS:
            data = data.replace(token, token + b"%d" % random.randrange(10**5), 3)
        data += bytes(b" \t"[number >> bit & 1] for bit in range(16))
        if number % _BROKEN == 0:
            data = data[: len(data) // 3] + b"\xff\x00\xfe" + random.randbytes(200)
        place = folder / f"{number // 500:03d}" / f"file-{number:05d}{ending}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
