"""An unknown spreadsheet is mapped by sight, the mapping saved and used again, and shared as a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from fastapi import FastAPI

from clew.matching.arrive import bring_in
from clew.model.evaluation import Marking
from clew.sources.intake import Wish
from clew.store import Case
from clew.store.covering import MASK
from tests.cli.running import clew, clew_json
from tests.sources.workbook_maker import Cell, sheet_xml, write_xlsx
from tests.web.conftest import OFFICER, served
from tests.web.window import BUILT, say, shoot, window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HEADER: list[Cell] = ["Kolona Q", "Kolona W", "Kolona E"]
FIRST: list[list[Cell]] = [HEADER, ["Arber Hoti", "03/04/1980", "+383 44 000 101"]]
NEXT_WEEK: list[list[Cell]] = [HEADER, ["Vesa Krasniqi", "05/06/1991", "+383 44 000 102"]]


def book(folder: Path, name: str, rows: list[list[Cell]]) -> Path:
    return write_xlsx(folder / name, Lista=sheet_xml(rows))


def bring(case: Case, path: Path, marking: Marking | None = None) -> None:
    for _ in bring_in(case, OFFICER, [path], Wish("europol"), marking):
        pass


def source_called(desk: httpx.Client, name: str) -> int:
    return int(next(one["id"] for one in desk.get("/api/sources").json() if one["file"] == name))


def mapped(table: dict[str, Any], **more: str) -> dict[str, Any]:
    meant = dict(zip(HEADER, ("name", "birth_date", "phone"), strict=True))
    return {"signature": table["signature"], "columns": meant, **more}


@pytest.fixture
def unknown(case: Case, tmp_path: Path) -> Path:
    """A workbook whose columns clew cannot know, in the case."""
    path = book(tmp_path, "list.xlsx", FIRST)
    bring(case, path)
    return path


def table_of(desk: httpx.Client, name: str = "list.xlsx") -> tuple[str, dict[str, Any]]:
    address = f"/api/sources/{source_called(desk, name)}/tables"
    return address, desk.get(address).json()["tables"][0]


def test_a_table_nobody_knows_is_shown_with_its_first_rows(
    unknown: Path, desk: httpx.Client
) -> None:
    _, table = table_of(desk)
    assert [column["name"] for column in table["columns"]] == HEADER
    assert table["rows"][0]["cells"] == FIRST[1]
    assert (table["saved"], table["date_order_shown"]) == (False, False)


def test_a_mapping_is_tried_before_it_is_saved(unknown: Path, desk: httpx.Client) -> None:
    address, table = table_of(desk)
    rows = desk.post(f"{address}/try", json=mapped(table, date_order="DMY")).json()["rows"]
    person = rows[0]["found"][0]
    assert {"prop": "birthDate", "label": "Birth date", "value": "1980-04-03"} in person["values"]
    assert desk.get(address).json()["tables"][0]["saved"] is False


def test_a_date_that_reads_two_ways_is_refused_while_nobody_says_how(
    unknown: Path, desk: httpx.Client
) -> None:
    address, table = table_of(desk)
    found = desk.post(f"{address}/try", json=mapped(table)).json()["rows"][0]["found"]
    assert any(one["refused"] == "03/04/1980" for one in found)


def test_a_saved_mapping_reads_the_file_again_and_the_next_with_its_header(
    case: Case, unknown: Path, tmp_path: Path, desk: httpx.Client
) -> None:
    address, table = table_of(desk)
    now = desk.post(address, json=mapped(table, date_order="DMY")).json()["id"]
    assert desk.get(f"/api/sources/{now}").json()["counts"]["passengers"] == 1
    bring(case, book(tmp_path, "next.xlsx", NEXT_WEEK))
    after = desk.get(f"/api/sources/{source_called(desk, 'next.xlsx')}").json()
    assert after["guessed"]["Lista: mapping"] == "saved with the case for this header"


def test_a_mapping_for_another_header_is_refused(unknown: Path, desk: httpx.Client) -> None:
    address, table = table_of(desk)
    wrong = {"signature": table["signature"], "columns": {"name": "name"}}
    assert desk.post(address, json=wrong).status_code == 400


def test_a_list_of_victims_stays_covered_while_it_is_mapped_and_after(
    case: Case, tmp_path: Path, desk: httpx.Client
) -> None:
    bring(case, book(tmp_path, "shelter.xlsx", FIRST), Marking(category="victim"))
    address, table = table_of(desk, "shelter.xlsx")
    assert table["rows"][0]["cells"] == [MASK, MASK, MASK]
    desk.post(address, json=mapped(table, date_order="DMY"))
    (found,) = clew_json("search", case.folder, "Arber Hoti")
    assert found["caption"].startswith(MASK)


def test_a_mapping_is_shared_as_a_file_and_taken_in_by_another_case(
    case: Case, unknown: Path, tmp_path: Path, desk: httpx.Client
) -> None:
    address, table = table_of(desk)
    desk.post(address, json=mapped(table, date_order="DMY"))
    shared = tmp_path / "shared.toml"
    shared.write_text(desk.get(f"/api/mappings/{table['signature']}.toml").text, encoding="utf-8")
    clew_json(
        "add", tmp_path / "other", tmp_path / "xk-police" / "report.txt", "--agency", "europol"
    )
    assert clew("mapping", "import", tmp_path / "other", shared).exit_code == 0
    (one,) = clew_json("mapping", "list", tmp_path / "other")
    assert one["signature"] == table["signature"]
    (receipt,) = clew_json("add", tmp_path / "other", unknown, "--agency", "europol")
    assert receipt["counts"]["passengers"] == 1


def test_a_file_that_is_no_mapping_is_refused_when_taken_in(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "no.toml"
    path.write_text('signature = "zz"\n')
    done = clew("mapping", "import", case.folder, path)
    assert done.exit_code == 1
    assert "does not say which header it is for" in done.stderr


@pytest.fixture
def page(browser: "Browser", app: FastAPI, unknown: Path) -> Iterator["Page"]:
    """A window on the desk of the case; anything the browser complains about fails the walk."""
    with served(app) as here, window(browser, height=1100) as page:
        page.goto(f"{here}/#/sources")
        yield page


@BUILT
def test_an_officer_maps_an_unknown_spreadsheet_by_sight_and_it_is_used_again(
    page: "Page", case: Case, tmp_path: Path
) -> None:
    page.get_by_role("link", name="list.xlsx").click()
    page.get_by_role("link", name="Map the columns").click()
    say(page, "clew knows none of these columns")
    shoot(page, "mapping-unknown")
    page.get_by_label("Kolona Q").select_option("name")
    page.get_by_label("Kolona W").select_option("birth_date")
    say(page, "Nothing in the file says whether day or month comes first")
    page.get_by_label("Kolona E").select_option("phone")
    page.get_by_label("day, month, year").check()
    page.get_by_text("1980-04-03").wait_for()
    shoot(page, "mapping-live")
    page.get_by_role("button", name="Save and read the file again").click()
    page.get_by_role("heading", name="list.xlsx", exact=True).wait_for()
    say(page, "saved with the case for this header")
    shoot(page, "mapping-read-again")
    bring(case, book(tmp_path, "next week.xlsx", NEXT_WEEK))
    page.goto(page.url.split("#")[0] + "#/sources")
    page.get_by_role("link", name="next week.xlsx").click()
    page.get_by_role("link", name="Map the columns").click()
    say(page, "Saved with the case for this header")
    page.get_by_text("1991-06-05").wait_for()
    shoot(page, "mapping-offered-again")
