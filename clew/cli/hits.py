"""clew hits: what several agencies hold in common, with the clues."""

from pathlib import Path

import click

from clew.cli.asking import asker_options, case_argument, closing, json_option, print_json
from clew.model.asker import Asker


@click.command()
@case_argument
@click.option(
    "--decision",
    default="all",
    show_default=True,
    help="open, follows (from answers to others), decided, same, different, unsure, all.",
)
@click.option("--kind", help="Only hits with a clue of this kind: phone, plate, person, …")
@click.option("--agency", help="Only hits with a record of this agency.")
@click.option(
    "--min-score", type=float, default=0.0, help="Only hits of at least this score (0 to 1)."
)
@click.option("--limit", type=int, help="How many at most.")
@click.option(
    "--hit",
    "number",
    metavar="NUMBER",
    help="One hit as a waterfall: the prior, each clue, the end.",
)
@asker_options
@json_option
def command(
    case: Path, asker: Asker, as_json: bool, limit: int | None, number: str | None, **chosen: str
) -> None:
    """List what agencies hold in common in CASE, best first, each with its clues.

    A hit is a question put to a person. From 0.70 on clew proposes that both are the same.

    \b
    clew hits balkan --decision open --kind phone
    clew hits balkan --hit 12
    """
    if number is not None:
        _why(case, asker, number, as_json)
        return
    from clew.matching.hits import hits
    from clew.store import Door, open_case
    from clew.store.hits import Filter

    wanted = Filter(
        decision=chosen["decision"],
        kind=chosen["kind"],
        agency=chosen["agency"],
        min_score=float(chosen["min_score"]),
        limit=limit,
    )
    with Door(closing(open_case(case)), asker).act("view", what="hits") as view:
        found = hits(view, wanted)
        view.note(results=len(found))
    if as_json:
        print_json([hit.as_json() for hit in found])
        return
    for hit in found:
        a, b = hit.a, hit.b
        click.echo(f"{hit.id:>5}  {hit.score:.2f}  {hit.decision or 'open'}")
        click.echo(
            f"       {a.caption} ({a.schema}, {a.agency})  ?=  {b.caption} ({b.schema}, {b.agency})"
        )
        for clue in hit.clues:
            click.echo(f"       {clue.weight:+.1f}  {clue.said}")
    click.echo(
        f"{len(found)} hits; answer one: clew decide {case} NUMBER same|different|unsure --reason …",
        err=True,
    )


def _why(case: Path, asker: Asker, number: str, as_json: bool) -> None:
    """Show one hit: what was thought before, what each clue adds, where it ends."""
    from clew.cli.waterfall import waterfall
    from clew.matching.hits import hit, hit_number
    from clew.matching.weigh import prior
    from clew.store import Door, open_case

    wanted = hit_number(number)
    with Door(closing(open_case(case)), asker).act("view", what="hit", hit=wanted) as view:
        found = hit(view, wanted)
    if as_json:
        print_json({**found.as_json(), "prior": prior()})
        return
    a, b = found.a, found.b
    click.echo(f"{found.id}  {found.score:.2f}  {found.decision or 'open'}")
    click.echo(f"  {a.caption} ({a.schema}, {a.agency})  ?=  {b.caption} ({b.schema}, {b.agency})")
    for line in waterfall(prior(), [(c.weight, c.said) for c in found.clues], found.score):
        click.echo(f"  {line}")
