"""What clew can do is written down: each reader, command, setting and error stands in the docs."""

import re
from collections.abc import Iterator

import pytest

from clew import errors
from clew.errors import ClewError
from clew.sources.reader import all_readers
from tests.own_files import ROOT, ending

DOCS = "\n".join(
    file.read_text(encoding="utf-8")
    for file in [ROOT / "README.md", *ending(".md", under="docs")]
    if "decisions" not in file.parts
)
ERRORS = sorted(
    kind.__name__
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, ClewError)
)


def commands() -> Iterator[str]:
    """The verbs `clew --help` offers."""
    import click

    from clew.cli.main import main

    yield from main.list_commands(click.Context(main))


def settings() -> set[str]:
    """The CLEW_* names the package reads."""
    texts = [file.read_text(encoding="utf-8") for file in ending(".py", under="clew")]
    return {name for text in texts for name in re.findall(r"\bCLEW_[A-Z]+(?:_[A-Z]+)*\b", text)}


@pytest.mark.parametrize("name", sorted(all_readers()))
def test_a_reader_is_documented(name: str) -> None:
    assert f"`{name}`" in DOCS


@pytest.mark.parametrize("name", sorted(commands()))
def test_a_command_is_documented(name: str) -> None:
    assert f"clew {name}" in DOCS


@pytest.mark.parametrize("name", sorted(settings()))
def test_a_setting_is_documented(name: str) -> None:
    assert f"`{name}`" in DOCS


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_documented(name: str) -> None:
    assert f"`{name}`" in DOCS
