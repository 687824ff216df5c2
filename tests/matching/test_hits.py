"""What a hit shows, and to whom."""

import subprocess
import sys

import pytest

from clew.errors import ClewError, NotFound
from clew.matching import hits as shown
from clew.matching.decide import decide, undo
from clew.matching.hits import Hit
from clew.store.hits import Filter
from clew.store.tables import ENTITY
from tests.matching.desk import Desk, person

PHONE = "+38344123456"


@pytest.fixture
def two(desk: Desk) -> Desk:
    """One person in the files of two agencies."""
    desk.bring("xk-police", person(2, "Arta Zeka", phone="044 123 456"))
    desk.bring("al-police", person(7, "Zeka Arta", phone=PHONE))
    return desk


def test_a_hit_is_written_as_the_interface_says(two: Desk) -> None:
    said = two.hits()[0].as_json()
    assert set(said) == {"id", "score", "decision", "a", "b", "clues"}
    clues = said["clues"]
    assert isinstance(clues, list)
    assert {"kind", "weight", "because", "a", "b"} <= set(clues[0])
    sides = {"value", "file", "where", "source", "statement", "rendering"}
    assert sides == set(clues[0]["a"])


def test_the_value_of_a_clue_is_as_written_in_the_file(two: Desk) -> None:
    values = {clue.a.written for clue in two.hits()[0].clues if clue.kind == "phone"}
    assert values == {"044 123 456"}


def test_a_hit_without_clues_cannot_be_made(two: Desk) -> None:
    hit = two.hits()[0]
    with pytest.raises(ValueError, match="without its clues"):
        Hit(hit.id, hit.score, None, hit.a, hit.b, ())


def test_hits_come_with_the_best_first(two: Desk) -> None:
    two.bring("mk-police", person(3, "Genc Topalli", phone=PHONE))
    scores = [hit.score for hit in two.hits()]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 3


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"kind": "phone"}, 1),
        ({"kind": "plate"}, 0),
        ({"agency": "al-police"}, 1),
        ({"agency": "mk-police"}, 0),
        ({"decision": "open"}, 1),
        ({"decision": "decided"}, 0),
        ({"min_score": 1.0}, 0),
        ({"words": "арта"}, 1),
        ({"words": "zek"}, 1),
        ({"words": "topalli"}, 0),
        ({"offset": 1}, 0),
        ({"limit": 0}, 0),
    ],
    ids=str,
)
def test_a_filter_leaves_the_other_hits_out(
    two: Desk, chosen: dict[str, object], found: int
) -> None:
    assert len(two.hits(**chosen)) == found


def test_a_count_is_of_what_the_filter_chooses_whatever_the_page(two: Desk) -> None:
    with two.door.quiet() as view:
        assert shown.count(view, Filter(limit=0)) == 1


@pytest.fixture
def four(desk: Desk) -> Desk:
    """One person twice in the files of each of two agencies: four hits."""
    for agency in ("xk-police", "al-police"):
        desk.bring(agency, person(2, "Arta Zeka", phone=PHONE), person(3, "Arta Zeka", phone=PHONE))
    return desk


def test_a_hit_follows_where_answers_to_others_already_make_its_records_one(four: Desk) -> None:
    first, second, third, fourth = four.hits()
    for hit in (first, second, third):
        assert [h.id for h in four.hits(decision="follows")] == []
        decide(four.door, hit.id, "same", "")
    assert [h.id for h in four.hits(decision="follows")] == [fourth.id]
    assert four.hits(decision="open") == []


def test_what_followed_is_open_again_once_an_answer_is_taken_back(four: Desk) -> None:
    for hit in four.hits()[:3]:
        decide(four.door, hit.id, "same", "")
    undo(four.door)
    assert four.hits(decision="follows") == []
    assert len(four.hits(decision="open")) == 2


def test_nothing_follows_from_different_or_unsure(four: Desk) -> None:
    for hit, answer in zip(four.hits(), ("same", "different", "unsure"), strict=False):
        decide(four.door, hit.id, answer, "not the same man")
    assert four.hits(decision="follows") == []


def test_an_unknown_decision_is_refused_with_those_there_are(two: Desk) -> None:
    with pytest.raises(NotFound, match="unsure"):
        two.hits(decision="unsur")


def test_an_unknown_kind_of_clue_is_refused(two: Desk) -> None:
    with pytest.raises(NotFound, match="phone"):
        two.hits(kind="fone")


def test_a_hit_number_must_be_a_number() -> None:
    with pytest.raises(ClewError, match="'x7' is not the number of a hit"):
        shown.hit_number("x7")


def test_a_hit_that_is_not_there_is_refused(two: Desk) -> None:
    with two.door.quiet() as view, pytest.raises(NotFound, match="no hit 99"):
        shown.hit(view, 99)


def test_a_victim_stands_covered_in_a_hit(two: Desk) -> None:
    with two.door.step() as view:
        view.conn.execute(ENTITY.update().values(category="victim"))
    said = str(two.hits()[0].as_json())
    assert "Arta" not in said
    assert "123456" not in said.replace(" ", "")


def test_a_victim_is_found_all_the_same(desk: Desk) -> None:
    desk.bring("xk-police", person(2, "Arta Zeka", phone=PHONE))
    with desk.door.step() as view:
        view.conn.execute(ENTITY.update().values(category="victim"))
    desk.bring("al-police", person(7, "Arta Zeka", phone=PHONE))
    assert len(desk.hits()) == 1


def test_a_withdrawn_mention_takes_its_hit_with_it(two: Desk) -> None:
    with two.door.step() as view:
        view.conn.execute(ENTITY.update().where(ENTITY.c.no == 1).values(withdrawn=1))
    assert two.hits() == []


def test_reading_hits_loads_no_heavy_library() -> None:
    heavy = "{'followthemoney', 'nomenklatura', 'phonenumbers', 'rigour', 'lxml', 'yaml'}"
    rooms = "clew.matching.hits, clew.matching.decide, clew.analysis.chart"
    code = f"import sys, {rooms}; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
