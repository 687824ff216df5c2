"""Birth dates in the compiled search are to each other what the exact weighing says."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clew.matching.screening.births import BIRTHS, OTHER, best_met, dates_met, is_full, is_near
from clew.matching.screening.cutting import cut_one
from clew.matching.weighing import births as exact
from clew.matching.weighing.table import weight_of
from clew.model.party import Party

WEIGHTS = np.array([weight_of(rule) for rule in BIRTHS], np.float32)
CALENDARS = (st.integers(1900, 2030), st.integers(1300, 1470))
SHIFTED = st.sampled_from(
    ["", "swap", "digit", "turn", "year", "month", "january", "year off", "next day"]
)


@st.composite
def dates(draw: st.DrawFn) -> str:
    year = draw(st.one_of(*CALENDARS))
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
    return f"{year}-{month:02}-{day:02}"[: draw(st.sampled_from([4, 7, 10, 10, 10]))]


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A full date and what a clerk may make of it."""
    day = draw(st.dates()).isoformat()
    day = f"{draw(st.integers(1900, 2030))}{day[4:]}"
    at = draw(st.sampled_from([2, 3, 5, 6, 8, 9]))
    other = {
        "": day, "swap": f"{day[:5]}{day[8:]}-{day[5:7]}", "year": day[:4], "month": day[:7],
        "digit": f"{day[:at]}{draw(st.integers(0, 9))}{day[at + 1:]}", "january": f"{day[:4]}-01-01",
        "turn": f"{day[:2]}{day[3]}{day[2]}{day[4:]}", "year off": f"{int(day[:4]) + 1}{day[4:]}",
        "next day": (date.fromisoformat(day) + timedelta(days=1)).isoformat(),
    }[draw(SHIFTED)]  # fmt: skip
    valid = 1 <= int(other[5:7] or 1) <= 12 and 1 <= int(other[8:] or 1) <= 31
    return day, other if valid else day


PAIRS = st.one_of(st.tuples(dates(), dates()), slips())


def packed(*births: str) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return cut_one(Party("1", births=births)).dates


def rule_expected(a: str, b: str) -> str:
    """The exact rule; those of two calendars are one here, since only its upper bound is needed."""
    if (int(a[:4]) < 1500) != (int(b[:4]) < 1500):
        return "same_birth_date_in_another_calendar"
    return exact.birth_rule(a, b)


@given(PAIRS)
def test_two_dates_meet_by_the_rule_of_the_exact_weighing(pair: tuple[str, str]) -> None:
    a, b = pair
    assert BIRTHS[dates_met(packed(a)[0], packed(b)[0])] == rule_expected(a, b)


@given(PAIRS)
def test_it_does_not_matter_which_date_is_named_first(pair: tuple[str, str]) -> None:
    a, b = packed(*pair)
    assert dates_met(a, b) == dates_met(b, a)


@given(PAIRS, st.booleans())
def test_dates_told_far_apart_at_a_glance_speak_against_one_person(
    pair: tuple[str, str], years: bool
) -> None:
    a, b = packed(*pair)
    if is_full(a) and not is_near(a, b, years):
        told = {"other_birth_date", "other_birth_year"}
        assert BIRTHS[dates_met(a, b)] in (told if years else told | {"neighbouring_birth_year"})


@given(st.lists(dates(), min_size=1, max_size=4), dates())
def test_of_several_birth_dates_the_best_is_taken(several: list[str], other: str) -> None:
    mine = packed(*several)
    best = max(WEIGHTS[dates_met(date, packed(other)[0])] for date in mine)
    assert best_met(mine, 0, len(mine), packed(other)[0], WEIGHTS) == best


def test_a_party_without_a_birth_date_is_neither_nearer_nor_farther() -> None:
    assert best_met(packed("1980-05-04"), 0, 1, np.uint32(0), WEIGHTS) == 0
    assert best_met(packed(), 0, 0, packed("1980-05-04")[0], WEIGHTS) == 0


def test_two_dates_of_another_calendar_never_weigh_less_than_they_may() -> None:
    known = ("same_birth_year_in_another_calendar", "other_birth_year")
    assert weight_of("same_birth_date_in_another_calendar") >= max(map(weight_of, known))
    assert WEIGHTS[OTHER] == np.float32(weight_of("other_birth_date"))
