"""Verdicts are arithmetic on what the words allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.analysis.figures.reading import read_figures
from clew.analysis.figures.sums import (
    Measure,
    add_up,
    base_of,
    change,
    product,
    same_figure,
    share,
)


def exact(value: float, unit: str = "") -> Measure:
    return Measure(value, value, unit=unit)


@pytest.mark.parametrize(
    ("parts", "headline", "hedge", "verdict"),
    [
        ([72, 167], 239, "exact", "consistent"),
        ([72, 167], 236, "exact", "contradiction"),
        ([516_000, 152_000, 5_000, 1_181], 655_000, "more_than", "loose"),
        ([63, 19, 15, 25, 4, 1], 127, "exact", "consistent"),
        ([600, 262, 26, 22, 6], 916, "exact", "consistent"),
        ([37, 70, 17, 25, 2], 151, "exact", "consistent"),
        ([8, 3], 14, "exact", "contradiction"),
        ([2, 7, 1, 1], 14, "exact", "contradiction"),
        ([1_900, 1_322], 3_200, "exact", "rounding"),
        ([95, 96], 200, "about", "rounding"),
    ],
)
def test_parts_are_held_against_their_headline(
    parts: list[float], headline: float, hedge: str, verdict: str
) -> None:
    whole = Measure(headline, headline, hedge)
    assert add_up(whole, [exact(part) for part in parts]).name == verdict


@pytest.mark.parametrize(
    ("one", "two", "verdict"),
    [(3_222, 3_200, "rounding"), (17_793, 17_800, "rounding"), (236, 239, "contradiction"), (8, 8, "consistent")],
)  # fmt: skip
def test_two_reports_of_one_thing(one: float, two: float, verdict: str) -> None:
    assert same_figure(exact(one), exact(two), ("a", "b")).name == verdict


def test_a_rate_times_a_fee_is_an_interval_the_proceeds_must_meet() -> None:
    persons, fee = Measure(300, 300, per="month"), Measure(2_500, 3_000, unit="EUR", per="person")
    told = product(Measure(900_000, 900_000, unit="EUR", per="month"), [persons, fee])
    assert told.name == "consistent"
    assert (
        told.why
        == "product: 300 x (2,500 to 3,000) = 750,000 to 900,000, the headline is 900,000 EUR per month"
    )


def test_another_unit_or_period_is_not_comparable() -> None:
    fee = Measure(2_500, 2_500, unit="EUR", per="person")
    dollars = Measure(900_000, 900_000, unit="USD")
    assert product(dollars, [exact(300), fee]).name == "not comparable"
    euros = Measure(900_000, 900_000, unit="EUR")
    assert product(euros, [Measure(300, 300, per="month"), fee]).name == "not comparable"


def test_a_change_gives_the_figure_before_it() -> None:
    assert round(base_of(40_000, 27)) == 31_496


@pytest.mark.parametrize(
    ("now", "before", "told", "verdict"),
    [
        (114, 107, 6.5, "consistent"), (3_890, 1_496, 160.0, "consistent"), (60_179, 53_054, 13.4, "consistent"),
        (68_178, 8_767, 677.7, "consistent"), (2_727, 2_142, 27.3, "consistent"), (506, 222, 127.9, "consistent"),
        (34_559, 3_011, 1_047.8, "consistent"), (170_153, 68_864, 147.1, "consistent"), (0, 65, -100.0, "consistent"),
        (318, 402, -31.0, "contradiction"), (5, 0, 100.0, "not comparable"),
    ],
)  # fmt: skip
def test_a_change_is_held_against_the_figures_it_is_between(
    now: float, before: float, told: float, verdict: str
) -> None:
    assert change(exact(now), exact(before), told).name == verdict


def test_a_share_is_held_against_part_and_whole() -> None:
    assert share(exact(34_559), exact(170_153), 20.3).name == "consistent"
    assert share(exact(188), exact(312), 70).name == "contradiction"


@given(st.lists(st.integers(1, 10_000), min_size=2, max_size=8))
def test_a_sum_told_right_is_never_a_contradiction(parts: list[int]) -> None:
    assert add_up(exact(sum(parts)), [exact(part) for part in parts]).name == "consistent"


@given(st.lists(st.integers(1, 300), min_size=2, max_size=5), st.integers(1, 9))
def test_a_counted_total_told_too_small_is_a_contradiction(parts: list[int], off: int) -> None:
    total = sum(parts) - off
    if 0 < total < 1_000:
        assert add_up(exact(total), [exact(part) for part in parts]).name == "contradiction"


def test_a_product_in_two_currencies_asks_for_the_exchange_rate() -> None:
    text = "The gang moved 300 people in 2022. Each migrant paid $4,000 to the gang. It earned 1.2 million euros."
    (total,) = read_figures(text).totals
    assert total.verdict == "not comparable"
    assert "exchange rate" in total.why


def test_a_conversion_told_in_brackets_serves_the_product() -> None:
    text = (
        "The gang moved 300 people in 2022. Each migrant paid $4,000 (€3,700) to the gang. "
        "It earned 1.11 million euros."
    )
    (total,) = read_figures(text).totals
    assert (total.verdict, total.why) == (
        "consistent", "product: 300 x 3,700 = 1,110,000, the headline is 1,110,000 EUR",
    )  # fmt: skip


def test_parts_beside_each_other_are_no_parts_of_the_first() -> None:
    text = (
        "The police made 39 arrests in the operation. Eighteen persons were arrested in Germany, nine in France, "
        "six in the United Kingdom and six in the Netherlands."
    )
    assert [t.verdict for t in read_figures(text).totals] == ["consistent"]


def contradictions(text: str) -> list[str]:
    told = read_figures(f"The police said so in the report of the day. {text}").totals
    return [total.why for total in told if total.verdict == "contradiction"]


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 30 people in four countries, including 12 in Serbia, 9 in Bosnia and 7 in Croatia.",
        "Police arrested 30 people, among them 12 men, 9 women and 7 children.",
        "196 people were rescued. Among them were 88 men, 61 women and 45 children.",
        "196 smugglers were arrested, mostly in the Balkans: notably 88 in Bulgaria, 61 in Romania and 45 in Serbia.",
    ],
)
def test_parts_told_as_some_of_their_headline_may_fall_short(text: str) -> None:
    assert contradictions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "196 people were arrested, among them 88 in Bulgaria, 61 in Romania and 60 in Serbia.",
        "196 people were rescued: 88 men, 61 women and 45 children.",
        "Rescuers pulled 257 people from the water: 88 men, 77 women and 90 children, the coastguard said.",
    ],
)
def test_parts_that_exceed_their_headline_or_are_told_as_all_of_it_contradict(text: str) -> None:
    assert len(contradictions(text)) == 1


def test_a_list_of_men_women_and_children_is_added_up_whole() -> None:
    told = read_figures(
        "The coastguard said so. Rescuers pulled 257 people from the water: 88 men, 77 women and 92 children."
    ).totals
    assert [(total.verdict, len(total.parts)) for total in told] == [("consistent", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "There were 10,240 illegal entries, compared with 6,870 last year. Arrests rose by 40 percent to 355.",
        "It found 431 victims last year, 14 percent fewer than in 2022. Minors numbered 229, or 53 percent.",
        "Arrests rose from 210 to 260, an increase of 24 percent; searches fell by 10 percent to 90.",
        "The number of arrests rose by 12 per cent, from 345 to 386, and that of searches by a third, from 60 to 80.",
    ],
)
def test_a_change_is_not_held_against_figures_of_another_sentence_or_clause(text: str) -> None:
    assert contradictions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Detained were 11 426 persons. On entry: 6 380; on exit: 1 271; inside the country: 3 775.",
        "Since January 419 smugglers have been arrested, 112 in Van and 96 in Edirne.",
        "The court sentenced nine men: three to five years, four to two years and two to a fine.",
    ],
)
def test_a_list_of_some_or_of_neighbours_contradicts_nothing(text: str) -> None:
    assert contradictions(text) == []


def test_a_change_between_two_figures_beside_it_is_held_against_them() -> None:
    text = "Arrests rose from 210 to 260, an increase of 40 percent."
    assert len(contradictions(text)) == 1
