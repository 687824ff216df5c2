"""Ways between two nodes: the shortest, every one up to a length, one that keeps to the order of time."""

import heapq
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clew.analysis.network import kernels
from clew.analysis.network.graph import Graph
from clew.analysis.network.links import Links

MOST = 1_000
"""Ways that are listed at most."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Ways from one node to another.

    Attributes:
        found: the nodes of each way by id, both ends included, shortest first.
        length: links, or length, of the shortest; None where there is no way.
        count: how many shortest ways there are.
        is_cut: whether more than `MOST` were there.
    """

    source: str
    target: str
    found: tuple[tuple[str, ...], ...]
    length: float | None
    count: int
    is_cut: bool
    method: str

    def as_json(self) -> dict[str, object]:
        """Give them as `clew network --paths --json` prints them."""
        return {
            "source": self.source, "target": self.target, "paths": [list(one) for one in self.found],
            "length": self.length, "shortest": self.count, "cut": self.is_cut, "method": self.method,
        }  # fmt: skip


def shortest(graph: Graph, source: int, target: int, lengths: bool = False) -> Paths:
    """Give every shortest way, by number of links or by length."""
    rows, count = graph.inward, len(graph)
    paths, order = np.zeros(count), np.zeros(count, dtype=np.int64)
    if lengths:
        distance = np.full(count, np.inf)
        kernels.dijkstra(rows.begins, rows.ends, rows.weights, target, distance, paths, order)
    else:
        steps = np.full(count, -1, dtype=np.int64)
        kernels.breadth(rows.begins, rows.ends, target, steps, paths, order)
        distance = np.where(steps >= 0, steps, np.inf)
    found, is_cut = list[tuple[str, ...]](), False
    if np.isfinite(distance[source]):
        found, is_cut = _walked(graph, distance, source, target, lengths)
    named = graph.names[source], graph.names[target]
    way = "by length" if lengths else "by number of links"
    length = float(distance[source]) if np.isfinite(distance[source]) else None
    return Paths(*named, tuple(found), length, int(paths[source]), is_cut, f"shortest ways, {way}")


def _walked(
    graph: Graph, distance: np.ndarray, source: int, target: int, lengths: bool
) -> tuple[list[tuple[str, ...]], bool]:
    """Follow from the source every link that brings the target nearer by its own length."""
    rows, found = graph.outward, list[tuple[str, ...]]()
    waiting: list[tuple[int, ...]] = [(source,)]
    while waiting:
        way = waiting.pop()
        node = way[-1]
        if node == target:
            if len(found) == MOST:
                return sorted(found), True
            found.append(tuple(graph.names[n] for n in way))
            continue
        for place in range(rows.begins[node], rows.begins[node + 1]):
            other = int(rows.ends[place])
            step = float(rows.weights[place]) if lengths else 1.0
            gap = float(distance[node]) - float(distance[other]) - step
            if step > 0 and abs(gap) <= 1e-12 * max(float(distance[node]), step):
                waiting.append((*way, other))
    return sorted(found), False


def up_to(graph: Graph, source: int, target: int, steps: int) -> Paths:
    """Give every way of at most so many links that passes no node twice."""
    best = shortest(graph, source, target)
    rows, count = graph.inward, len(graph)
    distance = np.full(count, -1, dtype=np.int64)
    kernels.breadth(
        rows.begins, rows.ends, target, distance, np.zeros(count), np.zeros(count, np.int64)
    )
    found, is_cut = list[tuple[str, ...]](), False
    waiting: list[tuple[int, ...]] = [(source,)]
    while waiting and not is_cut:
        way = waiting.pop()
        if way[-1] == target:
            is_cut = len(found) == MOST
            found += [] if is_cut else [tuple(graph.names[n] for n in way)]
            continue
        waiting += [
            (*way, other)
            for other in _near(graph, way[-1])
            if other not in way and 0 <= distance[other] <= steps - len(way)
        ]
    found.sort(key=lambda way: (len(way), way))
    return Paths(
        best.source, best.target, tuple(found), best.length, best.count, is_cut,
        f"ways of at most {steps} links that pass no one twice",
    )  # fmt: skip


def along_time(links: Links, source: str, target: str) -> Paths:
    """Give the way that arrives first when each link is later than the one before, or at the same time.

    Links without a date are left out.
    """
    leaving: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for a, b, at in zip(links.source, links.target, links.at, strict=True):
        if at:
            leaving[a].append((at, b))
            if not links.is_directed:
                leaving[b].append((at, a))
    begin, end = links.numbers[source], links.numbers[target]
    arrival, before = {begin: ""}, dict[int, int]()
    heap = [("", begin)]
    while heap:
        now, node = heapq.heappop(heap)
        if now > arrival[node] or node == end:
            continue
        for at, other in leaving[node]:
            if at >= now and (other not in arrival or at < arrival[other]):
                arrival[other], before[other] = at, node
                heapq.heappush(heap, (at, other))
    names, way = list(links.numbers), [end]
    while way[-1] in before:
        way.append(before[way[-1]])
    found = (tuple(names[n] for n in reversed(way)),) if way[-1] == begin and end in arrival else ()
    said = f", there by {arrival[end]}" if found and arrival[end] else ""
    return Paths(
        source, target, found, float(len(way) - 1) if found else None, len(found), False,
        f"the way in the order of time that arrives first{said}",
    )  # fmt: skip


def around(graph: Graph, node: int, steps: int) -> list[str]:
    """Give whom a node reaches within so many links, whatever the directions, nearest first; itself is the first."""
    met, frontier = [node], [node]
    known = {node}
    for _ in range(steps):
        near = dict.fromkeys(other for one in frontier for other in _both(graph, one))
        frontier = [one for one in near if one not in known]
        known.update(frontier)
        met += frontier
    return [graph.names[n] for n in met]


def common(graph: Graph, nodes: Sequence[int]) -> list[str]:
    """Give the neighbours all these nodes have in common, whatever the directions."""
    shared = set.intersection(*(set(_both(graph, node)) for node in nodes)) - set(nodes)
    return [graph.names[n] for n in sorted(shared)]


def _near(graph: Graph, node: int) -> list[int]:
    rows = graph.outward
    found: list[int] = rows.ends[rows.begins[node] : rows.begins[node + 1]].tolist()
    return found


def _both(graph: Graph, node: int) -> list[int]:
    rows = graph.around
    found: list[int] = rows.ends[rows.begins[node] : rows.begins[node + 1]].tolist()
    return list(dict.fromkeys(found))
