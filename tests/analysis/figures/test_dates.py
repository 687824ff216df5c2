"""When a figure was: told in its sentence, from the day of publication, or carried over."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.analysis.figures.reading import read_figures
from clew.analysis.figures.relative_days import last_day, period_before, told_from

PUBLISHED = date(2024, 7, 8)  # a Monday


def dates(text: str) -> list[str | None]:
    return [fact.date for fact in read_figures(text, PUBLISHED).facts]


@pytest.mark.parametrize(
    ("told", "iso"),
    [
        ("last week", "2024-07-01/2024-07-07"),
        ("last month", "2024-06"),
        ("last year", "2023"),
        ("this year", "2024-01-01/2024-07-08"),
        ("yesterday", "2024-07-07"),
        ("on Friday", "2024-07-05"),
        ("over the weekend", "2024-07-06/2024-07-07"),
        ("in March last year", "2023-03"),
        ("in September", "2023-09"),
        ("between 2018 and 2020", "2018/2020"),
        ("in the first half of 2013", "2013-01/2013-06"),
        ("in the first half of the year", "2024-01/2024-06"),
        ("since the beginning of the year", "2024-01-01/.."),
        ("since New Year", "2024-01-01/.."),
        ("in the first five months of the year", "2024-01/2024-05"),
        ("in the first ten months of 2023", "2023-01/2023-10"),
        ("over the first four months", "2024-01/2024-04"),
        ("in the first nine months of the year", "2023-01/2023-09"),
        ("from January to May", "2024-01/2024-05"),
        ("between October and March", "2023-10/2024-03"),
        ("between Friday and Sunday", "2024-07-05/2024-07-07"),
        ("in the night between Saturday and Sunday", "2024-07-07"),
    ],
)
def test_a_date_is_resolved_from_the_day_of_publication(told: str, iso: str) -> None:
    assert dates(f"The police said that 12 smugglers were arrested {told} in the city.") == [iso]


def test_half_a_year_told_of_the_year_spoken_of_is_of_that_year() -> None:
    text = "In 2019 the police arrested 40 smugglers. In the first half of the year it arrested 12 smugglers."
    assert dates(text) == ["2019", "2019-01/2019-06"]


def test_the_date_that_opens_a_clause_counts_for_what_follows() -> None:
    text = "In 2021 the police arrested 418 smugglers, in 2022 it arrested 655 smugglers."
    assert dates(text) == ["2021", "2022"]


def test_a_date_right_behind_a_figure_is_its_own() -> None:
    text = "The number of smugglers reported to prosecutors fell from 540 in 2018 to 378 in 2020."
    assert dates(text) == ["2018", "2020"]


def test_what_a_figure_is_compared_with_does_not_date_it() -> None:
    text = "On 3 May 2024 the police arrested 19 smugglers in the city, more than in 2022."
    assert dates(text) == ["2024-05-03"]


def test_the_day_somebody_said_so_does_not_date_a_figure() -> None:
    text = "On 3 May 2024 the police arrested 19 smugglers. Three of them are in hospital, the ministry said on Friday."
    assert set(dates(text)) == {"2024-05-03"}


def test_the_period_before_is_that_of_the_same_length() -> None:
    text = "Report on 24 June to 7 July 2024.\nThe police arrested 19 smugglers, against 12 in the previous fortnight."
    assert dates(text) == ["2024-06-24/2024-07-07", "2024-06-10/2024-06-23"]


def test_an_action_of_five_days_that_began_on_a_day_has_its_end() -> None:
    text = "The police have ended a five-day operation. It began on 3 June 2024 and led to the arrest of 19 smugglers."
    assert dates(text)[-1] == "2024-06-03/2024-06-07"


@pytest.mark.parametrize("told", ["30 February 2023", "31 June", "0 May 2023", "45 May 2023"])
def test_a_day_no_month_has_is_no_date(told: str) -> None:
    found = dates(f"On {told} the police arrested 12 smugglers in the city.")
    assert all(one is None or len(one) < 10 for one in found)


def test_29_february_without_a_year_is_that_of_a_leap_year() -> None:
    text = "The police said that on 29 February 12 smugglers were arrested in the city."
    assert [f.date for f in read_figures(text, date(2023, 7, 8)).facts] == ["2020-02-29"]


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)), st.integers(0, 400))
def test_the_period_before_ends_the_day_before(begin: date, length: int) -> None:
    end = date.fromordinal(begin.toordinal() + length)
    before = period_before(f"{begin}/{end}")
    assert before is not None
    first, last = (date.fromisoformat(one) for one in before.split("/"))
    assert (begin - last).days == 1
    assert last - first == end - begin


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)),
    st.sampled_from(
        ["day 0", "day -1", "week 0", "week -1", "month 0", "month -1", "year 0", "year -1"]
    ),
)
def test_a_relative_day_is_never_after_the_week_it_is_told_in(at: date, meaning: str) -> None:
    begin, _, end = told_from(at, meaning).partition("/")
    assert date.fromisoformat(last_day(begin)[:8] + "01") <= at
    if meaning.startswith(("day", "year")):
        assert date.fromisoformat(last_day(end or begin)) <= at or meaning == "month 0"


@given(
    st.lists(
        st.sampled_from(
            ["3 May", "31 June", "29 February", "2023", "In 2019", "last week", "23–25 July", "(2022: 12)", "and",
             "19 smugglers were arrested.", "compared with", "since", "first half of the year", "1/13/2020"]
        ),
        max_size=14,
    ),
    st.one_of(st.none(), st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))),
)  # fmt: skip
def test_no_mix_of_dates_stops_the_reading(parts: list[str], published: date | None) -> None:
    text = "The police said that " + " ".join(parts) + " in the city."
    for fact in read_figures(text, published).facts:
        assert text[fact.start : fact.end] == fact.quote


@pytest.mark.parametrize(
    ("told", "isos"),
    [
        ("On 3 May 2024 it freed 20 victims. On the same day it arrested 12 smugglers.", ["2024-05-03"] * 2),
        ("On 3 May 2024 it freed 20 victims. In the same year it arrested 12 smugglers.", ["2024-05-03", "2024"]),
        ("On 5 March 2023 it freed 20 victims. On 9 April of the same year it arrested 12 smugglers.",
         ["2023-03-05", "2023-04-09"]),
        ("In the first half of 2024 it arrested 20 smugglers, against 12 in the same period of 2022.",
         ["2024-01/2024-06", "2022-01/2022-06"]),
        ("From January to May it arrested 20 smugglers, compared with 12 in the same months last year.",
         ["2024-01/2024-05", "2023-01/2023-05"]),
        ("In the first quarter of 2024 it arrested 20 smugglers, down from 32 a year earlier.",
         ["2024-01/2024-03", "2023-01/2023-03"]),
        ("On 3 May 2024 it raided nine flats. During the action day it arrested 12 smugglers.", ["2024-05-03"] * 2),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)  # fmt: skip
def test_a_date_that_goes_back_is_told_from_the_one_before_it(told: str, isos: list[str]) -> None:
    assert dates(f"The police told of its work. {told}") == isos


def test_a_year_only_compared_with_is_not_gone_back_to() -> None:
    text = "In 2021 it counted 193 victims, fewer than in 2019. In the same year it arrested 12 smugglers."
    assert dates(f"The police told of its work. {text}")[-1] == "2021"


def test_the_last_year_before_something_is_not_last_year() -> None:
    text = "The police arrested 19 smugglers in 2021, fewer than in 2019, the last year before the reform."
    assert dates(text) == ["2021"]


def test_a_weekday_still_to_come_is_after_publication() -> None:
    text = "The police said that 12 smugglers will be charged on Friday in the city."
    assert dates(text) == ["2024-07-12"]


def test_the_day_somebody_told_a_figure_is_not_its_date() -> None:
    text = "In her speech on Thursday the prosecutor said the group had smuggled 640 migrants in May 2023."
    assert dates(text) == ["2023-05"]


def test_the_end_of_a_wait_dates_nothing_before_it() -> None:
    text = "In 2023 it arrested 93 smugglers. For 37 of them no answer had come by the end of June."
    assert dates(f"The police told of its work. {text}")[0] == "2023"


def test_a_report_on_a_year_dates_its_figures_by_it() -> None:
    text = """Fewer victims found

    The agency registered 431 victims last year, 14 percent fewer than in 2022.

    For all of them the police sought help. Sexual exploitation was the fate of 318 of the victims.
    Some 55 percent of the victims were women."""
    assert set(dates(text)) == {"2023"}


def test_a_figure_of_the_title_has_the_date_its_text_tells() -> None:
    text = """Police find 212 migrants over the weekend

    Between Friday and Sunday officers found 212 migrants at the border."""
    assert dates(text) == ["2024-07-05/2024-07-07"]


def test_the_rows_of_a_list_have_the_date_of_the_line_above_it() -> None:
    text = """The police told of its work on 3 July 2024.

    Arrests by country, January to May:

    Austria: 12 arrests
    Hungary: 14 arrests"""
    assert dates(text) == ["2024-01/2024-05", "2024-01/2024-05"]


def test_figures_in_brackets_are_of_the_time_the_report_says_they_are() -> None:
    text = """Statistics for the first quarter of 2024

    Between January and March 52 illegal crossings of the border were registered.

    By section of the border (first quarter of 2022 in brackets):
    Land border with Serbia: 21 (44)
    Sea: 31 (40)"""
    assert dates(text)[1:] == ["2024-01/2024-03", "2022-01/2022-03"] * 2


def test_figures_in_brackets_are_of_the_year_before_where_a_note_says_so() -> None:
    text = """Statistics for the first half of 2023

    In that time 374 smugglers were arrested (148).
    Note: figures in brackets refer to the previous year."""
    assert dates(text) == ["2023-01/2023-06", "2022-01/2022-06"]


def test_a_quarter_is_never_one_to_come() -> None:
    text = "In the second quarter of 2024 police made 12 arrests, in the fourth quarter it made 20 arrests."
    assert dates(text) == ["2024-04/2024-06", "2023-10/2023-12"]


def test_thousands_behind_a_month_are_a_count_and_no_day() -> None:
    text = "In June 12 740 people were arrested by the police."
    assert [fact.value for fact in read_figures(text, PUBLISHED).facts] == [12_740]
