"""The measures give the values published for the kite, the Florentine families and the karate club."""

import pytest

from clew.analysis.network.disruption import disruption
from clew.analysis.network.graph import Graph
from clew.analysis.network.key_players import distance_fragmentation, fragmentation, key_players
from clew.analysis.network.measures import How, measure
from tests.analysis.network.published import florentine, karate, kite


def values(graph: Graph, name: str, how: How | None = None) -> dict[str, float]:
    found = measure(graph, name, how)
    return dict(zip(found.names, found.values.tolist(), strict=True))


@pytest.mark.parametrize(
    ("node", "degree", "between", "close", "eigen", "constraint", "size"),
    [
        ("Diane", 0.6667, 0.1019, 0.6, 0.4810, 0.4702, 3.3333),
        ("Fernando", 0.5556, 0.2315, 0.6429, 0.3977, 0.4451, 3.0),
        ("Andre", 0.4444, 0.0231, 0.5294, 0.3522, 0.5412, 2.0),
        ("Heather", 0.3333, 0.3889, 0.6, 0.1959, 0.4311, 2.3333),
        ("Carol", 0.3333, 0.0, 0.5, 0.2858, 0.6641, 1.0),
        ("Ike", 0.2222, 0.2222, 0.4286, 0.0481, 0.5, 2.0),
        ("Jane", 0.1111, 0.0, 0.3103, 0.0112, 1.0, 1.0),
    ],
)
def test_the_kite_has_its_published_values(
    node: str, degree: float, between: float, close: float, eigen: float, constraint: float, size: float
) -> None:  # fmt: skip
    names = ("degree", "betweenness", "closeness", "eigenvector", "constraint", "effective-size")
    found = [values(kite(), name)[node] for name in names]
    assert found == pytest.approx([degree, between, close, eigen, constraint, size], abs=5e-5)


def test_raw_values_are_counts_of_links_and_paths() -> None:
    raw = How(is_raw=True)
    assert values(kite(), "degree", raw)["Diane"] == 6
    assert values(kite(), "betweenness", raw)["Heather"] == pytest.approx(14)
    assert values(florentine(), "betweenness", raw)["Medici"] == pytest.approx(47.5)


def test_the_florentine_families_have_their_published_values() -> None:
    between = values(florentine(), "betweenness")
    told = {"Medici": 0.5220, "Guadagni": 0.2546, "Albizzi": 0.2125, "Salviati": 0.1429}
    assert {name: between[name] for name in told} == pytest.approx(told, abs=5e-5)
    assert values(florentine(), "closeness")["Medici"] == pytest.approx(0.56)
    assert values(florentine(), "eigenvector")["Strozzi"] == pytest.approx(0.3560, abs=5e-5)


def test_the_karate_club_has_its_published_values() -> None:
    between = values(karate(), "betweenness")
    assert [between["0"], between["33"]] == pytest.approx([0.4376, 0.3041], abs=5e-5)
    eigen = values(karate(), "eigenvector")
    assert [eigen["33"], eigen["0"]] == pytest.approx([0.3734, 0.3555], abs=5e-5)


def test_the_karate_club_parts_into_four_communities_of_best_modularity() -> None:
    found = measure(karate(), "communities")
    assert found.more["modularity"] == pytest.approx(0.4198, abs=5e-5)
    assert set(found.values) == {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("graph", "players", "broken", "by_distance"),
    [
        (kite, {"Heather"}, 0.3889, 0.4861),
        (kite, {"Fernando", "Garth"}, 0.5357, 0.6071),
        (kite, {"Diane", "Fernando", "Garth"}, 0.5714, 0.6746),
        (florentine, {"Medici"}, 0.3846, 0.6738),
        (florentine, {"Guadagni", "Medici"}, 0.7051, 0.8024),
        (florentine, {"Guadagni", "Medici", "Strozzi"}, 0.8636, 0.8889),
        (karate, {"0"}, 0.3163, None),
        (karate, {"0", "33"}, 0.3246, None),
    ],
)
def test_the_set_that_breaks_most_is_sought_as_a_set(
    graph: object, players: set[str], broken: float, by_distance: float | None
) -> None:
    found = key_players(graph(), len(players))  # type: ignore[operator]
    if by_distance is not None:
        assert set(found.fragmenting) == players
        assert found.distance_fragmentation == pytest.approx(by_distance, abs=5e-5)
    assert found.fragmentation >= broken - 5e-5


def test_the_published_karate_sets_break_as_much_as_published() -> None:
    club = karate()
    assert fragmentation(club, [club.number("0")]) == pytest.approx(0.3163, abs=5e-5)
    both = [club.number("0"), club.number("33")]
    assert fragmentation(club, both) == pytest.approx(0.3246, abs=5e-5)


def test_the_two_most_between_are_not_the_two_that_break_the_kite_most() -> None:
    graph = kite()
    top = [graph.number("Heather"), graph.number("Fernando")]
    assert fragmentation(graph, top) < key_players(graph, 2).fragmentation


def test_the_whole_kite_is_not_broken_and_weighs_distance_as_published() -> None:
    assert fragmentation(kite()) == 0
    assert distance_fragmentation(kite()) == pytest.approx(0.3537, abs=5e-5)


def test_the_set_that_reaches_the_kite_whole_is_found() -> None:
    one, two = key_players(kite(), 1), key_players(kite(), 2)
    assert (one.reaching, one.reach) == (("Diane",), 7)
    assert one.distance_reach == pytest.approx(0.8083, abs=5e-5)
    assert (set(two.reaching), two.reach, two.distance_reach) == ({"Diane", "Ike"}, 10, 1.0)


def test_no_strategy_of_the_same_size_leaves_less_connected_than_the_best_set() -> None:
    graph = kite()
    best = [graph.number(name) for name in key_players(graph, 2).fragmenting]
    told = disruption(graph, best)
    assert told.before.efficiency == pytest.approx(0.6463, abs=5e-5)
    others = [*told.strategies.values()]
    assert all(told.after.connected <= left.connected + 1e-12 for left in others)
    assert told.after.connected < told.random["connected"][0]
