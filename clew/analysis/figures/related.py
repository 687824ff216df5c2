"""Figures of one report that are bound by a product, a change or a share."""

from dataclasses import replace
from itertools import pairwise

from clew.analysis.figures.changes import Changes
from clew.analysis.figures.fact import Fact
from clew.analysis.figures.items import Item
from clew.analysis.figures.sums import (
    Measure,
    Verdict,
    add_up,
    base_of,
    product,
    share,
    shown,
)
from clew.analysis.figures.told import FAR, LEAST_SUM, Told, measure

_PERSONS = ("migrants_smuggled", "migrants_detected")


class Related:
    """Holds persons and fees against proceeds, trips against persons, changes and shares against bases."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._facts = told.facts
        self._checked = {
            fact: item
            for item, fact in zip(told.items, told.stands_for, strict=True)
            if item.amount.noun == "checks"
        }
        self._low = {
            fact: item.amount.sentence.low
            for item, fact in zip(told.items, told.stands_for, strict=True)
        }

    def find(self) -> None:
        """Find them all."""
        self._products()
        self._trips()
        Changes(self._told).find()
        self._shares()
        self._detections()
        self._checks()

    def _products(self) -> None:
        """Hold persons times fee against proceeds."""
        for at, fact in enumerate(self._facts):
            whole = measure(fact)
            if fact.kind != "proceeds" or whole is None or self._is_per_trip(at):
                continue
            fees = self._told.near(at, "fee")
            persons = [
                i for i in self._told.near(at, "migrants_smuggled")
                if (self._facts[i].value or self._facts[i].high or 0) >= LEAST_SUM and not self._is_per_trip(i)
            ]  # fmt: skip
            tried = [(p, [f], v) for p in persons for f in fees if (v := self._priced(at, p, [f]))]
            if best := self._best(tried):
                self._told.keep(at, [best[0], *best[1]], best[2])
            elif spanned := self._between_fees(at, persons, fees):
                self._told.keep(at, [spanned[0], *spanned[1]], spanned[2])
            elif asked := self._rate_wanted(at, persons, fees):
                self._told.keep(at, [persons[0], fees[0]], asked)

    def _rate_wanted(self, at: int, persons: list[int], fees: list[int]) -> Verdict | None:
        """Ask for the exchange rate where the only fees are told in other money than the proceeds."""
        whole = measure(self._facts[at])
        prices = [m for f in fees if (m := measure(self._facts[f]))]
        count = measure(self._facts[persons[0]]) if len(persons) == 1 else None
        if (
            whole is None
            or count is None
            or not prices
            or any(p.unit == whole.unit for p in prices)
        ):
            return None
        return product(whole, [count, prices[0]])

    def _in_money(self, fact: Fact, unit: str) -> Measure | None:
        """Give a fee in *unit*: as told, or as its conversion in brackets tells."""
        told = measure(fact)
        if told is None or told.unit == unit:
            return told
        if fact.converted and fact.converted[1] == unit and told.is_point:
            value = fact.converted[0]
            return replace(told, low=value, high=value, unit=unit)
        return None

    def _is_per_trip(self, at: int) -> bool:
        """Say whether a figure is told of one trip: "each crossing brought in", "four people each night"."""
        low, grammar = self._low.get(at, []), self._told.words.grammar
        return any(
            low[i] in grammar.each_trip and low[i + 1] in grammar.trips for i in range(len(low) - 1)
        )

    def _between_fees(
        self, at: int, persons: list[int], fees: list[int]
    ) -> tuple[int, list[int], Verdict] | None:
        """Give persons and two fees told one after the other that hold proceeds between them."""
        for count in persons:
            for pair in pairwise(fees):
                verdict = self._priced(at, count, list(pair))
                if verdict and verdict.name == "consistent":
                    return count, list(pair), verdict
        return None

    def _priced(self, headline: int, persons: int, fees: list[int]) -> Verdict | None:
        """Hold the product of persons and the lowest to the highest of *fees* against proceeds."""
        whole, count = measure(self._facts[headline]), measure(self._facts[persons])
        unit = whole.unit if whole else ""
        prices = [m for f in fees if (m := self._in_money(self._facts[f], unit))]
        if (
            whole is None
            or count is None
            or not prices
            or self._facts[headline].background != self._facts[persons].background
        ):
            return None
        price = prices[0]
        if len(prices) > 1:
            price = replace(price, low=min(p.low for p in prices), high=max(p.high for p in prices))
        return product(whole, [count, price])

    def _best(
        self, tried: list[tuple[int, list[int], Verdict]]
    ) -> tuple[int, list[int], Verdict] | None:
        """Give the pair that fits best; a contradiction only where there is one pair to speak of."""
        for name in ("consistent", "rounding", "loose"):
            fitting = [each for each in tried if each[2].name == name]
            if fitting:
                return max(fitting, key=lambda e: self._facts[e[0]].value or 0)
        if len(tried) == 1:
            return tried[0]
        return None

    def _trips(self) -> None:
        """Hold trips times persons per trip against persons."""
        for at in range(len(self._facts) - 2):
            trips, each, whole = self._facts[at : at + 3]
            if trips.kind != "other" or trips.unit != "item" or whole.kind not in _PERSONS:
                continue
            told = (measure(whole), measure(trips), measure(each))
            if (
                each.unit == "person"
                and each.start - trips.start < 120
                and told[0]
                and told[1]
                and told[2]
            ):
                verdict = product(told[0], [told[1], told[2]])
                if verdict.name in ("consistent", "rounding") or self._is_all_told(at):
                    self._told.keep(at + 2, [at, at + 1], verdict)

    def _is_all_told(self, at: int) -> bool:
        """Say whether trips, persons on each and all of them are told in one sentence: "… and smuggled 289 in all"."""
        if len({self._told.sentence_of[i] for i in (at, at + 1, at + 2)}) > 1:
            return False
        grammar, low = self._told.words.grammar, self._low.get(at, [])
        words = [word.lower() for word in self._facts[at + 1].quote.split()]
        return not self._told.words.each.isdisjoint(words) and not grammar.all_told.isdisjoint(low)

    def _shares(self) -> None:
        """Hold "188 (60 per cent)" against the whole told before."""
        for at, item in enumerate(self._told.items):
            if at < 2 or item.kind.name != "share" or item.amount.number.value is None:
                continue
            low = item.amount.sentence.low
            part, whole = self._told.items[at - 1], self._told.items[at - 2]
            indexes = [self._told.stands_for[i] for i in (at, at - 2, at - 1)]
            if low[item.amount.begin - 1] != "(" or part.at != item.at or min(indexes) < 0:
                continue
            one, two = measure(self._facts[indexes[2]]), measure(self._facts[indexes[1]])
            if (
                one
                and two
                and one.is_point
                and two.is_point
                and one.unit == two.unit != "percent"
                and one.low < two.low
                and self._is_same_list(whole, part)
            ):
                self._told.keep(indexes[0], indexes[1:], share(one, two, item.amount.number.value))

    def _is_same_list(self, whole: Item, part: Item) -> bool:
        """Say whether a part stands in the sentence of its whole, or opens the next: "Of these, 212 (49 per cent)"."""
        if whole.at == part.at:
            return True
        low, words = part.amount.sentence.low, self._told.words
        opens = len(low) > 1 and low[0] in words.grammar.of_links and low[1] in words.parts_of
        return whole.at == part.at - 1 and (opens or part.amount.is_part)

    def _checks(self) -> None:
        """Hold checks of persons, vehicles, flights and papers against a total of checks."""
        for at, fact in enumerate(self._facts):
            whole = measure(fact)
            if at not in self._checked or whole is None or not self._opens_list(at):
                continue
            parts = [
                i for i in range(at + 1, min(at + FAR, len(self._facts)))
                if self._facts[i].kind.startswith("checks_") and measure(self._facts[i])
                and self._told.sentence_of[i] == self._told.sentence_of[at]
            ]  # fmt: skip
            told = [m for i in parts if (m := measure(self._facts[i]))]
            if len(told) > 1:
                alike = [replace(m, unit="item") for m in told]
                self._told.keep(at, parts, add_up(replace(whole, unit="item"), alike))

    def _opens_list(self, at: int) -> bool:
        """Say whether a colon or bracket stands right behind the noun of the total."""
        item = self._checked[at]
        low, end = item.amount.sentence.low, item.amount.noun_end
        return any(word in (":", "(") for word in low[end : end + 4])

    def _detections(self) -> None:
        """Say that a count of crossings told again as persons is no count of persons."""
        for at, fact in enumerate(self._facts):
            if fact.kind != "detections_border" or fact.value is None:
                continue
            for other in range(max(0, at - FAR), min(len(self._facts), at + FAR)):
                second = self._facts[other]
                if second.kind in _PERSONS and second.value == fact.value:
                    why = f"{shown(fact.value)} detections are crossings, not persons"
                    why += ": one person may cross several times"
                    self._told.keep(at, [other], Verdict("not comparable", why))


def derived(facts: list[Fact], held: set[int]) -> list[dict[str, object]]:
    """Give the figures a report implies but does not print: the base of a change that is not held.

    "40,000, a 27 per cent increase" gives 40,000 / 1.27 = 31,496 for the time before.
    """
    found: list[dict[str, object]] = []
    for at, fact in enumerate(facts):
        if fact.kind != "percent_change" or fact.value is None or at == 0 or at in held:
            continue
        if fact.value <= -100:
            continue
        now = facts[at - 1]
        if now.value is None or now.unit not in ("person", "item") or fact.start - now.start > 160:
            continue
        base = base_of(now.value, fact.value)
        found.append(
            {
                "from": [at - 1, at],
                "value": round(base),
                "why": f"{shown(now.value)} / {1 + fact.value / 100:g} = {shown(round(base))}"
                f" before the change of {fact.value:+g} %",
            }
        )
    return found
