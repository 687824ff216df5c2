"""Links are read from whatever shape they come in, and what is odd about them is said."""

from pathlib import Path

import networkx as nx
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.analysis.network.from_file import read_graph
from clew.analysis.network.graph import Graph
from clew.analysis.network.measures import How, measure
from clew.errors import NotFound, SourceError


def read(folder: Path, text: str, name: str = "graph.csv") -> Graph:
    (folder / name).write_text(text, encoding="utf-8")
    return read_graph(folder / name).graph()


def links(graph: Graph) -> set[tuple[str, str, float]]:
    ends = zip(graph.source, graph.target, graph.weight, strict=True)
    return {(graph.names[a], graph.names[b], float(w)) for a, b, w in ends}


CYTOSCAPE = """{"elements": {"nodes": [{"data": {"id": "ana"}}], "edges": [
  {"data": {"source": "ana", "target": "bo", "weight": 2}}, {"data": {"source": "bo", "target": "cy"}}]}}"""
LINES = """#Two calls
{"type": "node", "id": "ana"}
{"type": "edge", "source": "ana", "target": "bo", "properties": {"weight": 2.0}}
{"type": "edge", "source": "bo", "target": "cy", "properties": {}}
"""
ABC = {("ana", "bo", 2.0), ("bo", "cy", 1.0)}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ana,bo,2\nbo,cy,1\n", "commas, no header"),
        ("ana bo 2\nbo cy 1\n", "blanks, no header"),
        ("ana\tbo\t2\nbo\tcy\t1\n", "tabs"),
        ("# a comment\nana  bo   2\n\nbo cy 1", "comments and blank lines"),
        ("source,target,weight\nana,bo,2\nbo,cy,1\n", "a header"),
        ("From;To;Count\nana;bo;2\nbo;cy;1\n", "a header in other words"),
        ("weight,target,source\n2,bo,ana\n1,cy,bo\n", "columns in another order"),
        ("x,y,how often\nana,bo,2\nbo,cy,1\n", "a header only its weight column tells"),
        ('"ana","bo","2"\n"bo","cy","1"\n', "quotes"),
        ("ana,bo,2\nbo,cy\n", "a weight that is missing is 1"),
        ("ana bo {'weight': 2}\nbo cy {}\n", "links as networkx writes them"),
        ("\ufeffana,bo,2\r\nbo,cy,1\r\n", "a byte-order mark and line ends of Windows"),
        (",ana,bo,cy\nana,0,2,0\nbo,2,0,1\ncy,0,1,0\n", "a matrix"),
        ('[["ana","bo",2],["bo","cy"]]', "JSON pairs"),
        ('{"nodes":[{"id":"ana"}],"links":[{"source":"ana","target":"bo","weight":2},{"source":"bo","target":"cy"}]}',
         "node-link JSON"),
        ('{"nodes":[{"id":"ana"},{"id":"bo"},{"id":"cy"}],"edges":[{"source":0,"target":1,"value":2},{"source":1,"target":2}]}',
         "JSON whose ends are places in the list"),
        (CYTOSCAPE, "Cytoscape JSON"),
        (LINES, "one object a line below a comment"),
        ('{"ana":{"bo":2},"bo":{"ana":2,"cy":1},"cy":["bo"]}', "neighbours of each"),
    ],
    ids=lambda v: v if len(v) < 45 and "\n" not in v else "",
)  # fmt: skip
def test_links_are_read_in_the_shape_they_come_in(tmp_path: Path, text: str, why: str) -> None:
    assert links(read(tmp_path, text)) == ABC, why


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("suffix", ["graphml", "gexf", "json"])
def test_what_networkx_writes_is_read_back(tmp_path: Path, suffix: str, directed: bool) -> None:
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_weighted_edges_from([("ana", "bo", 2.0), ("bo", "cy", 1.0)])
    path = tmp_path / f"graph.{suffix}"
    if suffix == "json":
        path.write_bytes(orjson.dumps(nx.node_link_data(graph)))
    else:
        getattr(nx, f"write_{suffix}")(graph, path)
    found = read_graph(path).graph()
    assert (links(found), found.is_directed) == (ABC, directed)


