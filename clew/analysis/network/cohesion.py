"""What holds a network together: cores, bridges, cut points, triangles, brokers, parts."""

from typing import Any

import numpy as np

from clew.analysis.network import kernels
from clew.analysis.network.graph import Graph, Real, merged


def _library_graph(graph: Graph) -> Any:
    """Give the graph without loops and directions as rustworkx has it."""
    import rustworkx as rx

    plain = graph.undirected().without_loops()
    made = rx.PyGraph(multigraph=False)
    made.add_nodes_from(range(len(plain)))
    made.extend_from_edge_list(list(zip(plain.source.tolist(), plain.target.tolist(), strict=True)))
    return made


def core_numbers(graph: Graph) -> Real:
    """Largest k for which a node stands in a part where everyone has k links (Seidman 1983).

    Loops are left out; with directions, links in and out are counted together.
    """
    rows = graph.without_loops().around
    left = np.diff(rows.begins)
    core = np.zeros(len(graph))
    buckets: list[list[int]] = [[] for _ in range(int(left.max(initial=0)) + 1)]
    for node, links in enumerate(left.tolist()):
        buckets[links].append(node)
    degree, done = left.tolist(), [False] * len(graph)
    begins, ends = rows.begins.tolist(), rows.ends.tolist()
    level = 0
    while level < len(buckets):
        if not buckets[level]:
            level += 1
            continue
        node = buckets[level].pop()
        if done[node] or degree[node] > level:
            continue
        done[node], core[node] = True, level
        for other in ends[begins[node] : begins[node + 1]]:
            if not done[other] and degree[other] > level:
                degree[other] -= 1
                buckets[degree[other]].append(other)
    return core


def clustering(graph: Graph) -> Real:
    """Share of a node's pairs of neighbours that are linked; with directions, Fagiolo's (2007)."""
    if graph.is_directed:
        out, back = graph.outward, graph.inward
        found = kernels.directed_triangles(out.begins, out.ends, back.begins, back.ends)
        plain = graph.without_loops()
        links = np.bincount(plain.source, minlength=len(graph)) + np.bincount(
            plain.target, minlength=len(graph)
        )
        key, count = plain.source * len(graph) + plain.target, max(len(graph), 1)
        mutual = np.isin(plain.target * len(graph) + plain.source, key)
        both = np.bincount(plain.source[mutual], minlength=count)[: len(graph)]
        pairs = links * (links - 1.0) - 2.0 * both
    else:
        rows = graph.without_loops().around
        found = kernels.triangles(rows.begins, rows.ends)
        links = np.diff(rows.begins)
        pairs = links * (links - 1.0) / 2.0
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(found > 0, found / pairs, 0.0))


def brokerage(graph: Graph) -> tuple[Real, Real]:
    """Burt's constraint and effective size (Structural Holes, 1992); nan for a node without neighbours."""
    back = (graph.source != graph.target) | graph.is_directed
    mutual = merged(
        graph.names,
        np.concatenate([graph.source, graph.target[back]]),
        np.concatenate([graph.target, graph.source[back]]),
        np.concatenate([graph.weight, graph.weight[back]]),
        is_directed=True,
    )
    rows = mutual.outward
    constraint, size = kernels.brokerage(rows.begins, rows.ends, rows.weights)
    return constraint, size


def bridges(graph: Graph) -> list[tuple[int, int]]:
    """Links whose loss parts what was connected, as pairs of nodes, lower number first."""
    import rustworkx as rx

    found: Any = rx.bridges(_library_graph(graph))
    return sorted((min(a, b), max(a, b)) for a, b in found)


def cut_points(graph: Graph) -> Real:
    """1 for a node whose loss parts what was connected, else 0."""
    import rustworkx as rx

    found = np.zeros(len(graph))
    found[sorted(rx.articulation_points(_library_graph(graph)))] = 1.0
    return found


def parts(graph: Graph) -> np.ndarray:
    """Number of the connected part each node stands in, whatever the directions; the largest is 0."""
    import rustworkx as rx

    found = [sorted(part) for part in rx.connected_components(_library_graph(graph))]
    number = np.zeros(len(graph), dtype=np.int64)
    for place, part in enumerate(sorted(found, key=lambda part: (-len(part), part[0]))):
        number[part] = place
    return number
