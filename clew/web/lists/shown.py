"""How a listed entity, a hit and its clues are written in an answer."""

from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import Any

from clew.matching.rules import RULES
from clew.web.lists.held import Held, Listed
from clew.web.lists.ports import Clue, Hit

Json = dict[str, Any]
NAMES = ("name", "alias", "previousName", "weakAlias")


def entity(listed: Listed) -> Json:
    """Give a listed entity as FollowTheMoney JSON; entities inside it become their ids."""
    given = listed.entity
    properties = {
        name: [_flat(value) for value in values] for name, values in given["properties"].items()
    }
    return {
        "id": given["id"],
        "caption": given.get("caption") or caption(properties, given["id"]),
        "schema": given["schema"],
        "properties": properties,
        "datasets": datasets(listed),
        "referents": list(given.get("referents", ())),
        "target": bool(given.get("target", True)),
        "first_seen": given.get("first_seen"),
        "last_seen": given.get("last_seen") or listed.held.index.edition.date or None,
        "last_change": given.get("last_change"),
    }


def scored(listed: Listed, hit: Hit, threshold: float, prior: float) -> Json:
    """Give a listed entity with the score of a check and what it is made of.

    Args:
        listed: the entity.
        hit: what the check gave.
        threshold: probability from which it is marked as a match.
        prior: the probability the check started from.
    """
    features = {"prior": _start(prior), **_named(hit.clues)}
    return {
        **entity(listed),
        "score": hit.probability,
        "match": hit.probability >= threshold,
        "explanations": features,
        "features": {name: one["score"] for name, one in features.items()},
    }


def caption(properties: Mapping[str, list[str]], otherwise: str) -> str:
    """Give the name an entity is shown under."""
    return next((name for prop in NAMES for name in properties.get(prop, ())), otherwise)


def datasets(listed: Listed) -> list[str]:
    """Give the list an entity stands on, and the datasets the list itself names for it."""
    return list(dict.fromkeys([listed.held.name, *listed.entity.get("datasets", ())]))


def _flat(value: object) -> str:
    return str(value["id"]) if isinstance(value, dict) else str(value)


def _start(prior: float) -> Json:
    weight = log(prior / (1 - prior))
    text = f"Before any clue: one in {1 / prior:,.0f} such pairs is the same."
    return {"score": weight, "weight": weight, "detail": text, "query": None, "candidate": None}


def _named(clues: Iterable[Clue]) -> Json:
    """Give clues by their rule's name; a rule that spoke twice gets a number."""
    told: Json = {}
    for clue in clues:
        name, number = clue.rule, 1
        while name in told:
            number += 1
            name = f"{clue.rule}-{number}"
        told[name] = {
            "score": clue.weight,
            "weight": clue.weight,
            "detail": clue.sentence,
            "query": clue.a,
            "candidate": clue.b,
        }
    return told


def together(name: str, lists: Sequence[Json]) -> Json:
    """Give the lists together as the catalogue shows them."""
    return {
        "name": name, "title": "The lists together", "version": max(str(one["version"]) for one in lists),
        "load": False, "index_version": None, "index_current": True,
        "children": [one["name"] for one in lists],
        "entity_count": sum(one["entity_count"] for one in lists),
        "thing_count": sum(one["thing_count"] for one in lists),
        "updated_at": None, "last_export": None,
    }  # fmt: skip


def algorithm(name: str) -> Json:
    """Give clew's way to compare, with the rules that may speak in an explanation."""
    docs = {rule: {"description": said.__doc__ or ""} for rule, said in RULES.items()}
    return {
        "name": name,
        "description": "Clues of whole records, weighed as log-odds; the score is a probability.",
        "docs": docs,
        "features": docs,
    }


def dataset(held: Held) -> Json:
    """Give one list as the catalogue shows it."""
    edition = held.index.edition
    version = str(edition.version)
    return {
        "name": held.name, "title": edition.name, "version": edition.date or version,
        "load": True, "index_version": version, "index_current": True, "children": [],
        "entity_count": len(held.index), "thing_count": len(held.index),
        "updated_at": edition.date or None, "last_export": None,
    }  # fmt: skip
