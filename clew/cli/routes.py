"""clew routes: legs, flows, handovers and questions about places and times, from a case."""

from pathlib import Path
from typing import Any

import click

from clew.cli.asking import (
    as_written,
    asker_options,
    case_argument,
    closing,
    json_option,
    needs_network,
    out_option,
    print_json,
    print_table,
    same_option,
    write_out,
)
from clew.model.asker import Asker


@click.command()
@case_argument
@click.option("--month", default="", help="Only what falls into it: 2026-03; or undated.")
@out_option("geojson, kml, csv, svg, png or pdf")
@same_option
@asker_options
@json_option
def command(
    case: Path, month: str, out: Path | None, same: str, asker: Asker, as_json: bool
) -> None:
    """Give the routes a CASE shows: legs, flows, handovers, and what does not fit.

    \b
    clew routes balkan --month 2026-03 --out march.svg
    """
    needs_network()
    from clew.analysis.network.from_case import case_network
    from clew.analysis.routes.files import written
    from clew.analysis.routes.report import routes
    from clew.store import Door, open_case

    act = "export" if out else "view"
    with Door(closing(open_case(case)), asker).act(act, what="routes") as view:
        answer = routes(view, case_network(view, same), month)
        view.note(same=same, month=month, legs=len(answer["legs"]))
        made = as_written(out, lambda kind: written(view, answer, kind, month)) if out else b""
    if out:
        write_out(out, made)
    if as_json:
        print_json(answer)
    elif not out:
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
