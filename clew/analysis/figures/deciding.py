"""The figures of a text, one sentence after another: each amount with the kind it has in its place."""

from dataclasses import dataclass

from clew.analysis.figures.amounts import Amount, AmountReader
from clew.analysis.figures.cues import Cue, cues_of, pull
from clew.analysis.figures.kinds import FAIR, PEOPLE, STRONG, CountKinds, Kind
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.numbers import Number, NumberReader, digits
from clew.analysis.figures.sentences import Sentence
from clew.analysis.figures.sums_of_money import (
    duration_kind,
    joined_terms,
    money_kind,
    percent_kind,
)

_OPEN = frozenset("([")
_SUBJECT_REACH = 22
_SUBJECTS = frozenset("crossings people migrants victims deaths arrests searches checks trainings others".split())
_BESIDE = 5
"""How many words after a figure the next one of a list begins at the latest."""
_HOLDING = frozenset("in inside aboard on by from into with using via".split())
_LINKS = frozenset("whom including among them mostly mainly notably whereof other others".split())
_BULLETS = frozenset("-–—•*·▪◦")
_SINGLE = ("firearms", "vehicles", "boats", "gadgets", "phones")
_ONE_PERSON = ("suspects", "crew", "people", "minors", "defendants", "migrants", "demonym", "victims", "officers")
_LEAST_SUM = 50
_OF_PERSONS = frozenset(
    "arrests suspects convictions charges victims_identified victims_safeguarded migrants_smuggled "
    "migrants_detected deaths injured checks_persons officers participants network_size other".split()
)


@dataclass(slots=True)
class Item:
    """A figure that counts something.

    Attributes:
        amount: the number with its surroundings.
        kind: its kind and the verb that decided it.
        at: number of its sentence in the text.
        sign: -1 for a fall in percent.
        follows: whether it continues the figure before ("6 in Hungary").
        in_brackets: whether it stands in brackets behind another figure.
    """

    amount: Amount
    kind: Kind
    at: int
    sign: int = 1
    follows: bool = False
    in_brackets: bool = False


