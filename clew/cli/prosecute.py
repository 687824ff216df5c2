"""clew prosecute: each element of an offence with its sources, for and against, and what is missing."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clew.cli.asking import (
    asker_options,
    case_argument,
    closing,
    json_option,
    needs_network,
    print_json,
)
from clew.cli.new_file import new_file
from clew.errors import UsageError
from clew.model.asker import Asker

if TYPE_CHECKING:
    from clew.store import Door


@click.command()
@case_argument
@click.argument("person", required=False)
@click.option("--enter", metavar="REASON", help="Enter PERSON, an entity's id, as a suspect.")
@click.option(
    "--further-of",
    default="",
    metavar="WHO",
    help="With --enter: PERSON is a further record of WHO, entered already.",
)
@click.option("--withdraw", metavar="REASON", help="Take PERSON off the list.")
@click.option(
    "--attach", metavar="ELEMENT", help="Put --place to an element, with --side and --note."
)
@click.option("--place", default="", help="“statement 12”, or a source and a spot: “3 row 5”.")
@click.option("--side", default="for", show_default=True, help="for or against.")
@click.option("--note", default="", help="What the place shows.")
@click.option("--detach", type=int, metavar="NUMBER", help="Take back what was put to an element.")
@click.option("--elements", is_flag=True, help="List the offences and their elements.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Write the bundle of PERSON: FILE.zip or a new folder.",
)
@click.option("--permitted", multiple=True, metavar="AGENCY",
              help="An agency that permitted the use in court of what its codes keep back.")  # fmt: skip
@asker_options
@json_option
def command(case: Path, person: str | None, asker: Asker, as_json: bool, **said: Any) -> None:
    """Lay the sources of CASE beside the elements of offences, for each suspect entered or for PERSON.

    Nothing decides: what speaks for, what against, and what is missing. Victims and smuggled people can't be entered.

    \b
    clew prosecute balkan 1a2b-3 --enter "at the wheel on three crossings"
    clew prosecute balkan 1a2b-3
    clew prosecute balkan 1a2b-3 --out bundle.zip
    """
    from clew.store import Door, open_case

    _one_act(person, said)
    if said["elements"]:
        _list_elements(as_json)
        return
    door = Door(closing(open_case(case)), asker)
    if said["detach"] is not None:
        from clew.analysis.prosecution.attaching import detach

        detach(door, said["detach"])
        click.echo(f"number {said['detach']} is taken back", err=True)
    elif person is None:
        _show_case(door, as_json)
    elif not _changed(door, person, said):
        if said["out"] is not None:
            _write(door, person, said["out"], said["permitted"], as_json)
        else:
            _show(door, person, as_json)


_ACTS = ("enter", "withdraw", "attach", "detach", "elements", "out")
_ONLY_WITH = {
    "further_of": "enter", "place": "attach", "note": "attach", "permitted": "out",
}  # fmt: skip


def _one_act(person: str | None, said: dict[str, Any]) -> None:
    """Refuse two acts at once, and words that belong to another act than the one asked for."""
    asked = [name for name in _ACTS if said[name] is not None and said[name] is not False]
    if len(asked) > 1:
        several = " and ".join(f"--{name}" for name in asked)
        raise UsageError(f"{several} are two acts", do="do one after the other")
    for name, act in _ONLY_WITH.items():
        if said[name] and act not in asked:
            raise UsageError(f"--{name.replace('_', '-')} goes with --{act}", do=f"add --{act}")
    if person is None and asked and asked[0] not in ("detach", "elements"):
        raise UsageError(f"--{asked[0]} says nobody", do="name the PERSON after CASE")
    if person is not None and said["detach"] is not None:
        raise UsageError("--detach goes by its NUMBER alone", do=f"leave out {person!r}")


def _changed(door: "Door", person: str, said: dict[str, Any]) -> bool:
    """Enter, withdraw or attach where that was asked for."""
    from clew.analysis.prosecution.attaching import attach
    from clew.analysis.prosecution.entering import enter, withdraw

    if said["enter"] is not None:
        number = enter(door, person, said["enter"], said["further_of"])
        click.echo(f"entered as suspect {number}", err=True)
    elif said["withdraw"] is not None:
        click.echo(
            f"suspect {withdraw(door, person, said['withdraw'])} is taken off the list", err=True
        )
    elif said["attach"] is not None:
        put = attach(door, person, said["attach"], said["side"], said["note"], said["place"])
        click.echo(
            f"put to {said['attach']} as number {put}; take it back with --detach {put}", err=True
        )
    else:
        return False
    return True


def _show_case(door: "Door", as_json: bool) -> None:
    needs_network()
    from clew.analysis.prosecution.sheet import answer

    with door.act("view", what="prosecution") as view:
        found: Any = answer(view, _today())
        view.note(suspects=len(found["suspects"]))
    if as_json:
        print_json(found)
        return
    for one in found["suspects"]:
        click.echo(
            f"{one['no']}  {one['caption']}  {one['id']}  ({one['agency']}): {one['entered']['reason']}"
        )
        if one["spared"]:
            click.echo(f"   no sheet: {one['spared']}")
    for one in found["lost"]:
        click.echo(f"{one['no']}  entered {one['at'][:10]} by {one['by']} from {one['file']}, {one['where']} "
                   f"({one['agency']}): {one['reason']}")  # fmt: skip
        click.echo(
            "   its file was read anew, and no record of it is clearly this one; enter it again"
        )
    for note in found["notes"]:
        click.echo(note, err=True)
    click.echo(f"{len(found['suspects'])} entered", err=True)


def _show(door: "Door", person: str, as_json: bool) -> None:
    needs_network()
    from clew.analysis.prosecution.entering import one_entered
    from clew.analysis.prosecution.offences import principles
    from clew.analysis.prosecution.sheet import METHOD, sheets

    with door.act("view", what="prosecution") as view:
        found = one_entered(view, person)
        drawn = sheets(view, _today(), (found.suspect.no,))
        view.note(suspect=found.suspect.no)
    shown: Any = drawn[0].as_json() if drawn else found.as_json()
    if as_json:
        print_json({**shown, "principles": principles(), "method": METHOD})
        return
    click.echo(f"{shown['caption']} ({shown['id']}, {shown['agency']}), entered by {shown['entered']['by']}: "
               f"{shown['entered']['reason']}")  # fmt: skip
    if found.spared:
        click.echo(f"no sheet is drawn up: {found.spared}")
        return
    for offence in shown["offences"]:
        click.echo(f"\n{offence['name'].upper()}  {offence['reference']}")
        for element in offence["elements"]:
            _say_element(element)
    for one in shown["kept_back"]:
        click.echo(
            f"\nkept from court: {one['records']} records of {one['agency']} ({', '.join(one['codes'])}); ask it"
        )


def _say_element(element: dict[str, Any]) -> None:
    click.echo(f"\n  {element['name']} [{element['id']}]: {element['question']}")
    for side in ("for", "against"):
        for item in element[side]:
            spots = item["sources"]
            more = f" and {len(spots) - 1} more" if len(spots) > 1 else ""
            kept = "" if item["court"] else "  KEPT FROM COURT"
            number = f"[{item['by_hand']['no']}] " if item["by_hand"] else ""
            note = f" “{item['note']}”" if item["note"] else ""
            click.echo(
                f"    {side:8}{number}{item['says']}{note}  ({spots[0]['file']}, {spots[0]['where']}{more}){kept}"
            )
    for gap in element["missing"]:
        click.echo(f"    missing {gap['what']} — {gap['who']}")


def _write(door: "Door", person: str, out: Path, permitted: tuple[str, ...], as_json: bool) -> None:
    needs_network()
    from clew.report.prosecution_bundle import bundle, handed_out, packed

    with door.quiet() as view:
        made = bundle(view, person, permitted)
    if out.suffix == ".zip":
        with new_file(out) as handle:
            handle.write(packed(made))
            handed_out(door, made, out.name)
    else:
        _write_folder(out, made.files, lambda: handed_out(door, made, out.name))
    if as_json:
        print_json({"file": str(out), "originals": len(made.sources), "kept_back": made.kept_back})
        return
    click.echo(f"{out} written: {len(made.files)} files", err=True)
    for one in made.kept_back:
        click.echo(f"left out: {one['records']} records of {one['agency']}; ask it", err=True)


def _write_folder(out: Path, files: dict[str, bytes], noted: Callable[[], None]) -> None:
    """Write a new folder; it stands under its name once every file is in it and the act is *noted*."""
    if out.exists():
        raise UsageError(f"{str(out)!r} is there already", do="name a new folder or FILE.zip")
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    part.mkdir(parents=True)
    try:
        for name, body in files.items():
            (part / name).write_bytes(body)
        noted()
        part.rename(out)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _list_elements(as_json: bool) -> None:
    from clew.analysis.prosecution.offences import offences

    if as_json:
        listed = [
            {**one.as_json(), "elements": [{"id": e.id, "name": e.name, "question": e.question} for e in one.elements]}
            for one in offences()
        ]  # fmt: skip
        print_json(listed)
        return
    for offence in offences():
        click.echo(f"{offence.name}  {offence.reference}")
        for one in offence.elements:
            click.echo(f"  {one.id:28} {one.question}")


def _today() -> date:
    return datetime.now(UTC).date()
