"""The names a case holds, to be looked for in reports."""

from collections.abc import Iterable

from sqlalchemy import select

from clew.store.door import Door
from clew.store.tables import ENTITY, SOURCE, STATEMENT

_KINDS = {
    "Person": "person", "LegalEntity": "person", "Address": "place", "Vehicle": "vehicle", "Vessel": "vehicle",
}  # fmt: skip


class CaseNames:
    """Reads the names within the asker's scope, once from each file however often it is asked."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._read_to = 0

    def names(self) -> Iterable[tuple[str, str]]:
        """Give (kind, name as kept) of the files that came in since it was last asked."""
        query = (
            select(ENTITY.c.schema, STATEMENT.c.value)
            .join(STATEMENT, STATEMENT.c.entity == ENTITY.c.no)
            .where(
                ENTITY.c.schema.in_(list(_KINDS)),
                STATEMENT.c.prop.in_(["name", "alias"]),
                STATEMENT.c.value.is_not(None),
            )
            .distinct()
        )
        with self._door.quiet() as view:
            sources = view.sources().where(SOURCE.c.no > self._read_to)
            newest = view.conn.execute(sources.order_by(SOURCE.c.no.desc()).limit(1)).first()
            if newest is None:
                return []
            self._read_to = int(newest.no)
            rows = view.conn.execute(query.where(ENTITY.c.source.in_(sources))).all()
        return [(_KINDS[row.schema], row.value) for row in rows]
