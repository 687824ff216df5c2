"""Keeps whom officers named as suspects, and what they put to an element of an offence; undoing marks the row."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Table, func, insert, or_, select, update

from clew.errors import NotFound
from clew.store import read_anew
from clew.store.door import View, now
from clew.store.tables import ATTACHED, ENTITY, SOURCE, STATEMENT, SUSPECT


@dataclass(frozen=True, slots=True)
class Suspect:
    """A record an officer named as one of a suspect.

    Attributes:
        entity: number of the record; it stands for whoever records judged the same as it are.
        reason: the officer's, in their words.
        person: number of the entry it is a further record of, or None: it stands for the person.
    """

    no: int
    entity: int
    by: str
    at: str
    reason: str
    person: int | None


@dataclass(frozen=True, slots=True)
class Attached:
    """A place of a source an officer put to an element.

    Attributes:
        element: its id, such as "smuggling.benefit".
        side: "for" or "against".
        statement: the value it is, or None: the place as a whole.
    """

    no: int
    suspect: int
    element: str
    side: str
    source: int
    spot: str
    statement: int | None
    note: str
    by: str
    at: str


def enter(view: View, entity: int, reason: str, person: int | None) -> int:
    """Name a record as one of a suspect, or as a further one of an entry; give the number."""
    return _add(view, SUSPECT, entity=entity, reason=reason, person=person)


@dataclass(frozen=True, slots=True)
class Lost:
    """An entry whose file was read anew since, and whose record nothing in the new reading is clearly the same as.

    Attributes:
        file, agency, where: of the reading the entry was made from.
    """

    no: int
    by: str
    at: str
    reason: str
    file: str
    agency: str
    where: str


def suspects(view: View) -> list[Suspect]:
    """Give the standing entries whose record the asker may see, the oldest first; not further ones of nobody.

    Of a file read anew the entry goes on with the record at the same place, where that is clearly the same one.
    """
    seen = select(ENTITY.c.no).where(ENTITY.c.source.in_(view.sources()), ENTITY.c.withdrawn == 0)
    columns = (c for c in SUSPECT.c if not c.name.startswith("undone"))
    query = select(*columns).where(SUSPECT.c.undone_at.is_(None)).order_by(SUSPECT.c.no)
    standing = [Suspect(**row._mapping) for row in view.conn.execute(query)]
    now_at = read_anew.records(view, [one.entity for one in standing])
    standing = [replace(one, entity=now_at.get(one.entity, one.entity)) for one in standing]
    wanted = seen.where(ENTITY.c.no.in_([one.entity for one in standing]))
    known = set(view.conn.scalars(wanted))
    found = [one for one in standing if one.entity in known]
    first = {one.no for one in found if one.person is None}
    return [one for one in found if one.person is None or one.person in first]


def lost(view: View) -> list[Lost]:
    """Give the standing entries that no record of the new reading of their file goes on with."""
    replaced = SOURCE.c.state == "replaced"
    if view.scope.agencies is not None:
        replaced &= SOURCE.c.agency.in_(sorted(view.scope.agencies))
    query = (
        select(SUSPECT, SOURCE.c.name, SOURCE.c.agency, ENTITY.c.spot)
        .join(ENTITY, ENTITY.c.no == SUSPECT.c.entity)
        .join(SOURCE, SOURCE.c.no == ENTITY.c.source)
        .where(SUSPECT.c.undone_at.is_(None), replaced)
    )
    rows = view.conn.execute(query.order_by(SUSPECT.c.no)).all()
    now_at = read_anew.records(view, [row.entity for row in rows])
    return [
        Lost(row.no, row.by, row.at, row.reason, row.name, row.agency, row.spot)
        for row in rows
        if row.entity not in now_at
    ]


def take_back(view: View, entry: Suspect | Attached | Lost) -> None:
    """Mark an entry as taken back by the asker."""
    table = ATTACHED if isinstance(entry, Attached) else SUSPECT
    undone = {"undone_by": view.asker.who, "undone_at": now()}
    view.conn.execute(update(table).where(table.c.no == entry.no).values(**undone))


def attach(view: View, suspect: int, put: dict[str, object]) -> int:
    """Put a place to an element; *put* holds element, side, source, spot, statement, note. Give its number."""
    return _add(view, ATTACHED, suspect=suspect, **put)


def was_read(view: View, source: int, spot: str) -> bool:
    """Say whether something was read at a place of a source, that the asker may see."""
    here = (ENTITY.c.source == source) & (ENTITY.c.withdrawn == 0)
    entity = select(ENTITY.c.no).where(here, ENTITY.c.spot == spot)
    value = (
        select(STATEMENT.c.no)
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(here, STATEMENT.c.spot == spot, view.is_told())
    )
    return any(view.conn.scalar(one.limit(1)) is not None for one in (entity, value))


def attached(view: View, suspect: int) -> list[Attached]:
    """Give what stands put to elements for an entry, of the sources the asker may see, the oldest first.

    A place of a file read anew stands in its new reading, as a whole.
    """
    now_at = read_anew.sources(view)
    query = (
        select(*(c for c in ATTACHED.c if not c.name.startswith("undone")))
        .outerjoin(STATEMENT, STATEMENT.c.no == ATTACHED.c.statement)
        .where(
            ATTACHED.c.suspect == suspect, ATTACHED.c.undone_at.is_(None),
            or_(ATTACHED.c.source.in_(view.sources()), ATTACHED.c.source.in_(sorted(now_at))), view.is_told(),
        )
    )  # fmt: skip
    found = [Attached(**row._mapping) for row in view.conn.execute(query.order_by(ATTACHED.c.no))]
    return [
        replace(one, source=now_at[one.source], statement=None) if one.source in now_at else one
        for one in found
    ]


def one_attached(view: View, no: int) -> Attached:
    """Give one that stands.

    Raises:
        NotFound: there is none under that number, or it was taken back.
    """
    owner = view.conn.scalar(select(ATTACHED.c.suspect).where(ATTACHED.c.no == no))
    for one in attached(view, int(owner or 0)):
        if one.no == no:
            return one
    raise NotFound(f"nothing is put to an element under number {no}", do="see the person's sheet")


def _add(view: View, table: Table, **values: Any) -> int:
    no = int(view.conn.scalar(select(func.coalesce(func.max(table.c.no), 0))) or 0) + 1
    row = {"no": no, "by": view.asker.who, "at": now(), **values}
    view.conn.execute(insert(table).values(**row))
    return no
