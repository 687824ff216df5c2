"""JSON files that are one value, read whole within reason."""

from typing import Any

import orjson

from clew.errors import SourceError
from clew.model.evidence import Evidence

JSON_BYTES = 256 * 1024 * 1024
"""Largest JSON file that is read: it is unpacked in memory."""


def load_json(evidence: Evidence) -> dict[str, Any]:
    """Give the object a JSON file holds.

    Raises:
        SourceError: it is larger than 256 MiB, no JSON, or no object.
    """
    if evidence.size > JSON_BYTES:
        raise SourceError(
            "the file is larger than 256 MiB",
            where=evidence.name,
            do="ask for it in parts",
        )
    with evidence.open() as handle:
        raw = handle.read()
    try:
        data = orjson.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as exc:
        raise SourceError(
            f"it is no whole JSON: {exc.msg}", where=evidence.name, do="ask for the file again"
        ) from exc
    if not isinstance(data, dict):
        raise SourceError(
            "it holds no JSON object", where=evidence.name, do="check that it is the right file"
        )
    return data


def texts_of(value: object) -> list[str]:
    """Give the texts and numbers in a JSON value: itself, or those of a list.

    >>> texts_of(["a", 2, None, {}]), texts_of("b"), texts_of(None)
    (['a', '2'], ['b'], [])
    """
    values = value if isinstance(value, list) else [value]
    plain = (one for one in values if isinstance(one, str | int | float))
    return [str(one).strip() for one in plain if not isinstance(one, bool) and str(one).strip()]


def dicts_of(value: object) -> list[dict[str, Any]]:
    """Give the objects in a JSON list; of anything else, none."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
