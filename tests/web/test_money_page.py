"""The page of money: each entry opens its source; what is missing is asked for, and counted anew on the server."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import openpyxl
import pytest

from clew.store import make_case
from clew.web.app import create_app
from tests.web.conftest import add, served
from tests.web.window import BUILT, drawer, open_each, shoot, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NOTEBOOK = """date,kind,payer,payee,holder,amount,currency,code,leg
2026-03-01,deposited,Client One,Boss,Sarraf,2000,EUR,B77,
2026-03-09,released,,Boss,Sarraf,2000,EUR,B77,
2026-03-02,agreed,Client Two,Boss,,3000,EUR,,
2026-03-03,paid,Client Two,Boss,,500,EUR,,one
2026-03-04,paid,Client Two,Boss,,many,EUR,,
"""


def payments() -> str:
    """Two payments among three people, one of them in lira."""
    people: list[dict[str, Any]] = [
        {"id": f"p{n}", "schema": "Person", "properties": {"name": [name]}}
        for n, name in enumerate(("Agim Proba", "Besim Proba", "Cane Proba"))
    ]
    paid = [
        {
            "id": f"paid{n}", "schema": "Payment",
            "properties": {
                "payer": [f"p{a}"], "beneficiary": [f"p{b}"], "amount": [amount], "currency": [currency],
                "date": [f"2026-03-0{n + 5}"], "purpose": [purpose],
            },
        }
        for n, (a, b, amount, currency, purpose) in enumerate(
            [(0, 1, "1000", "TRY", "taxi"), (0, 2, "700", "EUR", "deposit code K91"), (1, 2, "x", "EUR", "")]
        )
    ]  # fmt: skip
    return "\n".join(json.dumps(one) for one in [*people, *paid])


@pytest.fixture
def here(tmp_path: Path) -> Iterator[str]:
    """A desk on a case with payments and a notebook somebody seized."""
    case = make_case(tmp_path / "case")
    add(case, tmp_path, "rs-police", "payments.ftm.json", payments())
    add(case, tmp_path, "mk-police", "notebook.csv", NOTEBOOK)
    case.close()
    with served(create_app(tmp_path / "case", "mira", "local")) as address:
        yield address


def ask(here: str, *asked: tuple[str, str]) -> dict[str, Any]:
    answer = httpx.get(f"{here}/api/money", params=list(asked))
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def test_each_entry_names_the_place_that_opens(here: str) -> None:
    told = ask(here, ("notebook", "2"))
    assert len(told["entries"]) == 6
    for one in (*told["entries"], *told["refused"]):
        spot = one["opens"]
        opened = httpx.get(
            f"{here}/api/sources/{spot['source']}/excerpt", params={"where": spot["where"]}
        ).json()
        here_said = " ".join(
            cell for line in opened["lines"] if line["here"] for cell in line["cells"]
        )
        value = (
            one["value"].split()[0]
            if "value" in one
            else one["amount"].replace(",", "").split(".")[0]
        )
        assert value in here_said, one


def test_a_notebook_of_the_case_is_offered_and_counted_only_when_chosen(here: str) -> None:
    assert [one["file"] for one in ask(here)["notebooks"]] == ["notebook.csv"]
    assert {one["code"] for one in ask(here)["deposits"]} == {"K91"}
    assert {one["code"] for one in ask(here, ("notebook", "2"))["deposits"]} == {"K91", "B77"}


def test_a_rate_that_is_given_makes_the_sum(here: str) -> None:
    asked = ask(here)
    assert asked["moved"]["total"] is None
    assert asked["missing_rates"] == [{"currency": "TRY", "into": "EUR", "day": "2026-03-05"}]
    told = ask(here, ("rate", "2026-03-05,EUR,TRY,50"))
    assert told["moved"]["total"]["text"] == "20.00 EUR"


@pytest.mark.parametrize(
    "rate", ["2026-03-05,EUR,TRY,none", "2026-03-05,EUR", "yesterday,EUR,TRY,5"]
)
def test_what_is_no_rate_is_refused_with_what_to_write(here: str, rate: str) -> None:
    answer = httpx.get(f"{here}/api/money", params={"rate": rate})
    assert answer.status_code == 422
    assert rate in answer.json()["where"]


def test_the_estimate_follows_the_assumptions(here: str) -> None:
    assert ask(here)["estimate"]["turnover"] is None
    some = [("assume", one) for one in ("people=300", "fee=2500..3000", "months=1", "paid=1")]
    assert ask(here, *some)["estimate"]["turnover"] == {"low": 750_000, "high": 900_000}


def test_the_workbook_holds_balances_deposits_and_entries_with_their_places(here: str) -> None:
    answer = httpx.get(f"{here}/api/money.xlsx", params={"notebook": "2"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames[:3] == ["balances", "deposits", "entries"]
    places = [row[-1].value for row in book["entries"].iter_rows(min_row=2)]
    assert len(places) == 6
    assert "notebook.csv, row 2" in places
    said = " ".join(str(row[0].value) for row in book["about"].iter_rows())
    assert "Handling: H0" in said


def test_saving_a_table_is_an_export_in_the_log(here: str) -> None:
    httpx.get(f"{here}/api/money.csv")
    assert httpx.get(f"{here}/api/log").json()[0]["act"] == "export"


@pytest.fixture
def page(browser: "Browser", here: str) -> Iterator["Page"]:
    with window(browser) as page:
        page.goto(f"{here}/#/money")
        page.get_by_role("heading", name="Entries").wait_for()
        yield page


@BUILT
def test_every_entry_opens_its_source(page: "Page") -> None:
    page.get_by_label("notebook.csv").check()
    page.get_by_role("button", name="Count again").click()
    page.locator("table.entries tbody tr").nth(5).wait_for()
    shoot(page, "money", whole=True)
    buttons = page.locator("table.entries button.value")
    assert buttons.count() == 6
    assert open_each(page, buttons) == 6
    for n in range(6):
        where = buttons.nth(n).inner_text().split(", ", 1)[1]
        buttons.nth(n).click()
        drawer(page).locator("strong.where").get_by_text(where, exact=True).wait_for()
        page.keyboard.press("Escape")


@BUILT
def test_a_deposit_shows_the_entries_it_is_put_together_from(page: "Page") -> None:
    page.get_by_label("notebook.csv").check()
    page.get_by_role("button", name="Count again").click()
    page.get_by_role("button", name="B77").click()
    page.get_by_text("Only entries of deposit B77").wait_for()
    assert page.locator("table.entries tbody tr").count() == 2
    page.get_by_role("button", name="Show the other entries too").click()
    assert page.locator("table.entries tbody tr").count() == 6


@BUILT
def test_a_rate_and_assumptions_are_filled_in_and_counted(page: "Page") -> None:
    page.get_by_text("There is no sum over currencies while a rate is missing.").wait_for()
    page.get_by_label("1 TRY in EUR on 2026-03-05").fill("0.02")
    for name, low, high in (
        ("people moved a month", "300", "300"),
        ("fee of one person", "2500", "3000"),
        ("months it went on", "1", ""),
    ):
        page.get_by_label(f"{name}: Lowest").fill(low)
        page.get_by_label(f"{name}: Highest").fill(high)
    page.get_by_role("button", name="Count again").click()
    page.get_by_text("20.00 EUR").first.wait_for()
    page.get_by_text("0 to 900,000 EUR").first.wait_for()
    shoot(page, "money-counted", whole=True)
    with page.expect_download() as saving:
        page.get_by_role("link", name="XLSX").click()
    assert saving.value.suggested_filename == "money.xlsx"


@BUILT
def test_money_told_in_a_report_counts_once_somebody_accepts_it(
    browser: "Browser", tmp_path: Path
) -> None:
    case = make_case(tmp_path / "case")
    add(
        case,
        tmp_path,
        "rs-police",
        "interview.txt",
        "According to the witness, Samir Duka paid 1,500 euros to Hamo Leka.\n",
    )
    case.close()
    with served(create_app(tmp_path / "case", "mira", "local")) as address:
        page = browser.new_context(viewport={"width": 1360, "height": 1000}).new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{address}/#/money")
        told = page.locator("section", has_text="Told in messages and reports")
        told.get_by_role("row").nth(1).wait_for()
        assert page.locator("table.entries tbody tr").count() == 0
        shoot(page, "money-told", whole=True)
        told.get_by_role("button", name="Accept").click()
        page.locator("table.entries tbody tr").first.wait_for()
        assert page.locator("table.entries").inner_text().count("1,500.00 EUR") == 1
        page.context.close()
