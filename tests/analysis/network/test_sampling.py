"""Betweenness of large graphs is drawn: within the bound that is said, the same for one seed."""

import networkx as nx
import numpy as np
import pytest

from clew.analysis.network.betweenness import Drawing, betweenness
from clew.analysis.network.graph import Graph
from tests.analysis.network.published import ours


@pytest.fixture(scope="module", params=["undirected", "directed", "in parts"])
def graph(request: pytest.FixtureRequest) -> Graph:
    if request.param == "directed":
        return ours(nx.gnm_random_graph(400, 2400, seed=1, directed=True))
    if request.param == "in parts":
        return ours(nx.disjoint_union(nx.barabasi_albert_graph(200, 2, seed=1), nx.path_graph(200)))
    return ours(nx.barabasi_albert_graph(400, 3, seed=1))


def drawn(graph: Graph, seed: int = 1, lengths: bool = False) -> tuple[np.ndarray, float]:
    found = betweenness(graph, lengths, Drawing(seed, 0.01, exact_steps=50_000))
    assert found.bound is not None
    return found.values, found.bound


def test_drawn_values_lie_within_their_bound(graph: Graph) -> None:
    exact = betweenness(graph, lengths=False).values
    for seed in range(1, 4):
        values, bound = drawn(graph, seed)
        assert np.abs(values - exact).max() <= bound <= 0.02


def test_one_seed_gives_one_answer(graph: Graph) -> None:
    assert np.array_equal(drawn(graph, 5)[0], drawn(graph, 5)[0])
    assert not np.array_equal(drawn(graph, 5)[0], drawn(graph, 6)[0])


def test_ways_by_length_are_drawn_within_their_bound_too(graph: Graph) -> None:
    exact = betweenness(graph, lengths=True).values
    values, bound = drawn(graph, lengths=True)
    assert np.abs(values - exact).max() <= bound


def test_small_graphs_are_counted_not_drawn(graph: Graph) -> None:
    assert betweenness(graph, lengths=False).bound is None
