"""clew refused: list what clew could not take."""

from pathlib import Path

import click

from clew.cli.asking import asker_options, case_argument, closing, json_option, print_json
from clew.model.asker import Asker


@click.command()
@case_argument
@click.option(
    "--out",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="Write them as CSV for a spreadsheet: file, place, reason, remedy.",
)
@asker_options
@json_option
def command(case: Path, asker: Asker, out: Path | None, as_json: bool) -> None:
    """List records and values of CASE that were refused, each with place, reason and remedy.

    \b
    clew refused balkan --out refused.csv
    """
    from clew.store import Door, open_case
    from clew.store.receipts import refused
    from clew.store.refused_table import as_csv

    act = "export" if out else "view"
    with Door(closing(open_case(case)), asker).act(act, what="refused") as view:
        rows = list(refused(view))
        view.note(results=len(rows))
    if out:
        with click.open_file(str(out), "w", encoding="utf-8-sig", atomic=str(out) != "-") as file:
            file.writelines(as_csv(rows))
        click.echo(f"{len(rows)} refused, written to {out}", err=True)
        return
    if as_json:
        print_json(
            [{k: row[k] for k in ("file", "where", "value", "reason", "do")} for row in rows]
        )
        return
    for row in rows:
        at = f"{row['file']} · {row['where']}" if row["where"] else row["file"]
        click.echo(f"{at}\n   {row['reason']}\n   → {row['do']}")
    click.echo(f"{len(rows)} refused", err=True)
