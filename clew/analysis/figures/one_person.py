"""One person told of without a number: "its owner is in custody", "a former dressmaker was arrested".

"A" and "the" stand for a number where what is said of the person is a fact by itself: an arrest, a charge, a
sentence, a search for somebody. Which of them are the same person twice is told by age, role and article.
"""

import re

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.cues import Cue
from clew.analysis.figures.items import Item
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.numbers import Number
from clew.analysis.figures.sentences import Sentence

_OF_LAW = frozenset(
    ("arrest", "custody", "prison", "detain", "catch", "charge", "convict", "sought")
)
_OF_PERSONS = frozenset(("arrest", "charge", "convict"))
"""Verbs that are said of persons alone, whatever noun stands with them."""
_ARRESTED = frozenset(("arrest", "custody", "prison", "detain", "catch"))
_PEOPLE = frozenset(("suspects", "crew", "people", "demonym", "defendants"))
_OPEN = frozenset(("other", "suspects", "arrests", "migrants_detected", "charges"))
_YOUNG, _OLD = 14, 90
_REACH = 4
"""How many words behind its determiner the noun of one person stands at most."""
_TO_VERB = 5
_STATE = 14
"""How many words behind a person it ends at most that they are looked for."""
_NOUN = 2
"""How many words behind an age its noun stands at most."""
_TWO = 12.0
"""How much less a verb may say of one of two persons: "an imam and his son were detained"."""
_SURE, _BEHIND, _AHEAD = 88.0, 90.0, 94.0
"""The least pull of a verb; of one of arrest that stands behind the person, and of one ahead."""
_ORDINALS = {
    "second": "two",
    "third": "three",
    "fifth": "five",
    "eighth": "eight",
    "ninth": "nine",
    "twelfth": "twelve",
}
_FEW = 10
_DASHES = frozenset("-–")
_AGE = re.compile(
    r"\b(\d{2})[- ]year[- ]old|[,(] ?(?:aged )?(\d{2})(?=[,).])|\baged? (?:of )?(\d{2})\b"
)
_AGE_WITHIN = 60
"""How many letters behind its first word the age of a person is told at most."""


def single_things(
    sentence: Sentence, taken: set[int], skip: list[bool], words: Lexicon
) -> list[Number]:
    """Give "a", "an" before a noun as the number one, and "the" before one person; the verb decides what counts."""
    low = sentence.low
    return [
        Number(at, at + 1, 1.0, shape="article")
        for at, word in enumerate(low)
        if at not in taken
        and not skip[at]
        and (not _isnth(low, at + 1, skip) or _is_further(low, at, words))
        and (word in words.articles or (word in words.the and _is_one(low, at, words)))
    ]


def _is_one(low: list[str], at: int, words: Lexicon) -> bool:
    """Say whether "the" stands before one person: "the driver"."""
    near = range(at + 1, min(at + 3, len(low)))
    found = next((h for i in near if (h := words.heads.at(low, i))), None)
    if found is None or not any(words.is_single(low[i]) for i in near):
        return False
    told_of = any(low[i] in words.grammar.told_of for i in near)
    return found[1] in ("crew", "suspects") or (found[1] == "people" and told_of)


def _is_further(low: list[str], at: int, words: Lexicon) -> bool:
    """Say whether "a second man" is somebody new; "a fifteenth suspect" only says how many there are."""
    return low[at] in words.articles and 0 < nth(low[at + 1], words) <= _FEW


def _isnth(low: list[str], at: int, skip: list[bool]) -> bool:
    """Say whether an ordinal stands at *at*: "a fifteenth suspect" is one of those counted."""
    return at < len(low) and skip[at] and low[at].endswith(("th", "first", "second", "third"))


def persons_told(
    sentence: Sentence, taken: set[int], skip: list[bool], cues: list[Cue], words: Lexicon
) -> list[Number]:
    """Give a person told by whose or which it is as the number one, where a verb of the law stands in the sentence."""
    if not any(cue.says in _OF_LAW for cue in cues):
        return []
    low, opening = sentence.low, words.grammar.of_one | words.the
    one_of = [
        Number(at, at + 1, 1.0, shape="article")
        for at, word in enumerate(low[:-2])
        if word in words.unsure_one and low[at + 1] == "of" and low[at + 2] in words.parts_of
        and at not in taken and low[at - 1] not in words.grammar.negated
    ]  # fmt: skip
    return one_of + [
        Number(at, at + 1, 1.0, shape="article")
        for at, word in enumerate(low)
        if word in opening
        and at not in taken
        and not skip[at]
        and (skip[at + 1 : at + 2] != [True] or _is_age(low, at + 1))
        and _names_one(low, at, words)
    ]


