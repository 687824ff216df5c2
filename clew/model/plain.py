"""Entities of clew's extension said in plain FollowTheMoney, and what that loses.

`MAPPING` is the list, for documents and the terminal alike. `to_plain` gives the entity under its
own id; `plain_links` gives the links that plain FollowTheMoney keeps as entities of their own.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

PLAIN_SCHEMA = {
    "Handset": "UserAccount",
    "SimCard": "UserAccount",
    "Chat": "Folder",
    "Weapon": "Asset",
}


@dataclass(frozen=True, slots=True)
class Mapped:
    """Where one property of the extension goes in plain FollowTheMoney.

    Attributes:
        schema: schema of the extension, or the FollowTheMoney schema it is added to.
        prop: the property.
        way: "same" (the plain schema has it), "username" (first of its kind present: becomes
            the account's name, and its word the account's service), "notes" or "summary" (a line of
            text there, beginning with *to*), "link" (an entity of its own: UnknownLink with role
            *to*, or Ownership when *to* is "owner").
        to: name of the property, beginning of the line, or role of the link.
        loses: what a reader of the plain file can no longer do.
    """

    schema: str
    prop: str
    way: str
    to: str
    loses: str


_AS_TEXT = "no longer a property: text in the notes"
_AS_NAME = "no longer an identifier: the name of an account of that service"
_OR_NAME = "text in the notes, or the name of the account when it has no other"
_IN_SUMMARY = "no longer a property: text in the summary"
_KIND = "the kind of link is text"
MAPPING = (
    Mapped("Handset", "imei", "username", "imei", _AS_NAME),
    Mapped("Handset", "serialNumber", "username", "serial", _OR_NAME),
    Mapped("Handset", "manufacturer", "notes", "Manufacturer", _AS_TEXT),
    Mapped("Handset", "model", "notes", "Model", _AS_TEXT),
    Mapped("Handset", "macAddress", "notes", "Network card address", _AS_TEXT),
    Mapped("Handset", "owner", "same", "owner", "nothing"),
    Mapped("SimCard", "imsi", "username", "imsi", _AS_NAME),
    Mapped("SimCard", "iccid", "username", "iccid", _OR_NAME),
    Mapped("SimCard", "phone", "same", "phone", "nothing"),
    Mapped("SimCard", "owner", "same", "owner", "nothing"),
    Mapped("SimCard", "handset", "link", "SIM card used in handset", _KIND),
    Mapped("Chat", "service", "notes", "Service", _AS_TEXT),
    Mapped("Chat", "chatId", "notes", "Chat number", _AS_TEXT),
    Mapped("Chat", "participants", "link", "participant", _KIND),
    Mapped("Weapon", "serialNumber", "notes", "Serial number", _AS_TEXT),
    Mapped("Weapon", "type", "notes", "Type", _AS_TEXT),
    Mapped("Weapon", "manufacturer", "notes", "Manufacturer", _AS_TEXT),
    Mapped("Weapon", "model", "notes", "Model", _AS_TEXT),
    Mapped("Weapon", "calibre", "notes", "Calibre", _AS_TEXT),
    Mapped("Weapon", "owner", "link", "owner", "nothing"),
    Mapped("Vehicle", "vin", "notes", "Chassis number", _AS_TEXT),
    Mapped("Vehicle", "engineNumber", "notes", "Engine number", _AS_TEXT),
    Mapped("UserAccount", "handset", "link", "account found on handset", _KIND),
    Mapped("Event", "usedHandset", "link", "handset in operator's record", _KIND),
    Mapped("Event", "usedSim", "link", "SIM card in operator's record", _KIND),
    Mapped("Image", "pictureHash", "notes", "Picture hash", _AS_TEXT),
    Mapped("Identification", "portraitHash", "summary", "Portrait hash", _IN_SUMMARY),
    Mapped("Thing", "deletedState", "summary", "Deleted state", _IN_SUMMARY),
    Mapped("Interval", "deletedState", "summary", "Deleted state", _IN_SUMMARY),
    Mapped("Thing", "decodingConfidence", "summary", "Decoding confidence", _IN_SUMMARY),
    Mapped("Interval", "decodingConfidence", "summary", "Decoding confidence", _IN_SUMMARY),
)  # fmt: skip

_OWN = {(m.schema, m.prop): m for m in MAPPING if m.schema in PLAIN_SCHEMA}
_ADDED = {m.prop: m for m in MAPPING if m.schema not in PLAIN_SCHEMA}


def to_plain(entity: dict[str, Any]) -> dict[str, Any]:
    """Say *entity* in plain FollowTheMoney: same id, a schema and properties that model knows.

    Entities that use nothing of the extension come back equal. The entity given is not changed.
    """
    schema = entity["schema"]
    props: dict[str, list[str]] = {}
    for prop, values in entity.get("properties", {}).items():
        rule = _rule(schema, prop)
        if rule is None or rule.way == "same":
            _say(props, prop, values)
        elif rule.way in ("notes", "summary"):
            _say(props, rule.way, [f"{rule.to}: {value}" for value in values])
    _name_account(schema, entity.get("properties", {}), props)
    return {**entity, "schema": PLAIN_SCHEMA.get(schema, schema), "properties": props}


def plain_links(entity: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the links of *entity* that plain FollowTheMoney keeps as entities of their own.

    Each has an id made from both ends, so that the same link is the same entity every time.
    """
    for prop, values in entity.get("properties", {}).items():
        rule = _rule(entity["schema"], prop)
        if rule is not None and rule.way == "link":
            for value in values:
                yield (
                    _ownership(value, entity["id"])
                    if rule.to == "owner"
                    else _unknown_link(value, entity["id"], rule.to)
                )


def _rule(schema: str, prop: str) -> Mapped | None:
    return _OWN.get((schema, prop)) or _ADDED.get(prop)


def _say(props: dict[str, list[str]], prop: str, values: list[str]) -> None:
    said = props.setdefault(prop, [])
    said.extend(value for value in values if value not in said)


def _name_account(schema: str, given: dict[str, list[str]], props: dict[str, list[str]]) -> None:
    """The first kind of number present names the account; the others become notes."""
    rules = [m for m in MAPPING if m.schema == schema and m.way == "username" and given.get(m.prop)]
    for place, rule in enumerate(rules):
        if place == 0:
            _say(props, "username", given[rule.prop])
            _say(props, "service", [rule.to])
        else:
            _say(props, "notes", [f"{rule.prop}: {value}" for value in given[rule.prop]])


def _unknown_link(subject: str, thing: str, role: str) -> dict[str, Any]:
    return {
        "id": _link_id(role, subject, thing),
        "schema": "UnknownLink",
        "properties": {"subject": [subject], "object": [thing], "role": [role]},
    }


def _ownership(owner: str, asset: str) -> dict[str, Any]:
    return {
        "id": _link_id("owner", owner, asset),
        "schema": "Ownership",
        "properties": {"owner": [owner], "asset": [asset]},
    }


def _link_id(role: str, *ends: str) -> str:
    return hashlib.sha1(
        "\n".join(("plain link", role, *ends)).encode(), usedforsecurity=False
    ).hexdigest()
