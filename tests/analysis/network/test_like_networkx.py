"""Every measure equals networkx, run to 1e-12 and finer, to 1e-9: directed, weighted, in parts, with loops."""

from collections.abc import Callable
from random import Random
from typing import Any

import networkx as nx
import pytest

from clew.analysis.network.groups import communities
from clew.analysis.network.measures import How, measure
from tests.analysis.network.published import ours

FINE = {"tol": 1e-15, "max_iter": 100_000}
PLAIN: dict[str, Callable[[Any], dict[object, float]]] = {
    "degree": nx.degree_centrality,
    "betweenness": nx.betweenness_centrality,
    "closeness": nx.closeness_centrality,
    "harmonic": nx.harmonic_centrality,
    "eigenvector": lambda g: nx.eigenvector_centrality(g, **FINE),
    "pagerank": lambda g: nx.pagerank(g, weight=None, **FINE),
    "clustering": nx.clustering,
    "constraint": nx.constraint,
    "components": lambda g: {
        node: number
        for number, part in enumerate(sorted(nx.connected_components(nx.Graph(g)), key=lambda p: (-len(p), min(p))))
        for node in part
    },
    "k-core": lambda g: nx.core_number(without_loops(g)),
    "articulation-points": lambda g: {n: float(n in set(nx.articulation_points(nx.Graph(g)))) for n in g},
}  # fmt: skip
WEIGHTED: dict[tuple[str, str], Callable[[Any], dict[object, float]]] = {
    ("strength", "none"): lambda g: dict(g.degree(weight="weight")),
    ("betweenness", "length"): lambda g: nx.betweenness_centrality(g, weight="weight"),
    ("closeness", "length"): lambda g: nx.closeness_centrality(g, distance="weight"),
    ("harmonic", "length"): lambda g: nx.harmonic_centrality(g, distance="weight"),
    ("eigenvector", "strength"): lambda g: nx.eigenvector_centrality(g, weight="weight", **FINE),
    ("pagerank", "strength"): lambda g: nx.pagerank(g, **FINE),
    ("constraint", "strength"): lambda g: nx.constraint(g, weight="weight"),
}


def without_loops(graph: Any) -> Any:
    plain = graph.copy()
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    return plain


def drawn(links: int, *, directed: bool, loops: bool, seed: int) -> Any:
    graph = nx.gnm_random_graph(60, links, seed=seed, directed=directed)
    if loops:
        graph.add_edges_from([(3, 3), (5, 5)])
    random = Random(seed)
    for a, b in graph.edges:
        graph[a][b]["weight"] = random.randint(1, 9)
    return graph


GRAPHS = {
    "in parts": drawn(55, directed=False, loops=False, seed=1),
    "dense": drawn(300, directed=False, loops=False, seed=2),
    "with loops": drawn(150, directed=False, loops=True, seed=3),
    "directed": drawn(200, directed=True, loops=False, seed=4),
    "directed with loops": drawn(200, directed=True, loops=True, seed=5),
}
every_graph = pytest.mark.parametrize("graph", GRAPHS.values(), ids=list(GRAPHS))


def same(found: Any, wanted: dict[object, float]) -> None:
    named = dict(zip(found.names, found.values.tolist(), strict=True))
    told = {str(node): float(value) for node, value in wanted.items()}
    assert named == pytest.approx(told, abs=1e-9, nan_ok=True)


@every_graph
@pytest.mark.parametrize("name", PLAIN)
def test_a_measure_equals_networkx(graph: Any, name: str) -> None:
    same(measure(ours(graph), name), PLAIN[name](graph))


@every_graph
@pytest.mark.parametrize(("name", "weights"), WEIGHTED, ids=lambda v: v)
def test_a_weighted_measure_equals_networkx(graph: Any, name: str, weights: str) -> None:
    same(measure(ours(graph), name, How(weights)), WEIGHTED[name, weights](graph))


@every_graph
@pytest.mark.parametrize("weight", [None, "weight"])
def test_effective_size_equals_what_networkx_gives_node_by_node(
    graph: Any, weight: str | None
) -> None:
    """Asked for all nodes at once, networkx 3.6 takes the maximum at the wrong end of a weighted link."""
    plain = without_loops(graph)
    told = nx.effective_size(plain, nodes=list(plain), weight=weight)
    found = measure(ours(plain), "effective-size", How("strength" if weight else "none"))
    named = dict(zip(found.names, found.values.tolist(), strict=True))
    defined = {str(node): value for node, value in told.items() if value == value}
    assert {name: named[name] for name in defined} == pytest.approx(defined, abs=1e-9)


def test_katz_equals_networkx_where_it_settles() -> None:
    graph = GRAPHS["in parts"]
    same(measure(ours(graph), "katz"), nx.katz_centrality(graph, 0.1, **FINE))


@every_graph
def test_bridges_are_those_of_networkx(graph: Any) -> None:
    found = measure(ours(graph), "bridges").more["bridges"]
    told = {frozenset(map(str, pair)) for pair in nx.bridges(nx.Graph(graph))}
    assert {frozenset(pair) for pair in found} == told  # type: ignore[attr-defined]


@every_graph
def test_communities_hang_together_and_are_no_worse_than_louvain(graph: Any) -> None:
    plain = nx.Graph(graph)
    found = communities(ours(plain))
    numbers = dict(zip(plain, found.group, strict=True))
    groups = [{n for n in plain if numbers[n] == one} for one in set(found.group)]
    assert found.modularity == pytest.approx(nx.community.modularity(plain, groups))
    louvain = nx.community.louvain_communities(plain, seed=1)
    assert found.modularity >= nx.community.modularity(plain, louvain) - 0.01
    assert all(nx.is_connected(plain.subgraph(group)) for group in groups)


def test_distances_stronger_links_make_shorter() -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 4), ("b", "c", 4), ("a", "c", 1)])
    found = measure(ours(graph), "betweenness", How("strength", is_raw=True))
    assert dict(zip(found.names, found.values, strict=True)) == {"a": 0, "b": 1, "c": 0}


@pytest.mark.parametrize("name", ["in-degree", "out-degree", "in-strength", "out-strength"])
def test_without_directions_links_in_and_out_are_all_links(name: str) -> None:
    graph = ours(GRAPHS["with loops"])
    both = measure(graph, name.partition("-")[2])
    assert measure(graph, name).values.tolist() == both.values.tolist()
