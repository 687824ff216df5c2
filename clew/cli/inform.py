"""clew inform: who must know along a route, with a draft to each."""

from pathlib import Path

import click

from clew.cli.asking import asker_options, case_argument, closing, json_option, print_json
from clew.model.asker import Asker


@click.command()
@case_argument
@click.option("--route", required=True, help="The stops in order: Edirne-Sofia-Belgrade.")
@click.option("--fact", "facts", multiple=True, help="A sentence the drafts shall say; no names.")
@click.option(
    "--handling", default="H0", show_default=True, help="Handling codes of what is passed on."
)
@asker_options
@json_option
def command(
    case: Path, route: str, facts: tuple[str, ...], handling: str, asker: Asker, as_json: bool
) -> None:
    """Give the authorities with jurisdiction along a route, and a draft message to each.

    \b
    clew inform balkan --route Edirne-Sofia-Belgrade
    """
    from clew.analysis.routes.inform import inform, route_of
    from clew.model.evaluation import handling as checked
    from clew.store import Door, open_case

    stops = route_of(route)
    codes = checked(handling, "restricted" if "H3" in handling.upper() else "")
    with Door(closing(open_case(case)), asker).act("view", what="inform") as view:
        told = inform(stops, asker.agency, facts, codes)
        view.note(authorities=len(told))
    if as_json:
        shown = [
            {"written": s.written, "name": s.name, "countries": list(s.countries)} for s in stops
        ]
        print_json({"route": shown, "authorities": told})
        return
    for one in told:
        click.echo(one["draft"] or f"{one['country']}: {one['why']}")
        click.echo("—" * 40)
