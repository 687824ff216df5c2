"""What became of a file that was read anew: its new reading, and the records at the same places in it."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from clew.store.door import View
from clew.store.tables import ENTITY, SOURCE, STATEMENT

_BATCH = 500


def sources(view: View) -> dict[int, int]:
    """Give the number of a replaced reading → that of the reading the asker may see in its place."""
    new = SOURCE.alias("new")
    query = (
        select(SOURCE.c.no, new.c.no.label("now"))
        .join(new, (new.c.sha256 == SOURCE.c.sha256) & (new.c.agency == SOURCE.c.agency))
        .where(SOURCE.c.state == "replaced", new.c.no.in_(view.sources()))
    )
    return {row.no: row.now for row in view.conn.execute(query)}


def records(view: View, entities: Iterable[int]) -> dict[int, int]:
    """Give the number of a record of a replaced reading → that of the same one in the new reading.

    It is the same where the same file, at the same place, tells of one thing of that kind, and a name or number
    of it is the same. Where that is not so it is left out: nobody's entry goes over to somebody else.
    """
    now_at = sources(view)
    if not now_at:
        return {}
    known, found = sorted(set(entities)), dict[int, int]()
    for at in range(0, len(known), _BATCH):
        query = select(ENTITY).where(
            ENTITY.c.no.in_(known[at : at + _BATCH]), ENTITY.c.source.in_(sorted(now_at))
        )
        for row in view.conn.execute(query).all():
            there = select(ENTITY.c.no).where(
                ENTITY.c.source == now_at[row.source], ENTITY.c.spot == row.spot, ENTITY.c.schema == row.schema,
                ENTITY.c.withdrawn == 0,
            )  # fmt: skip
            several = list(view.conn.scalars(there))
            if len(several) == 1 and _is_same(view, row.no, several[0]):
                found[row.no] = several[0]
    return found


def _is_same(view: View, old: int, new: int) -> bool:
    query = select(STATEMENT.c.entity, STATEMENT.c.value, STATEMENT.c.written).where(
        STATEMENT.c.entity.in_((old, new)), STATEMENT.c.value.is_not(None),
        STATEMENT.c.prop.in_(_TELLING),
    )  # fmt: skip
    said: dict[int, set[str]] = defaultdict(set)
    for row in view.conn.execute(query):
        said[row.entity] |= {text for text in (row.value, row.written) if text}
    return bool(said[old] & said[new])


_TELLING = (
    "name", "alias", "lastName", "phone", "email", "passportNumber", "idNumber", "registrationNumber",
)  # fmt: skip
