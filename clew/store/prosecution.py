"""Keeps whom officers named as suspects, and what they put to an element of an offence; undoing marks the row."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, func, insert, select, update

from clew.errors import NotFound
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


def suspects(view: View) -> list[Suspect]:
    """Give the standing entries whose record the asker may see, the oldest first; not further ones of nobody."""
    seen = select(ENTITY.c.no).where(ENTITY.c.source.in_(view.sources()), ENTITY.c.withdrawn == 0)
    columns = (c for c in SUSPECT.c if not c.name.startswith("undone"))
    query = select(*columns).where(SUSPECT.c.undone_at.is_(None), SUSPECT.c.entity.in_(seen))
    found = [Suspect(**row._mapping) for row in view.conn.execute(query.order_by(SUSPECT.c.no))]
    first = {one.no for one in found if one.person is None}
    return [one for one in found if one.person is None or one.person in first]


def lost(view: View) -> int:
    """Count the standing entries whose file was read anew since, so that their record is no longer there."""
    replaced = select(SOURCE.c.no).where(SOURCE.c.state == "replaced")
    gone = select(ENTITY.c.no).where(ENTITY.c.source.in_(replaced))
    query = select(func.count()).where(SUSPECT.c.undone_at.is_(None), SUSPECT.c.entity.in_(gone))
    return int(view.conn.scalar(query) or 0)


def take_back(view: View, entry: Suspect | Attached) -> None:
    """Mark an entry as taken back by the asker."""
    table = SUSPECT if isinstance(entry, Suspect) else ATTACHED
    undone = {"undone_by": view.asker.who, "undone_at": now()}
    view.conn.execute(update(table).where(table.c.no == entry.no).values(**undone))


def attach(view: View, suspect: int, put: dict[str, object]) -> int:
    """Put a place to an element; *put* holds element, side, source, spot, statement, note. Give its number."""
    return _add(view, ATTACHED, suspect=suspect, **put)


def attached(view: View, suspect: int) -> list[Attached]:
    """Give what stands put to elements for an entry, of the sources the asker may see, the oldest first."""
    query = (
        select(*(c for c in ATTACHED.c if not c.name.startswith("undone")))
        .outerjoin(STATEMENT, STATEMENT.c.no == ATTACHED.c.statement)
        .where(
            ATTACHED.c.suspect == suspect, ATTACHED.c.undone_at.is_(None),
            ATTACHED.c.source.in_(view.sources()), view.is_told(),
        )
    )  # fmt: skip
    return [Attached(**row._mapping) for row in view.conn.execute(query.order_by(ATTACHED.c.no))]


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
