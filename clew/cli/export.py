"""clew export: write the case as FollowTheMoney JSON lines."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, Any

import click

from clew.cli.asking import asker_options, case_argument, closing, json_option, print_json
from clew.model.asker import Asker


@click.command()
@case_argument
@click.argument("target", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@asker_options
@json_option
def command(case: Path, target: Path, asker: Asker, as_json: bool) -> None:
    """Write CASE to TARGET ('-': stdout) as plain FollowTheMoney JSON lines.

    Merged entities come as one. With --json, print the list of what plain FollowTheMoney loses.

    \b
    clew export balkan - | ftm validate
    """
    from clew.exchange.ftm import export
    from clew.matching.clusters import clusters
    from clew.model.plain import MAPPING
    from clew.store import Door, open_case

    if as_json:
        print_json(
            [
                {"schema": m.schema, "prop": m.prop, "way": m.way, "to": m.to, "loses": m.loses}
                for m in MAPPING
            ]
        )
        return
    count = 0
    with (
        Door(closing(open_case(case)), asker).stream("export", to="ftm") as view,
        _opened(target) as out,
    ):
        for line in export(view, clusters(view).as_mapping()):
            out.write(line + "\n")
            count += 1
    click.echo(f"{count} entities written", err=True)


def _opened(target: Path) -> AbstractContextManager[IO[Any]]:
    return click.open_file(str(target), "w", encoding="utf-8", atomic=str(target) != "-")
