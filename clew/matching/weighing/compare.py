"""Lays two whole records side by side: every clue for and against, and what they add up to."""

from collections.abc import Sequence
from operator import attrgetter

from clew.matching.weighing.births import best_births
from clew.matching.weighing.clue import Clue, Comparison
from clew.matching.weighing.documents import best_document
from clew.matching.weighing.kin import father_clue, place_clue
from clew.matching.weighing.names import name_clue
from clew.matching.weighing.shares import Shares
from clew.matching.weighing.table import rule_weights, weight_of
from clew.model.party import Party

TWO_PEOPLE = frozenset(
    {"other_birth_date", "other_birth_year", "other_father", "father_and_child_exchanged"}
)
"""Clues that tell two people of one name apart."""
DATE_SLIPS = frozenset(
    {
        "birth_day_and_month_swapped", "birth_date_one_digit_off", "birth_date_digits_transposed",
        "birth_dates_a_year_apart", "birth_dates_a_day_apart", "same_birth_month_other_day",
        "same_birth_year_other_day", "neighbouring_birth_year", "unknown_day_same_birth_year",
    }
)  # fmt: skip
"""Differences of birth dates that are a slip where both records are of one person."""
_weight = attrgetter("weight")


def compare(a: Party, b: Party, shares: Shares) -> Comparison:
    """Lay two records side by side.

    The answer is the same whichever comes first, with the sides of each clue exchanged. The prior is
    not in it; see `probability`.

    Args:
        a: the one record; b the other.
        shares: how common parts of names are.
    """
    people = a.is_person and b.is_person
    clues: list[Clue] = []
    has_slip = False
    if a.names and b.names and (name := name_clue(a.names, b.names, people, shares)):
        clues.append(name[0])
        has_slip = name[1]
    if people:
        _person(a, b, shares, clues, has_slip)
    if a.documents and b.documents and (paper := best_document(a.documents, b.documents)):
        clues.append(Clue("document", paper[0], weight_of(paper[0]), paper[1], paper[2]))
    if a.phones and b.phones and (held := _shared(a.phones, b.phones)):
        rules = {clue.rule for clue in clues}
        apart = not TWO_PEOPLE.isdisjoint(rules) or any(
            c.kind == "person" and c.weight <= 0 for c in clues
        )
        rule = "shared_phone" if apart else "same_phone"
        clues.append(Clue("phone", rule, weight_of(rule), held, held))
    _weak(a, b, clues)
    if people != (a.is_person or b.is_person) and "Person" in (a.schema, b.schema):
        rule = "person_and_organisation"
        clues.append(Clue("other", rule, weight_of(rule), a.schema, b.schema))
    clues.sort(key=_heaviest)
    return Comparison(round(sum(map(_weight, clues)), 3), tuple(clues))


def _heaviest(clue: Clue) -> tuple[float, str, str]:
    return -abs(clue.weight), clue.kind, clue.rule


def _person(a: Party, b: Party, shares: Shares, clues: list[Clue], has_slip: bool) -> None:
    """Add what tells people apart: birth, sex, father, place of birth; and slips in both name and birth."""
    births = best_births(a.births, b.births, rule_weights())
    if births:
        rule, i, j = births
        clues.append(Clue("other", rule, weight_of(rule), a.births[i], b.births[j]))
        if has_slip and rule in DATE_SLIPS:
            both = "slips_in_name_and_birth"
            clues.append(Clue("other", both, weight_of(both), a.births[i], b.births[j]))
    if a.sexes and b.sexes and set(a.sexes).isdisjoint(b.sexes):
        clues.append(Clue("other", "other_sex", weight_of("other_sex"), a.sexes[0], b.sexes[0]))
    if a.fathers and b.fathers and (father := father_clue(a.fathers, b.fathers, shares)):
        clues.append(father)
    if a.places and b.places and (place := place_clue(a.places, b.places)):
        clues.append(place)


def _weak(a: Party, b: Party, clues: list[Clue]) -> None:
    """Add what many share, and only to what else speaks for one person; it never speaks against."""
    if not any(clue.weight > 0 for clue in clues):
        return
    for rule, mine, theirs in (
        ("same_nationality", a.nationalities, b.nationalities),
        ("same_birth_country", a.birth_countries, b.birth_countries),
    ):
        if mine and theirs and (shared := _shared(mine, theirs)):
            clues.append(Clue("other", rule, weight_of(rule), shared, shared))


def _shared(a: Sequence[str], b: Sequence[str]) -> str:
    """Give the first value both have, in the order of the alphabet; empty when there is none."""
    return min(set(a) & set(b), default="")
