"""The map of routes: what stands on it, what it opens, what a saved one carries and does not give away."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from clew.analysis.network.from_case import case_network
from clew.analysis.routes.drawing import MOST_LINES
from clew.analysis.routes.files import written
from clew.analysis.routes.gazetteer import _rows
from clew.analysis.routes.land import Frame, countries, frame_around
from clew.analysis.routes.report import routes
from clew.analysis.routes.scene import scene
from clew.errors import UsageError
from clew.model.evidence import Found
from tests.analysis.routes.desk_of_routes import busy, crossing, drawn, migrant, told, victim
from tests.cli.running import clew
from tests.matching.desk import Desk, person, thing
from tests.own_files import ROOT

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.case.close()


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Desk]:
    desk = busy(tmp_path)
    yield desk
    desk.case.close()


def marks(svg: str) -> list[Any]:
    return [
        one for one in etree.fromstring(svg.encode()).iter(f"{SVG}g") if "data-opens" in one.attrib
    ]


def file_of(desk: Desk, kind: str) -> str:
    with desk.door.quiet() as view:
        return written(view, routes(view, case_network(view)), kind)


def test_a_place_stands_where_the_map_has_it() -> None:
    frame = Frame(1000, 600, 0.0, 1.0, 500.0)
    assert frame.at(0.0, 0.0) == (0.0, 500.0)
    west, south, east, north = frame_around([(41.7, 26.3), (46.2, 20.0)], 1000, 600).bounds()
    assert west < 20.0
    assert east > 26.3
    assert south < 41.7
    assert north > 46.2


def test_a_distance_on_the_map_is_that_of_its_scale() -> None:
    frame = frame_around([(42.0, 21.43), (44.8, 20.46)], 1000, 600)
    (x, y), (a, b) = frame.at(42.0, 21.43), frame.at(44.8, 20.46)
    km = ((x - a) ** 2 + (y - b) ** 2) ** 0.5 * frame.km_per_pixel()
    assert km == pytest.approx(322, rel=0.02), "Skopje to Belgrade"


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        (42.7, 23.3, "Bulgaria"), (44.8, 20.5, "Serbia"), (42.66, 21.16, "Kosovo*"), (39.9, 32.9, "Türkiye"),
        (42.0, 21.4, "North Macedonia"),
    ],
)  # fmt: skip
def test_a_capital_lies_in_its_country(latitude: float, longitude: float, name: str) -> None:
    frame = frame_around([(latitude, longitude)], 1000, 600)
    here = frame.at(latitude, longitude)
    assert [c.name for c in countries(frame) if any(holds(ring, here) for ring in c.rings)] == [
        name
    ]


def holds(ring: tuple[tuple[float, float], ...], point: tuple[float, float]) -> bool:
    """Whether a line from the point to the east crosses the ring an odd number of times."""
    inside = False
    for (x, y), (a, b) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y > point[1]) != (b > point[1]) and point[0] < x + (point[1] - y) / (b - y) * (a - x):
            inside = not inside
    return inside


def test_land_outside_the_frame_is_cut_off() -> None:
    frame = frame_around([(44.8, 20.5)], 1000, 600)
    points = [point for country in countries(frame) for ring in country.rings for point in ring]
    assert all(-5 <= x <= 1005 and -5 <= y <= 605 for x, y in points)


def test_the_outlines_are_those_of_the_locked_package(tmp_path: Path) -> None:
    if not (ROOT / "desk/node_modules/world-atlas").is_dir():
        pytest.skip("the desk's packages are not installed: make desk")
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    command = ["node", "scripts/land.mjs", str(tmp_path / "land.jsonl")]
    subprocess.run(command, cwd=ROOT / "desk", env=env, check=True)
    kept = ROOT / "clew/analysis/routes/land.jsonl"
    assert (tmp_path / "land.jsonl").read_bytes() == kept.read_bytes()


def test_each_mark_says_what_it_stands_for_and_opens_a_source(full: Desk) -> None:
    picture = drawn(full)
    found = marks(picture.svg)
    assert len(found) == len(picture.opens) > 8
    for mark in found:
        opened = picture.opens[int(mark.get("data-opens"))]
        assert mark.find(f"{SVG}title").text == opened.says
        assert opened.sources
        assert all(spot["file"] and spot["where"] and spot["source"] for spot in opened.sources)


def test_a_line_stands_for_the_legs_of_one_direction_and_means(full: Desk) -> None:
    (one,) = (o for o in drawn(full).opens if o.says.startswith("Kapitan Andreevo → Kalotina"))
    assert (one.count, len(one.parts)) == (2, 2)
    assert "2 legs, 1 person named, 2026-03-01" in one.says


def test_a_line_is_the_wider_the_more_people_are_named_on_it(desk: Desk) -> None:
    many = [person(n, f"Proba {n}") for n in range(1, 7)]
    desk.bring(
        "bg-police", *many, *crossing(10, "2026-03-01 08:00", "Kapitan Andreevo", "TX4665XK", *many),
        *crossing(11, "2026-03-01 14:00", "Kalotina", "TX4665XK", *many),
        *crossing(12, "2026-03-02 14:00", "Horgoš", "TX4665XK"),
    )  # fmt: skip
    widths = [
        float(w) for w in re.findall(r'class="ink"[^>]*stroke-width="([\d.]+)"', drawn(desk).svg)
    ]
    assert len(widths) == 2
    assert widths[0] > widths[1]


def chain(vehicles: int, many: int = 21) -> list[Found]:
    """Vehicles that each go from place to place, every one the other way round than the one before."""
    places = [name for _, (name, *_) in _rows()][:many]
    found: list[Found] = []
    for n in range(vehicles):
        for day, where in enumerate(places[::-1] if n % 2 else places, 1):
            at = f"2026-{3 + day // 28:02}-{1 + day % 28:02} 08:00"
            found += crossing(100 * n + day, at, where, f"TX466{n}XK")
    return found


def test_of_many_lines_the_busiest_are_drawn_and_the_rest_is_counted(desk: Desk) -> None:
    desk.bring("bg-police", *chain(2))
    picture, lines = drawn(desk), scene(told(desk)).lines
    assert len(lines) == 40
    said = [one.says for one in picture.opens if "→" in one.says]
    assert said == [line.says for line in lines[:MOST_LINES]]
    assert any("10 more stand in the list" in note for note in picture.notes)


def test_each_means_gives_its_busiest_lines_in_turn(desk: Desk) -> None:
    many = [person(n, f"Proba {n}") for n in range(1, 7)]
    flights = [
        thing("Trip", 50 + n, startDate="2026-03-01T10:00", endDate="2026-03-01T12:00", name=name)
        for n, name in enumerate(("EX 12 Istanbul-Belgrade", "EX 14 Istanbul-Skopje"))
    ]
    for flight in flights:
        for one in many:
            flight.link("involved", one.key)
    van = [
        *crossing(10, "2026-03-01 08:00", "Kapitan Andreevo", "TX4665XK"),
        *crossing(11, "2026-03-01 14:00", "Kalotina", "TX4665XK"),
    ]
    desk.bring("bg-police", *many, *flights, *van)
    assert [line.means for line in scene(told(desk)).lines] == ["flight", "vehicle", "flight"]


def test_where_many_questions_meet_one_sign_says_how_many_and_opens_all(desk: Desk) -> None:
    for n in range(3):
        desk.bring(
            f"police-{n}", *crossing(2, f"2026-04-2{n} 10:00", "Blace", f"BG77{n}ZZ"),
            *crossing(3, f"2026-04-2{n} 10:30", "Röszke", f"BG77{n}ZZ"),
        )  # fmt: skip
    (sign,) = (one for one in drawn(desk).opens if one.says.startswith("Blace: "))
    assert sign.says == "Blace: 3 questions, ?1, ?2, ?3"
    assert [str(part["says"])[:20] for part in sign.parts] == [
        f"?{n} impossible travel" for n in (1, 2, 3)
    ]


def test_a_name_without_room_is_in_the_picture_but_hidden(desk: Desk) -> None:
    desk.bring("bg-police", *chain(1, many=60))
    names = re.findall(r'<text[^>]*class="name"[^>]*>', drawn(desk).svg)
    assert len(names) == 60
    assert 0 < sum('visibility="hidden"' in name for name in names) < len(names)


def test_a_place_under_two_names_stands_once_and_counts_both(full: Desk) -> None:
    (one,) = (
        o for o in drawn(full).opens if o.says.startswith("Kapitan Andreevo (BG/TR), crossing")
    )
    assert one.count == 2


def test_a_question_carries_its_number_and_its_reason(full: Desk) -> None:
    answer, picture = told(full), drawn(full)
    for number, asked in enumerate(answer["questions"], 1):
        said = f"Question {number}, {asked['kind']}: {asked['says']}"
        assert said in [one.says for one in picture.opens]


def test_those_aboard_are_asked_about_with_their_vehicle_and_once(desk: Desk) -> None:
    one = person(1, "Agim Proba")
    desk.bring(
        "mk-police", one, *crossing(2, "2026-04-20 10:00", "Blace", "BG777ZZ", one),
        *crossing(3, "2026-04-20 10:30", "Röszke", "BG777ZZ", one),
    )  # fmt: skip
    (asked,) = told(desk)["questions"]
    assert (asked["vehicles"], [who["caption"] for who in asked["people"]]) == (
        ["BG777ZZ"],
        ["Agim Proba"],
    )
    assert asked["places"] == ["Blace", "Horgoš"]


def test_a_place_nobody_knows_is_named_below_the_map_with_what_is_not_drawn(full: Desk) -> None:
    assert "Not on the map, place unknown: Qwertyville (1); legs not drawn: 2" in drawn(full).notes
    (one,) = told(full)["unplaced"]
    assert (one["count"], one["sources"][0]["where"]) == (1, "row 15")


@pytest.mark.parametrize(
    ("month", "legs", "kinds"),
    [
        ("", 6, {"convoy", "impossible travel"}), ("2026-03", 5, {"convoy"}),
        ("2026-04", 1, {"impossible travel"}), ("undated", 0, set()),
    ],
)  # fmt: skip
def test_a_month_shows_what_began_in_it(full: Desk, month: str, legs: int, kinds: set[str]) -> None:
    answer = told(full, month)
    assert len(answer["legs"]) == legs
    assert {asked["kind"] for asked in answer["questions"]} == kinds
    assert [(one["month"], one["legs"]) for one in answer["months"]] == [
        ("2026-03", 5),
        ("2026-04", 1),
    ]


def test_a_month_that_is_none_is_refused(full: Desk) -> None:
    with pytest.raises(UsageError, match="'2026-13' is not a month"):
        told(full, "2026-13")


def test_a_picture_names_its_files_and_their_handling_and_whom_it_was_drawn_for(full: Desk) -> None:
    notes = "\n".join(drawn(full).notes)
    assert re.search(r"Sources: \w+\.csv \(bg-police\)", notes)
    assert "Handling: H0 for preventing and combating crime" in notes
    assert "for xk-police" in notes


def test_a_saved_picture_needs_nothing_from_outside(full: Desk) -> None:
    svg = file_of(full, "svg")
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"<(script|style|image|use|foreignObject)\b|\bon\w+=|href", svg)


def test_whatever_a_file_calls_a_place_stays_text_in_the_picture(desk: Desk) -> None:
    desk.bring("bg-police", *crossing(1, "2026-03-01 08:00", '<script>"\u0007&', "TX4665XK"))
    svg = drawn(desk).svg
    assert "<script" not in svg
    etree.fromstring(svg.encode())


@pytest.mark.parametrize("kind", ["svg", "geojson", "kml", "csv"])
def test_no_file_names_a_victim_or_a_migrant(desk: Desk, kind: str) -> None:
    one, two = victim(1, "Vesa Shtepia"), migrant(2, "Yusuf Proba")
    desk.bring(
        "mk-police", one, two, *crossing(3, "2026-04-20 10:00", "Blace", "BG777ZZ", one, two),
        *crossing(4, "2026-04-20 10:30", "Röszke", "BG777ZZ", one, two),
        *crossing(5, "2026-04-21 10:30", "Kelebija", "TX4665XK", one, two),
    )  # fmt: skip
    text = file_of(desk, kind)
    assert "Shtepia" not in text
    assert "Yusuf" not in text
    assert [who["caption"] for who in told(desk)["legs"][0]["people"]] == [
        "▮▮▮▮ (victim, masked)", "▮▮▮▮ (migrant, masked)",
    ]  # fmt: skip


def test_the_handset_of_a_victim_goes_without_its_number(desk: Desk) -> None:
    owner = victim(1, "Vesa Shtepia")
    handset = (
        Found("Handset", "handset", "row 2", keep="shared")
        .add("imei", "001001000000015")
        .link("owner", owner.key)
    )
    found: list[Found] = [owner, handset]
    for row, (at, where) in enumerate([("08:00", (42.0, 21.43)), ("10:30", (43.32, 21.9))], 3):
        cell = (
            Found("Address", f"cell {row}", f"row {row}")
            .add("latitude", str(where[0]))
            .add("longitude", str(where[1]))
        )
        seen = Found("Event", f"row {row} record", f"row {row}").add("date", f"2026-03-01T{at}:00")
        found += [cell, seen.link("usedHandset", handset.key).link("addressEntity", cell.key)]
    desk.bring("mk-police", *found)
    (leg,) = told(desk)["legs"]
    assert leg["handset"] == "handset of ▮▮▮▮ (victim, masked)"
    assert "001001000000015" not in file_of(desk, "csv")


def test_geojson_holds_places_as_points_and_legs_as_lines_with_their_sources(full: Desk) -> None:
    whole = json.loads(file_of(full, "geojson"))
    shapes = {one["geometry"]["type"] for one in whole["features"]}
    assert shapes == {"Point", "LineString"}
    for one in whole["features"]:
        assert one["properties"]["sources"]
        assert one["properties"]["handling"] == ["H0"]
    line = next(
        o for o in whole["features"] if o["properties"]["name"] == "Kapitan Andreevo → Kalotina"
    )
    assert line["geometry"]["coordinates"] == [[26.34, 41.72], [22.87, 42.99]], (
        "longitude comes first"
    )
    assert any("Handling" in note for note in whole["about"])


def test_kml_opens_and_its_coordinates_are_longitude_first(full: Desk) -> None:
    whole = etree.fromstring(file_of(full, "kml").encode())
    kml = "{http://www.opengis.net/kml/2.2}"
    points = {
        p.findtext(f"{kml}name"): p.findtext(f"{kml}Point/{kml}coordinates")
        for p in whole.iter(f"{kml}Placemark")
    }
    assert points["Kalotina"] == "22.87,42.99"


def test_a_table_lists_legs_changes_questions_and_unknown_places(full: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(file_of(full, "csv").removeprefix("\ufeff"))))
    assert {row["what"] for row in rows} == {
        "leg",
        "handover",
        "convoy",
        "impossible travel",
        "place not known",
    }
    assert all(row["sources"] and row["handling"] for row in rows)


def test_a_cell_that_a_spreadsheet_would_run_is_text(desk: Desk) -> None:
    desk.bring("bg-police", *crossing(1, "2026-03-01 08:00", "=1+1", "TX4665XK"))
    assert "'=1+1" in file_of(desk, "csv")


def test_the_end_of_a_name_says_what_is_written(full: Desk, tmp_path: Path) -> None:
    out = tmp_path / "march.GeoJSON"
    assert clew("routes", full.case.folder, "--out", out, "--month", "2026-03").exit_code == 0
    assert json.loads(out.read_text("utf-8"))["name"].endswith("Routes, 2026-03")
    refused = clew("routes", full.case.folder, "--out", tmp_path / "march.docx")
    assert refused.exit_code == 2
    assert "end the name in .geojson, .kml, .csv, .svg" in refused.stderr
    assert not (tmp_path / "march.docx").exists()


def test_a_case_without_places_gives_a_map_without_marks(desk: Desk) -> None:
    desk.bring("bg-police", thing("Vehicle", 1, registrationNumber="TX4665XK"))
    picture = drawn(desk)
    assert picture.opens == ()
    etree.fromstring(picture.svg.encode())
