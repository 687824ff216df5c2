"""Betweenness: how often a node lies on the shortest path between two others.

Exact up to a size, beyond it by drawing shortest paths at random. Freeman, Sociometry 40 (1977) 35;
Brandes, J. Math. Sociol. 25 (2001) 163; drawing of paths: Riondato and Kornaropoulos, Data Min.
Knowl. Disc. 30 (2016) 438.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from clew.analysis.network import kernels
from clew.analysis.network.graph import Graph, Real, Whole

EXACT_STEPS = 1_000_000_000
"""Exact where nodes × (nodes + links) is at most this: some seconds on two cores."""
CONFIDENCE = 0.95
"""How sure it is that every drawn value lies within the bound."""
_BATCH = 20_000
_BY_LENGTH = 10
"""How many times longer a walk by length takes than one by number of links."""
_ROUNDS = 9
Watch = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Drawing:
    """How paths are drawn where a graph is too large.

    Attributes:
        seed: begins the drawing; the same seed gives the same values.
        error: drawing goes on until no value is further off than this, or the rounds are over.
        exact_steps: see `EXACT_STEPS`.
    """

    seed: int = 1
    error: float = 0.001
    exact_steps: int = EXACT_STEPS


@dataclass(frozen=True, slots=True)
class Betweenness:
    """Shares of all ordered pairs whose shortest path passes a node, 0 to 1.

    Attributes:
        values: one for each node.
        bound: no value is further off than this, with `CONFIDENCE`; None where they are exact.
        drawn: how many paths, or nodes to begin from, were drawn; 0 where exact.
        how: the drawing in words; empty where exact.
    """

    values: Real
    bound: float | None = None
    drawn: int = 0
    how: str = ""


def betweenness(
    graph: Graph, lengths: bool, drawing: Drawing | None = None, watch: Watch | None = None
) -> Betweenness:
    """Give the betweenness of every node, ÷ (n−1)(n−2) ordered pairs.

    Args:
        graph: its weights are the lengths of its links where *lengths* is true.
        lengths: go by length instead of by number of links.
        drawing: what is drawn where it is too large to count.
        watch: told how far it has come.
    """
    drawing = drawing or Drawing()
    count = len(graph)
    if count < 3:
        return Betweenness(np.zeros(count))
    links = len(graph.outward.ends)
    steps = count * (count + links) * (_BY_LENGTH if lengths else 1)
    if steps <= drawing.exact_steps:
        total, _ = _from(graph, lengths, np.arange(count), watch)
        return Betweenness(total / ((count - 1) * (count - 2)))
    if lengths:
        return _some_sources(graph, drawing, watch)
    return _some_paths(graph, drawing, watch)


def _from(graph: Graph, lengths: bool, sources: Whole, watch: Watch | None) -> tuple[Real, Real]:
    """Add up over *sources*, on all cores; parts are added in a fixed order."""
    rows, count = graph.outward, len(graph)

    def part(some: Whole) -> tuple[Real, Real]:
        total, squares = np.zeros(count), np.zeros(count)
        if lengths:
            kernels.betweenness_by_length(
                rows.begins, rows.ends, rows.weights, some, total, squares
            )
        else:
            kernels.betweenness_by_links(rows.begins, rows.ends, some, total, squares)
        return total, squares

    pieces = np.array_split(sources, max(1, min(64, len(sources) // 64)))
    total, squares = np.zeros(count), np.zeros(count)
    for place, (one, square) in enumerate(_side_by_side(part, pieces)):
        total += one
        squares += square
        if watch:
            watch("betweenness", place + 1, len(pieces))
    return total, squares


def _side_by_side(
    part: Callable[[Whole], tuple[Real, Real]], pieces: list[Whole]
) -> Iterator[tuple[Real, Real]]:
    if len(pieces) == 1:
        yield part(pieces[0])
        return
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        yield from pool.map(part, pieces)


def _some_paths(graph: Graph, drawing: Drawing, watch: Watch | None) -> Betweenness:
    """Draw a pair and one of its shortest paths, again and again, in rounds twice as long each."""
    count, drawn = len(graph), 0
    hits = np.zeros(count, dtype=np.int64)
    for _ in range(_ROUNDS):
        batches = range(drawn // _BATCH, max(1, 2 * drawn // _BATCH))
        for batch in _drawn(graph, drawing.seed, batches):
            hits += batch
            drawn += _BATCH
            if watch:
                watch("drawing shortest paths", drawn, batches.stop * _BATCH)
        sure = (1 - CONFIDENCE) / (_ROUNDS * count)
        bound = float(_furthest(hits / drawn, drawn, sure).max()) * count / (count - 2)
        if bound <= drawing.error:
            break
    how = (
        f"{drawn:,} shortest paths drawn at random (seed {drawing.seed}); with probability {CONFIDENCE:.0%} "
        f"no value is off by more than {bound:.2g} (Chernoff's bound over the {count:,} nodes and {_ROUNDS} rounds)"
    )
    return Betweenness(hits / drawn * count / (count - 2), bound, drawn, how)


def _drawn(graph: Graph, seed: int, batches: range) -> Iterator[Whole]:
    from clew.analysis.network.sampling_kernels import sample_paths

    there, back, count = graph.outward, graph.inward, len(graph)

    def part(batch: int) -> Whole:
        random = np.random.default_rng([seed, batch])
        source = random.integers(0, count, _BATCH)
        target = (source + random.integers(1, count, _BATCH)) % count
        hits = np.zeros(count, dtype=np.int64)
        sample_paths(
            there.begins, there.ends, back.begins, back.ends, source, target,
            int(random.integers(2**31)), hits,
        )  # fmt: skip
        return hits

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        yield from pool.map(part, batches)


def _furthest(share: Real, drawn: int, unsure: float) -> Real:
    """Give how far the truth may lie from each share of *drawn* draws (Chernoff: relative entropy)."""
    limit = float(np.log(2 / unsure)) / drawn
    below = share - _edge(share, np.zeros_like(share), limit)
    above = _edge(share, np.ones_like(share), limit) - share
    return np.maximum(below, above)


def _edge(share: Real, end: Real, limit: float) -> Real:
    """Find by halving, between *share* and *end*, where the relative entropy reaches *limit*."""
    near, far = share.copy(), end.copy()
    for _ in range(50):
        middle = (near + far) / 2
        is_far = _entropy(share, middle) > limit
        near, far = np.where(is_far, near, middle), np.where(is_far, middle, far)
    return far


def _entropy(share: Real, other: Real) -> Real:
    with np.errstate(divide="ignore", invalid="ignore"):
        one = np.where(share > 0, share * np.log(share / other), 0.0)
        two = np.where(share < 1, (1 - share) * np.log((1 - share) / (1 - other)), 0.0)
    return np.asarray(np.nan_to_num(one + two, nan=0.0, posinf=np.inf))


def _some_sources(graph: Graph, drawing: Drawing, watch: Watch | None) -> Betweenness:
    """Count ways by length from some nodes only (Brandes and Pich, Int. J. Bifurcat. Chaos 17 (2007) 2303)."""
    count, links = len(graph), len(graph.outward.ends)
    drawn = max(2, min(count, drawing.exact_steps // (_BY_LENGTH * (count + links))))
    chosen = np.sort(np.random.default_rng(drawing.seed).choice(count, drawn, replace=False))
    total, squares = _from(graph, True, chosen, watch)
    mean = total / drawn / (count - 2)
    spread = np.maximum(squares / drawn / (count - 2) ** 2 - mean**2, 0) * drawn / (drawn - 1)
    weight = float(np.log(4 * count / (1 - CONFIDENCE)))
    off = np.sqrt(2 * spread * weight / drawn) + 7 * weight / (3 * (drawn - 1))
    bound = float(off.max()) * count / (count - 1)
    how = (
        f"ways from {drawn:,} nodes drawn at random (seed {drawing.seed}); with probability {CONFIDENCE:.0%} "
        f"no value is off by more than {bound:.2g} (empirical Bernstein bound over the {count:,} nodes)"
    )
    return Betweenness(mean * count / (count - 1), bound, drawn, how)
