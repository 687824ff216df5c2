"""The figures of a text, one sentence after another: each amount with the kind it has in its place."""

from clew.analysis.figures.amounts import Amount, AmountReader
from clew.analysis.figures.counting import Counting
from clew.analysis.figures.cues import Cue, cues_of
from clew.analysis.figures.governing import pull
from clew.analysis.figures.items import (
    BULLETS,
    Item,
    Place,
    Weighed,
    in_brackets,
    is_worth,
    like_money,
)
from clew.analysis.figures.kinds import FAIR, Kind
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.main_verbs import subject_kind
from clew.analysis.figures.numbers import NumberReader
from clew.analysis.figures.one_person import (
    as_person,
    is_age_of_one,
    is_told_of,
    last_person,
    persons_told,
    single_things,
)
from clew.analysis.figures.pronouns import Pronouns
from clew.analysis.figures.questions import asked_in
from clew.analysis.figures.sentences import Sentence
from clew.analysis.figures.shapes import is_couple
from clew.analysis.figures.sums_of_money import (
    duration_kind,
    is_no_cash,
    largest_fee,
    money_kind,
    percent_kind,
)
from clew.analysis.figures.terms import apart, goes_on_term, share_nouns, term_before, terms
from clew.analysis.figures.unsaid import unsaid

_SINGLE = frozenset(("firearms", "vehicles", "boats", "gadgets", "phones"))
_ONE_PERSON = frozenset(
    (
        "suspects", "crew", "people", "minors", "defendants", "migrants", "demonym", "victims",
        "officers", "participants",
    )
)  # fmt: skip
_REMEMBERED = 40
_BESIDE = 6
_SPOKEN_OF = 160
"""How many letters before a sum its price is spoken of."""
_WORTH = 3
"""How many words from the thing counted its worth is told at most; further off it is that of another one."""
_LONGEST_ROW = 16
"""How many words a row of a list has at most."""
_ONE_BACK = 3
"""How many sentences back the one person is told of whom a pronoun speaks."""
_TAKEN, _ONE, _SURE, _SUREST = 50.0, 70.0, 88.0, 95.0
_INTRODUCE = frozenset(("seize", "arrest", "check", "search"))