def _names_one(low: list[str], at: int, words: Lexicon) -> bool:
    """Say whether one person is named behind a determiner, with nothing between but what describes them."""
    age = _is_age(low, at + 1)
    if age and not any(words.heads.at(low, i) for i in range(age, min(age + _NOUN, len(low)))):
        return True
    at = age - 1 if age else at
    for here in range(at + 1, min(at + 1 + _REACH, len(low))):
        if low[here] in words.stops | words.grammar.determiners | words.grammar.of_those_told:
            return False
        if words.is_numeral(low[here]) or not (low[here][0].isalpha() or low[here] == "-"):
            return False
        if words.is_single(low[here]):
            after = low[here + 1] if here + 1 < len(low) else "."
            return not words.heads.at(low, here + 1) if after[0].isalpha() else after != "-"
        if words.heads.at(low, here) and low[here].endswith("s"):
            return False
    return False


def as_person(amount: Amount, cues: list[Cue], words: Lexicon) -> bool:
    """Take a noun in no list for a person where a verb is said of persons alone: "a dressmaker was jailed"."""
    low, end = amount.sentence.low, amount.noun_end
    if amount.noun in ("bare", "unknown") and (
        age := _is_age(amount.sentence.low, amount.number.end)
    ):
        amount.noun, amount.noun_begin, amount.noun_end = "people", amount.number.end, age
        return True
    if amount.noun != "unknown" or end >= len(low):
        return False
    between = words.be | words.grammar.beside_be
    for cue in cues:
        behind = cue.before and end < cue.begin <= end + _TO_VERB
        if behind and cue.says in _OF_PERSONS and between.issuperset(low[end : cue.begin]):
            amount.noun = "people"
            return True
    return False


def is_age_of_one(amount: Amount, others: list[Amount], words: Lexicon) -> bool:
    """Say whether a number in brackets is the age of one person: "a citizen of Bosnia and Herzegovina (42)"."""
    low, at, value = amount.sentence.low, amount.begin - 1, amount.number.value or 0
    if at > 1 and low[at] == "of" and words.is_single(low[at - 1]) and _YOUNG <= value <= _OLD:
        return amount.noun == "bare"  # "an Afghan tailor of 26"
    if (
        at < 1
        or low[at] != "("
        or low[amount.end : amount.end + 1] != [")"]
        or not _YOUNG <= value <= _OLD
    ):
        return False
    return any(
        o.number.shape == "article" and o.noun in _PEOPLE and 0 <= at - o.noun_end <= _REACH
        for o in others
    )


def last_person(items: list[Item], held: list[Item], before: Item | None) -> Item | None:
    """Give the one person told of last, of whom nothing is told yet: one of *items*, else *before*."""
    ones = [i for i in items if i.amount.number.shape == "article" and i.amount.noun in _PEOPLE]
    if any(item in held for item in ones):
        return None
    return next((item for item in reversed(ones) if _may_be_held(item)), before)


def _may_be_held(item: Item) -> bool:
    low, at = item.amount.sentence.low, item.amount.number.begin
    return item.kind.name in _OPEN and low[max(0, at - 1) : at] != ["as"]


def _is_age(low: list[str], at: int) -> int:
    """Give the end of the age that begins at *at*: "a 19-year-old was held"; 0 if there is none."""
    told = [word for word in low[at : at + 6] if word not in _DASHES]
    if len(told) < 3 or not told[0].isdecimal() or told[1:3] != ["year", "old"]:
        return 0
    return low.index("old", at) + 1


