"""What is shown of a case's network: nodes with their names, ties with their sources, firm ranks."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from clew.analysis.network.from_case import CaseNetwork, Tie
from clew.analysis.network.graph import Graph
from clew.analysis.network.links import Links
from clew.analysis.network.measures import How, measure
from clew.analysis.network.robustness import DRAWS, ranks
from clew.store import reading
from clew.store.covering import MASK
from clew.store.door import View

MOST_SOURCES = 20
"""Sources that are shown of one tie; its count says how many there are."""


def as_json(view: View, network: CaseNetwork) -> dict[str, object]:
    """Give nodes and ties, each tie with the files and spots that say so."""
    return {
        "nodes": [
            {"id": network.id_of(node), **_shown(network, node)}
            for node in sorted({end for tie in network.ties for end in (tie.a, tie.b)})
        ],
        "links": ties_shown(view, network, network.ties),
        "people": len(network.members),
        "method": "sure: that at least one file holds, by its 4x4 code (certainty.toml); "
        "records are one person only where a person judged them so, or --same proposed says so",
    }


def ties_shown(view: View, network: CaseNetwork, chosen: Iterable[Tie]) -> list[dict[str, object]]:
    """Give ties with their sources."""
    several = list(chosen)
    wanted = [s for tie in several for s in tie.statements[:MOST_SOURCES]]
    told = reading.statements(view, wanted)
    return [
        {
            "source": network.id_of(tie.a), "target": network.id_of(tie.b), "kind": tie.kind, "count": tie.count,
            "first": tie.first, "last": tie.last, "sure": round(tie.sure, 4), "statement": tie.statements[0],
            "handling": list(tie.handling),
            "sources": [_spot(told[s]) for s in dict.fromkeys(tie.statements[:MOST_SOURCES]) if s in told],
        }
        for tie in several
    ]  # fmt: skip


def with_captions(network: CaseNetwork, answer: dict[str, object]) -> dict[str, object]:
    """Add to nodes of an answer, or beside its ids, what they are called; victims and migrants stay masked."""
    number = {network.id_of(node): node for node in network.parties}
    nodes = answer.get("nodes")
    if isinstance(nodes, list):
        answer["nodes"] = [
            {**one, **_shown(network, number[one["id"]])}
            if isinstance(one, dict) and one.get("id") in number
            else one
            for one in nodes
        ]
    ids = dict.fromkeys(one for one in _texts(answer) if one in number)
    called = {one: _shown(network, number[one])["caption"] for one in ids}
    return {**answer, "called": called} if called else answer


def _texts(value: object) -> Iterator[str]:
    """Give the texts that stand in lists of an answer, but not in its rows."""
    if isinstance(value, list | tuple):
        for one in value:
            if isinstance(one, str):
                yield one
            elif isinstance(one, list | tuple):
                yield from _texts(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)


def measured(network: CaseNetwork, graph: Graph, names: Iterable[str]) -> list[dict[str, Any]]:
    """Give each node of a graph with what it is called and its measures; victims and migrants stay masked."""
    number = {network.id_of(node): node for node in network.parties}
    taken = {name: measure(graph, name).values for name in names}
    return [
        {
            "id": name,
            **_shown(network, number[name]),
            **{what: round(float(values[place]), 6) for what, values in taken.items()},
        }
        for place, name in enumerate(graph.names)
    ]


def robust(network: CaseNetwork, links: Links, name: str, how: How) -> dict[str, object]:
    """Give how firm each rank is when ties fall away as their sources' evaluation makes likely."""
    graph = links.graph().undirected()
    found = ranks(graph, name, how, network.sure(graph))
    return {
        "measure": name,
        "nodes": [asdict(one) for one in found],
        "method": f"{DRAWS} draws, each link kept as often as its sources are sure; nine of ten draws lie "
        f"between low and high; seed {how.drawing.seed}",
        "notes": list(graph.notes),
    }


def _shown(network: CaseNetwork, node: int) -> dict[str, object]:
    """Give what a ranking shows of a node: neither a victim nor a migrant stands in one by name."""
    party, category = network.parties[node], network.category.get(node, "")
    caption, is_masked = party.caption, party.masked
    if category == "migrant" and not network.is_unmasked:
        caption, is_masked = f"{MASK} (migrant, not named in a ranking)", True
    return {
        "schema": party.schema, "caption": caption, "agency": party.agency, "masked": is_masked,
        "category": category, "records": len(network.members.get(node, (node,))),
    }  # fmt: skip


def _spot(told: reading.Told) -> dict[str, object]:
    return {
        "statement": told.statement, "file": told.file, "where": told.where, "agency": told.agency,
        "evaluation": told.evaluation, "handling": told.handling, "source": told.source,
    }  # fmt: skip
