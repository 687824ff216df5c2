"""Shapes what the rooms give into what the desk's pages read; docs/desk.md lists the fields."""

from collections.abc import Iterable
from functools import lru_cache

from clew.store import View
from clew.store.covering import MASK
from clew.store.reading import Party, Told
from clew.store.renderings import by_text

Shown = dict[str, object]
LONGEST_VALUE = 2000
"""Characters of one value a page shows; the rest is in the source, one click away."""


@lru_cache(maxsize=4096)
def label(schema: str, prop: str) -> str:
    """Give the model's word for a property of a schema, such as "Birth date"."""
    from clew.model.ftm import model

    kind = model().get(schema)
    known = kind.properties.get(prop) if kind is not None else None
    return known.label if known is not None else prop


@lru_cache(maxsize=4096)
def is_link(schema: str, prop: str) -> bool:
    """True when the property's values are ids of other entities."""
    from clew.model.ftm import model

    kind = model().get(schema)
    known = kind.properties.get(prop) if kind is not None else None
    return known is not None and known.type.name == "entity"


def value(told: Told, schema: str) -> Shown:
    """Shape one value with everything known of where it came from."""
    return {
        "statement": told.statement,
        "prop": told.prop,
        "label": label(schema, told.prop),
        "value": told.value[:LONGEST_VALUE],
        "written": told.written[:LONGEST_VALUE],
        "where": told.where,
        "source": {"id": told.source, "file": told.file, "agency": told.agency, "rendering": ""},
        "evaluation": told.evaluation,
        "handling": told.handling.split(),
        "handling_text": told.handling_text,
        "by": told.by,
        "at": told.at,
    }


def values(found: Iterable[Told], schema: str) -> list[Shown]:
    """Shape an entity's values, those that only point to another entity left out."""
    return [value(told, schema) for told in found if not is_link(schema, told.prop)]


def mark_renderings(view: View, shown: Iterable[Shown]) -> None:
    """Mark the values that stand in a translation or a transcript: "translation, unchecked"."""
    places = [one["source"] for one in shown]
    held = by_text(view, (place["id"] for place in places if isinstance(place, dict)))
    for place in places:
        if isinstance(place, dict) and (kept := held.get(place["id"])):
            place["rendering"] = kept.mark


def person(party: Party, members: Iterable[str]) -> Shown:
    """Shape the head of an entity's page."""
    return {
        "id": party.entity,
        "schema": party.schema,
        "caption": party.caption,
        "agency": party.agency,
        "category": party.category,
        "masked": party.masked,
        "members": list(members),
    }


def is_covered(told: Told) -> bool:
    """True for a value that stands masked or was erased by law: it cannot be compared by eye."""
    return told.erased or told.value == MASK
