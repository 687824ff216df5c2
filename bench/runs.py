"""Ties, roles, routes and balances of rehearsals: found against planted, seeds looked at apart from the others."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.measured import Figure, Part, table

MADE_ON = range(1, 11)
"""Seeds looked at while the analysis was mended; all others were only measured."""
Parts = Mapping[str, Mapping[str, int]]
_SHOWN = ("ties", "roles", "legs", "handovers", "convoys", "safe houses", "balances")
"""What is told of; nobody asked for a share of it, so that no floor stands beside it."""


def of_rehearsal(folder: Path) -> tuple[Parts, int]:
    """Measure a rehearsal brought in by `clew rehearse demo --out FOLDER`; give also roles asked of people moved."""
    command = Path(sys.executable).parent / "clew"
    words = [
        "rehearse",
        "measure",
        "--runs",
        "--json",
        folder / "case",
        folder / "files/truth.json",
    ]
    done = subprocess.run(
        [str(command), *map(str, words)], capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)["runs"]
    return told["parts"], told["protected"]


def runs_figures(measured: Mapping[int, tuple[Parts, int]]) -> tuple[list[Figure], list[Part]]:
    """Give the rows and the table of rehearsals measured, by seed."""
    halves = [[s for s in measured if s in MADE_ON], [s for s in measured if s not in MADE_ON]]
    figures = []
    sums = [_added(measured[s][0] for s in half) for half in halves]
    everything = _added(parts for parts, _ in measured.values())
    span = f"rehearsals {min(measured)}–{max(measured)}"
    for name in _SHOWN:
        part = everything[name]
        share = part["found"] / max(1, part["shown"])
        figures.append(
            Figure(
                f"planted {name} found, {span}",
                f"{share:.1%} of those files show ({part['found']:,} of {part['shown']:,}; "
                f"planted {part['planted']:,}), "
                f"{part['false']:,} false",
            )
        )
    moved = sum(protected for _, protected in measured.values())
    figures.append(
        Figure(f"roles asked of people who are moved, {span}", str(moved), "0", "", moved == 0)
    )
    rows = [
        (name, *(cell for half in sums for cell in _cells(half.get(name)))) for name in everything
    ]
    header = (
        "what",
        *(
            f"{what}, {seeds}"
            for seeds in ("made on", "not looked at")
            for what in ("found", "false")
        ),
    )
    said = (
        f"Two invented rings among strangers in each rehearsal; seeds {_named(halves[0])} were looked at while the "
        f"analysis was mended, seeds {_named(halves[1])} only measured. Found: of those that stand in files at all."
    )
    lines = [said, "", *table(header, rows)]
    return figures, [Part("What the networks of a rehearsal did", lines)]


def _added(several: Iterable[Parts]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for parts in several:
        for name, one in parts.items():
            found.setdefault(name, Counter()).update(one)
    return found


def _cells(part: Counter[str] | None) -> tuple[str, str]:
    if part is None:
        return "–", "–"
    return f"{part['found']:,} of {part['shown']:,}", f"{part['false']:,}"


def _named(seeds: list[int]) -> str:
    return f"{min(seeds)}–{max(seeds)}" if seeds else "none"
