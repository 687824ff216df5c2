"""clew handsets: what operators' records show of handsets, cards and cells."""

from pathlib import Path

import click

from clew.cli.asking import (
    asker_options,
    case_argument,
    closing,
    json_option,
    print_json,
    print_table,
)
from clew.model.asker import Asker


@click.group()
def command() -> None:
    """Give handsets at one cell within minutes, and cards that change handsets.

    \b
    clew handsets together balkan --minutes 10
    clew handsets swaps balkan
    """


@command.command("together")
@case_argument
@click.option(
    "--minutes", default=10, show_default=True, help="How close in time the records must be."
)
@asker_options
@json_option
def together_command(case: Path, minutes: int, asker: Asker, as_json: bool) -> None:
    """Give pairs of handsets that records name at one cell within minutes.

    \b
    clew handsets together balkan --minutes 5
    """
    from clew.analysis.handset_findings import Together
    from clew.analysis.handsets import together
    from clew.store import Door, open_case

    with Door(closing(open_case(case)), asker).act("view", what="handsets together") as view:
        found = together(view, minutes)
        view.note(rows=len(found.rows), minutes=minutes)
    if as_json:
        print_json(found.as_json())
        return
    print_table(
        [
            (
                r.occasions,
                r.closest_s,
                r.one.caption,
                r.other.caption,
                r.cell.caption,
                r.first,
                r.last,
            )
            for r in found.rows
            if isinstance(r, Together)
        ],
        ("occasions", "closest (s)", "handset", "handset", "cell", "first (UTC)", "last (UTC)"),
    )
    _say_left_out(found.left_out)


@command.command("swaps")
@case_argument
@asker_options
@json_option
def swaps_command(case: Path, asker: Asker, as_json: bool) -> None:
    """Give cards that records name in several handsets, and handsets with several cards.

    \b
    clew handsets swaps balkan
    """
    from clew.analysis.handset_findings import Swap
    from clew.analysis.handsets import swaps
    from clew.store import Door, open_case

    with Door(closing(open_case(case)), asker).act("view", what="handset swaps") as view:
        found = swaps(view)
        view.note(rows=len(found.rows))
    if as_json:
        print_json(found.as_json())
        return
    print_table(
        [
            (row.kind, row.thing.caption, used.thing.caption, used.records, used.first, used.last)
            for row in found.rows
            if isinstance(row, Swap)
            for used in row.used
        ],
        ("kind", "card or handset", "with", "records", "first (UTC)", "last (UTC)"),
    )


def _say_left_out(left_out: dict[str, int]) -> None:
    for reason, count in left_out.items():
        click.echo(f"left out: {count:,} {reason}", err=True)
