"""Who is asked about as coordinating others: not everybody who knows many of a ring does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clew.model.evidence import Found
from tests.analysis.network.rings import asked, called, crossing, questions, ring
from tests.matching.desk import Desk, person, thing


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty case."""
    desk = Desk(tmp_path)
    yield desk
    desk.case.close()


def who(people: list[Found], name: str) -> Found:
    return next(one for one in people if ("name", name) in {(v.prop, v.text) for v in one.values})


WORKING = ("Money man", "Keeper", "Driver 1", "Driver 2")


def calls(people: list[Found], one: Found, *, out: bool, day: int = 1) -> list[Found]:
    """Calls between somebody and the four of the ring who work, out from the one or in to the one."""
    others = [who(people, name) for name in WORKING]
    ends = [(one, other) if out else (other, one) for other in others]
    return [called(200 + n + 10 * day, *both, day=day) for n, both in enumerate(ends)]


def life(one: Found) -> list[Found]:
    """Thirty others whom somebody calls, as a seized telephone tells."""
    others = [person(300 + n, f"Friend {n}") for n in range(30)]
    return [*others, *(called(400 + n, one, other) for n, other in enumerate(others))]


def clues(desk: Desk, name: str) -> dict[str, int]:
    """What is said of an organiser asked about, and the points of it."""
    (found,) = (q for q in questions(desk) if (q.caption, q.role) == (name, "organiser"))
    return {clue.says: clue.points for clue in found.clues}


def test_who_is_called_by_many_of_a_ring_and_calls_none_of_them_is_not_asked_about(
    desk: Desk,
) -> None:
    people, client = ring(), person(60, "Somebody moved")
    desk.bring("xk-police", *people, client, *calls(people, client, out=False))
    assert "Somebody moved" not in asked(desk)


def test_who_calls_many_of_a_ring_is_asked_about(desk: Desk) -> None:
    people, second = ring(), person(60, "Second organiser")
    desk.bring("xk-police", *people, second, *calls(people, second, out=True))
    assert asked(desk)["Second organiser"] == {"organiser"}


def test_a_relative_whose_telephone_was_seized_is_not_asked_about_for_the_members_it_names(
    desk: Desk,
) -> None:
    people, cousin = ring(), person(60, "Cousin")
    desk.bring("xk-police", *people, cousin, *calls(people, cousin, out=False), *life(cousin))
    assert "Cousin" not in asked(desk)


def test_a_driver_who_is_on_the_road_with_them_is_asked_about_as_a_driver_alone(desk: Desk) -> None:
    people = ring()
    driver = who(people, "Driver 1")
    others = [who(people, name) for name in ("Money man", "Keeper", "Driver 2", "Organiser")]
    extra = [called(200 + n, driver, other) for n, other in enumerate(others)]
    desk.bring("xk-police", *people, *extra, *life(driver))
    assert asked(desk)["Driver 1"] == {"driver"}


def test_who_calls_them_before_they_set_out_is_asked_about_although_the_telephone_names_many_others(
    desk: Desk,
) -> None:
    people, second = ring(), person(60, "Second organiser")
    keeper, clients = who(people, "Keeper"), [who(people, f"Client {n}") for n in range(2)]
    ride = crossing(90, 9, keeper, *clients)
    first = [*calls(people, second, out=True, day=2), *calls(people, second, out=True, day=4)]
    fetch = calls(people, second, out=True, day=8)
    desk.bring("xk-police", *people, second, *ride, *first, *fetch, *life(second))
    said = clues(desk, "Second organiser")
    assert said[
        "the person called or wrote to 3 of them within a day before they are recorded on a journey"
    ]
    assert not any("half or more of all" in one for one in said)


def test_a_call_after_a_journey_is_none_before_it(desk: Desk) -> None:
    people, second = ring(), person(60, "Second organiser")
    desk.bring("xk-police", *people, second, *calls(people, second, out=True, day=20))
    assert not any("before they are recorded" in one for one in clues(desk, "Second organiser"))


def test_who_calls_them_but_is_on_the_road_as_well_is_not_asked_about_for_calls_alone(
    desk: Desk,
) -> None:
    people, second = ring(), person(60, "Second organiser")
    drives = [one for day in (11, 12) for one in crossing(80 + day, day, second, plate="OH1234AB")]
    desk.bring("xk-police", *people, second, *drives, *calls(people, second, out=True))
    assert "Second organiser" not in asked(desk), "five points for it, two against"


def test_who_sends_them_out_again_and_again_is_asked_about_though_driving_too(desk: Desk) -> None:
    people, second = ring(), person(60, "Second organiser")
    drives = [one for day in (11, 12) for one in crossing(80 + day, day, second, plate="OH1234AB")]
    ride = crossing(95, 9, who(people, "Keeper"), who(people, "Client 0"))
    sent = [one for day in (2, 3, 4, 5, 8) for one in calls(people, second, out=True, day=day)]
    desk.bring("xk-police", *people, second, *drives, *ride, *sent)
    said = clues(desk, "Second organiser")
    assert said["against it: records name the person on 2 journeys by road or on foot"] == -2


def test_money_that_two_of_a_ring_hand_on_is_a_clue(desk: Desk) -> None:
    people, second = ring(), person(60, "Second organiser")
    payers = [who(people, name) for name in ("Money man", "Driver 1")]
    paid = [
        thing("Payment", 500 + n, amount="900", currency="EUR", date="2026-03-20")
        .link("payer", one.key).link("beneficiary", second.key)
        for n, one in enumerate(payers)
    ]  # fmt: skip
    desk.bring("xk-police", *people, second, *calls(people, second, out=True), *paid)
    assert (
        clues(desk, "Second organiser")["2 others whom clues of other roles name paid the person"]
        == 1
    )
