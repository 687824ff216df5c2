"""The extension stands on FollowTheMoney's model, and what it says can be said without it."""

from pathlib import Path
from typing import Any

import pytest
from followthemoney import ValueEntity
from followthemoney.exc import InvalidData
from followthemoney.model import Model
from followthemoney.proxy import EntityProxy
from followthemoney.schema import Schema
from followthemoney.settings import MODEL_PATH
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import ClewError
from clew.model import ftm
from clew.model.plain import MAPPING, PLAIN_SCHEMA, Mapped, plain_links, to_plain

PLAIN = Model(MODEL_PATH)
OURS = ftm.extension()
HANDSET = {
    "id": "h",
    "schema": "Handset",
    "properties": {
        "imei": ["490154203237518"],
        "serialNumber": ["R58N00TEST"],
        "model": ["One"],
        "owner": ["p"],
        "deletedState": ["Deleted"],
    },
}


def test_the_model_is_followthemoneys_own_with_ours_in_it() -> None:
    assert ftm.model() is Model.instance()
    assert set(ftm.model().schemata) == set(PLAIN.schemata) | set(OURS["schemata"])


def test_followthemoneys_schemata_keep_all_they_had() -> None:
    lost = [
        prop.qname
        for schema in PLAIN
        for name, prop in schema.properties.items()
        if name not in ftm.model()[schema.name].properties
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("schema", "prop"),
    [
        ("Handset", "imei"), ("SimCard", "iccid"), ("Weapon", "serialNumber"), ("Vehicle", "vin"),
        ("Vessel", "engineNumber"), ("Message", "deletedState"), ("Call", "deletedState"),
        ("Handset", "simCards"), ("LegalEntity", "handsets"), ("Chat", "parent"), ("Person", "chats"),
    ],
)  # fmt: skip
def test_a_property_of_ours_is_there_and_on_those_below(schema: str, prop: str) -> None:
    assert prop in ftm.model()[schema].properties


def test_followthemoney_builds_entities_of_ours_and_cleans_their_values() -> None:
    ftm.model()
    entity = ValueEntity.from_dict({**HANDSET, "caption": "One"})
    assert entity.get("imei") == ["490154203237518"]


def test_a_name_followthemoney_already_has_is_refused() -> None:
    with pytest.raises(ClewError, match="FollowTheMoney has a schema 'Person' of its own"):
        ftm._extend(Model(MODEL_PATH), {"schemata": {"Person": {}}, "properties": {}})


def test_every_property_of_the_extension_is_mapped_once() -> None:
    ours = {(s, p) for s, spec in OURS["schemata"].items() for p in spec["properties"]}
    added = {(s, p) for s, props in OURS["properties"].items() for p in props}
    assert sorted((m.schema, m.prop) for m in MAPPING) == sorted(ours | added)


def test_every_schema_of_ours_has_a_plain_one_that_exists() -> None:
    assert set(PLAIN_SCHEMA) == set(OURS["schemata"])
    assert all(name in PLAIN.schemata for name in PLAIN_SCHEMA.values())


def test_a_handset_is_an_account_named_by_its_imei() -> None:
    assert to_plain(HANDSET) == {
        "id": "h",
        "schema": "UserAccount",
        "properties": {
            "username": ["490154203237518"],
            "service": ["imei"],
            "notes": ["Model: One", "serialNumber: R58N00TEST"],
            "owner": ["p"],
            "summary": ["Deleted state: Deleted"],
        },
    }


def test_a_handset_without_imei_is_named_by_its_serial_number() -> None:
    plain = to_plain({"id": "h", "schema": "Handset", "properties": {"serialNumber": ["R58N"]}})
    assert plain["properties"] == {"username": ["R58N"], "service": ["serial"]}


def test_participants_of_a_chat_become_links() -> None:
    chat = {"id": "c", "schema": "Chat", "properties": {"participants": ["p", "q"]}}
    links = list(plain_links(chat))
    assert [link["properties"] for link in links] == [
        {"subject": [who], "object": ["c"], "role": ["participant"]} for who in ("p", "q")
    ]
    assert links == list(plain_links(chat)), "the same link is the same entity every time"


