"""Reads links from JSON: node-link, Cytoscape, adjacency, lists of pairs, or one object a line."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from clew.analysis.network.links import Links, first_of, weight_of
from clew.errors import SourceError

_COMMENT = re.compile(r"\s*(?:[#%]|//)")
_LINKS = ("links", "edges", "relationships", "ties")
_NODES = ("nodes", "vertices", "actors")
_SOURCE = ("source", "from", "src", "caller", "u", "start", "a", "x")
_TARGET = ("target", "to", "dst", "callee", "v", "end", "b", "y")
_WEIGHT = ("weight", "count", "value", "strength", "w")
_DATE = ("date", "at", "time", "timestamp", "start", "first")
_INNER = ("properties", "data", "attributes", "attrs", "metadata")
_LONG_NUMBER = re.compile(r"\d{20}|\bNaN\b|\bInfinity\b")
"""What the quick reader loses: a number of a card of twenty digits, a weight that is none."""


def read_json(text: str, name: str) -> Links:
    """Read links from JSON.

    Raises:
        SourceError: it is neither one JSON value nor one object a line.
    """
    try:
        whole = _value("\n".join(line for line in text.split("\n") if not _COMMENT.match(line)))
    except (ValueError, RecursionError):
        return _lines(text, name)
    links = Links(is_silent=True)
    if isinstance(whole, dict) and not _is_link(whole):
        return _object(links, whole)
    _add_all(links, whole if isinstance(whole, list) else [whole], [])
    return links


def _value(text: str) -> Any:
    return json.loads(text) if _LONG_NUMBER.search(text) else orjson.loads(text)


def _is_link(one: dict[str, Any]) -> bool:
    """Say whether an object is a link of its own, not a whole graph: a list of one line."""
    fields = _flat(one)
    return not any(isinstance(one.get(name), list | dict) for name in (*_LINKS, *_NODES)) and (
        first_of(fields, _SOURCE) is not None and first_of(fields, _TARGET) is not None
    )


def _object(links: Links, whole: dict[str, Any]) -> Links:
    inner = whole.get("elements") or whole.get("graph")
    if isinstance(inner, dict) and _first_list(inner, (*_LINKS, *_NODES)) is not None:
        whole = {**whole, **inner}
    elif isinstance(whole.get("elements"), list):
        whole = {**whole, "links": whole["elements"]}
    if "type" in whole and not any(name in whole for name in (*_LINKS, *_NODES)):
        _add_all(links, [whole], [])
        return links
    options = whole.get("options")
    kind = options.get("type") if isinstance(options, dict) else ""
    links.is_directed = bool(whole.get("directed", kind == "directed"))
    links.is_silent = "directed" not in whole and not kind
    nodes = _first_list(whole, _NODES)
    ids = [_id_of(node) for node in nodes] if isinstance(nodes, list) else []
    if isinstance(nodes, dict):
        ids = list(nodes)
    for one in ids:
        links.node(one)
    found = _first_list(whole, _LINKS)
    if isinstance(found, list):
        _add_all(links, found, ids)
    elif isinstance(whole.get("adjacency"), list):
        _adjacency(links, dict(zip(ids, whole["adjacency"], strict=False)))
    elif found is None and not ids:
        _adjacency(links, {k: v for k, v in whole.items() if isinstance(v, list | dict)})
    return links


def _first_list(whole: dict[str, Any], names: Iterable[str]) -> Any:
    """Give the first of these fields that holds anything, else the first that is an empty list."""
    held = [whole[name] for name in names if isinstance(whole.get(name), list | dict)]
    return next((one for one in held if one), held[0] if held else None)


def _adjacency(links: Links, near: dict[str, Any]) -> None:
    """Add links given as the neighbours of each node; both ways stand there, so each pair is taken once."""
    seen: set[tuple[str, str]] = set()
    for one, others in near.items():
        links.node(one)
        if not isinstance(others, list | dict):
            links.refuse("neighbours that are no list", one)
            continue
        for other in others:
            target = _id_of(other)
            if not links.is_directed and (target, one) in seen:
                continue
            seen.add((one, target))
            weight = others[other] if isinstance(others, dict) else other
            fields = (
                weight
                if isinstance(weight, dict)
                else {"weight": weight if isinstance(others, dict) else 1}
            )
            links.add(one, target, _weight(links, fields, target), "")


def _add_all(links: Links, found: list[Any], ids: list[str]) -> None:
    """Add links; ends that are no id but a place in the list of nodes are read so, as d3 writes them."""
    known = set(ids)
    for number, written in enumerate(found, start=1):
        one = written
        if isinstance(written, list) and len(written) >= 2:
            one = dict(zip(("source", "target", "weight"), written, strict=False))
            if isinstance(one.get("weight"), dict):
                one |= {"weight": None, **one["weight"]}
        if not isinstance(one, dict):
            links.refuse("links that do not name two nodes", f"link {number}")
            continue
        fields = _flat(one)
        source, target = first_of(fields, _SOURCE), first_of(fields, _TARGET)
        if source is None or target is None:
            if set(one) == {"directed"}:
                continue
            if fields.get("id") not in (None, "") and source is None and target is None:
                links.node(str(fields["id"]))
            else:
                links.refuse("links that do not name two nodes", f"link {number}")
            continue
        begin, end = _end(source, ids, known), _end(target, ids, known)
        weight = _weight(links, fields, f"link {number}")
        links.add(begin, end, weight, str(first_of(fields, _DATE) or ""))


def _lines(text: str, name: str) -> Links:
    """Read one object a line: nodes have an id, links two ends."""
    links, whole = Links(is_silent=True), 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or _COMMENT.match(line):
            continue
        try:
            one = _value(line.rstrip().rstrip(","))
        except (ValueError, RecursionError):
            links.refuse("lines that are no JSON", f"line {number}")
            continue
        whole += 1
        if isinstance(one, dict) and one.get("directed") is True:
            links.is_directed = True
        _add_all(links, [one], [])
    if not whole:
        raise SourceError("it is no whole JSON", where=name, do="ask for the file again")
    return links


def _flat(one: dict[str, Any]) -> dict[str, object]:
    """Give a link's fields with those it keeps inside: properties, data, attributes."""
    inner: Iterator[dict[str, Any]] = (one[k] for k in _INNER if isinstance(one.get(k), dict))
    flat = {k: v for part in inner for k, v in part.items()}
    return {**flat, **one}


def _id_of(node: object) -> str:
    if isinstance(node, dict):
        found = first_of(_flat(node), ("id", "name", "key", "label"))
        return str(found)
    return str(node)


def _end(end: object, ids: list[str], known: set[str]) -> str:
    if isinstance(end, dict):
        return _id_of(end)
    if str(end) not in known and isinstance(end, int) and 0 <= end < len(ids):
        return ids[end]
    return str(end)


def _weight(links: Links, fields: dict[str, object], where: str) -> float:
    told = first_of(fields, _WEIGHT)
    if told is None:
        return 1.0
    weight = weight_of(told)
    if weight is None:
        links.refuse("weights that are no number, counted as 1", where)
    return 1.0 if weight is None else weight
