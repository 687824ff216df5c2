"""clew decide: answer a hit."""

from pathlib import Path

import click

from clew.cli.asking import asker_options, case_argument, closing, json_option, print_json
from clew.model.asker import Asker


@click.command()
@case_argument
@click.argument("hit")
@click.argument("decision", type=click.Choice(["same", "different", "unsure"]))
@click.option("--reason", default="", help="Why; kept with the answer, erasable.")
@asker_options
@json_option
def command(case: Path, hit: str, decision: str, reason: str, asker: Asker, as_json: bool) -> None:
    """Answer HIT of CASE: are both records the same?

    \b
    clew decide balkan 12 same --reason "same passport and birth date"
    """
    from clew.matching.decide import decide
    from clew.matching.hits import hit as one_hit
    from clew.matching.hits import hit_number
    from clew.store import Door, open_case

    door = Door(closing(open_case(case)), asker)
    number = hit_number(hit)
    decide(door, number, decision, reason)
    if as_json:
        with door.quiet() as view:
            print_json(one_hit(view, number).as_json())
        return
    click.echo(f"hit {number}: {decision}")
    click.echo(f"take it back: clew undo {case}", err=True)
