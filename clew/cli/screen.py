"""clew screen: check people against lists, one or millions."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clew.cli.asking import (
    Progress,
    asker_options,
    closing,
    json_option,
    needs_screening,
    print_json,
    print_table,
    settings,
    two_letters,
)
from clew.errors import UsageError
from clew.model.asker import Asker

if TYPE_CHECKING:
    from clew.matching.screening.keeping import Occasion
    from clew.matching.screening.local import Screened, Wanted
    from clew.sources.lists.frame import Batch

_PROBABILITY = click.FloatRange(0, 1, min_open=True, max_open=True)
_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("people", type=_PATH, required=False)
@click.option(
    "--against", "lists", type=_PATH, multiple=True, metavar="LIST",
    help="An index, the file of a list, or a case; may be given several times.",
)  # fmt: skip
@click.option("--itself", is_flag=True, help="Against PEOPLE themselves: who stands there twice?")
@click.option("--out", type=_PATH, help="Where the hits go: HITS.parquet or HITS.csv.")
@click.option("--one", help="One person as JSON instead of PEOPLE: '{\"name\": …}'.")
@click.option(
    "--threshold", type=click.FloatRange(0, 1), default=0.70, show_default=True,
    help="From this probability on a pair is a hit.",
)  # fmt: skip
@click.option(
    "--prior", type=_PROBABILITY,
    help="Probability that a person and a listed one drawn at random are the same (default: from the counts).",
)  # fmt: skip
@click.option("--country", help="ISO code of national numbers and dates in files: RS.")
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True,
    help="This machine, or Apache Spark.",
)  # fmt: skip
@click.option("--workers", type=click.IntRange(1), help="How many processes (default: one a core).")
@click.option("--fresh", is_flag=True, help="Begin anew, whatever an interrupted run had done.")
@click.option("--case", type=_PATH, help="Bring the hits, and no one else, into this case.")
@click.option("--place", default="", help="Where the people were checked; for the case's tally.")
@click.option("--day", help="When they were checked, YYYY-MM-DD (default: today).")
@click.option("--agency", help="Who hands the people over; for the case (default: yours).")
@click.option("--tally", type=_PATH, metavar="CASE", help="Show a case's tally of checks and hits.")
@asker_options
@json_option
def command(
    people: Path | None,
    lists: tuple[Path, ...],
    out: Path | None,
    asker: Asker,
    as_json: bool,
    **said: Any,
) -> None:
    """Check PEOPLE, or --one person, against lists; give those at or above the threshold.

    \b
    clew screen people.parquet --against un.xml --out hits.parquet
    clew screen --one '{"name": "Arben Hoxha", "birth_date": "1980"}' --against un.xml
    """
    if said["tally"] is not None:
        _tally(said["tally"], asker, as_json)
        return
    needs_screening()
    if said["itself"]:
        lists = _itself(people, lists, said["case"])
    if not lists:
        raise UsageError("there is no list to screen against", do="name one with --against LIST")
    if (people is None) == (said["one"] is None):
        raise UsageError("name a file of PEOPLE, or one person with --one", do="clew screen --help")
    said["country"] = two_letters(said["country"])
    if people is None:
        if said["case"] is not None:
            raise UsageError("--case goes with a file of PEOPLE", do="put the one person in a file")
        _one(said["one"], lists, said, asker, as_json)
        return
    if out is None:
        raise UsageError("where shall the hits go?", do="name a file: --out hits.parquet")
    if str(people) == "-":
        raise UsageError("people are read twice, so not from a pipe", do="name a file")
    occasion, wanted = _occasion(said, asker), _wanted(said)
    screened = _screened(people, lists, out, wanted, asker)
    if said["case"] is not None:
        from clew.matching.screening.local import BATCH
        from clew.matching.screening.people import batches_of

        again = batches_of(people, BATCH, asker, wanted.country)
        screened.summary["case"] = _keep(said["case"], screened, again, lists, occasion, asker)
    if as_json:
        print_json(screened.summary)
        return
    _say(screened, out)


def _itself(people: Path | None, lists: tuple[Path, ...], case: Path | None) -> tuple[Path, ...]:
    """Give the list that --itself means, where it goes with the other words."""
    if people is None or lists or case is not None:
        raise UsageError(
            "--itself goes with a file of PEOPLE, and with neither --against nor --case",
            do="clew screen HOLDING --itself --out PAIRS.parquet",
        )
    return (people,)


def _wanted(said: dict[str, Any]) -> "Wanted":
    from clew.matching.screening.local import Wanted

    return Wanted(
        said["threshold"], said["prior"], said["workers"] or 0, said["engine"], said["fresh"],
        entities=said["case"] is not None, country=said["country"], itself=said["itself"],
        master=settings().spark_master if said["engine"] == "spark" else "",
    )  # fmt: skip


def _screened(
    people: Path, lists: tuple[Path, ...], out: Path, wanted: "Wanted", asker: Asker
) -> "Screened":
    from clew.matching.screening.local import screen_files

    progress = Progress()
    try:
        return screen_files(people, lists, out, wanted, asker, progress, _told)
    except KeyboardInterrupt:
        progress.clear()
        click.echo(
            f"clew: interrupted; what is done stands in {out.with_suffix('.parts')}\n"
            "  → run the same command again: it goes on from there",
            err=True,
        )
        raise click.exceptions.Exit(130) from None
    finally:
        progress.clear()


def _told(sentence: str) -> None:
    click.echo(sentence, err=True)


def _occasion(said: dict[str, Any], asker: Asker) -> "Occasion":
    from clew.matching.screening.keeping import Occasion

    day, place, source = said["day"], said["place"], said["agency"] or asker.agency
    try:
        when = datetime.now(UTC).date() if day is None else date.fromisoformat(day)
    except ValueError as exc:
        raise UsageError(f"--day {day!r} is no date", do="write it as 2026-03-01") from exc
    for name, text, most in (("place", place, 200), ("agency", source, 80)):
        if len(text) > most:
            raise UsageError(f"--{name} has {len(text)} characters", do=f"write {most} at most")
    return Occasion(when.isoformat(), place, source)


def _keep(
    place: Path,
    screened: "Screened",
    people: "Iterator[Batch]",
    lists: tuple[Path, ...],
    occasion: "Occasion",
    asker: Asker,
) -> dict[str, object]:
    from clew.matching.screening.keeping import keep
    from clew.store import make_case

    case = closing(make_case(place, settings().database))
    names = [str(one["name"]) for one in screened.summary["lists"]]  # type: ignore[attr-defined]
    own = [name for name, at in zip(names, lists, strict=True) if at.resolve() == place.resolve()]
    return keep(case, asker, screened, people, own, occasion)


def _say(screened: "Screened", out: Path) -> None:
    summary = screened.summary
    apart = ("lists", "notes")
    shown = {name.replace("_", " "): value for name, value in summary.items() if name not in apart}
    print_table(((name, _shown(value)) for name, value in shown.items()), ("what", "how much"))
    for one in summary["lists"]:  # type: ignore[attr-defined]
        click.echo(
            f"list  {one['name']} of {one['date'] or 'no date'}: {one['entities']:,} entities"
        )
    for one in summary["notes"]:  # type: ignore[attr-defined]
        click.echo(f"note: {one['file']}: {one['note']} ({one['count']:,})", err=True)
    if screened.refused:
        click.echo(f"what was refused, and why: {screened.refused}", err=True)
    click.echo(f"hits: {out}", err=True)


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in value.items())
    if isinstance(value, float):
        return f"{value:,.3f}" if value >= 0.001 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _one(
    text: str, lists: tuple[Path, ...], said: dict[str, Any], asker: Asker, as_json: bool
) -> None:
    from clew.matching.screening.one import check_one

    checked = check_one(text, lists, _wanted(said), asker)
    for refused in checked.refused:
        click.echo(f"refused: {refused.value!r}: {refused.reason}\n  → {refused.remedy}", err=True)
    if as_json:
        print_json(checked.as_json())
        return
    from clew.cli.waterfall import waterfall

    for name, prior, hit in checked.hits:
        click.echo(f"{hit.probability:.2f}  {hit.name}  ({name} {hit.list_id})")
        clues = [(clue.weight, clue.sentence) for clue in hit.clues]
        for line in waterfall(prior, clues, hit.probability):
            click.echo(f"  {line}")
    click.echo(f"{len(checked.hits)} hits in {checked.milliseconds:.1f} ms", err=True)


def _tally(place: Path, asker: Asker, as_json: bool) -> None:
    from dataclasses import asdict

    from clew.store import Door, open_case
    from clew.store.screened import tallies

    with Door(closing(open_case(place)), asker).act("view", what="tally") as view:
        found = tallies(view)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    header = ("day", "place", "source", "checks", "hits")
    print_table(((t.day, t.place, t.source, t.checks, t.hits) for t in found), header)
