"""The rows of a table of figures: each value read as a report would write it."""

import csv
from dataclasses import dataclass, replace
from pathlib import Path

from clew.analysis.figures.amounts import Amount, AmountReader
from clew.analysis.figures.lexicon import Lexicon, lexicon
from clew.analysis.figures.numbers import NumberReader
from clew.analysis.figures.sentences import Sentence
from clew.analysis.figures.sums import Measure
from clew.errors import SourceError

COLUMNS = ("event", "source", "kind", "value", "part_of")
CONVERTED = "converted"
"""A column that may stand beside them: the same sum in other money, as the source tells it."""


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
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as handle:
        head = handle.readline()
        mark = max(",;\t", key=head.count)
        names = [name.strip().strip('"').casefold() for name in head.rstrip("\r\n").split(mark)]
        if missing := [name for name in COLUMNS[:4] if name not in names]:
            raise SourceError(
                f"the columns {', '.join(missing)} are missing",
                where=path.name,
                do=f"give a CSV with {','.join(COLUMNS)}",
            )
        reader = csv.reader(handle, delimiter=mark)
        for cells in reader:
            line = reader.line_num + 1
            if any(cell.strip() for cell in cells):
                _take(line, cells, names, words, rows, broken)
    return rows, broken


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
    why = ""
    if len(cells) < len([n for n in COLUMNS[:4] if n in names]) or len(cells) > len(names):
        why = f"the row has {len(cells)} cells, the header {len(names)}"
    elif not event or not kind:
        why = "event or kind is empty"
    read = None if why else _value(value, words)
    if not why and read is None:
        why = f"{value!r} holds no number clew can read"
    if read is None:
        told = f"line {line}: {why}; mend the row and run it again"
        broken.append(Broken(line, event, source, kind, told))
        return
    measure, rest, converted = read
    if also := _value(said.get(CONVERTED, ""), words):
        converted = also[0]
    rows.append(Row(line, event, source, kind, value, part_of, measure, rest, converted))


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
    if low < 0 or (
        sentence.low[max(0, amount.number.begin - 1)] in ("-", "−") and amount.unit == "percent"
    ):
        low, high = -abs(high), -abs(low)
    end = amount.end if amount.unit or amount.per else amount.number.end
    rest = written[sentence.ends[end - 1] :].strip()
    if rest.lower() == "k":
        low, high, rest = low * 1000, high * 1000, ""
    unit = amount.unit if amount.is_money or amount.unit == "percent" else ""
    told = Measure(low, high, amount.qualifier, unit or "", amount.per or "")
    if amount.converted is None:
        return told, rest, None
    value, other = amount.converted
    return told, rest, replace(told, low=value, high=value, unit=other)


def _ends(amount: Amount) -> tuple[float, float]:
    number = amount.number
    if number.value is not None:
        return number.value, number.value
    return number.low or 0.0, number.high or 0.0
