"""The real clients of yente's matching API, unchanged, against a running `clew serve`."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from yente_client import Client, Company, MatchError, Person
from yente_client.exceptions import AuthenticationError, BadRequestError, NotFoundError

from tests.web.listing import WANTED

if TYPE_CHECKING:
    from nomenklatura.enrich.yente import YenteEnricher

KEY = "an-invented-key-for-tests"
pytestmark = pytest.mark.slow


def make_index(folder: Path) -> Path:
    """Build an index of the invented list."""
    import polars as pl

    from clew.matching.screening.changing import build_index
    from clew.matching.screening.index import Edition
    from clew.sources.lists.frame import TEXTS, VALUES

    columns = {"names": ("name", "alias"), "births": ("birthDate",), "documents": ("idNumber",)}
    rows = [
        {
            **{value: [] for value in VALUES},
            **{c: [v for p in ps for v in one["properties"].get(p, [])] for c, ps in columns.items()},
            "id": one["id"], "schema": one["schema"], "entity": json.dumps(one),
        }
        for one in WANTED
    ]  # fmt: skip
    frame = pl.DataFrame(rows, schema_overrides=dict.fromkeys(VALUES, TEXTS))
    build_index(folder / "wanted.index", [frame], Edition("Invented Wanted", "2026-03-01"))
    return folder / "wanted.index"


@contextmanager
def serving(index: Path, workers: int = 1) -> Iterator[str]:
    """Run `clew serve` on a free port; give its address."""
    command = [sys.executable, "-m", "clew.cli.main", "serve", "--lists", str(index)]
    environment = {**os.environ, "CLEW_API_KEY": KEY, "CLEW_USER": "mira"}
    process = subprocess.Popen(
        [*command, "--port", "0", "--workers", str(workers)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        said = process.stdout.readline()
        address = re.search(r"http://\S+", said)
        assert address, said + process.stdout.read()
        yield address[0]
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the invented list."""
    return make_index(tmp_path_factory.mktemp("lists"))


@pytest.fixture(scope="module")
def address(index: Path) -> Iterator[str]:
    """A running `clew serve --lists`."""
    with serving(index) as here:
        yield here


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[Client]:
    """yente-client, connected with the key."""
    with Client(base_url=address, api_key=KEY) as client:
        yield client


def test_yente_client_is_told_that_the_server_is_well(client: Client) -> None:
    assert (client.healthz().status, client.readyz().status) == ("ok", "ok")


def test_yente_client_reads_the_lists_and_the_way_to_compare(client: Client) -> None:
    assert [one.name for one in client.datasets().datasets] == ["invented_wanted", "default"]
    assert client.algorithms().best == "clew"


def test_yente_client_matches_a_person(client: Client) -> None:
    found = client.match(Person(name=["Dževdet Đoni"], birthDate=["1988-04-12"]))
    assert found.top is not None
    assert (found.top.id, found.top.match, found.total.value) == ("qx-1", True, 1)


def test_yente_client_reads_why(client: Client) -> None:
    found = client.match(Person(name=["Dževdet Đoni"], birthDate=["1988-04-12"]))
    assert found.top is not None
    told = found.top.contributing_explanations["same_birth_date"]
    assert told.detail == "Both records give the birth date 1988-04-12."


def test_yente_client_passes_its_filters(client: Client) -> None:
    found = client.match(
        Person(name=["Arta Bytyqi"], birthDate=["1981-05-17"]),
        datasets=["invented_wanted"], topics=["wanted"], exclude_entities=["qx-9"],
        threshold=0.9, cutoff=0.1, algorithm="best", limit=3,
    )  # fmt: skip
    assert (found.results, found.limit) == ([], 3)


def test_yente_client_streams_a_batch(client: Client) -> None:
    people = [(str(n), Person(name=["Luan Prizreni"])) for n in range(20)]
    told = dict(client.match_iter(people, cutoff=0.0))
    assert len(told) == 20
    assert not any(isinstance(one, MatchError) for one in told.values())


def test_yente_client_searches(client: Client) -> None:
    told = client.search("Xhevdet Gjoni", schema="Person", facets=["topics"])
    assert [one.id for one in told.results] == ["qx-1"]
    assert told.facets["topics"].values[0].name == "wanted"


@pytest.mark.parametrize("words", ["gjoni", "Đoni", "Xhevdet", "Џевдет"])
def test_one_word_of_a_name_is_enough_in_any_spelling(client: Client, words: str) -> None:
    assert client.search(words).results[0].id == "qx-1"


def test_yente_client_fetches_an_entity_and_those_beside_it(client: Client) -> None:
    assert client.fetch("a/b c", nested=False).caption == "Luan Prizreni"
    beside = client.fetch("qx-1").properties["addressEntity"][0]
    assert not isinstance(beside, str)
    assert beside.id == "qx-4"


