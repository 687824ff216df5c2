"""Ways between two: the shortest, every one up to a length, one in the order of time; who is near."""

import networkx as nx
import pytest

from clew.analysis.network import paths
from clew.analysis.network.graph import from_links
from clew.analysis.network.links import Links
from clew.analysis.network.measures import How
from clew.analysis.network.robustness import ranks
from clew.errors import NotFound
from tests.analysis.network.published import kite, ours


def test_every_shortest_way_is_given() -> None:
    graph = kite()
    found = paths.shortest(graph, graph.number("Heather"), graph.number("Diane"))
    middle = {way[1] for way in found.found}
    assert (found.length, found.count, middle) == (2, 2, {"Fernando", "Garth"})


def test_without_a_way_there_is_no_length() -> None:
    graph = from_links([("a", "b", 1), ("c", "d", 1)])
    found = paths.shortest(graph, 0, 2)
    assert (found.found, found.length) == ((), None)


def test_every_way_up_to_a_length_is_what_networkx_gives() -> None:
    plain = nx.gnm_random_graph(12, 25, seed=3, directed=True)
    graph = ours(plain)
    told = {tuple(map(str, way)) for way in nx.all_simple_paths(plain, 0, 5, cutoff=4)}
    assert set(paths.up_to(graph, 0, 5, 4).found) == told


def dated(*links: tuple[str, str, str]) -> Links:
    made = Links()
    for a, b, at in links:
        made.add(a, b, 1.0, at)
    return made


def test_a_way_along_time_never_goes_back() -> None:
    links = dated(
        ("a", "b", "2026-03-02"),
        ("b", "d", "2026-03-01"),
        ("a", "c", "2026-03-01"),
        ("c", "d", "2026-03-05"),
    )
    assert paths.along_time(links, "a", "d").found == (("a", "c", "d"),)
    assert (
        paths.along_time(dated(("a", "b", "2026-03-02"), ("b", "c", "2026-03-01")), "a", "c").found
        == ()
    )


def test_a_time_window_keeps_the_links_dated_in_it() -> None:
    links = dated(("a", "b", "2026-03-01"), ("b", "c", "2026-03-09T12:00:00"), ("c", "d", ""))
    graph = links.between("2026-03-02", "2026-03-09").graph()
    assert len(graph.source) == 1
    assert any("without a date" in note for note in graph.notes)


def test_common_contacts_and_those_around() -> None:
    graph = kite()
    both = [graph.number("Heather"), graph.number("Diane")]
    assert set(paths.common(graph, both)) == {"Fernando", "Garth"}
    assert paths.around(graph, graph.number("Jane"), 2) == ["Jane", "Ike", "Heather"]


def test_a_node_with_a_near_name_is_offered() -> None:
    with pytest.raises(NotFound, match="did you mean 'Heather'"):
        kite().number("Heathr")


def test_a_rank_stands_within_its_interval_and_certain_links_leave_no_doubt() -> None:
    graph = kite()
    loose = {one.id: one for one in ranks(graph, "betweenness", How(), draws=40)}
    assert all(one.low <= one.high for one in loose.values())
    assert loose["Heather"].high > 1
    firm = ranks(graph, "betweenness", How(), sure=graph.weight, draws=5)
    assert all(one.low == one.rank == one.high for one in firm)
