"""The search box over lists, one listed entity, and those beside it."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from clew.web.lists.held import Lists
from tests.web.listing import WANTED, Edition, StandIn, asked


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """The invented list, asked over HTTP."""
    with asked(Lists([StandIn()]), tmp_path_factory.mktemp("tally") / "checks.jsonl") as client:
        yield client


def search(client: httpx.Client, q: str, **params: Any) -> dict[str, Any]:
    """Search and give the answer."""
    answer = client.get("/search/default", params={"q": q, **params})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def ids(told: dict[str, Any]) -> list[str]:
    """Give the ids of the results, in order."""
    return [one["id"] for one in told["results"]]


@pytest.mark.parametrize(
    ("words", "found", "why"),
    [
        ("Arta Bytyqi", ["qx-2", "qx-5"], "a name"),
        ("bytyqi", ["qx-2", "qx-5"], "one word of a name"),
        ("P01234567", ["qx-1"], "a document's number"),
        ("qx-3", ["qx-3"], "an id"),
        ("Anija e Re Transport", ["qx-3"], "a company's name"),
        ("Nobody Known", [], "nobody"),
    ],
)
def test_words_are_answered_by(
    client: httpx.Client, words: str, found: list[str], why: str
) -> None:
    assert ids(search(client, words)) == found, why


@pytest.mark.parametrize(
    ("params", "found", "why"),
    [
        ({"countries": "al"}, ["qx-2"], "a country stands on the entity"),
        ({"topics": ["sanction", "wanted"]}, ["qx-2"], "one of the topics is enough"),
        ({"topics": ["sanction", "wanted"], "filter_op": "AND"}, [], "both topics are asked for"),
        ({"filter": "birthDate:1981-05-17"}, ["qx-2"], "a property has a value"),
        ({"filter": "properties.birthDate:1981-05-17"}, ["qx-2"], "the same, written in full"),
        ({"schema": "Company"}, [], "no company has the name"),
        ({"exclude_schema": "Person"}, [], "people are left out"),
        ({"limit": 1}, ["qx-2"], "the first page"),
        ({"limit": 1, "offset": 1}, ["qx-5"], "the second page"),
        ({"fuzzy": "true", "simple": "true"}, ["qx-2", "qx-5"], "spellings are tolerated anyway"),
    ],
)
def test_a_search_can_be_narrowed(
    client: httpx.Client, params: dict[str, Any], found: list[str], why: str
) -> None:
    assert ids(search(client, "Arta Bytyqi", **params)) == found, why


def test_the_total_of_a_search_counts_the_other_pages(client: httpx.Client) -> None:
    told = search(client, "Arta Bytyqi", limit=1)
    assert (told["total"], told["limit"], told["offset"]) == ({"value": 2, "relation": "eq"}, 1, 0)


def test_facets_count_what_was_found(client: httpx.Client) -> None:
    told = search(client, "Arta Bytyqi", facets=["countries", "schema"])["facets"]
    assert told == {
        "countries": {
            "label": "Countries",
            "values": [{"name": "al", "label": "Albania", "count": 1}],
        },
        "schema": {
            "label": "Types",
            "values": [{"name": "Person", "label": "Person", "count": 2}],
        },
    }


@pytest.mark.parametrize(
    ("params", "where"),
    [
        ({}, "q"),
        ({"q": " "}, "q"),
        ({"q": "a" * 385}, "q"),
        ({"q": "a", "schema": "Persn"}, "schema"),
        ({"q": "a", "sort": "first_seen:desc"}, "sort"),
        ({"q": "a", "filter": "birthDate"}, "filter"),
        ({"q": "a", "facets": "moods"}, "facets"),
        ({"q": "a", "filter_op": "XOR"}, "filter_op"),
        ({"q": "a", "offset": "9500"}, "offset"),
        ({"q": "a", "datasets": "other"}, "include_dataset"),
    ],
    ids=str,
)
def test_a_search_that_does_not_fit_is_refused(
    client: httpx.Client, params: dict[str, str], where: str
) -> None:
    answer = client.get("/search/default", params=params)
    assert (answer.status_code, answer.json()["where"]) == (400, where)


def test_a_search_of_a_list_that_is_not_served_is_404(client: httpx.Client) -> None:
    assert client.get("/search/other", params={"q": "a"}).status_code == 404


def test_an_entity_is_given_by_its_id(client: httpx.Client) -> None:
    told = client.get("/entities/qx-2").json()
    assert (told["id"], told["caption"], told["last_seen"]) == ("qx-2", "Arta Bytyqi", "2026-03-01")


def test_an_id_may_hold_a_slash_and_a_blank(client: httpx.Client) -> None:
    assert client.get("/entities/a%2Fb%20c").json()["caption"] == "Luan Prizreni"


def test_an_unknown_id_is_404(client: httpx.Client) -> None:
    answer = client.get("/entities/qx-99")
    assert (answer.status_code, "qx-99" in answer.json()["detail"]) == (404, True)


def test_an_entity_the_list_names_stands_in_place_of_its_id(client: httpx.Client) -> None:
    address, unlisted = client.get("/entities/qx-1").json()["properties"]["addressEntity"]
    assert (address["id"], address["schema"], unlisted) == ("qx-4", "Address", "unlisted-9")


def test_without_nesting_the_ids_stand(client: httpx.Client) -> None:
    told = client.get("/entities/qx-1", params={"nested": "False"}).json()
    assert told["properties"]["addressEntity"] == ["qx-4", "unlisted-9"]


def test_an_entity_inside_another_becomes_its_id_in_a_match() -> None:
    inside = {"id": "ad-1", "schema": "Address", "properties": {"full": ["Rruga e Re 9"]}}
    outer = {**WANTED[1], "properties": {"name": ["Arta Bytyqi"], "addressEntity": [inside]}}
    (held,) = Lists([StandIn([outer])])
    listed = Lists([held.index]).entity("qx-2")
    from clew.web.lists import neighbours, shown

    assert shown.entity(listed)["properties"]["addressEntity"] == ["ad-1"]
    assert neighbours.nested(listed)["properties"]["addressEntity"][0]["caption"] == "ad-1"


def test_neighbours_come_by_property_and_page(client: httpx.Client) -> None:
    told = client.get("/entities/qx-1/adjacent", params={"limit": 1, "offset": 1}).json()
    assert told["entity"]["id"] == "qx-1"
    assert told["adjacent"] == {
        "addressEntity": {
            "results": ["unlisted-9"],
            "total": {"value": 2, "relation": "eq"},
            "limit": 1,
            "offset": 1,
        }
    }


def test_one_property_can_be_asked_for(client: httpx.Client) -> None:
    told = client.get("/entities/qx-1/adjacent/addressEntity").json()
    assert [one if isinstance(one, str) else one["id"] for one in told["results"]] == [
        "qx-4",
        "unlisted-9",
    ]


def test_a_property_that_names_no_entities_has_no_neighbours(client: httpx.Client) -> None:
    assert client.get("/entities/qx-1/adjacent/birthDate").status_code == 404


def test_an_id_on_two_lists_is_not_guessed_at(
    client: httpx.Client, tmp_path_factory: pytest.TempPathFactory
) -> None:
    lists = Lists([StandIn(), StandIn(edition=Edition("Other"))])
    with asked(lists, tmp_path_factory.mktemp("tally") / "t.jsonl") as two:
        unsaid = two.get("/entities/qx-2")
        said = two.get("/entities/qx-2", params={"dataset": "other"})
    assert (unsaid.status_code, "invented_wanted and other" in unsaid.json()["what"]) == (400, True)
    assert said.json()["datasets"] == ["other"]


def test_the_catalogue_names_each_list_and_the_lists_together(client: httpx.Client) -> None:
    told = client.get("/catalog").json()
    assert told["current"] == ["invented_wanted"]
    assert [(one["name"], one["entity_count"], one["load"]) for one in told["datasets"]] == [
        ("invented_wanted", 6, True),
        ("default", 6, False),
    ]


def test_the_algorithm_tells_its_rules(client: httpx.Client) -> None:
    told = client.get("/algorithms").json()
    assert (told["best"], told["default"]) == ("clew", "clew")
    assert (
        "Both records give the same day"
        in (told["algorithms"][0]["docs"]["same_birth_date"]["description"])
    )


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_the_server_says_that_it_is_well(client: httpx.Client, path: str) -> None:
    assert client.get(path).json() == {"status": "ok"}
