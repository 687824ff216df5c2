"""clew borders: detections at borders by route: series, changes, shares, change-points."""

from pathlib import Path
from typing import Any

import click

from clew.cli.asking import json_option, needs, print_json, print_table
from clew.cli.drawings import drawing_kind, save_drawing


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--route", default="", help="A route's name or part of it; without it, the routes together."
)
@click.option("--nationality", default="", help="Only this nationality, as the file writes it.")
@click.option("--border", default="", help="Only this kind of border: Land or Sea.")
@click.option(
    "--published", multiple=True, help="A published figure to set beside: 2013=40000,+27%."
)
@click.option(
    "--svg", type=click.Path(dir_okay=False, path_type=Path), help="Draw it into this file."
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Draw it: FILE.svg, .png or .pdf.",
)
@json_option
def command(
    file: Path, route: str, nationality: str, border: str, published: tuple[str, ...], svg: Path | None,
    out: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Give detections by route from FILE: series, changes, shares, where the level breaks.

    \b
    clew borders frontex_monthly.csv --route "Western Balkan"
    """
    needs("network", "numpy")
    from clew.analysis.borders.counts import TOTAL, read_counts
    from clew.analysis.borders.drawing import drawing_of
    from clew.analysis.borders.report import report

    drawing_kind(out)
    counts = read_counts(file, nationality, border)
    chosen = counts.find(route) if route else TOTAL
    answer = report(counts, chosen, published)
    if svg is not None or out is not None:
        drawn = drawing_of(counts, chosen)
        if svg is not None:
            svg.write_text(drawn, encoding="utf-8")
            click.echo(f"drawn: {svg}", err=True)
        if out is not None:
            save_drawing(drawn, out)
    if as_json:
        print_json(answer)
    else:
        _say(answer)


def _say(answer: dict[str, Any]) -> None:
    click.echo(f"{answer['route']} ({answer['source']})\n{answer['caveat']}\n")
    shares = {s["period"]: s for s in answer["shares"] if s["step"] == "year"}
    rows = []
    for one in answer["changes"]:
        if one["step"] != "year":
            continue
        share = shares.get(one["period"], {}).get("share_percent")
        change = one["change_percent"]
        rows.append(
            (
                one["period"], f"{one['value']:,.0f}", f"{one['previous']:,.0f}",
                "n.a." if change is None else f"{change:+.1f}", "" if share is None else f"{share:.1f}",
            )
        )  # fmt: skip
    print_table(rows, ("year", "detections", "year before", "change %", "share %"))
    click.echo()
    print_table(
        [
            (b["period"], f"{b['low']} to {b['high']}", f"{b['before']:,.0f}", f"{b['after']:,.0f}")
            for b in answer["change_points"]
        ],
        ("level breaks", "interval (95 %)", "level before", "level after"),
    )
    for one in answer["published"]:
        click.echo(f"\n{one['says']}")
    for note in answer["notes"]:
        click.echo(note, err=True)
