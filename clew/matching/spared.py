"""What tells people apart who are masked or protected, to be covered wherever a text says it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Row, select

from clew.model.groups import components
from clew.store import judgements
from clew.store.door import View
from clew.store.masking import NOT_TELLING, OPEN_PROPS, TELLING, told_apart
from clew.store.tables import ENTITY, STATEMENT

SHARED = ("address", "date")
"""Those that tell somebody apart too, and others have them as well."""
_BATCH = 500


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
    view: View, categories: Collection[str], telling: Collection[str] = (*TELLING, *SHARED)
) -> Spared:
    """Give what tells people of these categories apart, and whoever was judged the same as one of them."""
    query = (
        select(STATEMENT.c.entity, STATEMENT.c.prop, STATEMENT.c.value, STATEMENT.c.written, ENTITY.c.schema)
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(STATEMENT.c.value.is_not(None))
    )  # fmt: skip
    people = sorted(_people(view, categories))
    rows: Iterator[Row[Any]] = chain.from_iterable(
        view.conn.execute(query.where(STATEMENT.c.entity.in_(people[at : at + _BATCH])))
        for at in range(0, len(people), _BATCH)
    )
    values, names = told_apart(
        rows, lambda kind, prop: kind in telling and prop not in NOT_TELLING | OPEN_PROPS
    )
    return Spared(tuple(values), tuple(dict.fromkeys(names)))


def _people(view: View, categories: Collection[str]) -> set[int]:
    """Give the records of such people, and those judged the same as theirs."""
    known = set(
        view.conn.scalars(select(ENTITY.c.no).where(ENTITY.c.category.in_(sorted(categories))))
    )
    if not known:
        return known
    same = [(one.a, one.b) for one in judgements.standing(view) if one.decision == "same"]
    return known.union(*(group for group in components(same) if known & set(group)))
