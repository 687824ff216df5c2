"""A graph as arrays: who is in it, which two are linked, how strongly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from clew.errors import UsageError, pick

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Neighbours of each node, one row after the other (compressed sparse rows).

    Attributes:
        begins: where each node's row begins in *ends*; one more than there are nodes.
        ends: numbers of the neighbours, rising within a row.
        weights: weight of each link.
    """

    begins: Whole
    ends: Whole
    weights: Real


@dataclass(frozen=True)
class Graph:
    """Nodes and links between them, one link for each pair.

    Attributes:
        names: ids of the nodes, in the order met.
        source, target: numbers of each link's ends; a link without direction stands once.
        weight: weight of each link; of parallel links the sum.
        is_directed: whether a link runs from *source* to *target* only.
        notes: what was odd about the links that were read, a sentence each.
    """

    names: tuple[str, ...]
    source: Whole
    target: Whole
    weight: Real
    is_directed: bool = False
    notes: tuple[str, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Give the number of each node by its id."""
        return {name: number for number, name in enumerate(self.names)}

    def number(self, name: str) -> int:
        """Give the number of a node.

        Raises:
            NotFound: there is no such node; those with a near name are offered.
        """
        if name in self.numbers:
            return self.numbers[name]
        return pick("node", name, self.numbers if len(self) <= 50 else _near(name, self.names))

    @cached_property
    def outward(self) -> Rows:
        """Neighbours a link leads to; without direction, all neighbours."""
        if self.is_directed:
            return _rows(len(self), self.source, self.target, self.weight)
        return self.around

    @cached_property
    def inward(self) -> Rows:
        """Neighbours a link comes from; without direction, all neighbours."""
        if self.is_directed:
            return _rows(len(self), self.target, self.source, self.weight)
        return self.around

    @cached_property
    def around(self) -> Rows:
        """Neighbours on either side; a pair linked both ways stands twice, a self-loop once."""
        apart = self.source != self.target
        return _rows(
            len(self),
            np.concatenate([self.source, self.target[apart]]),
            np.concatenate([self.target, self.source[apart]]),
            np.concatenate([self.weight, self.weight[apart]]),
        )

    @property
    def loops(self) -> int:
        """How many links run from a node to itself."""
        return int((self.source == self.target).sum())

    def undirected(self) -> "Graph":
        """Give the graph without directions: linked where either links to the other, weights added."""
        if not self.is_directed:
            return self
        pairs = self.source, self.target, self.weight
        return replace(merged(self.names, *pairs, is_directed=False), notes=self.notes)

    def without_loops(self) -> "Graph":
        """Give the graph without links from a node to itself."""
        return self.keeping(self.source != self.target)

    def weighing(self, weight: Real) -> "Graph":
        """Give the graph with other weights."""
        return Graph(self.names, self.source, self.target, weight, self.is_directed, self.notes)

    def keeping(self, links: NDArray[np.bool_]) -> "Graph":
        """Give the graph with some of its links; all nodes stay."""
        return Graph(
            self.names, self.source[links], self.target[links], self.weight[links],
            self.is_directed, self.notes,
        )  # fmt: skip

    def without(self, nodes: Iterable[int]) -> "Graph":
        """Give the graph after nodes and their links were taken away."""
        gone = np.zeros(len(self), dtype=np.bool_)
        gone[list(nodes)] = True
        number = np.cumsum(~gone) - 1
        kept = ~(gone[self.source] | gone[self.target])
        names = tuple(name for name, out in zip(self.names, gone, strict=True) if not out)
        return Graph(
            names, number[self.source[kept]], number[self.target[kept]], self.weight[kept],
            self.is_directed, self.notes,
        )  # fmt: skip


def merged(
    names: Sequence[str], source: Whole, target: Whole, weight: Real, *, is_directed: bool
) -> Graph:
    """Make a graph of links as they stand in a file, parallel ones made one with their weights added."""
    notes = []
    if not is_directed:
        source, target = np.minimum(source, target), np.maximum(source, target)
    key = source * max(len(names), 1) + target
    pairs, first, place = np.unique(key, return_index=True, return_inverse=True)
    if parallel := len(key) - len(pairs):
        notes.append(f"{parallel:,} parallel links were made one with another, their weights added")
    total = np.bincount(place, weights=weight, minlength=len(pairs)).astype(np.float64)
    graph = Graph(tuple(names), source[first], target[first], total, is_directed)
    if graph.loops:
        notes.append(f"{graph.loops:,} links run from a node to itself; no path uses them")
    if negative := int((total < 0).sum()):
        notes.append(f"{negative:,} links have a negative weight; a weighted path leaves them out")
    return replace(graph, notes=tuple(notes))


def from_links(links: Iterable[tuple[str, str, float]], *, is_directed: bool = False) -> Graph:
    """Make a graph of (source, target, weight).

    >>> from_links([("a", "b", 1), ("b", "a", 2)]).weight.tolist()
    [3.0]
    """
    numbers: dict[str, int] = {}
    ends, weights = [], []
    for a, b, weight in links:
        ends += [numbers.setdefault(a, len(numbers)), numbers.setdefault(b, len(numbers))]
        weights.append(weight)
    both = np.array(ends, dtype=np.int64).reshape(-1, 2)
    return merged(
        list(numbers), both[:, 0], both[:, 1], np.array(weights, np.float64), is_directed=is_directed
    )  # fmt: skip


def directed_or_not(graph: Graph, wanted: bool | None) -> Graph:
    """Give the graph as it is, or with its directions set aside.

    Raises:
        UsageError: directions are asked for that the graph does not have.
    """
    if wanted and not graph.is_directed:
        raise UsageError("the links of this graph have no direction", do="leave --directed out")
    return graph.undirected() if wanted is False else graph


def _rows(count: int, begin: Whole, end: Whole, weight: Real) -> Rows:
    from clew.analysis.network.kernels import in_order

    order = in_order(count, end, np.arange(len(end)))
    order = in_order(count, begin, order)
    begins = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(begin, minlength=count), out=begins[1:])
    return Rows(begins, end[order].astype(np.int64), weight[order].astype(np.float64))


def _near(name: str, names: Sequence[str]) -> dict[str, int]:
    from rapidfuzz import process

    return {found: place for found, _, place in process.extract(name, names, limit=5)}
