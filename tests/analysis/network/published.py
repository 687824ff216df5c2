"""Networks whose measures are published: Krackhardt's kite; the others come with networkx."""

from typing import Any

import networkx as nx

from clew.analysis.network.graph import Graph, from_links, merged

KITE = [
    ("Andre", "Beverly"), ("Andre", "Carol"), ("Andre", "Diane"), ("Andre", "Fernando"), ("Beverly", "Diane"),
    ("Beverly", "Ed"), ("Beverly", "Garth"), ("Carol", "Diane"), ("Carol", "Fernando"), ("Diane", "Ed"),
    ("Diane", "Fernando"), ("Diane", "Garth"), ("Ed", "Garth"), ("Fernando", "Garth"), ("Fernando", "Heather"),
    ("Garth", "Heather"), ("Heather", "Ike"), ("Ike", "Jane"),
]  # fmt: skip


def kite() -> Graph:
    return from_links((a, b, 1.0) for a, b in KITE)


def ours(graph: Any) -> Graph:
    """The same graph as clew has it, with its weights."""
    import numpy as np

    numbers = {node: place for place, node in enumerate(graph)}
    ends = np.array([(numbers[a], numbers[b]) for a, b in graph.edges], np.int64).reshape(-1, 2)
    weights = np.array([data.get("weight", 1.0) for *_, data in graph.edges(data=True)], np.float64)
    names = [str(node) for node in graph]
    return merged(names, ends[:, 0], ends[:, 1], weights, is_directed=graph.is_directed())


def florentine() -> Graph:
    return ours(nx.florentine_families_graph())


def karate() -> Graph:
    plain = nx.Graph(nx.karate_club_graph().edges)
    return ours(plain)
