"""Several reports of one operation, held against each other: the same kind told with another number.

Two reports speak of one operation when both name it. What is held against each other are figures told
of the whole: no parts, no background, nothing of one place only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from clew.analysis.figures.fact import Fact, Reading
from clew.analysis.figures.sums import same_figure
from clew.analysis.figures.told import measure

_HELD = frozenset(
    (
        "arrests", "victims_identified", "victims_safeguarded", "migrants_detected", "checks_persons",
        "checks_vehicles", "checks_flights", "checks_documents", "searches_premises", "officers",
        "countries", "seized_cash", "proceeds", "deaths", "detections_border",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Against:
    """The same figure in two reports.

    Attributes:
        operation: the operation both name.
        kind: what is counted.
        files: the two reports.
        facts: index of the fact in each of them.
        verdict: one of `VERDICTS`.
        why: what each says.
    """

    operation: str
    kind: str
    files: tuple[str, str]
    facts: tuple[int, int]
    verdict: str
    why: str

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON."""
        return {
            "operation": self.operation, "kind": self.kind, "files": list(self.files),
            "facts": list(self.facts), "verdict": self.verdict, "why": self.why,
        }  # fmt: skip


def against_each_other(readings: Sequence[tuple[str, Reading]]) -> list[Against]:
    """Hold the first whole figure of each kind in reports of one operation against each other."""
    found: list[Against] = []
    for at, (name, reading) in enumerate(readings):
        for other, second in readings[at + 1 :]:
            shared = sorted(_operations(reading) & _operations(second))
            if shared:
                found += _pairs(shared[0], (name, reading), (other, second))
    return found


def _operations(reading: Reading) -> set[str]:
    return {fact.operation for fact in reading.facts if fact.operation}


def _pairs(operation: str, one: tuple[str, Reading], two: tuple[str, Reading]) -> list[Against]:
    found: list[Against] = []
    mine, theirs = _whole(one[1]), _whole(two[1])
    for kind in sorted(mine.keys() & theirs.keys()):
        (at, fact), (other, second) = mine[kind], theirs[kind]
        first, last = measure(fact), measure(second)
        if first is not None and last is not None:
            verdict = same_figure(first, last, (one[0], two[0]))
            found.append(
                Against(operation, kind, (one[0], two[0]), (at, other), verdict.name, verdict.why)
            )
    return found


def _whole(reading: Reading) -> dict[str, tuple[int, Fact]]:
    """Give the first figure of each kind told of the whole: the headline, not a part."""
    parts = {part for total in reading.totals for part in total.parts if total.headline != part}
    heads = {total.headline for total in reading.totals}
    found: dict[str, tuple[int, Fact]] = {}
    for at, fact in enumerate(reading.facts):
        counted = fact.kind in _HELD and not fact.background and measure(fact) is not None
        if counted and (at not in parts or at in heads):
            found.setdefault(fact.kind, (at, fact))
    return found
