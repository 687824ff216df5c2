"""How fast passenger lists and photographed documents come in, and how many zones are read whole."""

import time
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench.lists import FAMILY, GIVEN
from bench.measured import Figure, clew
from bench.name_figures import SHARED
from clew.exercise.bearers import Bearer
from clew.exercise.carriers import Flight, interchange, paxlst
from clew.exercise.photographs import photograph
from clew.model.evidence import Evidence, Guesses
from clew.model.text import fold
from clew.sources.readers.picture import PICTURE, Looked

_PASSENGERS = 200
_TURNS = (0, 90, 180, 270, 12, -12, 35, -35)
_FIRST_DAY = date(2026, 1, 1)


def travel_figures(folder: Path, full: bool) -> list[Figure]:
    """Measure passenger lists through the whole command, and photographs one by one."""
    return [_lists(folder, 1_000 if full else 200), *_photographs(folder)]


def bearers(count: int, seed: int = 3) -> list[Bearer]:
    """Give invented holders of passports, each with a number of its own."""
    random = Random(seed)
    return [
        Bearer(
            fold(random.choice(FAMILY)).upper(),
            fold(random.choice(GIVEN)).upper(),
            random.choice("MF"),
            date(1950, 1, 1) + timedelta(days=random.randrange(20_000)),
            "RKS",
            "P",
            f"P{random.randrange(10**8):08d}",
            date(2027, 1, 1) + timedelta(days=random.randrange(3_000)),
        )
        for _ in range(count)
    ]


def _lists(folder: Path, messages: int) -> Figure:
    people = bearers(messages * _PASSENGERS)
    parts = [
        paxlst(
            Flight("XX", str(100 + n), "IST", "BEG", _FIRST_DAY + timedelta(days=n % 300)),
            people[n * _PASSENGERS : (n + 1) * _PASSENGERS],
        )
        for n in range(messages)
    ]
    path = folder / "lists.edi"
    path.write_text(interchange("PAXLST", parts), encoding="ascii")
    run = clew("add", folder / "lists", path, "--agency", "rs-police", "--json")
    allowed, wished = messages * 0.06, messages * 0.03
    return Figure(
        f"{messages:,} PAXLST messages of {_PASSENGERS} passengers, SQLite, whole command",
        f"{run.seconds:.1f} s, {run.peak_mb:.0f} MB",
        f"{allowed:.0f} s",
        f"{wished:.0f} s",
        run.seconds <= allowed,
    )


def _photographs(folder: Path) -> Iterable[Figure]:
    drawn = folder / "photographs"
    drawn.mkdir()
    for number, one in enumerate(bearers(24)):
        turned = _TURNS[number % len(_TURNS)]
        picture = photograph(one, "TD3", width=900, turned=turned, face=number)
        (drawn / f"{number:02d}.png").write_bytes(picture)
    yield from _read("drawn passports turned by 0° to 270°", sorted(drawn.iterdir()))
    pictures = SHARED / "data/travel/mrz_images"
    if pictures.is_dir():
        yield from _read("fully legible specimen pictures", sorted(pictures.glob("100_*")))


def _read(what: str, paths: Sequence[Path]) -> Iterable[Figure]:
    """Read pictures one by one in this process; the first, which loads the networks, counts too."""
    seconds, good = [], 0
    for path in paths:
        evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "rs-police")
        started = time.perf_counter()
        looked = [one for one in PICTURE.split(evidence, Guesses()) if isinstance(one, Looked)]
        seconds.append(time.perf_counter() - started)
        good += any(seen.mended.mrz.is_good for one in looked for seen in one.zones)
    missed, allowed = len(paths) - good, len(paths) // 9
    yield Figure(
        f"zones read with every check digit right, {what}",
        f"{good} of {len(paths)}",
        f"at most {allowed} not",
        "",
        missed <= allowed,
    )
    yield Figure(
        f"one photograph, one thread, slowest of {len(paths)} {what}",
        f"{max(seconds):.1f} s (median {sorted(seconds)[len(seconds) // 2]:.1f} s)",
        "3 s",
        "",
        max(seconds) <= 3,
    )
