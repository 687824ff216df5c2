"""clew transcribe: the words of a recording, written down beside it, with who heard them and who checked."""

from pathlib import Path

import click

from clew.cli.asking import (
    asker_options,
    case_argument,
    closing,
    json_option,
    print_json,
    print_table,
)
from clew.cli.renderings import FILE, bring, check, show_renderings
from clew.model.asker import Asker


@click.group()
def command() -> None:
    """Lay a transcript beside the voice message or recording it is of.

    \b
    clew transcribe add balkan PTT-20260301-WA0001.opus words.txt --by "A. Përkthyes" --in sq
    clew transcribe check balkan 1 --by "L. Provë"
    """


@command.command()
@case_argument
@click.argument("source")
@click.argument("file", type=FILE)
@click.option("--by", required=True, help="Who listened: person, office, or program and version.")
@click.option("--in", "spoken", required=True, help="Language that is spoken: sq.")
@click.option("--at", help="When: 2026-03-01, or a time with its zone.")
@asker_options
@json_option
def add(
    case: Path, source: str, file: Path, by: str, spoken: str,
    at: str | None, asker: Asker, as_json: bool,
) -> None:  # fmt: skip
    """Bring FILE into CASE as the transcript of SOURCE: its number, hash or name.

    \b
    clew transcribe add balkan PTT-20260301-WA0001.opus words.txt --by "A. Përkthyes" --in sq
    """
    from clew.model.rendering import transcript

    bring(case, source, file, asker, transcript(by, spoken, at), as_json)


@command.command()
@case_argument
@click.option("--missing", is_flag=True, help="The recordings nobody has written down yet.")
@click.option("--unchecked", is_flag=True, help="Only transcripts nobody else has checked.")
@asker_options
@json_option
def show(case: Path, missing: bool, unchecked: bool, asker: Asker, as_json: bool) -> None:
    """List the transcripts of CASE, or with --missing the recordings that have none.

    \b
    clew transcribe show balkan --missing
    """
    if not missing:
        show_renderings(case, asker, "transcript", unchecked, as_json)
        return
    from clew.store import Door, open_case
    from clew.store.recordings import not_written_down

    with Door(closing(open_case(case)), asker).act("view", what="recordings") as view:
        found = not_written_down(view)
        view.note(results=len(found))
    if as_json:
        print_json([{"source": no, "file": file, "agency": agency} for no, file, agency in found])
    else:
        print_table(found, ("source", "file", "agency"))


command.add_command(check)
