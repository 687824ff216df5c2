"""Which figures of one report should add up, and whether they do.

Parts told behind a headline ("19 arrests (11 in Serbia, 6 in Hungary and 2 in Austria)"), neighbours
whose sum is another figure, persons times fee against proceeds, trips times persons per trip, changes
and shares against their bases, and detections told as persons.
"""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from clew.analysis.figures.fact import Fact, Total
from clew.analysis.figures.items import BULLETS, Item
from clew.analysis.figures.sums import (
    Measure,
    Verdict,
    add_up,
    base_of,
    change,
    product,
    share,
    shown,
)

_SUBSET = frozenset(
    ["including", "whom", "among", "them", "notably", "mostly", "mainly", "chiefly"]
)
_REACH = 9
_MOST_PARTS = 7
_LEAST_SUM = 5
_NEAR_MISS = 40.0
"""Points of percent a told change may be off and still be held against two figures beside it."""
_PERSONS = ("migrants_smuggled", "migrants_detected")


def measure(fact: Fact) -> Measure | None:
    """Give the figure of *fact* for sums; None if it is vague."""
    bounds = fact.bounds()
    if bounds is None:
        return None
    return Measure(*bounds, fact.qualifier or "exact", fact.unit or "", fact.per or "")


@dataclass(slots=True)
class TotalFinder:
    """Finds the totals of one report.

    Attributes:
        facts: the report's facts.
        items: the figures read, repeats included.
        stands_for: for each item the index of the fact that stands for it, or -1.
        sentence_of: for each fact the number of its sentence.
    """

    facts: list[Fact]
    items: list[Item]
    stands_for: list[int]
    sentence_of: list[int]
    found: list[Total] = field(default_factory=list)
    _seen: set[frozenset[int]] = field(default_factory=set)

    def find(self) -> list[Total]:
        """Give the totals, in the order of their headlines."""
        self._listed()
        self._neighbours()
        self._products()
        self._trips()
        self._changes()
        self._shares()
        self._detections()
        return sorted(self.found, key=lambda total: (total.headline, total.parts))

    def _keep(self, headline: int, parts: list[int], verdict: Verdict) -> None:
        key = frozenset((headline, *parts))
        if headline in parts or len(key) != len(parts) + 1 or key in self._seen:
            return
        self._seen.add(key)
        self.found.append(Total(headline, tuple(parts), verdict.name, verdict.why))

    def _listed(self) -> None:
        """Hold parts told right behind a headline against it."""
        at = 0
        while at < len(self.items):
            parts, end = self._run(at)
            if len(parts) > 1:
                self._judge_list(at, parts)
            at = max(end, at + 1)

    def _run(self, at: int) -> tuple[list[int], int]:
        """Give the items that continue the item *at*, and where they end."""
        head, parts, here = self.items[at], [], at + 1
        while here < len(self.items):
            item = self.items[here]
            if (
                not item.follows
                or item.kind.name != head.kind.name
                or item.amount.unit != head.amount.unit
            ):
                break
            told_apart = item.at != head.at and item.amount.sentence.low[0] not in BULLETS
            if item.at > head.at + _REACH or told_apart:
                break
            if not (
                item.in_brackets
                and head.amount.unit is None
                and not self._same_sentence_list(head, item)
            ):
                parts.append(here)
            here += 1
        return parts, here

    def _same_sentence_list(self, head: Item, item: Item) -> bool:
        """Say whether brackets hold a breakdown "(11 in Serbia, 6 …)", not another period "(301)"."""
        low = item.amount.sentence.low
        end = item.amount.end
        return item.at == head.at and not (
            end < len(low) and low[end] == ")" and low[item.amount.begin - 1] == "("
        )

    def _judge_list(self, at: int, parts: list[int]) -> None:
        headline = self.stands_for[at]
        facts = [self.stands_for[p] for p in parts]
        if headline < 0 or any(f < 0 for f in facts) or len(set(facts)) < len(facts):
            return
        measures = [measure(self.facts[f]) for f in facts]
        whole = measure(self.facts[headline])
        if (
            whole is None
            or whole.unit not in ("person", "item")
            or any(m is None for m in measures)
        ):
            return
        told = [m for m in measures if m is not None]
        is_subset = any(self._is_subset(self.items[p]) for p in parts) or not self._is_list(
            at, parts
        )
        verdict = add_up(whole, told, is_whole=not is_subset)
        if verdict.name == "not comparable" or (is_subset and verdict.name != "consistent"):
            return
        if not self._shorter(headline, facts, verdict):
            self._keep(headline, facts, verdict)

    def _shorter(self, headline: int, facts: list[int], verdict: Verdict) -> bool:
        """Keep the first parts alone when they make up the headline and the rest is something else."""
        if verdict.name == "consistent":
            return False
        whole = measure(self.facts[headline])
        for size in range(len(facts) - 1, 1, -1):
            told = [m for f in facts[:size] if (m := measure(self.facts[f]))]
            if whole and (shorter := add_up(whole, told)).name == "consistent":
                self._keep(headline, facts[:size], shorter)
                return True
        return False

    def _is_list(self, at: int, parts: list[int]) -> bool:
        """Say whether the parts are told as a list of the whole: in brackets, behind a colon, as lines."""
        head, first = self.items[at], self.items[parts[0]].amount
        if any(self.items[p].at != head.at for p in parts):
            return all(self.items[p].amount.sentence.low[0] in BULLETS for p in parts)
        between = first.sentence.low[head.amount.number.end : first.begin]
        after = first.sentence.low[self.items[parts[-1]].amount.end :]
        return any(mark in between for mark in ("(", ":", "–", "—")) or (
            between[-1:] == [","] and "," not in after[:3]
        )

    def _is_subset(self, item: Item) -> bool:
        low, begin = item.amount.sentence.low, item.amount.begin
        lead = low[max(0, begin - 4) : begin]
        return item.amount.is_part or any(word in _SUBSET for word in lead)

    def _neighbours(self) -> None:
        """Find figures that stand together and make up another one exactly."""
        for size in range(_MOST_PARTS, 1, -1):
            for at in range(len(self.facts) - size + 1):
                window = list(range(at, at + size))
                if self._is_one_sort(window):
                    total = sum(self.facts[i].value or 0 for i in window)
                    if total >= _LEAST_SUM:
                        self._look_for(total, window)

    def _is_one_sort(self, window: list[int]) -> bool:
        first = self.facts[window[0]]
        one_kind = len({self.facts[i].kind for i in window}) == 1
        if not one_kind and self.sentence_of[window[0]] != self.sentence_of[window[-1]]:
            return False
        return all(
            f.value is not None and f.unit in ("person", "item") and f.unit == first.unit and f.per is None
            and f.background == first.background and f.start - first.start < 600
            for f in (self.facts[i] for i in window)
        )  # fmt: skip

    def _look_for(self, total: float, window: list[int]) -> None:
        kinds = {self.facts[i].kind for i in window}
        far = 6 if len(window) < 3 or total < 2 * _LEAST_SUM else len(self.facts)
        for at in range(max(0, window[0] - far), min(len(self.facts), window[-1] + 3)):
            fact = self.facts[at]
            if (
                at in window
                or fact.value != total
                or fact.unit != self.facts[window[0]].unit
                or fact.per
            ):
                continue
            beside = self.sentence_of[at] == self.sentence_of[window[0]] or 0 < window[0] - at < 2
            if {fact.kind} == kinds or len(window) > 2 or beside:
                told = [m for i in window if (m := measure(self.facts[i]))]
                whole = measure(fact)
                if whole and not any(self._inside(at, window, t) for t in self.found):
                    self._keep(at, window, add_up(whole, told))

    def _inside(self, at: int, window: list[int], total: Total) -> bool:
        return {at, *window} <= {total.headline, *total.parts}

    def _products(self) -> None:
        """Hold persons times fee against proceeds."""
        fees = [i for i, f in enumerate(self.facts) if f.kind == "fee" and measure(f)]
        persons = [
            i for i, f in enumerate(self.facts)
            if f.kind == "migrants_smuggled" and measure(f) and (f.value or f.high or 0) >= _LEAST_SUM
        ]  # fmt: skip
        for at, fact in enumerate(self.facts):
            whole = measure(fact)
            if fact.kind != "proceeds" or whole is None or self._is_per_trip(at):
                continue
            tried = [(p, [f], v) for p in persons for f in fees if (v := self._priced(at, p, [f]))]
            if best := self._best(tried):
                self._keep(at, [best[0], *best[1]], best[2])
            elif spanned := self._between_fees(at, persons, fees):
                self._keep(at, [spanned[0], *spanned[1]], spanned[2])

    def _is_per_trip(self, at: int) -> bool:
        """Say whether proceeds are told of one trip: "each crossing brought in"."""
        item = next((i for i, s in zip(self.items, self.stands_for, strict=True) if s == at), None)
        low = item.amount.sentence.low if item else []
        return any(
            low[i] in ("each", "per", "every")
            and low[i + 1]
            in (
                "crossing",
                "trip",
                "journey",
                "boat",
                "transport",
                "run",
                "vehicle",
                "load",
                "voyage",
                "tour",
            )
            for i in range(len(low) - 1)
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
        whole, count = measure(self.facts[headline]), measure(self.facts[persons])
        prices = [
            m for f in fees if (m := measure(self.facts[f])) and m.unit == (whole and whole.unit)
        ]
        if (
            whole is None
            or count is None
            or not prices
            or self.facts[headline].background != self.facts[persons].background
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
                return max(fitting, key=lambda e: self.facts[e[0]].value or 0)
        if len(tried) == 1:
            return tried[0]
        return None

    def _trips(self) -> None:
        """Hold trips times persons per trip against persons."""
        for at in range(len(self.facts) - 2):
            trips, each, whole = self.facts[at : at + 3]
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
                if verdict.name in ("consistent", "rounding"):
                    self._keep(at + 2, [at, at + 1], verdict)

    def _changes(self) -> None:
        """Hold a change in percent against the figures before and after it."""
        for at, fact in enumerate(self.facts):
            if fact.kind != "percent_change" or fact.value is None:
                continue
            near = [
                i for i in range(max(0, at - 3), min(len(self.facts), at + 3))
                if self.facts[i].unit in ("person", "item") and abs(self.facts[i].start - fact.start) < 220
                and self.facts[i].value is not None
            ]  # fmt: skip
            now = [i for i in near if not self.facts[i].background]
            before = [i for i in near if self.facts[i].background]
            if not before or not now:
                here = [i for i in near if self.sentence_of[i] == self.sentence_of[at]]
                now, before = here[:1], here[1:2]
            pairs = [
                (n, b) for n in now for b in before if self.facts[n].kind == self.facts[b].kind
            ]
            judged = [
                (n, b, self._changed(n, b, fact.value, fact.qualifier or "exact")) for n, b in pairs
            ]
            good = next((j for j in judged if j[2].name in ("consistent", "rounding")), None)
            near_miss = [j for j in judged if self._is_near(fact.value, j[0], j[1])]
            if chosen := good or (near_miss[0] if len(judged) == len(near_miss) == 1 else None):
                self._keep(at, [chosen[0], chosen[1]], chosen[2])

    def _is_near(self, told: float, now: int, before: int) -> bool:
        """Say whether two figures can be those a change is told of: it is off by some, not by far."""
        one, two = self.facts[now].value, self.facts[before].value
        return bool(one and two and abs((one - two) / two * 100 - told) <= _NEAR_MISS)

    def _changed(self, now: int, before: int, told: float, hedge: str) -> Verdict:
        one, two = measure(self.facts[now]), measure(self.facts[before])
        assert one is not None
        assert two is not None
        return change(one, two, told, hedge)

    def _shares(self) -> None:
        """Hold "188 (60 per cent)" against the whole told before."""
        for at, item in enumerate(self.items):
            if at < 2 or item.kind.name != "share" or item.amount.number.value is None:
                continue
            low = item.amount.sentence.low
            part, whole = self.items[at - 1], self.items[at - 2]
            indexes = [self.stands_for[i] for i in (at, at - 2, at - 1)]
            if low[item.amount.begin - 1] != "(" or part.at != item.at or min(indexes) < 0:
                continue
            one, two = measure(self.facts[indexes[2]]), measure(self.facts[indexes[1]])
            if (
                one
                and two
                and one.is_point
                and two.is_point
                and one.unit == two.unit
                and one.low < two.low
                and whole.at == part.at
            ):
                self._keep(indexes[0], indexes[1:], share(one, two, item.amount.number.value))

    def _detections(self) -> None:
        """Say that a count of crossings told again as persons is no count of persons."""
        for at, fact in enumerate(self.facts):
            if fact.kind != "detections_border" or fact.value is None:
                continue
            for other, second in enumerate(self.facts):
                if second.kind in _PERSONS and second.value == fact.value:
                    why = f"{shown(fact.value)} detections are crossings, not persons"
                    why += ": one person may cross several times"
                    self._keep(at, [other], Verdict("not comparable", why))


def derived(facts: list[Fact]) -> list[dict[str, object]]:
    """Give the figures a report implies but does not print: the base of a change.

    "40,000, a 27 per cent increase" gives 40,000 / 1.27 = 31,496 for the time before.
    """
    found: list[dict[str, object]] = []
    for at, fact in enumerate(facts):
        if fact.kind != "percent_change" or fact.value is None or at == 0 or fact.value <= -100:
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