def test_loops_parallel_links_and_negative_weights_are_said(tmp_path: Path) -> None:
    found = read(tmp_path, "a,b,1\nb,a,2\na,a,1\nb,c,-3\n")
    told = " ".join(found.notes)
    assert all(word in told for word in ("parallel", "itself", "negative"))
    assert links(found) == {("a", "b", 3.0), ("a", "a", 1.0), ("b", "c", -3.0)}
    between = measure(found, "betweenness", How("length"))
    assert between.values.max() == 0, "a way by length does not use a negative link"


def test_lines_that_name_no_two_nodes_are_counted_and_the_rest_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, "a,b,1\n,c,1\nb,c,often\n")
    assert links(found) == {("a", "b", 1.0), ("b", "c", 1.0)}
    assert any("line 2" in note for note in found.notes)
    assert any("no number" in note for note in found.notes)


def test_a_million_parallel_links_are_one(tmp_path: Path) -> None:
    found = read(tmp_path, "a,b\n" * 100_000)
    assert links(found) == {("a", "b", 100_000.0)}


@pytest.mark.parametrize("text", ["", "# nothing\n", "{broken", '{"a": 1}'])
def test_a_file_without_links_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError):
        read(tmp_path, text)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"nothing\.csv"):
        read_graph(tmp_path / "nothing.csv")


NAME = st.text("abcdefghčшا", min_size=1, max_size=6)
PAIRS = st.lists(st.tuples(NAME, NAME, st.integers(1, 99)), min_size=1, max_size=20)


@given(PAIRS, st.sampled_from([",", ";", "\t"]))
def test_what_is_written_as_lines_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str, int]], mark: str
) -> None:
    folder = tmp_path_factory.mktemp("lines")
    lines = [mark.join(("source", "target", "weight")), *(mark.join(map(str, p)) for p in pairs)]
    found = read(folder, "\n".join(lines))
    assert found.weight.sum() == sum(weight for *_, weight in pairs)
    assert set(found.names) == {name for a, b, _ in pairs for name in (a, b)}


def test_the_published_networks_have_their_published_size(shared: Path) -> None:
    folder = shared / "data/networks/montagna"
    meetings = read_graph(folder / "Montagna_meetings_edgelist.csv").graph()
    calls = read_graph(folder / "Montagna_phonecalls_edgelist.csv").graph()
    assert (len(meetings), len(meetings.source)) == (101, 256)
    assert (len(calls), len(calls.source)) == (100, 124)
    assert measure(meetings, "degree").as_json()["nodes"][0]["id"] == "18"  # type: ignore[index]


def test_police_networks_in_json_are_read(shared: Path) -> None:
    for path in sorted((shared / "data/networks/roxanne").glob("*.json")):
        graph = read_graph(path).graph()
        assert min(len(graph), len(graph.source)) > 30


GRAPHML = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
GEXF = '<gexf xmlns="http://gexf.net/1.3" version="1.3">'


def test_a_link_may_say_its_own_direction(tmp_path: Path) -> None:
    text = (
        GRAPHML + '<graph edgedefault="undirected"><node id="a"/><node id="b"/><node id="c"/>'
        '<edge source="b" target="a" directed="true"/><edge source="b" target="c"/></graph></graphml>'
    )
    found = read(tmp_path, text, "mixed.graphml")
    assert found.is_directed
    assert links(found) == {("b", "a", 1.0), ("b", "c", 1.0), ("c", "b", 1.0)}
    assert any("both ways" in note for note in found.notes)


def test_a_mutual_link_runs_both_ways(tmp_path: Path) -> None:
    text = (
        GEXF
        + '<graph defaultedgetype="directed"><nodes><node id="a"/><node id="b"/><node id="c"/></nodes>'
        '<edges><edge source="a" target="b" type="mutual"/><edge source="b" target="c"/></edges></graph></gexf>'
    )
    assert links(read(tmp_path, text, "mutual.gexf")) == {
        ("a", "b", 1.0), ("b", "a", 1.0), ("b", "c", 1.0)
    }  # fmt: skip


