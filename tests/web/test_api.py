"""What the desk's server answers."""

import csv
import io
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI

from clew.store import Case
from clew.store.covering import MASK
from clew.web.pages import live
from clew.web.pages.live import Pulse
from tests.web.conftest import LATER, add


def first_hit(desk: httpx.Client) -> Any:
    return desk.get("/api/hits").json()["hits"][0]


def source_called(desk: httpx.Client, name: str) -> int:
    return int(next(one["id"] for one in desk.get("/api/sources").json() if one["file"] == name))


def lines(desk: httpx.Client) -> Any:
    return desk.get("/api/log", params={"limit": 500}).json()


def test_the_case_says_its_name_its_agencies_and_that_it_is_an_exercise(desk: httpx.Client) -> None:
    said = desk.get("/api/case").json()
    assert (said["name"], said["exercise"], said["user"]) == ("case", True, "mira")
    assert [agency["name"] for agency in said["agencies"]] == ["mk-police", "xk-police"]
    assert said["counts"]["open"] == said["counts"]["hits"] > 0


def test_a_hit_travels_with_its_clues_and_where_each_value_stands(desk: httpx.Client) -> None:
    hit = first_hit(desk)
    document = next(clue for clue in hit["clues"] if clue["kind"] == "document")
    assert {document["a"]["where"], document["b"]["where"]} == {"row 2"}
    assert {document["a"]["value"], document["b"]["value"]} == {"P01234567", "P 0123 4567"}


@pytest.mark.parametrize(
    ("chosen", "fits"),
    [
        ({"min_score": "0.7"}, lambda hit: hit["score"] >= 0.7),
        ({"kind": "document"}, lambda hit: any(c["kind"] == "document" for c in hit["clues"])),
        (
            {"q": "yusuf"},
            lambda hit: "حداد" in hit["b"]["caption"] or "Haddad" in hit["a"]["caption"],
        ),
        ({"decision": "open"}, lambda hit: hit["decision"] is None),
    ],
    ids=["score", "kind of clue", "words", "open"],
)
def test_the_inbox_can_be_narrowed(
    desk: httpx.Client, chosen: dict[str, str], fits: Callable[[Any], bool]
) -> None:
    answer = desk.get("/api/hits", params=chosen).json()
    assert answer["total"] == len(answer["hits"]) > 0
    assert all(map(fits, answer["hits"]))


def test_the_inbox_comes_in_pages(desk: httpx.Client) -> None:
    both = desk.get("/api/hits", params={"limit": 2}).json()["hits"]
    second = desk.get("/api/hits", params={"limit": 1, "offset": 1}).json()
    assert second["hits"][0]["id"] == both[1]["id"]
    assert second["total"] > 1


def test_two_records_stand_side_by_side_with_how_their_fields_agree(desk: httpx.Client) -> None:
    review = desk.get(f"/api/hits/{first_hit(desk)['id']}").json()
    agrees = {row["prop"]: row["agrees"] for row in review["rows"]}
    assert agrees["name"] == "similar"
    assert agrees["birthDate"] == "same"
    assert agrees["passportNumber"] == "same"
    assert agrees["nationality"] == "one_sided"


def test_a_decision_is_kept_with_its_reason_and_can_be_taken_back(desk: httpx.Client) -> None:
    number = first_hit(desk)["id"]
    answer = desk.post(
        f"/api/hits/{number}/decision", json={"decision": "same", "reason": "one passport"}
    )
    assert answer.json()["decision"] == "same"
    assert desk.post("/api/undo").json() == {"undone": number, "decision": "same"}
    (judgement,) = desk.get(f"/api/hits/{number}").json()["history"]
    assert (judgement["reason"], judgement["undone"]) == ("one passport", True)


def test_records_judged_the_same_share_one_page(desk: httpx.Client) -> None:
    hit = first_hit(desk)
    desk.post(f"/api/hits/{hit['id']}/decision", json={"decision": "same"})
    entity = desk.get(f"/api/entities/{hit['a']['entity']}").json()
    assert entity["members"] == sorted(
        [hit["a"]["entity"], hit["b"]["entity"]], key=entity["members"].index
    )
    assert {value["source"]["agency"] for value in entity["values"]} == {"xk-police", "mk-police"}


def test_a_value_opens_its_source_at_its_row(desk: httpx.Client) -> None:
    entity = desk.get(f"/api/entities/{first_hit(desk)['a']['entity']}").json()
    value = next(one for one in entity["values"] if one["prop"] == "birthDate")
    place = {"where": value["where"]}
    excerpt = desk.get(f"/api/sources/{value['source']['id']}/excerpt", params=place).json()
    (here,) = [line for line in excerpt["lines"] if line["here"]]
    assert value["written"] in here["cells"]


def test_a_source_shows_its_receipt_and_what_was_refused(desk: httpx.Client) -> None:
    said = desk.get(f"/api/sources/{source_called(desk, 'passengers.csv')}").json()
    assert said["guessed"]["delimiter"] == "semicolon"
    assert [one["value"] for one in said["refused_values"]] == ["31/02/1980"]
    assert said["refused_values"][0]["do"]


