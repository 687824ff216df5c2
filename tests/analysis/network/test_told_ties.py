"""Ties somebody told of: rivals, clashes, suppliers; chats of few; people met on foot together."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clew.analysis.network.case_answers import as_json
from clew.analysis.network.from_case import case_network
from clew.model.evidence import Found
from tests.analysis.network.test_from_case import asked, called, kinds, network
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
        (tie,) = as_json(view, case_network(view))["links"]  # type: ignore[attr-defined]
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
