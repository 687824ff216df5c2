"""How firm a rank is: measured again and again while doubtful links fall away.

Centrality reflects whom the files happen to show. A rank that moves when a tenth of the links is
missing says little.
"""

from dataclasses import dataclass

import numpy as np

from clew.analysis.network.betweenness import Drawing
from clew.analysis.network.graph import Graph, Real
from clew.analysis.network.measures import How, measure

DRAWS = 100
UNSAID = 0.9
"""How sure a link is taken to be where nothing says it."""


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a node stands.

    Attributes:
        rank: 1 is highest, by the value as measured; equal values share the better rank.
        low, high: best and worst rank in nine of ten draws.
        value_low, value_high: likewise of the value.
        top: share of draws in which it is among the first ten.
    """

    id: str
    value: float
    rank: int
    low: int
    high: int
    value_low: float
    value_high: float
    top: float


def ranks(
    graph: Graph, name: str, how: How, sure: Real | None = None, draws: int = DRAWS
) -> list[Rank]:
    """Give how firm the rank of each node is, highest first.

    Args:
        graph: the network.
        name: the measure.
        how: how it is taken; its drawing's seed begins the draws.
        sure: how sure each link is, 0 to 1; without it every link is `UNSAID`.
        draws: how often it is measured anew.
    """
    whole = measure(graph, name, how).values
    sure = np.full(len(graph.source), UNSAID) if sure is None else sure
    random = np.random.default_rng(how.drawing.seed)
    quick = How(how.weights, how.is_raw, Drawing(how.drawing.seed, 0.005, 20_000_000))
    values = np.array(
        [
            measure(graph.keeping(random.random(len(sure)) < sure), name, quick).values
            for _ in range(draws)
        ]
    )
    values = np.nan_to_num(values, nan=0.0)
    places = np.array([_places(one) for one in values])
    low, high = np.quantile(places, [0.05, 0.95], axis=0)
    value_low, value_high = np.quantile(values, [0.05, 0.95], axis=0)
    top, own = (places <= 10).mean(axis=0), _places(np.nan_to_num(whole, nan=0.0))
    return [
        Rank(
            graph.names[n], float(whole[n]), int(own[n]), int(np.floor(low[n])), int(np.ceil(high[n])),
            float(value_low[n]), float(value_high[n]), float(top[n]),
        )
        for n in np.argsort(own, kind="stable")
    ]  # fmt: skip


def _places(values: Real) -> np.ndarray:
    """Rank of each value, 1 for the highest; equal ones (to 1e-12) share the better."""
    rounded = np.round(values, 12)
    ordered = np.sort(-rounded)
    return np.searchsorted(ordered, -rounded, side="left") + 1
