"""Who may be entered, with which further records; what an officer puts to an element; all of it in the log."""

from typing import Any

import pytest
from sqlalchemy import select

from clew import audit
from clew.analysis.prosecution.attaching import attach, detach
from clew.analysis.prosecution.entering import enter, entered, withdraw
from clew.analysis.prosecution.offences import table
from clew.analysis.prosecution.sheet import answer
from clew.errors import NotAllowed, NotFound, UsageError
from clew.matching.decide import decide
from clew.store.tables import ENTITY, SUSPECT
from tests.analysis.prosecution.laid_out import (
    REASON,
    TODAY,
    days_at_wheel,
    element,
    id_of,
    journeys,
    same_phone,
    sheet,
    two_rows,
)
from tests.matching.desk import Desk, person


def test_nobody_is_a_suspect_until_an_officer_says_so_with_a_reason(desk: Desk) -> None:
    journeys(desk)
    with desk.door.quiet() as view:
        assert answer(view, TODAY)["suspects"] == []
    with pytest.raises(UsageError, match="needs a reason"):
        enter(desk.door, id_of(desk, "Genc Topalli"), "  ")
    with desk.door.quiet() as view:
        assert view.conn.execute(select(SUSPECT)).first() is None


@pytest.mark.parametrize("category", sorted(table("clues")["protected"]))
def test_a_victim_a_smuggled_person_an_informant_an_officer_is_never_entered(
    desk: Desk, category: str
) -> None:
    found = person(1, "Rina Ardiana")
    found.category = category
    desk.bring("xk-police", found)
    with desk.door.quiet() as view:
        entity = str(view.conn.scalar(select(ENTITY.c.id)))
    with pytest.raises(NotAllowed, match="can't be entered as a suspect: recorded as"):
        enter(desk.door, entity, REASON)


def test_who_a_hit_may_show_to_be_a_smuggled_person_waits_for_its_answer(desk: Desk) -> None:
    same_phone(desk, "migrant")
    (hit,) = desk.hits()
    entity = id_of(desk, "Arta Zeka", "xk-police")
    with pytest.raises(NotAllowed, match=f"hit {hit.id} asks .* answer it first"):
        enter(desk.door, entity, REASON)
    decide(desk.door, hit.id, "different", "another birth place")
    enter(desk.door, entity, REASON)


def test_who_is_judged_to_be_a_victim_later_gets_no_sheet(desk: Desk) -> None:
    same_phone(desk, "victim")
    (hit,) = desk.hits()
    decide(desk.door, hit.id, "different", "not sure enough")
    entity = id_of(desk, "Arta Zeka", "xk-police")
    enter(desk.door, entity, REASON)
    decide(desk.door, hit.id, "same", "the shelter says so")
    with desk.door.quiet() as view:
        shown: Any = answer(view, TODAY)
    assert "recorded as a victim" in shown["suspects"][0]["spared"]
    assert "offences" not in shown["suspects"][0]


def test_one_person_is_entered_once_whichever_record_is_named(desk: Desk) -> None:
    same_phone(desk)
    (hit,) = desk.hits()
    decide(desk.door, hit.id, "same", "one number, one birth date")
    enter(desk.door, id_of(desk, "Arta Zeka", "xk-police"), REASON)
    with pytest.raises(UsageError, match="entered already"):
        enter(desk.door, id_of(desk, "Arta Zeka", "mk-police"), REASON)


def test_a_further_row_of_the_same_agency_is_named_as_the_person_with_a_reason(desk: Desk) -> None:
    first, second = two_rows(desk)
    enter(desk.door, first, REASON)
    assert days_at_wheel(desk) == ["2026-03-02"]
    enter(desk.door, second, "the same passport photograph", further_of=first)
    assert days_at_wheel(desk) == ["2026-03-02", "2026-03-09"]
    withdraw(desk.door, second, "another man after all")
    assert days_at_wheel(desk) == ["2026-03-02"]


def test_further_rows_go_with_the_person_when_taken_off_the_list(desk: Desk) -> None:
    first, second = two_rows(desk)
    enter(desk.door, first, REASON)
    enter(desk.door, second, "the same passport photograph", further_of=first)
    withdraw(desk.door, first, "it was his brother")
    with desk.door.quiet() as view:
        assert entered(view) == []
    enter(desk.door, second, REASON)


