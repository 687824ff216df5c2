"""What tells people apart who are masked or protected, to be covered wherever a text says it."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from clew.matching.covering import Veil, squeezed
from clew.model.evaluation import MASKED
from clew.model.ftm import model
from clew.model.groups import components
from clew.store import judgements
from clew.store.covered import NOT_TELLING
from clew.store.door import View
from clew.store.reading import OPEN_PROPS, is_masked
from clew.store.tables import ENTITY, STATEMENT

THEIRS = ("name", "identifier", "phone", "email", "iban", "url", "checksum")
"""FollowTheMoney's types of values that are one person's own."""
SHARED = ("address", "date")
"""Those that tell somebody apart too, and others have them as well."""
_WHOLE = ("firstName", "lastName")
_BATCH = 500
_LAST_DIGITS = 8
"""Digits at the end of a long number that are the same however its beginning is written."""


@dataclass(frozen=True, slots=True)
class Spared:
    """What tells people of some categories apart, whatever source says it.

    Attributes:
        values: values as kept and as written.
        names: their names, also those put together from a first and a last name.
    """

    values: tuple[str, ...]
    names: tuple[str, ...]


def spared(
    view: View, categories: Collection[str], telling: Collection[str] = (*THEIRS, *SHARED)
) -> Spared:
    """Give what tells people of these categories apart, and whoever was judged the same as one of them."""
    query = (
        select(STATEMENT.c.entity, STATEMENT.c.prop, STATEMENT.c.value, STATEMENT.c.written, ENTITY.c.schema)
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(STATEMENT.c.value.is_not(None))
    )  # fmt: skip
    found: dict[str, None] = {}
    names: dict[str, None] = {}
    parts: dict[int, dict[str, str]] = defaultdict(dict)
    people = sorted(_people(view, categories))
    for at in range(0, len(people), _BATCH):
        several = query.where(STATEMENT.c.entity.in_(people[at : at + _BATCH]))
        for row in view.conn.execute(several):
            kind = type_of(row.schema, row.prop)
            if kind in telling and row.prop not in NOT_TELLING | OPEN_PROPS:
                found |= dict.fromkeys(forms_of(row.value, row.written))
            if kind == "name":
                names |= dict.fromkeys((row.value, row.written or row.value))
            if row.prop in _WHOLE:
                parts[row.entity].setdefault(row.prop, row.value)
    both = (
        " ".join(told[p] for p in _WHOLE) for told in parts.values() if len(told) == len(_WHOLE)
    )
    return Spared(tuple(found), tuple(dict.fromkeys((*names, *both))))


def _people(view: View, categories: Collection[str]) -> set[int]:
    """Give the records of such people, and those judged the same as theirs."""
    known = set(
        view.conn.scalars(select(ENTITY.c.no).where(ENTITY.c.category.in_(sorted(categories))))
    )
    if not known:
        return known
    same = [(one.a, one.b) for one in judgements.standing(view) if one.decision == "same"]
    return known.union(*(group for group in components(same) if known & set(group)))


def veil_of(view: View) -> Veil:
    """Give what covers victims and smuggled people in any text of the case, as far as the asker may not see them."""
    masked = [one for one in MASKED if is_masked(view, one)]
    if not masked:
        return Veil(())
    found = spared(view, masked, THEIRS)
    return Veil(found.values, found.names)


def forms_of(value: str, written: str | None) -> Iterator[str]:
    """Give a value as kept and as written, and the last digits of a long number."""
    for text in dict.fromkeys((value, written or value)):
        yield text
        digits = "".join(c for c in text if c.isdigit())
        if len(digits) > _LAST_DIGITS and 2 * len(digits) > len(squeezed(text)):
            yield digits[-_LAST_DIGITS:]


@lru_cache(maxsize=4096)
def type_of(schema: str, prop: str) -> str:
    """Give FollowTheMoney's type of a property; "text" where it is not known."""
    kind = model().get(schema)
    known = kind.properties.get(prop) if kind is not None else None
    return known.type.name if known is not None else "text"
