"""The figures of a case's reports, each with the source and spot a person can open it at."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from clew.analysis.figures.fact import Fact, Reading
from clew.analysis.figures.judging.judge import judge
from clew.analysis.figures.reading import read_figures
from clew.analysis.figures.several import Against, against_each_other
from clew.sources.reader import all_readers
from clew.store.covered import covered
from clew.store.door import View
from clew.store.receipts import sources, texts

_APART = "\n\n"
_HELD = 1_000
"""How many reports' readings are held."""


@dataclass(frozen=True, slots=True)
class Told:
    """The figures of one report of the case.

    Attributes:
        source: number of the source in the case.
        name: name the file came under.
        agency: who handed it over.
        reading: facts and totals; offsets are of *text*.
        text: the report's passages, parted by blank lines.
        begins: where each passage begins, its statement and its spot.
    """

    source: int
    name: str
    agency: str
    reading: Reading
    text: str
    begins: tuple[tuple[int, int, str], ...]

    def place_of(self, fact: Fact) -> tuple[int, int, int]:
        """Give the statement that holds a fact's words, and their first and last place in it."""
        begin, statement, _ = self._passage(fact)
        return statement, fact.start - begin, fact.end - begin

    def _passage(self, fact: Fact) -> tuple[int, int, str]:
        return self.begins[bisect_right([begin for begin, _, _ in self.begins], fact.start) - 1]

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON; each fact with the statement, the spot and the place inside the passage."""
        said = self.reading.as_json()
        for fact, told in zip(self.reading.facts, said["facts"], strict=True):
            statement, start, end = self.place_of(fact)
            told |= {
                "statement": statement, "spot": self._passage(fact)[2], "source": self.source,
                "from": start, "to": end,
            }  # fmt: skip
        return {"source": self.source, "file": self.name, "agency": self.agency, **said}


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """The figures of every report of a case that the asker may see, held against each other."""

    reports: list[Told] = field(default_factory=list)
    against: list[Against] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Give them as JSON."""
        return {
            "reports": [report.as_json() for report in self.reports],
            "against": [each.as_json() for each in self.against],
        }


@lru_cache(maxsize=_HELD)
def _read(text: str, published: date | None) -> Reading:
    """Read one report; the judge takes its time, so what was read is held for the next view."""
    return read_figures(text, published, judge())


def case_figures(view: View, published: date | None = None) -> CaseFigures:
    """Read the figures of each report in the case; victims stay covered as the asker's scope says.

    Args:
        view: what the asker may see.
        published: day relative dates are told from where a report states none.
    """
    reports = {name for name, reader in all_readers().items() if reader.is_report}
    told: list[Told] = []
    for source in sources(view):
        if source["reader"] not in reports:
            continue
        number = int(str(source["id"]))
        hidden = covered(view, number)
        begins: list[tuple[int, int, str]] = []
        parts: list[str] = []
        at = 0
        for _, statement, spot, written in texts(view, number):
            begins.append((at, statement, spot))
            text = hidden.evenly(written)  # as long as it was, so that the places stay right
            parts.append(text)
            at += len(text) + len(_APART)
        if parts:
            text = _APART.join(parts)
            reading = _read(text, published)
            told.append(
                Told(
                    number, str(source["file"]), str(source["agency"]), reading, text, tuple(begins)
                )
            )
    return CaseFigures(told, against_each_other([(t.name, t.reading) for t in told]))
