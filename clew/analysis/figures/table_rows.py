"""The rows of a table of figures: each value read as a report would write it."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from clew.analysis.figures.amounts import Amount, AmountReader
from clew.analysis.figures.lexicon import Lexicon, lexicon
from clew.analysis.figures.numbers import NumberReader
from clew.analysis.figures.sentences import Sentence
from clew.analysis.figures.sums import Measure
from clew.errors import SourceError
from clew.model.evidence import Evidence
from clew.sources.encoding import detect, samples

COLUMNS = ("event", "source", "kind", "value", "part_of")
CONVERTED = "converted"
"""A column that may stand beside them: the same sum in other money, as the source tells it."""
_LONGEST_SHOWN = 60
_WEIGHED = {"tonne": ("kg", 1000.0), "g": ("kg", 0.001), "gram": ("kg", 0.001)}
"""Units held against each other in one of them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the table, as written and as read; *converted* is the same sum in other money."""

    line: int
    event: str
    source: str
    kind: str
    written: str
    part_of: str
    measure: Measure
    rest: str = ""
    converted: Measure | None = None

    def named(self) -> str:
        """Name the row by its source, else by its line."""
        return self.source or f"line {self.line}"


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that cannot be read: its line, what it names, and why."""

    line: int
    event: str
    source: str
    kind: str
    why: str


def rows_in(path: Path) -> tuple[list[Row], list[Broken]]:
    """Give the rows of the CSV at *path*, and those that cannot be read.

    Raises:
        SourceError: the file is no CSV with these columns.
    """
    words = lexicon("en")
    rows: list[Row] = []
    broken: list[Broken] = []
    evidence = Evidence(path, path.name, "", path.stat().st_size, "")
    code = detect(samples(evidence)).name
    with path.open(encoding=code, newline="", errors="replace") as handle:
        head, above = _head(handle)
        mark = max(",;\t", key=head.count)
        names = [_plain_name(name) for name in head.rstrip("\r\n").split(mark)]
        if missing := [name for name in COLUMNS[:4] if name not in names]:
            raise SourceError(
                f"the columns {', '.join(missing)} are missing",
                where=path.name,
                do=f"give a CSV with {','.join(COLUMNS)}",
            )
        reader = csv.reader((line.replace("\0", "") for line in handle), delimiter=mark)
        for cells in reader:
            line = reader.line_num + above
            if any(cell.strip() for cell in cells):
                _take(line, cells, names, words, rows, broken)
    return rows, broken


def _head(handle: Iterable[str]) -> tuple[str, int]:
    """Give the header and its line; blank lines and a line that names the mark may stand above it."""
    for number, line in enumerate(handle, start=1):
        plain = line.strip("\ufeff \t\r\n,;")
        if plain and not plain.casefold().startswith("sep="):
            return line.lstrip("\ufeff"), number
    return "", 1


def _plain_name(name: str) -> str:
    """Give a column's name as clew has it: "Part of", "part-of" and "PartOf" are part_of."""
    plain = re.sub(r"[\s_-]+", "_", name.strip().strip('"').strip().casefold())
    return "part_of" if plain == "partof" else plain


def _take(
    line: int,
    cells: list[str],
    names: list[str],
    words: Lexicon,
    rows: list[Row],
    broken: list[Broken],
) -> None:
    said = dict(zip(names, (cell.strip() for cell in cells), strict=False))
    event, source, kind, value, part_of = (said.get(name, "") for name in COLUMNS)
    event = " ".join(event.split())
    why = ""
    if len(cells) < len([n for n in COLUMNS[:4] if n in names]) or len(cells) > len(names):
        why = f"the row has {len(cells)} cells, the header {len(names)}"
    elif "\n" in value or "\n" in part_of:
        why = "its value runs over several lines; a quote may be left open"
    elif not event or not kind:
        why = "event or kind is empty"
    read = None if why else _value(value, words)
    if not why and read is None:
        why = f"{_short(value)} holds no number clew can read"
    if read is None:
        told = f"line {line}: {why}; mend the row and run it again"
        broken.append(Broken(line, event, source, kind, told))
        return
    measure, rest, converted = read
    if also := _value(said.get(CONVERTED, ""), words):
        converted = also[0]
    rows.append(Row(line, event, source, kind, value, part_of, measure, rest, converted))


def _short(value: str) -> str:
    return repr(value if len(value) <= _LONGEST_SHOWN else f"{value[:_LONGEST_SHOWN]}…")


def _value(written: str, words: Lexicon) -> tuple[Measure, str, Measure | None] | None:
    """Read a value as a report would write it, the words behind it, and its conversion in brackets."""
    sentence = Sentence(written, 0, len(written), 0, True)
    sentence.cut()
    skip = [False] * len(sentence.low)
    numbers = [n for n in NumberReader(sentence, words, skip).read() if n.shape != "vague"]
    if not numbers:
        scaled = written.replace(" ", "")
        return None if scaled == written else _value(scaled, words)
    amount = AmountReader(sentence, words, skip).read(numbers[0])
    low, high = _ends(amount)
    before = amount.number.begin - 1
    is_below = before >= 0 and sentence.low[before] in ("-", "−")
    if low < 0 or (is_below and (before == 0 or amount.unit == "percent")):
        low, high = -abs(high), -abs(low)
    end = amount.end if amount.unit or amount.per else amount.number.end
    rest = written[sentence.ends[end - 1] :].strip()
    if rest.lower() == "k":
        low, high, rest = low * 1000, high * 1000, ""
    unit, factor = _WEIGHED.get(amount.unit or "", (amount.unit or "", 1.0))
    if factor != 1.0:
        low, high = round(low * factor, 9), round(high * factor, 9)
    told = Measure(low, high, amount.qualifier, unit, amount.per or "")
    if amount.converted is None:
        return told, rest, None
    value, other = amount.converted
    return told, rest, replace(told, low=value, high=value, unit=other)


def _ends(amount: Amount) -> tuple[float, float]:
    number = amount.number
    if number.value is not None:
        return number.value, number.value
    return number.low or 0.0, number.high or 0.0
