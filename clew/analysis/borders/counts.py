"""Reads a table of detections: by route, border, nationality and month, long or with a column for each month."""

import csv
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

from clew.analysis.borders.periods import between, read_period
from clew.errors import NotFound, SourceError, UsageError
from clew.model.evidence import Evidence
from clew.model.grouped import grouped_number
from clew.model.text import fold
from clew.sources.encoding import detect, samples

TOTAL = "routes together"
_COLUMNS = {
    "route": ("route", "routes"),
    "type": ("type", "border", "border type", "borderlocation", "border location", "bordertype"),
    "nat": ("nat", "nationality", "nationalitylong", "country", "citizenship"),
    "n": ("n", "detections", "count", "number", "value", "total"),
    "month": ("month", "period", "date", "year", "quarter"),
}
_MOST = 1e9
"""A number above this counts no detections."""
_LINES_ABOVE = 20
"""How many lines of a title may stand above the header."""


@dataclass
class Counts:
    """Detections by route.

    Attributes:
        values: route → period ("2015-04", "2015-Q2", "2015") → detections.
        step: what a period is: "month", "quarter" or "year".
        lines: route → period → lines of the file that count there.
        source: name of the file.
        refused: why rows were not counted → how many; *examples* the first line of each.
        spelled: words of a route → how its first row spells it: "Western Balkans" is "Western Balkan Route".
        met: "nat", "type" → the nationalities and borders of the file, folded → as written.
    """

    source: str
    step: str = "month"
    values: dict[str, dict[str, float]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(float))
    )
    lines: dict[str, dict[str, list[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    refused: Counter[str] = field(default_factory=Counter)
    examples: dict[str, int] = field(default_factory=dict)
    spelled: dict[frozenset[str], str] = field(default_factory=dict)
    met: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def routes(self) -> list[str]:
        """Names of the routes, those with most detections first."""
        return sorted(self.values, key=lambda route: -sum(self.values[route].values()))

    def periods(self) -> list[str]:
        """Give the periods from the first the file has to its last, without a gap."""
        met = sorted({period for one in self.values.values() for period in one})
        return list(between(met[0], met[-1], self.step)) if met else []

    def series(self, route: str) -> dict[str, float]:
        """Give a route's detections in each period of the file; a period without a row counts 0."""
        chosen = self.counted() if route == TOTAL else [route]
        return {p: sum(self.values[one].get(p, 0) for one in chosen) for p in self.periods()}

    def rows(self, route: str) -> dict[str, list[int]]:
        """Give for each period the lines of the file a route's count comes from; the header is line 1."""
        chosen = self.counted() if route == TOTAL else [route]
        return {
            p: sorted({line for one in chosen for line in self.lines[one].get(p, ())})
            for p in self.periods()
        }

    def counted(self) -> list[str]:
        """Give the routes that make the total: those by which people come in."""
        out = definitions()["exit_routes"]
        return [route for route in self.routes if not any(word in fold(route) for word in out)]

    def find(self, name: str) -> str:
        """Give the route a name means.

        Raises:
            NotFound: no route is called so; those there are are named.
            UsageError: several are.
        """
        if fold(name) in (fold(TOTAL), "total", "all"):
            return TOTAL
        wanted = _words(name)
        whole = [route for route in self.routes if _words(route) == wanted]
        found = whole or [route for route in self.routes if wanted and wanted <= _words(route)]
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{name!r} may be several routes", do=f"say which: {', '.join(found)}")
        raise NotFound(f"no route called {name!r}", do=f"routes here: {', '.join(self.routes)}")


@cache
def definitions() -> dict[str, Any]:
    """Give the words that stand in every output: definitions.toml."""
    return tomllib.loads(Path(__file__).with_name("definitions.toml").read_text("utf-8"))


def read_counts(path: Path, nationality: str = "", border: str = "", name: str = "") -> Counts:
    """Read a table of detections.

    Args:
        path: a CSV file.
        nationality: only this one, as the file writes it.
        border: only this kind of border: Land or Sea.
        name: what the file is called, where its path does not tell.

    Raises:
        NotFound: there is no such file.
        SourceError: it has no columns of route, period and number.
    """
    called = name or path.name
    if not path.is_file():
        raise NotFound(
            f"no file {str(path)!r}", do="name a CSV file of detections by route and month"
        )
    counts = Counts(called)
    with _opened(path) as (names, rows):
        wanted = fold(nationality), fold(border)
        for number, period, route, told in _cells(names, rows, counts, wanted):
            _count(counts, number, period, route, told)
    _without_sums(counts)
    if not counts.values:
        for what, asked in (("nat", nationality), ("type", border)):
            if asked and counts.met[what] and fold(asked) not in counts.met[what]:
                there = ", ".join(sorted(counts.met[what].values())[:20])
                raise NotFound(f"no row of {asked!r}", where=called, do=f"there are: {there}")
        raise SourceError("no row gives a route, a period and a number", where=called, do=_FORM)
    return counts


def is_counts(path: Path) -> bool:
    """Say whether the header of a CSV file names a route, and a period and a number or a column for each month."""
    with _opened(path) as (names, _):
        return _holds_counts(names)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[list[str], Iterator[tuple[int, list[str]]]]]:
    """Give the folded names of the columns, and the rows below, each with the line it begins on."""
    evidence = Evidence(path, path.name, "", path.stat().st_size, "")
    with path.open(encoding=detect(samples(evidence)).name, errors="replace", newline="") as handle:
        above = list(islice(handle, _LINES_ABOVE))
        at, mark, names = _header(above)

        def below() -> Iterator[tuple[int, list[str]]]:
            lines = chain(above[at + 1 :], handle)
            rows, line = (
                csv.reader((row.replace("\0", "") for row in lines), delimiter=mark),
                at + 2,
            )
            for row in rows:
                yield line, row
                line = rows.line_num + at + 2

        yield names, below()


def _header(lines: Sequence[str]) -> tuple[int, str, list[str]]:
    """Give the line of the header, the mark that parts its cells, its folded names; else of the first line."""
    found: list[tuple[int, str, list[str]]] = []
    for at, line in enumerate(lines):
        mark = max(",;\t", key=line.count)
        cells = next(csv.reader([line.lstrip("\ufeff")], delimiter=mark), [])
        names = [fold(cell.strip().strip('"')) for cell in cells]
        if _holds_counts(names):
            return at, mark, names
        if any(names):
            found.append((at, mark, names))
    return found[0] if found else (0, ",", [])


def _holds_counts(names: Sequence[str]) -> bool:
    at, wide = _columns(names)
    return at["route"] >= 0 and (bool(wide) or (at["n"] >= 0 and at["month"] >= 0))


_FORM = "give columns route, n and month (2015-04), or one column for each month (APR2015)"


def _columns(names: Sequence[str]) -> tuple[dict[str, int], dict[int, str]]:
    """Give where each meaning stands (-1: nowhere), and place → month of columns for one month each."""
    at = {
        what: next((names.index(n) for n in known if n in names), -1)
        for what, known in _COLUMNS.items()
    }
    read = ((place, read_period(name)) for place, name in enumerate(names))
    return at, {place: told[1] for place, told in read if told}


def _cells(
    names: Sequence[str],
    rows: Iterable[tuple[int, list[str]]],
    counts: Counts,
    wanted: tuple[str, str],
) -> Iterator[tuple[int, str, str, str]]:
    """Give (line, period, route, number) of each cell that counts something."""
    at, wide = _columns(names)
    if not _holds_counts(names):
        there = f"the columns are {', '.join(names)}" if names else "the file is empty"
        raise SourceError(there, where=counts.source, do=_FORM)
    for number, row in rows:
        cells = [cell.strip() for cell in row] + [""] * (len(names) - len(row))
        if not any(cells):
            continue
        for what in ("nat", "type"):
            if at[what] >= 0:
                counts.met[what].setdefault(fold(cells[at[what]]), cells[at[what]])
        kept = (at["nat"], wanted[0]), (at["type"], wanted[1])
        if any(want and place >= 0 and fold(cells[place]) != want for place, want in kept):
            continue
        if wide:
            yield from (
                (number, p, cells[at["route"]], cells[c]) for c, p in wide.items() if cells[c]
            )
        else:
            yield number, cells[at["month"]], cells[at["route"]], cells[at["n"]]


def _count(counts: Counts, line: int, period: str, route: str, told: str) -> None:
    read, value = read_period(period), grouped_number(told, is_count=True)
    why = ""
    if not route:
        why = "rows without a route"
    elif read is None:
        why = "rows whose period is no month, quarter or year"
    elif value is None or not 0 <= value <= _MOST:
        why = "rows whose number is none, below 0, or larger than any border counts"
    elif counts.values and read[0] != counts.step:
        why = f"rows by {read[0]} in a table by {counts.step}"
    if why or read is None or value is None:
        counts.refused[why] += 1
        counts.examples.setdefault(why, line)
        return
    counts.step, named = read
    called = counts.spelled.setdefault(_words(route) or frozenset((route,)), route)
    counts.values[called][named] += value if value % 1 else int(value)
    counts.lines[called][named].append(line)


def _without_sums(counts: Counts) -> None:
    """Leave out rows that add up the others, and say so: they would count everybody twice."""
    sums = [route for route in counts.values if fold(route) in definitions()["sums"]]
    if len(sums) == len(counts.values):
        return
    for route in sums:
        del counts.values[route]
        lines = sorted(line for some in counts.lines.pop(route).values() for line in some)
        why = f"rows of {route!r}, which add up the others, left out"
        counts.refused[why], counts.examples[why] = len(lines), lines[0]


def _words(name: str) -> frozenset[str]:
    plain = {word.removesuffix("s") for word in re.findall(r"\w+", fold(name))}
    return frozenset(plain - {"route", "the", "from", "to"})
