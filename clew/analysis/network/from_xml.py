"""Reads links from GraphML and GEXF."""

from typing import TYPE_CHECKING

from clew.analysis.network.links import Links, weight_of
from clew.errors import BrokenRecord, SourceError
from clew.model.evidence import Evidence
from clew.sources.office_papers import local
from clew.sources.xml import XmlStream

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAGS = ("graphml", "gexf", "graph", "key", "attribute", "node", "edge")
_WEIGHT = ("weight", "count", "value", "strength")
_DATE = ("date", "time", "timestamp", "at", "start")


def read_xml(evidence: Evidence) -> Links:
    """Read links from GraphML or GEXF; what breaks off is read up to the break, and said.

    Raises:
        SourceError: it is neither.
        UnsafeSource: it carries a DOCTYPE.
    """
    links, keys = Links(), dict[str, str]()
    kind, number = "", 0
    with evidence.open() as handle:
        xml = XmlStream(handle, evidence.name, _TAGS)
        try:
            for event, element in xml.events():
                tag = local(element)
                if event == "start":
                    xml.keep()
                    kind = kind or tag
                    if tag == "graph":
                        way = element.get("edgedefault") or element.get("defaultedgetype") or ""
                        links.is_directed = way == "directed"
                    continue
                if tag in ("key", "attribute"):
                    name = element.get("attr.name") or element.get("title") or ""
                    keys[str(element.get("id"))] = name.casefold()
                elif tag == "node":
                    links.node(str(element.get("id")))
                elif tag == "edge":
                    number += 1
                    _link(links, element, keys, number)
                if tag in ("node", "edge"):
                    xml.free(element)
        except BrokenRecord as exc:
            links.refuse(f"break in the file: {exc.what}", exc.where or "its end")
    if kind not in ("graphml", "gexf"):
        raise SourceError(
            "it is neither GraphML nor GEXF",
            where=evidence.name,
            do="save the graph as one of them",
        )
    return links


def _link(links: Links, element: "_Element", keys: dict[str, str], number: int) -> None:
    source, target = element.get("source"), element.get("target")
    if not source or not target:
        links.refuse("links that do not name two nodes", f"edge {number}")
        return
    data = {"weight": element.get("weight") or "", "start": element.get("start") or ""}
    for child in element.iter():
        if local(child) == "data":
            data[keys.get(str(child.get("key")), "")] = (child.text or "").strip()
        elif local(child) == "attvalue":
            data[keys.get(str(child.get("for")), "")] = str(child.get("value") or "")
    told = next((data[name] for name in _WEIGHT if data.get(name)), "1")
    weight = weight_of(told)
    if weight is None:
        links.refuse("weights that are no number, counted as 1", f"edge {number}")
    at = next((data[name] for name in _DATE if data.get(name)), "")
    links.add(source, target, 1.0 if weight is None else weight, at)
