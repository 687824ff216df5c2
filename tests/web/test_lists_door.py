"""Who may ask the lists, and what is written down of it."""

import json
import stat
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from clew import audit
from clew.errors import SettingsError
from clew.model.asker import Asker
from clew.store import Case, Door
from clew.web.app import create_app
from clew.web.lists.held import Lists, address_name
from clew.web.lists.routes import Service
from clew.web.lists.tally import CaseTally
from tests.web.conftest import served
from tests.web.listing import Edition, StandIn, asked, person

KEY = "an-invented-key-for-tests"
BATCH = {"queries": {"a": person("Arta Bytyqi"), "b": person("Nobody Known")}}
QUESTIONS = [
    ("POST", "/match/default"),
    ("GET", "/search/default?q=arta"),
    ("GET", "/entities/qx-1"),
    ("GET", "/entities/qx-1/adjacent"),
    ("GET", "/entities/qx-1/adjacent/addressEntity"),
    ("GET", "/catalog"),
    ("GET", "/algorithms"),
]


def lines(tally: Path) -> list[dict[str, Any]]:
    """Give the lines of a tally."""
    return [json.loads(line) for line in tally.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("method", "path"), QUESTIONS, ids=lambda v: v)
def test_without_the_key_nothing_is_told(method: str, path: str, tmp_path: Path) -> None:
    with asked(Lists([StandIn()]), tmp_path / "t.jsonl", KEY) as client:
        answer = client.request(method, path, json=BATCH if method == "POST" else None)
    assert (answer.status_code, "Arta" in answer.text) == (403, False)


@pytest.mark.parametrize("word", ["ApiKey", "Bearer", "apikey"])
def test_the_key_opens_as_clients_send_it(word: str, tmp_path: Path) -> None:
    headers = {"Authorization": f"{word} {KEY}"}
    with asked(Lists([StandIn()]), tmp_path / "t.jsonl", KEY, **headers) as client:
        assert client.post("/match/default", json=BATCH).status_code == 200


@pytest.mark.parametrize("sent", [f"ApiKey {KEY}x", f"Basic {KEY}", KEY, "ApiKey", "ApiKey é"])
def test_a_wrong_key_opens_nothing(sent: str, tmp_path: Path) -> None:
    with asked(Lists([StandIn()]), tmp_path / "t.jsonl", KEY) as client:
        answer = client.get("/catalog", headers=[(b"Authorization", sent.encode())])
    assert answer.status_code == 403


def test_whether_the_server_lives_is_told_without_a_key(tmp_path: Path) -> None:
    with asked(Lists([StandIn()]), tmp_path / "t.jsonl", KEY) as client:
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(("method", "path"), QUESTIONS, ids=lambda v: v)
def test_a_page_of_another_site_is_told_nothing(method: str, path: str, tmp_path: Path) -> None:
    headers = {"Origin": "http://other.example", "Sec-Fetch-Site": "cross-site"}
    with asked(Lists([StandIn()]), tmp_path / "t.jsonl", **headers) as client:
        answer = client.request(method, path, json=BATCH if method == "POST" else None)
    assert answer.status_code == 403


def test_another_name_for_this_machine_is_not_answered(tmp_path: Path) -> None:
    with asked(Lists([StandIn()]), tmp_path / "t.jsonl", Host="rebound.example") as client:
        assert client.get("/catalog").status_code == 403


def test_no_browser_keeps_what_stands_on_a_list(tmp_path: Path) -> None:
    with asked(Lists([StandIn()]), tmp_path / "t.jsonl") as client:
        assert client.get("/entities/qx-1").headers["cache-control"] == "no-store"


def test_a_check_is_counted_and_nobody_is_named(tmp_path: Path) -> None:
    with asked(Lists([StandIn()]), tmp_path / "t.jsonl", **{"X-Clew-Why": "gate%207"}) as client:
        client.post("/match/default", json=BATCH)
    (line,) = lines(tmp_path / "t.jsonl")
    line.pop("at")
    assert line == {
        "who": "mira", "agency": "xk-police", "act": "check", "dataset": "default", "checks": 2,
        "hits": 2, "matches": 2, "why": "gate 7",
    }  # fmt: skip


def test_a_search_and_a_view_are_counted_too(tmp_path: Path) -> None:
    with asked(Lists([StandIn()]), tmp_path / "t.jsonl") as client:
        client.get("/search/default", params={"q": "Arta Bytyqi"})
        client.get("/entities/qx-1")
    assert [(line["act"], line["hits"]) for line in lines(tmp_path / "t.jsonl")] == [
        ("search", 2),
        ("view", 1),
    ]


def test_only_its_owner_may_read_the_tally(tmp_path: Path) -> None:
    with asked(Lists([StandIn()]), tmp_path / "t.jsonl") as client:
        client.get("/entities/qx-1")
    assert stat.S_IMODE((tmp_path / "t.jsonl").stat().st_mode) == 0o600


def test_what_cannot_be_counted_is_not_answered(tmp_path: Path) -> None:
    with asked(Lists([StandIn()]), tmp_path / "gone" / "t.jsonl") as client:
        answer = client.post("/match/default", json=BATCH)
    assert (answer.status_code, "Arta" in answer.text) == (500, False)
    assert "--tally" in answer.json()["do"]


@pytest.fixture
def case_client(case: Case) -> Any:
    """The desk of a case that answers for a list besides."""

    def more(desk: Any) -> Any:
        return Service(Lists([StandIn()]), CaseTally(desk)).routes()

    app: Starlette = create_app(case.folder, "mira", more=more)
    with served(app) as here, httpx.Client(base_url=here, timeout=30) as client:
        yield client
    app.state.desk.case.close()


def test_beside_a_case_its_log_holds_the_check(case_client: httpx.Client, case: Case) -> None:
    case_client.post("/match/default", json=BATCH)
    with Door(case, Asker("mira", "local", "test")).quiet() as view:
        line, notes = next(iter(audit.lines(view.conn, limit=1)))
    told = json.loads(line.text)
    assert (told["act"], told["of"], notes["why"]) == (
        "check",
        {"what": "list", "dataset": "default", "checks": 2, "hits": 2, "matches": 2},
        "matching API",
    )


def test_beside_a_case_the_desk_answers_as_before(case_client: httpx.Client) -> None:
    assert case_client.get("/api/case").status_code == 200


def test_two_lists_of_one_name_are_not_served() -> None:
    with pytest.raises(SettingsError, match="two of the lists are called 'other'"):
        Lists([StandIn(edition=Edition("Other")), StandIn(edition=Edition("other!"))])


@pytest.mark.parametrize(
    ("title", "name"),
    [("UN list (2026)", "un_list_2026"), ("Листа МУП", "lista_mup"), ("us_ofac", "us_ofac")],
)
def test_a_list_is_called_in_addresses(title: str, name: str) -> None:
    assert address_name(title) == name
