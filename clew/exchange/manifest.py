"""The manifest of a case or of items: each original with its chain, each derived thing with its way back."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Row, func, select

from clew import __version__, audit
from clew.store.custody import Entry, chain, standing
from clew.store.door import View, now
from clew.store.tables import ENTITY, REFUSED, SOURCE, STATEMENT

Watch = Callable[[str, int, int], None]
_STEP = 1000


def place(digest: str) -> str:
    """Give where an original lies, from the folder of a case or of what was handed on."""
    return f"originals/{digest[:2]}/{digest}"


def sums(digests: Iterable[str]) -> Iterator[str]:
    """Give the lines `sha256sum -c` reads in the folder of the case or of what was handed on."""
    for digest in sorted(set(digests)):
        yield f"{digest}  {place(digest)}\n"


def manifest(
    view: View, sources: list[int], entity: str | None = None, watch: Watch | None = None
) -> Iterator[str]:
    """Give the manifest as JSON, piece by piece.

    Every derived entity names its source, original and spot, every statement its number and spot;
    values are left out, so that a manifest shows nobody.

    Args:
        view: what the asker may see.
        sources: numbers of the sources it is of.
        entity: the one entity it is of, or None: everything read out of the sources.
        watch: told (what, sources written, sources in all).
    """
    line, head = audit.head(view.conn)
    top = {
        "manifest": "clew custody", "version": 1, "case": view.case.name, "exercise": view.case.exercise,
        "made_at": now(), "made_by": view.asker.who, "for": view.asker.agency,
        "tool": {"name": "clew", "version": __version__}, "log": {"line": line, "hash": head},
    }  # fmt: skip
    yield _json(top)[:-1] + ',\n"originals": ['
    yield from _listed(originals(view, sources))
    yield '],\n"derived": ['
    yield from _listed(_derived(view, sources, entity, watch))
    yield "]}\n"


def originals(view: View, sources: list[int]) -> Iterator[dict[str, Any]]:
    """Give each original of these sources with every source it is, its container, members and chain."""
    wanted = {row.sha256 for row in _rows(view, sources)}
    for digest in sorted(wanted):
        rows = view.conn.execute(_seen(view).where(SOURCE.c.sha256 == digest)).all()
        entries = chain(view, digest)
        yield {
            "sha256": digest, "size": rows[0].size, "path": place(digest),
            "sources": [
                {**_source(view, row), "standing": standing(entries, row.agency)} for row in rows
            ],
            "custody": [entry.as_json() for entry in entries],
        }  # fmt: skip


def read_out(view: View, source: int) -> dict[str, int]:
    """Count what was read out of a source: entities, statements, refused."""
    inside = select(ENTITY.c.no).where(ENTITY.c.source == source)
    entities = select(func.count()).where(ENTITY.c.source == source)
    refused = select(func.count()).where(REFUSED.c.source == source)
    statements = select(func.count()).where(STATEMENT.c.entity.in_(inside))
    counts = {"entities": entities, "statements": statements, "refused": refused}
    return {name: int(view.conn.scalar(query) or 0) for name, query in counts.items()}


def enter_for(view: View, sources: list[int], act: str, **details: object) -> list[Entry]:
    """Give one entry for each original of these sources, all of one act."""
    digests = {row.sha256: None for row in _rows(view, sources)}
    return [Entry(digest, act, None, details) for digest in digests]


def _rows(view: View, sources: list[int]) -> list[Row[Any]]:
    rows: list[Row[Any]] = []
    for at in range(0, len(sources), _STEP):
        rows += view.conn.execute(_seen(view).where(SOURCE.c.no.in_(sources[at : at + _STEP])))
    return rows


def _seen(view: View) -> Any:
    return view.sources().with_only_columns(*SOURCE.c).order_by(SOURCE.c.no)


def _source(view: View, row: Row[Any]) -> dict[str, Any]:
    above = view.conn.execute(_seen(view).where(SOURCE.c.no == row.parent)).one_or_none()
    members = view.conn.execute(_seen(view).where(SOURCE.c.parent == row.no)).all()
    return {
        "source": row.no, "name": row.name, "agency": row.agency, "reader": row.reader,
        "by": row.came_by, "at": row.came_at, "evaluation": row.evaluation, "handling": row.handling,
        "handling_text": row.handling_text, "read_out": read_out(view, row.no),
        "container": None if above is None else _brief(above), "members": [_brief(m) for m in members],
    }  # fmt: skip


def _brief(row: Row[Any]) -> dict[str, Any]:
    return {"source": row.no, "name": row.name, "sha256": row.sha256, "size": row.size}


def _derived(
    view: View, sources: list[int], entity: str | None, watch: Watch | None
) -> Iterator[dict[str, Any]]:
    digests = {row.no: row.sha256 for row in _rows(view, sources)}
    for done, (source, digest) in enumerate(digests.items()):
        if watch:
            watch("writing the manifest", done, len(digests))
        query = (
            select(ENTITY.c.id, ENTITY.c.schema, ENTITY.c.spot.label("place"), STATEMENT)
            .join(STATEMENT, STATEMENT.c.entity == ENTITY.c.no)
            .where(ENTITY.c.source == source, ENTITY.c.withdrawn == 0)
            .order_by(ENTITY.c.no, STATEMENT.c.no)
            .execution_options(yield_per=_STEP)
        )
        rows = view.conn.execute(query if entity is None else query.where(ENTITY.c.id == entity))
        for _, group in groupby(rows, key=lambda row: row.entity):
            told = list(group)
            first = told[0]
            yield {
                "entity": first.id, "schema": first.schema, "source": source, "sha256": digest,
                "spot": first.place,
                "statements": [
                    {"statement": t.no, "prop": t.prop, "spot": t.spot or t.place} for t in told
                ],
            }  # fmt: skip


def _listed(things: Iterable[dict[str, Any]]) -> Iterator[str]:
    for n, thing in enumerate(things):
        yield (",\n" if n else "\n") + _json(thing)


def _json(thing: object) -> str:
    return json.dumps(thing, ensure_ascii=False)
