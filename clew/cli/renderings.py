"""What `clew translate` and `clew transcribe` share: bringing a text in beside its original, checking it, listing."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clew.cli.asking import (
    asker_options,
    case_argument,
    closing,
    json_option,
    print_json,
    print_table,
)
from clew.errors import UsageError
from clew.model.asker import Asker

if TYPE_CHECKING:
    from clew.model.rendering import Rendering

FILE = click.Path(path_type=Path, dir_okay=False)


def bring(
    case: Path, item: str, file: Path, asker: Asker, said: "Rendering", as_json: bool
) -> None:
    """Bring FILE in as what *said* tells of source *item*, and say what came of it."""
    from clew.cli.bulk import say_one
    from clew.matching.renderings import bring_in_rendering, original_of
    from clew.store import Door, open_case, renderings

    if not file.exists():
        raise UsageError(f"no file called {str(file)!r}", do="check the name")
    opened = closing(open_case(case))
    door = Door(opened, asker)
    with door.quiet() as view:
        original = original_of(view, item)
    brought = bring_in_rendering(opened, asker, original, file, said)
    with door.quiet() as view:
        kept = renderings.one(view, brought.rendering)
    if as_json:
        print_json({**kept.as_json(), "receipt": brought.receipt})
        return
    say_one(brought.receipt)
    click.echo(f"{said.kind} {kept.no} of {kept.original_file}, by {said.by}: unchecked")
    verb = "translate" if said.kind == "translation" else "transcribe"
    click.echo(
        f"next: have somebody else read it beside the original: clew {verb} check {case} {kept.no} --by NAME",
        err=True,
    )


@click.command()
@case_argument
@click.argument("number", type=int)
@click.option("--by", required=True, help="Who laid it beside the original; not its maker.")
@click.option("--note", default="", help="What was found: 'line 4 says Tuesday, not Thursday'.")
@click.option("--at", help="When: 2026-03-01, or a time with its zone; now if not said.")
@asker_options
@json_option
def check(
    case: Path, number: int, by: str, note: str, at: str | None, asker: Asker, as_json: bool
) -> None:
    """Note that translation or transcript NUMBER of CASE was read beside its original by somebody else.

    \b
    clew translate check balkan 3 --by "Insp. L. Provë" --note "reads as the original"
    """
    from clew.model.custody import moment, readable
    from clew.model.rendering import somebody
    from clew.store import Door, open_case, renderings
    from clew.store.door import now

    who, words = somebody(by, "--by"), readable("note", note)
    checked_at = moment(at or "", "--at") or now()
    notes = {"by": who, **({"note": words} if words else {})}
    with Door(closing(open_case(case)), asker).act("translate", notes, what="check") as view:
        renderings.check(view, number, who, checked_at, words)
        kept = renderings.one(view, number)
    if as_json:
        print_json(kept.as_json())
    else:
        click.echo(f"{kept.said.kind} {number} of {kept.original_file}: checked by {who}")


def show_renderings(case: Path, asker: Asker, kind: str, unchecked: bool, as_json: bool) -> None:
    """List the translations or the transcripts of CASE."""
    from clew.store import Door, open_case, renderings

    with Door(closing(open_case(case)), asker).act("view", what=f"{kind}s") as view:
        found = [
            kept
            for kept in renderings.every(view)
            if kept.said.kind == kind and not (unchecked and kept.checks)
        ]
        view.note(results=len(found))
    if as_json:
        print_json([kept.as_json() for kept in found])
        return
    rows = [
        (
            kept.no, kept.original_file, f"{kept.said.spoken} → {kept.said.written}", kept.said.by,
            kept.text_file, ", ".join(check.by for check in kept.checks) or "unchecked",
        )
        for kept in found
    ]  # fmt: skip
    print_table(rows, ("number", "original", "languages", "by", "text in", "checked by"))
