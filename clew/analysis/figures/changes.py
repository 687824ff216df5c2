"""Changes in percent held against the two figures of one report they are the change between."""

from clew.analysis.figures.sums import Verdict, change
from clew.analysis.figures.told import Told, measure

_NEAR = 220
"""How many letters from a change its figures begin at most."""
_AROUND = 3
_BESIDE = 6
"""How many figures from a change those of its sentence are looked for."""
_NEAR_MISS = 40.0
"""Points of percent a told change may be off and still be held against two figures beside it."""

Pair = tuple[int, int]
"""Two facts: that of now, and that of before."""


class Changes:
    """Holds changes against their figures; a pair one change fits is no other one's."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._facts = told.facts
        self._item = {
            fact: item for item, fact in zip(told.items, told.stands_for, strict=True) if fact >= 0
        }

    def find(self) -> None:
        """Find them all."""
        taken: set[Pair] = set()
        missed: list[tuple[int, Pair, Verdict]] = []
        for at, fact in enumerate(self._facts):
            if fact.kind != "percent_change" or fact.value is None:
                continue
            judged = [
                (pair, self._changed(*pair, fact.value, fact.qualifier or "exact"))
                for pair in self._pairs(at)
            ]
            good = next((j for j in judged if j[1].name in ("consistent", "rounding")), None)
            if good:
                taken.add(good[0])
                self._told.keep(at, [*good[0]], good[1])
            elif len(judged) == 1 and self._is_near(at, judged[0][0]):
                missed.append((at, *judged[0]))
        for at, pair, verdict in missed:
            if pair not in taken:
                self._told.keep(at, [*pair], verdict)

    def _pairs(self, at: int) -> list[Pair]:
        """Give the pairs of figures beside a change that it may be told of."""
        facts, sentences = self._facts, self._told.sentence_of
        near = [
            i for i in range(max(0, at - _AROUND), min(len(facts), at + _AROUND))
            if facts[i].unit in ("person", "item") and abs(facts[i].start - facts[at].start) < _NEAR
            and facts[i].value is not None
        ]  # fmt: skip
        same = [i for i in near if sentences[i] == sentences[at]]
        near = same if len(same) > 1 else near
        now = [i for i in near if not facts[i].background]
        before = [i for i in near if facts[i].background]
        if not before or not now:
            now, before = same[:1], same[1:2]
        if len(now) == len(before) == 1 and self._comes_from(now[0]):
            now, before = before, now
        return [(n, b) for n in now for b in before if facts[n].kind == facts[b].kind]

    def _comes_from(self, fact: int) -> bool:
        """Say whether a figure is the one a change began at: "rose from 345 to 386"."""
        amount = self._item[fact].amount
        lead = amount.sentence.low[max(0, amount.begin - 1) : amount.begin]
        return not self._told.words.grammar.changed_from.isdisjoint(lead)

    def _is_near(self, at: int, pair: Pair) -> bool:
        """Say whether a change can be told of two figures: they stand beside it, and it is off by not too far."""
        one, two, told = (self._facts[i].value for i in (*pair, at))
        if told is None or not one or not two or not self._go_on(at, pair):
            return False
        return abs((one - two) / two * 100 - told) <= _NEAR_MISS

    def _go_on(self, at: int, pair: Pair) -> bool:
        """Say whether a pair stands in the sentence of the change, or right before it with no other count beside."""
        sentences, text = self._told.sentence_of, self._item[at].amount.sentence.text
        here = {sentences[i] for i in pair}
        if here == {sentences[at]}:
            between = text[self._facts[min(at, *pair)].end : self._facts[max(at, *pair)].start]
            return ";" not in between or "(" in between
        beside = range(max(0, at - _BESIDE), min(len(self._facts), at + _BESIDE))
        counts = any(
            sentences[i] == sentences[at] and self._facts[i].unit in ("person", "item")
            for i in beside
        )
        return not counts and here <= {sentences[at] - 1, sentences[at]}

    def _changed(self, now: int, before: int, told: float, hedge: str) -> Verdict:
        one, two = measure(self._facts[now]), measure(self._facts[before])
        assert one is not None
        assert two is not None
        return change(one, two, told, hedge)
