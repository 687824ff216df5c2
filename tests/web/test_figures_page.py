"""The page of figures: each in its own words, each opening its report; sums that cannot be, said."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from clew.store import make_case
from clew.web.app import STATIC, create_app
from tests.web.conftest import add, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SCREENS = Path(__file__).parents[2] / "build" / "screens"
COMMUNIQUE = """EXERCISE. The police said that Operation Dry Ford led to 19 arrests
(11 in Serbia, 6 in Hungary and 3 in Austria).

They seized 8 lorries and 41 phones. The gang charged each of the migrants 2,500-3,000 euros, or 300,000 dinars.
"""


@pytest.fixture
def here(tmp_path: Path) -> Iterator[str]:
    """A desk on a case with one communique."""
    case = make_case(tmp_path / "case")
    add(case, tmp_path, "rs-police", "communique.txt", COMMUNIQUE)
    case.close()
    with served(create_app(tmp_path / "case", "mira", "local")) as address:
        yield address


def test_the_answer_names_spot_and_sum(here: str) -> None:
    (report,) = httpx.get(f"{here}/api/figures").json()["reports"]
    assert report["totals"][0]["verdict"] == "contradiction"
    assert {fact["spot"] for fact in report["facts"]} == {"paragraph 1", "paragraph 2"}


def test_events_are_kept_once_and_shown(here: str) -> None:
    first, second = (httpx.post(f"{here}/api/figures/events", json={}).json() for _ in range(2))
    assert first["events"] == 1
    assert second == {"events": 0, "mentions": 0, "refused": 0}
    (event,) = httpx.get(f"{here}/api/figures").json()["events"]
    assert (event["name"], event["file"]) == ("Operation Dry Ford", "communique.txt")


@pytest.mark.skipif(
    not (STATIC / "index.html").is_file(), reason="the desk's pages are not built: make desk"
)
def test_a_figure_opens_its_report_at_its_words(here: str, browser: "Browser") -> None:
    window = browser.new_context(viewport={"width": 1360, "height": 900}).new_page()
    window.set_default_timeout(15_000)
    window.goto(f"{here}/#/figures")
    window.get_by_text("cannot both be right").first.wait_for()
    window.get_by_text("11 + 6 + 3 = 20, the headline is 19").wait_for()
    window.get_by_text("'dinars' is money of several states; read as RSD").wait_for()
    SCREENS.mkdir(parents=True, exist_ok=True)
    window.screenshot(path=SCREENS / "figures.png")
    window.get_by_role("button", name="41 phones").click()
    drawer = window.get_by_role("complementary")
    drawer.get_by_text("41 phones").first.wait_for()
    window.keyboard.press("Escape")
    window.get_by_role("button", name="Keep the events these reports tell").click()
    window.get_by_role("link", name="Operation Dry Ford").wait_for()
    window.get_by_text("1 event kept, each mentioned at its words").wait_for()
    window.screenshot(path=SCREENS / "figures-open.png")
    window.context.close()