def is_told_of(item: Item, cues: list[Cue], words: Lexicon) -> bool:
    """Say whether what is said of one person is a fact: arrested, charged, sentenced, still looked for."""
    kind, low, end = item.kind, item.amount.sentence.low, item.amount.noun_end
    joined = _and_another(low, end, words)
    if kind.strength < _SURE - _TWO * joined or _is_no_more(item, words):
        return False
    own = [cue for cue in cues if cue.says == kind.cue]
    behind = any(cue.begin >= end for cue in own)
    if kind.name == "arrests":
        least = _BEHIND if behind else _AHEAD
        return kind.cue in _ARRESTED and kind.strength >= least - _TWO * (behind and joined)
    if kind.name in ("charges", "convictions"):
        at = item.amount.number.begin
        named_before = low[at] in words.the and _is_age(low, at + 1) > 0
        return not named_before and any(not cue.is_noun for cue in own)
    state = " ".join(low[end : end + _STATE])
    return kind.name == "suspects" and any(each in state for each in words.grammar.looked_for)


def _and_another(low: list[str], end: int, words: Lexicon) -> bool:
    """Say whether another person is told of right behind one: "an imam and his son"."""
    lead = low[end : end + 2]
    return (
        lead[:1] == ["and"] and lead[1:] != [] and lead[1] in words.grammar.of_one | words.articles
    )


def _is_no_more(item: Item, words: Lexicon) -> bool:
    """Say whether one person is no further one: "as a lookout", "father and a son", "the owner and his two sons"."""
    low, at, end = item.amount.sentence.low, item.amount.number.begin, item.amount.noun_end
    if low[max(0, at - 1) : at] == ["as"] or (
        low[max(0, at - 1) : at] == ["and"]
        and words.is_single(low[at - 2])
        and low[at - 3] not in words.grammar.determiners
    ):
        return True
    if not words.grammar.of_those_told.isdisjoint(low[at:end]):
        return True
    owns = (
        low[end : end + 1] == ["and"]
        and low[end + 1 : end + 2]
        and low[end + 1] in words.grammar.of_one
    )
    return bool(owns) and any(words.is_numeral(word) for word in low[end + 2 : end + 3])


def ordinal(item: Item, words: Lexicon) -> float:
    """Give the number of "a third suspect", who may be one of three; 0 for a person without one."""
    low, at = item.amount.sentence.low, item.amount.number.end
    is_one = item.amount.number.shape == "article" and at < len(low)
    return nth(low[at], words) if is_one else 0.0


def nth(word: str, words: Lexicon) -> float:
    """Give the number an ordinal up to twelve stands for: 3 for "third"; 0 for any other word."""
    return words.ones.get(_ORDINALS.get(word, word.removesuffix("th")), 0.0)


def is_another(first: Item, second: Item, title_end: int, words: Lexicon) -> bool:
    """Say whether two persons told of are two: by their ages, their roles, or "a" for somebody new."""
    ages = _age(first), _age(second)
    if all(ages):
        return ages[0] != ages[1]
    roles = _role(first), _role(second)
    if roles[0] == roles[1]:
        return False
    low, at = second.amount.sentence.low, second.amount.number.begin
    if low[at] in words.grammar.of_one:
        return True
    in_title = first.amount.sentence.starts[0] < title_end
    if low[at] in words.articles and not in_title:
        return True
    generic = words.grammar.told_of | words.grammar.nobody_special
    return not (
        in_title or set(roles) & generic or "demonym" in (first.amount.noun, second.amount.noun)
    )


def is_told_again(first: Item, second: Item, words: Lexicon) -> bool:
    """Say whether one person told by a verb alone is the one told of before: by a pronoun, no subject or a name."""
    sentence, amount = second.amount.sentence, second.amount
    subject = sentence.low[amount.begin : amount.number.begin]
    spoken_of = words.grammar.he | words.grammar.him
    behind = sentence.low[amount.number.end : amount.number.end + 1]
    if not subject or not spoken_of.isdisjoint([*subject, *behind]):
        return True
    return not _names(first).isdisjoint(_names(second))


def _names(item: Item) -> set[str]:
    amount = item.amount
    said = amount.sentence.written(amount.begin, max(amount.end, amount.noun_end)).split()
    return {word.strip(",.") for word in said[1:] if word[0].isupper()}


def _role(item: Item) -> str:
    amount = item.amount
    return amount.sentence.low[amount.noun_end - 1] if amount.noun_end else ""


def _age(item: Item) -> str:
    sentence, amount = item.amount.sentence, item.amount
    begin = sentence.starts[amount.begin]
    end = sentence.ends[max(amount.noun_end, amount.end) - 1] + _AGE_WITHIN
    found = _AGE.search(sentence.text, begin, min(end, sentence.end))
    return next((age for age in found.groups() if age), "") if found else ""
