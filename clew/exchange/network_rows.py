"""A network as rows of nodes and ties, to be written for other tools or drawn."""

from collections.abc import Iterable, Sequence
from typing import Any

from clew.analysis.network.case_answers import measured, ties_shown
from clew.analysis.network.from_case import CaseNetwork
from clew.analysis.network.graph import Graph
from clew.analysis.network.links import Links
from clew.analysis.network.measures import measure
from clew.analysis.network.overview import SHOWN, overview
from clew.exchange.graph_files import NetworkFile, Row
from clew.exchange.tables import Cell
from clew.model.evaluation import HANDLING
from clew.store.door import View

WARNING = "Ties as the files give them; a line says that records share something, and no more."
_MOST_FILES = 12


def of_case(
    view: View, network: CaseNetwork, links: Links, span: tuple[str, str], also: str | None = None
) -> NetworkFile:
    """Give the network of a case, each tie with its files and spots; victims and migrants stay masked.

    Args:
        view: what the asker may see.
        network: the network.
        links: its links, within the time window.
        span: first and last day of the window (ISO); empty where it is open.
        also: a measure besides those asked for most.
    """
    graph = links.graph()
    names = dict.fromkeys([*SHOWN, *([also] if also else [])])
    rows = measured(network, graph, names)
    rows.sort(key=lambda row: (-row["betweenness"], -row["degree"], row["id"]))
    label = {row["id"]: row["caption"] for row in rows}
    ties = [tie for tie in network.ties if tie.within(*span)]
    shown = ties_shown(view, network, ties)
    left = [len(set(tie.statements)) for tie in ties]
    sources: list[list[dict[str, Any]]] = [tie["sources"] for tie in shown]  # type: ignore[misc]
    files = {f"{spot['file']} ({spot['agency']})" for several in sources for spot in several}
    codes = {code for tie in ties for code in tie.handling}
    return NetworkFile(
        title_of(view, "network"),
        [_node(row, names) for row in rows],
        [_tie(tie, label, spots, n - len(spots)) for tie, spots, n in zip(shown, sources, left, strict=True)],
        notes=(named(files), handling(codes), *graph.notes, WARNING),
    )  # fmt: skip


def of_graph(graph: Graph, title: str, also: str | None = None) -> NetworkFile:
    """Give the network of a file of links, with its measures."""
    found = overview(graph)
    extra = measure(graph, also) if also and also not in SHOWN else None
    more = {extra.measure: extra.values} if extra else {}
    nodes: list[Row] = []
    for row in found.rows:
        name, number = str(row["id"]), graph.numbers[str(row["id"])]
        shown: dict[str, Cell] = {what: float(str(row[what])) for what in SHOWN}
        shown |= {what: _known(float(values[number])) for what, values in more.items()}
        nodes.append({"id": name, "label": name, **shown})
    ends = zip(graph.source.tolist(), graph.target.tolist(), graph.weight.tolist(), strict=True)
    ties: list[Row] = [
        {"source": graph.names[a], "target": graph.names[b], "weight": weight}
        for a, b, weight in ends
    ]
    bound = () if found.error_bound is None else (f"betweenness within {found.error_bound:g}",)
    source = f"Source: {title}; no handling codes stand in a file of links"
    return NetworkFile(title, nodes, ties, graph.is_directed, (source, *bound, *graph.notes))


def named(files: Iterable[str]) -> str:
    """Name the files something was drawn from, the first twelve of them."""
    several = sorted(files)
    more = len(several) - _MOST_FILES
    return f"Sources: {', '.join(several[:_MOST_FILES])}" + (
        f" and {more:,} more" if more > 0 else ""
    )


def handling(codes: Iterable[str]) -> str:
    """Say under which handling codes something stands, in words.

    >>> handling(["H2", "H3 (ask us)"])
    "Handling: H2 not to be passed on without the provider's permission; H3 (ask us)"
    """
    said = [f"{code} {HANDLING.get(code, '')}".strip() for code in sorted(set(codes))]
    return f"Handling: {'; '.join(said) or 'no code stated'}"


def title_of(view: View, what: str) -> str:
    """Give the title of a drawing or a table of a case; an exercise says so first."""
    return " · ".join(
        filter(None, ("EXERCISE" if view.case.exercise else "", view.case.name, what))
    )


def _node(row: dict[str, Any], names: Iterable[str]) -> Row:
    return {
        "id": row["id"], "label": row["caption"], "schema": row["schema"], "agency": row["agency"],
        "category": row["category"] or "", "records": row["records"],
        **{name: _known(row[name]) for name in names},
    }  # fmt: skip


def _tie(
    tie: dict[str, Any], label: dict[str, str], spots: Sequence[dict[str, Any]], left: int
) -> Row:
    told = [f"{spot['file']}, {spot['where']} ({spot['evaluation']})" for spot in spots]
    more = [f"and {left:,} more places"] if left > 0 else []
    return {
        "source": tie["source"], "target": tie["target"],
        "source_label": label[tie["source"]], "target_label": label[tie["target"]],
        "kind": tie["kind"], "weight": tie["count"], "first": tie["first"], "last": tie["last"],
        "sure": tie["sure"], "handling": " ".join(tie["handling"]), "sources": "; ".join([*told, *more]),
    }  # fmt: skip


def _known(value: float) -> float | None:
    return None if value != value else value
