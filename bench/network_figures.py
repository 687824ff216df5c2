"""How fast a large network is measured, how many planted parts are asked about."""

import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from bench.measured import Figure, Part, clew, table
from bench.ring import recovered

_NODES, _LINKS = 100_000, 1_000_000


def network_figures(folder: Path, full: bool) -> tuple[list[Figure], list[Part]]:
    """Measure a network of 100,000 nodes and 1,000,000 links, then the parts of invented rings."""
    path = folder / "links.csv"
    _write(path)
    figures = [_betweenness(path), _path(path)]
    seeds = range(1, 21 if full else 6)
    parts = list(recovered(folder, seeds))
    planted = sum(told for _, told, _, _ in parts)
    right = sum(found for _, _, found, _ in parts)
    wrong = sum(other for _, _, _, other in parts)
    figures.append(
        Figure(
            f"planted parts asked about, seeds 1–{seeds.stop - 1}",
            f"{right} of {planted}, {wrong} others asked about",
            "80 %",
            "90 %",
            right * 10 >= planted * 8,
        )
    )
    rows = [(part, told, found, f"{found / told:.0%}", other) for part, told, found, other in parts]
    header = ("part", "planted", "asked about", "share", "others asked about")
    lines = [
        f"Invented rings of 16 among 60 clients and 400 strangers (`bench/ring.py`), seeds 1–{seeds.stop - 1}.",
        "",
        *table(header, rows),
    ]
    return figures, [Part("Parts of a ring", lines)]


def _write(path: Path) -> None:
    """Write a network in which those with many links gain more, as grown networks have it."""
    random, ends = Random(1), [0, 1]
    lines = ["0,1"]
    for node in range(2, _NODES):
        for _ in range(_LINKS // _NODES):
            other = random.choice(ends)
            if other != node:
                lines.append(f"{node},{other}")
                ends += [node, other]
    path.write_text("\n".join(lines), encoding="ascii")


def _betweenness(path: Path) -> Figure:
    run = clew("network", path, "--measure", "betweenness", "--json")
    bound = json.loads(run.out)["error_bound"]
    return Figure(
        "betweenness of 100,000 nodes, 1,000,000 links, whole command",
        f"{run.seconds:.0f} s, no value off by more than {bound:.2g} (95 %), {run.peak_mb:.0f} MB",
        "120 s",
        "",
        run.seconds <= 120,
    )


def _path(path: Path) -> Figure:
    from clew.analysis.network.from_file import read_graph
    from clew.analysis.network.paths import shortest

    graph = read_graph(path).graph()
    seconds = max(_timed(partial(shortest, graph, 5, target)) for target in (77, 5_000, 99_000))
    return Figure(
        "shortest paths between two of them, slowest of three",
        f"{seconds:.2f} s",
        "1 s",
        "",
        seconds <= 1,
    )


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started
