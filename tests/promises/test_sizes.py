"""A file fits in a reader's head: at most 400 lines, a function at most 60, docstring aside."""

from pathlib import Path

import pytest

from tests.own_files import ending, functions, lines_without_docstring, named

FILE_LINES = 400
FUNCTION_LINES = 60
PYTHON = ending(".py")
DESK = ending(".ts", ".svelte", ".js", ".mjs", ".css", under="desk")


@pytest.mark.parametrize("file", PYTHON + DESK, ids=named)
def test_no_file_is_longer_than_400_lines(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= FILE_LINES


@pytest.mark.parametrize("file", PYTHON, ids=named)
def test_no_function_is_longer_than_60_lines(file: Path) -> None:
    long = {
        f.name: size
        for f in functions(file)
        if (size := lines_without_docstring(f)) > FUNCTION_LINES
    }
    assert not long
