"""What is told in one report, for the sums: facts, the figures they stand for, and totals found."""

from dataclasses import dataclass, field

from clew.analysis.figures.fact import Fact, Total
from clew.analysis.figures.items import Item
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.sums import Measure, Verdict

FAR = 60
"""How many facts apart figures are held against each other."""
LEAST_SUM = 5
"""The least sum that is looked for among figures that are not told as its parts."""


def measure(fact: Fact) -> Measure | None:
    """Give the figure of *fact* for sums; None if it is vague."""
    bounds = fact.bounds()
    if bounds is None:
        return None
    return Measure(*bounds, fact.qualifier or "exact", fact.unit or "", fact.per or "")


@dataclass(slots=True)
class Told:
    """The figures of one report.

    Attributes:
        facts: the report's facts.
        items: the figures read, repeats included.
        stands_for: for each item the index of the fact that stands for it, or -1.
        sentence_of: for each fact the number of its sentence.
        words: the language of the report.
        found: totals found so far.
    """

    facts: list[Fact]
    items: list[Item]
    stands_for: list[int]
    sentence_of: list[int]
    words: Lexicon
    found: list[Total] = field(default_factory=list)
    _seen: set[frozenset[int]] = field(default_factory=set)

    def keep(self, headline: int, parts: list[int], verdict: Verdict) -> None:
        """Keep a total, once for the same figures."""
        key = frozenset((headline, *parts))
        if headline in parts or len(key) != len(parts) + 1 or key in self._seen:
            return
        self._seen.add(key)
        self.found.append(Total(headline, tuple(parts), verdict.name, verdict.why))

    def near(self, at: int, kind: str) -> list[int]:
        """Give the facts of *kind* not too far from the fact *at* that are no vague words."""
        return [
            i for i in range(max(0, at - FAR), min(len(self.facts), at + FAR))
            if self.facts[i].kind == kind and measure(self.facts[i])
        ]  # fmt: skip
