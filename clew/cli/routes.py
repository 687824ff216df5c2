"""clew routes: legs, flows, handovers and questions about places and times, from a case."""

from pathlib import Path
from typing import Any

import click

from clew.cli.asking import (
    asker_options,
    case_argument,
    closing,
    json_option,
    needs_network,
    print_json,
    print_table,
    same_option,
)
from clew.model.asker import Asker


@click.command()
@case_argument
@same_option
@asker_options
@json_option
def command(case: Path, same: str, asker: Asker, as_json: bool) -> None:
    """Give the routes a CASE shows: legs, flows, handovers, and what does not fit.

    \b
    clew routes balkan
    """
    needs_network()
    from clew.analysis.network.from_case import case_network
    from clew.analysis.routes.report import routes
    from clew.store import Door, open_case

    with Door(closing(open_case(case)), asker).act("view", what="routes") as view:
        answer = routes(view, case_network(view, same))
        view.note(same=same)
    if as_json:
        print_json(answer)
    else:
        _say(answer)


def _say(answer: dict[str, Any]) -> None:
    print_table(
        [(f["month"], f["from"], f["to"], f["legs"], f["people"]) for f in answer["flows"][:30]],
        ("month", "from", "to", "legs", "people"),
    )
    for one in answer["questions"]:
        click.echo(f"\n{one['kind']}: {one['says']}")
    for one in answer["unplaced"]:
        click.echo(f"not placed: {one['written']!r}: {one['why']}", err=True)
    for why, count in answer["left_out"].items():
        click.echo(f"{count:,} {why}", err=True)
    click.echo(answer["method"], err=True)
