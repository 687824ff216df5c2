"""clew mapping: how the columns of tables are read, listed, shared and taken in."""

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
from clew.errors import NotFound
from clew.model.asker import Asker


@click.group()
def command() -> None:
    """Share how the columns of a table are read, or take in what others share.

    \b
    clew mapping list balkan
    clew mapping export balkan 3f1c0a9b7d2e4c55 operator.toml
    clew mapping import balkan operator.toml
    """


@command.command("list")
@case_argument
@asker_options
@json_option
def list_command(case: Path, asker: Asker, as_json: bool) -> None:
    """List the mappings saved with CASE, by the signature of their header.

    \b
    clew mapping list balkan
    """
    from clew.store import Door, mappings, open_case

    opened = closing(open_case(case))
    with Door(opened, asker).act("view", what="mappings"):
        found = {
            name: mappings.load(opened.mappings, name) for name in mappings.listed(opened.mappings)
        }
    said = [
        {"signature": name, "kind": mapping.kind, "columns": mapping.columns}
        for name, mapping in found.items()
        if mapping
    ]
    if as_json:
        print_json(said)
        return
    print_table(
        [(one["signature"], one["kind"], ", ".join(one["columns"])) for one in said],
        ("signature", "kind", "columns"),
    )


@command.command("export")
@case_argument
@click.argument("signature")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@asker_options
def export_command(case: Path, signature: str, file: Path, asker: Asker) -> None:
    """Write the mapping saved in CASE under SIGNATURE into FILE, to be shared.

    \b
    clew mapping export balkan 3f1c0a9b7d2e4c55 operator.toml
    """
    from clew.store import Door, mappings, open_case

    opened = closing(open_case(case))
    if signature not in mappings.listed(opened.mappings):
        raise NotFound(f"no mapping is saved under {signature!r}", do="see: clew mapping list CASE")
    with Door(opened, asker).act("export", what="mapping", signature=signature):
        mapping = mappings.load(opened.mappings, signature)
    assert mapping is not None
    file.write_text(mappings.text_of(signature, mapping), encoding="utf-8")
    click.echo(f"wrote {file}; the other case takes it in with: clew mapping import CASE {file}")


@command.command("import")
@case_argument
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@asker_options
def import_command(case: Path, file: Path, asker: Asker) -> None:
    """Take the mapping in FILE into CASE; tables with its header are read by it from now on.

    \b
    clew mapping import balkan operator.toml
    """
    from clew.store import Door, mappings, open_case

    opened = closing(open_case(case))
    signature, mapping = mappings.shared(file)
    with Door(opened, asker).act("mapping", signature=signature):
        mappings.put(opened.mappings, signature, mapping)
    click.echo(f"{len(mapping.columns)} columns are read by it; add the files with that header now")
