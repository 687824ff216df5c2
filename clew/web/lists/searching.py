"""The search box: listed entities whose name, number or id answers what was typed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from clew.errors import UsageError
from clew.model import identifiers
from clew.model.ftm import model
from clew.model.party import Party
from clew.web.lists import shown
from clew.web.lists.asked import SearchWish
from clew.web.lists.held import Held, Listed, entity_on
from clew.web.lists.kept import countries, keeps

EVEN = 0.5
"""A search starts from even odds, and shows what its words speak for rather than against."""
MOST_FOUND = 10_000
"""Entities one search counts."""
LONGEST = 384
"""Characters of a search; FollowTheMoney's longest name."""
LABELS = {
    "countries": "Countries",
    "topics": "Topics",
    "datasets": "Data sources",
    "schema": "Types",
}


def search(lists: Sequence[Held], wish: SearchWish) -> dict[str, Any]:
    """Give the entities that answer a search, the best first, with counts beside.

    Raises:
        UsageError: there is no such schema, or the words are too long.
    """
    if len(wish.words) > LONGEST:
        raise UsageError(
            f"{len(wish.words)} characters are too many to search for",
            where="q",
            do=f"write at most {LONGEST}",
        )
    found = [one for one in _found(lists, wish) if keeps(wish.kept, one.entity)]
    page = found[wish.offset : wish.offset + wish.limit]
    return {
        "results": [shown.entity(one) for one in page],
        "facets": {name: _facet(name, found) for name in wish.facets},
        "total": {"value": len(found), "relation": "eq" if len(found) < MOST_FOUND else "gte"},
        "limit": wish.limit,
        "offset": wish.offset,
    }


def _found(lists: Sequence[Held], wish: SearchWish) -> list[Listed]:
    schema = model().get(wish.schema)
    if schema is None:
        raise UsageError(
            f"no schema called {wish.schema[:60]!r}",
            where="schema",
            do="name one of FollowTheMoney: Thing, Person, Organization, Company, …",
        )
    best: dict[tuple[str, str], tuple[float, Listed]] = {}
    for held in lists:
        for list_id, score in _answers(held, wish.words, schema.name):
            entity = entity_on(held, list_id)
            if entity is None:
                continue
            kind = model().get(entity["schema"])
            if kind is not None and kind.is_a(schema):
                before = best.get((held.name, list_id))
                if before is None or before[0] < score:
                    best[held.name, list_id] = (score, Listed(held, entity))
    ordered = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    return [listed for _, (_, listed) in ordered[:MOST_FOUND]]


def _answers(held: Held, words: str, schema: str) -> Iterator[tuple[str, float]]:
    """Give (list id, how well it answers): by its id, by words of its names, by a check of the whole."""
    yield words, 3.0
    borne = dict(held.index.bearers(words))
    yield from borne.items()
    for party in _meant(words, schema):
        for hit in held.index.check(party, threshold=EVEN, prior=EVEN):
            yield hit.list_id, hit.probability + borne.get(hit.list_id, 0.0)


def _meant(words: str, schema: str) -> Iterator[Party]:
    """Give who may be meant: a person, a body, the bearer of a number."""
    kinds = {"Thing": ("Person", "Organization"), "LegalEntity": ("Person", "Organization")}
    for kind in kinds.get(schema, (schema,)):
        yield Party("", kind, names=(words,))
    if any(letter.isdigit() for letter in words):
        number = identifiers.phone(words, None)
        yield Party("", documents=(words,), phones=(number,) if number else ())


def _facet(name: str, found: Iterable[Listed]) -> dict[str, Any]:
    counts = Counter(value for one in found for value in _values(name, one))
    values = [
        {"name": value, "label": _label(name, value), "count": count}
        for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return {"label": LABELS[name], "values": values}


def _values(name: str, one: Listed) -> Iterable[str]:
    if name == "countries":
        return countries(one.entity)
    if name == "topics":
        return [str(topic) for topic in one.entity["properties"].get("topics", ())]
    return shown.datasets(one) if name == "datasets" else [one.entity["schema"]]


def _label(name: str, value: str) -> str:
    from followthemoney.types import registry

    if name == "countries":
        return registry.country.names.get(value, value)
    return registry.topic.names.get(value, value) if name == "topics" else value
