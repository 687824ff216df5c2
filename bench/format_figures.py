"""Found against planted with every format clew reads, over several rehearsals; zones of their photographs."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.measured import Figure, Part, table
from clew.model.evidence import Evidence, Guesses
from clew.sources.readers.picture import PICTURE, Looked

SEEDS = range(1, 6)
IDENTIFIERS, LINKS, FALSE = 0.98, 0.95, 0.03


def format_figures(folder: Path, full: bool) -> tuple[list[Figure], list[Part]]:
    """Rehearse with all formats for each seed and add the counts up, also by family of format."""
    seeds = SEEDS if full else SEEDS[:2]
    found = [_rehearsed(folder / f"formats-{seed}", seed) for seed in seeds]
    over = f"all formats, rehearsals {seeds[0]}–{seeds[-1]}"
    numbers, names = _added(found, "identifiers"), _added(found, "names")
    false = sum(len(one["false"]) for one in found), sum(one["proposed"] for one in found)
    pictures = [p for seed in seeds for p in (folder / f"formats-{seed}" / "files").rglob("*.png")]
    good = sum(map(_is_read_whole, sorted(pictures)))
    figures = [
        _floor(f"planted identifier links found, {over}", numbers, IDENTIFIERS),
        _floor(
            f"planted links of either kind found, {over}",
            (numbers[0] + names[0], numbers[1] + names[1]),
            LINKS,
        ),
        Figure(
            f"proposed hits that are false, {over}",
            _said(*false),
            f"at most {FALSE:.0%}",
            "",
            false[0] <= FALSE * false[1],
        ),
        Figure(
            f"zones read with every check digit right, photographs of {over}",
            f"{good} of {len(pictures)}",
            "all",
            "",
            good == len(pictures),
        ),
    ]
    return figures, [Part("Links found by family of format", _families(found))]


def _rehearsed(folder: Path, seed: int) -> dict[str, Any]:
    command = Path(sys.executable).parent / "clew"
    words = ["rehearse", "demo", "--seed", str(seed), "--all-formats", "--out", str(folder)]
    done = subprocess.run(
        [str(command), *words, "--no-serve", "--json"], capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)["found"]
    return found


def _is_read_whole(path: Path) -> bool:
    evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "rs-police")
    looked = [one for one in PICTURE.split(evidence, Guesses()) if isinstance(one, Looked)]
    return any(seen.mended.mrz.is_good for one in looked for seen in one.zones)


def _added(found: Sequence[dict[str, Any]], name: str) -> tuple[int, int]:
    return sum(one[name]["found"] for one in found), sum(one[name]["planted"] for one in found)


def _floor(what: str, counts: tuple[int, int], floor: float) -> Figure:
    return Figure(what, _said(*counts), f"{floor:.0%}", "", counts[0] >= floor * counts[1])


def _said(part: int, whole: int) -> str:
    return f"{part / max(1, whole):.1%} ({part:,} of {whole:,})"


def _families(found: Sequence[dict[str, Any]]) -> list[str]:
    met, planted = Counter[str](), Counter[str]()
    for one in found:
        for family, share in one["by_family"].items():
            met[family] += share["found"]
            planted[family] += share["planted"]
    rows = [
        (family, met[family], count, f"{met[family] / count:.1%}")
        for family, count in sorted(planted.items())
    ]
    return table(("a side in", "found", "planted", "share"), rows)
