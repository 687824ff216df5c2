"""What is found only after a file came in: entities and mentions added to a source that is already there."""

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import select, update

from clew.model.ports import Item
from clew.store.rows import Numbers, Scribe
from clew.store.shelf import Shelf
from clew.store.source_rows import next_number
from clew.store.steps import write_all
from clew.store.tables import ENTITY, MENTION, REFUSED, SOURCE, STATEMENT


class ComingLater:
    """Mentions added to a report that is already in, in one transaction when `done`.

    Args:
        shelf: the shelf of the case.
        source: number of the report.
        document: key under which the mentions speak of the document entity *number*.
        texts: (spot, text) of the document's statements → statement number.
        known: key under which the findings speak of another entity of the source → its number.
    """

    def __init__(
        self,
        shelf: Shelf,
        source: int,
        document: str,
        number: int,
        texts: dict[tuple[str, str], int],
        known: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._shelf, self._source = shelf, source
        numbered = {**known, document: number}
        with shelf.door.quiet() as view:
            row = view.conn.execute(
                select(SOURCE.c.key, SOURCE.c.country, SOURCE.c.receipt).where(
                    SOURCE.c.no == source
                )
            ).one()
            ids = view.conn.scalars(select(ENTITY.c.id).where(ENTITY.c.source == source))
            last = max((int(i.rpartition("-")[2]) for i in ids), default=-1)
            found = view.conn.execute(
                select(ENTITY.c.no, ENTITY.c.id).where(ENTITY.c.no.in_(numbered.values()))
            )
            id_of = {row.no: row.id for row in found}
            numbers = Numbers(
                *(next_number(view, table) for table in (ENTITY, STATEMENT, REFUSED, MENTION))
            )
        self._scribe = Scribe(shelf.model, row.key, source, row.country, numbers)
        self._scribe.category = json.loads(row.receipt or "{}").get("category")
        self._scribe.continue_after(
            last,
            {key: (no, id_of[no]) for key, no in numbered.items()},
            {(number, spot, text): statement for (spot, text), statement in texts.items()},
        )

    def write(self, items: Sequence[Item]) -> None:
        """Keep what was found."""
        self._scribe.write(items)

    @property
    def refused(self) -> int:
        """How many values were refused."""
        return self._scribe.refused

    def done(self) -> int:
        """Write it down with its line; give how many mentions came."""
        mentions = len(self._scribe.rows.mention)
        if mentions:
            with self._shelf.door.act("mention", source=self._source, mentions=mentions) as view:
                write_all(view.conn, self._scribe.take())
                view.conn.execute(
                    update(SOURCE)
                    .where(SOURCE.c.no == self._source)
                    .values(linked_at=None, checked_at=None)
                )
        return mentions
