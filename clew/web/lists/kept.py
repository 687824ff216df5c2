"""Which listed entities a question is about: topics, kinds, countries, changes."""

from collections.abc import Iterable, Mapping
from typing import Any

from clew.model.ftm import model
from clew.web.lists.asked import Kept

_IDS = ("id", "schema")


def keeps(kept: Kept, entity: Mapping[str, Any]) -> bool:
    """True when the question is about *entity*.

    An entity whose list does not say when it was changed is kept: it may have been.
    """
    own = {entity["id"], *entity.get("referents", ())}
    if entity["schema"] in kept.schemata_left_out or own & set(kept.ids_left_out):
        return False
    changed = entity.get("last_change")
    if kept.since and changed and changed < kept.since:
        return False
    return (
        _fits(kept.topics, entity["properties"].get("topics", ()), kept.every)
        and _fits(kept.countries, countries(entity), kept.every)
        and _fits_properties(kept, entity)
    )


def countries(entity: Mapping[str, Any]) -> set[str]:
    """Give the countries that stand on an entity, whatever for."""
    schema = model().get(entity["schema"])
    if schema is None:
        return set()
    return {
        str(value)
        for name, values in entity["properties"].items()
        if (prop := schema.get(name)) is not None and prop.type.name == "country"
        for value in values
    }


def _fits(wished: tuple[str, ...], held: Iterable[str], every: bool) -> bool:
    if not wished:
        return True
    there = set(held)
    return all(one in there for one in wished) if every else any(one in there for one in wished)


def _fits_properties(kept: Kept, entity: Mapping[str, Any]) -> bool:
    wished: dict[str, list[str]] = {}
    for name, value in kept.properties:
        wished.setdefault(name, []).append(value)
    return all(
        _fits(tuple(values), _values(name, entity), kept.every) for name, values in wished.items()
    )


def _values(name: str, entity: Mapping[str, Any]) -> list[str]:
    if name in _IDS:
        return [str(entity[name])]
    if name in ("datasets", "referents"):
        return list(entity.get(name, ()))
    return [str(value) for value in entity["properties"].get(name, ())]
