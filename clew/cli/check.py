"""clew check: compare names of new files with those of other agencies."""

from pathlib import Path

import click

from clew.cli.asking import Progress, asker_options, case_argument, closing, json_option, print_json
from clew.model.asker import Asker


@click.command()
@case_argument
@asker_options
@json_option
def command(case: Path, asker: Asker, as_json: bool) -> None:
    """Compare the names in CASE's new files with those of other agencies.

    Names the case knows are looked for in its reports first. Shared numbers were already found
    when the files came in.

    \b
    clew check balkan
    """
    from clew.matching.arrive import cross_check
    from clew.store import open_case

    progress = Progress()
    checked = cross_check(closing(open_case(case)), asker, progress)
    progress.clear()
    if as_json:
        print_json(checked.as_json())
        return
    click.echo(
        f"{checked.sources} files checked, {checked.pairs} pairs of records compared\n"
        f"{checked.hits} hits, {checked.proposed} of them proposed, {checked.new} new; "
        f"{checked.common} values too common to count"
    )
    click.echo(f"next: clew hits {case}", err=True)
