"""What every verb shares: the case, the asker, JSON out, progress on stderr."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import wraps
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from clew.errors import SettingsError, UsageError
from clew.model.asker import Asker
from clew.settings import Settings

if TYPE_CHECKING:
    from clew.store import Case

F = TypeVar("F", bound=Callable[..., Any])


def settings() -> Settings:
    """Give the settings of this run."""
    return Settings.from_env(os.environ)


def case_argument(command: F) -> F:
    """Give a verb its CASE argument: the case's folder."""
    return click.argument("case", type=click.Path(file_okay=False, path_type=Path))(command)


def json_option(command: F) -> F:
    """Give a verb its --json switch."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")(
        command
    )


def same_option(command: F) -> F:
    """Give a verb --same: which records of a case count as one person."""
    return click.option(
        "--same", type=click.Choice(["judged", "proposed"]), default="judged", show_default=True,
        help="For a case: which records count as one person.",
    )(command)  # fmt: skip


def out_option(kinds: str) -> Callable[[F], F]:
    """Give a verb --out FILE; the end of its name says what is written."""
    return click.option(
        "--out", type=click.Path(dir_okay=False, path_type=Path),
        help=f"Write it as a file: {kinds}, by the end of its name.",
    )  # fmt: skip


def as_written(out: Path, written: Callable[[str], str]) -> bytes:
    """Give what a file will hold.

    Args:
        out: where it will stand.
        written: gives its text by the end of its name; of a picture or a page the drawing, "svg".
    """
    kind = out.suffix.removeprefix(".").lower()
    if kind in ("png", "pdf"):
        from clew.report.pictures import picture

        return picture(written("svg"), kind, datetime.now(UTC))
    return written(kind).encode()


def write_out(out: Path, said: bytes) -> None:
    """Write a file whole or not at all; call it once the line that tells of it is in the log."""
    with click.open_file(str(out), "wb", atomic=True) as file:
        file.write(said)
    click.echo(f"written to {out}", err=True)


def asker_options(command: F) -> F:
    """Give a verb --why and --unmask and hand it an Asker as *asker*."""

    @click.option("--why", default="", help="Your reason; kept beside the log.")
    @click.option(
        "--unmask", is_flag=True, help="Show victims and smuggled people unmasked; needs --why."
    )
    @wraps(command)
    def wrapped(*args: Any, why: str, unmask: bool, **kwargs: Any) -> Any:
        said = settings()
        return command(*args, asker=Asker(said.user, said.agency, why, unmask), **kwargs)

    return wrapped  # type: ignore[return-value]


def closing(case: "Case") -> "Case":
    """Give *case* and close it when the verb ends."""
    click.get_current_context().call_on_close(case.close)
    return case


def print_json(data: object) -> None:
    """Print *data* as JSON on stdout."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_table(rows: Iterable[tuple[object, ...]], header: tuple[str, ...]) -> None:
    """Print rows under a header, columns as wide as they need."""
    cells = [header, *(tuple(str(cell) for cell in row) for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    for row in cells:
        click.echo(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )


def needs_screening() -> None:
    """Refuse a verb that screens where what it computes with is not installed.

    Raises:
        SettingsError: a library of the extra "screen" is missing.
    """
    needs("screen", "numba", "numpy", "polars")


def needs_network() -> None:
    """Refuse a verb that draws a case's network where what it computes with is not installed.

    Raises:
        SettingsError: a library of the extra "network" is missing.
    """
    needs("network", "numba", "numpy", "rustworkx")


def needs(extra: str, *libraries: str) -> None:
    """Refuse a verb where a library it computes with is not installed.

    Raises:
        SettingsError: a library of *extra* is missing.
    """
    lacking = [name for name in libraries if find_spec(name) is None]
    if lacking:
        raise SettingsError(
            f"this needs the extra {extra!r}: {', '.join(lacking)} is not installed",
            do=f"install it: pip install 'clew[{extra}]'",
        )


def two_letters(country: str | None) -> str | None:
    """Give what --country says in upper case.

    Raises:
        UsageError: it is not an ISO code of two letters.
    """
    if country is not None and (len(country) != 2 or not country.isalpha()):
        raise UsageError(
            f"--country {country!r} is not a two-letter ISO code", do="write RS, XK, TR, …"
        )
    return country.upper() if country else None


class Progress:
    """Tells on stderr how far a long act has come and how long it will still take.

    Says nothing in the first two seconds, and nothing into a file.
    """

    def __init__(self) -> None:
        self._start = self._said = time.monotonic()
        self._live = sys.stderr.isatty()
        self._shown = False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that *done* of *total* is done."""
        at = time.monotonic()
        if not self._live or at - self._start < 2 or at - self._said < 0.2 or not total:
            return
        share, self._said, self._shown = done / total, at, True
        left = (at - self._start) / share * (1 - share) if share else 0
        click.echo(f"\r{what[:50]}  {share:4.0%}  {left:.0f} s left   ", nl=False, err=True)

    def restart(self) -> None:
        """Begin anew with the next piece of work."""
        self._start = time.monotonic()

    def clear(self) -> None:
        """Wipe the line."""
        if self._shown:
            click.echo("\r" + " " * 78 + "\r", nl=False, err=True)
            self._shown = False


class WithDefault(click.Group):
    """A verb that acts on files or a case, unless its first word is one of its own acts.

    Args:
        default: the act that is meant where none is named.
    """

    def __init__(self, *args: Any, default: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._default = default

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default act before a first word that names no other."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [self._default, *args]
        return super().parse_args(ctx, args)
