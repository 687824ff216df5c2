"""Gives a case as plain FollowTheMoney JSON lines: one entity a line, merged ones as one.

Every property of a line is what the case holds; merged entities carry their members' ids as
``referents``; links point to the merged entity. Values of masked victims stay out. What the
extension holds more than FollowTheMoney is said in its words: see `clew.model.plain.MAPPING`.
A translation is an entity of its own, and stands once more as ``translatedText`` beside the
``bodyText`` of its original, never in its place.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from clew.model.ftm import model
from clew.model.plain import plain_links, to_plain
from clew.model.rendering import TRANSLATION
from clew.model.text import fold
from clew.store.covering import MASK
from clew.store.door import View
from clew.store.reading import Party, Told, parties, values
from clew.store.receipts import texts
from clew.store.renderings import Kept, every
from clew.store.tables import ENTITY

_STEP = 1000


def export(view: View, clusters: Mapping[str, str]) -> Iterator[str]:
    """Give the JSON lines of everything the asker may see, in the order it came in.

    Args:
        view: what the asker may see.
        clusters: entity id → canonical id, for merged entities only.
    """
    members: dict[str, list[str]] = {}
    for entity, canonical in clusters.items():
        members.setdefault(canonical, []).append(entity)
    translated = _translated(view)
    for numbers in _batches(view):
        seen = parties(view, numbers)
        told = _by_entity(values(view, list(seen)))
        for number in sorted(seen):
            party = seen[number]
            canonical = clusters.get(party.entity, party.entity)
            if canonical == party.entity:
                own = told.get(number, [])
                yield from _lines(
                    view,
                    party,
                    own + _beside(party, own, translated),
                    sorted(members.get(canonical, [])),
                    clusters,
                )


def _translated(view: View) -> dict[int, list[tuple[Kept, list[Told]]]]:
    """Give, by the source of the original, each translation with the values of its text."""
    found: dict[int, list[tuple[Kept, list[Told]]]] = {}
    for kept in every(view):
        if kept.said.kind == TRANSLATION:
            entities = sorted({entity for entity, *_ in texts(view, kept.text)})
            said = [t for t in values(view, entities) if t.prop == "bodyText"]
            found.setdefault(kept.original, []).append((kept, said))
    return found


def _beside(
    party: Party, own: list[Told], translated: Mapping[int, list[tuple[Kept, list[Told]]]]
) -> list[Told]:
    """Give the translations of a document's text, as FollowTheMoney keeps them beside it.

    Of a source that holds many texts, only the one at the place that was translated has them.
    """
    spots = {told.where for told in own if told.prop == "bodyText"}
    if not spots:
        return []
    found: list[Told] = []
    for kept, said in translated.get(party.source, ()):
        is_whole = not kept.said.where and any(told.prop == "fileName" for told in own)
        if is_whole or kept.said.where in spots:
            found += [replace(told, prop="translatedText") for told in said]
            found += (
                [replace(said[0], prop="translatedLanguage", value=kept.said.written)]
                if said
                else []
            )
    return found


def _batches(view: View) -> Iterator[list[int]]:
    last = 0
    query = select(ENTITY.c.no).where(ENTITY.c.source.in_(view.sources()), ENTITY.c.withdrawn == 0)
    while batch := list(
        view.conn.scalars(query.where(ENTITY.c.no > last).order_by(ENTITY.c.no).limit(_STEP))
    ):
        yield batch
        last = batch[-1]


def _by_entity(found: Iterable[Told]) -> dict[int, list[Told]]:
    grouped: dict[int, list[Told]] = {}
    for told in found:
        grouped.setdefault(told.entity, []).append(told)
    return grouped


def _lines(
    view: View, party: Party, told: list[Told], members: list[str], clusters: Mapping[str, str]
) -> Iterator[str]:
    schema, agencies, seen_at = party.schema, {party.agency}, {t.at for t in told}
    others = [m for m in members if m != party.entity]
    if others:
        joined = _members(view, others)
        told = told + values(view, sorted(joined))
        seen_at |= {t.at for t in told}
        for other in joined.values():
            schema = model().common_schema(schema, other.schema).name
            agencies.add(other.agency)
    entity: dict[str, Any] = {
        "id": party.entity,
        "schema": schema,
        "properties": _properties(told, clusters),
        "datasets": sorted(_dataset(a, view.case.exercise) for a in agencies),
    }
    if others:
        entity["referents"] = others
    if seen_at:
        entity |= {"first_seen": min(seen_at), "last_seen": max(seen_at)}
    for line in (to_plain(entity), *plain_links(entity)):
        yield json.dumps(line, ensure_ascii=False, sort_keys=True)


def _members(view: View, entities: list[str]) -> dict[int, Party]:
    return parties(view, view.conn.scalars(select(ENTITY.c.no).where(ENTITY.c.id.in_(entities))))


def _properties(told: list[Told], clusters: Mapping[str, str]) -> dict[str, list[str]]:
    properties: dict[str, list[str]] = {}
    for value in told:
        if value.erased or value.value == MASK:
            continue
        text = clusters.get(value.value, value.value)
        held = properties.setdefault(value.prop, [])
        if text not in held:
            held.append(text)
    return properties


def _dataset(agency: str, exercise: bool) -> str:
    return ("exercise_" if exercise else "") + fold(agency).replace(" ", "_")
