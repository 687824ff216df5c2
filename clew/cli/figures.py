"""clew figures: what reports say in figures, and whether the figures add up."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from clew.cli.asking import Progress, json_option, print_json, print_table


class Figures(click.Group):
    """A verb that reads files, unless its first word is one of its own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put "read" before the first word when it names no other act."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["read", *args]
        return super().parse_args(ctx, args)


@click.group(cls=Figures)
def command() -> None:
    """Read reports into facts with their words, and test whether the figures add up.

    \b
    clew figures communique.txt article.pdf --published 2023-03-14
    clew figures sums reported.csv
    """


@command.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of publication; relative dates are told from it. Without it, the one the file states.",
)
@json_option
def read(files: tuple[Path, ...], published: datetime | None, as_json: bool) -> None:
    """Give the facts of FILES (text, web page, PDF, Word, OpenDocument, mail) and their sums."""
    from clew.analysis.figures.reading import read_figures
    from clew.analysis.figures.written import written
    from clew.errors import ClewError

    progress = Progress()
    given: list[dict[str, Any]] = []
    day = published.date() if published else None
    for at, path in enumerate(files):
        progress("reading", at, len(files))
        try:
            report = written(path)
        except ClewError as exc:
            given.append({"file": str(path), "error": str(exc), "facts": [], "totals": []})
            click.echo(f"refused: {exc}", err=True)
            continue
        said = read_figures(report.text, day or report.dated).as_json()
        for fact in said["facts"]:
            fact["spot"] = report.spot(fact["start"])
        given.append({"file": str(path), **said})
    progress.clear()
    if as_json:
        print_json(given)
    else:
        for each in given:
            _show(each)
    if all("error" in each for each in given):
        click.get_current_context().exit(1)


def _show(said: dict[str, Any]) -> None:
    click.echo(f"{said['file']}  ({said.get('language') or 'not read'})")
    for note in said.get("notes", ()):
        click.echo(f"  {note}")
    print_table(
        (
            (f["kind"], amount_of(f), f["date"] or "", f["spot"], f["quote"][:80])
            for f in said["facts"]
        ),
        ("kind", "how much", "when", "where it stands", "words"),
    )
    for total in said["totals"]:
        click.echo(f"  {total['verdict']}: {total['why']}")
    click.echo("")


def amount_of(fact: dict[str, Any]) -> str:
    """Write the amount of a fact in a line: hedge, number or interval, unit, per."""
    if fact["value"] is not None:
        number = f"{fact['value']:,}"
    elif fact["low"] is not None:
        number = f"{fact['low']:,} to {fact['high']:,}"
    else:
        number = "not a number"
    hedge = (
        "" if fact["qualifier"] in ("exact", None) else fact["qualifier"].replace("_", " ") + " "
    )
    per = f" per {fact['per']}" if fact["per"] else ""
    return f"{hedge}{number} {fact['unit']}{per}"


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
def sums(file: Path, as_json: bool) -> None:
    """Hold figures of one event against each other: FILE is CSV with event,source,kind,value,part_of.

    A value is written as in a report: 239, over 655,000, 516 k, 2,500-3,000 EUR, 300 per month. part_of
    names the kind of the total the row is part of, and is empty for a total.
    """
    from clew.analysis.figures.sums_table import sums_in

    held = sums_in(file)
    for each in held:
        if each.verdict is None:
            click.echo(f"refused: {each.why}", err=True)
    if as_json:
        print_json([each.as_json() for each in held])
        return
    print_table(
        ((e.event, e.kind, e.verdict, e.why) for e in held if e.verdict),
        ("event", "kind", "verdict", "sum"),
    )
