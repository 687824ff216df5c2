"""The parts a CASE/UCO file is made of: names, typed values, nodes with their facets.

Ontologies: CASE 1.4 and UCO 1.4 (https://caseontology.org, https://unifiedcyberontology.org); what is
used here is the same in CASE 1.5. Every name ends in a UUID made from what it names (version 5), so
that the same case gives the same file.
"""

from collections.abc import Iterable
from datetime import datetime
from math import isfinite
from typing import Any
from uuid import UUID, uuid5

Node = dict[str, Any]

_UCO = "https://ontology.unifiedcyberontology.org/uco/"
CONTEXT = {
    "kb": "urn:clew:kb:",
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "uco-action": f"{_UCO}action/",
    "uco-core": f"{_UCO}core/",
    "uco-identity": f"{_UCO}identity/",
    "uco-location": f"{_UCO}location/",
    "uco-observable": f"{_UCO}observable/",
    "uco-tool": f"{_UCO}tool/",
    "uco-types": f"{_UCO}types/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_NAMESPACE = UUID("8c7f9a52-4f6e-5d1b-9a53-0c1e7d2b6f40")
"""Ours alone; it keeps our names apart from those of others."""


_ROOMS = {name.rpartition("-")[2]: name for name in CONTEXT}


def name_of(kind: str, *parts: object) -> str:
    """Give the name of a thing: its kind and a UUID over what tells it from others."""
    return f"kb:{kind}-{uuid5(_NAMESPACE, chr(31).join([kind, *map(str, parts)]))}"


def node(name: str, kind: str, **said: object) -> Node:
    """Give a node; ``core__name`` stands for uco-core:name, and what is empty is left out."""
    made: Node = {"@id": name, "@type": kind}
    for prop, value in said.items():
        if value not in (None, "", [], ()):
            room, _, local = prop.partition("__")
            made[f"{_ROOMS[room]}:{local}"] = value
    return made


def facet(owner: str, kind: str, **said: object) -> list[Node]:
    """Give a facet of *owner* in a list, or an empty list when it would say nothing."""
    told = {f"observable__{prop}": value for prop, value in said.items()}
    made = node(name_of(kind, owner), f"uco-observable:{kind}", **told)
    return [made] if len(made) > 2 else []


def ref(name: str) -> Node:
    """Give a reference to a node."""
    return {"@id": name}


def refs(names: Iterable[str]) -> list[Node]:
    """Give references to nodes, each once."""
    return [ref(name) for name in dict.fromkeys(names)]


def number(value: int) -> Node:
    """Give a whole number."""
    return {"@type": "xsd:integer", "@value": str(value)}


def decimal(text: str) -> Node | None:
    """Give a decimal number, or None when *text* is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return {"@type": "xsd:decimal", "@value": format(value, "f")} if isfinite(value) else None


def moment(text: str) -> Node | None:
    """Give a time of the case (to the second, UTC when it says no zone), or None for a mere day."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= len("2026-03-01"):
        return None
    zone = "" if at.tzinfo else "Z"
    return {"@type": "xsd:dateTime", "@value": at.isoformat().replace("+00:00", "Z") + zone}


def day(text: str, clock: str) -> Node:
    """Give the clock time of a day whose zone nobody said."""
    return {"@type": "xsd:dateTime", "@value": f"{text}T{clock}"}


def hash_node(digest: str) -> Node:
    """Give the SHA-256 of a file."""
    return {
        "@id": name_of("hash", digest),
        "@type": "uco-types:Hash",
        "uco-types:hashMethod": "SHA256",
        "uco-types:hashValue": {"@type": "xsd:hexBinary", "@value": digest.upper()},
    }
