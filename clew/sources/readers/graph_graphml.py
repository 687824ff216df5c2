"""A chart of things and links as GraphML, of yEd, Gephi, NetworkX and others.

Reads    GraphML: nodes, edges, their data under the names of their keys, as a stream
Gives    Person, Vehicle, Handset, … a node, by its fields; LegalEntity when only a name is known;
         UnknownLink an edge
Units    dates that read one way only → ISO
Refuses  an edge to a node the file does not have; hyperedges and ports are named; drawing is left out
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

_ROOT = re.compile(rb"<(?:\w{1,20}:)?graphml[\s>]")
_START_BYTES = 4_096
_LABELS = ("label", "name")
_DRAWN = ("NodeLabel", "EdgeLabel")  # yEd writes labels into its drawing
_DO = "ask for the chart again; what stands before was read"


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 1.0 for a document whose first element is graphml."""
    return 1.0 if _ROOT.search(head[:_START_BYTES].replace(b"\0", b"")) else 0.0


def records(evidence: Evidence) -> Iterator[Node | Edge | Refusal]:
    """Give nodes and edges in order."""
    keys: dict[str, str] = {}
    nodes = set[str]()
    number = 0
    with evidence.open() as handle:
        xml = XmlStream(handle, evidence.name, ("key", "node", "edge", "hyperedge"))
        try:
            for event, element in xml.events():
                kind = local(element)
                if event == "start":
                    xml.keep()
                    if kind == "node":
                        nodes.add(str(element.get("id") or ""))
                    continue
                if kind == "key":
                    keys[str(element.get("id"))] = str(
                        element.get("attr.name") or element.get("id")
                    )
                elif kind == "node":
                    yield _node(element, keys)
                else:
                    number += 1
                    yield _edge(element, keys, number, nodes, kind)
                if not _is_inside(element):
                    xml.free(element)
        except BrokenRecord as exc:
            yield Refusal("", "", exc.what, _DO)


def _is_inside(element: "_Element") -> bool:
    """Say whether it stands in a chart inside a node, which still needs what stands before it."""
    return any(local(above) == "node" for above in element.iterancestors())


def _data(element: "_Element", keys: dict[str, str]) -> list[tuple[str, str]]:
    found = []
    for child in element:
        if local(child) == "data":
            name = keys.get(str(child.get("key")), str(child.get("key")))
            text = (child.text or "").strip()
            drawn = [(e.text or "").strip() for e in child.iter() if local(e) in _DRAWN]
            found += [(name, text)] if text else [("label", label) for label in drawn if label]
        elif local(child) == "desc" and (child.text or "").strip():
            found.append(("description", (child.text or "").strip()))
    return found


def _node(element: "_Element", keys: dict[str, str]) -> Node:
    name = str(element.get("id") or "")
    data = _data(element, keys)
    label = next((value for wanted in _LABELS for key, value in data if key.lower() == wanted), "")
    return Node(f"node {name}", name, label, [d for d in data if d[1] != label])


def _edge(
    element: "_Element", keys: dict[str, str], number: int, nodes: set[str], kind: str
) -> Edge | Refusal:
    spot = f"edge {number}"
    if kind == "hyperedge":
        reason = "a hyperedge ties several things at once, which clew does not draw"
        return Refusal(spot, str(element.get("id") or ""), reason, "ask for it as single links")
    ends = str(element.get("source") or ""), str(element.get("target") or "")
    return Edge(spot, *ends, _data(element, keys), known=set(ends) <= nodes)


def split(evidence: Evidence, _guesses: Guesses) -> Iterator[Node | Edge | Refusal]:
    """Give nodes and edges; edges last, when it is known which nodes there are."""
    edges = list[Edge]()
    names = set[str]()
    for record in records(evidence):
        if isinstance(record, Edge) and not record.known:
            edges.append(record)
            continue
        if isinstance(record, Node):
            names.add(record.name)
        yield record
    for edge in edges:
        edge.known = edge.source in names and edge.target in names
        yield edge


def read(record: Node | Edge) -> Iterator[Found | Refusal]:
    """Say what a node or an edge says."""
    return read_graph(record)


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the fields of a node or an edge."""
    return fields_at(evidence, spot, records(evidence))


graphml: Reader[Node | Edge] = Reader(
    name="graphml",
    title="Chart of things and links (GraphML)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=YIELDS,
    sample=("chart.graphml", {"things": 4, "links": 2}),
)
