"""clew add: bring files of an agency into a case."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from clew.cli.asking import (
    asker_options,
    case_argument,
    closing,
    json_option,
    print_json,
    settings,
    two_letters,
)
from clew.cli.start import STOPPED
from clew.errors import UsageError
from clew.model.asker import Asker


@click.command()
@case_argument
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--agency", required=True, help="Who hands the files over: rs-police.")
@click.option("--country", help="ISO code of national numbers and dates in the files: RS.")
@click.option("--as", "reader", help="Reader to use, whatever the file looks like.")
@click.option("--evaluation", default="X4", help="4x4 code of the files (default X4).")
@click.option("--handling", default="H0", help="Handling codes: 'H1 H2' (default H0).")
@click.option("--handling-text", default="", help="The restriction that H3 stands for.")
@click.option("--handed-over-by", help="Who hands the files over: name and office.")
@click.option("--handed-over-at", help="When: 2026-03-01, or 2026-03-01T12:30+01:00.")
@click.option("--legal-basis", help="Order, request or article they are handed over under.")
@click.option("--seal", help="Number of the seal they came under.")
@click.option("--exhibit", help="Their number among the exhibits.")
@click.option("--category", help="Who the people in the files are: victim, witness, migrant, …")
@asker_options
@json_option
def command(
    case: Path, paths: tuple[str, ...], asker: Asker, as_json: bool, **said: str | None
) -> None:
    """Bring files into CASE; a folder brings every file in it, '-' reads a pipe.

    Makes the case if there is none. The same file twice changes nothing. Ctrl-C stops at any
    moment; the same command goes on where it stood.

    \b
    clew add balkan passengers.csv kit.ufdr --agency rs-police
    """
    from clew.cli.bulk import Told, say_all, stoppable
    from clew.matching.arrive import Telling, bring_in
    from clew.model import evaluation as codes
    from clew.model.custody import hand_over
    from clew.sources.intake import Wish
    from clew.store import make_case

    country, agency = two_letters(said["country"]), str(said["agency"])
    files = [Path(p) for p in paths]
    for missing in (p for p in files if str(p) != "-" and not p.exists()):
        raise UsageError(f"no file or folder called {str(missing)!r}", do="check the name")
    handed = hand_over(said)
    opened = closing(make_case(case, settings().database))
    progress = Told()
    text = said["handling_text"] or ""
    handling = codes.handling(str(said["handling"]), text)
    category = codes.category(said["category"]) if said["category"] else None
    marking = codes.Marking(codes.evaluation(str(said["evaluation"])), handling, text, category)
    receipts: list[dict[str, object]] = []
    is_whole = False
    with TemporaryDirectory() as folder, stoppable():
        places = [_piped(Path(folder)) if str(p) == "-" else p for p in files]
        wish = Wish(agency, country, said["reader"])
        telling = Telling(progress, progress.course)
        try:
            receipts.extend(bring_in(opened, asker, places, wish, marking, telling, handed))
            is_whole = True
        except KeyboardInterrupt:
            pass
        finally:
            progress.clear()
    if as_json:
        print_json(receipts)
    else:
        say_all(receipts, case)
    if not is_whole:
        click.echo(
            f"stopped: {len(receipts):,} files are in whole, nothing is in half; "
            "the same command goes on from here",
            err=True,
        )
        raise click.exceptions.Exit(STOPPED)
    if not any(r["read"] for r in receipts):
        raise click.exceptions.Exit(1)


def _piped(folder: Path) -> Path:
    place = folder / "stdin"
    with place.open("wb") as handle:
        while block := sys.stdin.buffer.read(1 << 20):
            handle.write(block)
    return place
