"""clew rehearse: invent a joint exercise, and count found against planted."""

import json
import shutil
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clew.cli.asking import Progress, closing, json_option, needs_network, print_json, settings
from clew.errors import UsageError
from clew.model.asker import Asker

if TYPE_CHECKING:
    from clew.exercise.measure_runs import MeasuredRuns

_ALL_FORMATS = click.option(
    "--all-formats", is_flag=True, help="Also a file of every format clew reads (clew[pictures])."
)


@click.group()
def command() -> None:
    """Rehearse: invent agencies' files with known links, and see which are found.

    \b
    clew rehearse make --seed 7
    """


@command.command()
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same files.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where (default rehearsal-SEED).",
)
@click.option(
    "--people", default=600, show_default=True, help="Uninvolved people besides the cast."
)
@_ALL_FORMATS
@json_option
def make(seed: int, out: Path | None, people: int, all_formats: bool, as_json: bool) -> None:
    """Invent a joint exercise: each agency's files in real formats, and truth.json."""
    from clew.exercise.make import make as make_exercise

    folder = out or Path(f"rehearsal-{seed}")
    planted = make_exercise(seed, folder, people=people, all_formats=all_formats)
    if as_json:
        print_json(planted.as_json())
        return
    click.echo(planted.as_table())
    click.echo(f"next: clew add CASE {planted.folder}/AGENCY --agency AGENCY", err=True)


@command.command()
@click.option("--people", default=100_000, show_default=True, help="How many are screened.")
@click.option("--list", "listed", default=50_000, show_default=True, help="Length of the list.")
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same rows.")
@click.option(
    "--planted-share",
    "planted",
    type=click.FloatRange(0, 1),
    default=0.01,
    show_default=True,
    help="Share of the people who stand on the list, written in another way.",
)
@click.option(
    "--kinds",
    type=click.Choice(["usual", "hard", "other", "even"]),
    default="usual",
    show_default=True,
    help="How they are disturbed: as usual, harder, by another hand's mistakes, or as usual with no name common.",
)
@click.option("--hard", is_flag=True, help="Short for --kinds hard.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("crowd"),
    show_default=True,
    help="Folder for people.parquet, list.parquet and truth.parquet.",
)
@json_option
def crowd(out: Path, kinds: str, *, hard: bool, as_json: bool, **size: Any) -> None:
    """Invent a crowd, a list, and people of the list hidden in the crowd, as Parquet.

    \b
    clew rehearse crowd --people 2500000 --list 1000000 --out crowd
    """
    from clew.exercise.crowd import Crowd, make_crowd

    asked = Crowd(kinds="hard" if hard else kinds, **size)
    make_crowd(asked, out)
    if as_json:
        print_json(asdict(asked) | {"hidden": asked.hidden, "folder": str(out)})
        return
    click.echo(f"{asked.people:,} people, {asked.hidden:,} of them on the list of {asked.listed:,}")
    click.echo(
        f"next: clew screen {out}/people.parquet --against {out}/list.parquet --out hits.parquet",
        err=True,
    )


@command.command()
@click.argument("case", type=click.Path(file_okay=False, path_type=Path))
@click.argument("truth", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--runs", is_flag=True, help="Also ties, roles, routes and balances (clew[network]).")
@json_option
def measure(case: Path, truth: Path, runs: bool, as_json: bool) -> None:
    """Count what CASE's hits found of what TRUTH (a truth.json) planted."""
    from clew.exercise.measure import found_against_planted

    planted = json.loads(truth.read_text("utf-8"))
    measured = found_against_planted(planted, _hits(case))
    of_runs = _runs(case, planted, truth.parent) if runs else None
    if as_json:
        print_json(measured.as_json() | ({"runs": of_runs.as_json()} if of_runs else {}))
        return
    click.echo(measured.as_table())
    if of_runs:
        click.echo(f"\nwhat the networks did\n{of_runs.as_table()}")


def _runs(case: Path, truth: dict[str, Any], folder: Path) -> "MeasuredRuns":
    """Set a case's network, roles, routes and money beside the truth; the notebook lies beside it."""
    needs_network()
    from clew.exercise.answering import answers_of
    from clew.exercise.measure_runs import runs_against_planted
    from clew.exercise.runs import NOTEBOOK
    from clew.store import Door, open_case

    if "runs" not in truth:
        raise UsageError(
            "this truth tells of no runs", do="make the rehearsal anew: clew rehearse make"
        )
    said = settings()
    asker = Asker(said.user, said.agency, "found against planted")
    with Door(closing(open_case(case)), asker).act("view", what="network") as view:
        return runs_against_planted(truth, answers_of(view, truth, folder / NOTEBOOK))


@command.command()
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same exercise.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("build/demo"),
    show_default=True,
    help="Where; made anew each time.",
)
@_ALL_FORMATS
@click.option("--serve/--no-serve", "serving", default=True, help="Open the desk at the end.")
@json_option
def demo(seed: int, out: Path, all_formats: bool, serving: bool, as_json: bool) -> None:
    """Rehearse from end to end: invent, add, cross-check, count, open the desk."""
    from clew.exercise.make import make as make_exercise
    from clew.exercise.measure import found_against_planted

    started = time.monotonic()
    _make_room(out)
    planted = make_exercise(seed, out / "files", all_formats=all_formats)
    if not as_json:
        click.echo(planted.as_table())
    _bring_all(out, planted.agencies)
    hits = _hits(out / "case")
    measured = found_against_planted(
        json.loads((out / "files" / "truth.json").read_text("utf-8")), hits
    )
    if as_json:
        print_json({"planted": planted.as_json(), "found": measured.as_json()})
    else:
        click.echo(f"\nfound against planted\n{measured.as_table()}")
        click.echo(f"{len(hits)} hits in {time.monotonic() - started:.0f} s; case: {out / 'case'}")
    if serving:
        from clew.web.serve import serve

        serve(out / "case")


def _make_room(out: Path) -> None:
    mark = out / ".rehearsal"
    if out.exists() and any(out.iterdir()) and not mark.exists():
        raise UsageError(
            f"{str(out)!r} holds something else than a rehearsal",
            do="name another folder with --out",
        )
    if out.exists():
        shutil.rmtree(out)
    out.mkdir(parents=True)
    mark.touch()


def _bring_all(out: Path, agencies: dict[str, str]) -> None:
    from clew.matching.arrive import bring_in, cross_check
    from clew.sources.intake import Wish
    from clew.store import make_case

    said = settings()
    asker = Asker(said.user, said.agency, "joint exercise")
    case = closing(make_case(out / "case", exercise=True))
    progress = Progress()
    for agency in agencies:
        list(bring_in(case, asker, [out / "files" / agency], Wish(agency), watch=progress))
    cross_check(case, asker, progress)
    progress.clear()


def _hits(case: Path) -> list[dict[str, object]]:
    from clew.matching.hits import hits
    from clew.store import Door, open_case

    said = settings()
    with Door(closing(open_case(case)), Asker(said.user, said.agency, "found against planted")).act(
        "view", what="hits"
    ) as view:
        return [hit.as_json() for hit in hits(view)]
