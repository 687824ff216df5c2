"""Lays two records field by field and says how each pair of fields agrees.

The cross-check has the first word: where a clue compared two values, its sign decides. Fields no
clue speaks of are compared as kept, then folded, so that a name in two scripts is not shown as a
difference. The mark is a reading aid; it decides nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from clew.matching.hits import Clue
from clew.model.identifiers import KINDS
from clew.model.text import fold, skeletons, tokens
from clew.store.reading import Told
from clew.web.shown import is_covered

Agreement = Literal["same", "similar", "different", "one_sided", "masked"]
FIRST = (
    "name", "alias", "firstName", "middleName", "lastName", "fatherName", "motherName", "birthDate", "birthPlace",
    "gender", "nationality", "citizenship", "idNumber", "passportNumber", "number", "registrationNumber", "imei",
    "phone", "email", "username", "iban", "address",
)  # fmt: skip
"""Fields an officer compares first, in that order; the others follow by their names."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of two records.

    Attributes:
        prop: the property.
        a: values of the one record, b: of the other; one of them may be empty.
        agrees: how they agree.
    """

    prop: str
    a: tuple[Told, ...]
    b: tuple[Told, ...]
    agrees: Agreement


def side_by_side(
    a: Sequence[Told], b: Sequence[Told], compared: Mapping[tuple[int, int], Clue]
) -> list[Field]:
    """Give the fields of two records, those officers compare first at the top.

    Args:
        a: values of the one record, without links.
        b: values of the other.
        compared: (statement of a, statement of b) → the clue that compared them.
    """
    props = {told.prop for told in (*a, *b)}
    rank = {prop: at for at, prop in enumerate(FIRST)}
    fields = []
    for prop in sorted(props, key=lambda p: (rank.get(p, len(rank)), p)):
        mine, theirs = tuple(t for t in a if t.prop == prop), tuple(t for t in b if t.prop == prop)
        fields.append(Field(prop, mine, theirs, agreement(mine, theirs, compared)))
    return fields


def agreement(
    a: Sequence[Told], b: Sequence[Told], compared: Mapping[tuple[int, int], Clue]
) -> Agreement:
    """Say how two fields agree; several values agree as well as their best pair."""
    if not a or not b:
        return "one_sided"
    pairs = [(x, y) for x in a for y in b]
    clues = [
        compared[x.statement, y.statement]
        for x, y in pairs
        if (x.statement, y.statement) in compared
    ]
    if any(is_covered(x) or is_covered(y) for x, y in pairs):
        return _by_clues(clues) or "masked"
    if any(x.value == y.value for x, y in pairs):
        return "same"
    return _by_clues(clues) or (
        "similar" if any(_alike(x.value, y.value) for x, y in pairs) else "different"
    )


def _by_clues(clues: Sequence[Clue]) -> Agreement | None:
    """Read the mark off the clues: one number, or one record speaking like or unlike the other."""
    speaking = [clue for clue in clues if clue.weight > 0]
    if any(clue.kind in KINDS and clue.rule == f"same_{clue.kind}" for clue in speaking):
        return "same"
    if speaking:
        return "similar"
    return "different" if any(clue.weight < 0 for clue in clues) else None


def _alike(a: str, b: str) -> bool:
    """True for one text in two scripts or spellings, or a date and a coarser one it lies in."""
    if fold(a) == fold(b) or (min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a))):
        return True
    mine, theirs = tokens(a), tokens(b)
    if not mine or len(mine) != len(theirs) or any(ch.isdigit() for ch in a + b):
        return False
    left = [set(skeletons(token)) for token in theirs]
    for token in mine:
        fit = next((other for other in left if other & set(skeletons(token))), None)
        if fit is None:
            return False
        left.remove(fit)
    return True