class Decider:
    """Decides the figures of one text, sentence by sentence; remembers what the next may continue."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        self._counts = CountKinds(words)
        self._items: list[Item] = []
        self._carried = ""
        self._carried_line = -1

    def decide(self, sentence: Sentence, at: int, skip: list[bool]) -> list[Item]:
        """Give the items of *sentence*, which is number *at* of the text."""
        numbers = NumberReader(sentence, self._words, skip).read()
        reader = AmountReader(sentence, self._words, skip)
        amounts = _apart(_terms([reader.read(n) for n in numbers + self._single_things(sentence, skip, numbers)]))
        cues = cues_of(sentence, self._words) if amounts else []
        self._here: list[Item] = []
        self._cues = cues
        for amount in amounts:
            if item := self._item(amount, amounts, at):
                self._here.append(item)
                self._items.append(item)
        self._carry(sentence, cues)
        here = [item for item in self._here if self._holds(item)]
        self._items = [*(self._items[: len(self._items) - len(self._here)]), *here][-40:]
        return here

    def _single_things(
        self, sentence: Sentence, skip: list[bool], numbers: list[Number]
    ) -> list[Number]:
        """Give "a", "an" before a noun as the number one; what counts is decided by the verb."""
        taken = {at for number in numbers for at in range(number.begin, number.end)}
        return [
            Number(at, at + 1, 1.0, shape="article")
            for at, word in enumerate(sentence.low)
            if word in self._words.articles and at not in taken and not skip[at]
        ]

    def _item(self, amount: Amount, others: list[Amount], at: int) -> Item | None:
        number = amount.number
        counts = not (amount.is_money or amount.is_time or amount.unit)
        if number.value == 0 or (number.shape == "one" and counts and self._is_pronoun(amount)):
            return None
        if number.shape == "article" and (amount.noun in ("bare", "unknown") or not counts):
            if not (amount.is_time and amount.qualifier != "exact"):
                return None
        if amount.is_money:
            return self._money(amount, others, at)
        if amount.unit == "percent":
            kind, sign = percent_kind(amount, self._words)
            return Item(amount, Kind(kind), at, sign)
        if amount.is_time:
            kind = duration_kind(amount, self._words)
            return Item(amount, Kind(kind), at) if kind else None
        if amount.unit is not None:
            return Item(amount, self._weighed(amount, others), at)
        return self._count(amount, others, at)

    def _money(self, amount: Amount, others: list[Amount], at: int) -> Item:
        """Give a sum of money; one nothing is said of continues the sum before it."""
        name = money_kind(amount, self._cues, others, self._words)
        thing = self._here[-1] if self._here else None
        if thing and _is_worth(amount) and thing.kind.name.startswith("seized"):
            name = thing.kind.name
        elif thing and thing.kind.name.startswith("seized") and name in ("", "other", "proceeds"):
            lead = amount.sentence.low[amount.begin - 1]
            name = "seized_cash" if lead in (",", "and", ";") and amount.per is None else name
        before = next((i for i in reversed(self._here) if i.amount.is_money), None)
        if not name and before and self._like_money(amount, before):
            amount.per = amount.per or before.amount.per
            return Item(amount, Kind(before.kind.name, inherited=1), at, 1, True, self._in_brackets(amount))
        return Item(amount, Kind(name or "other"), at)

    def _money_left_out(self, amount: Amount, at: int) -> Item | None:
        """Read "pocketed 300 of this": a sum without its currency, behind a word for paying."""
        if amount.begin == 0 or (amount.number.value or 0) < _LEAST_SUM:
            return None
        found = self._words.money.at(amount.sentence.low, amount.begin - 1)
        before = next((i for i in reversed(self._items) if i.amount.is_money), None)
        if not found or found[1] not in ("fee", "proceeds") or not before or before.at < at - 2:
            return None
        amount.unit, amount.is_money, amount.per = before.amount.unit, True, before.amount.per
        return Item(amount, Kind(found[1]), at, 1, True)

    def _is_pronoun(self, amount: Amount) -> bool:
        if amount.noun == "unknown" and not amount.is_part:
            return True
        return amount.noun == "bare" and not amount.is_part and not self._here

    def _weighed(self, amount: Amount, others: list[Amount]) -> Kind:
        noun = amount.noun if amount.noun not in ("bare",) else "unknown"
        if noun == "drugs":
            return Kind("seized_drugs")
        taken = max((pull(c, amount, others) for c in self._cues if c.says == "seize"), default=0.0)
        return Kind("seized_other", "seize", taken) if taken >= FAIR else Kind("other")

    def _count(self, amount: Amount, others: list[Amount], at: int) -> Item | None:
        bracket = self._in_brackets(amount)
        label = self._label(amount) if amount.noun == "bare" else None
        if label:
            noun, kind = label
            amount.noun = noun
            return Item(amount, kind, at)
        if bracket and amount.noun in ("bare", "unknown") and self._here:
            before = next((i for i in reversed(self._here) if i.amount.unit != "percent"), None)
            return self._continued(amount, before, at, bracket) if before else None
        if size := self._size(amount):
            return Item(amount, size, at)
        if self._is_whole(amount):
            return Item(amount, self._counts.by_noun(amount, amount.noun), at)
        if self._is_rate(amount):
            return Item(amount, Kind("other"), at)
        if amount.noun == "bare" and not self._noun_on_the_left(amount):
            return self._bare(amount, others, at, bracket)
        if bracket and amount.noun in self._words.things and self._here and self._here[-1].kind.name in _OF_PERSONS:
            return self._continued(amount, self._here[-1], at, bracket)
        kind = self._thing_held(amount) or self._counts.by_verb(amount, self._cues, others, amount.noun)
        if amount.is_part and self._words.defaults.get(amount.noun) == amount.noun and amount.noun != "suspects":
            return Item(amount, Kind("other"), at)
        if amount.noun in PEOPLE and kind.strength < STRONG and self._is_linked(amount) or amount.is_part:
            before = self._continues(amount, at)
            if before and (not kind.name or before.kind.strength >= kind.strength or amount.is_part):
                if not (amount.is_part and kind.strength >= STRONG):
                    return self._continued(amount, before, at, False)
        if not kind.name and amount.noun not in ("people", "minors"):
            kind = self._carried_kind(amount)
        if not kind.name:
            kind = self._counts.by_noun(amount, amount.noun)
        return Item(amount, kind, at)

    def _is_whole(self, amount: Amount) -> bool:
        """Read the 23 of "eighteen of the 23 defendants": what is said of the part is not said of it."""
        low, begin = amount.sentence.low, amount.begin
        if amount.noun == "bare" or begin < 1 or low[begin - 1] != "of":
            return False
        return any(i.amount.is_part and i.amount.number.end == begin - 1 for i in self._here)

    def _thing_held(self, amount: Amount) -> Kind | None:
        """Give what a thing is that holds others ("in two trucks") or follows what was seized."""
        low, begin = amount.sentence.low, amount.begin
        if amount.noun in ("vehicles", "boats") and begin and low[begin - 1] in _HOLDING:
            return Kind("other")
        last = self._here[-1] if self._here else None
        if last and last.kind.name.startswith("seized") and low[begin - 1] in (",", "and", ";"):
            name = self._words.frames.get(("seize", amount.noun), "")
            return Kind(name, "seize", 60.0) if name and amount.noun != "unknown" else None
        return None

    def _is_rate(self, amount: Amount) -> bool:
        """Read "seven people to a car", "fifty persons in each truck": no count of its own."""
        low, end = amount.sentence.low, amount.end
        if amount.noun not in ("people", "migrants") or end + 2 >= len(low):
            return False
        if amount.per == "person" or "each" in low[end : end + 4] and "average" in low[amount.begin : end + 3]:
            amount.per = None
            return True
        link = low[end] == "per" or (low[end] in ("to", "in", "on") and low[end + 1] in ("a", "an", "each", "every"))
        thing = next((h for i in (end + 1, end + 2) if (h := self._words.heads.at(low, i))), None)
        is_average = low[end] in ("to", "per") or low[end + 1] in ("each", "every")
        return link and is_average and thing is not None and thing[1] in ("vehicles", "boats", "others")

    def _noun_on_the_left(self, amount: Amount) -> bool:
        """Read "the passports, 23 in number"."""
        low, at = amount.sentence.low, amount.begin
        in_number = low[amount.end : amount.end + 2] == ["in", "number"]
        apart = amount.is_part and at > 1 and low[at - 1] in "-–—("
        if not (in_number or apart) or at < 2:
            return False
        found = self._words.heads.ending(low, at - 1)
        if found:
            amount.noun, amount.is_part = found[1], False
        return found is not None

    def _carried_kind(self, amount: Amount) -> Kind:
        if not self._carried:
            return Kind("")
        name = self._words.frames.get((self._carried, amount.noun), "")
        return Kind(name, self._carried, FAIR) if name and amount.noun != "unknown" else Kind("")

    def _size(self, amount: Amount) -> Kind | None:
        """Read "15-member gang", "12-strong", "a network of 15 members"."""
        low, end = amount.sentence.low, amount.number.end
        after = low[end : end + 3]
        if after[:1] == ["-"] and after[1:2] and after[1] in ("member", "strong", "man", "person", "people"):
            return Kind("other" if "family" in low[end : end + 5] else "network_size", "size", 90.0)
        lead = low[max(0, amount.begin - 3) : amount.begin]
        of_group = lead[-1:] in (["of"], ["with"], ["comprising"]) and any(self._words.heads.at(lead, i) and self._words.heads.at(lead, i)[1] == "groups" for i in range(len(lead)))  # type: ignore[index]
        return Kind("network_size", "size", 90.0) if of_group and amount.noun in ("suspects", "people", "demonym") else None

    def _bare(self, amount: Amount, others: list[Amount], at: int, bracket: bool) -> Item | None:
        kind = self._counts.by_verb(amount, self._cues, others, "bare")
        if kind.strength >= STRONG:
            return Item(amount, kind, at)
        if money := self._money_left_out(amount, at):
            return money
        before = self._continues(amount, at)
        if before is None or before.at != at:
            if subject := self._subject(amount, others, at):
                return subject
        if before is not None:
            return self._continued(amount, before, at, bracket)
        if kind.name and amount.number.shape != "vague" and amount.noun == "bare":
            return Item(amount, kind, at)
        return None

    def _subject(self, amount: Amount, others: list[Amount], at: int) -> Item | None:
        """Read a number that tells how many of the sentence's subject there are: "crossings fell to 63 400"."""
        low = amount.sentence.low
        if amount.is_part or amount.number.shape not in ("digits", "words") or low[amount.begin - 1] == "(":
            return None
        for here in range(amount.begin - 1, max(-1, amount.begin - _SUBJECT_REACH), -1):
            found = self._words.heads.at(low, here)
            if found and found[1] in _SUBJECTS and not any(o.begin <= here < o.end for o in others):
                amount.noun = found[1]
                return Item(amount, self._counts.by_noun(amount, found[1]), at)
        return None

    def _continues(self, amount: Amount, at: int) -> Item | None:
        """Give the figure that *amount* continues or is a part of."""
        if whole := self._whole_named(amount):
            return whole
        for item in reversed(self._here):
            if item.kind.name in ("duration", "percent_change"):
                continue
            if item.in_brackets and not self._in_brackets(amount):
                continue
            if amount.noun in PEOPLE and item.kind.name not in _OF_PERSONS:
                continue
            is_money = item.amount.is_money
            if is_money and (amount.noun != "bare" or not self._like_money(amount, item)):
                continue
            return item
        lead = amount.sentence.low[max(0, amount.begin - 3) : amount.begin]
        low = amount.sentence.low
        opens = amount.begin == 0 and low[amount.end : amount.end + 1] and low[amount.end] in self._words.be
        linked = amount.is_part or "whom" in lead or low[0] in _BULLETS or opens
        if not linked and (amount.noun != "bare" or (amount.number.value or 0) < 10):
            return None
        for item in reversed(self._items):
            if item.at < at - (2 if linked else 1):
                return None
            if item.amount.is_money or item.amount.unit or item.in_brackets:
                continue
            if not item.follows or not amount.is_part:
                return item
        return None

    def _is_linked(self, amount: Amount) -> bool:
        """Say whether persons are told as a part of those before: in a list, in brackets, "including"."""
        low, begin = amount.sentence.low, amount.begin
        lead = low[max(0, begin - 4) : begin]
        beside = bool(self._here) and begin - self._here[-1].amount.end <= _BESIDE
        listed = lead[-1:] in ([","], ["and"]) and beside
        return listed or lead[-1:] in ([":"], ["("]) or any(word in _LINKS for word in lead)

    def _whole_named(self, amount: Amount) -> Item | None:
        """Give the figure that "31 of the 207" names as the whole."""
        low, at = amount.sentence.low, amount.end
        if not amount.is_part or at >= len(low) or not low[at][0].isdecimal():
            return None
        value = digits(low[at])
        return next((i for i in reversed(self._items) if i.amount.number.value == value), None)

    def _like_money(self, amount: Amount, item: Item) -> bool:
        bounds = item.amount.number
        base = bounds.value or bounds.low or 0
        value = amount.number.value or amount.number.low or 0
        return value >= 50 and base / 60 <= value <= base * 60

    def _continued(self, amount: Amount, before: Item, at: int, bracket: bool) -> Item:
        kind = Kind(before.kind.name, before.kind.cue, before.kind.strength, 1)
        if before.amount.is_money:
            amount.unit, amount.is_money, amount.per = before.amount.unit, True, before.amount.per
        elif before.amount.unit == "percent":
            amount.unit = "percent"
        elif amount.noun == "bare":
            amount.noun = before.amount.noun
        return Item(amount, kind, at, 1, True, bracket)

    def _in_brackets(self, amount: Amount) -> bool:
        low, begin = amount.sentence.low, amount.begin
        for at in range(begin - 1, max(-1, begin - 25), -1):
            if low[at] in _OPEN:
                return True
            if low[at] == ")":
                return False
        return False

    def _label(self, amount: Amount) -> tuple[str, Kind] | None:
        """Read a label on the left: "Facilitators arrested: 288", "Deaths | 23", "passports (31)"."""
        low, at = amount.sentence.low, amount.begin - 1
        if at < 1 or low[at] not in (":", "|", "(", "="):
            return None
        if self._counts.by_verb(amount, self._cues, [], "bare").strength >= STRONG:
            return None
        begin = at
        while begin > 0 and low[begin - 1] not in (";", ".", ":", "|", "(", ")") and at - begin < 10:
            begin -= 1
        if low[at] == "(":
            found = self._words.heads.ending(low, at)
            if not found or amount.end >= len(low) or low[amount.end] != ")":
                return None
            begin = found[0]
        if low[at] == ":" and any(begin <= i.amount.number.begin < at for i in self._here):
            return None
        heads = [h[1] for i in range(begin, at) if (h := self._words.heads.at(low, i))]
        if not heads:
            return None
        says = [c.says for c in self._cues if begin <= c.begin < at]
        for noun in heads:
            for cue in says:
                if name := self._words.frames.get((cue, noun)):
                    return noun, Kind(name, cue, 95.0)
        return heads[0], self._counts.by_noun(amount, heads[0])

    def _holds(self, item: Item) -> bool:
        """Say whether an item with "a" or "an" is told as a result, not as a circumstance."""
        if item.amount.number.shape != "article":
            return bool(item.kind.name)
        if item.amount.is_time:
            return True
        kind, noun = item.kind, item.amount.noun
        if noun in _SINGLE and kind.cue == "seize":
            rest = [i for i in self._here if i is not item and i.kind.name.startswith("seized")]
            return kind.strength >= 50 and bool(rest)
        if noun == "officers" and kind.cue == "deploy":
            return kind.strength >= 88
        if noun in _ONE_PERSON and kind.cue in ("die", "convict", "arrest"):
            return kind.strength >= (95 if kind.cue == "arrest" else 88)
        return False

    def _carry(self, sentence: Sentence, cues: list[Cue]) -> None:
        """Remember what a line before a list says, for lines that say nothing themselves."""
        if sentence.low and sentence.low[-1] == ":" or cues and sentence.low[0] not in _BULLETS:
            said = [c.says for c in cues if c.says in ("seize", "arrest", "check", "search")]
            self._carried = said[-1] if said and sentence.low[-1] == ":" else ""
        elif cues and sentence.low and sentence.low[0] in _BULLETS:
            said = [c.says for c in cues if c.says == "seize"]
            self._carried = said[-1] if said else self._carried


def _terms(amounts: list[Amount]) -> list[Amount]:
    """Join years and months of one term; put the amounts in the order of the text."""
    joined: list[Amount] = []
    for amount in sorted(amounts, key=lambda a: a.number.begin):
        one = joined_terms(joined[-1], amount) if joined else None
        if one:
            joined[-1] = one
        else:
            joined.append(amount)
    return joined


def _apart(amounts: list[Amount]) -> list[Amount]:
    """Leave out amounts that stand inside another one: "($7,732)" behind "€7 000"."""
    kept: list[Amount] = []
    for amount in amounts:
        inside = kept and kept[-1].converted and amount.number.end <= kept[-1].end
        if not inside:
            kept.append(amount)
    return kept


def _is_worth(amount: Amount) -> bool:
    """Say whether a sum is the worth of the thing named before it."""
    return any(word in ("worth", "valued", "value") for word in amount.sentence.low[max(0, amount.begin - 3) : amount.begin])
