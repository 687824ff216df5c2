"""clew serve: open the desk."""

from pathlib import Path

import click

from clew.cli.asking import case_argument


@click.command()
@case_argument
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Port on this machine (default 8200; 0: a free one).",
)
@click.option("--browser/--no-browser", default=True, help="Open a browser on the desk.")
def command(case: Path, port: int | None, browser: bool) -> None:
    """Open the desk on CASE at 127.0.0.1, for this machine only.

    \b
    clew serve balkan
    """
    from clew.web.serve import serve

    serve(case, port=port, open_browser=browser)
