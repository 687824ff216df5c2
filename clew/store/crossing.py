"""Finds what a cross-check compares: shared numbers, names, and what each record says of itself.

Values are read as kept, victims included: a covered value still has to be compared. They leave
this room as clues, which name statements only; what a person sees is read through `reading`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Select, Subquery, select, tuple_, update

from clew.store.door import View, now
from clew.store.tables import CLUE, COMMON, ENTITY, HIT, IDENTIFIER, SOURCE, STATEMENT

PARTIES = ("Person", "LegalEntity", "Organization", "Company", "PublicBody")
"""Schemas whose entities bear names that tell people and bodies apart."""
NAMES = ("name", "alias", "previousName", "weakAlias")
SAID = {
    **dict.fromkeys(NAMES, "names"), "birthDate": "births", "gender": "sexes",
    "nationality": "nationalities", "citizenship": "nationalities", "fatherName": "fathers",
    "country": "countries",
}  # fmt: skip
"""Property → the list of a `Record` it is kept in."""
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Holder:
    """One entity that carries a number, and the statement that says so."""

    entity: int
    statement: int
    source: int
    agency: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a record: the statement's number and the value as kept."""

    statement: int
    text: str


@dataclass(slots=True)
class Record:
    """What one entity says of itself, as far as a cross-check compares it.

    Attributes:
        numbers: (kind, key) → the statement that carries the number.
    """

    no: int
    schema: str
    agency: str
    names: list[Fact] = field(default_factory=list)
    births: list[Fact] = field(default_factory=list)
    sexes: list[Fact] = field(default_factory=list)
    nationalities: list[Fact] = field(default_factory=list)
    fathers: list[Fact] = field(default_factory=list)
    countries: list[Fact] = field(default_factory=list)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bearer:
    """An entity with its names, for finding candidates.

    Attributes:
        fresh: its source has not been checked yet.
        birth: its birth date as kept, empty when it has none.
    """

    entity: int
    agency: str
    fresh: bool
    names: tuple[str, ...]
    birth: str


def waiting(view: View, stamp: str) -> list[int]:
    """Give the sources not yet linked (*stamp* "linked_at") or checked ("checked_at")."""
    query = select(SOURCE.c.no).where(SOURCE.c.no.in_(view.sources()), SOURCE.c[stamp].is_(None))
    return list(view.conn.scalars(query.order_by(SOURCE.c.no)))


def stamped(view: View, stamp: str, sources: Sequence[int]) -> None:
    """Write down that these sources are linked or checked."""
    for batch in _batches(sources):
        view.conn.execute(update(SOURCE).where(SOURCE.c.no.in_(batch)).values({stamp: now()}))


def shared_numbers(view: View) -> Iterator[tuple[str, str, list[Holder], set[int]]]:
    """Give the numbers that an unlinked source carries and two agencies hold.

    Yields:
        kind, key, its holders in order of their numbers, and the unlinked sources.
    """
    fresh = set(waiting(view, "linked_at"))
    keys = _keys_of_two_agencies(view)
    query = (
        _numbers(view)
        .join(keys, (keys.c.key == IDENTIFIER.c.key) & (keys.c.kind == IDENTIFIER.c.kind))
        .order_by(IDENTIFIER.c.key, IDENTIFIER.c.kind, IDENTIFIER.c.entity)
    )
    rows = view.conn.execution_options(yield_per=_BATCH).execute(query)
    for (key, kind), group in groupby(rows, key=attrgetter("key", "kind")):
        held = {
            row.entity: Holder(row.entity, row.statement, row.source, row.agency) for row in group
        }
        if len({holder.agency for holder in held.values()}) > 1:
            yield kind, key, list(held.values()), fresh


def _keys_of_two_agencies(view: View) -> Subquery:
    mine, theirs = IDENTIFIER.alias("mine"), IDENTIFIER.alias("theirs")
    ours, others = SOURCE.alias("ours"), SOURCE.alias("others")
    return (
        select(mine.c.kind, mine.c.key)
        .join(ours, ours.c.no == mine.c.source)
        .join(theirs, (theirs.c.key == mine.c.key) & (theirs.c.kind == mine.c.kind))
        .join(others, others.c.no == theirs.c.source)
        .where(
            ours.c.linked_at.is_(None),
            ours.c.no.in_(view.sources()),
            others.c.no.in_(view.sources()),
            others.c.agency != ours.c.agency,
        )
        .distinct()
        .subquery()
    )


def names_of(view: View, entities: Iterable[int]) -> dict[int, list[str]]:
    """Give the names these entities carry."""
    found: dict[int, list[str]] = {}
    for batch in _batches(sorted(set(entities))):
        query = select(STATEMENT.c.entity, STATEMENT.c.value).where(
            STATEMENT.c.entity.in_(batch),
            STATEMENT.c.prop.in_(NAMES),
            STATEMENT.c.value.is_not(None),
        )
        for row in view.conn.execute(query.order_by(STATEMENT.c.no)):
            found.setdefault(row.entity, []).append(row.value)
    return found