class Decider:
    """Decides the figures of one text, sentence by sentence; remembers what the next may continue.

    Attributes:
        weighed: every amount of the text so far, also those that count nothing.
    """

    def __init__(self, words: Lexicon, judged: bool = False) -> None:
        """Begin a text; where it is *judged*, figures no numeral tells are weighed too."""
        self._words = words
        self._judged = judged
        self._counting = Counting(words)
        self._pronouns = Pronouns(words)
        self._one: Item | None = None
        self._items: list[Item] = []
        self._carried = ""
        self._listed: Item | None = None
        self.weighed: list[Weighed] = []

    def decide(self, sentence: Sentence, at: int, skip: list[bool]) -> list[Item]:
        """Give the items of *sentence*, which is number *at* of the text."""
        if "?" in sentence.low:
            self._counting.asked = asked_in(_until(sentence, "?"), self._words)
        numbers = NumberReader(sentence, self._words, skip).read()
        reader = AmountReader(sentence, self._words, skip)
        cues = cues_of(sentence, self._words)
        taken = {at for number in numbers for at in range(number.begin, number.end)}
        single = single_things(sentence, taken, skip, self._words)
        taken |= {number.begin for number in single}
        single += persons_told(sentence, taken, skip, cues, self._words)
        amounts = apart(terms([reader.read(number) for number in numbers + single]))
        share_nouns(amounts)
        place = Place(at, cues, amounts, [], self._items, self._carried, self._listed)
        for amount in amounts:
            item = self._item(amount, place)
            self.weighed.append(Weighed(amount, item, at))
            if item:
                place.here.append(item)
                self._items.append(item)
        self._weigh_unsaid(sentence, cues, amounts, at)
        self._carry(place, sentence)
        if self._pronouns.may_be(sentence):
            self._pronouns.settle(sentence, cues, self._items, at)
        held = [item for item in place.here if _holds(item, place, self._words)]
        if _is_supposed(sentence.low, self._words) or _is_untrue(sentence.low, self._words):
            held = []
        if self._one and (told := self._told_by_pronoun(sentence, cues, at)):
            held = [told, *held]
        self._one = last_person(place.here, held, self._one)
        self._items = [*self._items[: len(self._items) - len(place.here)], *held][-_REMEMBERED:]
        return held

    def _weigh_unsaid(
        self, sentence: Sentence, cues: list[Cue], told: list[Amount], at: int
    ) -> None:
        if self._judged:
            found = unsaid(sentence, cues, told, self._words)
            self.weighed += [Weighed(amount, None, at) for amount in found]

    def _told_by_pronoun(self, sentence: Sentence, cues: list[Cue], at: int) -> Item | None:
        """Give the one person told of last if a pronoun says of them that they were arrested; once."""
        one = self._one
        if one is None or one.at < at - _ONE_BACK or not self._pronouns.is_held(sentence, cues):
            return None
        self._one = None
        one.kind = Kind("arrests", "arrest", _SUREST)
        return one

    def go_on(self, sentence: Sentence, at: int) -> list[Item]:
        """Take from a sentence without a number what it says of those counted before, and of a list behind it."""
        if sentence.text[sentence.begin : sentence.end].rstrip().endswith("?"):
            self._counting.asked = asked_in(sentence, self._words)
        if self._judged:
            sentence.cut()
            self._weigh_unsaid(sentence, cues_of(sentence, self._words), [], at)
        told = (
            bool(self._items) and self._items[-1].at == at - 1 and self._pronouns.may_be(sentence)
        )
        if told:
            sentence.cut()
            self._pronouns.settle(sentence, cues_of(sentence, self._words), self._items, at)
        held = []
        if self._one and self._pronouns.may_be_one(sentence):
            sentence.cut()
            told_of = self._told_by_pronoun(sentence, cues_of(sentence, self._words), at)
            held = [told_of] if told_of else []
        if not sentence.text[sentence.begin : sentence.end].rstrip().endswith(":"):
            return held
        sentence.cut()
        self._carry(Place(0, cues_of(sentence, self._words), []), sentence)
        return held

    def _item(self, amount: Amount, place: Place) -> Item | None:
        if self._counts_nothing(amount, place):
            return None
        if amount.is_money:
            return self._money(amount, place)
        if amount.unit == "percent":
            kind, sign = percent_kind(amount, self._words)
            lead = amount.sentence.low[max(0, amount.begin - 2) : amount.begin]
            if kind == "share" and (lead == ["one", "of"] or lead[-1:] == ["by"]) and place.here:
                before = next((i for i in reversed(place.here) if i.amount.unit == "percent"), None)
                if before and before.kind.name == "percent_change":
                    kind, sign = (
                        "percent_change",
                        before.sign,
                    )  # "an increase of 112% and … one of 17%"
            return Item(amount, Kind(kind), place.at, sign)
        if amount.is_time:
            name = duration_kind(amount, self._words)
            if not name and goes_on_term(amount, place, self._words):
                name = "duration"
            return Item(amount, Kind(name), place.at) if name else None
        if amount.unit is not None:
            return Item(amount, _weighed(amount, place, self._words), place.at)
        if term := term_before(amount, place, self._words):
            return term
        if amount.noun in _ONE_PERSON:
            said = subject_kind(amount, place.cues, self._words)
            item = self._counting.item(amount, place)
            several = amount.number.shape != "article"
            if said and item and (several or item.kind.strength < _SURE):
                item.kind = said
            return item
        return self._counting.item(amount, place)

    def _counts_nothing(self, amount: Amount, place: Place) -> bool:
        """Say whether a number is a negation, a pronoun ("one") or an article without a noun."""
        number, is_count = amount.number, not (amount.is_money or amount.is_time or amount.unit)
        if number.value == 0:
            return True
        if number.shape == "one" and is_count and (self._tells(amount) or _is_somebody(amount)):
            return True
        if is_count and is_age_of_one(amount, place.others, self._words):
            return True
        if number.shape == "one" and is_count and not amount.is_part:
            if amount.noun == "bare" and self._is_pronoun(amount):
                return True
            return amount.noun == "unknown" or (amount.noun == "bare" and not place.here)
        if number.shape != "article" or (amount.is_time and amount.qualifier != "exact"):
            return False
        named = amount.noun not in ("bare", "unknown") or as_person(amount, place.cues, self._words)
        return not (is_count and named) or _is_many(amount, self._words)

    def _tells(self, amount: Amount) -> bool:
        """Say whether "one" is somebody who tells, or anybody: "one passenger said", "one person may"."""
        low, end = amount.sentence.low, amount.noun_end
        if not 0 < end < len(low):
            return False
        return low[end] in self._words.said or low[end] in self._words.grammar.might

    def _is_pronoun(self, amount: Amount) -> bool:
        """Say whether "one" stands for a thing named before: "a genuine one"."""
        low, at, words = amount.sentence.low, amount.begin - 1, self._words
        if at < 0 or not low[at][0].isalpha():
            return False
        return not (
            low[at] in words.stops or low[at] in words.links or words.cues.ending(low, at + 1)
        )

    def _money(self, amount: Amount, place: Place) -> Item:
        """Give a sum of money; one nothing is said of continues the sum before it."""
        name = money_kind(amount, place.cues, place.others, self._words)
        thing = place.here[-1] if place.here else None
        if not name and place.carried == "seize" and amount.per is None:
            name = "seized_other" if is_no_cash(amount, self._words) else "seized_cash"
        if thing and thing.kind.name.startswith("seized"):
            listed = amount.sentence.low[amount.begin - 1] in (",", "and", ";", "plus")
            if is_worth(amount, self._words):
                other = amount.begin - max(thing.amount.end, thing.amount.noun_end) > _WORTH
                is_other = other or thing.kind.name == "seized_cash"
                name = "seized_other" if is_other else thing.kind.name
            elif name in ("", "other", "proceeds") and listed and amount.per is None:
                name = "seized_other" if is_no_cash(amount, self._words) else "seized_cash"
        before = place.last_money() or _fee_before(amount, place, self._words)
        if not name and before and like_money(amount, before):
            amount.per = amount.per or before.amount.per
            kind = Kind(before.kind.name)
            return Item(amount, kind, place.at, 1, True, in_brackets(amount))
        if not name and _is_priced_before(amount, self._words):
            name = "fee"
        return Item(amount, Kind(name or "other"), place.at)

    def _last_count(self) -> Item | None:
        """Give the last count that is no part and stands in no brackets, which rows below may break down."""
        for item in reversed(self._items):
            if (
                not (item.follows or item.in_brackets or item.amount.unit)
                and item.kind.name != "other"
            ):
                return item
        return None

    def _carry(self, place: Place, sentence: Sentence) -> None:
        """Remember what a line before a list says, for lines that say nothing themselves."""
        if not sentence.low:
            return
        in_list = sentence.low[0] in BULLETS
        if sentence.low[-1] == ":":
            self._listed = self._last_count()
        elif len(sentence.low) > _LONGEST_ROW:
            self._listed = None
        says = [cue.says for cue in place.cues]
        if sentence.low[-1] == ":":
            self._carried = next((s for s in reversed(says) if s in _INTRODUCE), "")
        elif in_list and "seize" in says:
            self._carried = "seize"
        elif says and not in_list:
            self._carried = ""


