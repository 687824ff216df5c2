"""Draws what a case holds: its network, the links around an entity; each line says its sources."""

from clew.analysis.chart import Chart, Link
from clew.exchange.graph_files import NetworkFile, Row
from clew.exchange.network_rows import WARNING, handling, named, title_of
from clew.report.link_drawing import Framing, Line, Spot, draw_links
from clew.store import reading
from clew.store.door import View
from clew.store.reading import Told

_CHART = "Links as the files give them; a dashed line asks whether two records are one, and does not say so."


def draw_network(network: NetworkFile) -> str:
    """Draw a network as SVG; who is masked in its rows is masked in the drawing."""
    spots = [
        Spot(str(n["id"]), str(n["label"]), str(n.get("schema", "")), str(n.get("agency", "")))
        for n in network.nodes
    ]
    label = {spot.id: spot.caption for spot in spots}
    lines = [_tie(tie, label) for tie in network.ties]
    notes = tuple(note for note in network.notes if note != WARNING)
    return draw_links(spots, lines, Framing(network.title, notes, WARNING))


def _tie(tie: Row, label: dict[str, str]) -> Line:
    source, target = str(tie["source"]), str(tie["target"])
    weight, kind = float(str(tie["weight"])), str(tie.get("kind", ""))
    told = f"{kind} ×{weight:g}" if kind and weight != 1 else kind or f"{weight:g}"
    from_where = f" [{tie['handling']}] {tie['sources']}" if "sources" in tie else ""
    return Line(source, target, told, f"{label[source]} – {told} – {label[target]}{from_where}")


def draw_chart(view: View, chart: Chart) -> str:
    """Draw a link chart as SVG, each line with the files and spots it comes from."""
    wanted = [s for link in chart.links for s in (link.statement, link.other) if s is not None]
    told = reading.statements(view, wanted)
    caption = {node.id: node.caption for node in chart.nodes}
    spots = [Spot(node.id, node.caption, node.schema, node.agency) for node in chart.nodes]
    lines = [_link(link, caption, told) for link in chart.links]
    files = {f"{one.file} ({one.agency})" for one in told.values()}
    codes = {code for one in told.values() for code in one.codes}
    left = (f"{chart.left_out:,} further entities not drawn.",) if chart.left_out else ()
    notes = (*left, named(files), handling(codes))
    return draw_links(spots, lines, Framing(title_of(view, "chart"), notes, _CHART))


def _link(link: Link, caption: dict[str, str], told: dict[int, Told]) -> Line:
    several = [told[s] for s in (link.statement, link.other) if s in told]
    spots = "; ".join(f"{one.file}, {one.where}" for one in several)
    codes = " ".join(sorted({code for one in several for code in one.codes}))
    count = f" ×{link.count}" if link.count > 1 else ""
    says = (
        f"{caption[link.source]} – {link.label}{count} – {caption[link.target]} [{codes}] {spots}"
    )
    is_open = link.hit is not None and link.decision != "same"
    return Line(link.source, link.target, f"{link.label}{count}", says, is_open)
