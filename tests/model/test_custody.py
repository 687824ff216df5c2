"""What a person says of a hand-over is kept as said, or refused with what to write instead."""

from datetime import UTC, datetime

import pytest

from clew.errors import UsageError
from clew.model.custody import LONGEST, hand_over, moment

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "kept", "why"),
    [
        ("2026-03-01", "2026-03-01", "a day stays a day: nobody said the hour"),
        ("2026-03-01T12:30+01:00", "2026-03-01T11:30:00Z", "a time is kept in UTC"),
        ("2026-03-01 12:30Z", "2026-03-01T12:30:00Z", "a blank may stand for the T"),
        ("2026-03-02", "2026-03-02", "today is not to come"),
        ("2026-03-03", "2026-03-03", "somewhere east it is tomorrow already"),
        ("", "", "nothing said is nothing kept"),
    ],
)
def test_a_hand_over_bears_a_day_or_a_time_with_its_zone(written: str, kept: str, why: str) -> None:
    assert moment(written, "--handed-over-at", NOW) == kept, why


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2026-03-04", "still to come"),
        ("2026-03-02T11:00Z", "still to come"),
        ("2026-03-01 12:30", "does not say its time zone"),
        ("01.03.2026", "no date that can be read"),
        ("31 February", "no date that can be read"),
        ("2026-02-31", "no date that can be read"),
        ("0001-01-01T00:00+14:00", "no date that can be read"),
    ],
)
def test_a_time_nobody_can_mean_is_refused_with_what_to_write(written: str, why: str) -> None:
    with pytest.raises(UsageError, match=why) as refusal:
        moment(written, "--handed-over-at", NOW)
    assert refusal.value.do


def test_a_legal_basis_of_ten_thousand_letters_is_kept_whole() -> None:
    said = hand_over({"legal_basis": "Закон " * 1666})
    assert len(said.legal_basis) == len("Закон " * 1666) - 1


def test_a_text_longer_than_is_kept_is_refused_and_not_cut() -> None:
    with pytest.raises(UsageError, match="20,000 are kept"):
        hand_over({"legal_basis": "x" * (LONGEST + 1)})


def test_control_characters_and_broken_bytes_never_reach_a_paper() -> None:
    assert hand_over({"seal": " A\x00-\x1b17\n"}).seal == "A-17"
    with pytest.raises(UsageError, match="no UTF-8"):
        hand_over({"seal": "A\udcff"})