def test_a_further_record_of_a_victim_is_refused_too(desk: Desk) -> None:
    genc, rina = person(1, "Genc Topalli"), person(2, "Rina Ardiana")
    rina.category = "migrant"
    desk.bring("xk-police", genc, rina)
    first = id_of(desk, "Genc Topalli")
    enter(desk.door, first, REASON)
    with pytest.raises(NotAllowed, match="not liable"):
        enter(desk.door, id_of(desk, "▮▮▮▮ (migrant, masked)"), "looks the same", further_of=first)


@pytest.mark.parametrize("place", ["1 row 21", "1 row", "1 page 1", "2 row 20"])
def test_only_a_place_that_was_read_is_put_to_an_element(desk: Desk, place: str) -> None:
    journeys(desk)
    entity = id_of(desk, "Genc Topalli")
    enter(desk.door, entity, REASON)
    with pytest.raises(NotFound):
        attach(desk.door, entity, "smuggling.benefit", "for", "he was paid for it", place)


def test_a_vehicle_is_no_suspect(desk: Desk) -> None:
    journeys(desk)
    with pytest.raises(UsageError, match="a Vehicle can't be entered"):
        enter(desk.door, id_of(desk, "TX4665XK"), REASON)


def test_a_place_is_put_to_an_element_by_hand_and_taken_back(desk: Desk) -> None:
    journeys(desk)
    entity = id_of(desk, "Genc Topalli")
    enter(desk.door, entity, REASON)
    note = "he says he was paid by his cousin for fuel"
    number = attach(desk.door, entity, "smuggling.benefit", "against", note, "1 row 20")
    (put,) = element(sheet(desk, "Genc Topalli"), "smuggling.benefit")["against"]
    assert (put["note"], put["sources"][0]["where"], put["by_hand"]["by"]) == (
        note,
        "row 20",
        "mira",
    )
    detach(desk.door, number)
    assert element(sheet(desk, "Genc Topalli"), "smuggling.benefit")["against"] == []
    with pytest.raises(NotFound):
        detach(desk.door, number)


def test_a_single_statement_can_be_put_to_an_element(desk: Desk) -> None:
    journeys(desk)
    entity = id_of(desk, "Genc Topalli")
    shown = sheet(desk, "Genc Topalli")
    statement = element(shown, "smuggling.benefit")["for"][0]["sources"][0]["statement"]
    attach(
        desk.door,
        entity,
        "laundering.knowledge",
        "for",
        "paid in cash at night",
        f"statement {statement}",
    )
    (put,) = element(sheet(desk, "Genc Topalli"), "laundering.knowledge")["for"]
    assert put["sources"][0]["statement"] == statement


@pytest.mark.parametrize(
    ("name", "side", "note", "place"),
    [
        ("smuggling.benfit", "for", "a note long enough", "1 row 20"),
        ("smuggling.benefit", "maybe", "a note long enough", "1 row 20"),
        ("smuggling.benefit", "for", "short", "1 row 20"),
        ("smuggling.benefit", "for", "a note long enough", "somewhere"),
        ("smuggling.benefit", "for", "a note long enough", "99 row 1"),
        ("smuggling.benefit", "for", "a note long enough", "statement 99999"),
    ],
)
def test_what_does_not_fit_is_put_nowhere(
    desk: Desk, name: str, side: str, note: str, place: str
) -> None:
    journeys(desk)
    entity = id_of(desk, "Genc Topalli")
    enter(desk.door, entity, REASON)
    with pytest.raises((NotFound, UsageError)) as refused:
        attach(desk.door, entity, name, side, note, place)
    assert refused.value.do


def test_entering_attaching_and_taking_back_stand_in_the_log_without_a_personal_word(
    desk: Desk,
) -> None:
    journeys(desk)
    entity = id_of(desk, "Genc Topalli")
    enter(desk.door, entity, "Genc Topalli drove")
    number = attach(desk.door, entity, "smuggling.benefit", "for", "Zef Gjini paid him", "1 row 20")
    detach(desk.door, number)
    withdraw(desk.door, entity, "it was his brother")
    with desk.door.quiet() as view:
        lines = [line.text for line, _ in audit.lines(view.conn)]
        assert audit.verify(view.conn).good
        assert entered(view) == []
    told = b" ".join(lines)
    for what in (b"entered", b"attached", b"detached", b"withdrawn"):
        assert what in told
    assert b"Topalli" not in told
    assert b"Gjini" not in told
