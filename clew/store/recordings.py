"""Sound recordings of a case: which message carries which, and which nobody has written down yet."""

from collections.abc import Sequence

from sqlalchemy import select

from clew.store.covering import MASK
from clew.store.door import View
from clew.store.reading import Party, values
from clew.store.renderings import every
from clew.store.tables import SOURCE

READER = "voice"
_SHORTEST = 5  # characters of a name by which a file is looked for


def recording_of(view: View, party: Party) -> int | None:
    """Give the source that holds the sound of an Audio entity: itself, or the file a message names.

    A message names its file by a path on the phone; the recording came in out of the same report or
    archive under a name that ends so.
    """
    if party.schema != "Audio" or party.masked:
        return None
    own = view.conn.execute(
        select(SOURCE.c.no, SOURCE.c.name, SOURCE.c.reader, SOURCE.c.parent).where(
            SOURCE.c.no == party.source
        )
    ).one()
    if own.reader == READER:
        return int(own.no)
    named = [
        told.value
        for told in values(view, [party.no])
        if told.prop == "fileName" and told.value != MASK
    ]
    around = [own.no, *([own.parent] if own.parent else [])]
    folder = own.name.rpartition("/")[0]
    return next(filter(None, (_named(view, name, around, folder) for name in named)), None)


def _named(view: View, name: str, around: Sequence[int], folder: str) -> int | None:
    """Give the recording beside or inside *around* whose name ends in *name*, if there is just one.

    Of several, as in an archive with the reports of two telephones, the one in *folder* counts.
    """
    path = name.replace("\\", "/").lstrip("/")
    if len(path) < _SHORTEST:
        return None
    rows = view.conn.execute(
        select(SOURCE.c.no, SOURCE.c.name).where(
            SOURCE.c.reader == READER,
            SOURCE.c.no.in_(view.sources()),
            SOURCE.c.parent.in_(around),
        )
    )
    last = path.rpartition("/")[2]
    found: dict[bool, list[int]] = {True: [], False: []}
    names: dict[int, str] = {}
    for row in rows:
        names[int(row.no)] = row.name
        inside = row.name.replace("!", "/").lower()
        if inside.endswith(f"/{last}".lower()):
            found[inside.endswith(f"/{path}".lower())].append(int(row.no))
    sure, likely = found[True], found[False]
    if len(sure) > 1:
        sure = [
            no for no, called in names.items() if no in sure and called.startswith(f"{folder}/")
        ]
    return sure[0] if len(sure) == 1 else likely[0] if not sure and len(likely) == 1 else None


def not_written_down(view: View) -> list[tuple[int, str, str]]:
    """Give (source, file, agency) of each recording without a transcript, in the order they came."""
    written = {kept.original for kept in every(view)}
    query = select(SOURCE.c.no, SOURCE.c.name, SOURCE.c.agency).where(
        SOURCE.c.reader == READER, SOURCE.c.no.in_(view.sources())
    )
    return [
        (row.no, row.name, row.agency)
        for row in view.conn.execute(query.order_by(SOURCE.c.no))
        if row.no not in written
    ]
