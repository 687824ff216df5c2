"""Reads links from lines: two ends and perhaps a weight and a date, with or without a header; or a matrix."""

import csv
import re
from collections.abc import Iterator, Sequence

from clew.analysis.network.links import Links, weight_of

_COMMENT = re.compile(r"\s*(?:[#%]|//)")
_SEPARATOR = re.compile(r"sep=(.)\s*$", re.IGNORECASE)
"""What a spreadsheet writes above its rows: the mark that parts them."""
_MARKS = ("\t", ";", ",", "|")
_SOURCE = (
    "source",
    "from",
    "src",
    "a",
    "caller",
    "node1",
    "ego",
    "start",
    "sender",
    "person a",
    "person1",
    "u",
    "id1",
)
_TARGET = ("target", "to", "dst", "dest", "b", "callee", "receiver", "node2", "alter", "end", "recipient", "person b",
           "person2", "v", "id2", "called")  # fmt: skip
_WEIGHT = (
    "weight",
    "w",
    "count",
    "n",
    "value",
    "strength",
    "calls",
    "number",
    "frequency",
    "freq",
    "times",
)
_DATE = ("date", "time", "timestamp", "at", "day", "start date", "datetime", "when")
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2}([T ]\d{2}:\d{2}.*)?)?$")
_ENDS = re.compile(r"(.*?)[ _-]?(?:a|b|1|2|i|ii)$")
"""Names of two columns that differ in their last letter or number alone: person 1, person 2."""
_DATA = re.compile(r"\{([^{}]*)\}\s*$")
_DATA_WEIGHT = re.compile(r"""['"]weight['"]\s*:\s*([-+.\deE]+)""")


def read_table(text: str) -> Links:
    """Read links from lines; lines that begin with #, % or // are comments."""
    lines = [line for line in text.splitlines() if line.strip() and not _COMMENT.match(line)]
    lines = [_DATA.sub(_plain_data, line) for line in lines] if "{" in text else lines
    told = _SEPARATOR.match(lines[0]) if lines else None
    lines, mark = (lines[1:], told[1]) if told else (lines, _mark(lines[:200]))
    rows = list(_cells(lines, mark))
    if _is_matrix(rows):
        return _matrix(rows)
    links, place, body = Links(is_silent=True), _places(rows), rows
    if place is None:
        place = _unnamed(rows)
    else:
        body = rows[1:]
        ways = _ways(rows)
        links.is_directed, links.is_silent = ways == {"directed"}, not ways
    source, target, weight, date = place
    most = max(source, target)
    for number, cells in enumerate(body, start=len(rows) - len(body) + 1):
        if len(cells) == 1 and cells[0]:
            links.node(cells[0])
            continue
        if len(cells) <= most or not cells[source] or not cells[target]:
            links.refuse("lines that do not name two nodes", f"line {number}")
            continue
        strong = 1.0
        if weight >= 0 and len(cells) > weight and cells[weight]:
            read = weight_of(cells[weight])
            if read is None:
                links.refuse("weights that are no number, counted as 1", f"line {number}")
            strong = 1.0 if read is None else read
        at = cells[date] if 0 <= date < len(cells) else ""
        at = at.replace(" ", "T") if _DAY.match(at) else at
        links.add(cells[source], cells[target], strong, at)
    return links


def _plain_data(found: re.Match[str]) -> str:
    """Give the weight of what networkx writes behind a link: {'weight': 4}."""
    weight = _DATA_WEIGHT.search(found[1])
    return weight[1] if weight else ""


def _mark(lines: Sequence[str]) -> str:
    """Give the mark that parts the cells of most lines; a blank where none does."""
    found = {mark: sum(mark in line for line in lines) for mark in _MARKS}
    best = max(_MARKS, key=lambda mark: found[mark])
    return best if found[best] * 2 > len(lines) else " "


def _cells(lines: Sequence[str], mark: str) -> Iterator[list[str]]:
    quoted = any('"' in line for line in lines)
    if mark == " ":
        if quoted:
            yield from csv.reader((" ".join(line.split()) for line in lines), delimiter=" ")
        else:
            yield from (line.split() for line in lines)
    elif quoted:
        yield from (
            [c.strip() for c in row]
            for row in csv.reader(lines, delimiter=mark, skipinitialspace=True)
        )
    else:
        yield from ([cell.strip() for cell in line.split(mark)] for line in lines)


