"""The desk answers its own pages on this machine, and no others."""

import httpx
import pytest

from clew.web.guard import LARGEST_BODY, POLICY


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1.evil.example"],
)
def test_a_foreign_page_cannot_decide(desk: httpx.Client, origin: str) -> None:
    answer = desk.post(
        "/api/hits/1/decision", json={"decision": "same"}, headers={"Origin": origin}
    )
    assert answer.status_code == 403
    assert answer.json()["what"] == f"a page of '{origin}' may not use the desk"
    assert desk.get("/api/hits/1").json()["decision"] is None


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8200", "127.0.0.1.evil.example", "", "[::1"]
)
def test_a_name_that_is_not_this_machine_is_refused(desk: httpx.Client, host: str) -> None:
    answer = desk.get("/api/case", headers={"Host": host})
    assert answer.status_code == 403
    assert answer.json()["where"] == "Host"


@pytest.mark.parametrize("host", ["127.0.0.1:8200", "localhost:8200", "[::1]:8200", "LOCALHOST"])
def test_this_machine_is_known_by_its_loopback_names(desk: httpx.Client, host: str) -> None:
    assert desk.get("/api/case", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_foreign_page_cannot_even_ask(desk: httpx.Client, site: str) -> None:
    answer = desk.get(
        "/api/case", headers={"Sec-Fetch-Site": site, "Origin": "http://evil.example"}
    )
    assert answer.status_code == 403


def test_a_request_larger_than_any_reason_is_refused(desk: httpx.Client) -> None:
    answer = desk.post("/api/undo", content=b"x" * (LARGEST_BODY + 1))
    assert answer.status_code == 400
    assert (
        answer.json()["what"] == f"a request of {LARGEST_BODY + 1} bytes is too large for the desk"
    )


def test_no_answer_about_the_case_is_kept_by_the_browser(desk: httpx.Client) -> None:
    assert desk.get("/api/case").headers["Cache-Control"] == "no-store"


def test_a_page_may_run_only_its_own_scripts(desk: httpx.Client) -> None:
    assert desk.get("/").headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY


def test_the_desk_says_nothing_of_its_own_build(desk: httpx.Client) -> None:
    for path in ("/docs", "/openapi.json", "/redoc"):
        assert desk.get(path).status_code == 404


def test_a_command_line_without_an_origin_may_ask(desk: httpx.Client) -> None:
    del desk.headers["Origin"]
    assert desk.post("/api/hits/1/decision", json={"decision": "unsure"}).status_code == 200
