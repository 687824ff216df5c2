"""The numbers in a sentence: digits with any marks, words, mixtures, ranges, fractions, vague plurals.

"900 000", "2.500", "2,5 million", "twenty-eight", "half a million", "two and a half thousand",
"eight to ten thousand", "one in five", "two thirds", "a dozen", "dozens". A number no person would
print (over 10^15, "12,34,56,7") is kept as written and counts as vague.
"""

import re
from dataclasses import dataclass, replace
from math import inf

from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.sentences import Sentence
from clew.model.text import digits_to_ascii

LARGEST = 1e15
_LARGEST_OF = 20
"""The largest whole of a share told in two numbers, beside a hundred: "seven out of ten"."""
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,'’\s])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}$")
_OF_A_SHARE = ("of", "were", "are", "came", "had", "was")
_ENDS_A_SHARE = frozenset((".", ",", ";", ")", "were", "are", "was", "is", "came", "had", "have"))
"""What stands behind "three cases in four", where "three cases in four countries" is no share."""
PERSON = "person"
"""The shape of one person told by a verb alone: "he was sentenced"."""
_WHOLE = 100.0
_DASHES = frozenset("-–—−")
_SIGNS = frozenset("€$£₺¥₽")


@dataclass(frozen=True, slots=True)
class Number:
    """A number and the words it stands in.

    Attributes:
        begin, end: its words in the sentence.
        value: None for an interval and when vague.
        low, high: both for an interval.
        shape: "digits", "words", "one", "article", "share" (already percent), "multiple" (percent
            change), "vague" or "person" (one, told by what became of them).
    """

    begin: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    shape: str = "digits"

    def times(self, factor: float) -> "Number":
        """Give the same number *factor* times as large."""
        scaled = [
            None if v is None else round(v * factor, 6) for v in (self.value, self.low, self.high)
        ]
        return replace(self, value=scaled[0], low=scaled[1], high=scaled[2])


def digits(written: str) -> float:
    """Read one number in digits, whichever marks part thousands and decimals; infinity where it is none.

    >>> digits("2.500"), digits("2,5"), digits("1,234.50"), digits("900 000"), digits("0.125")
    (2500.0, 2.5, 1234.5, 900000.0, 0.125)
    """
    text = digits_to_ascii(written)
    if _INDIAN.match(text):
        return float(text.replace(",", ""))
    shape = _THOUSANDS.match(text)
    if shape and not (text.startswith("0") and shape[1] in ".,"):
        mark = shape[1]
        rest = re.sub(rf"{re.escape(mark)}(?=\d{{3}})", "", text) if mark != " " else text
        rest = re.sub(r"[\s'’]", "", rest)
        return float(rest.replace(",", "."))
    try:
        return float(text.replace(",", "."))
    except ValueError:  # "12,34,56,7"
        return inf


