"""Writes a network for other tools: GraphML and GEXF, and as tables of nodes and ties (CSV, XLSX, Markdown).

Each tie keeps its kind, dates, how sure it is, its handling codes and its sources; who is masked on
the page is masked here.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from clew.errors import pick
from clew.exchange.tables import TYPES, Cell, Table, printable, written

KINDS = {
    "graphml": "application/graphml+xml", "gexf": "application/gexf+xml", **TYPES,
}  # fmt: skip
"""Kinds of file a network is written as → media type."""
Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class NetworkFile:
    """A network as it is written.

    Attributes:
        title: what it is of.
        nodes: id, what it is called, its measures; each row with the same columns.
        ties: ends by id, and what is known of each tie; each row with the same columns.
        is_directed: whether a tie runs from source to target only.
        notes: what must be said with it: how it was measured, handling codes, caveats.
    """

    title: str
    nodes: Sequence[Row]
    ties: Sequence[Row]
    is_directed: bool = False
    notes: tuple[str, ...] = field(default=())


def as_file(network: NetworkFile, kind: str) -> bytes:
    """Write a network as one of `KINDS`.

    Raises:
        NotFound: there is no such kind.
        SettingsError: the extra "network" is missing.
    """
    pick("kind of file", kind, KINDS)
    if kind in TYPES:
        ties, nodes = (_table(*one) for one in (("ties", network.ties), ("nodes", network.nodes)))
        tables = (ties, nodes) if kind == "csv" else (nodes, ties)
        return written(tables, kind, network.title, network.notes)
    return _graph(network, kind)


def _table(name: str, rows: Sequence[Row]) -> Table:
    columns = tuple(rows[0]) if rows else ("id",)
    return Table(name, columns, [tuple(row.values()) for row in rows])


def _graph(network: NetworkFile, kind: str) -> bytes:
    import networkx as nx

    made = nx.MultiDiGraph() if network.is_directed else nx.MultiGraph()
    made.graph["name"] = made.graph["description"] = " ".join((network.title, *network.notes))
    for node in network.nodes:
        made.add_node(node["id"], **_known(node, ("id",)))
    for number, tie in enumerate(network.ties):
        made.add_edge(tie["source"], tie["target"], key=number, **_known(tie, ("source", "target")))
    out = io.BytesIO()
    if kind == "gexf":
        nx.write_gexf(made, out)
    else:
        nx.write_graphml_lxml(made, out)
    return out.getvalue()


def _known(row: Row, without: tuple[str, ...]) -> dict[str, Cell]:
    """Give what is known of a node or a tie; what is not known is left out, as both formats want it."""
    return {
        name: printable(cell) if isinstance(cell, str) else cell
        for name, cell in row.items()
        if name not in without and cell is not None
    }
