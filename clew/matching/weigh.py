"""Weighs what two records say of themselves: clues for and against, and the score they add up to."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import exp, log

from clew.matching.births import compare_births
from clew.matching.ports import NameScore, NameScorer
from clew.matching.weights import (
    KEPT,
    NAME_CEILING,
    NAME_FLOOR,
    NAMES_AGREE,
    ONE_WORD_FLOOR,
    UNNAMED_PHONE,
    WEIGHTS,
)
from clew.model.text import skeletons, tokens
from clew.store.crossing import PARTIES, Fact, Record
from clew.store.hits import Drawn

_BODIES = frozenset({"Organization", "Company", "PublicBody"})
_SHARED = {
    "phone": "shared_phone",
    "email": "shared_email",
    "address": "shared_address",
}
"""Kinds that a household or a house has in common, and the rule when two people share one."""
_TWO_PEOPLE = frozenset({"other_birth_date", "other_father"})
"""Clues that tell two people of one name apart."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a comparison found.

    Attributes:
        score: 0 to 1.
        clues: the reasons, the heaviest first; the score is nothing but their sum.
        telling: a number that is not common ties the two.
    """

    score: float
    clues: tuple[Drawn, ...]
    telling: bool

    @property
    def is_worth_keeping(self) -> bool:
        """True for a tie by a telling number, or names alike enough to ask about."""
        named = any(clue.kind == "person" for clue in self.clues)
        return self.telling or (named and self.score >= KEPT)


def weigh(
    a: Record, b: Record, scorer: NameScorer, common: AbstractSet[tuple[str, str]]
) -> Weighed:
    """Lay two records side by side.

    Args:
        a: the one record; b the other, of another agency.
        scorer: compares their names.
        common: (kind, key) of values too common to count.
    """
    names = _names(a, b, scorer)
    people = list(_person(a, b)) if _is_party(a) and _is_party(b) else []
    shared = sorted(a.numbers.keys() & b.numbers.keys())
    alike = _alike(names, people, any(kind == "document" for kind, _ in shared))
    clues = [_number(a, b, kind, key, alike, (kind, key) in common) for kind, key in shared]
    if a.schema == b.schema == "Vehicle":
        clues += _plate_countries(a, b)
    clues += ([names[1]] if names else []) + people
    clues.sort(key=lambda clue: (-abs(clue.weight), clue.kind, clue.a, clue.b))
    total = sum(clue.weight for clue in clues)
    telling = any((kind, key) not in common for kind, key in shared)
    return Weighed(round(1 / (1 + exp(-total)), 4), tuple(clues), telling)


def are_one_kind(a: str, b: str) -> bool:
    """True when records of these two schemas can be one and the same thing.

    >>> are_one_kind("Person", "LegalEntity"), are_one_kind("Person", "Company"), are_one_kind("Person", "Handset")
    (True, False, False)
    """
    if a == b:
        return True
    pair = {a, b}
    return (pair <= set(PARTIES) and "LegalEntity" in pair) or (
        pair <= _BODIES and "Organization" in pair
    )


def _is_party(record: Record) -> bool:
    return record.schema in PARTIES


def _names(a: Record, b: Record, scorer: NameScorer) -> tuple[NameScore, Drawn] | None:
    if not (a.names and b.names and _is_party(a) and _is_party(b)):
        return None
    person = not {a.schema, b.schema} & _BODIES
    found = scorer.score([n.text for n in a.names], [n.text for n in b.names], person)
    score = min(max(found.score, NAME_FLOOR), NAME_CEILING)
    weight = log(score / (1 - score))
    if min(len(tokens(found.a)), len(tokens(found.b))) < 2:
        weight = max(weight, ONE_WORD_FLOOR)
    clue = Drawn(
        "person", "similar_names", round(weight, 3), _at(a.names, found.a), _at(b.names, found.b)
    )
    return found, clue


def _at(facts: list[Fact], text: str) -> int:
    return next(fact.statement for fact in facts if fact.text == text)


def _alike(
    names: tuple[NameScore, Drawn] | None, people: list[Drawn], one_document: bool
) -> bool | None:
    """True when two records speak of people who are alike, False when not, None when nothing is said."""
    rules = {clue.rule for clue in people}
    if rules & _TWO_PEOPLE:
        return False
    if one_document or "same_birth_date" in rules:
        return True
    return None if names is None else names[0].score >= NAMES_AGREE


def _number(
    a: Record, b: Record, kind: str, key: str, alike: bool | None, is_common: bool
) -> Drawn:
    rule, weight = f"same_{kind}", None
    if is_common:
        rule = "common_value"
    elif not are_one_kind(a.schema, b.schema):
        rule = "number_of_another_kind_of_thing"
    elif kind in _SHARED and alike is False:
        rule = _SHARED[kind]
    elif kind in ("phone", "email") and alike is None and _is_party(a) and _is_party(b):
        weight = UNNAMED_PHONE
    weight = WEIGHTS[rule].weight if weight is None else weight
    return Drawn(kind, rule, weight, a.numbers[kind, key], b.numbers[kind, key])


def _plate_countries(a: Record, b: Record) -> Iterator[Drawn]:
    if (
        a.countries
        and b.countries
        and not {f.text for f in a.countries} & {f.text for f in b.countries}
    ):
        yield _drawn("other_country_of_plate", a.countries[0], b.countries[0])


def _person(a: Record, b: Record) -> Iterator[Drawn]:
    births = compare_births(a.births, b.births)
    if births:
        yield _drawn(*births)
    if a.sexes and b.sexes and not {f.text for f in a.sexes} & {f.text for f in b.sexes}:
        yield _drawn("other_sex", a.sexes[0], b.sexes[0])
    for mine, theirs in _pairs(a.nationalities, b.nationalities):
        if mine.text == theirs.text:
            yield _drawn("same_nationality", mine, theirs)
            break
    if a.fathers and b.fathers:
        fits = [(m, t) for m, t in _pairs(a.fathers, b.fathers) if _same_word(m.text, t.text)]
        mine, theirs = fits[0] if fits else (a.fathers[0], b.fathers[0])
        yield _drawn("same_father" if fits else "other_father", mine, theirs)


def _pairs(a: list[Fact], b: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    return ((mine, theirs) for mine in a for theirs in b)


def _same_word(a: str, b: str) -> bool:
    """True when the shorter name's words each have a word of the same skeleton in the longer."""
    mine, theirs = _keys(a), _keys(b)
    shorter, longer = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    return bool(shorter) and all(any(keys & other for other in longer) for keys in shorter)


def _keys(text: str) -> list[set[str]]:
    return [{key or word for key in skeletons(word)} for word in tokens(text)]


def _drawn(rule: str, a: Fact, b: Fact) -> Drawn:
    return Drawn("other", rule, WEIGHTS[rule].weight, a.statement, b.statement)
