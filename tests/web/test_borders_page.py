"""The page of borders: detections, not persons; each point opens its rows, and the drawing opens alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import httpx
import pytest

from clew.store import make_case
from clew.web.app import create_app
from tests.web.conftest import add, served
from tests.web.window import BUILT, open_each, opens_alone, save, shoot, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SVG = "{http://www.w3.org/2000/svg}"
HEAD = "route,type,nat,n,month\n"


def table() -> str:
    """Three years of two routes: in the second year one loses what the other gains."""
    rows = []
    for month in range(36):
        period = f"{2013 + month // 12}-{month % 12 + 1:02d}"
        for route, before, after in (("North", 900, 100), ("South", 200, 1000)):
            many = before if month < 12 else after
            rows += [f"{route},Land,AAA,{many},{period}", f"{route},Sea,BBB,{many // 10},{period}"]
    return HEAD + "\n".join(rows) + "\n"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[str]:
    """A desk on a case with a table of detections and a list of people."""
    case = make_case(tmp_path / "case")
    add(case, tmp_path, "frontex", "detections.csv", table())
    add(case, tmp_path, "rs-police", "people.csv", "Surname;Given names\nTestić;Proba\n")
    case.close()
    with served(create_app(tmp_path / "case", "mira", "local")) as address:
        yield address


def ask(here: str, **asked: str) -> dict[str, object]:
    answer = httpx.get(f"{here}/api/borders", params={"source": "1", **asked})
    assert answer.status_code == 200, answer.text
    told: dict[str, object] = answer.json()
    return told


def test_only_tables_of_detections_are_offered(here: str) -> None:
    (one,) = httpx.get(f"{here}/api/borders/files").json()
    assert (one["id"], one["file"]) == (1, "detections.csv")


def test_each_point_names_the_rows_it_is_counted_from(here: str) -> None:
    told = ask(here, route="North")
    lines = table().splitlines()
    rows = told["rows"]
    assert isinstance(rows, dict)
    for period, one in rows["North"].items():
        counted = [lines[n - 1].split(",") for n in one["lines"]]
        assert {(route, month) for route, _, _, _, month in counted} == {("North", period)}
        assert sum(int(n) for _, _, _, n, _ in counted) == one["detections"]
    titles = [one.text or "" for one in ET.fromstring(str(told["drawing"])).iter(f"{SVG}title")]
    assert "North, 2013-01: 990 detections; rows 2, 3 of detections.csv" in titles


def test_the_drawing_says_detections_not_persons_and_its_handling_code(here: str) -> None:
    for route in ("", "North"):
        told = ask(here, route=route)
        assert "detections, not persons" in str(told["drawing"])
        assert "Handling: H0" in str(told["drawing"])
        assert "detections, not persons" in str(told["caveat"])


def test_a_file_of_ones_own_is_counted_and_not_kept(here: str, tmp_path: Path) -> None:
    sent = httpx.post(
        f"{here}/api/borders",
        params={"name": "mine.csv", "route": "South"},
        content=table().encode("utf-16"),
        headers={"Origin": here, "Content-Type": "text/csv"},
    )
    told = sent.json()
    assert (told["file"], told["source"]) == ({"id": None, "name": "mine.csv"}, "mine.csv")
    assert told["series"] == ask(here, route="South")["series"]
    assert [one["file"] for one in httpx.get(f"{here}/api/sources").json()] == [
        "detections.csv",
        "people.csv",
    ]


def test_a_file_of_ones_own_that_counts_nothing_is_refused_by_its_name(here: str) -> None:
    sent = httpx.post(
        f"{here}/api/borders",
        params={"name": "mine.csv"},
        content=b"a,b\n1,2\n",
        headers={"Origin": here},
    )
    assert sent.status_code == 422
    assert sent.json()["where"] == "mine.csv"
    assert "route" in sent.json()["do"]


def test_an_unknown_route_is_answered_with_those_there_are(here: str) -> None:
    answer = httpx.get(f"{here}/api/borders", params={"source": "1", "route": "East"})
    assert answer.status_code == 404
    assert "North" in answer.json()["do"]


@pytest.fixture
def page(browser: "Browser", here: str) -> Iterator["Page"]:
    with window(browser) as page:
        page.goto(f"{here}/#/borders")
        page.locator("figure circle").first.wait_for()
        yield page


@BUILT
def test_every_point_of_a_route_opens_its_rows(page: "Page") -> None:
    page.get_by_label("Route").select_option("North")
    page.get_by_role("heading", name="Changes and shares: North").wait_for()
    points = page.locator("figure circle")
    assert points.count() == 36
    points.first.focus()
    drawer = page.get_by_role("complementary", name="Source")
    for n in range(36):
        page.keyboard.press("Enter")
        opened = drawer.locator("tr.here th")
        opened.get_by_text(f"row {4 * n + 2}", exact=True).wait_for()
        if not n:
            shoot(page, "borders-open", whole=True)
        points.nth(n).focus()
        page.keyboard.press("ArrowRight")


@BUILT
def test_every_point_and_every_break_opens_its_rows_by_click(page: "Page") -> None:
    assert open_each(page, page.locator("figure circle[data-period]")) == 72
    page.get_by_label("Route").select_option("North")
    page.get_by_role("heading", name="Changes and shares: North").wait_for()
    assert open_each(page, page.locator("figure g.break")) > 0


@BUILT
def test_a_year_opens_the_rows_of_its_months(page: "Page") -> None:
    page.get_by_label("Route").select_option("North")
    page.get_by_role("heading", name="Changes and shares: North").wait_for()
    page.get_by_role("button", name="2014", exact=True).click()
    page.get_by_text("North, 2014: 1,320 detections in 24 rows of").wait_for()
    page.get_by_role("button", name="row 51", exact=True).click()
    page.get_by_role("complementary", name="Source").locator("tr.here th").get_by_text(
        "row 51"
    ).wait_for()


@BUILT
def test_which_route_gained_what_another_lost_is_said_beside_the_chart(page: "Page") -> None:
    row = page.get_by_role("row", name="2014 North -10,560 South +10,560")
    row.wait_for()
    page.get_by_text("they do not show that the same people moved").first.wait_for()
    row.get_by_role("button", name="South").click()
    page.get_by_text("South, 2014: 13,200 detections in 24 rows of").wait_for()
    shoot(page, "borders", whole=True)


@BUILT
def test_the_drawing_saved_opens_alone(page: "Page", tmp_path: Path) -> None:
    for kind in ("svg", "png", "pdf"):
        button = page.get_by_role("button", name=f"Save as {kind.upper()}")
        save(page, button, tmp_path / f"borders.{kind}")
    assert (tmp_path / "borders.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "borders.png").read_bytes().startswith(b"\x89PNG")
    opens_alone(page, tmp_path / "borders.svg")
    page.locator("svg text", has_text="detections, not persons").wait_for()
    assert page.locator("circle").count() == 72
    shoot(page, "borders-saved")


@BUILT
def test_a_file_of_ones_own_is_drawn_and_its_rows_are_named(page: "Page", tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text(table(), encoding="utf-8")
    page.get_by_label("A file of this machine").set_input_files(own)
    page.get_by_text("mine.csv").first.wait_for(state="attached")
    page.get_by_role("button", name="2014", exact=True).click()
    page.get_by_text("Bring it in: clew add CASE FILE", exact=False).wait_for()
