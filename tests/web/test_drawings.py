"""Routes and Timeline in a real browser: each mark opens its sources, and what is saved opens alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from clew.web.app import STATIC, create_app
from tests.cli.running import clew
from tests.web.conftest import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCREENS = Path(__file__).parents[2] / "build" / "screens"
built = pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="the desk's pages are not built: make desk"
)


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
    """A window on the desk; anything the browser complains about fails the walk."""
    complaints: list[str] = []
    window = browser.new_context(viewport={"width": 1360, "height": 900}).new_page()
    window.set_default_timeout(15_000)
    window.on(
        "console", lambda said: complaints.append(said.text) if said.type == "error" else None
    )
    window.on("pageerror", lambda error: complaints.append(str(error)))
    yield window
    window.context.close()
    assert complaints == []


def shoot(page: "Page", name: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png")


def open_each(page: "Page") -> int:
    """Open every mark of the drawing by keyboard; each must lead to its place in a file. Give how many there are."""
    marks = page.locator("[data-opens]")
    marks.first.wait_for()
    for n in range(marks.count()):
        marks.nth(n).focus()
        page.keyboard.press("Enter")
        opened = page.get_by_role("complementary", name="Source")
        opened.locator("[aria-current=location], .facts").first.wait_for()
        says = marks.nth(n).get_attribute("aria-label")
        assert page.locator("section.opened h2").inner_text() == says
        page.keyboard.press("Escape")
        opened.wait_for(state="detached")
    return marks.count()


@built
def test_each_line_place_and_question_of_the_map_opens_its_source(page: "Page", here: str) -> None:
    page.goto(f"{here}/#/routes")
    shown = httpx.get(f"{here}/api/routes", timeout=30).json()
    assert open_each(page) == len(shown["opens"]) > 10
    for kind in ("line", "spot", "asked", "handover"):
        assert page.locator(f"g.opens.{kind}").count() > 0
    page.locator("g.line polygon").first.click()
    page.get_by_role("complementary", name="Source").wait_for()
    shoot(page, "routes")


@built
def test_each_bar_of_the_timeline_opens_its_source(page: "Page", here: str) -> None:
    page.goto(f"{here}/#/timeline?from=2026-03-01&to=2026-03-31")
    shown = httpx.get(
        f"{here}/api/timeline", params={"begin": "2026-03-01", "end": "2026-03-31"}
    ).json()
    assert open_each(page) == len(shown["opens"]) > 5
    shoot(page, "timeline")


@built
@pytest.mark.parametrize(
    ("place", "name"), [("routes", "routes.svg"), ("timeline", "timeline.svg")]
)
def test_a_picture_saved_opens_alone_with_its_legend_sources_and_codes(
    page: "Page", here: str, tmp_path: Path, place: str, name: str
) -> None:
    page.goto(f"{here}/#/{place}")
    page.locator("[data-opens]").first.wait_for()
    marks = page.locator("[data-opens]").count()
    with page.expect_download() as saving:
        page.get_by_role("link", name="SVG", exact=True).click()
    saved = tmp_path / name
    saving.value.save_as(saved)
    asked: list[str] = []
    page.context.set_offline(True)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(saved.as_uri())
    assert page.locator("svg [data-opens]").count() == marks
    for text in (
        "Sources:",
        "bg-police.ftm.json",
        "Handling: H0",
        "H1 not to be disclosed",
        "Drawn 20",
    ):
        assert page.get_by_text(text).first.is_visible(), text
    assert asked == [saved.as_uri()]
    assert "Shtepia" not in saved.read_text("utf-8")
    shoot(page, f"{place}-saved")


@built
def test_a_month_is_chosen_and_kept_in_the_address(page: "Page", here: str) -> None:
    page.goto(f"{here}/#/routes")
    page.get_by_label("Month").select_option("2026-04")
    page.wait_for_url("**month=2026-04*")
    page.locator("svg text", has_text="Routes, 2026-04").wait_for()
    page.get_by_role("listitem").get_by_text("460 km in 30 min").wait_for()
    assert page.locator("g.opens.line").count() == 1


@built
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


@built
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
