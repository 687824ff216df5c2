"""clew audit: the record of who did what, and the proof that it is whole."""

import json
from pathlib import Path

import click

from clew.cli.asking import asker_options, case_argument, closing, json_option, print_json
from clew.model.asker import Asker


@click.group()
def command() -> None:
    """Show the record of who did what, and prove it whole.

    \b
    clew audit verify balkan
    """


@command.command()
@case_argument
@click.option(
    "--head",
    help="Hash of the last line noted earlier; shows a log that was cut off and rewritten.",
)
@json_option
def verify(case: Path, head: str | None, as_json: bool) -> None:
    """Prove that every line of CASE's log is as it was written; name the first that is not."""
    from clew import audit
    from clew.audit.book import proves
    from clew.store import open_case

    with closing(open_case(case)).engine.begin() as conn:
        verdict = audit.verify(conn)
        if verdict.good and head and not proves(conn, head):
            verdict = audit.Verdict(
                False, verdict.lines, verdict.head, None, f"no line has the hash {head}"
            )
    if as_json:
        print_json({
            "good": verdict.good,
            "lines": verdict.lines,
            "head": verdict.head,
            "line": verdict.line,
            "problem": verdict.problem,
        })  # fmt: skip
    elif verdict.good:
        click.echo(f"good: {verdict.lines} lines, each as it was written\nhead: {verdict.head}")
        click.echo(
            "note the head somewhere else; later: clew audit verify CASE --head HASH", err=True
        )
    if not verdict.good:
        if not as_json:
            click.echo(f"broken at line {verdict.line}: {verdict.problem}")
        raise click.exceptions.Exit(1)


@command.command()
@case_argument
@click.option("--limit", default=50, show_default=True, help="How many lines, newest first.")
@asker_options
@json_option
def show(case: Path, limit: int, asker: Asker, as_json: bool) -> None:
    """Show the newest lines of CASE's log."""
    from clew import audit
    from clew.store import Door, open_case

    with Door(closing(open_case(case)), asker).act("view", what="log") as view:
        found = [
            {**json.loads(line.text), "texts": texts}
            for line, texts in audit.lines(view.conn, limit=limit)
        ]
    if as_json:
        print_json(found)
        return
    for line in found:
        of = " ".join(f"{k}={v}" for k, v in line["of"].items())
        why = line["texts"].get("why", "")
        click.echo(
            f"{line['seq']:>6}  {line['at']}  {line['who']} ({line['agency']})  {line['act']}  {of}  {why}".rstrip()
        )