def _places(rows: Sequence[Sequence[str]]) -> tuple[int, int, int, int] | None:
    """Give the columns of ends, weight and date by the header; None where the first row is none."""
    head = [cell.strip().casefold().replace("_", " ") for cell in rows[0]]
    source, target = _named(head, _SOURCE), _named(head, _TARGET)
    if len(head) < 2:
        return None
    if (
        source >= 0
        and target >= 0
        and source != target
        and (len(head[source]) > 1 or _is_alone(rows, head))
        and not ((stem := _stem(head)) and _goes_on(rows, stem))
    ):
        return source, target, _named(head, _WEIGHT), _named(head, _DATE)
    weight = _number_column(rows)
    if weight > 1 or _are_names_above_numbers(rows) or _are_a_pair(rows, head):
        found = _named(head, _WEIGHT)
        return 0, 1, weight if found < 0 else found, _named(head, _DATE)
    return None


def _number_column(rows: Sequence[Sequence[str]]) -> int:
    """Give the first column behind the ends that has a word above and numbers below; -1 without one."""
    for column in range(2, len(rows[0])):
        cells = _below(rows, column)
        numbers = [weight_of(cell) is not None for cell in cells]
        is_word = rows[0][column] and weight_of(rows[0][column]) is None
        if is_word and numbers and numbers[0] and sum(numbers) * 2 > len(cells):
            return column
    return -1


def _are_names_above_numbers(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether both ends are numbers in every row but the first, where neither is."""
    return all(weight_of(name) is None for name in rows[0][:2]) and all(
        (cells := _below(rows, column)) and all(weight_of(cell) is not None for cell in cells)
        for column in (0, 1)
    )


def _are_a_pair(rows: Sequence[Sequence[str]], head: Sequence[str]) -> bool:
    """Say whether the first two names are one with another ending, and no row below begins so."""
    stem = _stem(head)
    return len(stem) > 2 and any(_below(rows, 0)) and not _goes_on(rows, stem)


def _stem(head: Sequence[str]) -> str:
    """Give what two names share that differ in their last letter or number alone, else nothing."""
    one, two = (_ENDS.match(name) for name in head[:2])
    return one[1] if one and two and one[1] == two[1] and head[0] != head[1] else ""


def _goes_on(rows: Sequence[Sequence[str]], stem: str) -> bool:
    """Say whether rows below name ends that begin so: node1, node2, node3 are nodes."""
    below = (cell.casefold() for column in (0, 1) for cell in _below(rows, column))
    return any(cell.startswith(stem) for cell in below)


def _below(rows: Sequence[Sequence[str]], column: int) -> list[str]:
    return [row[column] for row in rows[1:200] if len(row) > column and row[column]]


def _ways(rows: Sequence[Sequence[str]]) -> set[str]:
    """Give what a column "type" says of the directions of links, as Gephi writes it; empty without one."""
    column = _named([cell.strip().casefold() for cell in rows[0]], ("type",))
    said = {row[column].casefold() for row in rows[1:] if 0 <= column < len(row)}
    return said if said <= {"directed", "undirected"} else set()


def _is_alone(rows: Sequence[Sequence[str]], head: Sequence[str]) -> bool:
    """Say whether the header's words stand nowhere below, so that "a,b" is a header and no link."""
    below = {cell.casefold() for row in rows[1:] for cell in row[:2]}
    return len(rows) > 1 and not set(head[:2]) & below


def _named(head: Sequence[str], names: Sequence[str]) -> int:
    return next((head.index(name) for name in names if name in head), -1)


def _unnamed(rows: Sequence[Sequence[str]]) -> tuple[int, int, int, int]:
    """Say which columns are weight and date when no header does."""
    wide = [row for row in rows[:200] if len(row) > 2]
    weight = date = -1
    for column in range(2, max((len(row) for row in wide), default=2)):
        cells = [row[column] for row in wide if len(row) > column and row[column]]
        if cells and date < 0 and all(_DAY.match(cell) for cell in cells):
            date = column
        elif cells and weight < 0 and sum(weight_of(c) is not None for c in cells) * 2 > len(cells):
            weight = column
    return 0, 1, weight, date


def _is_matrix(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the rows are a matrix: the same names above and at the side, numbers between."""
    if len(rows) < 3 or len(rows[0]) not in (len(rows), len(rows) - 1):
        return False
    names = list(rows[0][-(len(rows) - 1) :])
    return names == [row[0] for row in rows[1:]] and all(
        weight_of(cell or "0") is not None for row in rows[1:] for cell in row[1:]
    )


def _matrix(rows: Sequence[Sequence[str]]) -> Links:
    names = [row[0] for row in rows[1:]]
    value = [[weight_of(cell or "0") or 0.0 for cell in row[1:]] for row in rows[1:]]
    size = range(len(names))
    links = Links()
    for name in names:
        links.node(name)
    links.is_directed = any(value[a][b] != value[b][a] for a in size for b in size)
    for a in size:
        for b in size if links.is_directed else range(a, len(names)):
            if value[a][b]:
                links.add(names[a], names[b], value[a][b])
    return links
