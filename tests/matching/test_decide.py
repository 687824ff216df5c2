"""A person's answer to a hit, and taking it back."""

import pytest
from sqlalchemy import select

from clew import audit
from clew.errors import NotAllowed, NotFound, UsageError
from clew.matching import hits as shown
from clew.matching.clusters import clusters
from clew.matching.decide import decide, undo
from clew.store.tables import CLUE, HIT, JUDGEMENT
from tests.matching.desk import Desk, person, thing

PHONE = "+38344123456"


@pytest.fixture
def three(desk: Desk) -> Desk:
    """One telephone in the files of three agencies: three hits."""
    for agency in ("xk-police", "al-police", "mk-police"):
        desk.bring(agency, person(2, "Arta Zeka", phone=PHONE))
    return desk


def numbers(desk: Desk) -> list[int]:
    return sorted(hit.id for hit in desk.hits())


def merged(desk: Desk) -> list[int]:
    with desk.door.quiet() as view:
        return [len(ids) for ids in clusters(view).members.values()]


def test_a_decision_shows_on_its_hit_and_no_other(three: Desk) -> None:
    decide(three.door, numbers(three)[0], "same", "same telephone and name")
    assert [hit.decision for hit in sorted(three.hits(), key=lambda h: h.id)] == [
        "same",
        None,
        None,
    ]


def test_the_reason_stands_in_the_history(three: Desk) -> None:
    number = numbers(three)[0]
    decide(three.door, number, "different", "two sisters")
    with three.door.quiet() as view:
        (judgement,) = shown.history(view, number)
    assert (judgement.decision, judgement.by, judgement.reason) == (
        "different",
        "mira",
        "two sisters",
    )


def test_the_reason_never_stands_in_a_line_of_the_log(three: Desk) -> None:
    decide(three.door, numbers(three)[0], "same", "told by Genc Topalli")
    with three.door.quiet() as view:
        written, notes = next(iter(audit.lines(view.conn)))
    assert b"Topalli" not in written.text
    assert notes["reason"] == "told by Genc Topalli"


def test_a_refused_decision_leaves_neither_judgement_nor_line(three: Desk) -> None:
    with three.door.quiet() as view:
        before = audit.head(view.conn)
    with pytest.raises(NotFound):
        decide(three.door, 99, "same")
    with three.door.quiet() as view:
        assert audit.head(view.conn) == before
        assert view.conn.execute(select(JUDGEMENT)).all() == []


def test_an_answer_that_is_none_is_refused(three: Desk) -> None:
    with pytest.raises(UsageError, match="same, different, unsure"):
        decide(three.door, 1, "maybe")


def test_a_person_and_a_card_are_never_the_same(desk: Desk) -> None:
    desk.bring("xk-police", person(2, phone=PHONE))
    desk.bring("al-police", thing("SimCard", 3, phone=PHONE))
    with pytest.raises(NotAllowed, match="cannot be the same"):
        decide(desk.door, desk.hits()[0].id, "same")


def test_undo_takes_back_the_askers_last_decision(three: Desk) -> None:
    first, second, _ = numbers(three)
    decide(three.door, first, "same")
    decide(three.door, second, "different")
    assert undo(three.door).hit == second
    assert undo(three.door).hit == first


def test_undo_leaves_the_decisions_of_others(three: Desk) -> None:
    decide(three.door_of("lejla"), numbers(three)[0], "same")
    with pytest.raises(NotFound, match="no decision of yours"):
        undo(three.door)


def test_undo_of_a_hit_takes_back_that_hits_decision(three: Desk) -> None:
    first, second, _ = numbers(three)
    decide(three.door, first, "same")
    decide(three.door, second, "same")
    assert undo(three.door, first).decision == "same"
    assert [hit.decision for hit in sorted(three.hits(), key=lambda h: h.id)][:2] == [None, "same"]


def test_undoing_a_second_answer_brings_the_first_one_back(three: Desk) -> None:
    number = numbers(three)[0]
    decide(three.door, number, "unsure")
    decide(three.door, number, "same")
    undo(three.door)
    assert {hit.id: hit.decision for hit in three.hits()}[number] == "unsure"


def test_undo_marks_the_judgement_and_keeps_it(three: Desk) -> None:
    number = numbers(three)[0]
    decide(three.door, number, "same")
    undo(three.door)
    with three.door.quiet() as view:
        (judgement,) = shown.history(view, number)
    assert judgement.undone_by == "mira"


def test_undo_changes_no_hit_and_no_clue(three: Desk) -> None:
    def rows() -> list[object]:
        with three.door.quiet() as view:
            return [*view.conn.execute(select(HIT)), *view.conn.execute(select(CLUE))]

    before = rows()
    decide(three.door, numbers(three)[0], "same")
    undo(three.door)
    assert rows() == before


def test_two_hits_judged_the_same_make_one_cluster_of_three(three: Desk) -> None:
    first, second, _ = numbers(three)
    decide(three.door, first, "same")
    decide(three.door, second, "same")
    assert merged(three) == [3]


def test_undoing_one_of_two_judgements_leaves_the_other(three: Desk) -> None:
    first, second, _ = numbers(three)
    decide(three.door, first, "same")
    decide(three.door, second, "same")
    undo(three.door)
    assert merged(three) == [2]


def test_the_canonical_id_is_the_id_of_the_oldest_entity(three: Desk) -> None:
    for number in numbers(three):
        decide(three.door, number, "same")
    with three.door.quiet() as view:
        found = clusters(view)
    (key,) = found.members
    assert found.members[key][0] == key
    assert {found.canonical(entity) for entity in found.members[key]} == {key}


def test_a_different_inside_a_cluster_is_a_conflict(three: Desk) -> None:
    first, second, third = numbers(three)
    decide(three.door, first, "same")
    decide(three.door, second, "same")
    decide(three.door, third, "different")
    with three.door.quiet() as view:
        (conflict,) = clusters(view).conflicts
    assert conflict.hit == third
