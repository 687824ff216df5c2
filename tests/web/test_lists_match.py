"""Matching by example: what a query is read as, and how it is answered."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from clew.web.lists.held import Lists
from tests.web.listing import WANTED, Edition, StandIn, asked, person

GJONI = person("Xhevdet Gjoni", birthDate="1988-04-12")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The invented list, asked over HTTP."""
    with asked(Lists([StandIn()]), tmp_path_factory.mktemp("tally") / "checks.jsonl") as client:
        yield client


def match(client: httpx.Client, query: object, **params: Any) -> dict[str, Any]:
    """Send one query and give its answer."""
    answer = client.post("/match/default", params=params, json={"queries": {"q": query}})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()["responses"]["q"]
    return told


def refused(client: httpx.Client, body: object, **params: Any) -> dict[str, str]:
    """Send a batch that is refused and give the refusal."""
    answer = client.post("/match/default", params=params, json=body)
    assert answer.status_code == 400, answer.text
    told: dict[str, str] = answer.json()
    return told


def test_a_listed_person_is_found_with_the_entity_as_the_list_gives_it(
    client: httpx.Client,
) -> None:
    (result,) = match(client, GJONI)["results"]
    assert {name: result[name] for name in ("id", "caption", "schema", "referents", "target")} == {
        "id": "qx-1",
        "caption": "Xhevdet Gjoni",
        "schema": "Person",
        "referents": ["old-1"],
        "target": True,
    }
    assert result["properties"]["alias"] == ["Dževdet Đoni"]


def test_the_list_stands_first_among_the_datasets_of_a_result(client: httpx.Client) -> None:
    (result,) = match(client, GJONI)["results"]
    assert result["datasets"] == ["invented_wanted", "xx_police"]


def test_the_explanations_add_up_to_the_score(client: httpx.Client) -> None:
    (result,) = match(client, GJONI)["results"]
    total = sum(clue["weight"] for clue in result["explanations"].values())
    assert 1 / (1 + math.exp(-total)) == pytest.approx(result["score"])


def test_a_clue_is_told_in_a_sentence_with_both_values(client: httpx.Client) -> None:
    (result,) = match(client, GJONI)["results"]
    clue = result["explanations"]["same_birth_date"]
    assert clue["detail"] == "Both records give the birth date 1988-04-12."
    assert (clue["query"], clue["candidate"]) == ("1988-04-12", "1988-04-12")


def test_a_rule_that_spoke_twice_is_told_twice(tmp_path: Path) -> None:
    twice = [{**WANTED[0], "properties": {"idNumber": ["P01234567", "P99"]}}]
    with asked(Lists([StandIn(twice)]), tmp_path / "t.jsonl") as client:
        query = person("Nobody", idNumber=["P01234567", "P99"])
        (result,) = match(client, query)["results"]
    assert list(result["explanations"]) == ["prior", "same_document", "same_document-2"]


def test_the_threshold_marks_matches_and_removes_nothing(client: httpx.Client) -> None:
    (result,) = match(client, GJONI, threshold=1.0)["results"]
    assert (result["match"], result["score"] > 0.99) == (False, True)


def test_what_scores_below_the_cutoff_is_left_out(client: httpx.Client) -> None:
    assert match(client, person("Xhevdet Gjoni"), cutoff=0.999, threshold=1.0)["results"] == []


def test_a_cutoff_above_the_threshold_hides_no_match(client: httpx.Client) -> None:
    assert match(client, GJONI, cutoff=1.0, threshold=0.5)["results"][0]["match"] is True


def test_the_total_counts_what_the_limit_leaves_out(client: httpx.Client) -> None:
    told = match(client, person("Arta Bytyqi"), limit=1)
    assert (len(told["results"]), told["total"]) == (1, {"value": 2, "relation": "eq"})


def test_results_of_one_probability_come_in_the_order_of_their_ids(client: httpx.Client) -> None:
    told = match(client, person("Arta Bytyqi"))
    assert [one["id"] for one in told["results"]] == ["qx-2", "qx-5"]


def test_a_prior_can_be_stated_with_the_request(client: httpx.Client) -> None:
    body = {"queries": {"q": GJONI}, "config": {"prior": 0.25}}
    told = client.post("/match/default", json=body).json()["responses"]["q"]["results"][0]
    assert told["explanations"]["prior"]["detail"] == (
        "Before any clue: one in 4 such pairs is the same."
    )


