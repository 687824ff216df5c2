"""clew search: find people, numbers and words."""

import time
from pathlib import Path

import click

from clew.cli.asking import asker_options, case_argument, closing, json_option, print_json
from clew.model.asker import Asker


@click.command()
@case_argument
@click.argument("query")
@click.option("--limit", default=50, show_default=True, help="How many results at most.")
@asker_options
@json_option
def command(case: Path, query: str, limit: int, asker: Asker, as_json: bool) -> None:
    """Find QUERY in CASE: a name in any script, a number, an address, a word of a report.

    \b
    clew search balkan "Xhevdet Gjoni"
    """
    from clew.store import Door, open_case
    from clew.store.search import search, telephone_countries

    started = time.perf_counter()
    with Door(closing(open_case(case)), asker).act("search", {"query": query}) as view:
        results = search(view, query, limit, telephone_countries(view))
    if as_json:
        print_json([r.as_json() for r in results])
        return
    for result in results:
        party = result.party
        click.echo(f"{party.caption}  [{party.schema} · {party.agency}]  {party.entity}")
        mark = f" · {result.rendering}" if result.rendering else ""
        click.echo(f"   {result.why}: {result.value}  ({result.file} · {result.where}{mark})")
    click.echo(f"{len(results)} found in {(time.perf_counter() - started) * 1000:.0f} ms", err=True)
