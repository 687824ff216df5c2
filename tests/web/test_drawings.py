"""Routes and Timeline in a real browser: each mark opens its sources, and what is saved opens alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from clew.web.app import create_app
from tests.cli.running import clew
from tests.web.conftest import served
from tests.web.window import (
    BUILT,
    drawer,
    open_each,
    opens_alone,
    save,
    shoot,
    shows_an_excerpt,
    window,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def entity(key: str, schema: str, **said: str | list[str]) -> dict[str, Any]:
    told = {prop: [text] if isinstance(text, str) else text for prop, text in said.items()}
    return {"id": key, "schema": schema, "properties": told}


def crossings() -> list[dict[str, Any]]:
    """Two vehicles together at two crossings, a change of vehicle, an impossible journey, an unknown place."""
    rows = [
        ("v1", "2026-03-01", "08:00", "Kapitan Andreevo", ["p1", "p2"]),
        ("v2", "2026-03-01", "08:12", "Kapitan Andreevo", ["p3"]),
        ("v1", "2026-03-01", "14:00", "Калотина", ["p1", "p2"]), ("v2", "2026-03-01", "14:06", "Калотина", ["p3"]),
        ("v1", "2026-03-09", "10:00", "Kalotina", []), ("v2", "2026-03-09", "10:10", "Kalotina", []),
        ("v3", "2026-03-02", "09:00", "Kelebija", ["p2"]), ("v3", "2026-03-03", "09:00", "Qwertyville", []),
        ("v3", "2026-04-20", "10:00", "Blace", []), ("v3", "2026-04-20", "10:30", "Röszke", []),
    ]  # fmt: skip
    found = [
        entity(f"p{n}", "Person", name=f"{name} Proba")
        for n, name in enumerate(("Agim", "Besim", "Cane"), 1)
    ]
    found += [
        entity(f"v{n}", "Vehicle", registrationNumber=plate)
        for n, plate in enumerate(("TX4665XK", "PB1122KA", "BG777ZZ"), 1)
    ]
    found += [
        entity(
            f"t{n}",
            "Trip",
            date=day,
            location=where,
            notes=f"time {time}",
            vehicle=vehicle,
            involved=aboard,
        )
        for n, (vehicle, day, time, where, aboard) in enumerate(rows)
    ]
    return found


def contacts() -> list[dict[str, Any]]:
    """Calls, a payment, a stay and a passport; one of the people is a victim."""
    found = [entity("a", "Person", name="Agim Proba"), entity("b", "Person", name="Vesa Shtepia")]
    found += [
        entity(f"c{n}", "Call", caller="a", receiver="b", date=f"2026-03-0{n + 1}T10:00:00")
        for n in range(4)
    ]
    found.append(
        entity(
            "m",
            "Payment",
            payer="a",
            beneficiary="b",
            amount="500",
            currency="EUR",
            date="2026-03-03",
        )
    )
    found.append(
        entity(
            "s",
            "Trip",
            startDate="2026-03-01",
            endDate="2026-03-04",
            location="Sofia",
            involved="b",
        )
    )
    found.append(
        entity("d", "Passport", holder="a", passportNumber="P0099887", startDate="2019-05-04")
    )
    return found


@pytest.fixture
def here(tmp_path: Path) -> Iterator[str]:
    """A desk on a case of two agencies' files."""
    for agency, things, more in (
        ("bg-police", crossings(), ()), ("rs-police", contacts(), ("--category", "victim", "--handling", "H1")),
    ):  # fmt: skip
        path = tmp_path / f"{agency}.ftm.json"
        path.write_text("\n".join(json.dumps(one) for one in things), encoding="utf-8")
        added = clew("add", tmp_path / "case", path, "--agency", agency, *more)
        assert added.exit_code == 0, added.output
    with served(create_app(tmp_path / "case", "mira", "local")) as address:
        yield address


@pytest.fixture
def page(browser: "Browser", here: str) -> Iterator["Page"]:
    with window(browser, height=900) as page:
        yield page


@BUILT
@pytest.mark.parametrize("by_key", [False, True], ids=["by click", "by keyboard"])
def test_each_line_place_and_question_of_the_map_opens_its_source(
    page: "Page", here: str, by_key: bool
) -> None:
    page.goto(f"{here}/#/routes")
    shown = httpx.get(f"{here}/api/routes", timeout=30).json()
    marks = page.locator("[data-opens]")
    assert open_each(page, marks, by_key=by_key) == len(shown["opens"]) > 10
    for kind in ("line", "spot", "asked", "handover"):
        assert page.locator(f"g.opens.{kind}").count() > 0
    page.locator("g.line polygon").first.click()
    drawer(page).wait_for()
    shoot(page, "routes")