@pytest.mark.parametrize(
    ("params", "ids", "why"),
    [
        ({"topics": "sanction"}, ["qx-2"], "one of the topics must stand on the entity"),
        ({"exclude_entity_ids": "qx-2"}, ["qx-5"], "an id that is left out"),
        ({"exclude_schema": "Person"}, [], "a schema that is left out"),
        ({"include_dataset": "invented_wanted"}, ["qx-2", "qx-5"], "the list itself may be named"),
        ({"fuzzy": "False", "algorithm": "best"}, ["qx-2", "qx-5"], "what clients send anyway"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_a_filter_keeps(
    client: httpx.Client, params: dict[str, str], ids: list[str], why: str
) -> None:
    told = match(client, person("Arta Bytyqi"), **params)
    assert [one["id"] for one in told["results"]] == ids, why


def test_a_former_id_leaves_its_entity_out_too(client: httpx.Client) -> None:
    assert match(client, GJONI, exclude_entity_ids="old-1")["results"] == []


@pytest.mark.parametrize(
    ("since", "found", "why"),
    [
        ("2026-01-31", 1, "it was changed after that day"),
        ("2026-02-02", 0, "it was changed before that day"),
    ],
)
def test_changed_since_asks_when_the_entity_was_changed(
    client: httpx.Client, since: str, found: int, why: str
) -> None:
    assert len(match(client, GJONI, changed_since=since)["results"]) == found, why


def test_an_entity_that_does_not_say_when_it_was_changed_is_kept(client: httpx.Client) -> None:
    assert len(match(client, person("Arta Bytyqi"), changed_since="2026-02-02")["results"]) == 2


def test_the_query_comes_back_as_it_was_understood(client: httpx.Client) -> None:
    query = {"id": "row-7", **person("Xhevdet  Gjoni", nationality="Kosovo", gender="M")}
    assert match(client, query)["query"] == {
        "id": "row-7",
        "schema": "Person",
        "properties": {"name": ["Xhevdet Gjoni"], "nationality": ["xk"], "gender": ["male"]},
    }


def test_first_and_last_name_make_a_name(client: httpx.Client) -> None:
    query = {"schema": "Person", "properties": {"firstName": "Arta", "lastName": "Bytyqi"}}
    assert len(match(client, query)["results"]) == 2


@pytest.mark.parametrize(
    ("properties", "name", "what"),
    [
        ({"birthDate": "31/02/1980"}, "birthDate", "31/02/1980"),
        ({"birthDate": "2999-01-01"}, "birthDate", "2999"),
        ({"birthdate": "1980"}, "birthdate", "no property"),
        ({"phone": "044 100 200"}, "phone", "no country prefix"),
        ({"nationality": "Ruritania"}, "nationality", "Ruritania"),
        ({"alias": "A" * 10_000}, "alias", "too long"),
        ({"alias": "\u200b\u200f"}, "alias", "is not a name"),
        ({"alias": [{"id": "x"}]}, "alias", "a text"),
        ({"alias": ["a b"] * 51}, "alias", "more than 50"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_a_value_that_cannot_be_used_is_listed_and_the_rest_is_checked(
    client: httpx.Client, properties: dict[str, object], name: str, what: str
) -> None:
    told = match(client, person("Xhevdet Gjoni", **properties))
    (refusal,) = told["refused"]
    assert (refusal["property"], what in refusal["what"], bool(refusal["do"])) == (name, True, True)
    assert len(told["results"]) == 1


def test_a_person_is_no_company_of_the_same_name(client: httpx.Client) -> None:
    query = {"schema": "Company", "properties": {"name": "Xhevdet Gjoni"}}
    assert match(client, query)["results"] == []


def test_who_may_be_a_person_or_a_company_is_found(client: httpx.Client) -> None:
    query = {"schema": "LegalEntity", "properties": {"name": "Xhevdet Gjoni"}}
    assert len(match(client, query)["results"]) == 1


def test_a_property_that_is_not_compared_is_named(client: httpx.Client) -> None:
    assert match(client, person("Xhevdet Gjoni", address="x"))["not_compared"] == ["address"]


def test_a_query_that_says_nobody_finds_nobody_and_says_so(client: httpx.Client) -> None:
    query = {"schema": "Person", "properties": {"birthDate": "1988-04-12"}}
    told = match(client, query)
    assert (told["results"], told["refused"][0]["what"]) == (
        [],
        "nothing is given a person or body could be found by",
    )


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ({"properties": {"name": "A"}}, "no schema called 'None'"),
        ({"schema": "Persn", "properties": {"name": "A"}}, "no schema called 'Persn'"),
        ({"schema": "Document", "properties": {"name": "A"}}, "not something to match"),
        ({"schema": "Person"}, "a query has properties"),
        (None, "a query is an object"),
    ],
)
def test_a_query_that_cannot_be_read_is_refused_by_its_key(
    client: httpx.Client, query: object, what: str
) -> None:
    told = refused(client, {"queries": {"row-7": query}})
    assert (told["where"], what in told["what"], bool(told["do"])) == ("queries.row-7", True, True)


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "queries"),
        ([], "queries"),
        ({"queries": {}}, "queries"),
        ({"queries": {str(n): GJONI for n in range(501)}}, "queries"),
        ({"queries": {"q": GJONI}, "weights": {"name": 0.9}}, "weights"),
        ({"queries": {"q": GJONI}, "config": {"nm_x": 0.9}}, "config"),
        ({"queries": {"q": GJONI}, "config": {"prior": 1}}, "config.prior"),
        ({"queries": {"q": GJONI}, "config": {"prior": "much"}}, "config.prior"),
    ],
)
def test_a_batch_that_does_not_fit_is_refused(
    client: httpx.Client, body: object, where: str
) -> None:
    assert refused(client, body)["where"] == where


@pytest.mark.parametrize(
    ("params", "where"),
    [
        ({"limit": "0"}, "limit"),
        ({"limit": "501"}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"threshold": "2"}, "threshold"),
        ({"threshold": "nan"}, "threshold"),
        ({"cutoff": "low"}, "cutoff"),
        ({"algorithm": "logic-v2"}, "algorithm"),
        ({"fuzzy": "perhaps"}, "fuzzy"),
        ({"changed_since": "yesterday"}, "changed_since"),
        ({"include_dataset": "other"}, "include_dataset"),
        ({"exclude_dataset": "invented_wanted"}, "exclude_dataset"),
    ],
    ids=str,
)
def test_a_parameter_that_does_not_fit_is_refused(
    client: httpx.Client, params: dict[str, str], where: str
) -> None:
    assert refused(client, {"queries": {"q": GJONI}}, **params)["where"] == where