def test_a_graph_inside_a_node_does_not_turn_the_links_around_it(tmp_path: Path) -> None:
    text = (
        GRAPHML + '<graph edgedefault="directed"><node id="a"/><node id="g">'
        '<graph edgedefault="undirected"><node id="x"/></graph></node>'
        '<edge source="x" target="a"/></graph></graphml>'
    )
    found = read(tmp_path, text, "group.graphml")
    assert (found.is_directed, links(found)) == (True, {("x", "a", 1.0)})


def test_a_link_silent_of_its_weight_has_the_one_its_file_calls_usual(tmp_path: Path) -> None:
    text = (
        GRAPHML + '<key id="k" for="edge" attr.name="weight"><default>2.5</default></key>'
        '<graph edgedefault="undirected"><edge source="a" target="b"/>'
        '<edge source="b" target="c"><data key="k">4</data></edge></graph></graphml>'
    )
    assert links(read(tmp_path, text, "usual.graphml")) == {("a", "b", 2.5), ("b", "c", 4.0)}


def test_attributes_of_nodes_may_have_the_ids_of_those_of_links(tmp_path: Path) -> None:
    text = (
        GEXF + '<graph><attributes class="edge"><attribute id="0" title="Weight"/></attributes>'
        '<attributes class="node"><attribute id="0" title="url"/></attributes><nodes><node id="a"/></nodes>'
        '<edges><edge source="a" target="b"><attvalues><attvalue for="0" value="3"/></attvalues></edge></edges>'
        "</graph></gexf>"
    )
    assert links(read(tmp_path, text, "ids.gexf")) == {("a", "b", 3.0)}


def test_a_name_is_one_with_and_without_marks_nobody_sees(tmp_path: Path) -> None:
    found = read(tmp_path, "\u200fيوسف\u200f,a\nيوسف,b\nb\x00,c\n")
    assert links(found) == {("يوسف", "a", 1.0), ("يوسف", "b", 1.0), ("b", "c", 1.0)}
    assert any("nobody sees" in note for note in found.notes)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"source":"ana","target":"bo","weight":2}', "one link and no more"),
        ('# calls\n{"source":"ana","target":"bo","weight":2}\n', "one line below a comment"),
        ('[["ana","bo",{"weight":2}]]', "pairs with what belongs to them, as networkx gives them"),
        ('{"nodes":[],"links":[],"edges":[{"source":"ana","target":"bo","weight":2}]}',
         "an empty list beside the full one"),
        ('{"graph":{"nodes":{"ana":{},"bo":{}},"edges":[{"source":"ana","target":"bo","metadata":{"weight":2}}]}}',
         "JSON Graph Format"),
        ('[{"source":"ana","target":"bo","weight":2,"note":"a\u2028b"}]', "a separator of lines inside a text"),
    ],
    ids=lambda v: v if len(v) < 60 and "{" not in v and "[" not in v else "",
)  # fmt: skip
def test_one_link_is_read_in_the_shape_it_comes_in(tmp_path: Path, text: str, why: str) -> None:
    assert links(read(tmp_path, text, "one.json")) == {("ana", "bo", 2.0)}, why


def test_numbers_of_cards_too_long_for_a_machine_word_stay_apart(tmp_path: Path) -> None:
    cards = "89389012345678901234", "89389012345678901235"
    text = f'[{{"source": {cards[0]}, "target": {cards[1]}}}]'
    assert links(read(tmp_path, text, "cards.json")) == {(*cards, 1.0)}


def test_a_weight_that_is_no_number_in_json_costs_the_weight_alone(tmp_path: Path) -> None:
    found = read(tmp_path, '[{"source":"a","target":"b","weight":NaN}]', "nan.json")
    assert links(found) == {("a", "b", 1.0)}
    assert any("no number" in note for note in found.notes)


