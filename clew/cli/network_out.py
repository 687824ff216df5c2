"""Writes or draws a network where `clew network --out` says."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clew.cli.asking import closing, print_json
from clew.cli.drawings import save
from clew.errors import UsageError
from clew.model.asker import Asker

if TYPE_CHECKING:
    from clew.exchange.graph_files import NetworkFile

_ANSWERS = ("key_players", "disrupt", "paths", "ego", "common", "robust", "roles")


def save_network(source: Path, asker: Asker, asked: dict[str, Any], as_json: bool) -> None:
    """Save the network of a case or a file of links under a new name.

    Raises:
        UsageError: the name does not say what to write, or an answer is asked for that is no network.
    """
    from clew.exchange import graph_files
    from clew.exchange.tables import suffix_of
    from clew.report import pictures

    if others := [f"--{name.replace('_', '-')}" for name in _ANSWERS if asked[name]]:
        raise UsageError(
            f"--out writes the network, not the answer to {' '.join(others)}",
            do="leave that out, or take --json > FILE",
        )
    out: Path = asked["out"]
    kind = suffix_of(out, [*graph_files.KINDS, *pictures.KINDS])
    found = _of_case(source, asker, asked, kind) if source.is_dir() else _of_file(source, asked)
    if kind in graph_files.KINDS:
        made = graph_files.as_file(found, kind)
    else:
        from clew.report.case_drawings import draw_network

        made = pictures.picture(draw_network(found), kind, datetime.now(UTC))
    save(made, out)
    if as_json:
        print_json({"file": str(out), "nodes": len(found.nodes), "ties": len(found.ties)})
    else:
        click.echo(f"{len(found.nodes):,} nodes, {len(found.ties):,} ties")


def _of_case(case: Path, asker: Asker, asked: dict[str, Any], kind: str) -> "NetworkFile":
    from clew.analysis.network.from_case import case_network
    from clew.exchange.network_rows import of_case
    from clew.store import Door, open_case

    with Door(closing(open_case(case)), asker).act("export", what="network", to=kind) as view:
        network = case_network(view, asked["same"])
        span = asked["begin"], asked["end"]
        found = of_case(view, network, network.links().between(*span), span, asked["name"])
        view.note(nodes=len(found.nodes), ties=len(found.ties))
    return found


def _of_file(path: Path, asked: dict[str, Any]) -> "NetworkFile":
    from clew.analysis.network.from_file import read_graph
    from clew.analysis.network.graph import directed_or_not
    from clew.exchange.network_rows import of_graph

    links = read_graph(path, asked["directed"]).between(asked["begin"], asked["end"])
    return of_graph(directed_or_not(links.graph(), asked["directed"]), path.name, asked["name"])
