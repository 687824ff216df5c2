"""A case as people or as a list: its persons and bodies as frames of parties.

Everything is read through the case's door, within the asker's scope, and the reading stands in the
log. A masked victim stays out: neither name nor number of hers leaves the case to be compared.
"""

import json
from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from clew.model.plain import to_plain
from clew.sources.lists.entries import Entry, raw_of
from clew.sources.lists.frame import Batch
from clew.sources.lists.rows import Rules, batch
from clew.store.covering import MASK
from clew.store.door import Door, View
from clew.store.reading import Party, parties, values
from clew.store.tables import ENTITY, IDENTIFIER

SCHEMATA: Final = ("Person", "LegalEntity", "Organization", "Company", "PublicBody")
"""Schemata of a case's entities that are compared."""
MASKED: Final = "masked victims and smuggled people are not compared"
_STEP: Final = 1_000
_BATCH: Final = 500


def holdings(door: Door, batch_rows: int = 10_000) -> Iterator[Batch]:
    """Give the persons and bodies of a case the asker may see, in the order they came in.

    Masked victims are left out and counted in the notes. A party that gives no document number
    itself has those of its papers.
    """
    with door.stream("holdings", schemata=len(SCHEMATA)) as view:
        waiting: list[Entry] = []
        notes: dict[str, int] = {}
        for entry in _entries(view, notes):
            waiting.append(entry)
            if len(waiting) == batch_rows:
                yield _batch(waiting, notes)
                waiting, notes = [], {}
        yield _batch(waiting, notes)


def _batch(entries: list[Entry], notes: dict[str, int]) -> Batch:
    made = batch(raw_of(entries, 1.0), Rules())
    return Batch(made.frame, made.refused, {**made.notes, **notes}, made.share)


def _entries(view: View, notes: dict[str, int]) -> Iterator[Entry]:
    query = select(ENTITY.c.no).where(
        ENTITY.c.source.in_(view.sources()),
        ENTITY.c.withdrawn == 0,
        ENTITY.c.schema.in_(SCHEMATA),
    )
    last = 0
    while numbers := list(
        view.conn.scalars(query.where(ENTITY.c.no > last).order_by(ENTITY.c.no).limit(_STEP))
    ):
        last = numbers[-1]
        seen = parties(view, numbers)
        shown = {number: party for number, party in sorted(seen.items()) if not party.masked}
        if hidden := len(seen) - len(shown):
            notes[MASKED] = notes.get(MASKED, 0) + hidden
        yield from _told(view, shown)


def _told(view: View, shown: dict[int, Party]) -> Iterator[Entry]:
    """Give what these entities say, with the numbers of their papers."""
    said: dict[int, dict[str, list[str]]] = {number: {} for number in shown}
    for told in values(view, list(shown)):
        held = said[told.entity].setdefault(told.prop, [])
        if not told.erased and MASK not in told.value and told.value not in held:
            held.append(told.value)
    papers = _papers(view, list(shown))
    for number, party in shown.items():
        whole = {"id": party.entity, "schema": party.schema, "properties": said[number]}
        entry = Entry(party.entity, f"entity {party.entity}", party.schema)
        entry.json = json.dumps(to_plain(whole), ensure_ascii=False, sort_keys=True)
        for prop in entry.compared():
            entry.add_all(prop, said[number].get(prop, ()))
        if not entry.said.get("passportNumber") and not entry.said.get("idNumber"):
            entry.add_all("idNumber", papers.get(number, ()))
        yield entry


def _papers(view: View, numbers: list[int]) -> dict[int, list[str]]:
    """Give the document numbers these entities are known by, those of their papers too."""
    found: dict[int, list[str]] = {}
    for at in range(0, len(numbers), _BATCH):
        query = select(IDENTIFIER.c.entity, IDENTIFIER.c.key).where(
            IDENTIFIER.c.entity.in_(numbers[at : at + _BATCH]), IDENTIFIER.c.kind == "document"
        )
        for row in view.conn.execute(query.order_by(IDENTIFIER.c.statement)):
            found.setdefault(row.entity, []).append(row.key)
    return found