def test_neighbours_that_are_no_list_are_said(tmp_path: Path) -> None:
    text = '{"nodes":[{"id":"a"},{"id":"b"}],"adjacency":[5,[{"id":"a"}]]}'
    found = read(tmp_path, text, "odd.json")
    assert links(found) == {("b", "a", 1.0)} or links(found) == {("a", "b", 1.0)}
    assert any("no list" in note for note in found.notes)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("sep=;\nod;do;broj\nana;bo;2\nbo;cy;1\n", "a line that names the mark, as spreadsheets write it"),
        ("Person 1,Person 2,Relation,Times\nana,bo,kin,2\nbo,cy,kin,1\n", "a weight behind a word"),
        ("name_a,name_b,x\nana,bo,2\nbo,cy,1\n", "two names that differ in their last letter"),
    ],
    ids=lambda v: v if "\n" not in v else "",
)  # fmt: skip
def test_a_header_is_told_from_a_link(tmp_path: Path, text: str, why: str) -> None:
    assert links(read(tmp_path, text)) == ABC, why


@pytest.mark.parametrize("text", ["n1,n2\nn2,n3\n", "hub,1\n1,2\n", "node1 node2\nnode3 node4\n"])
def test_a_first_link_is_not_taken_for_a_header(tmp_path: Path, text: str) -> None:
    assert len(read(tmp_path, text).source) == 2


def test_names_above_two_columns_of_numbers_are_a_header(tmp_path: Path) -> None:
    assert links(read(tmp_path, "subscriber,party\n11,12\n12,13\n")) == {
        ("11", "12", 1.0), ("12", "13", 1.0)
    }  # fmt: skip


def test_a_column_may_say_that_links_have_a_direction(tmp_path: Path) -> None:
    text = "Source,Target,Type,Weight\nb,a,{},2\nc,a,{},1\n"
    directed = read(tmp_path, text.replace("{}", "Directed"))
    assert (directed.is_directed, links(directed)) == (True, {("b", "a", 2.0), ("c", "a", 1.0)})
    assert not read(tmp_path, text.replace("{}", "Undirected")).is_directed


def test_lines_run_from_the_first_to_the_second_if_the_person_who_asks_says_so(
    tmp_path: Path,
) -> None:
    (tmp_path / "calls.csv").write_text("b,a\nc,a\n", encoding="utf-8")
    found = read_graph(tmp_path / "calls.csv", is_directed=True).graph()
    assert (found.is_directed, links(found)) == (True, {("b", "a", 1.0), ("c", "a", 1.0)})
    assert not read_graph(tmp_path / "calls.csv").graph().is_directed


def test_weights_may_have_their_thousands_grouped(tmp_path: Path) -> None:
    text = "source;target;weight\na;b;1.234,5\nb;c;1 200\nc;d;2,5\n"
    assert links(read(tmp_path, text)) == {("a", "b", 1234.5), ("b", "c", 1200.0), ("c", "d", 2.5)}


def test_a_time_window_reads_dates_as_the_file_writes_them(tmp_path: Path) -> None:
    (tmp_path / "dated.csv").write_text(
        "source,target,date\na,b,13.03.2026\nb,c,02.04.2026 10:15\nc,d,soon\n", encoding="utf-8"
    )
    found = read_graph(tmp_path / "dated.csv").between("2026-03-01", "2026-03-31").graph()
    assert links(found) == {("a", "b", 1.0)}
    assert any("without a date" in note for note in found.notes)


@pytest.mark.parametrize(
    "text",
    [
        '*Vertices 2\n1 "a"\n2 "b"\n*Edges\n1 2\n',
        "graph [\n  node [ id 0 ]\n  edge [ source 0 target 0 ]\n]\n",
        "digraph calls {\n a -> b;\n}\n",
        "%%MatrixMarket matrix coordinate pattern\n2 2 1\n1 2\n",
    ],
)
def test_a_graph_in_a_form_clew_does_not_read_is_refused_not_guessed(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(SourceError, match="not lines of links"):
        read(tmp_path, text, "graph.txt")