@BUILT
@pytest.mark.parametrize("by_key", [False, True], ids=["by click", "by keyboard"])
def test_each_bar_of_the_timeline_opens_its_source(page: "Page", here: str, by_key: bool) -> None:
    page.goto(f"{here}/#/timeline?from=2026-03-01&to=2026-03-31")
    shown = httpx.get(
        f"{here}/api/timeline", params={"begin": "2026-03-01", "end": "2026-03-31"}
    ).json()
    assert open_each(page, page.locator("[data-opens]"), by_key=by_key) == len(shown["opens"]) > 5
    shoot(page, "timeline")


@BUILT
@pytest.mark.parametrize("place", ["routes", "timeline"])
def test_a_mark_says_below_the_drawing_what_it_stands_for(
    page: "Page", here: str, place: str
) -> None:
    page.goto(f"{here}/#/{place}")
    mark = page.locator("[data-opens]").first
    mark.dispatch_event("click")
    shows_an_excerpt(page)
    says = mark.get_attribute("aria-label")
    assert page.locator("section.opened h2").inner_text() == says


@BUILT
@pytest.mark.parametrize("place", ["routes", "timeline"])
def test_a_picture_saved_opens_alone_with_its_legend_sources_and_codes(
    page: "Page", here: str, tmp_path: Path, place: str
) -> None:
    page.goto(f"{here}/#/{place}")
    page.locator("[data-opens]").first.wait_for()
    marks = page.locator("[data-opens]").count()
    svg = page.get_by_role("link", name="SVG", exact=True)
    text = opens_alone(page, save(page, svg, tmp_path / f"{place}.svg"))
    assert page.locator("svg [data-opens]").count() == marks
    for said in (
        "Sources:", "bg-police.ftm.json", "Handling: H0", "H1 not to be disclosed", "Drawn 20",
    ):  # fmt: skip
        assert page.get_by_text(said).first.is_visible(), said
    assert "Shtepia" not in text
    shoot(page, f"{place}-saved")


@BUILT
def test_a_month_is_chosen_and_kept_in_the_address(page: "Page", here: str) -> None:
    page.goto(f"{here}/#/routes")
    page.get_by_label("Month").select_option("2026-04")
    page.wait_for_url("**month=2026-04*")
    page.locator("svg text", has_text="Routes, 2026-04").wait_for()
    page.get_by_role("listitem").get_by_text("460 km in 30 min").wait_for()
    assert page.locator("g.opens.line").count() == 1


@BUILT
def test_the_map_is_zoomed_by_keyboard_and_its_scale_follows(page: "Page", here: str) -> None:
    page.goto(f"{here}/#/routes")
    scale = page.locator("g.scale text")
    before = float(str(scale.text_content()).removesuffix(" km"))
    for _ in range(3):
        page.keyboard.press("+")
    assert float(str(scale.text_content()).removesuffix(" km")) == pytest.approx(
        before / 1.5**3, rel=0.01
    )
    page.keyboard.press("0")
    assert float(str(scale.text_content()).removesuffix(" km")) == before


@BUILT
def test_the_timeline_goes_closer_and_back(page: "Page", here: str) -> None:
    page.goto(f"{here}/#/timeline?from=2026-03-01&to=2026-03-31")
    page.get_by_role("button", name="Closer").click()
    page.locator("svg text", has_text="2026-03-09 to 2026-03-23, by day").wait_for()
    page.go_back()
    page.locator("svg text", has_text="2026-03-01 to 2026-03-31, by day").wait_for()


@pytest.mark.parametrize("kind", ["svg", "geojson", "kml", "csv"])
def test_the_routes_are_saved_as_each_kind_of_file_and_that_stands_in_the_log(
    here: str, kind: str
) -> None:
    answer = httpx.get(f"{here}/api/routes/routes.{kind}")
    assert answer.headers["content-disposition"] == f'attachment; filename="routes.{kind}"'
    assert "Kalotina" in answer.text
    lines = httpx.get(f"{here}/api/log", params={"limit": 5}).json()
    assert [line["act"] for line in lines][:1] == ["export"]


def test_a_file_of_no_known_kind_and_a_day_that_is_none_are_refused_in_three_parts(
    here: str,
) -> None:
    for address in ("routes/routes.docx", "timeline?begin=2026-02-30", "routes?month=March"):
        answer = httpx.get(f"{here}/api/{address}")
        assert answer.status_code in (400, 422)
        assert set(answer.json()) == {"what", "where", "do"}
