"""clew serve: open the desk, and answer programs that ask the lists."""

from pathlib import Path

import click


@click.command()
@click.argument("case", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option(
    "--lists",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="INDEX[,INDEX…]",
    help="Index of a list to answer yente's matching API from; can be given again.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port on this machine (default 8200; 0: a free one).",
)
@click.option("--browser/--no-browser", default=True, help="Open a browser on the desk.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Processes that answer side by side (default: 1 with a CASE, else one a core).",
)
@click.option(
    "--tally",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File that counts checks where there is no CASE (default: checks.jsonl beside the list).",
)
def command(
    case: Path | None,
    lists: tuple[Path, ...],
    port: int | None,
    browser: bool,
    workers: int | None,
    tally: Path | None,
) -> None:
    """Open the desk on CASE at 127.0.0.1, for this machine only; with --lists, answer programs too.

    \b
    clew serve balkan
    clew serve --lists un.index --lists ofac.index --workers 2
    """
    from clew.web.serve import serve

    serve(case, port=port, open_browser=browser, lists=_apart(lists), tally=tally, workers=workers)


def _apart(lists: tuple[Path, ...]) -> tuple[Path, ...]:
    """Give the indexes named, those of one option parted at its commas."""
    return tuple(
        Path(name)
        for path in lists
        for name in ([str(path)] if path.exists() else str(path).split(","))
        if name
    )
