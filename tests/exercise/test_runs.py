"""What the networks of a rehearsal did: planted without help from the analysis, told whole, measured fairly."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from clew.exercise.make import make
from clew.exercise.measure_runs import Answers, MeasuredRuns, people_of, runs_against_planted
from clew.exercise.runs import NOTEBOOK
from tests.exercise.conftest import Rehearsal

FIELDS = ("agreed", "paid", "deposited", "received", "holds", "owes", "owed")


@pytest.fixture(scope="module")
def runs(one: Rehearsal) -> dict[str, Any]:
    """What truth.json tells of the runs of seed 7."""
    told: dict[str, Any] = one.truth["runs"]
    return told


def test_the_runs_are_the_same_for_one_seed_and_others_for_another(tmp_path: Path) -> None:
    def made(seed: int, name: str) -> tuple[bytes, Any]:
        make(seed, tmp_path / name, people=20)
        truth = json.loads((tmp_path / name / "truth.json").read_text("utf-8"))
        return (tmp_path / name / NOTEBOOK).read_bytes(), truth["runs"]

    first = made(3, "a")
    assert made(3, "b") == first
    assert made(4, "c")[0] != first[0]


def test_the_files_of_the_runs_leave_the_planted_links_as_they_were(one: Rehearsal) -> None:
    files = {path.partition("/")[2] for path in one.truth["runs"]["files"]}
    assert not {pair[side]["file"] for pair in one.truth["links"] for side in "ab"} & files


def test_every_place_the_truth_names_stands_in_a_file(one: Rehearsal, runs: dict[str, Any]) -> None:
    for path in runs["files"]:
        agency, _, file = path.partition("/")
        last = max(
            (int(place["where"].split(" ")[1]) for person in runs["people"] for place in person["places"]
             if (place["agency"], place["file"]) == (agency, file) and place["where"].startswith("row")),
            default=0,
        )  # fmt: skip
        assert last <= one.bytes(agency, file).count(b"\n")


def test_nobody_who_is_moved_has_a_role(runs: dict[str, Any]) -> None:
    moved = {person["id"] for person in runs["people"] if person["role"] in ("migrant", "victim")}
    assert not moved & {one["id"] for one in runs["roles"]}


def test_what_is_agreed_is_paid_or_owed(runs: dict[str, Any]) -> None:
    for one in runs["balances"]:
        if one["agreed"]:
            assert one["agreed"] == one["paid"] + one["owes"]


def test_what_is_paid_is_received_and_what_is_left_is_held(runs: dict[str, Any]) -> None:
    sums: Counter[tuple[str, str, str]] = Counter()
    for one in runs["balances"]:
        for field in FIELDS:
            sums[one["book"], one["currency"], field] += one[field]
    for book, currency in {key[:2] for key in sums}:
        assert sums[book, currency, "paid"] == sums[book, currency, "received"]
        assert sums[book, currency, "deposited"] == sums[book, currency, "holds"]
        assert sums[book, currency, "owes"] == sums[book, currency, "owed"]


def test_a_vehicle_is_nowhere_before_it_left(runs: dict[str, Any]) -> None:
    assert all(leg["left"] < leg["arrived"] for leg in runs["legs"])


def test_a_convoy_is_planted_in_each_ring_and_neighbours_who_are_none_beside_it(
    runs: dict[str, Any],
) -> None:
    assert len(runs["convoys"]) == 2
    assert {leg["run"] == "" for leg in runs["legs"]} == {True, False}


def answers(runs: dict[str, Any], **changed: Any) -> Answers:
    """Answers that find everything and nothing else; nodes go by the ids of the truth."""
    source = {"agency": "bg-police", "file": "granica/grupi_pesha.csv", "where": "row 2"}
    names = {
        "contact": "call",
        "travel": "travelled together",
        "money": "payment",
        "house": "shared address",
    }
    cars = [(leg["vehicle"], leg) for leg in runs["legs"] if leg["recorded"]]
    whole: dict[str, Any] = {
        "network": {"links": [
            {"source": t["a"], "target": t["b"], "kind": names.get(t["kind"], t["kind"]), "sources": [source]}
            for t in runs["ties"] if t["recorded"]
        ]},
        "roles": {"questions": [{"id": r["id"], "role": r["role"]} for r in runs["roles"]]},
        "routes": {
            "legs": [leg for _, leg in cars],
            "places": [{"name": stop["place"]} for stop in runs["stops"]],
            "handovers": [
                {"who": [{"id": h["id"]}], "from_vehicle": h["from"], "to_vehicle": h["to"]}
                for h in runs["handovers"] if h["recorded"]
            ],
            "questions": [{"kind": "convoy", "vehicles": c["vehicles"], "says": ""} for c in runs["convoys"]]
            + [{"kind": "safe house", "says": f"at {h['name']} on"} for h in runs["houses"] if h["safe"]],
        },
        "money": {
            "balances": [{**b, "who": b["called"], "id": b["who"]} for b in runs["balances"]],
            "deposits": runs["deposits"],
        },
    }  # fmt: skip
    who = {person["id"]: frozenset([person["id"]]) for person in runs["people"]}
    return Answers(**(whole | changed), who=who)


def measured(one: Rehearsal, **changed: Any) -> MeasuredRuns:
    return runs_against_planted(one.truth, answers(one.truth["runs"], **changed))


def test_who_finds_all_the_files_show_and_nothing_else_has_it_all_and_nothing_false(
    one: Rehearsal,
) -> None:
    found = measured(one)
    told_of = {name: part for name, part in found.parts.items() if "cousin" not in name}
    assert {name for name, part in told_of.items() if part.share.found < part.shown} == set()
    assert {name for name, part in told_of.items() if part.false} == set()
    assert found.protected == 0


def test_a_tie_of_two_who_have_nothing_to_do_with_each_other_is_false(one: Rehearsal) -> None:
    organisers = [r["id"] for r in one.truth["runs"]["roles"] if r["role"] == "organiser"]
    source = {"agency": "bg-police", "file": "granica/grupi_pesha.csv", "where": "row 2"}
    tie = {"source": organisers[0], "target": organisers[1], "kind": "call", "sources": [source]}
    found = measured(one, network={"links": [tie]})
    assert (found.parts["ties: contact"].share.found, found.parts["ties: contact"].false) == (0, 1)


def test_what_other_files_tell_is_not_judged(one: Rehearsal) -> None:
    organisers = [r["id"] for r in one.truth["runs"]["roles"] if r["role"] == "organiser"]
    source = {"agency": "xk-police", "file": "telefona/ekzaminim_2231.ufdr", "where": "x"}
    tie = {"source": organisers[0], "target": organisers[1], "kind": "call", "sources": [source]}
    assert measured(one, network={"links": [tie]}).parts["ties"].false == 0


def test_a_role_asked_of_somebody_who_is_moved_is_false_and_counted_apart(one: Rehearsal) -> None:
    moved = next(p["id"] for p in one.truth["runs"]["people"] if p["role"] == "migrant")
    found = measured(one, roles={"questions": [{"id": moved, "role": "guide"}]})
    assert (found.protected, found.parts["roles: guide"].false) == (1, 1)


def test_a_balance_one_cent_off_is_not_found(one: Rehearsal) -> None:
    balances = [{**b, "who": b["called"], "id": b["who"]} for b in one.truth["runs"]["balances"]]
    balances[0] = {**balances[0], "paid": balances[0]["paid"] + 1}
    part = measured(one, money={"balances": balances, "deposits": []}).parts["balances"]
    assert (part.share.planted - part.share.found, part.false) == (1, 1)


def test_a_node_is_whoever_stands_at_the_places_of_its_records(
    one: Rehearsal, runs: dict[str, Any]
) -> None:
    call = next(
        place
        for person in runs["people"]
        for place in person["places"]
        if "operator/reg" in place["file"]
    )
    person = next(person["id"] for person in runs["people"] if call in person["places"])
    record = {
        "agency": call["agency"],
        "file": call["file"],
        "where": call["where"],
        "value": call["values"][0],
    }
    assert people_of(one.truth, {"node": [record]}) == {"node": frozenset([person])}
