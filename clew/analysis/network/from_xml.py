"""Reads links from GraphML and GEXF."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from clew.analysis.network.links import Links, weight_of
from clew.errors import BrokenRecord, SourceError
from clew.model.evidence import Evidence
from clew.sources.office_papers import local
from clew.sources.xml import XmlStream

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAGS = ("graphml", "gexf", "graph", "key", "attribute", "node", "edge", "hyperedge")
_WEIGHT = ("weight", "count", "value", "strength")
_DATE = ("date", "time", "timestamp", "at", "start")
_WAYS = {"true": True, "directed": True, "false": False, "undirected": False, "mutual": False}
"""What a link of its own says of its direction; a mutual one runs both ways."""


def read_xml(evidence: Evidence) -> Links:
    """Read links from GraphML or GEXF; what breaks off is read up to the break, and said.

    Raises:
        SourceError: it is neither.
        UnsafeSource: it carries a DOCTYPE.
    """
    read = _Read()
    kind = ""
    with evidence.open() as handle:
        xml = XmlStream(handle, evidence.name, _TAGS)
        try:
            for event, element in xml.events():
                if event == "start":
                    xml.keep()
                    kind = kind or local(element)
                    read.begin(element)
                    continue
                read.end(element)
                if local(element) in ("node", "edge", "hyperedge"):
                    xml.free(element)
        except BrokenRecord as exc:
            read.links.refuse(f"break in the file: {exc.what}", exc.where or "its end")
    if kind not in ("graphml", "gexf"):
        raise SourceError(
            "it is neither GraphML nor GEXF",
            where=evidence.name,
            do="save the graph as one of them",
        )
    return read.whole()


@dataclass(slots=True)
class _Read:
    """What was read so far.

    Attributes:
        keys: id of an attribute of links → its name; those of nodes may have the same ids.
        usual: name → the value of a link that has none of its own.
        graphs: for each graph that is open, a graph in a node among them, whether its links have a direction.
        ways: for each link whether it has a direction.
    """

    links: Links = field(default_factory=Links)
    keys: dict[str, str] = field(default_factory=dict)
    usual: dict[str, str] = field(default_factory=dict)
    graphs: list[bool] = field(default_factory=list)
    ways: list[bool] = field(default_factory=list)

    def begin(self, element: "_Element") -> None:
        if local(element) == "graph":
            way = element.get("edgedefault") or element.get("defaultedgetype") or ""
            self.graphs.append(way == "directed")

    def end(self, element: "_Element") -> None:
        tag = local(element)
        if tag == "graph":
            way = self.graphs.pop()
            self.links.is_directed |= way and not self.ways
        elif tag in ("key", "attribute"):
            self._key(element)
        elif tag == "node":
            if name := element.get("id"):
                self.links.node(name)
            else:
                self.links.refuse("nodes without an id", f"node {len(self.links.numbers) + 1}")
        elif tag == "edge":
            self._link(element)
        elif tag == "hyperedge":
            self.links.refuse("links of any number of nodes, left out", "hyperedge 1")

    def whole(self) -> Links:
        """Give the links; where some have a direction and others none, those without run both ways."""
        links = self.links
        if not any(self.ways):
            return links
        links.is_directed = True
        for place, way in enumerate(self.ways):
            if way:
                continue
            links.refuse(
                "links without direction among others with one, taken both ways",
                f"edge {place + 1}",
            )
            if links.source[place] != links.target[place]:
                links.turned(place)
        return links

    def _key(self, element: "_Element") -> None:
        above = element.getparent()
        of = element.get("for") or (above.get("class") if above is not None else "") or ""
        if of == "node" or of in ("graph", "port"):
            return
        told = str(element.get("id"))
        name = (element.get("attr.name") or element.get("title") or told).casefold()
        self.keys[told] = name
        for child in element:
            if local(child) == "default" and (child.text or "").strip():
                self.usual[name] = str(child.text).strip()

    def _link(self, element: "_Element") -> None:
        number = len(self.ways) + 1
        source, target = element.get("source"), element.get("target")
        if not source or not target:
            self.links.refuse("links that do not name two nodes", f"edge {number}")
            return
        data = self._data(element)
        weight = weight_of(next((data[name] for name in _WEIGHT if data.get(name)), "1"))
        if weight is None:
            self.links.refuse("weights that are no number, counted as 1", f"edge {number}")
        at = next((data[name] for name in _DATE if data.get(name)), "")
        way = _WAYS.get((element.get("directed") or element.get("type") or "").casefold())
        self.ways.append(way if way is not None else bool(self.graphs and self.graphs[-1]))
        self.links.add(source, target, 1.0 if weight is None else weight, at)

    def _data(self, element: "_Element") -> dict[str, str]:
        """Give what a link says of itself by name, and what its kind says where it is silent."""
        data = {"weight": element.get("weight") or "", "start": element.get("start") or ""}
        for child in element.iter():
            if local(child) == "data":
                data[self.keys.get(str(child.get("key")), "")] = (child.text or "").strip()
            elif local(child) == "attvalue":
                told = child.get("for") or child.get("id")
                data[self.keys.get(str(told), "")] = str(child.get("value") or "")
        return {**self.usual, **{name: value for name, value in data.items() if value}}
