"""A number with what stands around it: hedge, currency, unit, per, conversion, and the noun it counts."""

from dataclasses import dataclass, field

from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.money_signs import inner_currency, is_code, unknown_sign
from clew.analysis.figures.numbers import Number, NumberReader
from clew.analysis.figures.sentences import Sentence

_DASHES = frozenset("-–—−")
_NOUN_REACH = 9
_ACTED = frozenset(("searches", "others", "checks", "arrests"))
"""Nouns that officers behind them are another subject than: "in nine searches agents seized"."""
_PERSONS = frozenset(("migrants", "people", "victims", "minors"))
"""Nouns that are another subject behind cases and trips: "in four cases migrants were held"."""
_COUNTED = frozenset(("countries", "vehicles", "boats", "sites", "documents", "phones"))
"""Nouns of things whose plural ends in "s"."""
_SHORT = 3


@dataclass(slots=True)
class Amount:
    """A number and its surroundings, by words of its sentence.

    Attributes:
        begin, end: the words that carry it, hedge and noun included.
        unit: a currency code, a measure, "percent", a time, or None for a count.
        noun: class of the noun counted; "bare" if it is left out, "unknown" if in no list.
        noun_begin, noun_end: its words; equal if there is none.
        is_part: "four of them", "of whom 17 children".
        is_definite: "the four", "all four", which mostly repeat.
    """

    sentence: Sentence
    number: Number
    begin: int
    end: int
    unit: str | None = None
    is_money: bool = False
    is_time: bool = False
    per: str | None = None
    qualifier: str = "exact"
    noun: str = "bare"
    noun_begin: int = 0
    noun_end: int = 0
    is_part: bool = False
    is_definite: bool = False
    converted: tuple[float, str] | None = None
    notes: list[str] = field(default_factory=list)

    def what(self) -> str:
        """Give the words counted, without the number."""
        return self.sentence.written(self.number.end, max(self.noun_end, self.number.end))


