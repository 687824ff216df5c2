"""A convoy is asked about only where the hours two vehicles keep anyway do not explain that they met."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from clew.analysis.routes.coincidence import chance_of
from clew.model.evidence import Found
from tests.analysis.routes.desk_of_routes import crossing, told
from tests.matching.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.case.close()


_ROAD = (("05", "Blace", "AA111AA"), ("14", "Blace", "BB222BB"), ("40", "Tabanovce", "AA111AA"),
         ("52", "Tabanovce", "BB222BB"))  # fmt: skip


def on(hour: str, days: Iterable[int], plates: str = "AA111AA BB222BB") -> list[str]:
    """Those of two vehicles minutes apart at two places, AA111AA ahead, on these days of March at this hour."""
    return [
        f"2026-03-{day:02} {hour}:{minute}|{place}|{plate}"
        for day in days for minute, place, plate in _ROAD if plate in plates
    ]  # fmt: skip


def asked(desk: Desk, *passages: list[str]) -> list[dict[str, Any]]:
    """What is asked about vehicles recorded so; 2 March 2026 is a Monday."""
    rows: list[Found] = []
    for row, one in enumerate((one for several in passages for one in several), start=1):
        at, place, plate = one.split("|")
        rows += crossing(row, at, place, plate)
    desk.bring("mk-police", *rows)
    return [one for one in told(desk)["questions"] if one["kind"] == "convoy"]


WORKDAYS = (2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20)


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ((2, 3, 4), "three days in a row at one hour are a way to work"),
        (WORKDAYS, "working days at one hour are a way to work, with no weekends in them"),
        (
            (6, 13, 20, 27),
            "the same day of the week at one hour, four weeks long, is a market or a shift",
        ),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_vehicles_that_both_keep_one_hour_are_expected_to_meet_and_are_no_convoy(
    desk: Desk, days: tuple[int, ...], why: str
) -> None:
    assert asked(desk, on("07", days)) == [], why
    (left_out,) = told(desk)["left_out"].values()
    assert left_out == 1, "not asking is said"


def test_one_vehicle_that_passes_every_day_at_one_hour_explains_meetings_with_any_other(
    desk: Desk,
) -> None:
    bus = on("07", range(1, 29), "BB222BB")
    assert asked(desk, bus, on("07", (3, 11, 21), "AA111AA")) == []


@pytest.mark.parametrize(
    ("passages", "why"),
    [
        ([on("07", [2]), on("21", [3])], "another hour the next day is no habit"),
        ([on("07", [2, 12])], "one hour ten days apart is no habit"),
        ([on("07", [3, 10, 17])], "one day of the week for three weeks may be a week's run"),
        ([on("07", WORKDAYS), on("23", [21]), on("02", [26])], "two nights out are not explained by a way to work"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)  # fmt: skip
def test_vehicles_that_meet_at_hours_neither_keeps_are_asked_about(
    desk: Desk, passages: list[list[str]], why: str
) -> None:
    (question,) = asked(desk, *passages)
    assert question["vehicles"] == ["AA111AA", "BB222BB"], why
    assert "AA111AA was ahead each time" in question["says"]


def test_a_convoy_is_asked_with_how_many_meetings_were_to_be_expected(desk: Desk) -> None:
    (question,) = asked(desk, on("07", [2, 12]))
    assert "2 occasions" in question["says"]
    assert "let expect 0.2" in question["says"], "each was there on 1 of 10 other days, about"


def test_a_car_that_is_always_on_the_road_meets_by_chance(desk: Desk) -> None:
    taxi = [one for hour in range(6, 23) for one in on(f"{hour:02}", range(1, 29), "BB222BB")]
    assert asked(desk, taxi, on("07", [3]), on("15", [9]), on("20", [18])) == []


def test_the_least_explained_convoy_is_asked_about_first(desk: Desk) -> None:
    often = [one.replace("AA111AA", "CC333CC").replace("BB222BB", "DD444DD")
             for one in [*on("03", [2]), *on("13", [7]), *on("22", [15])]]  # fmt: skip
    first, second = asked(desk, on("07", [2, 12]), often)
    assert first["vehicles"] == ["CC333CC", "DD444DD"]
    assert second["vehicles"] == ["AA111AA", "BB222BB"]


def test_of_two_vehicles_that_take_turns_none_is_said_to_lead(desk: Desk) -> None:
    back = ["2026-03-20 22:05|Blace|BB222BB", "2026-03-20 22:11|Blace|AA111AA"]
    (question,) = asked(desk, on("07", [2]), back)
    assert "was ahead" not in question["says"]


@pytest.mark.parametrize(
    ("met", "shares", "chance"),
    [(1, [0.5], 0.5), (2, [0.5, 0.5], 0.25), (1, [0.5, 0.5], 0.75), (3, [0.5, 0.5], 0.0), (0, [0.1], 1.0)],
)  # fmt: skip
def test_the_chance_of_so_many_meetings_or_more_is_that_of_independent_coins(
    met: int, shares: list[float], chance: float
) -> None:
    assert chance_of(met, shares) == pytest.approx(chance)
