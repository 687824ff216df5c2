"""Which characters a place of a zone can hold, and look-alikes put right by check digits."""

from datetime import date

import pytest

from clew.exercise.bearers import Bearer, zone
from clew.model.mrz_letters import Chance, mend, possible

TODAY = date(2026, 11, 29)


def zone_of(number: str) -> tuple[str, ...]:
    state = ("F", date(1990, 1, 1), "RKS", "P", number, date(2030, 2, 1))
    return tuple(zone(Bearer("HOTI", "ANA", *state), "TD3"))


def spoilt(lines: tuple[str, ...], at: int, char: str) -> tuple[str, ...]:
    return lines[0], lines[1][:at] + char + lines[1][at + 1 :]


LINES = zone_of("PT7042936")


def test_a_zone_whose_digits_hold_is_left_as_it_is() -> None:
    mended = mend(LINES, TODAY)
    assert mended is not None
    assert (mended.mrz.lines, mended.notes) == (LINES, ())


@pytest.mark.parametrize(
    ("number", "at", "char"),
    [("PT7042936", 3, "O"), ("PT7142936", 3, "I"), ("PT7542936", 3, "S"), ("PT7B42936", 3, "8")],
)
def test_a_look_alike_is_put_right_where_only_so_the_digits_hold(
    number: str, at: int, char: str
) -> None:
    mended = mend(spoilt(zone_of(number), at, char), TODAY)
    assert mended is not None
    assert (mended.mrz.number, mended.mrz.is_good) == (number, True)
    told = f"line 2, character {at + 1}: it looks like {char!r} and is read as {number[at]!r}"
    assert mended.notes == (f"{told}, for only so the check digits hold",)


def test_a_character_without_a_look_alike_is_never_changed() -> None:
    mended = mend(spoilt(LINES, 4, "7"), TODAY)
    assert mended is not None
    assert mended.mrz.is_faulty("number")
    assert mended.notes == ()


TWO_WAYS = spoilt(zone_of("27641I1S3"), 4, "I")
"""The fifth character is misread; the seventh read otherwise would make the digits hold as well."""


def test_two_readings_that_both_hold_are_left_to_a_person() -> None:
    mended = mend(TWO_WAYS, TODAY)
    assert mended is not None
    assert mended.mrz.is_faulty("number")
    assert mended.notes == ()


def looking(likely: dict[tuple[int, str], float]) -> Chance:
    return lambda line, at, char: likely.get((at, char), 0.5 if line else 0.0)


def test_of_two_readings_one_far_likelier_by_its_look_is_taken() -> None:
    mended = mend(TWO_WAYS, TODAY, looking({(4, "1"): 0.4, (6, "I"): 0.01}))
    assert mended is not None
    assert mended.mrz.number == "27641I1S3"


def test_a_reading_its_look_speaks_against_is_not_taken() -> None:
    mended = mend(spoilt(LINES, 3, "O"), TODAY, looking({(3, "0"): 0.001}))
    assert mended is not None
    assert mended.mrz.is_faulty("number")


def test_lines_that_are_no_zone_give_nothing() -> None:
    assert mend(("P" * 44, "0" * 43), TODAY) is None


def test_names_and_states_hold_no_digits_and_dates_no_letters() -> None:
    held = possible(LINES)
    assert "0" not in held[0][10]
    assert "O" not in held[1][13]
    assert set(held[1][20]) == set("MFX<")
    assert {"O", "0"} <= set(held[1][0])
