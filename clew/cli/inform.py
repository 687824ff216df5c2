"""clew inform: who must know along a route, with a draft to each."""

from pathlib import Path

import click

from clew.cli.asking import (
    asker_options,
    case_argument,
    closing,
    json_option,
    needs_network,
    print_json,
)
from clew.model.asker import Asker


@click.command()
@case_argument
@click.option("--route", required=True, help="The stops in order: Edirne-Sofia-Belgrade.")
@click.option("--fact", "facts", multiple=True, help="A sentence the drafts shall say; no names.")
@click.option(
    "--handling", default="H0", show_default=True,
    help="Handling codes of what is passed on; those of the records told of are added.",
)  # fmt: skip
@click.option("--handling-text", default="", help="The restriction that H3 stands for.")
@asker_options
@json_option
def command(
    case: Path, route: str, facts: tuple[str, ...], handling: str, handling_text: str, asker: Asker, as_json: bool
) -> None:  # fmt: skip
    """Give the authorities with jurisdiction along a route, and a draft message to each.

    \b
    clew inform balkan --route Edirne-Sofia-Belgrade
    """
    needs_network()
    from clew.analysis.network.from_case import case_network
    from clew.analysis.routes.inform import UNVERIFIED, inform, offices_of, route_of
    from clew.analysis.routes.known import known
    from clew.model.evaluation import handling as checked
    from clew.store import Door, open_case

    stops, codes = route_of(route), checked(handling, handling_text)
    with Door(closing(open_case(case)), asker).act("view", what="inform") as view:
        held = known(view, case_network(view), stops)
        codes = " ".join(sorted({*codes.split(), *held.handling}))
        said = f"{codes} ({handling_text})" if handling_text else codes
        told = inform(stops, asker.agency, [*facts, *held.facts], said, offices_of(case))
        view.note(authorities=len(told))
    if as_json:
        shown = [
            {"written": s.written, "name": s.name, "countries": list(s.countries)} for s in stops
        ]
        print_json(
            {
                "route": shown, "authorities": told, "facts": held.facts, "handling": codes,
                "kept_back": held.kept_back, "method": UNVERIFIED,
            }
        )  # fmt: skip
        return
    for one in told:
        click.echo(one["draft"] or f"{one['country']}: {one['why']}")
        click.echo("—" * 40)
    for agency, count in held.kept_back.items():
        click.echo(
            f"{count:,} records of {agency} carry H2 or H3 and are left out; ask {agency} first",
            err=True,
        )
    click.echo(UNVERIFIED, err=True)
