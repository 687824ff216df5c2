"""What is counted when a screening is measured."""

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.matching.screening.measuring import (
    MeasuredScreening,
    Setting,
    measure_screening,
    predictive_value,
    share,
)

TRUTH = pl.DataFrame(
    {
        "person_id": ["p1", "p2", "p3", "p3"],
        "list_id": ["l1", "l2", "l3", "l4"],
        "kind": ["exact", "letter", "letter", "letter"],
    }
)
SETTING = Setting(checks=103, list_entities=50, threshold=0.7, seconds=2.0)


def measured(*hits: tuple[str, str, float]) -> MeasuredScreening:
    schema = {"person_id": pl.String, "list_id": pl.String, "probability": pl.Float64}
    return measure_screening(pl.DataFrame(hits, schema=schema, orient="row"), TRUTH, SETTING)


def test_a_planted_pair_at_the_threshold_is_found() -> None:
    assert measured(("p1", "l1", 0.7)).pairs.part == 1


def test_a_planted_pair_below_the_threshold_is_missed() -> None:
    assert measured(("p1", "l1", 0.69)).pairs.part == 0


def test_a_person_who_stands_there_twice_is_found_by_either_entry() -> None:
    once = measured(("p3", "l4", 0.9))
    assert (once.persons.part, once.persons.whole, once.pairs.part) == (1, 3, 1)


def test_recall_is_counted_by_kind() -> None:
    by_kind = measured(("p1", "l1", 0.9), ("p3", "l3", 0.9)).by_kind
    assert {kind: (s.part, s.whole) for kind, s in by_kind.items()} == {
        "exact": (1, 1),
        "letter": (1, 3),
    }


def test_a_stranger_proposed_twice_is_one_alarm() -> None:
    alarms = measured(("p9", "l1", 0.9), ("p9", "l2", 0.8)).alarms
    assert (alarms.part, alarms.whole) == (1, 100)


def test_a_planted_person_taken_for_somebody_else_is_no_alarm_but_counted_apart() -> None:
    mistaken = measured(("p1", "l2", 0.9))
    assert (mistaken.alarms.part, mistaken.wrong_entities, mistaken.pairs.part) == (0, 1, 0)
    assert mistaken.hit_or_not.part == 1


def test_a_pair_that_is_given_twice_counts_once() -> None:
    assert measured(("p1", "l1", 0.9), ("p1", "l1", 0.8)).precision.whole == 1


def test_truth_without_kinds_is_of_one_kind() -> None:
    hits = pl.DataFrame({"person_id": ["p1"], "list_id": ["l1"], "probability": [1.0]})
    counted = measure_screening(hits, TRUTH.drop("kind"), SETTING)
    assert list(counted.by_kind) == ["planted"]


def test_numbers_as_ids_are_the_same_ids_as_text() -> None:
    truth = pl.DataFrame({"person_id": [1], "list_id": [2]})
    hits = pl.DataFrame({"person_id": ["1"], "list_id": ["2"], "probability": [0.9]})
    assert measure_screening(hits, truth, SETTING).pairs.part == 1


def test_a_screening_without_hits_finds_nothing_and_alarms_nobody() -> None:
    nothing = measured()
    assert (nothing.pairs.share, nothing.alarms.share, nothing.predictive[0]) == (0, 0, 0)


def test_half_of_the_hits_are_right_when_alarms_are_as_rare_as_true_ones() -> None:
    recall, alarms = share(100, 100), share(1, 101)
    assert predictive_value(recall, alarms, 1 / 102)[0] == pytest.approx(0.5)


def test_the_share_of_right_hits_falls_with_the_base_rate() -> None:
    recall, alarms = share(97, 100), share(1, 1000)
    assert predictive_value(recall, alarms, 1 / 12_000)[0] == pytest.approx(0.0748, abs=1e-4)


def test_wilson_gives_the_published_interval_for_81_of_263() -> None:
    known = share(81, 263)
    assert known.low == pytest.approx(0.2553, abs=1e-4)
    assert known.high == pytest.approx(0.3662, abs=1e-4)


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_an_interval_holds_its_share_and_stays_between_0_and_1(part: int, whole: int) -> None:
    given_share = share(min(part, whole), whole)
    assert 0 <= given_share.low <= given_share.share <= given_share.high <= 1


def test_the_predictive_value_stands_between_its_bounds() -> None:
    value, low, high = predictive_value(share(95, 100), share(2, 1000))
    assert low < value < high


def test_speed_is_checks_by_seconds() -> None:
    assert measured().as_json()["checks_per_second"] == pytest.approx(51.5)


def test_every_figure_for_a_reader_is_also_in_the_json() -> None:
    said = measured(("p1", "l1", 0.9)).as_json()
    wanted = {"recall", "by_kind", "alarms_per_1000", "precision", "ppv", "base_rate", "threshold"}
    assert wanted | {"prior"} <= set(said)
    assert not any(isinstance(v, float) and math.isnan(v) for v in said.values())
