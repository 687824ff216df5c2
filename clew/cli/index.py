"""clew index: lists made ready to be screened against, and kept up to date."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clew.cli.asking import (
    asker_options,
    json_option,
    needs_screening,
    print_json,
    print_table,
    two_letters,
)
from clew.errors import NotFound, UsageError
from clew.model.asker import Asker

if TYPE_CHECKING:
    from clew.matching.screening.editions import Changed, Wish

_PATH = click.Path(path_type=Path)
_LISTS = click.argument("lists", type=_PATH, nargs=-1, metavar="LIST…")
_DATE = click.option("--date", help="The edition's date, YYYY-MM-DD, if the list does not say it.")
_FORCE = click.option("--force", is_flag=True, help="Take an edition older than the one loaded.")
_COUNTRY = click.option("--country", help="ISO code of national numbers and dates in files: RS.")
_SHOWN = 20
"""Lines of a delta shown for each of added, changed and removed; --json gives the rest."""


@click.group()
def command() -> None:
    """Make lists ready to be screened against, and keep them up to date.

    \b
    clew index build un.xml ofac/ --out lists
    """
    needs_screening()


@command.command()
@_LISTS
@click.option("--out", type=_PATH, required=True, help="The folder of the index.")
@_DATE
@_COUNTRY
@_FORCE
@asker_options
@json_option
def build(lists: tuple[Path, ...], out: Path, asker: Asker, as_json: bool, **said: Any) -> None:
    """Build an index of lists; one that is in the folder is replaced once the new one is whole.

    A list is the official UN XML, OFAC's three CSV files, FollowTheMoney JSON lines, CSV,
    Parquet, or a case.
    """
    from clew.matching.screening import editions

    _at_least_one(lists)
    _say(editions.build(out, lists, _wish(said, asker)), as_json)


@command.command()
@click.argument("place", type=_PATH, metavar="DIR")
@json_option
def show(place: Path, as_json: bool) -> None:
    """Show which lists an index holds, as of when, and how many entities."""
    from clew.matching.screening.against import edition_of

    said = asdict(edition_of(place))
    if as_json:
        print_json(said)
        return
    print_table(said.items(), ("what", "how"))


@command.command()
@click.argument("place", type=_PATH, metavar="DIR")
@click.argument("lists", type=_PATH, nargs=-1, metavar="[LIST…]")
@click.option("--add", type=_PATH, multiple=True, help="A file of entities to add or replace.")
@click.option(
    "--delist", default="", help="Ids to take off, parted by commas; or a file, one a line."
)
@_DATE
@_COUNTRY
@_FORCE
@asker_options
@json_option
def update(
    place: Path,
    lists: tuple[Path, ...],
    add: tuple[Path, ...],
    delist: str,
    asker: Asker,
    as_json: bool,
    **said: Any,
) -> None:
    """Take a newer edition into the index DIR: a whole LIST, or what to --add and --delist.

    \b
    clew index update lists un_2026-03.xml
    clew index update lists --add new.csv --delist 690001,690002
    """
    from clew.matching.screening import editions

    wish = _wish(said, asker)
    if bool(lists) == bool(add or delist):
        raise UsageError(
            "name either a whole LIST, or what to --add and --delist", do="clew index update --help"
        )
    if lists:
        _say(editions.renew(place, lists, wish), as_json)
    else:
        _say(editions.amend(place, add, _ids(delist), wish), as_json)


@command.command()
@click.argument("old", type=_PATH)
@click.argument("new", type=_PATH)
@asker_options
@json_option
def delta(old: Path, new: Path, asker: Asker, as_json: bool) -> None:
    """Say what NEW adds to, changes in and takes off OLD; each is a list or an index."""
    from clew.matching.screening.editions import difference

    found = difference(old, new, asker)
    if as_json:
        print_json(found.as_json())
        return
    for what, ones in found.as_json().items():
        click.echo(f"{len(ones):,} {what}")
        for one in ones[:_SHOWN]:
            fields = one.get("fields", [])
            assert isinstance(fields, list)
            click.echo(f"   {one['id']}  {one['name']}  {', '.join(fields)}".rstrip())
        if len(ones) > _SHOWN:
            click.echo(f"   … and {len(ones) - _SHOWN:,} more; --json gives them", err=True)


def _at_least_one(lists: tuple[Path, ...]) -> None:
    if not lists:
        raise UsageError(
            "there is no list to index", do="name one: clew index build LIST --out DIR"
        )


def _wish(said: dict[str, Any], asker: Asker) -> "Wish":
    from clew.matching.screening.editions import Wish

    return Wish(_day(said["date"]), said["force"], asker, two_letters(said["country"]))


def _day(text: str | None) -> str | None:
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as exc:
        raise UsageError(f"--date {text!r} is no date", do="write it as 2026-03-01") from exc


def _ids(said: str) -> list[str]:
    file = Path(said)
    if said and "," not in said and file.is_file():
        try:
            said = ",".join(file.read_text("utf-8").splitlines())
        except UnicodeDecodeError as exc:
            raise NotFound(f"{said!r} holds no text with ids", do="write one id a line") from exc
    return list(dict.fromkeys(one.strip() for one in said.split(",") if one.strip()))


def _say(changed: "Changed", as_json: bool) -> None:
    if as_json:
        print_json(changed.as_json())
        return
    edition = changed.edition
    click.echo(f"{edition.name} of {edition.date or 'no date'}: {edition.entities:,} entities")
    click.echo(
        f"{changed.added:,} added, {changed.changed:,} changed, {changed.delisted:,} delisted, "
        f"{changed.refused:,} refused"
    )
    for one in changed.notes:
        click.echo(f"note: {one['file']}: {one['note']} ({one['count']:,})", err=True)
    if changed.refused_in:
        click.echo(f"what was refused, and why: {changed.refused_in}", err=True)
