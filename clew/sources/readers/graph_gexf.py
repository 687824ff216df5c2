"""A chart of things and links as GEXF, of Gephi.

Reads    GEXF 1.1 to 1.3: nodes, edges, their attributes under their titles, as a stream
Gives    Person, Vehicle, Handset, … a node, by its fields; LegalEntity when only a name is known;
         UnknownLink an edge, with its start and end
Units    dates that read one way only → ISO
Refuses  an edge to a node the file does not have; drawing (viz) is left out
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clew.errors import BrokenRecord
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.graph_records import YIELDS, Edge, Node, read_graph
from clew.sources.office_papers import local
from clew.sources.reader import Reader
from clew.sources.record_fields import fields_at
from clew.sources.xml import XmlStream

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = re.compile(rb"<(?:\w{1,20}:)?gexf[\s>]")
_START_BYTES = 4_096
_EDGE_WORDS = ("label", "kind", "start", "end")
_DO = "ask for the chart again; what stands before was read"


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 1.0 for a document whose first element is gexf."""
    return 1.0 if _ROOT.search(head[:_START_BYTES].replace(b"\0", b"")) else 0.0


def records(evidence: Evidence) -> Iterator[Node | Edge | Refusal]:
    """Give nodes and edges in order; in GEXF nodes stand before the edges."""
    titles: dict[tuple[str, str], str] = {}
    nodes = set[str]()
    number = 0
    with evidence.open() as handle:
        xml = XmlStream(handle, evidence.name, ("attributes", "node", "edge"))
        try:
            for event, element in xml.events():
                kind = local(element)
                if event == "start":
                    xml.keep()
                    continue
                if kind == "attributes":
                    group = str(element.get("class") or "node")
                    for one in element:
                        titles[group, str(one.get("id"))] = str(one.get("title") or one.get("id"))
                elif kind == "node":
                    name = str(element.get("id") or "")
                    nodes.add(name)
                    label = str(element.get("label") or "")
                    yield Node(f"node {name}", name, label, _data(element, titles, "node"))
                else:
                    number += 1
                    yield _edge(element, titles, number, nodes)
                xml.free(element)
        except BrokenRecord as exc:
            yield Refusal("", "", exc.what, _DO)


def _data(
    element: "_Element", titles: dict[tuple[str, str], str], group: str
) -> list[tuple[str, str]]:
    found = []
    for child in element.iter():
        if local(child) == "attvalue":
            key = str(child.get("for") or child.get("id") or "")
            value = str(child.get("value") or "").strip()
            if value:
                found.append((titles.get((group, key), key), value))
    return found


def _edge(
    element: "_Element", titles: dict[tuple[str, str], str], number: int, nodes: set[str]
) -> Edge:
    said = [(word, str(element.get(word) or "")) for word in _EDGE_WORDS]
    data = [pair for pair in said if pair[1]] + _data(element, titles, "edge")
    ends = str(element.get("source") or ""), str(element.get("target") or "")
    return Edge(f"edge {number}", *ends, data, known=set(ends) <= nodes)


def split(evidence: Evidence, _guesses: Guesses) -> Iterator[Node | Edge | Refusal]:
    """Give nodes and edges in order."""
    return records(evidence)


def read(record: Node | Edge) -> Iterator[Found | Refusal]:
    """Say what a node or an edge says."""
    return read_graph(record)


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the fields of a node or an edge."""
    return fields_at(evidence, spot, records(evidence))


gexf: Reader[Node | Edge] = Reader(
    name="gexf",
    title="Chart of things and links (GEXF)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=YIELDS,
    sample=("chart.gexf", {"things": 3, "links": 1}),
)
