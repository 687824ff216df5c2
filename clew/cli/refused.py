"""clew refused: list what clew could not take."""

from pathlib import Path

import click

from clew.cli.asking import asker_options, case_argument, closing, json_option, print_json
from clew.model.asker import Asker


@click.command()
@case_argument
@asker_options
@json_option
def command(case: Path, asker: Asker, as_json: bool) -> None:
    """List records and values of CASE that were refused, each with place, reason and remedy.

    \b
    clew refused balkan --json > refused.json
    """
    from clew.store import Door, open_case
    from clew.store.receipts import refused

    with Door(closing(open_case(case)), asker).act("view", what="refused") as view:
        rows = list(refused(view))
        view.note(results=len(rows))
    if as_json:
        print_json(
            [{k: row[k] for k in ("file", "where", "value", "reason", "do")} for row in rows]
        )
        return
    for row in rows:
        at = f"{row['file']} · {row['where']}" if row["where"] else row["file"]
        click.echo(f"{at}\n   {row['reason']}\n   → {row['do']}")
    click.echo(f"{len(rows)} refused", err=True)