def _fee_before(amount: Amount, place: Place, words: Lexicon) -> Item | None:
    """Give the last sum of the sentence before if it is a price: "The average was USD 5,100"."""
    low, at = amount.sentence.low, amount.begin - 1
    if at < 0 or low[at] not in words.be | words.grammar.it_is:
        return None
    before = next((item for item in reversed(place.items) if item.amount.is_money), None)
    fits = before is not None and before.kind.name == "fee" and before.at >= place.at - 1
    return before if fits else None


def _is_priced_before(amount: Amount, words: Lexicon) -> bool:
    """Say whether a price is spoken of right before a sum nothing is said of: "had paid a fee … from €500 …"."""
    text, end = amount.sentence.text, amount.sentence.starts[amount.begin]
    begin = max(0, end - _SPOKEN_OF)
    top = amount.number.value or amount.number.high or 0
    return top <= largest_fee(amount, words) and words.priced.search(text, begin, end) is not None


def _until(sentence: Sentence, mark: str) -> Sentence:
    """Give the words of *sentence* up to *mark*."""
    end = sentence.low.index(mark)
    cut = Sentence(
        sentence.text, sentence.begin, sentence.ends[end], sentence.line, sentence.is_first
    )
    cut.cut()
    return cut


def _is_supposed(low: list[str], words: Lexicon) -> bool:
    """Say whether a sentence only supposes: "If 50,000 had come, there might have been 200 dead"."""
    return (
        bool(low)
        and low[0] in words.grammar.supposing
        and " ".join(low).find(" have ") > 0
        and any(f"{may} have" in words.grammar.supposing for may in low)
    )


