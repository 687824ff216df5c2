"""Ties somebody told of: rivals, clashes, suppliers; chats of few; people met on foot together."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clew.analysis.network.case_answers import as_json
from clew.analysis.network.from_case import case_network
from clew.analysis.network.relations import told_in
from clew.model.evidence import Found
from clew.store.ties import Spoken
from tests.analysis.network.rings import asked, called
from tests.analysis.network.test_from_case import kinds, network
from tests.cli.running import clew_json
from tests.matching.desk import Desk, person, thing


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.case.close()


def link(row: int, one: Found, other: Found, role: str, schema: str = "UnknownLink") -> Found:
    if schema == "Associate":
        told = thing(schema, row, relationship=role)
        return told.link("person", one.key).link("associate", other.key)
    return thing(schema, row, role=role).link("subject", one.key).link("object", other.key)


@pytest.mark.parametrize("schema", ["UnknownLink", "Associate"])
@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("rival of", "rival"), ("suparnik", "rival"), ("përleshje me", "clash"),
        ("silah tedarikçisi", "supplies weapons"),
        ("снабдува со документи", "supplies documents"), ("furnizon me automjete", "supplies vehicles"),
    ],
)  # fmt: skip
def test_rivals_clashes_and_suppliers_are_ties_of_their_own_in_the_languages_of_the_route(
    desk: Desk, role: str, kind: str, schema: str
) -> None:
    one, other = person(1, "Ana"), person(2, "Boris")
    desk.bring("al-police", one, other, link(3, one, other, role, schema))
    assert kinds(network(desk)) == {("Ana", kind, "Boris")}


def test_a_link_in_other_words_stays_a_link_of_no_kind(desk: Desk) -> None:
    one, other = person(1, "Ana"), person(2, "Boris")
    desk.bring("al-police", one, other, link(3, one, other, "cousin"))
    assert kinds(network(desk)) == {("Ana", "named together", "Boris")}


def test_a_told_tie_opens_the_words_that_say_so(desk: Desk) -> None:
    one, other = person(1, "Ana"), person(2, "Boris")
    desk.bring("al-police", one, other, link(3, one, other, "rival"))
    with desk.door.quiet() as view:
        drawn: dict[str, Any] = as_json(view, case_network(view))
    (tie,) = drawn["links"]
    assert {source["where"] for source in tie["sources"]} == {"row 3"}
    assert tie["kind"] == "rival"


def chat(*people: Found) -> list[Found]:
    """A chat in which the first writes and no message names who reads it."""
    room = thing("Chat", 50)
    for one in people:
        room.link("participants", one.key)
    said = thing("Message", 51, date="2026-03-01").link("sender", people[0].key)
    return [room, said.link("parent", room.key)]


def test_a_message_in_a_chat_of_two_is_for_the_other_one(desk: Desk) -> None:
    people = [person(n, name) for n, name in enumerate(("Ana", "Boris"), 1)]
    desk.bring("al-police", *people, *chat(*people))
    assert kinds(network(desk)) == {("Ana", "message", "Boris")}


def test_a_chat_of_few_ties_who_writes_to_those_in_it_and_a_large_group_ties_nobody(
    desk: Desk,
) -> None:
    few = [person(n, name) for n, name in enumerate(("Ana", "Boris", "Vera"), 1)]
    desk.bring("al-police", *few, *chat(*few))
    many = [person(n, f"Member {n}") for n in range(1, 12)]
    desk.bring("mk-police", *many, *chat(*many))
    assert kinds(network(desk)) == {("Ana", "in one chat", "Boris"), ("Ana", "in one chat", "Vera")}


def test_people_met_on_foot_at_one_place_are_tied_and_passengers_of_a_service_are_not(
    desk: Desk,
) -> None:
    one, other = person(1, "Ana"), person(2, "Boris")
    group = thing("Trip", 3, date="2026-03-01", location="Blace")
    coach = thing("Trip", 4, date="2026-03-02", name="EX 12 Istanbul-Skopje")
    for trip in (group, coach):
        trip.link("involved", one.key).link("involved", other.key)
    desk.bring("mk-police", one, other, coach)
    assert kinds(network(desk)) == set()
    desk.bring("bg-police", one, other, group)
    assert kinds(network(desk)) == {("Ana", "recorded together", "Boris")}


def test_who_was_put_up_and_left_is_not_asked_about_as_the_keeper(desk: Desk) -> None:
    people = [person(n, f"Guest {n}", address="Rruga e Bletëve 12, Kukës") for n in range(1, 6)]
    keeper = person(9, "Keeper", address="Rruga e Bletëve 12, Kukës")
    stays = [
        thing("Event", 20 + n, date=f"2026-03-0{n + 1}", endDate=f"2026-03-0{n + 2}", location="X")
        for n in range(5)
    ]
    stays = [s.link("involved", p.key) for s, p in zip(stays, people, strict=True)]
    calls = [called(40 + n, keeper, one) for n, one in enumerate(people)]
    desk.bring("mk-police", *people, keeper, *stays, *calls)
    assert asked(desk) == {"Keeper": {"safe-house-keeper"}}


def spoken(text: str, *names: str) -> list[Spoken]:
    """Where a text names people; each name is an entity of its own."""
    return [
        Spoken(1, text, text.index(name), text.index(name) + len(name), number)
        for number, name in enumerate(names, 1)
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ana Proba is a rival of Boris Prova.", "rival"),
        ("Ana Proba and Boris Prova are rivals in Edirne.", "rival"),
        ("In May Ana Proba supplied forged passports to Boris Prova.", "supplies documents"),
        ("Ana Proba i Boris Prova su suparnici.", "rival"),
        ("Ana Proba furnizon me armë grupin e Boris Prova.", "supplies weapons"),
    ],
)
def test_a_sentence_that_says_so_ties_the_two_people_it_names(text: str, kind: str) -> None:
    (told,) = told_in(spoken(text, "Ana Proba", "Boris Prova"))
    assert (told.a, told.b, told.kind, told.statement) == (1, 2, kind, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Proba is not a rival of Boris Prova.",
        "Ana Proba met a rival. Boris Prova was in Sofia.",
        "Ana Proba was seen in Sofia with Boris Prova.",
        "Ana Proba and Boris Prova came by bus. They fear rivals.",
    ],
)
def test_a_sentence_that_does_not_say_so_ties_nobody(text: str) -> None:
    assert list(told_in(spoken(text, "Ana Proba", "Boris Prova"))) == []


def test_a_report_s_sentence_is_a_tie_that_opens_at_its_paragraph(tmp_path: Path) -> None:
    known, report = tmp_path / "known.csv", tmp_path / "report.txt"
    known.write_text("Name,Date of birth\nAna Proba,1980-01-02\nBoris Prova,1981-02-03\n", "utf-8")
    report.write_text("Information\n\nAna Proba is a rival of Boris Prova since May.\n", "utf-8")
    clew_json("add", tmp_path / "case", known, "--agency", "mk-police")
    clew_json("add", tmp_path / "case", report, "--agency", "al-police")
    links = clew_json("network", tmp_path / "case")["links"]
    (tie,) = [one for one in links if one["kind"] == "rival"]
    assert [source["where"] for source in tie["sources"]] == ["paragraph 2"]