class AmountReader:
    """Reads what stands around the numbers of one sentence."""

    def __init__(self, sentence: Sentence, words: Lexicon, skip: list[bool]) -> None:
        self._sentence = sentence
        self._low = sentence.low
        self._words = words
        self._skip = skip

    def read(self, number: Number) -> Amount:
        """Give *number* with unit, hedge, noun and per."""
        amount = Amount(self._sentence, number, number.begin, number.end)
        if number.shape == "share" or number.shape == "multiple":
            amount.unit = "percent"
        elif not (self._currency(amount) or self._percent(amount) or self._measured(amount)):
            self._noun(amount, self._past_hedge(number.end))
        self._hedge(amount)
        self._per(amount)
        return amount

    def word(self, at: int) -> str:
        """Give the word at *at*, empty outside the sentence."""
        return self._low[at] if 0 <= at < len(self._low) else ""

    def _currency(self, amount: Amount) -> bool:
        number = amount.number
        inner = inner_currency(self._sentence, number, self._words)
        left = self._words.currencies.ending(self._low, number.begin)
        if left and is_code(self._sentence, left[0], number.begin):
            amount.begin, amount.unit = left[0], left[1]
        elif right := self._after(number.end):
            amount.end, amount.unit = right
        elif inner:
            amount.unit = inner
        elif unit := self._unit_of_next(number):
            amount.unit = unit
        elif sign := unknown_sign(self._sentence, number):
            amount.unit = sign
            amount.notes.append(f"{sign!r} is no currency clew knows")
            amount.begin = min(amount.begin, number.begin - 1)
        else:
            return False
        amount.is_money = True
        self._name_shared(amount)
        if self.word(amount.end) in ("in", "of") and self.word(amount.end + 1) == "cash":
            amount.end, amount.noun = amount.end + 2, "cash"
        elif self.word(amount.end) == "cash":
            amount.end, amount.noun = amount.end + 1, "cash"
        self._conversion(amount)
        return True

    def _after(self, at: int) -> tuple[int, str] | None:
        if self.word(at) in _DASHES:
            at += 1
        if at >= len(self._low):
            return None
        of_state = self._words.demonyms.at(self._low, at)  # "24,300 Turkish liras"
        return self._words.currencies.at(self._low, at) or (
            self._words.currencies.at(self._low, of_state[0])
            if of_state and of_state[0] < len(self._low)
            else None
        )

    def _name_shared(self, amount: Amount) -> None:
        """Say that the name of the money is used by several states."""
        low = self._low[amount.number.end : amount.end]
        name = next((word for word in low if word in self._words.shared_money), "")
        if name and len(low) == 1:
            amount.notes.append(f"{name!r} is money of several states; read as {amount.unit}")

    def _unit_of_next(self, number: Number) -> str | None:
        """Give the currency of "from 4,200 to 5,500 euro", which is told once for both."""
        if self.word(number.begin - 1) != "from" or self.word(number.end) != "to":
            return None
        at = number.end + 1
        following = NumberReader(self._sentence, self._words, self._skip).read_within(
            at, min(at + 3, len(self._low))
        )
        found = self._after(following[0].end) if following and following[0].begin == at else None
        return found[1] if found else None

    def _conversion(self, amount: Amount) -> None:
        """Take in "($7,732)" behind a sum: the same sum in other money."""
        at = amount.end
        if self.word(at) not in ("(", "[", "/"):
            return
        close = next(
            (i for i in range(at + 1, min(at + 12, len(self._low))) if self._low[i] in ")]"), 0
        )
        if not close:
            return
        for inside in NumberReader(self._sentence, self._words, self._skip).read_within(
            at + 1, close
        ):
            left = self._words.currencies.ending(self._low, inside.begin)
            right = self._after(inside.end)
            unit = left[1] if left and left[0] > at else right[1] if right else None
            value = inside.value if inside.value is not None else inside.low
            if unit and unit != amount.unit and value is not None:
                amount.converted = (value, unit)
                amount.end = close + 1
                return

    def _percent(self, amount: Amount) -> bool:
        at = amount.number.end
        if self.word(at) in _DASHES:
            at += 1
        found = self._words.percent.at(self._low, at) if at < len(self._low) else None
        if not found:
            return False
        amount.end, amount.unit = found[0], "percent"
        if self.word(amount.begin - 1) in ("+", "−", "-", "–") and self._sentence.is_glued(
            amount.begin
        ):
            amount.begin -= 1
        return True

    def _measured(self, amount: Amount) -> bool:
        at = amount.number.end
        if self.word(at) in _DASHES:
            at += 1
        if at >= len(self._low):
            return False
        if found := self._words.measures.at(self._low, at):
            if found[1] == "litre" and self._low[at] == "l" and not self._sentence.is_glued(at):
                return False
            amount.end, amount.unit = found
            if self.word(amount.end) == "of":
                self._noun(amount, amount.end + 1)
            return True
        found = self._words.times.at(self._low, at) or (
            self._words.times.at(self._low, at + 1)
            if self.word(at) in self._words.grammar.whole
            else None
        )
        if not found:
            return False
        amount.end, amount.unit, amount.is_time = found[0], found[1], True
        return True

    def _noun(self, amount: Amount, at: int) -> None:
        """Find the noun the number counts: the last known one of the phrase behind it."""
        at = self._into_parts(amount, at)
        if self.word(at) in self._words.grammar.articles:
            return  # "for 7,500 the client may wait"
        begin, limit = at, min(at + _NOUN_REACH, len(self._low))
        unknown = at
        while at < limit:
            if (found := self._noun_at(at)) and not self._is_another(amount, found[1], at):
                amount.noun, amount.noun_begin, amount.noun_end = found[1], at, found[0]
                at = found[0]
                continue
            known = amount.noun_end > 0
            if (
                known
                and amount.noun == "demonym"
                and self._goes_on(at, begin)
                and self._leads_to_noun(at, 4)
            ):
                at += 1
                continue
            if known and self._low[at] in self._words.heads_too and self._noun_at(at + 1):
                at += 1  # "1,043 migrant smuggling organisers"
                continue
            compound = self._low[at] in _DASHES and self._sentence.is_glued(at)
            if known and not (compound and self._noun_at(at + 1)):
                if self._says_of_what_sort(amount, at):
                    amount.noun, amount.noun_end = "unknown", at + 1
                break
            if not self._goes_on(at, begin):
                break
            at += 1
            unknown = at
        if not amount.noun_end and self._is_no_noun(amount, begin):
            unknown = begin
        if all(word in self._words.grammar.fillers for word in self._low[begin:unknown]):
            unknown = begin
        if not amount.noun_end and unknown > begin:
            amount.noun, amount.noun_begin, amount.noun_end = "unknown", begin, unknown
        amount.end = max(amount.end, amount.noun_end)

    def _is_another(self, amount: Amount, noun: str, at: int) -> bool:
        """Say whether a noun behind that of *amount* is none of its own: "ten passengers hit a wall"."""
        if noun == "officers" and amount.noun in _ACTED:
            return True
        plural = self.word(at - 1).endswith("s")
        pair = {noun, amount.noun}
        return plural and "others" in pair and not _PERSONS.isdisjoint(pair)

    def _says_of_what_sort(self, amount: Amount, at: int) -> bool:
        """Say whether a noun in the singular only says of what sort the next one is: "five state shelters"."""
        told_once = amount.noun in _COUNTED and not self._low[at - 1].endswith("s")
        word, value = self._low[at], amount.number.value
        if not told_once or value is None or value <= 1 or not word.isalpha():
            return False
        is_plural = word.endswith("s") and not word.endswith("ss") and len(word) > _SHORT
        acts = amount.noun != "countries" and self._words.cues.at(self._low, at)
        return is_plural and word not in self._words.stops and not acts

    def _is_no_noun(self, amount: Amount, begin: int) -> bool:
        """Say whether unknown words behind a number are none of its own: "for 6,000 the customer"."""
        lead = self.word(amount.number.begin - 1)
        opens = self.word(begin) in self._words.grammar.determiners
        return (
            amount.is_part
            or opens
            or (lead in self._words.parts_of and lead not in self._words.the)
        )

    def _past_hedge(self, at: int) -> int:
        """Step over a hedge between a number and its noun: "140 or so officers"."""
        found = self._words.qualifiers.at(self._low, at) if at < len(self._low) else None
        if found and " ".join(self._low[at : found[0]]) in self._words.grammar.behind:
            return found[0]
        return at

    def _noun_at(self, at: int) -> tuple[int, str] | None:
        if at >= len(self._low):
            return None
        return self._words.heads.at(self._low, at) or self._words.demonyms.at(self._low, at)

    def _into_parts(self, amount: Amount, at: int) -> int:
        """Step over "of them", "of the"; say that the number is a part."""
        if self.word(at) in _DASHES and not self.word(at + 1).isdecimal():
            at += 1
        if self.word(at) != "of":
            return at
        counted = at + 1 < len(self._low) and self._low[at + 1][0].isalpha()
        if counted and self._words.is_numeral(self._low[at + 1]) and amount.number.shape == "words":
            amount.is_part, amount.end = True, at + 1  # "seven of nine defendants"
            return at + 1
        if self.word(at + 1) in self._words.parts_of:
            amount.is_part = True
            amount.end = at + 2
            return at + 2
        return (
            at + 1
            if amount.number.shape == "vague" or self._low[at - 1] in self._words.singles
            else at
        )

    def _goes_on(self, at: int, begin: int) -> bool:
        """Say whether an unknown word may still stand before the noun."""
        word = self._low[at]
        if self._skip[at]:  # "a 34-year-old driver"
            return any(self._noun_at(i) for i in range(at + 1, min(at + 6, len(self._low))))
        if word in self._words.grammar.partitive or (
            word == "of" and self._low[at - 1] in self._words.grammar.partitive
        ):
            return True
        if at == begin and (word in self._words.articles or word in _DASHES):
            return False
        if word in self._words.each:
            return False
        if word in self._words.links:
            counted = self.word(at + 1) and self._words.is_numeral(self.word(at + 1))
            return at > begin and not counted and self._leads_to_noun(at + 1, 4)
        if word in self._words.stops or not (
            word[0].isalpha() or word in "\"“”'‘’«»" or word in _DASHES
        ):
            return False
        if word.endswith("ed") and self.word(at + 1) in self._words.articles:
            return False  # "19 accepted a place"
        if told := self._words.cues.at(self._low, at):
            if told[0] > at + 1 and not self._noun_at(at):
                return False  # "two face charges"
            named = word in self._words.heads_too and self.word(at + 1).endswith("s")
            return named or self._leads_to_noun(at + 1, 3)
        if word.endswith("ed") or word in self._words.be:
            return self._leads_to_noun(at + 1, 3)
        return True

    def _leads_to_noun(self, at: int, reach: int) -> bool:
        for here in range(at, min(at + reach, len(self._low))):
            if self._noun_at(here):
                return True
            word = self._low[here]
            if word in self._words.stops or not word[0].isalpha():
                return False
        return False

    def _hedge(self, amount: Amount) -> None:
        """Take in the hedge before the number, or behind it or its noun ("or more")."""
        while found := self._words.qualifiers.ending(self._low, amount.begin):
            begin, meaning = found
            if self._low[begin] in self._words.grammar.only_behind:
                break
            if meaning == "between":
                if self._low[begin] in self._words.definite:
                    amount.is_definite = True
            else:
                amount.qualifier = meaning if amount.qualifier == "exact" else amount.qualifier
            amount.begin = begin
        for end in (amount.number.end, amount.end):
            at = end + (self.word(end) in _DASHES)
            found = self._words.qualifiers.at(self._low, at) if at < len(self._low) else None
            written = " ".join(self._low[at : found[0]]) if found else ""
            if found and written in self._words.grammar.behind:
                amount.qualifier = found[1]
                amount.end = max(amount.end, found[0])

    def _per(self, amount: Amount) -> None:
        if amount.unit == "percent":
            return
        for at in range(amount.end, min(amount.end + 3, len(self._low))):
            found = self._words.per.at(self._low, at)
            if found and self.word(found[0]) not in self._words.grammar.later:
                amount.per, amount.end = found[1], found[0]
                return
            if not self._low[at][0].isalpha() and self._low[at] != ")":
                break
        if amount.is_money or amount.noun in ("people", "migrants", "unknown"):
            for at in range(amount.end, min(amount.end + 10, len(self._low))):
                word = self._low[at]
                if word in ".;" or word[0].isdecimal() or word in self._words.grammar.compared:
                    break
                found = self._words.per.at(self._low, at)
                later = found and self.word(found[0]) in self._words.grammar.later
                far = found and found[1] == "person" and word == "from" and amount.is_money
                if (
                    found
                    and (found[1] in ("month", "day", "year") or far)
                    and found[0] - at > 1
                    and not later
                ):
                    amount.per, amount.end = found[1], found[0]
                    return
