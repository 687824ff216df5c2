"""Records whose names sound alike are laid side by side, whatever spelling and script."""

import pytest

from clew.matching.candidates import Blocking, candidates, name_blocks
from clew.matching.scorers import LogicNames
from clew.matching.weights import PROPOSED
from clew.store.crossing import Bearer
from tests.matching.desk import Desk, person, rules


def bearer(number: int, name: str, agency: str = "", birth: str = "", fresh: bool = True) -> Bearer:
    return Bearer(number, agency or f"agency-{number}", fresh, (name,), birth)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xhevdet Gjoni", "Џевдет Ђони"),
        ("Yusuf Çelik", "ÇELİK YUSUF"),
        ("Zarifkhan Ahmadi", "Zarif Khan Ahmadi"),
        ("Arta Krasniqi Shala", "Arta Shala"),
        ("محمد احمدي", "Mohammad Ahmadi"),
    ],
)
def test_two_spellings_of_one_name_are_candidates(one: str, other: str) -> None:
    assert list(candidates([bearer(1, one), bearer(2, other)])) == [(1, 2)]


def test_two_names_that_share_no_sound_are_no_candidates() -> None:
    assert list(candidates([bearer(1, "Arta Zeka"), bearer(2, "Milorad Božović")])) == []


def test_bearers_in_one_agency_are_no_candidates() -> None:
    pair = [bearer(1, "Arta Zeka", "xk-police"), bearer(2, "Arta Zeka", "xk-police")]
    assert list(candidates(pair)) == []


def test_two_files_checked_before_are_not_compared_again() -> None:
    pair = [bearer(1, "Arta Zeka", fresh=False), bearer(2, "Arta Zeka", fresh=False)]
    assert list(candidates(pair)) == []


def test_a_particle_alone_finds_nobody() -> None:
    assert name_blocks("al bin") == ()


def test_a_name_borne_by_many_makes_pairs_only_among_compatible_birth_dates() -> None:
    many = [
        bearer(n, "Mohammad Ahmadi", birth=f"{1960 + n % 40}-{1 + n % 12:02}-{1 + n % 28:02}")
        for n in range(300)
    ]
    found = list(candidates(many, Blocking(crowd=50)))
    assert 0 < len(found) < 300 * 3


def test_a_hundred_thousand_namesakes_are_never_multiplied_out() -> None:
    many = [bearer(n, "Mohammad Ahmadi", f"agency-{n % 2}") for n in range(20_000)]
    assert list(candidates(many)) == []


def test_no_pair_of_candidates_comes_twice() -> None:
    crowd = [bearer(n, f"Arta Zeka {'abcdefgh'[n % 8]}a") for n in range(60)]
    found = list(candidates(crowd))
    assert len(found) == len(set(found)) > 0


def test_a_check_finds_one_person_in_two_scripts(desk: Desk) -> None:
    desk.bring("xk-police", person(2, "Xhevdet Gjoni"))
    desk.bring("bg-police", person(5, "Џевдет Ђони"))
    desk.check()
    (hit,) = desk.hits()
    assert rules(hit) == {"similar_names"}


def test_names_are_compared_at_the_check_and_not_before(desk: Desk) -> None:
    desk.bring("xk-police", person(2, "Arta Zeka"))
    desk.bring("bg-police", person(5, "Arta Zeka"))
    assert desk.hits() == []


def test_a_second_check_finds_nothing_new(desk: Desk) -> None:
    desk.bring("xk-police", person(2, "Arta Zeka", phone="+38344123456"))
    desk.bring("bg-police", person(5, "Arta Zeka", phone="+38344123456"))
    desk.check()
    before = [hit.as_json() for hit in desk.hits()]
    desk.check()
    assert [hit.as_json() for hit in desk.hits()] == before


def test_a_decision_outlives_a_check_and_shows_the_new_score(desk: Desk) -> None:
    from clew.matching.decide import decide

    desk.bring("xk-police", person(2, "Arta Zeka", phone="+38344123456", birthDate="1990-02-03"))
    desk.bring("bg-police", person(5, "Arta Zeka", phone="+38344123456", birthDate="1990-02-03"))
    (hit,) = desk.hits()
    decide(desk.door, hit.id, "unsure")
    desk.check()
    (after,) = desk.hits()
    assert (after.id, after.decision) == (hit.id, "unsure")


def test_a_person_is_never_compared_with_a_vehicle_by_name(desk: Desk) -> None:
    from tests.matching.desk import thing

    desk.bring("xk-police", person(2, "Arta Zeka"))
    desk.bring("bg-police", thing("Vehicle", 5, name="Arta Zeka"))
    desk.check()
    assert desk.hits() == []


@pytest.fixture(scope="module")
def logic() -> LogicNames:
    """The matcher of the check; it takes seconds to load."""
    return LogicNames()


@pytest.mark.slow
def test_the_order_of_the_sides_does_not_change_a_name_score(logic: LogicNames) -> None:
    there = logic.score(["Arta Zeka Shala"], ["Arta Zeka"], True)
    back = logic.score(["Arta Zeka"], ["Arta Zeka Shala"], True)
    assert (there.score, there.a, there.b) == (back.score, back.b, back.a)


@pytest.mark.slow
def test_one_given_name_alone_is_not_enough_to_propose(logic: LogicNames) -> None:
    assert logic.score(["Arta"], ["Arta Zeka"], True).score < PROPOSED


@pytest.mark.slow
def test_one_name_in_two_scripts_scores_as_one(logic: LogicNames) -> None:
    assert logic.score(["Fatmir Berisha"], ["Фатмир Бериша"], True).score >= PROPOSED
