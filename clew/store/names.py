"""The names a case holds, to be looked for in reports."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, bindparam, select

from clew.store.door import Door, View
from clew.store.tables import ENTITY, SOURCE, STATEMENT

_KINDS = {
    "Person": "person", "LegalEntity": "person", "Address": "place", "Vehicle": "vehicle", "Vessel": "vehicle",
}  # fmt: skip


class CaseNames:
    """Reads the names within the asker's scope, once from each file however often it is asked."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._read_to = 0
        self._queries: tuple[Select[Any], Select[Any]] | None = None

    def names(self) -> Iterable[tuple[str, str]]:
        """Give (kind, name as kept) of the files that came in since it was last asked."""
        with self._door.quiet() as view:
            if self._queries is None:  # made once: it is asked again before each report
                self._queries = _newest(view), _names(view)
            newest, names = self._queries
            since = {"read_to": self._read_to}
            last = view.conn.execute(newest, since).first()
            if last is None:
                return []
            self._read_to = int(last.no)
            rows = view.conn.execute(names, since).all()
        return [(_KINDS[row.schema], row.value) for row in rows]


def _sources(view: View) -> Select[tuple[int]]:
    return view.sources().where(SOURCE.c.no > bindparam("read_to"))


def _newest(view: View) -> Select[Any]:
    return _sources(view).order_by(SOURCE.c.no.desc()).limit(1)


def _names(view: View) -> Select[Any]:
    return (
        select(ENTITY.c.schema, STATEMENT.c.value)
        .join(STATEMENT, STATEMENT.c.entity == ENTITY.c.no)
        .where(
            ENTITY.c.source.in_(_sources(view)),
            ENTITY.c.schema.in_(list(_KINDS)),
            STATEMENT.c.prop.in_(["name", "alias"]),
            STATEMENT.c.value.is_not(None),
        )
        .distinct()
    )
