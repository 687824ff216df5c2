"""clew undo: take back an answer."""

from pathlib import Path

import click

from clew.cli.asking import asker_options, case_argument, closing, json_option, print_json
from clew.model.asker import Asker


@click.command()
@case_argument
@click.argument("hit", required=False)
@asker_options
@json_option
def command(case: Path, hit: str | None, asker: Asker, as_json: bool) -> None:
    """Take back your last answer in CASE, or the answer to HIT.

    \b
    clew undo balkan
    """
    from clew.matching.decide import undo
    from clew.matching.hits import hit_number
    from clew.store import Door, open_case

    undone = undo(Door(closing(open_case(case)), asker), hit_number(hit) if hit else None)
    if as_json:
        print_json(undone.as_json())
        return
    click.echo(f"hit {undone.hit}: no longer {undone.decision}")