class NumberReader:
    """Finds the numbers of one sentence in one language."""

    def __init__(self, sentence: Sentence, words: Lexicon, skip: list[bool]) -> None:
        self._low = sentence.low
        self._sentence = sentence
        self._words = words
        self._skip = skip

    def read(self) -> list[Number]:
        """Give the numbers in order; they do not overlap."""
        found: list[Number] = []
        at = 0
        while at < len(self._low):
            may_be = not self._skip[at] and (
                self._low[at] in self._words.number_words or self._low[at][0].isdecimal()
            )
            number = self._at(at) if may_be else None
            if number is None:
                at += 1
            else:
                found.append(self._sane(number))
                at = number.end
        return found

    def read_within(self, begin: int, end: int) -> list[Number]:
        """Give the numbers that stand whole between two words."""
        return [n for n in (self._at(i) for i in range(begin, end)) if n and n.end <= end]

    def _sane(self, number: Number) -> Number:
        values = [v for v in (number.value, number.low, number.high) if v is not None]
        if any(v > LARGEST for v in values):
            return replace(number, value=None, low=None, high=None, shape="vague")
        return number

    def _at(self, at: int) -> Number | None:
        word = self._low[at]
        if word in self._words.multiples:
            return Number(at, at + 1, self._words.multiples[word], shape="multiple")
        if word in self._words.compared and self._word(at + 1) in self._words.grammar.as_much:
            return Number(at, at + 1, self._words.compared[word], shape="multiple")
        found = self._share(at) or self._simple(at)
        if found and word in self._words.singles and self._word(at - 1) in self._words.grammar.few:
            return replace(found, value=None, shape="vague")  # "a few dozen"
        if found is None:
            if word in self._words.vague:
                return Number(at, at + 1, None, shape="vague")
            return None
        if found.shape in ("digits", "words", "one"):
            if self._word(found.end) == "times" and found.value is not None:
                if self._word(found.end + 1) not in self._words.grammar.as_much:
                    return None
                change = round((found.value - 1) * 100, 1)
                return Number(at, found.end + 1, change, shape="multiple")
            return self._range(found) or found
        return found

    def _word(self, at: int) -> str:
        return self._low[at] if 0 <= at < len(self._low) else ""

    def _share(self, at: int) -> Number | None:
        """Read "one in five", "nine out of ten", "two thirds", "a quarter of", "half of"."""
        word, words = self._low[at], self._words
        if word in words.halves and self._is_half(at):
            return Number(at, at + 1, 50.0, shape="share")
        if word in words.fractions and word not in words.halves:
            return self._fraction(at, at, 1.0)
        ones = words.ones.get(word, 1.0 if word in words.articles else None)
        if word.isdecimal():
            ones = float(word)
        if ones is None:
            return None
        after = at + 2 if self._word(at + 1) in _DASHES else at + 1
        if self._word(after) in words.fractions:
            return self._fraction(at, after, ones)
        if word in words.articles:
            return None
        between = self._words_to_whole(at)
        whole = self._simple(at + 1 + between) if between else None
        if whole is None or whole.value is None or not ones < whole.value <= 100:
            return None
        if whole.shape == "digits" and self._follows_unit(whole.end):
            return None
        if between and whole.value > _LARGEST_OF and whole.value != 100:
            return None  # "61 out of 93" are counted
        return Number(at, whole.end, round(100 * ones / whole.value, 1), shape="share")

    def _words_to_whole(self, at: int) -> int:
        """Count the words between the two numbers of a share: "one in five", "nine out of ten", "one case in five"."""
        if self._word(at + 1) == "out" and self._word(at + 2) == "of":
            return 3 if self._word(at + 3) == "every" else 2
        if self._word(at + 1) == "in":
            return 2 if self._word(at + 2) == "every" else 1
        if self._word(at + 2) != "in":
            return 0
        told = self._low[at] in self._words.unsure_one or self._word(at + 4) in _ENDS_A_SHARE
        return 2 if told else 0

    def _is_half(self, at: int) -> bool:
        """Say whether "half" is a share: "half of", "has fallen by half"."""
        return self._word(at + 1) in ("of", "the", "their", "its") or self._word(at - 1) == "by"

    def _follows_unit(self, at: int) -> bool:
        return at < len(self._low) and self._words.times.at(self._low, at) is not None

    def _fraction(self, begin: int, at: int, count: float) -> Number | None:
        word = self._low[at]
        if self._word(begin - 1) == "and" and self._word(begin) in self._words.articles:
            return None
        hedge = begin and self._words.qualifiers.ending(self._low, begin)
        told = self._word(begin - 1) == "by" or count > 1 or bool(hedge and hedge[1] != "between")
        compared = self._word(at + 1) in self._words.grammar.not_before
        if not told and not compared and self._word(at + 1) not in _OF_A_SHARE:
            return None
        if count * self._words.fractions[word] > _WHOLE:
            return None  # "64 third-country nationals"
        if begin == at and self._word(at - 1) in ("the", "in", "last", "first", "previous", "this"):
            return None
        if begin == at and self._word(at - 1) in ("second", "third", "fourth", "same", "next"):
            return None
        return Number(begin, at + 1, _tenth(count * self._words.fractions[word]), shape="share")

    def _simple(self, at: int) -> Number | None:
        if at >= len(self._low) or self._skip[at]:
            return None
        if self._low[at][0].isdecimal():
            return self._scaled(Number(at, at + 1, digits(self._low[at])))
        return self._spelt(at)

    def _scaled(self, number: Number) -> Number:
        """Take in a following scale: "2.5 million", "8 and a half thousand", "4 thousand 500"."""
        scale = self._scale(number.end)
        if scale is None:
            return number
        factor, end = scale
        grown = replace(number.times(factor), end=end)
        rest = self._word(end)
        if factor > 1000 and grown.value is not None and re.fullmatch(r"\d{1,3}", rest):
            more = self._scaled(Number(end, end + 1, float(rest)))
            if more.value is not None and more.end > end + 1:  # "1 million 260 thousand"
                return replace(grown, value=grown.value + more.value, end=more.end)
        if factor == 1000 and re.fullmatch(r"\d{3}", rest) and grown.value is not None:
            return replace(grown, value=grown.value + float(rest), end=end + 1)
        return self._scaled(grown)

    def _scale(self, at: int) -> tuple[float, int] | None:
        word = self._word(at)
        if word in _DASHES and self._word(at + 1) in self._words.scales:
            at, word = at + 1, self._word(at + 1)
        priced = at > 1 and self._low[at - 2] in _SIGNS  # "€1.4 m"
        if word in ("m", "k") and not (priced or self._sentence.is_glued(at)):
            return None
        if word in self._words.scales:
            return self._words.scales[word], at + 1
        if word in self._words.singles and self._words.singles[word] == 12:
            return 12.0, at + 1
        if word in self._words.hundred:
            return 100.0, at + 1
        return None

    def _spelt(self, at: int) -> Number | None:
        """Read a number in words, from "three" to "two and a half million"."""
        words, begin = self._words, at
        total, current, scale, started = 0.0, 0.0, 1.0, False
        article = self._low[at] in words.articles
        if article:
            at += 1
            if not self._opens_after_article(at):
                return None
        while at < len(self._low):
            word = self._low[at]
            if (value := self._unit_value(word)) is not None and not (started and current % 10):
                current += value
            elif word in words.hundred:
                current = (current or 1) * 100
            elif word in words.scales and len(word) > 1 and (started or self._opens(word, article)):
                scale = words.scales[word]
                total, current = total + (current or 1) * scale, 0.0
            elif word in words.singles and not (started and current == 0):
                current = (current or 1) * words.singles[word]
            elif word in words.halves and not started and self._is_half_of(at):
                return self._half_of(begin, at)
            elif started and (step := self._joins(at)):
                at += step
                continue
            elif started and (part := self._and_a_part(at)):
                current += part if current else 0  # "three and a quarter million"
                total += 0 if current else part * scale  # "a million and a half"
                at += 3
                continue
            else:
                break
            started, at = True, at + 1
        if not started:
            return None
        shape = "one" if total + current == 1 and not article else "words"
        return Number(begin, at, total + current, shape=shape)

    def _opens_after_article(self, at: int) -> bool:
        word, words = self._word(at), self._words
        return word in words.singles or word in words.hundred or self._opens(word, article=True)

    def _opens(self, word: str, article: bool) -> bool:
        """Say whether a scale may begin a number: "a million", but not "a grand jury"."""
        words = self._words
        return article and word in words.scales and len(word) > 1 and word not in words.slang

    def _unit_value(self, word: str) -> float | None:
        return self._words.ones.get(word) or self._words.tens.get(word)

    def _joins(self, at: int) -> int:
        """Say how many words join the number before with the one after: "-", "and", "e"."""
        word, after = self._low[at], self._word(at + 1)
        follows = self._unit_value(after) is not None or after in self._words.hundred
        if word in _DASHES and (follows or after in self._words.scales):
            is_range = self._word(at - 1) in self._words.ones and after in self._words.ones
            return 0 if is_range else 1
        if word in self._words.joiners and follows and not self._parts_range(at):
            before = self._word(at - 1)
            tens = before in self._words.tens and len(word) == 1  # Albanian "njëzet e pesë"
            return int(tens or before in self._words.hundred or before in self._words.scales)
        return 0

    def _parts_range(self, at: int) -> bool:
        """Say whether a joiner stands between the ends of an interval: "between one thousand and three thousand"."""
        pairs, low = self._words.range_pairs, self._low
        opened = any(pairs.get(word) == low[at] for word in low[max(0, at - 6) : at])
        return opened and low[at] not in low[at + 1 : at + 4]

    def _and_a_part(self, at: int) -> float:
        """Give the part added to the number before: "and a half", "and a quarter"."""
        said, words = self._low[at : at + 3], self._words
        if len(said) < 3 or said[0] not in words.joiners or said[1] not in words.articles:
            return 0.0
        return 0.5 if said[2] in words.halves else words.fractions.get(said[2], 0.0) / 100

    def _is_half_of(self, at: int) -> bool:
        after = self._word(at + 1)
        return after in self._words.articles or (
            after in _DASHES and self._word(at + 2) in self._words.singles
        )

    def _half_of(self, begin: int, at: int) -> Number | None:
        """Read "half a million", "half-dozen"."""
        word = self._word(at + 2)
        value = self._words.singles.get(word) or self._words.scales.get(word)
        if word in self._words.hundred:
            value = 100.0
        return Number(begin, at + 3, value / 2, shape="words") if value else None

    def _range(self, low: Number) -> Number | None:
        """Read an interval that begins with *low*: "2500-3000", "€2 to €3", "between 8 and 10"."""
        at = low.end
        link = self._word(at)
        while link in _SIGNS or self._is_code(at):  # "1 500 EUR to 2 000 EUR"
            at += 1
            link = self._word(at)
        before = self._low[max(0, low.begin - 3) : low.begin]
        pairs = self._words.range_pairs
        opened = next((pairs[word] for word in reversed(before) if word in pairs), None)
        if self._word(at + 1) == opened and self._words.qualifiers.at(self._low, at):
            at, link = at + 1, self._word(at + 1)  # "from 250 up to 400"
        if link not in _DASHES and link not in self._words.range_words and link != opened:
            return None
        if link == "to" and opened == "to" and self._tells_change(low.begin):
            return None
        at += 1
        while self._word(at) in _SIGNS or self._is_code(at):
            at += 1
        high = self._simple(at)
        if high is None or high.value is None or low.value is None or high.shape == "share":
            return None
        if link == "and" and opened != "and":
            return None
        bottom = low.value
        if (
            high.value > bottom
            and (scale := self._last_scale(high))
            and bottom < high.value / scale * 10
        ):
            bottom = bottom * scale if low.end == low.begin + 1 else bottom
        if bottom >= high.value or (link in _DASHES and not self._may_be_dash(low, at)):
            return None
        return Number(low.begin, high.end, None, bottom, high.value, shape="digits")

    def _is_code(self, at: int) -> bool:
        word = self._word(at)
        return bool(word) and self._words.currencies.at(self._low, at) is not None

    def _may_be_dash(self, low: Number, high_at: int) -> bool:
        spaced = not self._sentence.is_glued(low.end)
        return not spaced or self._word(low.begin - 1) in ("(", "from", "between", ":", *_SIGNS)

    def _last_scale(self, number: Number) -> float | None:
        scale = self._scale(number.end - 1)
        return scale[0] if scale and number.end - number.begin > 1 else None

    def _tells_change(self, at: int) -> bool:
        near = range(max(0, at - 8), at)
        if any(self._words.change.at(self._low, i) for i in near):
            return True
        told = self._low[max(0, at - 5) : at]  # "and that of convictions by a third, from 60 to 80"
        return "," in told and any(
            word in self._words.fractions or self._words.percent.at(told, i)
            for i, word in enumerate(told)
        )


def _tenth(value: float) -> float:
    return {66.6: 66.7, 99.9: 100.0}.get(round(value, 1), round(value, 1))
