"""How central a node is: by its links, its distances, its neighbours' standing.

Conventions are those of networkx, of which the tests hold every value against; isolated nodes and
unconnected parts are named where they matter.
"""

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from clew.analysis.network import kernels
from clew.analysis.network.graph import Graph, Real, Rows
from clew.errors import ClewError

_MOST_TURNS = 100_000
_STILL = 1e-15


def degree(graph: Graph, way: str = "both") -> Real:
    """Number of links of each node; a link to itself counts twice, in and out apart once each.

    Without directions there is no in and no out: each is the number of links.
    """
    return _ends(graph, way, None)


def strength(graph: Graph, way: str = "both") -> Real:
    """Sum of the weights of each node's links; without directions in and out are that sum."""
    return _ends(graph, way, graph.weight)


def _ends(graph: Graph, way: str, weights: Real | None) -> Real:
    out = np.bincount(graph.source, weights=weights, minlength=len(graph))
    into = np.bincount(graph.target, weights=weights, minlength=len(graph))
    kind = way if graph.is_directed else "both"
    return np.asarray({"out": out, "in": into, "both": out + into}[kind], dtype=np.float64)


def distances(rows: Rows, lengths: bool) -> tuple[Real, Real, Real]:
    """Give for each node, over all it reaches: sum of distances, sum of 1/distance, how many, itself included."""
    count = len(rows.begins) - 1

    def part(sources: np.ndarray) -> tuple[Real, Real, Real]:
        far, near, met = (np.zeros(len(sources)) for _ in range(3))
        kernels.reach(rows.begins, rows.ends, rows.weights, lengths, sources, far, near, met)
        return far, near, met

    pieces = np.array_split(np.arange(count), max(1, min(32, count // 64)))
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        parts = list(pool.map(part, pieces))
    far, near, met = (np.concatenate([one[n] for one in parts]) for n in range(3))
    return far, near, met


def closeness(graph: Graph, lengths: bool) -> Real:
    """(r−1)/Σd × (r−1)/(n−1), r being how many reach the node, itself included (Wasserman and Faust 1994).

    Distances run towards the node. A node nobody reaches has 0.
    """
    far, _, met = distances(graph.inward, lengths)
    others = max(len(graph) - 1, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (met - 1) / far * (met - 1) / others
    return np.asarray(np.where(far > 0, value, 0.0))


def harmonic(graph: Graph, lengths: bool) -> Real:
    """Σ 1/d over all others, distances running towards the node; who does not reach it adds nothing."""
    return distances(graph.inward, lengths)[1]


def eigenvector(graph: Graph) -> Real:
    """Standing by the standing of those who link to the node, of length 1 (Bonacich 1987).

    Begun with all alike, so that of unconnected parts only the one with the largest eigenvalue keeps
    any; several parts with that same value share it.

    Raises:
        ClewError: it does not settle: a graph whose links all run one way.
    """
    rows, count = graph.outward, len(graph)
    vector = np.full(count, 1.0 / max(count, 1))
    for _ in range(_MOST_TURNS):
        last = vector
        vector = last + kernels.times(rows.begins, rows.ends, rows.weights, last)
        vector = vector / (float(np.sqrt((vector * vector).sum())) or 1.0)
        if float(np.abs(vector - last).sum()) <= max(count * _STILL, 1e-15):
            return np.asarray(vector)
    if float(np.abs(vector - last).sum()) < count * 1e-12:
        return vector
    raise ClewError("eigenvector centrality does not settle on this graph", do="ask for katz")


def pagerank(graph: Graph, follow: float = 0.85) -> Real:
    """Share of a walk that follows a link with probability *follow*, else begins anew anywhere.

    Where no link leads on, it begins anew. Source: Brin and Page 1998.
    """
    rows, count = graph.outward, len(graph)
    sums = np.bincount(_begin_of(rows), weights=rows.weights, minlength=count)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(sums[_begin_of(rows)] != 0, rows.weights / sums[_begin_of(rows)], 0.0)
    ends_here = sums == 0
    vector = np.full(count, 1.0 / max(count, 1))
    for _ in range(_MOST_TURNS):
        last = vector
        moved = kernels.times(rows.begins, rows.ends, share, last)
        vector = follow * (moved + last[ends_here].sum() / count) + (1 - follow) / count
        if float(np.abs(vector - last).sum()) < _STILL * 10:
            break
    return vector


def katz(graph: Graph, alpha: float = 0.1) -> tuple[Real, float]:
    """Number of walks that end at a node, each step counting *alpha*, of length 1 (Katz 1953); and the alpha used.

    A sum that does not settle because the largest eigenvalue is at least 1/alpha is taken with 0.85
    of what would settle.
    """
    rows, count = graph.outward, len(graph)
    largest = _largest_eigenvalue(graph)
    if alpha * largest >= 1:
        alpha = 0.85 / largest
    vector = np.zeros(count)
    for _ in range(_MOST_TURNS):
        last = vector
        vector = alpha * kernels.times(rows.begins, rows.ends, rows.weights, last) + 1.0
        if float(np.abs(vector - last).sum()) <= 1e-15 * float(np.abs(vector).sum()):
            break
    return vector / (float(np.sqrt((vector * vector).sum())) or 1.0), alpha


def _largest_eigenvalue(graph: Graph) -> float:
    rows = graph.outward
    vector, value = np.full(len(graph), 1.0), 0.0
    for _ in range(200):
        new = vector + kernels.times(rows.begins, rows.ends, rows.weights, vector)
        value = float(np.sqrt((new * new).sum()) / (np.sqrt((vector * vector).sum()) or 1.0)) - 1
        vector = new / (float(np.sqrt((new * new).sum())) or 1.0)
    return value


def _begin_of(rows: Rows) -> np.ndarray:
    return np.repeat(np.arange(len(rows.begins) - 1), np.diff(rows.begins))
