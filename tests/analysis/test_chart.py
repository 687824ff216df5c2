"""Who is linked with whom."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clew.analysis.chart import Chart, chart
from clew.errors import NotFound
from clew.matching.decide import decide
from clew.model.evidence import Found
from clew.store import reading
from clew.store.tables import ENTITY
from tests.matching.desk import Desk, person, thing

PHONE = "+38344123456"


@pytest.fixture
def desk(tmp_path: Path, database: str | None) -> Iterator[Desk]:
    """An empty case."""
    desk = Desk(tmp_path, database)
    yield desk
    desk.case.close()


def call(row: int, caller: str, receiver: str, date: str) -> Found:
    found = (
        Found("Call", f"call {row}", f"row {row}").link("caller", caller).link("receiver", receiver)
    )
    return found.add("date", date)


def extraction(calls: int = 3) -> list[Found]:
    """A telephone with two contacts, several calls to one and a message to the other."""
    owner, driver, guide = (
        person(row, name) for row, name in ((1, "Arta Zeka"), (2, "Genc Topalli"), (3, "Zef Gjini"))
    )
    said = [
        call(10 + n, owner.key, driver.key, f"2026-03-{n + 1:02}T10:00:00") for n in range(calls)
    ]
    message = Found("Message", "message", "row 9").link("sender", guide.key)
    return [owner, driver, guide, *said, message.link("recipients", owner.key)]


def drawn(desk: Desk, entity: str | None = None, **how: int) -> Chart:
    with desk.door.quiet() as view:
        return chart(view, entity, **how)


def entity(desk: Desk, caption: str) -> str:
    """The id of the entity called *caption*."""
    from sqlalchemy import select

    with desk.door.quiet() as view:
        everyone = reading.parties(view, view.conn.scalars(select(ENTITY.c.no)))
        return next(party.entity for party in everyone.values() if party.caption == caption)


def test_three_calls_are_one_line_of_three(desk: Desk) -> None:
    desk.bring("xk-police", *extraction())
    found = drawn(desk, entity(desk, "Arta Zeka"))
    (calls,) = (link for link in found.links if link.prop == "Call")
    assert (calls.count, calls.first[:10], calls.last[:10]) == (3, "2026-03-01", "2026-03-03")


def test_a_telephone_shows_its_contacts_and_no_calls(desk: Desk) -> None:
    desk.bring("xk-police", *extraction(calls=40))
    found = drawn(desk, entity(desk, "Arta Zeka"))
    assert sorted(node.caption for node in found.nodes) == [
        "Arta Zeka",
        "Genc Topalli",
        "Zef Gjini",
    ]


def test_a_line_runs_from_who_called_to_who_was_called(desk: Desk) -> None:
    desk.bring("xk-police", *extraction())
    arta, genc = entity(desk, "Arta Zeka"), entity(desk, "Genc Topalli")
    (calls,) = (link for link in drawn(desk, genc).links if link.prop == "Call")
    assert (calls.source, calls.target) == (arta, genc)


def test_a_line_names_a_statement_that_says_so(desk: Desk) -> None:
    desk.bring("xk-police", *extraction())
    found = drawn(desk, entity(desk, "Arta Zeka"))
    with desk.door.quiet() as view:
        told = reading.statements(view, [link.statement for link in found.links])
    assert {value.prop for value in told.values()} == {"caller", "sender"}


def test_two_steps_reach_the_contacts_of_a_contact(desk: Desk) -> None:
    desk.bring("xk-police", *extraction())
    genc = entity(desk, "Genc Topalli")
    assert len(drawn(desk, genc, steps=1).nodes) == 2
    assert len(drawn(desk, genc, steps=2).nodes) == 3


def test_a_card_is_linked_with_its_owner(desk: Desk) -> None:
    card = thing("Vehicle", 4, registrationNumber="01-234-AB").link("owner", "row 2 person")
    desk.bring("xk-police", person(2, "Arta Zeka"), card)
    (link,) = drawn(desk, entity(desk, "Arta Zeka")).links
    assert (link.prop, link.label) == ("owner", "owner")


def test_without_an_entity_the_chart_shows_what_agencies_hold_in_common(desk: Desk) -> None:
    desk.bring(
        "xk-police", person(2, "Arta Zeka", passportNumber="P0012345"), person(3, "Zef Gjini")
    )
    desk.bring("al-police", person(2, "Arta Zeka", passportNumber="P0012345"))
    found = drawn(desk)
    assert [link.label for link in found.links] == ["may be the same"]
    assert {node.agency for node in found.nodes} == {"xk-police", "al-police"}


def test_a_hit_judged_different_is_no_link(desk: Desk) -> None:
    desk.bring("xk-police", person(2, "Arta Zeka", passportNumber="P0012345"))
    desk.bring("al-police", person(2, "Arta Zeka", passportNumber="P0012345"))
    decide(desk.door, desk.hits()[0].id, "different")
    assert drawn(desk).links == ()


def test_a_hit_that_is_only_possible_is_drawn_around_its_entity_alone(desk: Desk) -> None:
    desk.bring("xk-police", person(2, "Arta Zeka", phone=PHONE))
    desk.bring("al-police", person(2, "Genc Topalli", phone=PHONE))
    assert drawn(desk).links == ()
    assert len(drawn(desk, entity(desk, "Arta Zeka")).links) == 1


def test_what_does_not_fit_under_the_limit_is_counted(desk: Desk) -> None:
    desk.bring("xk-police", *extraction())
    found = drawn(desk, entity(desk, "Arta Zeka"), limit=2)
    assert (len(found.nodes), found.left_out) == (2, 1)


def test_no_line_ends_outside_the_chart(desk: Desk) -> None:
    desk.bring("xk-police", *extraction())
    found = drawn(desk, entity(desk, "Arta Zeka"), limit=2)
    ids = {node.id for node in found.nodes}
    assert all({link.source, link.target} <= ids for link in found.links)


def test_a_victim_stands_covered_on_a_chart(desk: Desk) -> None:
    desk.bring("xk-police", *extraction())
    arta = entity(desk, "Arta Zeka")
    with desk.door.step() as view:
        view.conn.execute(ENTITY.update().values(category="victim"))
    assert not any("Zeka" in node.caption for node in drawn(desk, arta).nodes)


def test_an_entity_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no entity 'x'"):
        drawn(desk, "x")
