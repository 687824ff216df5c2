"""Which figures of one report should add up, and whether they do.

Parts told behind a headline ("19 arrests (11 in Serbia, 6 in Hungary and 2 in Austria)"), neighbours
whose sum is another figure, persons times fee against proceeds, trips times persons per trip, changes
and shares against their bases, and detections told as persons.
"""

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.breakdowns import Breakdowns
from clew.analysis.figures.fact import Total
from clew.analysis.figures.items import BULLETS, Item
from clew.analysis.figures.kinds import PEOPLE
from clew.analysis.figures.related import Related
from clew.analysis.figures.sums import Measure, Verdict, add_up
from clew.analysis.figures.told import FAR, LEAST_SUM, Told, measure

OF_PEOPLE = PEOPLE | {"victims", "migrants", "suspects", "crew", "castaways"}
"""Nouns that count persons, of whom men, women, children and nationals may be told as parts."""
_REACH = 9
_MOST_PARTS = 7
_MARKS = frozenset("(:–—")
_LEAST_LISTED, _LEAST_MARKED = 0.75, 0.5
"""The least share of its headline a list of all of it makes up: behind a comma, behind a colon or bracket."""
_LABEL_ENDS = frozenset(";.,")


def totals(told: Told) -> list[Total]:
    """Give the totals of a report, in the order of their headlines."""
    listed = Listed(told)
    listed.lists()
    listed.neighbours()
    Breakdowns(told).find()
    Related(told).find()
    return sorted(told.found, key=lambda total: (total.headline, total.parts))


