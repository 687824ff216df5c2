"""Weighs what two records of a case say of themselves: clues for and against, and the score they add up to."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from clew.matching.weighing import Clue, Shares, compare, probability
from clew.matching.weighing.compare import TWO_PEOPLE
from clew.matching.weighing.table import table, weight_of
from clew.matching.weights import KEPT
from clew.model.party import Party
from clew.store.crossing import PARTIES, Fact, Record
from clew.store.hits import Drawn

SUREST = 0.9999
"""The highest score there is: no two records are certain to be one."""
_BODIES = frozenset({"Organization", "Company", "PublicBody"})
_SHARED = {
    "phone": "shared_phone",
    "email": "shared_email",
    "address": "shared_address",
}
"""Kinds that a household or a house has in common, and the rule when two people share one."""
_FIELDS = {
    "other_sex": "sexes", "same_nationality": "nationalities",
    "same_father": "fathers", "other_father": "fathers",
}  # fmt: skip
"""Rule → the list of a record its values stand in, where that is not the names' or the birth dates'."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a comparison found.

    Attributes:
        score: probability, 0 to 1.
        clues: the reasons, the heaviest first; the score is the prior and their sum, and nothing else.
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


def prior() -> float:
    """Give the probability that two records of two agencies are one, before any clue (`[prior] case`)."""
    return table().case_prior


def weigh(a: Record, b: Record, common: AbstractSet[tuple[str, str]]) -> Weighed:
    """Lay two records side by side.

    Args:
        a: the one record; b the other, of another agency.
        common: (kind, key) of values too common to count.
    """
    shared = sorted(a.numbers.keys() & b.numbers.keys())
    one_document = any(kind == "document" for kind, _ in shared)
    people = _parties(a, b, one_document)
    alike = _alike(people, one_document)
    clues = [_number(a, b, kind, key, alike, (kind, key) in common) for kind, key in shared]
    if a.schema == b.schema == "Vehicle":
        clues += _plate_countries(a, b)
    clues += [_placed(a, b, clue) for clue in people]
    clues.sort(key=lambda clue: (-abs(clue.weight), clue.kind, clue.a, clue.b))
    total = sum(clue.weight for clue in clues)
    telling = any((kind, key) not in common for kind, key in shared)
    return Weighed(min(round(probability(total, prior()), 4), SUREST), tuple(clues), telling)


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


def _parties(a: Record, b: Record, one_document: bool) -> tuple[Clue, ...]:
    """Give the clues of what two people or bodies say of themselves; numbers they share stand aside."""
    if not (a.schema in PARTIES and b.schema in PARTIES):
        return ()
    shares = Shares.of_one_route(table().case_unknown)
    return compare(_party(a, one_document), _party(b, one_document), shares).clues


def _party(record: Record, one_document: bool) -> Party:
    return Party(
        str(record.no), record.schema, _texts(record.names), _texts(record.births), _texts(record.sexes),
        _texts(record.nationalities), _texts(record.fathers),
        () if one_document else tuple(key for kind, key in record.numbers if kind == "document"),
    )  # fmt: skip


def _texts(facts: Sequence[Fact]) -> tuple[str, ...]:
    return tuple(fact.text for fact in facts)


def _placed(a: Record, b: Record, clue: Clue) -> Drawn:
    """Give a clue with the statements its values stand in."""
    if clue.kind == "document":
        mine, theirs = a.numbers["document", clue.a], b.numbers["document", clue.b]
    elif clue.rule == "person_and_organisation":
        mine, theirs = a.names[0].statement, b.names[0].statement
    else:
        field = "names" if clue.kind == "person" else _FIELDS.get(clue.rule, "births")
        mine, theirs = _at(getattr(a, field), clue.a), _at(getattr(b, field), clue.b)
    weight = min(clue.weight, table().case_name) if clue.kind == "person" else clue.weight
    return Drawn(clue.kind, clue.rule, weight, mine, theirs)


def _at(facts: Sequence[Fact], text: str) -> int:
    return next(fact.statement for fact in facts if fact.text == text)


def _alike(people: Sequence[Clue], one_document: bool) -> bool | None:
    """True when two records speak of people who are alike, False when not, None when nothing is said."""
    rules = {clue.rule for clue in people}
    if rules & TWO_PEOPLE:
        return False
    if one_document or "same_birth_date" in rules:
        return True
    return next((clue.weight > 0 for clue in people if clue.kind == "person"), None)


def _number(
    a: Record, b: Record, kind: str, key: str, alike: bool | None, is_common: bool
) -> Drawn:
    rule = f"same_{kind}"
    if is_common:
        rule = "common_value"
    elif not are_one_kind(a.schema, b.schema):
        rule = "number_of_another_kind_of_thing"
    elif kind in _SHARED and alike is False:
        rule = _SHARED[kind]
    return Drawn(kind, rule, weight_of(rule), a.numbers[kind, key], b.numbers[kind, key])


def _plate_countries(a: Record, b: Record) -> Iterator[Drawn]:
    if (
        a.countries
        and b.countries
        and not {f.text for f in a.countries} & {f.text for f in b.countries}
    ):
        mine, theirs = a.countries[0].statement, b.countries[0].statement
        rule = "other_country_of_plate"
        yield Drawn("other", rule, weight_of(rule), mine, theirs)
