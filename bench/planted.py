"""Found against planted over many rehearsals: how much of what was hidden comes out."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.measured import Figure, Part
from bench.runs import of_rehearsal, runs_figures

SEEDS = range(1, 21)
FEW = range(1, 4)


def planted_figures(folder: Path, full: bool) -> tuple[list[Figure], list[Part]]:
    """Run the rehearsal for each seed in a process of its own and add the counts up."""
    runs = {}
    seeds = SEEDS if full else FEW
    totals: dict[str, list[int]] = {
        name: [0, 0] for name in ("identifiers", "names", "look_alikes", "false")
    }
    for seed in seeds:
        found = _one(folder / f"seed-{seed}", seed)
        runs[seed] = of_rehearsal(folder / f"seed-{seed}")
        for name in ("identifiers", "names"):
            totals[name][0] += found[name]["found"]
            totals[name][1] += found[name]["planted"]
        totals["look_alikes"][0] += found["look_alikes"]["proposed"]
        totals["look_alikes"][1] += found["look_alikes"]["planted"]
        totals["false"][0] += len(found["false"])
        totals["false"][1] += found["proposed"]
    over = f"rehearsals {seeds[0]}–{seeds[-1]}"
    identifiers, false = _share(*totals["identifiers"]), _share(*totals["false"])
    rows, parts = runs_figures(runs)
    return [
        Figure(
            f"planted identifier links found, {over}",
            _said(totals["identifiers"]),
            "98 %",
            "",
            identifiers >= 0.98,
        ),
        Figure(f"planted name links found, {over}", _said(totals["names"]), "", "", None),
        Figure(
            f"planted links of either kind found, {over}",
            _said(
                [
                    totals["identifiers"][0] + totals["names"][0],
                    totals["identifiers"][1] + totals["names"][1],
                ]
            ),
        ),
        Figure(
            f"proposed hits that are false, {over}",
            _said(totals["false"]),
            "at most 5 %",
            "",
            false <= 0.05,
        ),
        Figure(f"planted look-alikes proposed, {over}", _said(totals["look_alikes"]), "", "", None),
        *rows,
    ], parts


def _one(folder: Path, seed: int) -> dict[str, Any]:
    command = Path(sys.executable).parent / "clew"
    words = ["rehearse", "demo", "--seed", str(seed), "--out", str(folder), "--no-serve", "--json"]
    done = subprocess.run([str(command), *words], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)["found"]
    return found


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _said(counts: list[int]) -> str:
    return f"{_share(*counts):.1%} ({counts[0]:,} of {counts[1]:,})"
