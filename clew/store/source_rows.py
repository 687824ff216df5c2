"""The row of a source: what an intake asks of it and writes into it, once for each file.

The statements are made once: making one costs ten times what it takes.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, bindparam, func, select, update

from clew.store.bulk import write_rows
from clew.store.door import View
from clew.store.tables import SOURCE

_BATCH = 1000
_OF_THE_FILE = (
    SOURCE.c.sha256 == bindparam("digest"),
    SOURCE.c.agency == bindparam("agency"),
)
_CURRENT = select(
    SOURCE.c.no, SOURCE.c.parent, SOURCE.c.size, SOURCE.c.reader, SOURCE.c.country, SOURCE.c.receipt
).where(*_OF_THE_FILE, SOURCE.c.state == "in")
_READINGS = select(SOURCE.c.no, SOURCE.c.state).where(*_OF_THE_FILE)
_STATE = (
    update(SOURCE)
    .where(SOURCE.c.no == bindparam("which"))
    .values(state=bindparam("now"), receipt=func.coalesce(bindparam("said"), SOURCE.c.receipt))
)
_MOVE = update(SOURCE).where(SOURCE.c.parent == bindparam("old")).values(parent=bindparam("new"))


def current(view: View, digest: str, agency: str) -> Any:
    """Give the row of a file that is in (number, parent, size, reader, country, receipt), or None."""
    asked = {"digest": digest, "agency": agency}
    return view.conn.execute(_CURRENT, asked).one_or_none()


def readings(view: View, digest: str, agency: str) -> list[tuple[int, bool]]:
    """Give every reading of a file the case has had: its number, and whether it is the one that counts."""
    rows = view.conn.execute(_READINGS, {"digest": digest, "agency": agency})
    return [(int(row.no), row.state == "in") for row in rows]


def add(view: View, row: dict[str, object]) -> None:
    """Add the row of a source; what is not named in it stays empty."""
    write_rows(view.conn, SOURCE, [tuple(row.get(c.name) for c in SOURCE.columns)])


def show(view: View, no: int, receipt: dict[str, object]) -> None:
    """Let a source that came in step by step be seen, with its receipt."""
    view.conn.execute(_STATE, {"which": no, "now": "in", "said": written(receipt)})


def replace(view: View, former: int, no: int) -> None:
    """Let the reading *no* take the place of a former one, also as what others lay in."""
    view.conn.execute(_STATE, {"which": former, "now": "replaced", "said": None})
    view.conn.execute(_MOVE, {"old": former, "new": no})


def put_into(view: View, container: int, members: Sequence[int]) -> None:
    """Write down in which source these sources lay."""
    for at in range(0, len(members), _BATCH):
        batch = members[at : at + _BATCH]
        view.conn.execute(update(SOURCE).where(SOURCE.c.no.in_(batch)).values(parent=container))


def written(receipt: dict[str, object]) -> str:
    """Give a receipt as it is kept."""
    return json.dumps(receipt, ensure_ascii=False)


def next_number(view: View, table: Table) -> int:
    """Give the next free number of a table; ask while holding the intake lock."""
    return int(view.conn.scalar(select(func.coalesce(func.max(table.c.no), 0))) or 0) + 1