def test_refused_values_can_be_downloaded_as_a_table(desk: httpx.Client) -> None:
    answer = desk.get(f"/api/sources/{source_called(desk, 'passengers.csv')}/refused.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [(row["where"], row["value"]) for row in rows] == [("row 4", "31/02/1980")]


def test_what_was_refused_of_all_files_comes_as_one_table(desk: httpx.Client) -> None:
    rows = list(
        csv.DictReader(io.StringIO(desk.get("/api/refused.csv").text.removeprefix("\ufeff")))
    )
    assert ("passengers.csv", "row 4", "31/02/1980") in [
        (row["file"], row["where"], row["value"]) for row in rows
    ]
    assert all(row["reason"] and row["do"] for row in rows)


def test_a_mention_is_marked_at_its_letters_and_can_be_rejected(desk: httpx.Client) -> None:
    report = desk.get(f"/api/sources/{source_called(desk, 'report.txt')}").json()
    mention = next(one for one in report["mentions"] if one["kind"] == "phone")
    text = next(p["text"] for p in report["passages"] if p["statement"] == mention["statement"])
    assert text[mention["start"] : mention["end"]] == mention["value"] == "+383 44 100 200"
    assert mention["where"] == "paragraph 2"
    answer = desk.post(f"/api/mentions/{mention['id']}", json={"status": "rejected"})
    assert answer.json() == {"id": mention["id"], "status": "rejected"}


@pytest.mark.parametrize("query", ["Yusuf Haddad", "يوسف حداد"])
def test_one_person_is_found_in_either_script(desk: httpx.Client, query: str) -> None:
    found = desk.get("/api/search", params={"q": query}).json()
    assert {one["caption"] for one in found["results"]} == {"Yusuf Haddad", "يوسف حداد"}
    assert all(one["why"] and one["where"] == "row 3" for one in found["results"])


@pytest.mark.parametrize(
    ("path", "status", "what"),
    [
        ("/api/hits/999999", 404, "no hit 999999 in this case"),
        ("/api/entities/nobody", 404, "no entity 'nobody' in this case"),
        ("/api/sources/999999", 404, "no source 999999 in this case"),
        ("/api/hits?decision=maybe", 404, "no decision filter called 'maybe'"),
        ("/api/hits?limit=0", 400, "'0': Input should be greater than or equal to 1"),
        ("/api/nothing", 404, "the desk has no page 'nothing'"),
    ],
)
def test_an_error_says_what_where_and_what_to_do(
    desk: httpx.Client, path: str, status: int, what: str
) -> None:
    answer = desk.get(path)
    said = answer.json()
    assert (answer.status_code, said["what"]) == (status, what)
    assert set(said) == {"what", "where", "do"}
    assert said["do"]


def test_a_place_that_is_not_in_the_file_is_refused(desk: httpx.Client) -> None:
    answer = desk.get(
        f"/api/sources/{source_called(desk, 'passengers.csv')}/excerpt", params={"where": "row 99"}
    )
    assert answer.status_code == 404
    assert "row 99" in answer.json()["what"]


def test_a_victim_is_masked_on_each_page(desk: httpx.Client) -> None:
    source = source_called(desk, "shelter.csv")
    found = desk.get("/api/search", params={"q": "Vesa Shtepia"}).json()["results"]
    entity = desk.get(f"/api/entities/{found[0]['entity']}").json()
    excerpt = desk.get(f"/api/sources/{source}/excerpt", params={"where": "row 2"}).json()
    assert entity["masked"]
    assert MASK in [value["written"] for value in entity["values"]]
    (row,) = [line["cells"] for line in excerpt["lines"] if line["here"]]
    assert row == [MASK, MASK]
    for answer in (found, entity, excerpt):
        assert "Shtepia" not in str(answer)
        assert "100 900" not in str(answer)


READS = [
    ("/api/case", "view"),
    ("/api/hits", "view"),
    ("/api/hits/1", "view"),
    ("/api/entities/{entity}", "view"),
    ("/api/sources", "view"),
    ("/api/sources/1", "view"),
    ("/api/sources/1/excerpt?where=row 2", "view"),
    ("/api/sources/1/refused.csv", "export"),
    ("/api/refused.csv", "export"),
    ("/api/search?q=gjoni", "search"),
    ("/api/common", "view"),
    ("/api/chart", "view"),
    ("/api/network", "view"),
    ("/api/network.graphml", "export"),
    ("/api/borders/files", "view"),
    ("/api/money", "view"),
    ("/api/money.xlsx", "export"),
    ("/api/log", "view"),
    ("/api/log/verify", "verify"),
]


@pytest.mark.parametrize(("path", "act"), READS)
def test_each_read_leaves_one_line_with_its_reason(desk: httpx.Client, path: str, act: str) -> None:
    path = path.format(entity=first_hit(desk)["a"]["entity"])
    before = lines(desk)[0]["seq"]
    why = {"X-Clew-Why": quote("request 17/2026, чл. 5")}
    assert desk.get(path, headers=why).status_code == 200
    mine = [
        line
        for line in lines(desk)
        if before < line["seq"] and line["why"] == "request 17/2026, чл. 5"
    ]
    assert [(line["act"], line["who"]) for line in mine] == [(act, "mira")]


def test_the_chain_holds_after_a_walk_through_the_desk(desk: httpx.Client) -> None:
    for path, _ in READS:
        desk.get(path.format(entity=first_hit(desk)["a"]["entity"]))
    verdict = desk.get("/api/log/verify").json()
    assert verdict["good"]
    assert verdict["lines"] >= len(READS)


def test_an_open_page_is_told_of_a_hit_another_process_found(
    app: FastAPI, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "EVERY_S", 0.0)
    pulse = Pulse(app.state.desk)
    before = pulse.now()
    add(case, case.folder.parent, "mk-police", "later.csv", LATER)
    assert pulse.now()["hits"] == before["hits"] + 1
    assert pulse.now()["open"] == before["open"] + 1


def test_listening_leaves_no_line(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "EVERY_S", 0.0)
    pulse = Pulse(app.state.desk)
    assert pulse.now() == pulse.now()
