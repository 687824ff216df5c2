"""Reads a table of detections: by route, border, nationality and month, long or with a column for each month."""

import csv
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from clew.errors import NotFound, SourceError, UsageError
from clew.model.evidence import Evidence
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
_MONTHS = {name: n for n, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)}  # fmt: skip
_WIDE = re.compile(r"([a-z]{3})[a-z]*[ _-]?(\d{4})$")
_PERIOD = re.compile(r"(\d{4})(?:-?(?:(\d{2})(?:-\d{2})?|[Qq]([1-4])))?$")


@dataclass
class Counts:
    """Detections by route.

    Attributes:
        values: route → period ("2015-04", "2015-Q2", "2015") → detections.
        step: what a period is: "month", "quarter" or "year".
        lines: route → period → lines of the file that count there.
        source: name of the file.
        refused: why rows were not counted → how many; *examples* the first line of each.
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

    @property
    def routes(self) -> list[str]:
        """Names of the routes, those with most detections first."""
        return sorted(self.values, key=lambda route: -sum(self.values[route].values()))

    def periods(self) -> list[str]:
        """Give the periods from the first the file has to its last, without a gap."""
        met = sorted({period for one in self.values.values() for period in one})
        return list(_between(met[0], met[-1], self.step)) if met else []

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
        for number, period, route, told in _cells(names, rows, called, wanted):
            _count(counts, number, period, route, told)
    if not counts.values:
        raise SourceError("no row gives a route, a period and a number", where=called, do=_FORM)
    return counts


def is_counts(path: Path) -> bool:
    """Say whether the header of a CSV file names a route, and a period and a number or a column for each month."""
    with _opened(path) as (names, _):
        at, wide = _columns(names)
    return at["route"] >= 0 and (bool(wide) or (at["n"] >= 0 and at["month"] >= 0))


@contextmanager
def _opened(path: Path) -> Iterator[tuple[list[str], Iterator[tuple[int, list[str]]]]]:
    """Give the folded names of the columns, and the rows below, each with the line it begins on."""
    evidence = Evidence(path, path.name, "", path.stat().st_size, "")
    with path.open(encoding=detect(samples(evidence)).name, errors="replace", newline="") as handle:
        head = handle.readline().lstrip("\ufeff")
        mark = max(",;\t", key=head.count)
        first = next(csv.reader([head], delimiter=mark), [])

        def below() -> Iterator[tuple[int, list[str]]]:
            rows, line = csv.reader(handle, delimiter=mark), 2
            for row in rows:
                yield line, row
                line = rows.line_num + 2

        yield [fold(cell.strip().strip('"')) for cell in first], below()


_FORM = "give columns route, n and month (2015-04), or one column for each month (APR2015)"


def _columns(names: Sequence[str]) -> tuple[dict[str, int], dict[int, str]]:
    """Give where each meaning stands (-1: nowhere), and place → month of columns for one month each."""
    at = {
        what: next((names.index(n) for n in known if n in names), -1)
        for what, known in _COLUMNS.items()
    }
    wide = {
        place: f"{told[2]}-{_MONTHS[told[1]]:02d}"
        for place, name in enumerate(names)
        if (told := _WIDE.match(name)) and told[1] in _MONTHS
    }
    return at, wide


def _cells(
    names: Sequence[str], rows: Iterable[tuple[int, list[str]]], file: str, wanted: tuple[str, str]
) -> Iterator[tuple[int, str, str, str]]:
    """Give (line, period, route, number) of each cell that counts something."""
    at, wide = _columns(names)
    if at["route"] < 0 or (not wide and (at["n"] < 0 or at["month"] < 0)):
        raise SourceError(f"the columns are {', '.join(names)}", where=file, do=_FORM)
    for number, row in rows:
        cells = [cell.strip() for cell in row] + [""] * (len(names) - len(row))
        if not any(cells):
            continue
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
    read = _PERIOD.match(period)
    try:
        value = float(told.replace(" ", "").replace("\u00a0", ""))
    except ValueError:
        value = -1.0
    month = int(read[2]) if read and read[2] else 1
    why = ""
    if not route:
        why = "rows without a route"
    elif not read or not 1 <= month <= 12:
        why = "rows whose period is no month, quarter or year"
    elif not 0 <= value < float("inf"):
        why = "rows whose number is none, or below 0"
    if why or read is None:
        counts.refused[why] += 1
        counts.examples.setdefault(why, line)
        return
    kind = "month" if read[2] else "quarter" if read[3] else "year"
    if not counts.values:
        counts.step = kind
    if kind != counts.step:
        counts.refused[f"rows by {kind} in a table by {counts.step}"] += 1
        return
    named = _period(int(read[1]), month, read[3])
    counts.values[route][named] += value if value % 1 else int(value)
    counts.lines[route][named].append(line)


def _period(year: int, month: int, quarter: str | None) -> str:
    return f"{year}-Q{quarter}" if quarter else f"{year}-{month:02d}"


def _between(first: str, last: str, step: str) -> Iterator[str]:
    size = {"month": 12, "quarter": 4, "year": 1}[step]
    at, end = (_place(period, size) for period in (first, last))
    while at <= end:
        year, part = divmod(at, size)
        yield f"{year}-Q{part + 1}" if step == "quarter" else f"{year}-{part + 1:02d}"
        at += 1


def _place(period: str, size: int) -> int:
    year, part = period[:4], period[5:].lstrip("Q") or "1"
    return int(year) * size + int(part) - 1


def _words(name: str) -> frozenset[str]:
    plain = {word.removesuffix("s") for word in re.findall(r"\w+", fold(name))}
    return frozenset(plain - {"route", "the", "from", "to"})
