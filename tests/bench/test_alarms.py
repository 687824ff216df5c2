"""Where a matcher's line is drawn so that it raises no more alarms than allowed."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.alarms import line_at
from clew.matching.screening.measuring import Setting, measure_screening

TRUTH = pl.DataFrame({"person_id": ["known"], "list_id": ["l"]})


def hits(*pairs: tuple[str, float]) -> pl.DataFrame:
    schema = {"person_id": pl.String, "list_id": pl.String, "probability": pl.Float64}
    return pl.DataFrame([(who, "l", p) for who, p in pairs], schema=schema, orient="row")


def test_the_line_stands_just_above_the_first_alarm_too_many() -> None:
    found = hits(("a", 0.9), ("b", 0.8), ("c", 0.4))
    assert 0.8 < line_at(found, TRUTH, checks=1001, per_1000=1) < 0.81


def test_a_matcher_that_alarms_seldom_keeps_all_it_gives() -> None:
    assert line_at(hits(("a", 0.9)), TRUTH, checks=1001, per_1000=1) == 0.0


def test_hits_on_people_of_truth_are_no_alarms() -> None:
    assert line_at(hits(("known", 0.9)), TRUTH, checks=1001, per_1000=0) == 0.0


@given(st.lists(st.floats(0, 1), max_size=40), st.integers(0, 30))
def test_at_its_line_a_matcher_keeps_to_the_ceiling(scores: list[float], per_1000: int) -> None:
    found = hits(*((f"p{at}", score) for at, score in enumerate(scores)))
    line = line_at(found, TRUTH, checks=1001, per_1000=per_1000)
    kept = measure_screening(found, TRUTH, Setting(1001, 1, line)).alarms
    assert kept.part <= per_1000


def test_alarms_are_counted_per_person_not_per_pair() -> None:
    found = hits(("a", 0.9), ("a", 0.8), ("b", 0.5))
    assert line_at(found, TRUTH, checks=1001, per_1000=1) == pytest.approx(0.5)
