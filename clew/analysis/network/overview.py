"""A network at a glance: its size, its parts, and for each node the measures asked for most."""

from dataclasses import dataclass

import numpy as np

from clew.analysis.network import cohesion
from clew.analysis.network.betweenness import Drawing
from clew.analysis.network.graph import Graph
from clew.analysis.network.measures import How, measure

SHOWN = ("degree", "betweenness", "closeness", "eigenvector", "k-core", "communities")
_EXACT_STEPS = 100_000_000


@dataclass(frozen=True, slots=True)
class Overview:
    """A network at a glance.

    Attributes:
        size: what → number: nodes, links, parts, the largest part, density.
        rows: one for each node: its id and the measures in `SHOWN`, by betweenness.
        error_bound: of the betweenness, None where exact.
    """

    size: dict[str, float | int | bool]
    rows: list[dict[str, object]]
    error_bound: float | None
    notes: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """Give it as `clew network --json` prints it without a measure."""
        return {
            "size": self.size, "nodes": self.rows, "method": "see --measure for each formula",
            "error_bound": self.error_bound, "notes": list(self.notes),
        }  # fmt: skip


def overview(graph: Graph) -> Overview:
    """Measure what is asked for most."""
    how = How(drawing=Drawing(exact_steps=_EXACT_STEPS))
    taken = {name: measure(graph, name, how) for name in SHOWN}
    parts = np.bincount(cohesion.parts(graph)) if len(graph) else np.zeros(1, dtype=np.int64)
    count, links = len(graph), len(graph.source) - graph.loops
    pairs = count * (count - 1) / (1 if graph.is_directed else 2)
    size: dict[str, float | int | bool] = {
        "nodes": count, "links": links, "directed": graph.is_directed, "parts": len(parts),
        "largest_part": int(parts.max(initial=0)), "alone": int((parts == 1).sum()),
        "density": links / pairs if pairs else 0.0,
    }  # fmt: skip
    order = np.argsort(-taken["betweenness"].values, kind="stable")
    rows: list[dict[str, object]] = [
        {"id": graph.names[n], **{name: float(taken[name].values[n]) for name in SHOWN}}
        for n in order
    ]
    return Overview(size, rows, taken["betweenness"].error_bound, graph.notes)
