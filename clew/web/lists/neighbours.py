"""One listed entity with those its list names beside it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from clew.errors import NotFound
from clew.model.ftm import model
from clew.web.lists import shown
from clew.web.lists.held import Listed, entity_on

if TYPE_CHECKING:
    from followthemoney.property import Property

Json = dict[str, Any]


def nested(listed: Listed) -> Json:
    """Give an entity; entities its own properties name stand in place of their ids."""
    told = shown.entity(listed)
    for name, values in listed.entity["properties"].items():
        if _links(listed, name):
            told["properties"][name] = [_beside(listed, value) for value in values]
    return told


def adjacent(listed: Listed, limit: int, offset: int) -> Json:
    """Give an entity and, by property, those its list names beside it."""
    return {
        "entity": shown.entity(listed),
        "adjacent": {
            name: _page(listed, values, limit, offset)
            for name, values in listed.entity["properties"].items()
            if _links(listed, name)
        },
    }


def adjacent_by(listed: Listed, name: str, limit: int, offset: int) -> Json:
    """Give the entities one property names.

    Raises:
        NotFound: the entity's schema has no property *name* that names entities.
    """
    if not _links(listed, name):
        raise NotFound(
            f"{name!r} names no entities", where=str(listed.entity["id"]), do="check its spelling"
        )
    return _page(listed, listed.entity["properties"].get(name, []), limit, offset)


def _links(listed: Listed, name: str) -> bool:
    prop = _property(listed, name)
    return prop is not None and prop.type.name == "entity"


def _property(listed: Listed, name: str) -> "Property | None":
    schema = model().get(listed.entity["schema"])
    return None if schema is None else schema.get(name)


def _page(listed: Listed, values: list[Any], limit: int, offset: int) -> Json:
    return {
        "results": [_beside(listed, value) for value in values[offset : offset + limit]],
        "total": {"value": len(values), "relation": "eq"},
        "limit": limit,
        "offset": offset,
    }


def _beside(listed: Listed, value: object) -> object:
    """Give the entity that *value* is or names; a name the list does not explain stays as it is."""
    if isinstance(value, Mapping):
        return shown.entity(Listed(listed.held, value))
    known = entity_on(listed.held, str(value))
    return str(value) if known is None else shown.entity(Listed(listed.held, known))
