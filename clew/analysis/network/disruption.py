"""What happens to flow and reach when people are taken away, against random and the best-known strategies.

A figure says how the recorded network would fall apart, not what people would do: networks recover
(Duijn, Kashirin and Sloot, Scientific Reports 4 (2014) 4238).
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from clew.analysis.network import set_kernels
from clew.analysis.network.betweenness import Drawing, betweenness
from clew.analysis.network.graph import Graph
from clew.analysis.network.key_players import key_players
from clew.errors import UsageError

DRAWS = 200
"""Random sets the others are held against."""
_MOST_SOURCES = 500
_ADAPTIVE_STEPS = 50_000_000


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a network without a set.

    Attributes:
        removed: ids of the set.
        largest: nodes of the largest connected part.
        connected: share of the pairs left that reach each other.
        efficiency: mean of 1/distance over the pairs left (Latora and Marchiori 2001): how well things flow.
    """

    removed: tuple[str, ...]
    largest: int
    connected: float
    efficiency: float


@dataclass(frozen=True, slots=True)
class Disruption:
    """A set held against others of the same size.

    Attributes:
        before: the whole network; after: without the set asked for.
        strategies: name → what is left after taking those it chooses.
        random: mean and 5 % and 95 % of `DRAWS` random sets: what → (mean, low, high).
    """

    before: Left
    after: Left
    strategies: dict[str, Left]
    random: dict[str, tuple[float, float, float]]
    method: str

    def as_json(self) -> dict[str, object]:
        """Give it as `clew network --disrupt --json` prints it."""
        drawn = {
            what: {"mean": mean, "low": low, "high": high}
            for what, (mean, low, high) in self.random.items()
        }
        return {
            "before": asdict(self.before), "after": asdict(self.after),
            "strategies": {name: asdict(left) for name, left in self.strategies.items()},
            "random": drawn, "method": self.method,
        }  # fmt: skip


def disruption(
    graph: Graph, removed: Sequence[int], seed: int = 1, spared: Collection[str] = frozenset()
) -> Disruption:
    """Say what is left without *removed*, and what sets of the same size would leave.

    Args:
        graph: the network.
        removed: numbers of those taken away.
        seed: begins what is drawn.
        spared: ids nobody takes away: victims and migrants.

    Raises:
        UsageError: one of *removed* is spared, or too few are left to choose other sets from.
    """
    plain, size = graph.undirected().without_loops(), len(removed)
    free = np.array([n for n, name in enumerate(plain.names) if name not in spared], np.int64)
    if kept := [plain.names[n] for n in removed if plain.names[n] in spared]:
        raise UsageError(
            f"{', '.join(kept)} is known as a victim or a migrant", do="leave out who was smuggled"
        )
    if size > len(free):
        raise UsageError(f"{size} of {len(free)} cannot be taken away", do="name fewer")
    random = np.random.default_rng(seed)
    sources = np.arange(len(plain))
    if len(plain) > _MOST_SOURCES:
        sources = np.sort(random.choice(len(plain), _MOST_SOURCES, replace=False))
    drawn = [
        _left(plain, random.choice(free, size, replace=False).tolist(), sources)
        for _ in range(DRAWS if len(plain) <= 20_000 else 20)
    ]
    chosen = {
        "degree": _at_once(plain, size, _degrees, spared),
        "degree, anew after each": _adaptive(plain, size, _degrees, spared),
        "betweenness": _at_once(plain, size, _between, spared),
        "betweenness, anew after each": _adaptive(plain, size, _between, spared),
    }
    worst = key_players(plain, size, seed=seed, spared=spared).fragmenting
    chosen["key players (fragmentation)"] = [plain.numbers[name] for name in worst]
    sampled = "" if len(sources) == len(plain) else f", efficiency from {len(sources)} nodes drawn"
    return Disruption(
        _left(plain, [], sources),
        _left(plain, removed, sources),
        {name: _left(plain, members, sources) for name, members in chosen.items()},
        {what: _range([getattr(one, what) for one in drawn]) for what in ("largest", "connected", "efficiency")},
        f"{len(drawn)} random sets of {size}, 5 % and 95 % (seed {seed}){sampled}; directions and weights set aside",
    )  # fmt: skip


def _left(graph: Graph, removed: Iterable[int], sources: np.ndarray) -> Left:
    members = list(removed)
    gone = np.zeros(len(graph), dtype=np.bool_)
    gone[members] = True
    rows, left = graph.around, len(graph) - len(members)
    pairs, largest = set_kernels.connected_pairs(rows.begins, rows.ends, gone)
    near = set_kernels.nearness(rows.begins, rows.ends, gone, sources)
    asked = int((~gone[sources]).sum())
    several = left > 1 and asked > 0
    return Left(
        tuple(graph.names[number] for number in members),
        int(largest),
        float(pairs) / (left * (left - 1)) if left > 1 else 0.0,
        float(near) / (asked * (left - 1)) if several else 0.0,
    )


def _degrees(graph: Graph) -> np.ndarray:
    return np.diff(graph.around.begins).astype(np.float64)


def _between(graph: Graph) -> np.ndarray:
    return betweenness(graph, False, Drawing(exact_steps=_ADAPTIVE_STEPS, error=0.005)).values


def _at_once(
    graph: Graph, size: int, score: Callable[[Graph], np.ndarray], spared: Collection[str]
) -> list[int]:
    ranked = np.argsort(-score(graph), kind="stable").tolist()
    return [n for n in ranked if graph.names[n] not in spared][:size]


def _adaptive(
    graph: Graph, size: int, score: Callable[[Graph], np.ndarray], spared: Collection[str]
) -> list[int]:
    """Take the highest, count anew, take the highest, and so on."""
    left, taken = graph, list[str]()
    for _ in range(size):
        (first,) = _at_once(left, 1, score, spared)
        taken.append(left.names[first])
        left = left.without([first])
    return [graph.numbers[name] for name in taken]


def _range(values: Sequence[float]) -> tuple[float, float, float]:
    low, high = np.quantile(values, [0.05, 0.95])
    return float(np.mean(values)), float(low), float(high)
