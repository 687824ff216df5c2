"""An officer's walk through the desk, in a real browser. Screens are kept under build/screens/."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from fastapi import FastAPI

from clew.store import Case
from tests.web.conftest import LATER, served
from tests.web.window import (
    BUILT,
    PATIENCE_MS,
    open_each,
    opens_alone,
    save,
    say,
    shoot,
    shows_an_excerpt,
    window,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = BUILT


@pytest.fixture
def here(app: FastAPI) -> Iterator[str]:
    """The address of the desk."""
    with served(app) as address:
        yield address


@pytest.fixture
def page(browser: "Browser", here: str) -> Iterator["Page"]:
    """A window on the inbox."""
    with window(browser, height=900) as page:
        page.goto(f"{here}/")
        page.wait_for_selector("a.row")
        yield page


def test_a_hit_is_reviewed_decided_and_undone_by_keyboard(page: "Page", here: str) -> None:
    shoot(page, "inbox")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Same person?").wait_for()
    first = page.url
    shoot(page, "review")
    page.keyboard.press("r")
    page.keyboard.type("one passport number")
    page.keyboard.press("Escape")
    page.keyboard.press("y")
    say(page, "Recorded: Same.")
    assert page.url != first
    decided = httpx.get(f"{here}/api/hits", params={"decision": "same"}).json()["hits"]
    page.keyboard.press("u")
    say(page, "Taken back: Same.")
    page.wait_for_url(first)
    say(page, "one passport number")
    shoot(page, "undone")
    assert len(decided) == 1
    assert httpx.get(f"{here}/api/hits", params={"decision": "decided"}).json()["total"] == 0


def test_the_decision_stands_in_the_record(page: "Page") -> None:
    page.locator("a.row").first.click()
    page.get_by_role("heading", name="Same person?").wait_for()
    page.keyboard.press("h")
    say(page, "Recorded: Not sure.")
    page.keyboard.press("g")
    page.keyboard.press("l")
    page.get_by_role("cell", name="decide", exact=True).wait_for()
    page.get_by_role("button", name="Check the chain").click()
    page.get_by_text("The chain holds").wait_for()
    shoot(page, "record")


def test_a_value_opens_its_source_at_its_row(page: "Page") -> None:
    page.locator("a.row").first.click()
    page.locator("a.name").first.click()
    page.get_by_role("heading", name="What the files say").wait_for()
    shoot(page, "entity")
    page.get_by_role("button", name="12.04.1988").click()
    drawer = page.get_by_role("complementary", name="Source")
    drawer.locator("tr.here").wait_for()
    assert drawer.locator("tr.here th").inner_text() == "row 2"
    assert drawer.locator("tr.here mark").inner_text() == "12.04.1988"
    shoot(page, "source-drawer")
    page.keyboard.press("Escape")
    drawer.wait_for(state="detached")
    assert page.evaluate("document.activeElement.innerText") == "12.04.1988"


@pytest.mark.parametrize(("script", "query"), [("latin", "yusuf haddad"), ("arabic", "يوسف حداد")])
def test_one_search_finds_a_person_in_both_scripts(page: "Page", script: str, query: str) -> None:
    page.keyboard.press("/")
    page.locator("#q").wait_for()
    page.keyboard.type(query)
    for name in ("Yusuf Haddad", "يوسف حداد"):
        page.locator("a.found", has_text=name).wait_for()
    shoot(page, f"search-{script}")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What the files say").wait_for()


def test_a_hit_another_process_found_appears_without_reload(
    page: "Page", case: Case, tmp_path: Path
) -> None:
    before = page.locator("a.row").count()
    page.evaluate("window.stillTheSamePage = true")
    later = tmp_path / "later.csv"
    later.write_text(LATER, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "clew.cli.main",
        "add",
        str(case.folder),
        str(later),
        "--agency",
        "mk-police",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    page.get_by_text("1 new hit").wait_for(timeout=PATIENCE_MS)
    page.locator("a.row.fresh", has_text="Bytyqi").wait_for()
    shoot(page, "live")
    assert page.locator("a.row").count() == before + 1
    assert page.evaluate("window.stillTheSamePage")


PLACES = [
    "inbox",
    "hit/1",
    "entity/{entity}",
    "sources",
    "source/1",
    "source/2",
    "search?q=gjoni",
    "chart",
    "network",
    "borders",
    "money",
    "record",
]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_screen_says_exercise(page: "Page", here: str, theme: str) -> None:
    entity = httpx.get(f"{here}/api/hits").json()["hits"][0]["a"]["entity"]
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    for place in PLACES:
        page.goto(f"{here}/#/{place.format(entity=entity)}")
        page.get_by_role("note").get_by_text("EXERCISE").wait_for()
        page.locator("main h1").wait_for()
        assert page.title().startswith("EXERCISE")
        shoot(page, f"{place.split('?')[0].split('/')[0]}-{place.count('2')}-{theme}")


def test_a_mention_is_accepted_on_its_report(page: "Page", here: str) -> None:
    page.goto(f"{here}/#/source/2")
    page.get_by_role("button", name="Accept +383 44 100 200").click()
    page.get_by_text("✓ accepted").wait_for()
    shoot(page, "report")


def test_the_chart_leads_to_an_entity_and_to_a_hit(page: "Page", here: str) -> None:
    page.goto(f"{here}/#/chart")
    node = page.locator("g.spot").first
    node.wait_for()
    shoot(page, "chart")
    node.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What the files say").wait_for()
    page.go_back()
    page.get_by_text("The same as a table").click()
    page.get_by_role("button", name="Open").first.click()
    page.get_by_role("heading", name="Why the question is asked").wait_for()


def test_each_line_of_the_network_opens_its_source_and_the_picture_saved_opens_alone(
    page: "Page", here: str, case: Case, tmp_path: Path
) -> None:
    calls = tmp_path / "calls.ftm.json"
    calls.write_text("\n".join(json.dumps(one) for one in who_called_whom()), encoding="utf-8")
    command = [sys.executable, "-m", "clew.cli.main", "add", str(case.folder), str(calls)]
    subprocess.run([*command, "--agency", "mk-police"], check=True, capture_output=True, timeout=60)
    page.goto(f"{here}/#/network?same=proposed")
    page.locator("g.spot").first.wait_for()
    shoot(page, "network")
    lines = page.locator("g.line")
    assert open_each(page, lines) >= 4
    assert open_each(page, lines, by_key=True) == lines.count()
    count = lines.count()
    drawn = [path.get_attribute("d") for path in page.locator("g.line path.ink").all()]
    assert len(set(drawn)) == len(drawn), "two ties of the same two lie beside each other"
    svg = page.get_by_role("button", name="Save as SVG")
    text = opens_alone(page, save(page, svg, tmp_path / "network.svg"))
    assert page.locator("svg line").count() == count
    assert "Handling: H0 for crime prevention only" in text
    assert "calls.ftm.json" in text
    shoot(page, "network-saved")


def who_called_whom() -> list[dict[str, object]]:
    people: list[dict[str, object]] = [
        {"id": f"p{n}", "schema": "Person", "properties": {"name": [name]}}
        for n, name in enumerate(("Agim Proba", "Besim Proba", "Cane Proba", "Dritan Proba"))
    ]
    paid = {
        "payer": ["p0"],
        "beneficiary": ["p3"],
        "amount": ["50"],
        "currency": ["EUR"],
        "date": ["2026-03-05"],
    }
    calls: list[dict[str, object]] = [
        {
            "id": f"c{a}{b}", "schema": "Call",
            "properties": {"caller": [f"p{a}"], "receiver": [f"p{b}"], "date": [f"2026-03-0{b + 1}T10:00:00"]},
        }
        for a, b in ((0, 1), (0, 2), (0, 3), (1, 2))
    ]  # fmt: skip
    return [*people, *calls, {"id": "paid", "schema": "Payment", "properties": paid}]


def test_each_line_of_the_chart_opens_its_source_or_its_question(page: "Page", here: str) -> None:
    hit = httpx.get(f"{here}/api/hits").json()["hits"][0]
    for address in ("#/chart", f"#/chart?entity={hit['a']['entity']}&steps=2"):
        page.goto(f"{here}/{address}")
        lines = page.locator("g.line")
        lines.first.wait_for()
        for n in range(lines.count()):
            is_asked = "hit" in str(lines.nth(n).get_attribute("class")).split()
            lines.nth(n).dispatch_event("click")
            if is_asked:
                page.get_by_role("heading", name="Why the question is asked").wait_for()
                page.go_back()
                lines.nth(n).wait_for()
            else:
                shows_an_excerpt(page)
                page.keyboard.press("Escape")


def test_each_bar_of_the_clues_opens_its_source(page: "Page") -> None:
    page.locator("a.row").first.click()
    page.get_by_role("heading", name="Why the question is asked").wait_for()
    bars = page.locator("ul.clues button.bar")
    clues = page.locator("ul.clues li:not(.before):not(.sum)").count()
    assert open_each(page, bars) == clues > 0


def test_back_and_a_permalink_lead_to_the_same_screen(page: "Page", here: str) -> None:
    page.locator("a.row").nth(1).click()
    page.get_by_role("heading", name="Why the question is asked").wait_for()
    link, caption = page.url, page.locator("a.name").first.inner_text()
    page.go_back()
    page.locator("a.row").first.wait_for()
    page.goto(link)
    page.locator("a.name").first.wait_for()
    assert page.locator("a.name").first.inner_text() == caption


def test_the_keys_are_listed_on_a_question_mark(page: "Page") -> None:
    page.keyboard.press("?")
    page.get_by_role("dialog").get_by_text("undo your last decision").wait_for()
    shoot(page, "help")
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")


def test_nothing_is_cut_off_at_twice_the_size(page: "Page", here: str) -> None:
    page.set_viewport_size({"width": 680, "height": 450})
    for place in ("inbox", "hit/1", "sources", "record"):
        page.goto(f"{here}/#/{place}")
        page.locator("main h1").wait_for()
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{place} is {wide} px too wide"


def test_no_page_is_wider_than_a_telephone(page: "Page", here: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for place in (
        "inbox", "hit/1", "sources", "source/1", "mapping/1", "search?q=gjoni", "chart", "network", "routes",
        "timeline", "figures", "borders", "money", "prosecution", "record",
    ):  # fmt: skip
        page.goto(f"{here}/#/{place}")
        page.locator("main h1").wait_for()
        page.wait_for_load_state("networkidle")
        root = "document.documentElement"
        wide = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
        assert wide <= 0, f"{place} is {wide} px too wide"
