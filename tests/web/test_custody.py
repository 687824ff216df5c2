"""The chain of custody on a source's page, and its sheet."""

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from fastapi import FastAPI

from clew.matching.arrive import bring_in
from clew.model.custody import HandOver
from clew.sources.intake import Wish
from clew.store import Case
from clew.web.app import STATIC
from tests.web.conftest import OFFICER, PRISHTINA, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCREENS = Path(__file__).parents[2] / "build" / "screens"
SAID = HandOver("Kap. Provë, Prishtina", "2026-03-01", "Order 12/26", "A-17", "E1")


@pytest.fixture(autouse=True)
def handed_over(case: Case, tmp_path: Path) -> None:
    """The first file came again, with what was said of its hand-over."""
    file = tmp_path / "passengers.csv"
    file.write_text(PRISHTINA, encoding="utf-8")
    list(bring_in(case, OFFICER, [file], Wish("xk-police"), handed=SAID))


def test_a_source_lists_each_handling_in_words(desk: httpx.Client) -> None:
    first, second = desk.get("/api/sources/1/custody").json()
    assert (first["what"], second["what"]) == ("taken into the case", "taken into the case")
    assert "legal basis Order 12/26" in second["details"]
    assert second["who"] == "mira, local"


def test_a_downloaded_sheet_is_a_pdf_and_an_entry_of_the_chain(desk: httpx.Client) -> None:
    answer = desk.get("/api/sources/1/custody.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert desk.get("/api/sources/1/custody").json()[-1]["what"] == "custody sheet printed"


@pytest.mark.parametrize("path", ["custody", "custody.pdf"])
def test_a_source_the_case_does_not_hold_has_no_chain(desk: httpx.Client, path: str) -> None:
    answer = desk.get(f"/api/sources/999/{path}")
    assert answer.status_code == 404
    assert "no source 999" in answer.text


@pytest.mark.browser
@pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="the desk is not built: make desk"
)
def test_an_officer_reads_the_chain_and_takes_the_sheet(browser: "Browser", app: FastAPI) -> None:
    with served(app) as here:
        page = browser.new_context(viewport={"width": 1360, "height": 1000}).new_page()
        page.goto(f"{here}/#/source/1")
        page.get_by_role("heading", name="Chain of custody").wait_for()
        page.get_by_text("handed over by Kap. Provë, Prishtina").wait_for()
        SCREENS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENS / "custody.png", full_page=True)
        with page.expect_download() as taken:
            page.get_by_role("link", name="Download the custody sheet").click()
        assert Path(taken.value.path()).read_bytes().startswith(b"%PDF-")
        page.context.close()
