"""What a number counts whose noun is left out: its verb, what was asked for, the figure or subject before it."""

from dataclasses import replace

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.antecedents import keeps_sort, sort_before
from clew.analysis.figures.continuing import Continuing, other_period
from clew.analysis.figures.items import LEAST_SUM, Item, Place, continued, like_money
from clew.analysis.figures.kinds import STRONG, CountKinds, Kind
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.main_verbs import then_held
from clew.analysis.figures.outcomes import LOTS, is_helped
from clew.analysis.figures.questions import Asked, answer

_SUBJECT_REACH = 22
_SUBJECTS = frozenset(
    (
        "crossings", "people", "migrants", "victims", "deaths", "arrests", "searches", "checks",
        "trainings", "others", "suspects", "vehicles", "boats",
    )
)  # fmt: skip
_BY_SORT = frozenset(("catch", "detain", "identify", "help"))
"""Verbs whose meaning hangs on the sort of people they are told of."""
_ASKED_BACK = 3
"""How many sentences back the people asked in a survey are told of."""
_PRICES_BACK = 6
_ALIKE = 10
"""How many times as high as the one before a price may be."""
_SPOKEN_OF = 160
"""How many letters before a number victims are spoken of."""


class Bare:
    """Decides numbers without a noun, in one language."""

    def __init__(self, words: Lexicon, kinds: CountKinds, continuing: Continuing) -> None:
        self._words = words
        self._kinds = kinds
        self._continuing = continuing

    def item(self, amount: Amount, place: Place, bracket: bool, asked: Asked | None) -> Item | None:
        """Decide a number whose noun is left out."""
        if like := self._like_another(amount, place):
            return continued(amount, like, place.at, bracket)
        if part := self._part_of_sum(amount, place):
            return part
        kind = self._kinds.by_verb(amount, place.cues, place.others, "bare")
        kind = then_held(kind, place.cues, amount.sentence.low, "bare", self._words)
        if kind.strength >= STRONG and not keeps_sort(amount, kind.cue):
            own = self._thing_held(amount) if kind.cue == "detain" else None
            return Item(amount, own or self._of_sort(amount, kind, place), place.at)
        if money := self._money(amount, place):
            return money
        if _goes_on_with_time(amount, place, self._words):
            return None
        before = self._continuing.whole_of(amount, place)
        if before is None and (answered := answer(amount, asked, place)):
            return answered
        apart = before is None or before.at != place.at
        if apart and (whole := self._number_told(amount, place)):
            return continued(amount, whole, place.at, False)
        if apart and (subject := self._subject(amount, place)):
            return subject
        if before is not None:
            return self._part(amount, before, place, bracket)
        if bracket and (spoken := self._in_brackets(amount, place)):
            return Item(amount, spoken, place.at, 1, False, True)
        if kind.name and amount.number.shape != "vague" and amount.noun == "bare":
            return Item(amount, kind, place.at)
        return None

    def _thing_held(self, amount: Amount) -> Kind | None:
        """Read "the course is one of four held this year": courses and meetings are held, too."""
        low = amount.sentence.low
        for at in range(amount.begin - 1, -1, -1):
            if head := self._words.heads.at(low, at):
                amount.noun = head[1]
                events = head[1] in ("trainings", "others")
                return self._kinds.by_noun(amount, head[1]) if events else None
        return None

    def _like_another(self, amount: Amount, place: Place) -> Item | None:
        """Give the figure that a number is the like of: a price told before, a count of another period."""
        told = place.last_money()
        if told and amount.per == "person" and like_money(amount, told):
            return told
        other = other_period(amount, place, self._words)
        return other or self._price_now(amount, place) or self._price_each(amount, place)

    def _in_brackets(self, amount: Amount, place: Place) -> Kind | None:
        """Read a number alone in brackets behind what is said of those counted: "were exploited in brothels (341)"."""
        low, number = amount.sentence.low, amount.number
        if low[number.begin - 1] != "(" or low[number.end : number.end + 1] != [")"]:
            return None
        for cue in reversed([cue for cue in place.cues if cue.end < number.begin]):
            if name := self._words.frames.get((cue.says, "bare")):
                return Kind(name, cue.says, STRONG)
        return None

    def _part(self, amount: Amount, before: Item, place: Place, bracket: bool) -> Item:
        """Give a part of *before*; of things, what a verb says of the part: "of which 37 were withdrawn"."""
        if before.kind.name == "victims_identified" and is_helped(
            amount, place.cues, place.others, self._words
        ):
            return Item(amount, Kind("victims_safeguarded", "help", STRONG), place.at)
        own = self._kinds.by_verb(amount, place.cues, place.others, before.amount.noun)
        of_which = "of" in amount.sentence.low[max(0, amount.begin - 2) : amount.begin]
        is_seized = own.strength >= STRONG and own.name.startswith("seized")
        if is_seized and (amount.is_part or of_which):
            amount.noun = before.amount.noun
            return Item(amount, own, place.at, 1, True, bracket, before)
        return continued(amount, before, place.at, bracket)

    def _of_sort(self, amount: Amount, kind: Kind, place: Place) -> Kind:
        """Read what a verb says of the sort of people told of before: smugglers picked up are arrested."""
        if kind.cue == "prison" and self._of_convicted(place):
            return Kind("convictions", "convict", kind.strength)
        if kind.cue == "identify" and place.items and place.items[-1].kind.name == "deaths":
            return Kind("other")
        if kind.cue == "identify" and self._among_victims(amount):
            return Kind("victims_identified", kind.cue, kind.strength)
        if kind.cue == "catch" and place.here and place.here[-1].amount.noun == "deaths":
            return Kind("deaths", kind.cue, kind.strength)
        if kind.cue == "rescue" and not self._words.grammar.camps.isdisjoint(amount.sentence.low):
            return Kind("other", "arrive", kind.strength)
        if kind.cue in LOTS and _is_survey(place):
            return Kind("other", "survey", kind.strength)
        if kind.cue not in _BY_SORT:
            return kind
        sort = sort_before(amount, place.items, place.at)
        name = self._words.frames.get((kind.cue, sort))
        return Kind(name, kind.cue, kind.strength) if name else kind

    def _price_now(self, amount: Amount, place: Place) -> Item | None:
        """Give the price that "now it is 1,200" goes on from."""
        low, at = amount.sentence.low, amount.begin
        if at < 2 or low[at - 1] not in self._words.grammar.it_is:
            return None
        before = next((item for item in reversed(place.items) if item.amount.is_money), None)
        if before is None or before.at < place.at - 2 or before.kind.name != "fee":
            return None
        base = before.amount.number.value or before.amount.number.low or 0
        value = amount.number.value or amount.number.low or 0
        return before if base / _ALIKE <= value <= base * _ALIKE else None

    def _price_each(self, amount: Amount, place: Place) -> Item | None:
        """Give the price told some sentences before that "500 a person" goes on from."""
        if amount.per != "person" or (amount.number.value or amount.number.low or 0) < LEAST_SUM:
            return None
        before = next((item for item in reversed(place.items) if item.amount.is_money), None)
        return before if before and before.at >= place.at - _PRICES_BACK else None

    def _of_convicted(self, place: Place) -> bool:
        """Say whether those who went to prison were sentenced, not just arrested."""
        return any(cue.says == "convict" for cue in place.cues)

    def _among_victims(self, amount: Amount) -> bool:
        """Say whether victims are spoken of right before: "On victims he was brief. Forty-one were identified"."""
        text, end = amount.sentence.text, amount.sentence.starts[amount.begin]
        near = text[max(0, end - _SPOKEN_OF) : end].lower()
        return any(word in near for word in self._words.victims)

    def _money(self, amount: Amount, place: Place) -> Item | None:
        """Read "pocketed 300 of this": a sum without its currency, behind a word for paying."""
        if amount.begin == 0 or (amount.number.value or 0) < LEAST_SUM:
            return None
        found = self._words.money.at(amount.sentence.low, amount.begin - 1)
        before = next((i for i in reversed(place.items) if i.amount.is_money), None)
        if (
            not found
            or found[1] not in ("fee", "proceeds")
            or not before
            or before.at < place.at - 2
        ):
            return None
        amount.unit, amount.is_money, amount.per = before.amount.unit, True, before.amount.per
        return Item(amount, Kind(found[1]), place.at, 1, True)

    def _part_of_sum(self, amount: Amount, place: Place) -> Item | None:
        """Read "and sent 800,000 of it to Dubai": some of a sum told before."""
        low, before = amount.sentence.low, place.last_money()
        of_it = low[amount.number.end : amount.number.end + 2]
        if before is None or of_it not in (["of", "it"], ["of", "this"], ["of", "that"]):
            return None
        amount.unit, amount.is_money = before.amount.unit, True
        return Item(amount, Kind("other"), place.at)

    def _subject(self, amount: Amount, place: Place) -> Item | None:
        """Read how many of the sentence's subject there are: "crossings fell to 63 400"."""
        low = amount.sentence.low
        told = amount.number.shape in ("digits", "words") and low[amount.begin - 1] != "("
        if amount.is_part or not told:
            return None
        for here in self._spots(low, amount.begin):
            if low[here] == ";":
                return None
            found = self._words.heads.at(low, here)
            if not found or found[1] not in _SUBJECTS:
                continue
            if not any(o.begin <= here < o.end for o in place.others):
                amount.noun = found[1]
                return Item(amount, self._of_subject(amount, here, found, place), place.at)
        return None

    def _number_told(self, amount: Amount, place: Place) -> Item | None:
        """Give the count that "the annual number went up from 61" speaks of: the last one before its sentence."""
        low, grammar = amount.sentence.low, self._words.grammar
        for here in range(amount.begin - 1, max(-1, amount.begin - _SUBJECT_REACH), -1):
            if self._words.heads.at(low, here) and low[here] not in grammar.counters:
                return None
            if low[here] in grammar.counters:
                if low[here + 1] == "of":
                    return None
                before = (i for i in reversed(place.items) if not (i.amount.unit or i.follows))
                return next(before, None)
        return None

    def _spots(self, low: list[str], end: int) -> list[int]:
        """Give where the noun of a subject is looked for: behind "the number of", else backwards from its number."""
        first = max(0, end - _SUBJECT_REACH)
        for here in range(end - 2, first, -1):
            if low[here] in self._words.grammar.counters and low[here + 1] == "of":
                return list(range(here + 2, end))
        return list(range(end - 1, max(-1, end - _SUBJECT_REACH), -1))

    def _of_subject(self, amount: Amount, at: int, noun: tuple[int, str], place: Place) -> Kind:
        """Give the kind of a subject by the verb that governs it: "the number of people arrested rose to 61"."""
        number = replace(amount.number, begin=at, end=at)
        subject = replace(amount, number=number, begin=at, end=noun[0], noun=noun[1])
        own = [cue for cue in place.cues if cue.begin < amount.begin]
        kind = self._kinds.by_verb(subject, own, [], noun[1])
        return kind if kind.strength >= STRONG else self._kinds.by_noun(amount, noun[1])


def _is_survey(place: Place) -> bool:
    """Say whether people asked are told of right before: "of the 312, 58 described being held for ransom"."""
    return any(i.kind.cue == "survey" for i in place.items if i.at >= place.at - _ASKED_BACK)


def _goes_on_with_time(amount: Amount, place: Place, words: Lexicon) -> bool:
    """Say whether a number goes on from a length of time: "fourteen years, and on appeal it may be ten"."""
    lead = amount.sentence.low[max(0, amount.begin - 1) : amount.begin]
    last = place.here[-1] if place.here else None
    return last is not None and last.amount.is_time and not words.be.isdisjoint(lead)
