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
    evidence = Evidence(path, path.name, "", path.stat().st_size, "")
    encoding = detect(samples(evidence)).name
    with path.open(encoding=encoding, errors="replace", newline="") as handle:
        head = handle.readline().lstrip("\ufeff")
        mark = max(",;\t", key=head.count)
        first = next(csv.reader([head], delimiter=mark), [])
        found = [first, *csv.reader(handle, delimiter=mark)]
    if not first:
        raise SourceError(
            "the file is empty", where=path.name, do=f"give a CSV file with {columns}"
        )
    return [[cell.strip() for cell in row] for row in found]
