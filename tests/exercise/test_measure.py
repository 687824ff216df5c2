"""Found against planted: what counts as found, as true and as a false alarm."""

import json
from typing import Any

import pytest

from clew.exercise.measure import Hit, Measured, found_against_planted
from tests.exercise.conftest import Rehearsal

SCHEMATA = {"plate": "Vehicle", "imei": "Handset"}


def hit_of(
    pair: dict[str, Any], score: float = 0.9, kind: str | None = None, weight: float = 0.5
) -> Hit:
    """A hit that joins the two sides of a planted pair."""
    a, b = (
        {"agency": pair[s]["agency"], "schema": SCHEMATA.get(pair["kind"], "Person")} for s in "ab"
    )
    sides = {s: {key: pair[s][key] for key in ("value", "file", "where")} for s in "ab"}
    clue = {"kind": kind or pair["kind"], "weight": weight, "because": "", **sides}
    return {
        "id": f"hit {pair.get('id', '')}",
        "score": score,
        "decision": None,
        "a": a,
        "b": b,
        "clues": [clue],
    }


def measured(rehearsal: Rehearsal, hits: list[Hit]) -> Measured:
    return found_against_planted(rehearsal.truth, hits)


def test_every_planted_link_given_as_a_hit_is_found_and_true(rehearsal: Rehearsal) -> None:
    result = measured(rehearsal, [hit_of(link) for link in rehearsal.truth["links"]])
    assert (result.missed, result.false) == ((), ())
    assert result.identifiers.found == result.identifiers.planted > 0
    assert result.by_name.found == result.names.found == result.names.planted > 0


def test_no_hits_find_nothing(one: Rehearsal) -> None:
    result = measured(one, [])
    assert (result.identifiers.found, result.names.found, result.proposed) == (0, 0, 0)
    assert result.false_share == 0.0


def test_sides_may_come_in_either_order(one: Rehearsal) -> None:
    link = one.truth["links"][0]
    assert (
        link["id"] not in measured(one, [hit_of({**link, "a": link["b"], "b": link["a"]})]).missed
    )


def test_a_file_may_be_named_by_a_longer_path(one: Rehearsal) -> None:
    link = one.truth["links"][0]
    longer = {s: {**link[s], "file": f"/cases/{link[s]['agency']}/{link[s]['file']}"} for s in "ab"}
    assert link["id"] not in measured(one, [hit_of({**link, **longer})]).missed


def test_a_possible_hit_counts_as_found_but_never_as_false(one: Rehearsal) -> None:
    link, alike = one.truth["links"][0], one.truth["lookalikes"][0]
    result = measured(one, [hit_of(link, score=0.4), hit_of(alike, score=0.69)])
    assert link["id"] not in result.missed
    assert (result.proposed, result.false, result.look_alikes.found) == (0, (), 0)


def test_a_proposed_look_alike_is_a_false_alarm(rehearsal: Rehearsal) -> None:
    alike = [{**pair, "id": str(n)} for n, pair in enumerate(rehearsal.truth["lookalikes"])]
    result = measured(rehearsal, [hit_of(pair) for pair in alike])
    assert len(result.false) == len(alike)
    assert result.look_alikes.found == result.look_alikes.planted
    assert result.false_share == 1.0


def test_an_identifier_is_found_only_by_a_clue_of_its_kind(one: Rehearsal) -> None:
    link = next(link for link in one.truth["links"] if link["kind"] == "document")
    result = measured(one, [hit_of(link, kind="person")])
    assert link["id"] in result.missed
    assert result.false == ()


def test_a_name_link_is_found_by_any_clue_and_said_to_be_so(one: Rehearsal) -> None:
    link = next(link for link in one.truth["links"] if link["kind"] == "person")
    result = measured(one, [hit_of(link, kind="document")])
    assert link["id"] not in result.missed
    assert (result.names.found, result.by_name.found) == (1, 0)


def test_a_clue_against_finds_nothing(one: Rehearsal) -> None:
    link = one.truth["links"][0]
    assert link["id"] in measured(one, [hit_of(link, weight=-0.5)]).missed


def test_another_person_in_the_same_paragraph_is_not_the_same(one: Rehearsal) -> None:
    papers = [
        p
        for p in one.truth["links"]
        if p["a"]["where"].startswith("paragraph") and p["kind"] == "phone"
    ]
    link = {**papers[0], "a": {**papers[0]["a"], "value": "+447911123456"}}
    assert measured(one, [hit_of(link)]).false == (f"hit {link['id']}",)


def test_a_driver_s_hit_does_not_find_the_car(one: Rehearsal) -> None:
    link = next(link for link in one.truth["links"] if link["kind"] == "plate")
    hit = hit_of(link)
    for side in "ab":
        hit[side]["schema"] = "Person"
    assert link["id"] in measured(one, [hit]).missed


def test_two_cars_of_one_driver_are_two_cars(one: Rehearsal) -> None:
    rows = [p for p in one.truth["links"] if p["kind"] == "person" and all(
        "granic" in p[s]["file"] or "granica" in p[s]["file"] or "kufiri" in p[s]["file"] for s in "ab")]  # fmt: skip
    driver = rows[0]
    assert measured(one, [hit_of(driver)]).false == ()


def test_a_value_in_a_message_is_counted_apart(one: Rehearsal) -> None:
    pair = one.truth["in_messages"][0]
    result = measured(one, [hit_of(pair)])
    assert (result.in_messages.found, result.false) == (1, ())
    assert result.identifiers.found == 0


def test_figures_print_and_can_be_read_by_machines(one: Rehearsal) -> None:
    result = measured(one, [hit_of(link) for link in one.truth["links"]])
    assert (
        json.loads(json.dumps(result.as_json()))["identifiers"]["found"] == result.identifiers.found
    )
    assert f"{result.names.planted:5}  100.0%" in result.as_table()


@pytest.mark.parametrize("kind", ["phone", "document", "plate", "imei", "iban", "email", "account"])
def test_every_kind_of_identifier_is_planted(one: Rehearsal, kind: str) -> None:
    assert measured(one, []).by_kind[kind].planted > 0
