"""Communities: who has more links among each other than chance would give.

Leiden: moving nodes, refining each group into parts that hang together, joining, again (Traag, Waltman
and van Eck, Scientific Reports 9 (2019) 5233), for modularity (Newman 2004).
"""

from dataclasses import dataclass
from random import Random

import numpy as np

from clew.analysis.network.graph import Graph

_LEAST_GAIN = 1e-12
_SMALL = 2_000
_BEGINNINGS = 10


@dataclass(frozen=True, slots=True)
class Groups:
    """Communities.

    Attributes:
        group: number of each node's community; the largest is 0.
        modularity: share of links inside groups beyond what chance would give, at most 1.
    """

    group: list[int]
    modularity: float


@dataclass(slots=True)
class _Level:
    """A graph of groups: neighbours with weights, weight inside each, weight of all links of each."""

    near: list[dict[int, float]]
    inside: list[float]
    total: list[float]

    def __len__(self) -> int:
        return len(self.near)


def communities(graph: Graph, seed: int = 1, resolution: float = 1.0) -> Groups:
    """Find communities; directions are set aside, links of negative weight left out.

    A small graph is tried from ten beginnings, of which the one with most modularity is kept.
    """
    level = _first_level(graph.undirected())
    weight = sum(level.total)
    if weight == 0:
        return Groups(list(range(len(level))), 0.0)
    best = Groups([], -1.0)
    for beginning in range(_BEGINNINGS if len(level) <= _SMALL else 1):
        group = _by_size(_grouped(level, weight, resolution, Random(seed + beginning)))
        found = Groups(group, _modularity(level, group, weight, resolution))
        if found.modularity > best.modularity + _LEAST_GAIN:
            best = found
    return best


def _grouped(level: _Level, weight: float, resolution: float, random: Random) -> list[int]:
    node, start = list(range(len(level))), list(range(len(level)))
    while True:
        moved = _move(level, start, weight, resolution, random)
        if len(set(moved)) == len(level):
            return [moved[one] for one in node]
        refined = _refine(level, moved, weight, resolution, random)
        if len(set(refined)) == len(level):
            return [moved[one] for one in node]
        new, level, start = _join(level, refined, moved)
        node = [new[one] for one in node]


def _first_level(graph: Graph) -> _Level:
    near: list[dict[int, float]] = [{} for _ in range(len(graph))]
    inside = [0.0] * len(graph)
    for a, b, weight in zip(
        graph.source.tolist(), graph.target.tolist(), graph.weight.tolist(), strict=True
    ):
        if weight <= 0:
            continue
        if a == b:
            inside[a] += 2 * weight
        else:
            near[a][b] = near[b][a] = weight
    total = [inside[node] + sum(near[node].values()) for node in range(len(graph))]
    return _Level(near, inside, total)


def _move(
    level: _Level, start: list[int], weight: float, resolution: float, random: Random
) -> list[int]:
    """Move nodes to the neighbouring group that gains most until none gains."""
    group = list(start)
    sums = [0.0] * len(level)
    for node, one in enumerate(group):
        sums[one] += level.total[node]
    waiting = list(range(len(level)))
    random.shuffle(waiting)
    queued = [True] * len(level)
    at = 0
    while at < len(waiting):
        node = waiting[at]
        at += 1
        queued[node] = False
        links: dict[int, float] = {group[node]: 0.0}
        for other, w in level.near[node].items():
            links[group[other]] = links.get(group[other], 0.0) + w
        sums[group[node]] -= level.total[node]
        pull = resolution * level.total[node] / weight
        best, most = group[node], links[group[node]] - pull * sums[group[node]]
        for one in sorted(links):
            gain = links[one] - pull * sums[one]
            if gain > most + _LEAST_GAIN:
                best, most = one, gain
        sums[best] += level.total[node]
        if best != group[node]:
            group[node] = best
            for other in level.near[node]:
                if group[other] != best and not queued[other]:
                    queued[other] = True
                    waiting.append(other)
    return group


def _refine(
    level: _Level, moved: list[int], weight: float, resolution: float, random: Random
) -> list[int]:
    """Part each group anew from single nodes, joining only what hangs well together."""
    part = list(range(len(level)))
    sums, alone = list(level.total), [True] * len(level)
    of_group: dict[int, float] = {}
    for node, one in enumerate(moved):
        of_group[one] = of_group.get(one, 0.0) + level.total[node]
    order = list(range(len(level)))
    random.shuffle(order)
    for node in order:
        own = level.total[node]
        mates = {o: w for o, w in level.near[node].items() if moved[o] == moved[node]}
        held = sum(mates.values())
        if not alone[node] or held < resolution * own * (of_group[moved[node]] - own) / weight:
            continue
        links: dict[int, float] = {}
        for other, w in mates.items():
            links[part[other]] = links.get(part[other], 0.0) + w
        best, most = part[node], 0.0
        for one in sorted(links):
            gain = links[one] - resolution * own * sums[one] / weight
            if one != part[node] and gain > most + _LEAST_GAIN:
                best, most = one, gain
        if best != part[node]:
            sums[part[node]] -= own
            sums[best] += own
            part[node] = best
            alone[node] = alone[best] = False
    return part


def _join(
    level: _Level, refined: list[int], moved: list[int]
) -> tuple[list[int], _Level, list[int]]:
    """Make each part one node; give the number each old node has now, the new graph, and its groups."""
    numbers: dict[int, int] = {}
    node = [numbers.setdefault(part, len(numbers)) for part in refined]
    near: list[dict[int, float]] = [{} for _ in numbers]
    inside, total, start = [0.0] * len(numbers), [0.0] * len(numbers), [0] * len(numbers)
    firsts: dict[int, int] = {}
    for old, new in enumerate(node):
        inside[new] += level.inside[old]
        total[new] += level.total[old]
        start[new] = firsts.setdefault(moved[old], new)
        for other, w in level.near[old].items():
            if node[other] == new:
                inside[new] += w
            else:
                near[new][node[other]] = near[new].get(node[other], 0.0) + w
    return node, _Level(near, inside, total), start


def _by_size(group: list[int]) -> list[int]:
    labels, first, sizes = np.unique(group, return_index=True, return_counts=True)
    ranked = sorted(range(len(labels)), key=lambda n: (-int(sizes[n]), int(first[n])))
    number = {int(labels[place]): rank for rank, place in enumerate(ranked)}
    return [number[one] for one in group]


def _modularity(level: _Level, group: list[int], weight: float, resolution: float) -> float:
    inside, total = [0.0] * (max(group, default=0) + 1), [0.0] * (max(group, default=0) + 1)
    for node, one in enumerate(group):
        total[one] += level.total[node]
        inside[one] += level.inside[node]
        inside[one] += sum(w for other, w in level.near[node].items() if group[other] == one)
    return sum(
        i / weight - resolution * (t / weight) ** 2 for i, t in zip(inside, total, strict=True)
    )