def test_a_misspelt_parameter_is_not_passed_over(client: httpx.Client) -> None:
    told = refused(client, {"queries": {"q": GJONI}}, treshold="0.9")
    assert "did you mean 'threshold'" in told["do"]


def test_a_list_that_is_not_served_is_404(client: httpx.Client) -> None:
    answer = client.post("/match/other", json={"queries": {"q": GJONI}})
    assert (answer.status_code, "no dataset called 'other'" in answer.json()["detail"]) == (
        404,
        True,
    )


def test_text_that_is_no_json_is_refused(client: httpx.Client) -> None:
    answer = client.post("/match/default", content=b"{")
    assert (answer.status_code, answer.json()["what"][:23]) == (400, "the request is not JSON")


@pytest.mark.parametrize("way", ["said", "in parts"])
def test_a_body_that_is_too_large_is_refused_however_it_is_sent(
    client: httpx.Client, way: str
) -> None:
    parts = [b" " * 1_048_576] * 5
    answer = client.post(
        "/match/default", content=b"".join(parts) if way == "said" else iter(parts)
    )
    assert (answer.status_code, "too large" in answer.json()["what"]) == (400, True)


def test_several_lists_are_asked_together_or_one_by_one(tmp_path: Path) -> None:
    other = StandIn([{**WANTED[1], "id": "zz-1"}], Edition("Other"))
    with asked(Lists([StandIn(), other]), tmp_path / "t.jsonl") as client:
        found = {
            name: client.post(f"/match/{name}", json={"queries": {"q": person("Arta Bytyqi")}})
            .json()["responses"]["q"]["total"]["value"]
            for name in ("default", "other", "invented_wanted")
        }  # fmt: skip
    assert found == {"default": 3, "other": 1, "invented_wanted": 2}


def test_a_change_of_the_index_is_looked_for_before_each_answer(tmp_path: Path) -> None:
    index = StandIn()
    with asked(Lists([index]), tmp_path / "t.jsonl") as client:
        match(client, GJONI)
        before = index.refreshed
        match(client, GJONI)
    assert index.refreshed == before + 1
