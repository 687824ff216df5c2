"""A network for other tools: they read the same nodes and ties, each with its sources; who is masked stays so."""

import io
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import openpyxl
import pytest

from clew.analysis.network.from_case import case_network
from clew.analysis.network.from_file import read_graph
from clew.exchange.graph_files import NetworkFile, as_file
from clew.exchange.network_rows import of_case, of_graph
from clew.report.case_drawings import draw_network
from clew.store.covering import MASK
from tests.matching.desk import Desk, person, thing

PARALLEL = "a,b\nb,c\nc,d\na,b\nb,c\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Three people of one file; one is a victim, one a migrant, one neither."""
    desk = Desk(tmp_path)
    agim, vesa, free = person(1, "Agim Proba"), person(2, "Vesa Shtepia"), person(3, "Mir Proba")
    vesa.category, free.category = "victim", "migrant"
    calls = [
        thing("Call", row, date=f"2026-03-0{row}T10:00:00").link("caller", agim.key).link("receiver", other.key)
        for row, other in ((4, vesa), (5, free), (6, free))
    ]  # fmt: skip
    desk.bring("xk-police", agim, vesa, free, *calls)
    yield desk
    desk.case.close()


def rows(desk: Desk) -> NetworkFile:
    with desk.door.quiet() as view:
        found = case_network(view)
        return of_case(view, found, found.links(), ("", ""))


@pytest.mark.parametrize("kind", ["graphml", "gexf"])
def test_other_tools_read_each_tie_with_its_sources_and_codes(desk: Desk, kind: str) -> None:
    read = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[kind](
        io.BytesIO(as_file(rows(desk), kind))
    )
    assert (read.number_of_nodes(), read.number_of_edges()) == (3, 2)
    for _, _, told in read.edges(data=True):
        assert told["kind"] == "call"
        assert ".csv, row" in told["sources"]
        assert told["handling"] == "H0"
    assert max(told["weight"] for *_, told in read.edges(data=True)) == 2


@pytest.mark.parametrize("kind", ["graphml", "gexf", "csv", "md", "svg"])
def test_neither_victim_nor_migrant_is_named_in_what_is_written(desk: Desk, kind: str) -> None:
    found = rows(desk)
    text = draw_network(found) if kind == "svg" else as_file(found, kind).decode()
    assert "Agim Proba" in text
    assert "Shtepia" not in text
    assert "Mir Proba" not in text
    assert MASK in text


def test_a_workbook_holds_nodes_with_measures_and_ties_with_sources(desk: Desk) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_file(rows(desk), "xlsx")))
    assert book.sheetnames == ["nodes", "ties", "about"]
    assert {"id", "label", "degree", "betweenness"} <= {cell.value for cell in book["nodes"][1]}
    assert {"kind", "sources", "handling", "sure"} <= {cell.value for cell in book["ties"][1]}
    assert book["nodes"].max_row == 4


@pytest.mark.parametrize("kind", ["graphml", "gexf", "csv"])
def test_what_is_written_of_a_file_of_links_is_read_back_the_same(
    tmp_path: Path, kind: str
) -> None:
    given, back = tmp_path / "links.csv", tmp_path / f"back.{kind}"
    given.write_text(PARALLEL)
    graph = read_graph(given).graph()
    back.write_bytes(as_file(of_graph(graph, "links.csv"), kind))
    again = read_graph(back).graph()
    assert pairs(again) == pairs(graph) == {("a", "b"): 2.0, ("b", "c"): 2.0, ("c", "d"): 1.0}


def pairs(graph: object) -> dict[tuple[str, str], float]:
    ends = zip(graph.source, graph.target, graph.weight, strict=True)  # type: ignore[attr-defined]
    names = graph.names  # type: ignore[attr-defined]
    return {(min(names[a], names[b]), max(names[a], names[b])): float(w) for a, b, w in ends}