def test_the_owner_of_a_weapon_becomes_an_ownership() -> None:
    weapon = {"id": "w", "schema": "Weapon", "properties": {"owner": ["p"]}}
    (link,) = plain_links(weapon)
    assert (link["schema"], link["properties"]) == ("Ownership", {"owner": ["p"], "asset": ["w"]})


def test_an_entity_without_the_extension_is_unchanged() -> None:
    person = {"id": "p", "schema": "Person", "properties": {"name": ["Zoga"]}, "datasets": ["x"]}
    assert to_plain(person) == person
    assert list(plain_links(person)) == []


VALUE = {
    "identifier": "490154203237518", "entity": "other", "phone": "+38344100001", "date": "2026-03-01",
    "name": "Zoga", "text": "x", "string": "x", "country": "xk", "url": "https://example.test/",
    "number": "7", "topic": "crime", "mimetype": "image/jpeg", "language": "sqi", "address": "Ura 1",
    "email": "zoga@example.test", "checksum": "a" * 40, "gender": "male", "ip": "192.0.2.1",
    "json": "{}", "html": "x",
}  # fmt: skip


def full(schema: Schema) -> dict[str, Any]:
    props = {
        name: [VALUE[prop.type.name]]
        for name, prop in schema.properties.items()
        if not prop.stub and not prop.format
    }
    return {"id": "e", "schema": schema.name, "properties": props}


@pytest.mark.parametrize(
    "name", sorted({*PLAIN_SCHEMA, "Vehicle", "UserAccount", "Message", "Call", "Person"})
)
def test_what_is_said_plainly_is_taken_whole_by_a_plain_model(name: str) -> None:
    schema = ftm.model()[name]
    said = [to_plain(full(schema)), *plain_links(full(schema))]
    for entity in said:
        plain = PLAIN[entity["schema"]]
        proxy = EntityProxy(plain, {"id": entity["id"]})
        for prop, values in entity["properties"].items():
            proxy.add(prop, values)
        taken = {prop: sorted(values) for prop, values in proxy._properties.items()}
        assert taken == {p: sorted(v) for p, v in entity["properties"].items()}


def test_links_point_only_at_what_a_plain_model_lets_them() -> None:
    wrong = [
        prop.qname
        for schema in ftm.model()
        for prop in schema.properties.values()
        if prop.range is not None and not prop.stub and prop.schema.name in PLAIN.schemata
        for ours, plain in PLAIN_SCHEMA.items()
        if ftm.model()[ours].is_a(prop.range.name)
        and prop.name in PLAIN[prop.schema.name].properties
        and not PLAIN[plain].is_a(prop.range.name)
    ]
    assert wrong == []


@given(
    st.sampled_from(sorted(PLAIN_SCHEMA)),
    st.dictionaries(
        st.sampled_from(sorted({m.prop for m in MAPPING} | {"name", "notes", "summary"})),
        st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3, unique=True),
    ),
)
def test_no_text_is_lost_on_the_way(schema: str, props: dict[str, list[str]]) -> None:
    known = {p: v for p, v in props.items() if p in ftm.model()[schema].properties}
    entity = {"id": "e", "schema": schema, "properties": known}
    said = [to_plain(entity), *plain_links(entity)]
    out = "\n".join(v for e in said for vs in e["properties"].values() for v in vs)
    assert all(value in out for values in known.values() for value in values)


def test_an_unknown_schema_is_said_by_followthemoney_too() -> None:
    with pytest.raises(InvalidData):
        PLAIN.make_entity("Handset")


@pytest.mark.parametrize("mapped", MAPPING, ids=lambda m: f"{m.schema}.{m.prop}")
def test_the_list_of_what_is_lost_is_in_the_documents(mapped: Mapped) -> None:
    document = (Path(__file__).parents[2] / "docs" / "model-extension.md").read_text("utf-8")
    (row,) = [
        line
        for line in document.splitlines()
        if line.startswith(f"| {mapped.schema} | {mapped.prop} |")
    ]
    assert row.endswith(f"| {mapped.loses} |")
