"""A scan opens with the picture of the lines beside the text, unless a victim stands in it."""

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from fastapi import FastAPI

pytest.importorskip("cv2")
pytest.importorskip("typst")

from clew.exercise.scanned import drawn, scan_pdf
from clew.matching.arrive import bring_in
from clew.model.evaluation import Marking
from clew.sources.intake import Wish
from clew.store import Case
from clew.web.app import STATIC
from tests.web.conftest import OFFICER, served
from tests.web.test_api import source_called
from tests.web.window import PATIENCE_MS, say, shoot

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOTE = [
    [
        "The driver said that he had taken four passengers near the border.",
        "Telephone +383 44 000 111.",
    ]
]


def scan(case: Case, folder: Path, category: str | None = None) -> None:
    path = folder / "scan.pdf"
    path.write_bytes(scan_pdf([drawn(NOTE)]))
    for _ in bring_in(case, OFFICER, [path], Wish("xk-police"), Marking(category=category)):
        pass


@pytest.fixture
def here(case: Case, desk: httpx.Client, tmp_path: Path) -> str:
    """The scan in the case; its address."""
    scan(case, tmp_path)
    return f"/api/sources/{source_called(desk, 'scan.pdf')}"


def test_a_place_of_a_scan_opens_with_its_picture(desk: httpx.Client, here: str) -> None:
    place = {"where": "page 1, lines 1-2"}
    opened = desk.get(f"{here}/excerpt", params=place).json()
    assert opened["picture"] is True
    assert [line["cells"][0] for line in opened["lines"] if line["here"]] == NOTE[0]
    drawing = desk.get(f"{here}/crop.png", params=place)
    assert drawing.headers["content-type"] == "image/png"
    assert drawing.content.startswith(b"\x89PNG")


def test_the_source_says_its_languages_and_what_it_mentions(desk: httpx.Client, here: str) -> None:
    told = desk.get(here).json()
    assert told["languages"] == {"eng": 1}
    assert [one["kind"] for one in told["mentions"]] == ["phone"]
    listed = desk.get("/api/sources").json()
    assert next(one for one in listed if one["file"] == "scan.pdf")["languages"] == {"eng": 1}


def test_a_place_of_a_text_has_no_picture(desk: httpx.Client) -> None:
    here = f"/api/sources/{source_called(desk, 'report.txt')}"
    place = {"where": "paragraph 1"}
    assert desk.get(f"{here}/excerpt", params=place).json()["picture"] is False
    assert desk.get(f"{here}/crop.png", params=place).status_code == 404


def test_no_picture_is_given_of_a_scan_that_speaks_of_victims(
    case: Case, desk: httpx.Client, tmp_path: Path
) -> None:
    scan(case, tmp_path, "victim")
    here = f"/api/sources/{source_called(desk, 'scan.pdf')}"
    place = {"where": "page 1, lines 1-2"}
    assert desk.get(f"{here}/excerpt", params=place).json()["picture"] is False
    assert desk.get(f"{here}/crop.png", params=place).status_code == 404


@pytest.mark.browser
@pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="the desk's pages are not built: make desk"
)
def test_an_officer_compares_the_text_with_the_picture_and_filters_by_language(
    browser: "Browser", app: FastAPI, case: Case, tmp_path: Path
) -> None:
    scan(case, tmp_path)
    with served(app) as here:
        window = browser.new_context(viewport={"width": 1360, "height": 900}).new_page()
        window.set_default_timeout(PATIENCE_MS)
        window.goto(f"{here}/#/sources")
        window.get_by_label("Language").select_option("eng")
        shoot(window, "sources-language")
        window.get_by_role("link", name="scan.pdf").click()
        say(window, "Language of its texts")
        place = f"?src={window.url.rpartition('/')[2]}&at=page 1, lines 1-2"
        with window.expect_response("**/crop.png*") as answer:
            window.goto(window.url + place)
        assert answer.value.ok
        window.get_by_alt_text("What the scan shows there").wait_for()
        say(window, "read by machine, confidence")
        shoot(window, "scan-beside-its-text")
        window.context.close()
