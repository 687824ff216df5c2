"""FollowTheMoney's model with clew's extension: handsets, SIM cards, chats, weapons, serials.

The extension goes into the one model FollowTheMoney keeps for the process, so that its own
entities, statements and exports know it too, whatever was imported first. A plain model is
``followthemoney.model.Model(followthemoney.settings.MODEL_PATH)``.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clew.errors import ClewError

if TYPE_CHECKING:
    from followthemoney.model import Model

EXTENSION = Path(__file__).with_name("extension.yaml")
_PARTS = {"schemata", "properties"}


@cache
def model() -> "Model":
    """Give FollowTheMoney's model with the extension in it; the first call costs its import.

    Raises:
        ClewError: the extension names a schema twice, or adds to one that is not there.
    """
    from followthemoney.model import Model

    return _extend(Model.instance(), extension())


@cache
def extension() -> dict[str, dict[str, Any]]:
    """Give the extension as data: ``schemata`` of our own and ``properties`` added to others."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parts = yaml.load(EXTENSION.read_text("utf-8"), loader)  # noqa: S506 - both loaders are safe
    if set(parts) != _PARTS:
        raise ClewError(f"the model extension has parts {sorted(parts)}, not {sorted(_PARTS)}")
    return dict(parts)


def _extend(target: "Model", parts: dict[str, dict[str, Any]]) -> "Model":
    from followthemoney.property import Property
    from followthemoney.schema import Schema

    for name, spec in parts["schemata"].items():
        if name in target.schemata:
            raise ClewError(
                f"FollowTheMoney has a schema {name!r} of its own",
                where=EXTENSION.name,
                do="rename ours, or drop it and use theirs",
            )
        target.schemata[name] = Schema(target, name, spec)
    for name, props in parts["properties"].items():
        schema = target.get(name)
        if schema is None:
            raise ClewError(f"no schema called {name!r} to add to", where=EXTENSION.name)
        for prop, spec in props.items():
            schema.properties.setdefault(prop, Property(schema, prop, spec))
    target.generate()
    return target
