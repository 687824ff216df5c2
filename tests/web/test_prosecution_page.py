"""The page for a prosecutor: a person is entered with a reason, each line opens its source, a place is put by hand."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from sqlalchemy import update

from clew.store import Door, make_case, open_case
from clew.store.tables import SOURCE
from clew.web.app import create_app
from tests.web.conftest import OFFICER, add, add_victim, served
from tests.web.window import BUILT, shoot, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BORDER = """Surname;Given names;Birth date;Phone;Plate;Date;Place
Topalli;Genc;12.04.1988;+383 44 100 200;TX4665XK;02.03.2026;Blace
Gjini;Zef;01.02.1990;+383 44 100 300;TX4665XK;02.03.2026;Blace
Topalli;Genc;12.04.1988;+383 44 100 200;TX4665XK;09.03.2026;Blace
Zeka;Arta;05.06.1992;+383 44 100 400;TX4665XK;09.03.2026;Blace
"""


@pytest.fixture
def here(tmp_path: Path) -> Iterator[str]:
    """A desk on a case with one border list and one victim."""
    case = make_case(tmp_path / "case", exercise=True)
    add(case, tmp_path, "xk-police", "border.csv", BORDER)
    with case.intake_lock():
        add_victim(case, tmp_path)
    case.close()
    with served(create_app(tmp_path / "case", "mira", "local")) as address:
        yield address


@pytest.fixture
def client(here: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=here, headers={"Origin": here}, timeout=60) as client:
        yield client


def record(client: httpx.Client, name: str) -> str:
    found: list[dict[str, Any]] = client.get("/api/search", params={"q": name}).json()["results"]
    return str(found[0]["entity"])


def test_a_person_is_entered_only_with_a_reason(client: httpx.Client) -> None:
    who = record(client, "genc topalli")
    assert client.get(f"/api/prosecution/{who}").json()["entered"] is None
    refused = client.post(f"/api/prosecution/{who}", json={"reason": " "})
    assert refused.status_code == 400
    assert refused.json()["do"]
    client.post(f"/api/prosecution/{who}", json={"reason": "at the wheel twice"})
    (one,) = client.get("/api/prosecution").json()["suspects"]
    assert one["entered"]["reason"] == "at the wheel twice"


def test_a_victim_is_refused_with_the_principle(client: httpx.Client) -> None:
    who = record(client, "+383 44 100 900")
    refused = client.post(f"/api/prosecution/{who}", json={"reason": "seen with the others"})
    assert refused.status_code == 403
    assert "never a suspect" in refused.json()["what"]
    assert client.get(f"/api/prosecution/{who}").json()["spared"]


def test_the_bundle_comes_as_one_file_and_stands_in_the_chain(client: httpx.Client) -> None:
    who = record(client, "genc topalli")
    client.post(f"/api/prosecution/{who}", json={"reason": "at the wheel twice"})
    answer = client.get(f"/api/prosecution/{who}/bundle.zip")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {"sheet.pdf", "index.csv", "originals.json"} <= set(archive.namelist())
    chain = client.get("/api/sources/1/custody").json()
    assert "bundle for a prosecutor" in chain[-1]["details"]


def test_what_codes_keep_from_court_needs_the_permission_of_its_agency(
    client: httpx.Client, tmp_path: Path
) -> None:
    who = record(client, "genc topalli")
    client.post(f"/api/prosecution/{who}", json={"reason": "at the wheel twice"})
    case = open_case(tmp_path / "case")
    with Door(case, OFFICER).step() as view:
        view.conn.execute(update(SOURCE).values(handling="H1"))
    case.close()
    refused = client.get(f"/api/prosecution/{who}/bundle.zip")
    assert refused.status_code == 403
    assert "xk-police" in refused.json()["what"]
    permitted = client.get(f"/api/prosecution/{who}/bundle.zip", params={"permitted": "xk-police"})
    assert permitted.status_code == 200


@pytest.fixture
def page(browser: "Browser", here: str) -> Iterator["Page"]:
    with window(browser, width=1500) as page:
        yield page


@BUILT
def test_an_officer_enters_reads_puts_and_takes_back(here: str, page: "Page") -> None:
    with httpx.Client(base_url=here, timeout=60) as client:
        who = record(client, "genc topalli")
    page.goto(f"{here}/#/entity/{who}")
    page.get_by_role("link", name="For a prosecutor").click()
    reason = page.get_by_role("textbox", name="Reason")
    reason.fill("named on two crossings with others")
    page.get_by_role("button", name="Enter as a suspect").click()
    procurement = page.locator('tr[data-element="smuggling.procurement"]')
    procurement.get_by_text("aboard TX4665XK").first.wait_for()
    shoot(page, "prosecution")
    procurement.get_by_role("button", name="border.csv, row 2").first.click()
    drawer = page.get_by_role("complementary", name="Source")
    drawer.locator("tr.here").wait_for()
    assert "Topalli" in drawer.locator("tr.here").inner_text()
    shoot(page, "prosecution-open")
    page.keyboard.press("Escape")
    benefit = page.locator('tr[data-element="smuggling.benefit"]')
    benefit.get_by_role("button", name="Put a place here").click()
    benefit.get_by_role("radio", name="Against").check()
    benefit.get_by_role("textbox", name="Place").fill("1 row 3")
    benefit.get_by_role("textbox", name="What it shows").fill("his cousin, by the family book")
    benefit.get_by_role("button", name="Put here").click()
    benefit.get_by_text("his cousin, by the family book").wait_for()
    shoot(page, "prosecution-put")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the bundle").click()
    assert zipfile.is_zipfile(download.value.path())
    benefit.get_by_role("button", name="Take back").click()
    benefit.get_by_text("his cousin, by the family book").wait_for(state="detached")
    page.get_by_role("link", name="Prosecution", exact=True).first.click()
    page.get_by_role("link", name="Genc Topalli").wait_for()
    shoot(page, "prosecution-list")
