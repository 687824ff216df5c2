"""Prices, pay, terms and lengths of time as reporters, courts and ministries write them; and what is none of them."""

from datetime import date

import pytest

from clew.analysis.figures.reading import read_figures

DAY = date(2024, 5, 14)


def told(text: str, *kinds: str) -> list[tuple[str, float | None, str | None]]:
    facts = read_figures(f"The police said so in the report. {text}", DAY).facts
    return [(f.kind, f.value, f.unit) for f in facts if f.kind in kinds or not kinds]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The skipper was given EUR 700 for the voyage, fuel included.", "other"),
        ("The captains, fishermen by trade, are said to have received 700 euros each.", "other"),
        ("Drivers, often young men without work, receive 700 euros per night.", "other"),
        ("The officer allegedly received 700 euros for every shift.", "other"),
        ("The network paid its drivers 700 euros.", "other"),
        ("The network paid its drivers 700 euros for each passenger.", "fee"),
        ("Drivers were paid 700 euros per migrant.", "fee"),
        ("The passengers had paid the captain 700 euros each.", "fee"),
        ("Migrants told the officers that they had paid 700 euros each.", "fee"),
        ("The girl had to work off travel debts of 700 euros.", "fee"),
        ("They asked 700 euros for the release of a hostage.", "other"),
        ("The damage to the field is put at 700 euros.", "other"),
    ],
)
def test_pay_by_the_job_is_no_price_of_a_person(text: str, kind: str) -> None:
    assert told(text, "fee", "other", "proceeds") == [(kind, 700, "EUR")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Customs confiscated 11,000 euros at the border.", "seized_cash"),
        ("The court confiscated 11,000 euros of profit.", "seized_other"),
        ("Officers seized 11,000 euros in cryptocurrency.", "seized_other"),
        ("In a lorry 11,000 euros lay under the mat.", "seized_cash"),
        ("The boat was confiscated along with 11,000 euros.", "seized_cash"),
    ],
)
def test_money_taken_is_cash_unless_it_is_kept_in_something_else(text: str, kind: str) -> None:
    assert told(text, "seized_cash", "seized_other") == [(kind, 11_000, "EUR")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It must pay 12,000 euros in compensation to the victims.", [("other", 12_000, "EUR")]),
        ("The boats cost 3,000 euros to build.", [("other", 3_000, "EUR")]),
        ("They took 3.2 million euros and sent 800,000 of it abroad.", [("other", 800_000, "EUR")]),
    ],
)
def test_what_a_sum_is_said_to_be_behind_it_counts(
    text: str, found: list[tuple[str, float, str]]
) -> None:
    assert told(text)[-1:] == found


def test_a_share_that_rose_to_another_is_no_change() -> None:
    text = (
        "The proportion of minors rose from 11 to 17 per cent, the number of boys by 40 per cent."
    )
    assert [(kind, value) for kind, value, _ in told(text)] == [
        ("share", 11), ("share", 17), ("percent_change", 40),
    ]  # fmt: skip


def test_a_fraction_before_more_is_a_change() -> None:
    assert told("In May 1,430 people were found, a fifth more than in April.")[-1] == (
        "percent_change", 20, "percent",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "value", "unit"),
    [
        ("24,300 Turkish liras", 24_300, "TRY"),
        ("800 German marks", 800, "DEM"),
        ("TND 15 000", 15_000, "TND"),
        ("4,000 Tunisian dinars", 4_000, "TND"),
        ("600,000 CFA francs", 600_000, "XOF"),
        ("150,000 Serbian dinars", 150_000, "RSD"),
    ],
)
def test_money_is_read_with_the_state_it_is_of(written: str, value: float, unit: str) -> None:
    assert told(f"Passengers had paid {written} for the crossing.") == [("fee", value, unit)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Ten days of joint checks at the airports ended on Friday.", 10, "day"),
        ("The workers did shifts of up to thirteen hours.", 13, "hour"),
        ("The time since departure was seven months on average.", 7, "month"),
        ("The chase ended after 35 minutes.", 35, "minute"),
        ("They had been hidden behind carpets for 16 hours.", 16, "hour"),
        ("The canoe was spotted after 15 days at sea.", 15, "day"),
        ("They walked for two days through the forest.", 2, "day"),
        ("The younger brother was remanded for three months.", 3, "month"),
        ("Nobody stayed in the safe house longer than five months.", 5, "month"),
        ("They did the crossing in two hours.", 2, "hour"),
        ("The boys had come from the border in under three hours.", 3, "hour"),
    ],
)
def test_how_long_an_act_a_stay_or_a_way_lasted_is_a_duration(
    text: str, value: float, unit: str
) -> None:
    assert ("duration", value, unit) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Under the law smugglers may be sentenced to between three and fifteen years.",
        "The law would have allowed ten years.",
        "They worked more than 70 hours a week.",
        "The women are between 26 and 54 years of age.",
        "The shortest call lasted 9 seconds.",
    ],
)
def test_what_the_law_allows_and_hours_of_work_are_no_duration(text: str) -> None:
    assert told(text, "duration") == []


def test_a_term_told_without_its_unit_goes_on_from_the_one_before() -> None:
    text = "The elder brother was given 12 years. The younger received eight."
    assert told(text, "duration") == [("duration", 12, "year"), ("duration", 8, "year")]


def test_terms_asked_for_one_after_another_go_on_from_the_first() -> None:
    text = "The prosecutor demanded 12 years for the leader, nine for his deputy and four each for the drivers."
    assert [value for _, value, _ in told(text, "duration")] == [12, 9, 4]


def test_terms_from_months_to_years_are_one_interval() -> None:
    report = "The court handed down sentences of between 18 months and six years in the case."
    (fact,) = read_figures(report, DAY).facts
    assert (fact.low, fact.high, fact.unit) == (18, 72, "month")


def test_a_term_and_the_part_of_it_that_is_suspended_are_two() -> None:
    text = "The driver was jailed for two and a half years, twenty months of it suspended."
    assert told(text, "duration") == [("duration", 2.5, "year"), ("duration", 20, "month")]
