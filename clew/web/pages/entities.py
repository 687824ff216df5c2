"""Entities: one page with what the files say of it, the search box, and the chart."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Annotated

from fastapi import Query, Request

from clew.analysis.chart import chart as draw
from clew.matching import hits as matched
from clew.matching.clusters import clusters
from clew.store import View, reading
from clew.store.covered import Covered, covered
from clew.store.hits import Filter
from clew.store.reading import Party, Told
from clew.store.recordings import not_written_down, recording_of
from clew.store.search import search as find
from clew.store.search import telephone_countries
from clew.web.answering import routes
from clew.web.desk import door_of
from clew.web.shown import Shown, is_link, mark_renderings, person, value

router = routes()
MOST_NODES = 500
"""Entities one chart draws; the page lays out no more."""
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
        values = list(_values(view, reading.values(view, sorted(parties)), parties))
        mark_renderings(view, values)
        return {
            **person(party, members),
            "values": values,
            "recording": _recording(view, party),
            "links": list(_links(view, members)),
            "hits": [hit.as_json() for hit in matched.hits(view, Filter(entity=party.entity))],
        }


@router.get("/chart")
def chart(
    request: Request, entity: str = "", steps: Annotated[int, Query(ge=1, le=2)] = 1
) -> Shown:
    """Give the links around an entity, or without one what the agencies hold in common."""
    with door_of(request, "the chart").act("view", what="chart", entity=entity) as view:
        drawn = draw(view, entity or None, steps, MOST_NODES)
        wanted = (s for link in drawn.links for s in (link.statement, link.other) if s is not None)
        told = reading.statements(view, wanted)
        view.note(nodes=len(drawn.nodes), links=len(drawn.links))
    shown = drawn.as_json()
    shown["links"] = [
        {
            **asdict(link), "opens": _opens(told.get(link.statement)),
            "sources": [_spot(told[s]) for s in (link.statement, link.other) if s in told],
        }
        for link in drawn.links
    ]  # fmt: skip
    return shown


def _opens(told: Told | None) -> Shown | None:
    return None if told is None else {"source": told.source, "where": told.where}


def _spot(told: Told) -> Shown:
    return {
        "file": told.file, "where": told.where, "agency": told.agency, "source": told.source,
        "handling": list(told.codes),
    }  # fmt: skip


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
    hidden: dict[int, Covered] = {}
    for one in told:
        schema = parties[one.entity].schema
        if is_link(schema, one.prop):
            continue
        shown = value(one, schema)
        if one.prop == "bodyText":
            if one.source not in hidden:
                hidden[one.source] = covered(view, one.source)
            for part in ("value", "written"):
                shown[part] = hidden[one.source].cover(str(shown[part]))
        yield shown


def _recording(view: View, party: Party) -> Shown | None:
    """Give the source that holds the sound of a recording, and whether somebody wrote it down."""
    source = recording_of(view, party)
    if source is None:
        return None
    return {"source": source, "written": all(no != source for no, _, _ in not_written_down(view))}


def _links(view: View, members: Iterable[str]) -> Iterator[Shown]:
    own = frozenset(members)
    for member in own:
        drawn = draw(view, member, limit=MOST_LINKS)
        nodes = {node.id: node for node in drawn.nodes}
        for link in drawn.links:
            outward = link.source == member
            other = nodes[link.target if outward else link.source]
            if link.hit is not None or other.id in own or member not in (link.source, link.target):
                continue
            yield {
                "prop": link.prop, "label": link.label, "outward": outward, "count": link.count,
                "first": link.first, "last": link.last,
                "entity": {
                    "entity": other.id, "schema": other.schema, "caption": other.caption, "agency": other.agency,
                },
            }  # fmt: skip
