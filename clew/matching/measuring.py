"""Measures a name matcher on labelled pairs: precision, recall, F1 with an interval, and speed."""

import csv
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from clew.errors import BrokenRecord, UsageError
from clew.matching.ports import NameScorer

Progress = Callable[[str, int, int], None]
LONGEST_NAME = 400
"""Letters; a longer name is a text that slipped into the wrong column."""
_YES = frozenset({"true", "1", "yes", "t", "y", "same"})
_NO = frozenset({"false", "0", "no", "f", "n", "different"})
_BODIES = frozenset(
    [
        "organization",
        "company",
        "publicbody",
        "legalentity",
        "vessel",
        "airplane",
        "vehicle",
        "asset",
    ]
)
_NEEDED = ("name1", "name2", "is_match")
_SEED = 20_260_101
_DRAWS = 1_000
_SECONDS = 0.5
"""Speed is measured for at least so long, the words of the file already met once."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two names and whether a person says they are one.

    Attributes:
        row: the row of the file, the first after the header being 2.
        person: False for organisations, companies, vessels and bodies of any kind.
    """

    row: int
    name1: str
    name2: str
    is_match: bool
    schema: str
    person: bool


@dataclass(frozen=True, slots=True)
class Pairs:
    """A file of labelled pairs that was read.

    Attributes:
        rows: the pairs in order.
        refused: what was left out, one sentence each, with the row.
    """

    rows: tuple[Labelled, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """How well a matcher does on labelled pairs.

    Attributes:
        matcher: its name.
        n: pairs; *threshold*: a score from this on says "same".
        precision: share of those it calls the same that are; *recall*: share of the same it calls so.
        f1: harmonic mean of the two; *f1_low* and *f1_high* hold it in 95 of 100 redrawn files.
        pairs_per_second: on one core, words it has met before.
    """

    matcher: str
    n: int
    threshold: float
    precision: float
    recall: float
    f1: float
    f1_low: float
    f1_high: float
    pairs_per_second: float

    def as_json(self) -> dict[str, str | int | float]:
        """Give the figures by name."""
        return {
            "matcher": self.matcher, "n": self.n, "threshold": self.threshold,
            "precision": round(self.precision, 4), "recall": round(self.recall, 4), "f1": round(self.f1, 4),
            "f1_low": round(self.f1_low, 4), "f1_high": round(self.f1_high, 4),
            "pairs_per_second": round(self.pairs_per_second, 1),
        }  # fmt: skip


def read_pairs(path: Path) -> Pairs:
    """Read a CSV with columns name1, name2, is_match and, if there, schema ("Person" without it).

    Raises:
        BrokenRecord: a column is missing, or nothing could be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [name for name in _NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                raise BrokenRecord(
                    f"no column {', '.join(repr(name) for name in missing)}",
                    where=str(path),
                    do="give a CSV file with the columns name1,name2,is_match and, if you like, schema",
                )
            read = [_labelled(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error) as exc:
        raise BrokenRecord(
            f"it is not a CSV file in UTF-8: {exc}", where=str(path), do="save it as CSV in UTF-8"
        ) from exc
    rows = tuple(row for row in read if isinstance(row, Labelled))
    if not rows:
        raise BrokenRecord("no labelled pair could be read", where=str(path), do="add rows to it")
    return Pairs(rows, tuple(said for said in read if isinstance(said, str)))


def _labelled(row: int, said: dict[str, str]) -> Labelled | str:
    """Give one pair, or the reason it is refused."""
    name1, name2 = (said["name1"] or "").strip(), (said["name2"] or "").strip()
    verdict = (said["is_match"] or "").strip().lower()
    if not (name1 and name2):
        return f"row {row}: a name is empty"
    if max(len(name1), len(name2)) > LONGEST_NAME:
        return f"row {row}: a name is longer than {LONGEST_NAME} letters"
    if verdict not in _YES | _NO:
        return f"row {row}: is_match is {verdict!r}, neither true nor false"
    schema = (said.get("schema") or "").strip() or "Person"
    return Labelled(row, name1, name2, verdict in _YES, schema, schema.lower() not in _BODIES)


def scores_of(
    scorer: NameScorer, rows: Sequence[Labelled], progress: Progress | None = None
) -> tuple[list[float], float]:
    """Score every pair. Gives the scores in order and the pairs a second on one core."""
    scorer.score((rows[0].name1,), (rows[0].name2,), rows[0].person)  # loads what it needs
    started = time.perf_counter()
    scores = list(_scores(scorer, rows, progress))
    first = time.perf_counter() - started
    if first > 10 * _SECONDS:
        return scores, len(rows) / first
    done, started = 0, time.perf_counter()
    while (spent := time.perf_counter() - started) < _SECONDS:
        for _ in _scores(scorer, rows, None):
            done += 1
    return scores, done / spent


def _scores(
    scorer: NameScorer, rows: Sequence[Labelled], progress: Progress | None
) -> Iterator[float]:
    for at, row in enumerate(rows):
        if progress and at % 200 == 0:
            progress("comparing", at, len(rows))
        yield scorer.score((row.name1,), (row.name2,), row.person).score


def measure(
    matcher: str, rows: Sequence[Labelled], scores: Sequence[float], speed: float, threshold: float
) -> Measured:
    """Count what a matcher got right; the interval is a seeded bootstrap over pairs."""
    cells: Counter[tuple[bool, ...]] = Counter(
        (row.is_match, score >= threshold) for row, score in zip(rows, scores, strict=True)
    )
    right, wrong, missed = cells[True, True], cells[False, True], cells[True, False]
    drawn = sorted(_f1(c[True, True], c[False, True], c[True, False]) for c in _redrawn(cells))
    low, high = _middle(drawn)
    return Measured(
        matcher=matcher, n=len(rows), threshold=threshold, precision=_share(right, right + wrong),
        recall=_share(right, right + missed), f1=_f1(right, wrong, missed),
        f1_low=low, f1_high=high, pairs_per_second=speed,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """F1 of one matcher less that of another on the same pairs; *low* to *high* in 95 of 100 redraws."""

    f1: float
    low: float
    high: float


def difference(
    rows: Sequence[Labelled], one: Sequence[float], other: Sequence[float], threshold: float
) -> Difference:
    """Compare two matchers pair by pair, redrawing the same pairs for both."""
    cells: Counter[tuple[bool, ...]] = Counter(
        (row.is_match, a >= threshold, b >= threshold)
        for row, a, b in zip(rows, one, other, strict=True)
    )
    low, high = _middle(sorted(_less(drawn) for drawn in _redrawn(cells)))
    return Difference(_less(cells), low, high)


def _less(cells: "Counter[tuple[bool, ...]]") -> float:
    return _f1_of(cells, 1) - _f1_of(cells, 2)


def _f1_of(cells: "Counter[tuple[bool, ...]]", which: int) -> float:
    right = sum(n for cell, n in cells.items() if cell[0] and cell[which])
    wrong = sum(n for cell, n in cells.items() if not cell[0] and cell[which])
    missed = sum(n for cell, n in cells.items() if cell[0] and not cell[which])
    return _f1(right, wrong, missed)


def _redrawn(cells: "Counter[tuple[bool, ...]]") -> Iterator["Counter[tuple[bool, ...]]"]:
    """Draw as many pairs again, with putting back; a thousand times, fewer for large files."""
    chance = random.Random(_SEED)
    kinds, total = sorted(cells), sum(cells.values())
    weights = [cells[kind] for kind in kinds]
    for _ in range(max(200, min(_DRAWS, 4_000_000 // total))):
        yield Counter(chance.choices(kinds, weights, k=total))


def _middle(ordered: Sequence[float]) -> tuple[float, float]:
    last = len(ordered) - 1
    return ordered[round(0.025 * last)], ordered[round(0.975 * last)]


def _f1(right: int, wrong: int, missed: int) -> float:
    return _share(2 * right, 2 * right + wrong + missed)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def write_scores(path: Path, rows: Sequence[Labelled], scores: dict[str, Sequence[float]]) -> None:
    """Write every row with the score of each matcher as CSV.

    Raises:
        UsageError: the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["row", "name1", "name2", "is_match", "schema", *scores])
            for at, row in enumerate(rows):
                given = [f"{each[at]:.4f}" for each in scores.values()]
                verdict = "true" if row.is_match else "false"
                writer.writerow([row.row, row.name1, row.name2, verdict, row.schema, *given])
    except OSError as exc:
        raise UsageError(
            f"the scores cannot be written: {exc.strerror}", where=str(path), do="name another file"
        ) from exc
