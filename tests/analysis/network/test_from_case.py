"""The network of a case: ties with their sources, victims masked, roles as questions and never for those moved."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from clew.analysis.network.case_answers import as_json, measured, robust, with_captions
from clew.analysis.network.disruption import disruption
from clew.analysis.network.from_case import PROTECTED, CaseNetwork, case_network, certainty
from clew.analysis.network.key_players import key_players
from clew.analysis.network.measures import How
from clew.analysis.routes.report import routes
from clew.errors import UsageError
from clew.matching.decide import decide
from clew.model.evidence import Found
from tests.analysis.network.rings import asked, called, crossing, ring
from tests.matching.desk import Desk, person, thing

PHONE = "+38344123456"


@pytest.fixture
def desk(tmp_path: Path, database: str | None) -> Iterator[Desk]:
    """An empty case."""
    desk = Desk(tmp_path, database)
    yield desk
    desk.case.close()


def network(desk: Desk, same: str = "judged") -> CaseNetwork:
    with desk.door.quiet() as view:
        return case_network(view, same)


def kinds(found: CaseNetwork) -> set[tuple[str, str, str]]:
    """Ties as (caption, kind, caption), the ends in the order of their names."""
    told = set()
    for tie in found.ties:
        a, b = sorted(found.parties[n].caption for n in (tie.a, tie.b))
        told.add((a, tie.kind, b))
    return told


def test_calls_journeys_and_shared_numbers_tie_people(desk: Desk) -> None:
    arta, genc, zef = (
        person(1, "Arta Zeka", phone=PHONE),
        person(2, "Genc Topalli"),
        person(3, "Zef Gjini"),
    )
    desk.bring("xk-police", arta, genc, zef, called(4, arta, genc), *crossing(5, 2, genc, zef))
    desk.bring("mk-police", person(1, "A. Zeka", phone=PHONE))
    assert kinds(network(desk)) == {
        ("Arta Zeka", "call", "Genc Topalli"), ("Genc Topalli", "travelled together", "Zef Gjini"),
        ("A. Zeka", "shared phone", "Arta Zeka"),
    }  # fmt: skip


def test_each_tie_carries_the_files_and_spots_that_say_so(desk: Desk) -> None:
    arta, genc = person(1, "Arta Zeka"), person(2, "Genc Topalli")
    desk.bring("xk-police", arta, genc, called(3, arta, genc), called(4, genc, arta))
    with desk.door.quiet() as view:
        told: Any = as_json(view, case_network(view))
    (tie,) = told["links"]
    assert tie["count"] == 2
    assert {source["where"] for source in tie["sources"]} == {"row 3", "row 4"}
    assert all(source["evaluation"] == "X4" for source in tie["sources"])


def test_records_are_one_person_only_once_somebody_judged_so(desk: Desk) -> None:
    for agency in ("xk-police", "mk-police"):
        one, other = (
            person(1, "Arta Zeka", phone=PHONE, birthDate="1990-01-02"),
            person(2, f"Friend of {agency}"),
        )
        desk.bring(agency, one, other, called(3, one, other))
    (hit,) = desk.hits()
    assert len(network(desk).members) == 4
    assert len(network(desk, "proposed").members) == 3
    decide(desk.door, hit.id, "same", "one number, one name")
    judged = network(desk)
    assert len(judged.members) == 3
    assert len(judged.ties) == 2, "a person is not tied to herself by her own number"


def test_a_bus_ties_nobody_but_one_booking_does(desk: Desk) -> None:
    people = [person(n, f"Traveller {n}") for n in range(20)]
    people[3].add("notes", "Booking: EX1")
    people[7].add("notes", "Booking: EX1")
    bus = thing("Trip", 30, date="2026-03-01", name="EX 12 Edirne-Sofia")
    for one in people:
        bus.link("involved", one.key)
    desk.bring("bg-police", *people, bus)
    assert kinds(network(desk)) == {("Traveller 3", "same booking", "Traveller 7")}


def test_a_tie_two_files_say_is_surer_than_one_and_an_unsure_source_counts_less(desk: Desk) -> None:
    table = certainty()
    assert table["source"]["A"] > table["source"]["X"] > table["source"]["C"]
    for agency in ("xk-police", "mk-police"):
        one, other = (
            person(1, "Arta Zeka", phone=PHONE),
            person(2, "Genc Topalli", phone="+38344123999"),
        )
        desk.bring(agency, one, other, called(3, one, other))
    apart = {tie.sure for tie in network(desk).ties if tie.kind == "call"}
    together = {tie.sure for tie in network(desk, "proposed").ties if tie.kind == "call"}
    assert len(apart) == len(together) == 1
    assert together.pop() > apart.pop()


def test_ranks_are_given_with_how_firm_they_are(desk: Desk) -> None:
    arta, genc, zef = (person(n, name) for n, name in enumerate(("Arta", "Genc", "Zef")))
    desk.bring("xk-police", arta, genc, zef, called(4, arta, genc), called(5, genc, zef))
    found = network(desk)
    told = robust(found, found.links(), "betweenness", How())
    first = told["nodes"][0]  # type: ignore[index]
    assert (first["rank"], first["low"]) == (1, 1)
    assert first["value_low"] < first["value"]


def test_planted_roles_are_asked_about_and_no_others(desk: Desk) -> None:
    desk.bring("xk-police", *ring())
    assert asked(desk) == {
        "Organiser": {"organiser"}, "Driver 1": {"driver"}, "Driver 2": {"driver"}, "Money man": {"money-man"},
        "Keeper": {"safe-house-keeper"},
    }  # fmt: skip


def escorted(scout: Found, driver: Found, days: tuple[int, ...]) -> list[Found]:
    """On each of these days the scout's car at two crossings, and the driver's twelve minutes later."""
    return [
        found
        for day in days
        for hour, place in ((8, "Blace"), (9, "Tabanovce"))
        for minute, one, plate in ((10, scout, "BB222BB"), (22, driver, "TX4665XK"))
        for found in crossing(
            1000 + 100 * day + 10 * hour + minute, day, one, plate=plate, at=(place, f"{hour}:{minute}")
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("days", "expected", "why"),
    [
        ((3, 6), {"driver"}, "minutes ahead of a driver asked about, on two days"),
        ((3,), set(), "one occasion is a road they shared"),
    ],
)
def test_who_drives_ahead_of_a_driver_again_and_again_is_asked_about_too(
    desk: Desk, days: tuple[int, ...], expected: set[str], why: str
) -> None:
    people, scout = ring(), person(60, "Scout")
    driver = next(one for one in people if one.spot == "row 4")
    desk.bring("xk-police", *people, scout, *escorted(scout, driver, days))
    assert asked(desk).get("Scout", set()) == expected, why


def test_who_drives_ahead_of_somebody_nobody_asks_about_is_not_asked_about(desk: Desk) -> None:
    scout, other = person(1, "Scout"), person(2, "Commuter")
    desk.bring("xk-police", scout, other, *escorted(scout, other, (3, 6, 9)))
    assert asked(desk) == {}


@pytest.mark.parametrize("category", ["victim", "migrant"])
def test_a_victim_made_to_drive_ahead_is_not_asked_about(desk: Desk, category: str) -> None:
    people, scout = ring(), replace(person(60, "Scout"), category=category)
    driver = next(one for one in people if one.spot == "row 4")
    desk.bring("xk-police", *people, scout, *escorted(scout, driver, (3, 6)))
    assert "Scout" not in str(asked(desk))


@pytest.mark.parametrize("category", ["victim", "migrant"])
def test_nobody_known_as_victim_or_migrant_is_asked_about(desk: Desk, category: str) -> None:
    protected = [
        replace(one, category=category) if one.schema == "Person" else one for one in ring()
    ]
    desk.bring("xk-police", *protected)
    assert asked(desk) == {}


def test_nobody_is_asked_about_while_a_hit_proposes_her_as_a_victim(desk: Desk) -> None:
    keeper = next(one for one in ring() if one.spot == "row 3" and one.schema == "Person")
    desk.bring(
        "xk-police", *(one.add("phone", PHONE) if one.key == keeper.key else one for one in ring())
    )
    assert "Keeper" in asked(desk)
    known = replace(person(1, "Keeper", phone=PHONE), category="victim")
    desk.bring("mk-police", known)
    (hit,) = desk.hits()
    assert "Keeper" not in asked(desk)
    decide(desk.door, hit.id, "different", "two people with one name")
    assert "Keeper" in asked(desk)


def test_one_person_of_several_records_goes_by_a_name_rather_than_a_number(desk: Desk) -> None:
    nameless = thing("LegalEntity", 1, phone=PHONE)
    friend = person(2, "Arta Zeka")
    desk.bring("xk-police", nameless, friend, called(3, nameless, friend))
    desk.bring("mk-police", person(1, "Besim Example", phone=PHONE))
    (hit,) = desk.hits()
    with desk.door.quiet() as view:
        before = {one.caption for one in case_network(view).parties.values()}
    decide(desk.door, hit.id, "same", "one number")
    with desk.door.quiet() as view:
        after = {one.caption for one in case_network(view).parties.values()}
    assert before == {PHONE, "Arta Zeka", "Besim Example"}
    assert after == {"Arta Zeka", "Besim Example"}


def test_who_is_known_by_a_description_alone_is_told_apart_by_the_file(desk: Desk) -> None:
    owner, friend = thing("LegalEntity", 1, description="Owner of the handset"), person(2, "Arta")
    desk.bring("xk-police", owner, friend, called(3, owner, friend))
    with desk.door.quiet() as view:
        called_so = {one.caption for one in case_network(view).parties.values()}
    assert any(re.fullmatch(r"Owner of the handset \(\S+\)", one) for one in called_so)


def test_victims_stay_masked_on_the_network(desk: Desk) -> None:
    arta, genc = person(1, "Arta Zeka"), replace(person(2, "Besa Example"), category="victim")
    desk.bring("xk-police", arta, genc, called(3, arta, genc))
    with desk.door.quiet() as view:
        told = str(as_json(view, case_network(view)))
    assert "Besa" not in told
    assert "masked" in told


def test_one_judged_the_same_as_a_victim_is_masked_whatever_the_other_file_calls_her(
    desk: Desk,
) -> None:
    for agency, category in (("xk-police", None), ("mk-police", "victim")):
        besa = person(1, "Besa Example", phone=PHONE, birthDate="1990-01-02")
        friend = person(2, f"Friend of {agency}")
        desk.bring(agency, replace(besa, category=category), friend, called(3, besa, friend))
    (hit,) = desk.hits()
    decide(desk.door, hit.id, "same", "one number, one name")
    with desk.door.quiet() as view:
        found = case_network(view)
        shown = [as_json(view, found), measured(found, found.links().graph(), ("degree",))]
        shown += [robust(found, found.links(), "degree", How())]
        shown += [routes(view, found)]
    assert "Besa" not in str(with_captions(found, {"nodes": shown[1]}))
    assert all("Besa" not in str(told) for told in shown)


def test_who_asks_with_a_reason_sees_victims_and_migrants_by_name(desk: Desk) -> None:
    people = [replace(person(n, f"Besa {n}"), category=c) for n, c in enumerate(PROTECTED)]
    desk.bring("xk-police", *people, called(3, *people))
    with desk.door_of("mira", unmask=True).quiet() as view:
        told = str(as_json(view, case_network(view)))
    assert "Besa 0" in told
    assert "Besa 1" in told


@pytest.mark.parametrize("category", PROTECTED)
def test_nobody_smuggled_stands_in_a_ranking_by_name_or_in_a_set_to_be_taken_away(
    desk: Desk, category: str
) -> None:
    centre = replace(person(1, "Besa Example"), category=category)
    others = [person(n, f"Caller {n}") for n in range(2, 8)]
    calls = [called(20 + n, centre, one) for n, one in enumerate(others)]
    desk.bring("xk-police", centre, *others, *calls, called(40, others[0], others[1]))
    with desk.door.quiet() as view:
        found = case_network(view)
        told = str(measured(found, found.links().graph(), ("betweenness",)))
    graph, (spared,) = found.links().graph(), found.protected()
    assert "Besa" not in told
    assert "Caller 2" in told
    sets = key_players(graph, 2, spared=found.protected())
    assert spared not in {*sets.fragmenting, *sets.reaching}
    named: Any = with_captions(found, sets.as_json())
    assert named["called"].keys() == {*sets.fragmenting, *sets.reaching}
    broken = disruption(
        graph, [graph.number(found.id_of(n)) for n in found.members][1:3], spared={spared}
    )
    assert all(spared not in left.removed for left in broken.strategies.values())
    assert spared in key_players(graph, 1).fragmenting, "without their protection she is the one"
    with pytest.raises(UsageError, match="victim or a migrant"):
        disruption(graph, [graph.number(spared)], spared={spared})
