"""The verbs of `clew custody` that write a file: sheet, manifest, copies handed on, CASE/UCO."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clew.cli.asking import Progress, asker_options, case_argument, closing, json_option, print_json
from clew.cli.new_file import new_file
from clew.model.asker import Asker

if TYPE_CHECKING:
    from clew.store import View

_out = click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The new file to write."
)


@click.command("manifest")
@case_argument
@click.argument("items", nargs=-1)
@_out
@click.option("--sums", is_flag=True, help="Write lines for sha256sum -c in place of JSON.")
@asker_options
@json_option
def manifest(
    case: Path, items: tuple[str, ...], out: Path, sums: bool, asker: Asker, as_json: bool
) -> None:
    """Write the manifest of ITEMs of CASE (all of it unless told): JSON, or lines for sha256sum.

    An ITEM is a source by number, hash or file name, or an entity by its id.

    \b
    clew custody manifest balkan --sums --out sums.txt && (cd balkan && sha256sum -c ../sums.txt)
    """
    from clew.exchange import manifest as made
    from clew.store import Door, custody, open_case

    door, progress = Door(closing(open_case(case)), asker), Progress()
    with new_file(out) as handle:
        with door.act("export", to="sums" if sums else "manifest") as view:
            sources, entity = _meant(view, items)
            entries = made.enter_for(view, sources, "exported", to=out.name, what="manifest")
            custody.enter(view, entries)
        with door.quiet() as view:
            digests = [entry.sha256 for entry in entries]
            pieces = made.sums(digests) if sums else made.manifest(view, sources, entity, progress)
            _write(handle, pieces)
    progress.clear()
    _say(as_json, out, originals=len(digests))


def _meant(view: "View", items: tuple[str, ...]) -> tuple[list[int], str | None]:
    """Give the sources the words mean, and the entity when one word is an entity's id."""
    from clew.store import custody

    if not items:
        return custody.seen(view), None
    if len(items) == 1 and (source := custody.source_of_entity(view, items[0])) is not None:
        return [source], items[0]
    return sorted({no for item in items for no in custody.items(view, item)}), None


def _write(handle: Any, pieces: Iterable[str]) -> None:
    for piece in pieces:
        handle.write(piece.encode("utf-8"))


def _say(as_json: bool, out: Path, **counts: int) -> None:
    if as_json:
        print_json({"file": str(out), **counts})
        return
    said = ", ".join(f"{n} {name}" for name, n in counts.items())
    click.echo(f"{out} written: {said}", err=True)


@click.command()
@case_argument
@click.argument("item")
@_out
@asker_options
@json_option
def sheet(case: Path, item: str, out: Path, asker: Asker, as_json: bool) -> None:
    """Write the custody sheet of ITEM as PDF, to be signed and filed.

    The original is hashed again for it; a sheet of one that is missing or altered says so.

    \b
    clew custody sheet balkan kit.ufdr --out sheet.pdf
    """
    from clew.report.custody_sheet import custody_sheet
    from clew.store import Door, custody, open_case

    door, progress = Door(closing(open_case(case)), asker), Progress()
    with new_file(out) as handle:
        with door.quiet() as view:
            source = custody.items(view, item)[0]
            digest, paper = custody_sheet(view, source, progress)
        progress.clear()
        handle.write(paper)
        with door.act("export", to="sheet", source=source) as view:
            entry = custody.Entry(digest, "printed", None, {"to": out.name})
            custody.enter(view, [entry])
    _say(as_json, out, bytes=len(paper))


@click.command("hand-on")
@case_argument
@click.argument("items", nargs=-1, required=True)
@click.option("--to", "receiver", required=True, help="Who receives the copies.")
@click.option("--legal-basis", default="", help="Request or order they are handed on under.")
@click.option("--seal", default="", help="Number of the seal the copies leave under.")
@click.option("--permission", default="", help="Who permitted it, for files of handling code H2.")
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The new folder for the copies."
)
@asker_options
@json_option
def hand_on(
    case: Path, items: tuple[str, ...], out: Path, asker: Asker, as_json: bool, **said: str
) -> None:
    """Copy ITEMs of CASE into a new folder, with manifest and hashes, and enter it in their chains.

    Nothing altered is handed on. Files about victims need --unmask, those of handling code H2 --permission.

    \b
    clew custody hand-on balkan kit.ufdr --to "Prosecution, Ms Petrova" --out handed
    """
    from clew.exchange.handing_on import hand_on as copy_out
    from clew.model.custody import readable
    from clew.store import Door, open_case

    texts = {n.replace("receiver", "to"): readable(n, text) for n, text in said.items() if text}
    door, progress = Door(closing(open_case(case)), asker), Progress()
    entries = copy_out(door, items, texts, out, progress)
    progress.clear()
    _say(as_json, out, originals=len(entries))


@click.command("export")
@case_argument
@_out
@asker_options
@json_option
def export(case: Path, out: Path, asker: Asker, as_json: bool) -> None:
    """Write CASE and its chain of custody as CASE/UCO JSON-LD, which case_validate accepts.

    Masked victims stay masked.

    \b
    clew custody export balkan --out balkan.jsonld
    """
    from clew.exchange.case_uco import case_uco
    from clew.exchange.manifest import enter_for
    from clew.store import Door, custody, open_case

    door, progress = Door(closing(open_case(case)), asker), Progress()
    with new_file(out) as handle:
        with door.act("export", to="case-uco") as view:
            sources = custody.seen(view)
            entries = enter_for(view, sources, "exported", to=out.name, what="CASE/UCO")
            custody.enter(view, entries)
        with door.quiet() as view:
            _write(handle, case_uco(view, progress))
    progress.clear()
    _say(as_json, out, originals=len(entries))