def test_yente_client_asks_for_neighbours(client: Client) -> None:
    assert client.adjacent("qx-1").adjacent["addressEntity"].total.value == 2
    assert client.adjacent("qx-1", prop="addressEntity").total.value == 2


def test_yente_client_understands_the_refusals(client: Client, address: str) -> None:
    with pytest.raises(NotFoundError, match="no listed entity has the id 'qx-99'"):
        client.fetch("qx-99")
    with pytest.raises(NotFoundError, match="no dataset called 'other'"):
        client.match(Company(name=["Anija e Re"]), datasets=["other"])
    with pytest.raises(BadRequestError, match="no algorithm called 'logic-v2'"):
        client.match(Person(name=["A"]), algorithm="logic-v2")
    with (
        Client(base_url=address, api_key="not-the-key") as stranger,
        pytest.raises(AuthenticationError, match="answers only to its key"),
    ):
        stranger.match(Person(name=["A"]))


@pytest.fixture
def enricher(address: str, tmp_path: Path) -> Iterator["YenteEnricher[Any]"]:
    """nomenklatura's yente enricher, pointed at the server."""
    from followthemoney import Dataset
    from nomenklatura.cache import Cache
    from nomenklatura.db import Session, close_db, get_engine
    from nomenklatura.enrich import make_enricher

    url = f"sqlite:///{tmp_path / 'cache.db'}"
    dataset = Dataset.make({"name": "clew_test", "title": "Invented"})
    session = Session(get_engine(url))
    config = {
        "type": "nomenklatura.enrich.yente:YenteEnricher", "api": address, "api_key": KEY,
        "cutoff": 0.5, "cache_days": 0,
    }  # fmt: skip
    made = make_enricher(dataset, Cache(session, dataset, create=True), config)
    yield made  # type: ignore[misc]
    made.close()
    session.close()
    close_db(url)


def entity_of(enricher: "YenteEnricher[Any]", name: str, birth: str) -> Any:
    """Give an entity of another agency, as nomenklatura holds it."""
    from followthemoney import StatementEntity

    data = {
        "id": "ours-1", "schema": "Person",
        "properties": {"name": [name], "birthDate": [birth], "country": ["xk"]},
    }  # fmt: skip
    return StatementEntity.from_data(enricher.dataset, data)


def test_the_enricher_finds_the_candidates_of_an_entity(enricher: "YenteEnricher[Any]") -> None:
    ours = entity_of(enricher, "Xhevdet Gjoni", "1988-04-12")
    (found,) = enricher.match_wrapped(ours)
    assert (found.id, found.caption, found.first("sourceUrl")) == (
        "qx-1", "Xhevdet Gjoni", enricher._api + "entities/qx-1",
    )  # fmt: skip


def test_the_enricher_fetches_a_match_with_what_stands_beside_it(
    enricher: "YenteEnricher[Any]",
) -> None:
    ours = entity_of(enricher, "Xhevdet Gjoni", "1988-04-12")
    (found,) = enricher.match_wrapped(ours)
    assert [one.id for one in enricher.expand_wrapped(ours, found)] == ["qx-1", "qx-4"]


def test_nomenklatura_suggests_the_match_to_its_resolver(enricher: "YenteEnricher[Any]") -> None:
    from nomenklatura.enrich import match
    from nomenklatura.resolver import Resolver

    resolver: Resolver[Any] = Resolver(enricher.cache._session, create=True)
    ours = entity_of(enricher, "Xhevdet Gjoni", "1988-04-12")
    assert [one.id for one in match(enricher, resolver, [ours])] == ["ours-1", "qx-1"]
    assert [set(pair) for *pair, _ in resolver.get_candidates()] == [{"ours-1", "qx-1"}]


def test_the_checks_are_counted_beside_the_index(client: Client, index: Path) -> None:
    client.match(Person(name=["Luan Prizreni"]))
    last = json.loads((index.parent / "checks.jsonl").read_text("utf-8").splitlines()[-1])
    assert (last["who"], last["act"], last["checks"]) == ("mira", "check", 1)


def test_several_processes_answer_side_by_side(index: Path) -> None:
    with serving(index, workers=2) as here, Client(base_url=here, api_key=KEY) as client:
        assert client.match(Person(name=["Xhevdet Gjoni"]), cutoff=0.0).total.value >= 1


def test_a_changed_index_is_answered_from_without_a_restart(tmp_path: Path) -> None:
    from clew.matching.screening.changing import update_index
    from clew.matching.screening.index import Edition

    index = make_index(tmp_path)
    with serving(index) as here, Client(base_url=here, api_key=KEY) as client:
        gjoni = Person(name=["Xhevdet Gjoni"], birthDate=["1988-04-12"])
        assert client.match(gjoni).total.value == 1
        update_index(index, None, ["qx-1"], Edition("Invented Wanted", "2026-04-01"))
        assert client.match(gjoni).total.value == 0
