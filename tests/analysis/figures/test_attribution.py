"""Who tells a figure: the one who says it, else the body that acted."""

from datetime import date

import pytest

from clew.analysis.figures.reading import read_figures


@pytest.mark.parametrize(
    ("text", "who", "why"),
    [
        ("The prosecutor said that the gang moved 300 people to the coast.", "prosecutor", "an office tells"),
        ("According to the indictment, the ring moved 64 persons in a year.", "indictment", "a paper tells"),
        ("In town the Savian Border Police arrested 12 smugglers.", "Savian Border Police", "who acted"),
        ("The 12 smugglers were arrested by the Savian Border Police.", "Savian Border Police", "behind 'by'"),
        (
            "The head of the unit is in town, Ana Tomkić said. She added that in the city 12 smugglers were arrested.",
            "Ana Tomkić", "she stands for the one named before",
        ),
        (
            '"In the city we arrested 12 smugglers. That is more than in the year before," said Ana Tomkić.',
            "Ana Tomkić", "a quotation is told by the one behind its end",
        ),
        ("Three countries took part, and 12 smugglers were arrested.", None, "a count is nobody"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 50 else "",
)  # fmt: skip
def test_a_figure_is_told_by(text: str, who: str | None, why: str) -> None:
    told = [fact for fact in read_figures(text).facts if fact.value in (12, 64, 300)]
    assert told, text
    assert told[-1].who == who, why


def test_a_date_goes_on_through_its_paragraph() -> None:
    text = "Last August it went wrong at the weir. Four of the people drowned in the river.\n"
    (fact,) = read_figures(text, date(2021, 3, 18)).facts
    assert fact.date == "2020-08"


def test_a_date_of_birth_is_no_date_of_the_figure() -> None:
    text = "In May 2022 the accused, led by the first defendant (born 1979), moved 731 people to the coast."
    fact = next(f for f in read_figures(text).facts if f.value == 731)
    assert fact.date == "2022-05"


def test_what_is_dated_long_before_the_report_is_another_time() -> None:
    text = "On 7 March 2023 the police arrested 19 smugglers. In 2019 an operation led to 143 arrests.\n"
    first, second = read_figures(text).facts
    assert (first.background, second.background) == (False, True)


def test_a_figure_alone_in_brackets_is_another_period() -> None:
    text = "The figures of the quarter before are in brackets.\nDeaths recorded: 23 (31)\nFirearms seized: 19 (12)\n"
    assert [(f.value, f.background) for f in read_figures(text).facts] == [
        (23, False), (31, True), (19, False), (12, True),
    ]  # fmt: skip
