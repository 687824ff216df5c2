"""clew watch: take in whatever arrives in a folder."""

from contextlib import suppress
from pathlib import Path

import click

from clew.cli.asking import asker_options, case_argument, closing, settings, two_letters
from clew.model.asker import Asker


@click.command()
@case_argument
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--agency", required=True, help="Who hands the files over: rs-police.")
@click.option("--country", help="ISO code of national numbers and dates in the files: RS.")
@click.option("--evaluation", default="X4", help="4x4 code of the files (default X4).")
@click.option("--handling", default="H0", help="Handling codes: 'H1 H2' (default H0).")
@click.option("--handling-text", default="", help="The restriction that H3 stands for.")
@click.option("--category", help="Who the people in the files are: victim, witness, migrant, …")
@click.option(
    "--settle",
    default=5.0,
    show_default=True,
    type=click.FloatRange(0.1, 3600),
    help="Seconds a file must stay as it is before it counts as complete.",
)
@click.option("--once", is_flag=True, help="End when every file now in the folder is in.")
@asker_options
def command(
    case: Path, folder: Path, asker: Asker, settle: float, *, once: bool, **said: str | None
) -> None:
    """Watch FOLDER and bring into CASE each file that is complete in it, subfolders included.

    Nothing in FOLDER is moved or altered. Ctrl-C ends it; started again it goes on where it stood.
    A file replaced under its name is a new file; the former one stays in the case.

    \b
    clew watch balkan /mnt/drop/rs --agency rs-police
    """
    from clew.cli.bulk import say_one, stoppable
    from clew.matching.watch import Watcher
    from clew.model import evaluation as codes
    from clew.sources.intake import Wish
    from clew.store import make_case

    country, text = two_letters(said["country"]), said["handling_text"] or ""
    category = codes.category(said["category"]) if said["category"] else None
    handling = codes.handling(str(said["handling"]), text)
    marking = codes.Marking(codes.evaluation(str(said["evaluation"])), handling, text, category)
    opened = closing(make_case(case, settings().database))
    wish = Wish(str(said["agency"]), country)
    watcher = Watcher(opened, asker, wish, marking, say_one)
    click.echo(f"watching {folder}; Ctrl-C ends it", err=True)
    with stoppable(), suppress(KeyboardInterrupt):
        watcher.run(folder, settle, once=once, gone=_say_gone)
    click.echo(f"{watcher.files:,} files taken in; next: clew check {case}", err=True)


def _say_gone(why: str) -> None:
    click.echo(f"the folder cannot be read ({why}); looking again", err=True)
