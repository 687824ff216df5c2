"""Rows of a CSV file the user gives, whatever its encoding and the mark between its cells."""

import csv
from pathlib import Path

from clew.errors import NotFound, SourceError
from clew.model.evidence import Evidence
from clew.sources.encoding import detect, samples


def read_rows(path: Path, columns: str) -> list[list[str]]:
    """Give the header and the rows of a file, cells stripped.

    Args:
        path: a CSV file; cells are parted by commas, semicolons or tabs.
        columns: those it should have, for the refusal.

    Raises:
        NotFound: there is no such file.
        SourceError: it is empty.
    """
    if not path.is_file():
        raise NotFound(f"no file {str(path)!r}", do=f"give a CSV file with {columns}")
    with path.open(encoding=_encoding(path), errors="replace", newline="") as handle:
        first, mark = _header(handle.readline())
        found = [first, *csv.reader(handle, delimiter=mark)]
    if not first:
        raise SourceError(
            "the file is empty", where=path.name, do=f"give a CSV file with {columns}"
        )
    return [[cell.strip() for cell in row] for row in found]


def header_of(path: Path) -> list[str]:
    """Give the cells of the first line of a file."""
    with path.open(encoding=_encoding(path), errors="replace", newline="") as handle:
        return _header(handle.readline())[0]


def _encoding(path: Path) -> str:
    return detect(samples(Evidence(path, path.name, "", path.stat().st_size, ""))).name


def _header(line: str) -> tuple[list[str], str]:
    """Give the cells of a header and the mark between them."""
    head = line.lstrip("\ufeff")
    mark = max(",;\t", key=head.count)
    return [cell.strip() for cell in next(csv.reader([head], delimiter=mark), [])], mark