def bearers(view: View) -> list[Bearer]:
    """Give the people and bodies with a name that the asker may see, in order of their numbers."""
    query = (
        select(
            ENTITY.c.no, SOURCE.c.agency, SOURCE.c.checked_at, STATEMENT.c.prop, STATEMENT.c.value
        )
        .join(SOURCE, SOURCE.c.no == ENTITY.c.source)
        .join(STATEMENT, STATEMENT.c.entity == ENTITY.c.no)
        .where(
            SOURCE.c.no.in_(view.sources()),
            ENTITY.c.withdrawn == 0,
            ENTITY.c.schema.in_(PARTIES),
            STATEMENT.c.prop.in_([*NAMES, "birthDate"]),
            STATEMENT.c.value.is_not(None),
        )
        .order_by(ENTITY.c.no, STATEMENT.c.no)
    )
    found: list[Bearer] = []
    rows = view.conn.execution_options(yield_per=_BATCH).execute(query)
    for number, group in groupby(rows, key=attrgetter("no")):
        said = list(group)
        names = tuple(row.value for row in said if row.prop != "birthDate")
        birth = next((row.value for row in said if row.prop == "birthDate"), "")
        if names:
            found.append(Bearer(number, said[0].agency, said[0].checked_at is None, names, birth))
    return found


def records(view: View, entities: Iterable[int]) -> dict[int, Record]:
    """Give what these entities say of themselves; entities out of sight are left out."""
    found: dict[int, Record] = {}
    for batch in _batches(sorted(set(entities))):
        query = (
            select(ENTITY.c.no, ENTITY.c.schema, SOURCE.c.agency)
            .join(SOURCE, SOURCE.c.no == ENTITY.c.source)
            .where(ENTITY.c.no.in_(batch), SOURCE.c.no.in_(view.sources()), ENTITY.c.withdrawn == 0)
        )
        for row in view.conn.execute(query):
            found[row.no] = Record(row.no, row.schema, row.agency)
        _fill(view, batch, found)
    return found


def commons(view: View) -> set[tuple[str, str]]:
    """Give the (kind, key) of the values too common to tell anyone apart."""
    return {(row.kind, row.key) for row in view.conn.execute(select(COMMON.c.kind, COMMON.c.key))}


def hits_resting_on(view: View, values: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Give the pairs of the hits that have a clue drawn from one of these (kind, key)."""
    pairs: set[tuple[int, int]] = set()
    for batch in _batches(values, 200):
        query = (
            select(HIT.c.a, HIT.c.b)
            .join(CLUE, CLUE.c.hit == HIT.c.no)
            .join(
                IDENTIFIER,
                (IDENTIFIER.c.statement == CLUE.c.a) & (IDENTIFIER.c.kind == CLUE.c.kind),
            )
            .where(tuple_(IDENTIFIER.c.kind, IDENTIFIER.c.key).in_(batch))
        )
        pairs.update((row.a, row.b) for row in view.conn.execute(query))
    return sorted(pairs)


def hits_of_unchecked(view: View) -> list[tuple[int, int]]:
    """Give the pairs of the hits in which an entity of an unchecked source stands."""
    unchecked = (
        select(ENTITY.c.no)
        .join(SOURCE, SOURCE.c.no == ENTITY.c.source)
        .where(SOURCE.c.no.in_(view.sources()), SOURCE.c.checked_at.is_(None))
    )
    query = select(HIT.c.a, HIT.c.b).where(HIT.c.a.in_(unchecked) | HIT.c.b.in_(unchecked))
    return [(row.a, row.b) for row in view.conn.execute(query.order_by(HIT.c.no))]


def _numbers(view: View) -> Select[Any]:
    return (
        select(IDENTIFIER, SOURCE.c.agency)
        .join(ENTITY, ENTITY.c.no == IDENTIFIER.c.entity)
        .join(SOURCE, SOURCE.c.no == IDENTIFIER.c.source)
        .where(SOURCE.c.no.in_(view.sources()), ENTITY.c.withdrawn == 0)
    )


def _fill(view: View, batch: Sequence[int], found: dict[int, Record]) -> None:
    said = select(STATEMENT.c.no, STATEMENT.c.entity, STATEMENT.c.prop, STATEMENT.c.value).where(
        STATEMENT.c.entity.in_(batch),
        STATEMENT.c.prop.in_(list(SAID)),
        STATEMENT.c.value.is_not(None),
    )
    for row in view.conn.execute(said.order_by(STATEMENT.c.no)):
        if row.entity in found:
            _list_of(found[row.entity], row).append(Fact(row.no, row.value))
    held = select(IDENTIFIER).where(IDENTIFIER.c.entity.in_(batch)).order_by(IDENTIFIER.c.statement)
    for row in view.conn.execute(held):
        if row.entity in found:
            found[row.entity].numbers.setdefault((row.kind, row.key), row.statement)


def _list_of(record: Record, row: Any) -> list[Fact]:
    facts: list[Fact] = getattr(record, SAID[row.prop])
    return facts


def _batches(items: Sequence[Any], size: int = _BATCH) -> Iterator[Sequence[Any]]:
    for at in range(0, len(items), size):
        yield list(items[at : at + size])
