"""clew timeline: everything a case dates, by kind."""

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
@click.option("--from", "begin", default="", help="First day shown: 2026-03-01, 2026-03 or 2026.")
@click.option("--to", "end", default="", help="Last day shown.")
@out_option("csv, svg, png or pdf")
@same_option
@asker_options
@json_option
def command(
    case: Path, begin: str, end: str, out: Path | None, same: str, asker: Asker, as_json: bool
) -> None:
    """Give everything a CASE dates, by kind: journeys, calls, payments, stays, documents, reports.

    \b
    clew timeline balkan --from 2026-03-01 --to 2026-03-14
    """
    needs_network()
    from clew.analysis.network.from_case import case_network
    from clew.analysis.timeline.files import written
    from clew.analysis.timeline.report import timeline
    from clew.store import Door, open_case

    act = "export" if out else "view"
    with Door(closing(open_case(case)), asker).act(act, what="timeline") as view:
        network = case_network(view, same)
        answer = timeline(view, network, begin, end) if as_json or not out else None
        view.note(same=same)
        made = (
            as_written(out, lambda kind: written(view, network, kind, begin, end)) if out else b""
        )
    if out:
        write_out(out, made)
    if answer and as_json:
        print_json(answer)
    elif answer:
        _say(answer)


def _say(answer: dict[str, Any]) -> None:
    rows = [
        (one["at"].replace("T", " "), one["count"], lane["label"], _first(one))
        for lane in answer["lanes"]
        for one in lane["marks"]
    ]
    print_table(
        sorted(rows, key=lambda row: str(row[0])), (answer["step"], "records", "kind", "the first")
    )
    for lane in answer["lanes"]:
        for side in ("undated", "earlier", "later"):
            if lane[side]:
                click.echo(f"not shown: {lane['label']}: {lane[side]:,} {side}", err=True)
    click.echo(answer["method"], err=True)


def _first(one: dict[str, Any]) -> str:
    says = str(one["parts"][0]["says"]) if one["parts"] else ""
    return says if len(says) <= 90 else f"{says[:89]}…"
