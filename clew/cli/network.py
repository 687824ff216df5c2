"""clew network: who is central, who holds it together, what breaks it, from a file of links or a case."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clew.cli.asking import (
    Progress,
    asker_options,
    json_option,
    needs_network,
    print_json,
    print_table,
    same_option,
)
from clew.errors import UsageError
from clew.model.asker import Asker

if TYPE_CHECKING:
    from clew.analysis.network.graph import Graph
    from clew.analysis.network.links import Links
    from clew.analysis.network.measures import How

_SHOWN = 20


@click.command()
@click.argument("source", metavar="GRAPH|CASE", type=click.Path(path_type=Path))
@click.option(
    "--measure",
    "name",
    help="degree, betweenness, closeness, eigenvector, pagerank, k-core, communities, …",
)
@click.option(
    "--key-players",
    type=click.IntRange(1, 50),
    help="The best sets of so many: to break it up, to reach it.",
)
@click.option(
    "--disrupt",
    help="What is left without these, parted by commas; or a number: the best set of so many.",
)
@click.option("--paths", nargs=2, help="Ways between two, by id.")
@click.option("--ego", help="Whom this one reaches within --steps.")
@click.option("--common", nargs=2, help="The contacts two have in common.")
@click.option(
    "--robust",
    is_flag=True,
    help="With --measure: how firm each rank is when doubtful links fall away.",
)
@click.option("--roles", is_flag=True, help="For a case: questions about roles, with clues.")
@click.option(
    "--steps",
    type=click.IntRange(1, 12),
    help="Longest way for --paths; reach of --ego and --key-players.",
)
@click.option(
    "--directed/--undirected",
    default=None,
    help="Follow directions or set them aside; as the file says unless told.",
)
@click.option("--weights", type=click.Choice(["none", "strength", "length"]), default="none", show_default=True,
              help="What a weight means; none: every link counts alike.")  # fmt: skip
@click.option("--raw", is_flag=True, help="Counts and sums instead of shares.")
@click.option("--from", "begin", default="", help="Only links from this day on (2026-03-01).")
@click.option("--to", "end", default="", help="Only links up to this day.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path),
              help="Write it: FILE.graphml, .gexf, .csv, .xlsx, .md; draw it: .svg, .png, .pdf.")  # fmt: skip
@same_option
@click.option("--seed", default=1, show_default=True, help="Begins everything drawn at random.")
@click.option("--error", type=click.FloatRange(1e-6, 0.5), default=0.001, show_default=True,
              help="How far off a drawn betweenness may be.")  # fmt: skip
@asker_options
@json_option
def command(source: Path, asker: Asker, as_json: bool, **asked: Any) -> None:
    """Measure the network of a file of links (GraphML, GEXF, CSV, JSON) or of a CASE.

    \b
    clew network calls.csv --measure betweenness
    clew network balkan --key-players 3
    """
    needs_network()
    if asked["out"]:
        from clew.cli.network_out import save_network

        save_network(source, asker, asked, as_json)
        return
    progress = Progress()
    if source.is_dir():
        from clew.analysis.network.case_answers import with_captions
        from clew.cli.network_case import case_network

        links, network, answer = case_network(source, asker, asked, _how(asked, None))
        spared = network.protected()
        answer = with_captions(network, answer or _answer(links, asked, progress, spared))
    else:
        from clew.analysis.network.from_file import read_graph

        if asked["roles"]:
            raise UsageError("roles are asked from a case", do="give a case folder")
        links = read_graph(source, asked["directed"]).between(asked["begin"], asked["end"])
        answer = _answer(links, asked, progress)
    progress.clear()
    if as_json:
        print_json(answer)
    else:
        _say(answer)


def _answer(
    links: "Links",
    asked: dict[str, Any],
    progress: Progress,
    spared: frozenset[str] = frozenset(),
) -> dict[str, object]:
    from clew.analysis.network.graph import directed_or_not

    graph = directed_or_not(links.graph(), asked["directed"])
    notes: dict[str, object] = {"notes": list(graph.notes)}
    steps = asked["steps"]
    if asked["key_players"]:
        from clew.analysis.network.key_players import key_players

        found = key_players(graph, asked["key_players"], steps or 1, asked["seed"], spared)
        return {**found.as_json(), **notes}
    if asked["disrupt"]:
        return {**_disrupt(graph, asked, spared), **notes}
    if asked["paths"]:
        return {**_paths(links, graph, asked), **notes}
    if asked["ego"]:
        from clew.analysis.network.paths import around

        met = around(graph, graph.number(asked["ego"]), steps or 1)
        return {"ego": asked["ego"], "steps": steps or 1, "nodes": met, **notes}
    if asked["common"]:
        from clew.analysis.network.paths import common

        ends = [graph.number(name) for name in asked["common"]]
        return {"of": list(asked["common"]), "common": common(graph, ends), **notes}
    return _measure(graph, asked, progress)


def _measure(graph: "Graph", asked: dict[str, Any], progress: Progress) -> dict[str, object]:
    from clew.analysis.network.measures import measure
    from clew.analysis.network.overview import overview

    if not asked["name"]:
        return overview(graph).as_json()
    how = _how(asked, progress)
    if asked["robust"]:
        from dataclasses import asdict

        from clew.analysis.network.robustness import DRAWS, UNSAID, ranks

        found = ranks(graph, asked["name"], how)
        return {
            "measure": asked["name"],
            "nodes": [asdict(one) for one in found],
            "method": f"{DRAWS} draws, each link kept with {UNSAID:.0%}; nine of ten draws lie between low and high; "
            f"seed {asked['seed']}",
            "notes": list(graph.notes),
        }
    return measure(graph, asked["name"], how).as_json()


def _how(asked: dict[str, Any], progress: Progress | None) -> "How":
    from clew.analysis.network.betweenness import Drawing
    from clew.analysis.network.measures import How

    return How(asked["weights"], asked["raw"], Drawing(asked["seed"], asked["error"]), progress)


def _disrupt(graph: "Graph", asked: dict[str, Any], spared: frozenset[str]) -> dict[str, object]:
    from clew.analysis.network.disruption import disruption
    from clew.analysis.network.key_players import key_players

    told = str(asked["disrupt"])
    if told.isdigit() and told not in graph.numbers:
        members = list(key_players(graph, int(told), seed=asked["seed"], spared=spared).fragmenting)
    else:
        members = [name.strip() for name in told.split(",") if name.strip()]
    numbers = [graph.number(name) for name in members]
    return disruption(graph, numbers, asked["seed"], spared).as_json()


def _paths(links: "Links", graph: "Graph", asked: dict[str, Any]) -> dict[str, object]:
    from clew.analysis.network.paths import along_time, shortest, up_to

    source, target = (graph.number(name) for name in asked["paths"])
    best = shortest(graph, source, target, asked["weights"] == "length").as_json()
    if asked["steps"]:
        best["up_to"] = up_to(graph, source, target, asked["steps"]).as_json()
    if any(links.at):
        best["along_time"] = along_time(links, *asked["paths"]).as_json()
    return best


def _say(answer: dict[str, Any]) -> None:
    """Print an answer for reading: its list as a table, the rest as lines."""
    for name, value in answer.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            header = tuple(value[0])
            print_table([tuple(_short(v) for v in row.values()) for row in value[:_SHOWN]], header)
            if len(value) > _SHOWN:
                click.echo(
                    f"… and {len(value) - _SHOWN:,} more; --json gives all of them", err=True
                )
        elif isinstance(value, dict):
            click.echo(f"{name}:")
            for inner, one in value.items():
                click.echo(f"  {inner}: {_short(one)}")
        elif value not in ([], None, ""):
            click.echo(f"{name}: {_short(value)}")


def _short(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4f}"
    if isinstance(value, list | tuple):
        return ", ".join(_short(one) for one in value[:10]) + (" …" if len(value) > 10 else "")
    if isinstance(value, dict):
        return ", ".join(f"{k} {_short(v)}" for k, v in value.items())
    return str(value)
