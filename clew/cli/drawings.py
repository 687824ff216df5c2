"""Where a verb's drawing goes: the end of the file's name says what it becomes."""

from datetime import UTC, datetime
from pathlib import Path

import click

from clew.cli.new_file import new_file


def drawing_kind(out: Path | None) -> str:
    """Give "svg", "png" or "pdf", or "" where nothing is to be drawn.

    Raises:
        UsageError: the name ends otherwise.
    """
    if out is None:
        return ""
    from clew.exchange.tables import suffix_of
    from clew.report.pictures import KINDS

    return suffix_of(out, list(KINDS))


def save_drawing(svg: str, out: Path) -> None:
    """Save a drawing under a new name.

    Raises:
        UsageError: there is a file of that name.
        SettingsError: the extra "print" is missing.
    """
    from clew.report.pictures import picture

    made = picture(svg, drawing_kind(out), datetime.now(UTC))
    save(made, out)


def save(made: bytes, out: Path) -> None:
    """Write a new file and say so.

    Raises:
        UsageError: there is a file of that name, or no folder to write it into.
    """
    with new_file(out) as handle:
        handle.write(made)
    click.echo(f"saved: {out}", err=True)