class Listed:
    """Holds parts told as a list, and neighbours, against their sum."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._facts = told.facts
        self._items = told.items

    def lists(self) -> None:
        """Hold parts told right behind a headline against it."""
        at = 0
        while at < len(self._items):
            parts, end = self._run(at)
            if len(parts) > 1:
                self._judge_list(at, parts)
            at = max(end, at + 1)

    def _run(self, at: int) -> tuple[list[int], int]:
        """Give the items that continue the item *at*, and where they end."""
        parts: list[int] = []
        head, here = self._items[at], at + 1
        while here < len(self._items):
            item = self._items[here]
            if self._is_aside(head, here):
                here += 1
                continue
            listed = item.follows or self._is_named_part(head, parts, item)
            if (
                not listed
                or item.kind.name != head.kind.name
                or item.amount.unit != head.amount.unit
            ):
                break
            if item.at == head.at and self._is_parted(head, item):
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

    def _is_parted(self, head: Item, item: Item) -> bool:
        """Say whether a semicolon stands between a figure and one that is told behind it without a list's mark."""
        low = item.amount.sentence.low
        between = low[max(head.amount.end, head.amount.noun_end) : item.amount.begin]
        rows = low[head.amount.begin - 1] == low[item.amount.begin - 1] == ":"
        return ";" in between and (rows or ":" not in between) and "(" not in between

    def _is_aside(self, head: Item, here: int) -> bool:
        """Say whether a figure between a headline and its parts is a circumstance: "258 in three lorries: 81 …"."""
        item = self._items[here]
        if item.follows or item.at != head.at or item.kind.name == head.kind.name:
            return False
        after = self._items[here + 1 : here + 1 + _MOST_PARTS]
        return any(
            later.at == head.at and later.follows and later.root() is head for later in after
        )

    def _is_named_part(self, head: Item, parts: list[int], item: Item) -> bool:
        """Say whether a figure with a noun or verb of its own is listed: "58 premises: 20 houses, 21 flats"."""
        low, begin = item.amount.sentence.low, item.amount.begin
        fits = item.amount.noun in (head.amount.noun, "bare") or (
            head.amount.noun in OF_PEOPLE and item.amount.noun in PEOPLE
        )
        if item.at != head.at or begin < 1 or not fits:
            return False
        if not parts:
            return low[begin - 1] == ":"
        before = self._items[parts[-1]].amount
        between = low[max(before.number.end, before.noun_end) : begin]
        return len(between) <= _REACH and (
            "," in between or not self._told.words.joiners.isdisjoint(between)
        )

    def _same_sentence_list(self, head: Item, item: Item) -> bool:
        """Say whether brackets hold a breakdown "(11 in Serbia, 6 …)", not another period "(301)"."""
        low = item.amount.sentence.low
        end = item.amount.end
        return item.at == head.at and not (
            end < len(low) and low[end] == ")" and low[item.amount.begin - 1] == "("
        )

    def _judge_list(self, at: int, parts: list[int]) -> None:
        headline = self._told.stands_for[at]
        facts = [self._told.stands_for[p] for p in parts]
        if headline < 0 or any(f < 0 for f in facts) or len(set(facts)) < len(facts):
            return
        if self._are_siblings(at, parts):
            return
        measures = [measure(self._facts[f]) for f in facts]
        whole = measure(self._facts[headline])
        if (
            whole is None
            or whole.unit not in ("person", "item")
            or any(m is None for m in measures)
        ):
            return
        told = [m for m in measures if m is not None]
        is_subset = any(self._is_subset(self._items[p]) for p in parts) or not self._is_list(
            at, parts
        )
        verdict = add_up(whole, told, is_whole=not is_subset)
        if verdict.name == "not comparable":
            return
        if is_subset and verdict.name != "consistent" and not self._is_too_much(parts, whole, told):
            return
        if verdict.name == "contradiction" and self._may_lack_some(at, parts, whole, told):
            return
        if not self._shorter(headline, facts, verdict):
            self._told.keep(headline, facts, verdict)

    def _may_lack_some(
        self, at: int, parts: list[int], whole: Measure, told: list[Measure]
    ) -> bool:
        """Say whether a list may not be all of its headline: it is far too small, or some of it was not read."""
        head, first = self._items[at].amount, self._items[parts[0]].amount
        if self._items[parts[0]].at != self._items[at].at:
            return False
        between = first.sentence.low[head.end : first.begin]
        mark = next((i for i, word in enumerate(between) if word in _MARKS), None)
        least = _LEAST_LISTED if mark is None else _LEAST_MARKED
        if sum(part.high for part in told) < least * whole.low:
            return True
        words = self._told.words
        return mark is not None and any(words.is_numeral(word) for word in between[mark:])

    def _is_too_much(self, parts: list[int], whole: Measure, told: list[Measure]) -> bool:
        """Say whether parts "of which" there are, told by place or matter, exceed the whole."""
        same = len({self._items[p].amount.noun for p in parts}) == 1
        fits = all(part.high <= whole.high for part in told)
        return (
            same and fits and sum(part.low for part in told) > whole.high and self._is_listed(parts)
        )

    def _is_listed(self, parts: list[int]) -> bool:
        return len({self._items[p].at for p in parts}) == 1 and all(
            self._items[p].amount.noun_end == 0 for p in parts
        )

    def _shorter(self, headline: int, facts: list[int], verdict: Verdict) -> bool:
        """Keep the first parts alone when they make up the headline and the rest is something else."""
        if verdict.name == "consistent":
            return False
        whole = measure(self._facts[headline])
        for size in range(len(facts) - 1, 1, -1):
            told = [m for f in facts[:size] if (m := measure(self._facts[f]))]
            if whole and (shorter := add_up(whole, told)).name == "consistent":
                self._told.keep(headline, facts[:size], shorter)
                return True
        return False

    def _is_list(self, at: int, parts: list[int]) -> bool:
        """Say whether the parts are told as a list of the whole: in brackets, behind a colon, as lines."""
        head, first = self._items[at], self._items[parts[0]].amount
        if any(self._items[p].at != head.at for p in parts):
            return all(self._items[p].amount.sentence.low[0] in BULLETS for p in parts)
        between = first.sentence.low[head.amount.number.end : first.begin]
        if head.follows and not any(mark in between for mark in "(:–—"):
            return False  # itself one of the parts
        after = first.sentence.low[self._items[parts[-1]].amount.end :]
        return any(mark in between for mark in ("(", ":", "–", "—")) or (
            between[-1:] == [","] and "," not in after[:3]
        )

    def _are_siblings(self, at: int, parts: list[int]) -> bool:
        """Say whether the first of a list is told of one place too: "18 in Germany, nine in France"."""
        head, first = self._items[at], self._items[parts[0]].amount
        sorts = [self._sort(self._items[i].amount) for i in (at, *parts)]
        if sorts[0] and sorts[1] and sorts[0] != sorts[1]:
            return True  # "64 children, 89 women"
        if self._are_alike(self._items[at], self._items[parts[0]]):
            return True  # "77 in sex trafficking, 39 in forced labour"
        if all(self._is_labelled_by_where(self._items[i].amount) for i in (at, parts[0])):
            return True  # "on entry: 6 380; on exit: 1 271"
        if all(_is_named_before(self._items[i].amount) for i in (at, *parts)):
            return True  # "Afghanistan 9,204, Morocco 5,117"
        sentence, end = first.sentence, first.begin
        if self._items[parts[0]].at != head.at or sentence.low[end - 1] != ",":
            return False
        return any(
            sentence.low[here] in self._told.words.grammar.placed
            and sentence.written(here + 1, here + 2)[0].isupper()
            for here in range(head.amount.number.end, end - 1)
        ) and any(self._place_behind(self._items[part].amount) for part in parts)

    def _is_labelled_by_where(self, amount: Amount) -> bool:
        """Say whether a label that opens with a preposition stands before a figure: "on exit: 1 271"."""
        low, at = amount.sentence.low, amount.begin - 1
        if at < 1 or low[at] != ":":
            return False
        begin = max((i + 1 for i in range(at) if low[i] in _LABEL_ENDS), default=0)
        return low[begin] in self._told.words.stops

    def _are_alike(self, head: Item, first: Item) -> bool:
        """Say whether two bare numbers of a sentence have the same preposition right behind them."""
        one, two = head.amount, first.amount
        if head.at != first.at or one.noun_end or two.noun_end:
            return False
        low = one.sentence.low
        links = [low[number.end : number.end + 1] for number in (one.number, two.number)]
        return bool(links[0]) and links[0] == links[1] and links[0][0] in self._told.words.stops

    def _sort(self, amount: Amount) -> set[str]:
        """Give the sort of person counted, of those that make up all there are: men, women, children."""
        noun = amount.sentence.low[amount.noun_begin : amount.noun_end]
        return set(noun) & self._told.words.grammar.partition

    def _place_behind(self, amount: Amount) -> bool:
        """Say whether a place stands right behind a figure: "nine in France"."""
        sentence, end = amount.sentence, max(amount.number.end, amount.noun_end)
        near = range(end, min(end + 3, len(sentence.low) - 1))
        return any(sentence.low[at] in self._told.words.grammar.placed for at in near)

    def _is_subset(self, item: Item) -> bool:
        low, begin = item.amount.sentence.low, item.amount.begin
        lead = low[max(0, begin - 4) : begin]
        return item.amount.is_part or any(word in self._told.words.grammar.subset for word in lead)

    def neighbours(self) -> None:
        """Find figures that stand together and make up another one exactly."""
        for size in range(_MOST_PARTS, 1, -1):
            for at in range(len(self._facts) - size + 1):
                window = list(range(at, at + size))
                if self._is_one_sort(window):
                    total = sum(self._facts[i].value or 0 for i in window)
                    if total >= LEAST_SUM:
                        self._look_for(total, window)

    def _is_one_sort(self, window: list[int]) -> bool:
        first = self._facts[window[0]]
        one_kind = len({self._facts[i].kind for i in window}) == 1
        if not one_kind and self._told.sentence_of[window[0]] != self._told.sentence_of[window[-1]]:
            return False
        return all(
            f.value is not None and f.unit in ("person", "item") and f.unit == first.unit and f.per is None
            and f.background == first.background and f.start - first.start < 600
            for f in (self._facts[i] for i in window)
        )  # fmt: skip

    def _look_for(self, total: float, window: list[int]) -> None:
        kinds = {self._facts[i].kind for i in window}
        far = 6 if len(window) < 3 or total < 2 * LEAST_SUM else FAR
        for at in range(max(0, window[0] - far), min(len(self._facts), window[-1] + 3)):
            fact = self._facts[at]
            if (
                at in window
                or fact.value != total
                or fact.unit != self._facts[window[0]].unit
                or fact.per
            ):
                continue
            beside = (
                self._told.sentence_of[at] == self._told.sentence_of[window[0]]
                or 0 < window[0] - at < 2
            )
            if {fact.kind} == kinds or (len(window) > 2 and fact.kind in kinds) or beside:
                told = [m for i in window if (m := measure(self._facts[i]))]
                whole = measure(fact)
                if whole and not any(self._inside(at, window, t) for t in self._told.found[-FAR:]):
                    self._told.keep(at, window, add_up(whole, told))

    def _inside(self, at: int, window: list[int], total: Total) -> bool:
        return {at, *window} <= {total.headline, *total.parts}


def _is_named_before(amount: Amount) -> bool:
    """Say whether a name stands right before a figure: "Morocco 5,117"."""
    at = amount.begin - 1
    return at > 0 and amount.sentence.written(at, at + 1)[0].isupper()
