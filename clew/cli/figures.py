"""clew figures: what reports say in figures, and whether the figures add up."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clew.cli.asking import (
    Progress,
    WithDefault,
    asker_options,
    closing,
    json_option,
    print_json,
    print_table,
)
from clew.errors import UsageError
from clew.model.asker import Asker

if TYPE_CHECKING:
    from clew.analysis.figures.fact import Reading

_EARLIEST, _LATEST = 1800, 2200
"""Years in which a report may be published."""


@click.group(cls=WithDefault, default="read")
def command() -> None:
    """Read reports into facts with their words, and test whether the figures add up.

    \b
    clew figures communique.txt article.pdf --published 2023-03-14
    clew figures balkan
    clew figures sums reported.csv
    """


@command.command()
@click.argument(
    "files",
    metavar="FILE…|CASE",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of publication; relative dates are told from it. Without it, the one the file states.",
)
@click.option(
    "--grammar",
    is_flag=True,
    help="Of FILES: read by the grammar alone, without the model that judges kinds; quicker by far.",
)
@click.option(
    "--keep", is_flag=True, help="Of a CASE: keep the events its reports tell as entities."
)
@asker_options
@json_option
def read(
    files: tuple[Path, ...],
    published: datetime | None,
    grammar: bool,
    keep: bool,
    asker: Asker,
    as_json: bool,
) -> None:
    """Give the facts of FILES (text, web page, PDF, Word, OpenDocument, mail), or of a CASE's reports.

    Reports that name one operation are held against each other.
    """
    day = published.date() if published else None
    if day is not None and not _EARLIEST <= day.year <= _LATEST:
        raise UsageError(
            f"no report was published on {day}", where="--published", do="write the day: 2026-03-14"
        )
    if len(files) == 1 and (files[0] / "case.toml").is_file():
        if keep:
            _keep(files[0], day, asker)
        _of_case(files[0], day, asker, as_json)
        return
    if keep:
        raise UsageError("only the events of a case can be kept", do="add the reports to a case")
    given, readings = _of_files(files, day, grammar)
    against = _against(readings)
    if as_json:
        for each in given:
            each["against"] = [a for a in against if each["file"] in a["files"]]
        print_json(given)
    else:
        for each in given:
            _show(each)
        _show_against(against)
    if not readings:
        click.get_current_context().exit(1)


def _of_files(
    files: tuple[Path, ...], day: date | None, grammar: bool
) -> tuple[list[dict[str, Any]], list[tuple[str, "Reading"]]]:
    from clew.analysis.figures.judging.judge import judge
    from clew.analysis.figures.reading import read_figures
    from clew.analysis.figures.written import written
    from clew.errors import ClewError

    asked = None if grammar else judge()
    if asked is None and not grammar:
        click.echo("read by the grammar alone: the model needs clew[figures]", err=True)
    progress = Progress()
    given: list[dict[str, Any]] = []
    readings = []
    for at, path in enumerate(files):
        progress("reading", at, len(files))
        try:
            report = written(path)
        except ClewError as exc:
            click.echo(f"refused: {exc}", err=True)
            given.append({"file": str(path), "refused": str(exc), "facts": [], "totals": []})
            continue
        reading = read_figures(report.text, day or report.dated, asked)
        said = reading.as_json()
        for fact in said["facts"]:
            fact["spot"] = report.spot(fact["start"])
        given.append({"file": str(path), **said})
        readings.append((str(path), reading))
    progress.clear()
    return given, readings


def _against(readings: list[tuple[str, "Reading"]]) -> list[dict[str, Any]]:
    from clew.analysis.figures.several import against_each_other

    return [each.as_json() for each in against_each_other(readings)]


def _keep(case: Path, day: date | None, asker: Asker) -> None:
    from clew.analysis.figures.kept_events import keep_events
    from clew.store import Door, open_case

    counts = keep_events(Door(closing(open_case(case)), asker), day)
    click.echo(
        f"kept {counts['events']} events with {counts['mentions']} mentions; {counts['refused']} values refused",
        err=True,
    )


def _of_case(case: Path, day: date | None, asker: Asker, as_json: bool) -> None:
    from clew.analysis.figures.case_figures import case_figures
    from clew.analysis.figures.kept_events import kept_events
    from clew.store import Door, open_case

    with Door(closing(open_case(case)), asker).act("view", what="figures of reports") as view:
        found = case_figures(view, day).as_json() | {"events": kept_events(view)}
        view.note(reports=len(found["reports"]))
    if as_json:
        print_json(found)
        return
    for report in found["reports"]:
        _show(report)
    _show_against(found["against"])
    for event in found["events"]:
        when, where = " to ".join(event["dates"]), ", ".join(event["places"])
        click.echo(
            f"event kept: {event['name']}  {when}  {where}  ({event['file']}, {event['spot']})"
        )
        for each in event["refused"]:
            click.echo(f"  refused: {each['value']}: {each['reason']}; {each['do']}")


def _show_against(against: list[dict[str, Any]]) -> None:
    for each in against:
        if each["verdict"] != "consistent":
            click.echo(f"{each['operation']}, {each['kind']}: {each['verdict']}: {each['why']}")


def _show(said: dict[str, Any]) -> None:
    click.echo(f"{said['file']}  ({said.get('language') or 'not read'})")
    for note in said.get("notes", ()):
        click.echo(f"  {note}")
    print_table(
        (
            (f["kind"], amount_of(f), f["date"] or "", f["who"] or "", f["spot"], f["quote"][:80])
            for f in said["facts"]
        ),
        ("kind", "how much", "when", "told or done by", "where it stands", "words"),
    )
    for fact in said["facts"]:
        for note in fact["notes"]:
            click.echo(f"  {fact['quote']}: {note}")
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
@click.option(
    "--rate",
    "rates",
    multiple=True,
    metavar="EUR=1.1046USD",
    help="An exchange rate for sums in two currencies; without one it is asked for.",
)
@json_option
def sums(file: Path, rates: tuple[str, ...], as_json: bool) -> None:
    """Hold figures of one event against each other: FILE is CSV with event,source,kind,value,part_of.

    A value is written as in a report: 239, over 655,000, 516 k, 2,500-3,000 EUR, 300 per month. part_of
    names the kind of the total the row is part of, and is empty for a total. A column converted, or
    brackets behind the value, may tell the same sum in other money.
    """
    from clew.analysis.figures.one_money import rate_of
    from clew.analysis.figures.sums_table import sums_in

    held = sums_in(file, [rate_of(each) for each in rates])
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
