"""clew translate: a translation beside its original, with who made it and who checked it."""

from pathlib import Path

import click

from clew.cli.asking import asker_options, case_argument, json_option
from clew.cli.renderings import FILE, bring, check, show_renderings
from clew.model.asker import Asker


@click.group()
def command() -> None:
    """Lay a translation beside its original; neither takes the other's place.

    \b
    clew translate add balkan letter.pdf letter_en.docx --by "A. Përkthyes" --from sq --to en
    clew translate check balkan 1 --by "L. Provë"
    """


@command.command()
@case_argument
@click.argument("source")
@click.argument("file", type=FILE)
@click.option("--by", required=True, help="Who translated: person, office, or program and version.")
@click.option("--from", "spoken", required=True, help="Language of the original: sq.")
@click.option("--to", "written", required=True, help="Language of the translation: en.")
@click.option("--at", help="When: 2026-03-01, or a time with its zone.")
@click.option("--where", help="The place it is of, where not the whole: 'model id=7'.")
@asker_options
@json_option
def add(
    case: Path, source: str, file: Path, asker: Asker, as_json: bool, **told: str | None
) -> None:
    """Bring FILE into CASE as a translation of SOURCE: its number, hash or name.

    \b
    clew translate add balkan letter.pdf letter_en.docx --by "A. Përkthyes" --from sq --to en
    """
    from clew.model.rendering import translation

    by, spoken, written = (str(told[name]) for name in ("by", "spoken", "written"))
    said = translation(by, spoken, written, told["at"], told["where"])
    bring(case, source, file, asker, said, as_json)


@command.command()
@case_argument
@click.option("--unchecked", is_flag=True, help="Only those nobody else has checked.")
@asker_options
@json_option
def show(case: Path, unchecked: bool, asker: Asker, as_json: bool) -> None:
    """List the translations of CASE: of what, by whom, checked by whom.

    \b
    clew translate show balkan --unchecked
    """
    show_renderings(case, asker, "translation", unchecked, as_json)


command.add_command(check)
