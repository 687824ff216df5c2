"""Key players: the set whose loss breaks a network up most, the set that reaches most of it.

A set is sought as a whole: the best two are seldom the two best. Borgatti, Comput. Math. Organiz.
Theor. 12 (2006) 21.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from random import Random

import numpy as np

from clew.analysis.network import set_kernels
from clew.analysis.network.graph import Graph
from clew.errors import UsageError

MOST_SETS = 50_000
"""Every set is tried where there are at most so many."""
_CANDIDATES = 200
_BEGINNINGS = 5
_MOST_FOR_DISTANCES = 2_000
Worth = Callable[[tuple[int, ...]], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Sets:
    """The best sets of *size* for both questions.

    Attributes:
        fragmenting, reaching: ids of the members; *method* says how they were sought.
        fragmentation, before: share of pairs that no longer reach each other without the set, and with it.
        distance_fragmentation: the same weighed by distance, 1 − Σ 1/d ÷ pairs; None where it was not counted.
        reach: how many lie within *steps* of the reaching set, its own counted.
        distance_reach: Σ 1/distance to the set ÷ nodes, 1 for its own.
    """

    size: int
    fragmenting: tuple[str, ...]
    fragmentation: float
    distance_fragmentation: float | None
    before: float
    reaching: tuple[str, ...]
    reach: int
    distance_reach: float
    steps: int
    method: str

    def as_json(self) -> dict[str, object]:
        """Give them as `clew network --key-players --json` prints them."""
        return {
            "key_players": self.size, "players": list(self.fragmenting),
            "fragmentation": {
                "players": list(self.fragmenting), "value": self.fragmentation,
                "distance_weighted": self.distance_fragmentation, "before": self.before,
                "formula": "F = 1 − Σ s(s−1) ÷ n(n−1) over the parts left (Borgatti 2006, KPP-NEG)",
            },
            "reach": {
                "players": list(self.reaching), "value": self.reach, "distance_weighted": self.distance_reach,
                "steps": self.steps,
                "formula": "nodes within the steps, the set's own counted (Borgatti 2006, KPP-POS)",
            },
            "method": self.method,
        }  # fmt: skip


def fragmentation(graph: Graph, gone: Iterable[int] = ()) -> float:
    """1 − Σ s(s−1) ÷ n(n−1) over the parts left when nodes are gone; 0 is whole, 1 is dust."""
    mask = _mask(graph, gone)
    rows, left = graph.around, len(graph) - int(mask.sum())
    pairs, _ = set_kernels.connected_pairs(rows.begins, rows.ends, mask)
    return 1.0 - float(pairs) / (left * (left - 1)) if left > 1 else 1.0


def distance_fragmentation(graph: Graph, gone: Iterable[int] = ()) -> float:
    """1 − Σ 1/d ÷ n(n−1) over ordered pairs left when nodes are gone."""
    mask = _mask(graph, gone)
    rows, left = graph.around, len(graph) - int(mask.sum())
    near = set_kernels.nearness(rows.begins, rows.ends, mask, np.arange(len(graph)))
    return 1.0 - float(near) / (left * (left - 1)) if left > 1 else 1.0


def key_players(
    graph: Graph,
    size: int,
    steps: int = 1,
    seed: int = 1,
    spared: Collection[str] = frozenset(),
) -> Sets:
    """Find the two best sets of *size*; directions are set aside.

    Args:
        graph: the network.
        size: how many a set has; *steps* how far it shall reach; *seed* begins the swaps.
        spared: ids that stand in no set: victims and migrants.

    Raises:
        UsageError: there are no more nodes to choose from than the set shall have.
    """
    plain = graph.undirected().without_loops()
    free = sum(name not in spared for name in plain.names)
    if not 1 <= size < len(plain) or size > free:
        raise UsageError(
            f"{size} key players of {free} nodes to choose from",
            do="ask for at least 1, and for fewer than there are",
        )
    rows, by_distance = plain.around, len(plain) <= _MOST_FOR_DISTANCES

    def broken(members: tuple[int, ...]) -> tuple[float, ...]:
        return (fragmentation(plain, members),)

    def reaching(members: tuple[int, ...]) -> tuple[float, ...]:
        within, near = set_kernels.reached(rows.begins, rows.ends, np.array(members), steps)
        return float(within), float(near)

    candidates = _candidates(plain, spared)
    ties = (lambda members: distance_fragmentation(plain, members)) if by_distance else None
    worst, how = _best(candidates, size, broken, seed, ties)
    best, _ = _best(candidates, size, reaching, seed)
    within, near = reaching(best)
    limited = (
        "" if len(candidates) == free else f"; candidates: the {len(candidates)} with most links"
    )
    if free < len(plain):
        limited += f"; {len(plain) - free} known as victims or migrants stand in no set"
    return Sets(
        size, _named(plain, worst), broken(worst)[0],
        distance_fragmentation(plain, worst) if by_distance else None, fragmentation(plain),
        _named(plain, best), int(within), near / len(plain), steps, how + limited,
    )  # fmt: skip


def _candidates(graph: Graph, spared: Collection[str]) -> list[int]:
    free = [number for number, name in enumerate(graph.names) if name not in spared]
    if len(graph) <= _MOST_FOR_DISTANCES:
        return free
    links = np.diff(graph.around.begins)
    return sorted(sorted(free, key=lambda number: -int(links[number]))[:_CANDIDATES])


def _best(
    candidates: Sequence[int],
    size: int,
    worth: Worth,
    seed: int,
    ties: Callable[[tuple[int, ...]], float] | None = None,
) -> tuple[tuple[int, ...], str]:
    """Try every set where there are few; else add one by one and swap until nothing gains."""
    if comb(len(candidates), size) <= MOST_SETS:
        found = _of_all(combinations(candidates, size), worth, ties)
        return found, f"sets of {size} of {len(candidates)}: each was tried"
    random, ends = Random(seed), list[tuple[int, ...]]()
    for beginning in range(_BEGINNINGS):
        start = [] if beginning == 0 else random.sample(list(candidates), size)
        ends.append(_swapped(_filled(start, candidates, size, worth), candidates, worth))
    found = _of_all(ends, worth, ties)
    return found, f"greedy, then swaps until none gains; {_BEGINNINGS} beginnings, seed {seed}"


def _of_all(
    sets: Iterable[tuple[int, ...]],
    worth: Worth,
    ties: Callable[[tuple[int, ...]], float] | None,
) -> tuple[int, ...]:
    """Give the set worth most; of several, the one the second question prefers, then the first met."""
    most: tuple[float, ...] = (-1.0,)
    best: list[tuple[int, ...]] = []
    for members in sets:
        value = worth(members)
        if value > most:
            most, best = value, [members]
        elif value == most:
            best.append(members)
    if ties is None or len(best) == 1:
        return best[0]
    return max(best[:200], key=ties)


def _filled(
    start: Sequence[int], candidates: Sequence[int], size: int, worth: Worth
) -> tuple[int, ...]:
    members = list(start)
    while len(members) < size:
        free = (one for one in candidates if one not in members)
        members.append(max(free, key=lambda one: worth((*members, one))))
    return tuple(members)


def _swapped(members: tuple[int, ...], candidates: Sequence[int], worth: Worth) -> tuple[int, ...]:
    value, is_better = worth(members), True
    while is_better:
        is_better = False
        for place in range(len(members)):
            for one in candidates:
                if one in members:
                    continue
                other = (*members[:place], one, *members[place + 1 :])
                if worth(other) > value:
                    members, value, is_better = other, worth(other), True
    return tuple(sorted(members))


def _named(graph: Graph, members: Iterable[int]) -> tuple[str, ...]:
    return tuple(graph.names[number] for number in members)


def _mask(graph: Graph, gone: Iterable[int]) -> np.ndarray:
    mask = np.zeros(len(graph), dtype=np.bool_)
    mask[list(gone)] = True
    return mask
