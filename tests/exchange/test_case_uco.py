"""A case as CASE/UCO: the validator accepts it, it is the same twice, and it shows no victim."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from clew.exchange.case_uco import case_uco
from clew.matching.arrive import bring_in
from clew.model.asker import Asker
from clew.model.custody import HandOver
from clew.model.evaluation import Marking
from clew.sources.intake import Wish
from clew.store import Case, Door, make_case
from clew.store.custody_check import verify

OFFICER = Asker("mira", "rs-police", "rehearsal of the export")
SAMPLES = Path(__file__).parents[1] / "sources" / "samples"
SAID = HandOver("Insp. Пробна", "2026-03-01", "Neni 91 i KPP-së", "A-17", "E1")
LATER = HandOver("Insp. Пробна", "2026-03-01T11:30:00Z", "Order 12/26")
Graph = list[dict[str, Any]]
Hand = Callable[..., None]


@pytest.fixture
def case(tmp_path: Path, database: str | None) -> Iterator[Case]:
    """An empty case on the database under test."""
    made = make_case(tmp_path / "case", database, exercise=True)
    yield made
    made.close()


@pytest.fixture
def hand(case: Case) -> Hand:
    """Hand samples over: ``hand("phone_report.xml", said=SAID)``."""

    def over(*names: str, said: HandOver = SAID, category: str | None = None) -> None:
        marking = Marking(category=category)
        files = [SAMPLES / name for name in names]
        list(bring_in(case, OFFICER, files, Wish("rs-police"), marking, handed=said))

    return over


def text(case: Case) -> str:
    with Door(case, OFFICER).quiet() as view:
        return "".join(case_uco(view))


def graph(case: Case) -> Graph:
    found: Graph = json.loads(text(case))["@graph"]
    return found


def of(nodes: Graph, kind: str) -> Graph:
    return [n for n in nodes if n.get("@type", "").endswith(f":{kind}")]


def facets(nodes: Graph, kind: str) -> Graph:
    return [f for n in nodes for f in n.get("uco-core:hasFacet", []) if f["@type"].endswith(kind)]


def test_an_original_bears_its_hash_name_and_exhibit(case: Case, hand: Hand) -> None:
    hand("passengers.csv")
    nodes = graph(case)
    (content,) = facets(nodes, "ContentDataFacet")
    (record,) = of(nodes, "ProvenanceRecord")
    (kept,) = [f for f in case.originals.rglob("*") if f.is_file()]
    value = content["uco-observable:hash"][0]["uco-types:hashValue"]
    assert value == {"@type": "xsd:hexBinary", "@value": kept.name.upper()}
    assert record["case-investigation:exhibitNumber"] == "E1"


def test_each_handling_is_an_action_informed_by_the_one_before(case: Case, hand: Hand) -> None:
    hand("passengers.csv")
    verify(Door(case, OFFICER))
    nodes = graph(case)
    actions = of(nodes, "InvestigativeAction")
    (order,) = of(nodes, "Authorization")
    assert [a["uco-core:name"] for a in actions] == [
        "handed over", "taken into the case", "hashed again and compared",
    ]  # fmt: skip
    for before, after in pairwise(actions):
        assert after["case-investigation:wasInformedBy"] == [{"@id": before["@id"]}]
    assert actions[0]["case-investigation:relevantAuthorization"] == [{"@id": order["@id"]}]
    assert order["case-investigation:authorizationIdentifier"] == ["Neni 91 i KPP-së"]


def test_a_phone_becomes_phones_cards_calls_messages_and_contacts(case: Case, hand: Hand) -> None:
    hand("phone_report.xml")
    nodes = graph(case)
    kinds = (
        "MobilePhone",
        "SIMCard",
        "Call",
        "Message",
        "Contact",
        "PhoneAccount",
        "MessageThread",
    )
    assert all(of(nodes, kind) for kind in kinds)
    assert facets(nodes, "MobileDeviceFacet")[0]["uco-observable:IMEI"]
    assert all("uco-observable:startTime" in call for call in facets(nodes, "CallFacet"))
    assert all("uco-observable:from" in call for call in facets(nodes, "CallFacet"))


def test_each_thing_read_out_stands_in_the_record_of_its_source(case: Case, hand: Hand) -> None:
    hand("phone_report.xml", "passengers.csv")
    nodes = graph(case)
    listed = {o["@id"] for n in nodes for o in n.get("uco-core:object", [])}
    things = {n["@id"] for n in nodes if n["@id"].startswith("kb:thing-")}
    assert things
    assert things <= listed


def test_whatever_is_referred_to_stands_in_the_file(case: Case, hand: Hand) -> None:
    hand("phone_report.xml", "msgstore.db", "mail.eml", "calls.csv")
    nodes = graph(case)
    made: set[str] = set()
    meant: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            if "@id" in value:
                (made if "@type" in value else meant).add(value["@id"])
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(nodes)
    assert meant <= made


def test_the_same_case_gives_the_same_file(case: Case, hand: Hand) -> None:
    hand("phone_report.xml", "passengers.csv")
    assert text(case) == text(case)


def test_names_come_as_letters_and_not_as_codes(case: Case, hand: Hand) -> None:
    hand("passengers.csv")
    assert "Insp. Пробна" in text(case)


def test_a_masked_victim_is_a_thing_without_name_or_number(case: Case, hand: Hand) -> None:
    hand("passengers.csv", category="victim")
    lines = (SAMPLES / "passengers.csv").read_text(encoding="utf-8").splitlines()[1:]
    cells = {cell for line in lines for cell in line.split(";") if len(cell) > 3}
    found = text(case)
    assert "a victim, masked" in found
    assert not [cell for cell in cells if cell in found]


@pytest.mark.slow
@pytest.mark.parametrize("inference", ["none", "rdfs"])
def test_the_validator_of_case_accepts_phones_papers_and_lists(
    tmp_path: Path, inference: str
) -> None:
    case = make_case(tmp_path / "case", exercise=True)
    files = [SAMPLES / name for name in (
        "phone_report.xml", "msgstore.db", "mail.eml", "mail.msg", "passengers.csv", "calls.csv",
        "contacts.vcf", "places.kml", "report.pdf", "entities.ftm.json", "kik.sqlite",
    )]  # fmt: skip
    for said in (SAID, LATER):
        list(bring_in(case, OFFICER, files, Wish("rs-police"), handed=said))
    verify(Door(case, OFFICER))
    out = tmp_path / "case.jsonld"
    out.write_text(text(case), encoding="utf-8")
    case.close()
    validator = Path(sys.executable).with_name("case_validate")
    command = [str(validator), "--inference", inference, str(out)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "Conforms: True" in done.stdout
    assert "NonExistentCDOConceptWarning" not in done.stderr
