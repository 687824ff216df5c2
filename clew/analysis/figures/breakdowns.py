"""Breakdowns by place or sort of person told behind a headline, in its sentence or the next ones.

"196 were arrested: 88 in Bulgaria, 61 in Romania and 45 in Serbia", "153 deaths. 41 people died off Malta, 21 …".
One that is told as such and misses its headline by little contradicts it; one that is far off is some of it.
"""

from dataclasses import dataclass

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.items import Item
from clew.analysis.figures.sums import add_up
from clew.analysis.figures.told import FAR, Told, measure

_NEAR_MISS = 0.1
"""By how much of its headline a breakdown may be off to be held against it."""
_LEAST = 20
"""The least headline a near miss counts for: of ten, one may well be elsewhere."""
_BETWEEN = 9
"""How many words there are between two parts at most."""
_LEAD = 6
"""How many words before the first part say that the parts are some of all."""
_SENTENCES = 3
"""How many sentences before its breakdown a headline is told at most; a title may be further."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part: its fact, its item, and the words up to the next figure."""

    fact: int
    item: Item
    end: int


class Breakdowns:
    """Holds breakdowns by place or sort of person against their headline."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._facts = told.facts

    def find(self) -> None:
        """Find them all."""
        for run in self._runs():
            if self._is_breakdown(run):
                self._judge(run)

    def _runs(self) -> list[list[_Part]]:
        """Give the figures of one kind that follow each other in a sentence as a list."""
        runs: list[list[_Part]] = []
        parts = [
            _Part(at, item, 0)
            for item, at in zip(self._told.items, self._told.stands_for, strict=True)
        ]
        for one, two in zip(parts, [*parts[1:], None], strict=False):
            begin = two.item.amount.begin if two and two.item.at == one.item.at else None
            sentence = one.item.amount.sentence
            stop = min(begin or len(sentence.low), _end(one.item.amount) + _BETWEEN)
            part = _Part(one.fact, one.item, stop)
            if runs and self._goes_on(runs[-1][-1], part):
                runs[-1].append(part)
            else:
                runs.append([part])
        return [run for run in runs if len(run) > 1]

    def _goes_on(self, before: _Part, part: _Part) -> bool:
        one, two = before.item.amount, part.item.amount
        if before.item.at != part.item.at or before.item.kind.name != part.item.kind.name:
            return False
        between = two.sentence.low[_end(one) : two.begin]
        listed = "," in between or any(word in self._told.words.joiners for word in between)
        return one.unit == two.unit and listed and len(between) <= _BETWEEN

    def _is_breakdown(self, run: list[_Part]) -> bool:
        for first in range(len(run) - 1):
            some = run[first:]
            if all(self._has_place(part) for part in some) or self._is_partition(some):
                del run[:first]
                return True
        return False

    def _has_place(self, part: _Part) -> bool:
        """Say whether a place stands behind a part: "9 in France", "41 people died off Malta"."""
        sentence = part.item.amount.sentence
        return any(
            sentence.low[at] in self._told.words.grammar.placed
            and sentence.written(at + 1, at + 2)[:1].isupper()
            for at in range(_end(part.item.amount), min(part.end, len(sentence.low) - 1))
        )

    def _is_partition(self, run: list[_Part]) -> bool:
        """Say whether the parts are sorts of person that make up all: men, women and children."""
        nouns = [set(_noun(part.item.amount)) & self._told.words.grammar.partition for part in run]
        named = set().union(*nouns)
        return all(nouns) and len(named) == len(run) > 2

    def _judge(self, run: list[_Part]) -> None:
        facts = [part.fact for part in run]
        measures = [m for at in facts if at >= 0 and (m := measure(self._facts[at]))]
        if len(measures) < len(run) or len(set(facts)) < len(facts) or self._has_rest(run[-1]):
            return
        if any(
            m.unit not in ("person", "item") or m.hedge != "exact" or not m.is_point
            for m in measures
        ):
            return
        total = sum(m.low for m in measures)
        for head in self._heads(run[0]):
            whole = measure(self._facts[head])
            if whole is None or whole.unit != measures[0].unit or head in facts:
                continue
            off = abs(whole.low - total)
            if total < whole.low and self._is_some(run[0]):
                return
            if whole.hedge == "exact" and whole.is_point and off <= _NEAR_MISS * whole.low:
                self._told.keep(head, facts, add_up(whole, measures))
                return

    def _is_some(self, first: _Part) -> bool:
        """Say whether the parts are told as some of all there are, and may fall short: "including 12 in Serbia"."""
        amount = first.item.amount
        lead = amount.sentence.low[max(0, amount.begin - _LEAD) : amount.begin]
        return not self._told.words.grammar.some.isdisjoint(lead)

    def _heads(self, first: _Part) -> list[int]:
        """Give the figures that may be the headline of a breakdown, the nearest first."""
        part = self._facts[first.fact]
        return [
            at for at in range(first.fact - 1, max(-1, first.fact - FAR), -1)
            if self._facts[at].kind == part.kind and (self._facts[at].value or 0) >= _LEAST
            and self._facts[at].background == part.background
            and first.item.at - self._told.sentence_of[at] <= _SENTENCES
        ]  # fmt: skip

    def _has_rest(self, last: _Part) -> bool:
        """Say whether something is told to be left over: "the others elsewhere"."""
        low = last.item.amount.sentence.low
        return not self._told.words.grammar.rest.isdisjoint(low[_end(last.item.amount) :])


def _end(amount: Amount) -> int:
    return max(amount.number.end, amount.noun_end)


def _noun(amount: Amount) -> list[str]:
    return amount.sentence.low[amount.noun_begin : amount.noun_end]
