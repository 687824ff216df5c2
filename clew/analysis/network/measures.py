"""The measures of a network, by the field's names, each with its formula."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from clew.analysis.network import centrality, cohesion
from clew.analysis.network.betweenness import Drawing, Watch, betweenness
from clew.analysis.network.graph import Graph, Real
from clew.analysis.network.groups import communities
from clew.errors import pick


@dataclass(frozen=True, slots=True)
class How:
    """How a measure is taken.

    Attributes:
        weights: "none": every link counts alike; "strength": a strong link counts for more and is
            short (length 1/weight); "length": the weight is the length of the link.
        is_raw: counts and sums instead of shares, where a measure has both.
        drawing: how betweenness is drawn where the graph is too large; its seed is also that of communities.
    """

    weights: str = "none"
    is_raw: bool = False
    drawing: Drawing = field(default_factory=Drawing)
    watch: Watch | None = None

    @property
    def lengths(self) -> bool:
        """Whether paths go by length."""
        return self.weights != "none"


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure of every node.

    Attributes:
        measure: its name.
        method: formula and source in words.
        names, values: ids and values; a value that is not defined is nan.
        error_bound: no value is further off, with the probability *method* names; None where exact.
        notes: what was odd about the graph.
        more: what belongs to the measure as a whole: modularity, the bridges, …
    """

    measure: str
    method: str
    names: tuple[str, ...]
    values: Real
    error_bound: float | None
    notes: tuple[str, ...]
    is_directed: bool
    weights: str
    more: dict[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Give it as `clew network --json` prints it, highest value first; not defined is null."""
        whole = bool(np.all(np.isnan(self.values) | (self.values == np.round(self.values))))
        order = np.lexsort((np.arange(len(self.values)), -np.nan_to_num(self.values, nan=-np.inf)))
        nodes = [
            {"id": self.names[n], "value": _plain(float(self.values[n]), whole)} for n in order
        ]
        return {
            "nodes": nodes, "measure": self.measure, "method": self.method, "error_bound": self.error_bound,
            "directed": self.is_directed, "weights": self.weights, "notes": list(self.notes), **self.more,
        }  # fmt: skip


def _plain(value: float, whole: bool) -> float | int | None:
    if np.isnan(value):
        return None
    return int(value) if whole else value


@dataclass(frozen=True, slots=True)
class Answer:
    """Values of a measure with the words for them."""

    values: Real
    method: str
    bound: float | None = None
    more: dict[str, object] = field(default_factory=dict)


Measure = Callable[[Graph, How], Answer]


def measure(graph: Graph, name: str, how: How | None = None) -> Measured:
    """Take a measure of every node.

    Raises:
        NotFound: there is no measure of that name; those there are are named.
    """
    how = how or How()
    known = ALIASES.get(_plainly(name), _plainly(name))
    taken = pick("measure", known, MEASURES)
    weighed = graph if how.weights != "none" or known in _OF_WEIGHTS else _alike(graph)
    if how.weights == "strength" and known in _BY_PATHS:
        weighed = _shorter_when_stronger(weighed)
    answer = taken(weighed, how)
    return Measured(
        known, answer.method, graph.names, answer.values, answer.bound, graph.notes,
        graph.is_directed, how.weights, answer.more,
    )  # fmt: skip


def names() -> Sequence[str]:
    """Give the names of the measures."""
    return list(MEASURES)


def _plainly(name: str) -> str:
    return name.strip().lower().replace("_", "-").replace(" ", "-").removesuffix("-centrality")


def _alike(graph: Graph) -> Graph:
    return graph.weighing(np.ones(len(graph.weight)))


def _shorter_when_stronger(graph: Graph) -> Graph:
    with np.errstate(divide="ignore"):
        return graph.weighing(np.where(graph.weight > 0, 1.0 / graph.weight, -1.0))


def _degree(way: str) -> Measure:
    def taken(graph: Graph, how: How) -> Answer:
        links = {"both": "links", "in": "links towards it", "out": "links from it"}[way]
        value = centrality.degree(graph, way)
        if how.is_raw:
            return Answer(value, f"number of {links}")
        shares = value / (len(graph) - 1) if len(graph) > 1 else np.ones(len(graph))
        return Answer(shares, f"{links} ÷ (n−1) (Freeman 1979)")

    return taken


def _strength(way: str) -> Measure:
    words = {"both": "links", "in": "links towards it", "out": "links from it"}[way]
    return lambda graph, how: Answer(
        centrality.strength(graph, way), f"sum of the weights of the {words}"
    )


def _betweenness(graph: Graph, how: How) -> Answer:
    found = betweenness(graph, how.lengths, how.drawing, how.watch)
    pairs = (len(graph) - 1) * (len(graph) - 2)
    scale = (pairs if graph.is_directed else pairs / 2) if how.is_raw else 1.0
    divided = "" if how.is_raw else " ÷ pairs of the others"
    way = "by length" if how.lengths else "by number of links"
    method = f"Σ share of shortest paths ({way}) that pass the node{divided} (Freeman 1977, Brandes 2001)"
    bound = None if found.bound is None else found.bound * scale
    if found.drawn:
        return Answer(
            found.values * scale, f"{method}; {found.how}", bound, {"sampled": found.drawn}
        )
    return Answer(found.values * scale, f"{method}; exact")


def _closeness(graph: Graph, how: How) -> Answer:
    return Answer(
        centrality.closeness(graph, how.lengths),
        "(r−1)/Σd × (r−1)/(n−1), distances towards the node, r those that reach it (Wasserman and Faust 1994)",
    )


def _harmonic(graph: Graph, how: How) -> Answer:
    value = centrality.harmonic(graph, how.lengths)
    return Answer(value, "Σ 1/d, distances towards the node (Marchiori and Latora 2000)")


def _eigenvector(graph: Graph, how: How) -> Answer:
    return Answer(
        centrality.eigenvector(graph),
        "principal eigenvector of length 1, by links towards the node (Bonacich 1987); "
        "a part with a smaller largest eigenvalue than another has 0",
    )


def _pagerank(graph: Graph, how: How) -> Answer:
    return Answer(
        centrality.pagerank(graph), "random walk, follows a link with 0.85 (Brin and Page 1998)"
    )


def _katz(graph: Graph, how: How) -> Answer:
    values, alpha = centrality.katz(graph)
    return Answer(
        values, f"walks that end at the node, each step counts {alpha:.6g}, length 1 (Katz 1953)"
    )


def _cores(graph: Graph, how: How) -> Answer:
    return Answer(
        cohesion.core_numbers(graph), "largest k of a part with k links each (Seidman 1983)"
    )


def _clustering(graph: Graph, how: How) -> Answer:
    return Answer(
        cohesion.clustering(graph),
        "linked pairs of neighbours ÷ pairs of neighbours, weights not counted (Watts and Strogatz 1998)",
    )


def _constraint(graph: Graph, how: How) -> Answer:
    value = cohesion.brokerage(graph)[0]
    return Answer(
        value, "Σ (p_ij + Σ p_iq p_qj)², links there and back added (Burt 1992); null without links"
    )


def _effective_size(graph: Graph, how: How) -> Answer:
    value = cohesion.brokerage(graph)[1]
    return Answer(
        value, "neighbours less what they share with each other (Burt 1992); null without links"
    )


def _bridges(graph: Graph, how: How) -> Answer:
    found = cohesion.bridges(graph)
    ends = [number for pair in found for number in pair]
    value = np.bincount(np.array(ends, dtype=np.int64), minlength=len(graph)).astype(np.float64)
    named = [[graph.names[a], graph.names[b]] for a, b in found]
    return Answer(
        value, "number of the node's links whose loss parts what was connected", None, {"bridges": named}
    )  # fmt: skip


def _cut_points(graph: Graph, how: How) -> Answer:
    return Answer(cohesion.cut_points(graph), "1: its loss parts what was connected")


def _communities(graph: Graph, how: How) -> Answer:
    found = communities(graph, how.drawing.seed)
    return Answer(
        np.array(found.group, dtype=np.float64),
        f"number of the community, the largest is 0; Leiden for modularity (Traag 2019), seed {how.drawing.seed}",
        None,
        {"modularity": found.modularity},
    )


def _parts(graph: Graph, how: How) -> Answer:
    value = cohesion.parts(graph).astype(np.float64)
    return Answer(value, "number of the connected part, whatever the directions; the largest is 0")


MEASURES: dict[str, Measure] = {
    "degree": _degree("both"), "in-degree": _degree("in"), "out-degree": _degree("out"),
    "strength": _strength("both"), "in-strength": _strength("in"), "out-strength": _strength("out"),
    "betweenness": _betweenness, "closeness": _closeness, "harmonic": _harmonic,
    "eigenvector": _eigenvector, "pagerank": _pagerank, "katz": _katz,
    "k-core": _cores, "clustering": _clustering, "constraint": _constraint,
    "effective-size": _effective_size, "bridges": _bridges, "articulation-points": _cut_points,
    "communities": _communities, "components": _parts,
}  # fmt: skip
"""The measures there are, by name."""
ALIASES = {
    "weighted-degree": "strength", "kcore": "k-core", "core": "k-core", "core-number": "k-core", "coreness": "k-core",
    "community": "communities", "leiden": "communities", "modularity": "communities",
    "cut-points": "articulation-points", "articulation": "articulation-points", "cut-vertices": "articulation-points",
    "brokerage": "effective-size", "effectivesize": "effective-size", "burt": "constraint", "bridge": "bridges",
    "clustering-coefficient": "clustering", "component": "components", "page-rank": "pagerank", "indegree": "in-degree",
    "outdegree": "out-degree", "eigen": "eigenvector", "connected-components": "components",
}  # fmt: skip
"""Other names they go by."""
_OF_WEIGHTS = frozenset({"strength", "in-strength", "out-strength"})
_BY_PATHS = frozenset({"betweenness", "closeness", "harmonic"})
