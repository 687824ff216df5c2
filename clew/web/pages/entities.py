"""Entities: one page with what the files say of it, the search box, and the chart."""

import time
from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request

from clew.errors import NotFound
from clew.matching import hits as matched
from clew.matching.clusters import clusters
from clew.store import View, reading
from clew.store.covered import covered
from clew.store.hits import Filter
from clew.store.reading import Party, Told
from clew.store.search import search as find
from clew.store.search import telephone_countries
from clew.web.desk import door_of
from clew.web.opening import cover
from clew.web.shown import Shown, is_link, label, person, value

router = APIRouter()
MOST_LINKS = 300
"""Links one entity's page lists; the chart shows the neighbourhood."""


@router.get("/entities/{entity}")
def entity(request: Request, entity: str) -> Shown:
    """Give one entity, with the values of the records it was judged the same as."""
    with door_of(request, "an entity").act("view", what="entity", entity=entity) as view:
        party = reading.party(view, entity)
        merged = clusters(view)
        members = merged.members.get(merged.canonical(party.entity), (party.entity,))
        parties = {one.no: one for one in (reading.party(view, name) for name in members)}
        told = reading.values(view, sorted(parties))
        return {
            **person(party, members),
            "values": list(_values(view, told, parties)),
            "links": list(_links(view, told, parties)),
            "hits": [hit.as_json() for hit in matched.hits(view, Filter(entity=party.entity))],
        }


@router.get("/search")
def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Shown:
    """Give the entities that answer the words of the search box, each with why."""
    started = time.perf_counter()
    with door_of(request, "search").act("search", {"query": q}) as view:
        found = find(view, q, limit, telephone_countries(view))
    return {
        "results": [one.as_json() for one in found],
        "milliseconds": round((time.perf_counter() - started) * 1000, 1),
    }


def _values(view: View, told: Sequence[Told], parties: dict[int, Party]) -> Iterator[Shown]:
    hidden: dict[int, tuple[str, ...]] = {}
    for one in told:
        schema = parties[one.entity].schema
        if is_link(schema, one.prop):
            continue
        shown = value(one, schema)
        if one.prop == "bodyText":
            if one.source not in hidden:
                hidden[one.source] = covered(view, one.source).texts
            for part in ("value", "written"):
                shown[part] = cover(str(shown[part]), hidden[one.source])
        yield shown


def _links(view: View, told: Sequence[Told], parties: dict[int, Party]) -> Iterator[Shown]:
    seen: set[tuple[str, str]] = set()
    for one in told:
        schema = parties[one.entity].schema
        if (
            not is_link(schema, one.prop)
            or (one.prop, one.value) in seen
            or len(seen) >= MOST_LINKS
        ):
            continue
        seen.add((one.prop, one.value))
        try:
            other = reading.party(view, one.value)
        except NotFound:
            continue
        yield {"prop": one.prop, "label": label(schema, one.prop), "entity": other.brief()}
