"""clew custody: who had an original in hand, when and why; and the proof that it is as received."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clew.cli.asking import (
    Progress,
    asker_options,
    case_argument,
    closing,
    json_option,
    print_json,
    print_table,
)
from clew.cli.custody_papers import export, hand_on, manifest, sheet
from clew.errors import UsageError
from clew.model.asker import Asker

if TYPE_CHECKING:
    from clew.store import View
    from clew.store.custody import Entry

_SAID = (
    ("--handed-over-by", "Who handed it over: name and office."),
    ("--handed-over-at", "When: 2026-03-01, or 2026-03-01T12:30+01:00."),
    ("--legal-basis", "Order, request or article it was handed over under."),
    ("--seal", "Number of its seal."),
    ("--exhibit", "Its number among the exhibits."),
)


@click.group()
def command() -> None:
    """Show the chain of custody of originals, prove them unchanged, write it all down.

    \b
    clew custody verify balkan
    clew custody sheet balkan kit.ufdr --out sheet.pdf
    """


def _said_options(verb: Callable[..., Any]) -> Callable[..., Any]:
    for name, help_text in reversed(_SAID):
        verb = click.option(name, help=help_text)(verb)
    return verb


@command.command()
@case_argument
@click.argument("item", required=False)
@asker_options
@json_option
def show(case: Path, item: str | None, asker: Asker, as_json: bool) -> None:
    """Show every handling of CASE's originals, or of the one ITEM: its number, hash or file name.

    \b
    clew custody show balkan kit.ufdr
    """
    from clew.store import Door, custody, open_case

    with Door(closing(open_case(case)), asker).act("view", what="custody") as view:
        numbers = custody.items(view, item) if item else [None]
        found = {e.no: e.as_json() for no in numbers for e in custody.chains(view, no)}
        view.note(results=len(found))
    if as_json:
        print_json(list(found.values()))
        return
    rows = [
        (e["entry"], e["at"], e["act"], e["by"], str(e["sha256"])[:12], _details(e))
        for e in found.values()
    ]
    print_table(rows, ("entry", "at", "act", "by", "original", "details"))


def _details(entry: dict[str, object]) -> str:
    shown = ("entry", "at", "act", "by", "sha256", "agency", "source", "log_line")
    return " · ".join(
        f"{k.replace('_', ' ')}: {v}" for k, v in entry.items() if v and k not in shown
    )


@command.command()
@case_argument
@click.argument("item")
@click.option("--text", help="What is to be noted: 'seal broken for examination at 14:10'.")
@_said_options
@asker_options
@json_option
def note(
    case: Path, item: str, asker: Asker, as_json: bool, text: str | None, **said: str | None
) -> None:
    """Add to the chain of ITEM, or correct what was said; what was said before stays in the chain.

    \b
    clew custody note balkan kit.ufdr --seal A-17 --text "seal number was missing"
    """
    from clew.model.custody import hand_over, readable
    from clew.store import Door, custody, open_case

    details = hand_over(said).stated()
    if words := readable("text", text or ""):
        details["text"] = words
    if not details:
        raise UsageError("nothing to note", do="say it with --text, --seal, --legal-basis, …")
    with Door(closing(open_case(case)), asker).act("custody", what="noted") as view:
        sources = custody.items(view, item)
        entries = [_noted(view, no, details) for no in sources]
        first = custody.enter(view, entries)
        view.note(sources=sources)
    if as_json:
        print_json({"entry": first, "sources": sources, **details})
    else:
        click.echo(f"noted as entry {first}")
        click.echo(f"next: clew custody show {case} {item!r}", err=True)


def _noted(view: "View", source: int, details: dict[str, str]) -> "Entry":
    from clew.store.custody import Entry
    from clew.store.shelf import source_of

    row = source_of(view, source)
    return Entry(row.sha256, "noted", source, {**details, "handed_over_for": row.agency})


@command.command()
@case_argument
@asker_options
@json_option
def verify(case: Path, asker: Asker, as_json: bool) -> None:
    """Hash every original of CASE again and compare; exit 1 when anything is not as received.

    \b
    clew custody verify balkan
    """
    from dataclasses import asdict

    from clew.store import Door, open_case
    from clew.store.custody_check import verify as check

    progress = Progress()
    verdict = check(Door(closing(open_case(case)), asker), progress)
    progress.clear()
    wrong = [asdict(one) for one in verdict.wrong]
    if as_json:
        print_json({
            "good": verdict.good, "originals": verdict.originals, "bytes": verdict.bytes,
            "wrong": wrong, "looked_for_strays": verdict.strays, "log_head": verdict.head,
        })  # fmt: skip
    else:
        for one in verdict.wrong:
            click.echo(f"{one.finding}: {one.place}  {one.file}\n   {one.what}\n   → {one.do}")
        word = "as received" if verdict.good else f"{len(wrong)} found wrong"
        click.echo(f"{verdict.originals} originals, {verdict.bytes:,} bytes hashed: {word}")
        if not verdict.strays:
            click.echo("files are coming in, so strays were not looked for", err=True)
    if not verdict.good:
        raise click.exceptions.Exit(1)


for paper in (hand_on, sheet, manifest, export):
    command.add_command(paper)
