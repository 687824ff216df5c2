"""clew documents: questions about travel documents, each with its reason."""

from datetime import UTC, datetime
from pathlib import Path

import click

from clew.cli.asking import asker_options, case_argument, closing, json_option, print_json
from clew.model.asker import Asker


@click.command()
@case_argument
@click.option(
    "--list",
    "lists",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A list of stolen, lost, revoked or blank documents; may be given again.",
)
@click.option("--kind", help="Only questions of this kind: dates, expired, digits, list, run, …")
@asker_options
@json_option
def command(
    case: Path, lists: tuple[Path, ...], kind: str | None, asker: Asker, as_json: bool
) -> None:
    """Ask what is odd about the documents in CASE: dates, digits, numbers, names, pictures.

    Each line is a question put to a person; none says that a document is false.

    \b
    clew documents balkan --list stolen.txt
    """
    from clew.matching.documents.held import held
    from clew.matching.documents.questions import questions
    from clew.model.countries import KOSOVO_FOOTNOTE
    from clew.sources.document_list import read_list
    from clew.store import Door, open_case

    known = [read_list(path) for path in lists]
    with Door(closing(open_case(case)), asker).act("view", what="documents") as view:
        shown = held(view)
        asked = questions(shown, known, datetime.now(UTC).date())
        asked = [one for one in asked if kind in (None, one.kind)]
        view.note(documents=len(shown.papers), questions=len(asked))
    for one in known:
        for refusal in one.refused:
            click.echo(f"{one.name} {refusal.where}: {refusal.reason}\n  → {refusal.do}", err=True)
    if as_json:
        print_json([question.as_json() for question in asked])
        return
    for question in asked:
        click.echo(f"{question.kind}: {question.because}")
        for record in question.records:
            click.echo(f"    {record.written}  {record.file} · {record.where} ({record.agency})")
    click.echo(f"{len(asked)} questions about {len(shown.papers)} documents", err=True)
    if shown.masked:
        click.echo(
            f"{shown.masked} documents of victims and smuggled people were left out; --unmask with --why compares them",
            err=True,
        )
    if any(paper.issuer == "xk" for paper in shown.papers):
        click.echo(f"XK is Kosovo{KOSOVO_FOOTNOTE}", err=True)