def _is_untrue(low: list[str], words: Lexicon) -> bool:
    """Say whether a sentence says of a report that it was wrong: "Reports that two people had died were untrue"."""
    return any(
        word in words.be
        and (
            low[at + 1] in words.grammar.untrue
            or " ".join(low[at + 1 : at + 3]) in words.grammar.untrue
        )
        for at, word in enumerate(low[:-1])
    )


def _is_somebody(amount: Amount) -> bool:
    """Say whether "one" stands for anybody, before a verb that looks like a noun: "unless one counts"."""
    low, number = amount.sentence.low, amount.number
    plural = amount.noun in ("charges", "searches", "checks") and amount.noun_end == number.end + 1
    return plural and number.end == number.begin + 1 and low[number.end].endswith("s")


def _is_many(amount: Amount, words: Lexicon) -> bool:
    """Say whether "a" belongs to another word: "a people-smuggling ring"."""
    low, end = amount.sentence.low, amount.noun_end
    if amount.is_part:
        return False
    return (
        low[end - 1] in words.grammar.many
        or low[end - 1].endswith("s")
        or low[end : end + 1] == ["-"]
    )


def _weighed(amount: Amount, place: Place, words: Lexicon) -> Kind:
    """Give the kind of what is told by weight or volume."""
    low, before = amount.sentence.low, place.here[-1] if place.here else None
    label = {head[1] for at in range(amount.begin) if (head := words.heads.at(low, at))}
    if amount.noun == "drugs" or ("drugs" in label and low[amount.begin - 1] in (":", "|")):
        return Kind("seized_drugs")
    if before and before.kind.name.startswith("seized") and low[amount.begin - 1] in (",", "and"):
        return Kind("seized_other", "seize", before.kind.strength)
    taken = max(
        (pull(c, amount, place.others, words) for c in place.cues if c.says == "seize"), default=0.0
    )
    return Kind("seized_other", "seize", taken) if taken >= FAIR else Kind("other")


def _holds(item: Item, place: Place, words: Lexicon) -> bool:
    """Say whether an item with "a" or "an" is told as a result, not as a circumstance; a married couple is no count."""
    if item.kind.name.startswith(("victims", "migrants")) and is_couple(item.amount):
        return False
    if item.amount.number.shape == "one" and item.kind.name in ("arrests", "officers"):
        return item.kind.strength >= _ONE or item.follows
    if item.amount.number.shape != "article":
        return bool(item.kind.name)
    if item.amount.is_time:
        return True
    kind, noun = item.kind, item.amount.noun
    if _is_beside(item, place.here):
        return False
    if noun in _SINGLE and kind.cue == "seize":
        others = any(i is not item and i.kind.name.startswith("seized") for i in place.here)
        return kind.strength >= _TAKEN and others
    if noun == "officers" and kind.cue in ("deploy", "hurt"):
        return kind.strength >= _SURE
    if noun in _ONE_PERSON and kind.cue == "die":
        return kind.strength >= _SURE
    return noun in _ONE_PERSON and is_told_of(item, place.cues, words)


def _is_beside(item: Item, here: list[Item]) -> bool:
    """Say whether one person is told beside those named before: "the helmsman, a Tunisian, is serving …"."""
    low, begin = item.amount.sentence.low, item.amount.begin
    before = [other for other in here if other.amount.begin < begin and not other.amount.unit]
    if not before or low[begin - 1] not in (",", "and"):
        return False
    if low[begin - 1] == "and":
        return before[-1].amount.number.shape == "article" and _is_beside(before[-1], here)
    end = max(before[-1].amount.end, before[-1].amount.noun_end)
    counted = (before[-1].amount.number.value or 0) > 1 and begin - end < _BESIDE
    return (end == begin - 1 or counted) and before[-1].kind.name in (item.kind.name, "other")
