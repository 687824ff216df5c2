"""A sum of money that looks like a year is money, and a year beside money is a year."""

from datetime import date

import pytest

from clew.analysis.figures.reading import read_figures

DAY = date(2024, 5, 14)


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("Each migrant paid EUR 2000 for the crossing.", 2000, None, None),
        ("Each migrant paid € 2000 for the crossing.", 2000, None, None),
        ("Each migrant paid 2000 EUR for the crossing.", 2000, None, None),
        ("Each migrant paid USD1950 for the crossing.", 1950, None, None),
        ("The price of the crossing was EUR 1900-2000.", None, 1900, 2000),
        ("The price of the crossing was EUR 2000 to 2020.", None, 2000, 2020),
        ("The price of the crossing was between 1990 and 2010 euros.", None, 1990, 2010),
    ],
)
def test_money_that_looks_like_a_year_is_money(
    text: str, value: float | None, low: float | None, high: float | None
) -> None:
    (fact,) = read_figures(f"The police said so in the report. {text}", DAY).facts
    assert (fact.value, fact.low, fact.high, fact.date) == (value, low, high, None)
    assert fact.kind == "fee"


def test_a_price_each_that_goes_on_from_another_needs_no_currency() -> None:
    facts = read_figures(
        "The police said so. The men paid 1500 euros each, the women 2000 each.", DAY
    ).facts
    assert [(fact.kind, fact.value, fact.unit) for fact in facts] == [
        ("fee", 1500, "EUR"), ("fee", 2000, "EUR"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "In 2018 EUR 300 000 in cash were seized.",
        "In 2019, 14 smugglers were arrested.",
        "All in all, since 2020 the police have seized 30 cars.",
    ],
)
def test_a_year_before_money_stays_a_year(text: str) -> None:
    facts = read_figures(f"The police said so in the report. {text}", DAY).facts
    assert len(facts) == 1
    assert (facts[0].date or "")[:4] in ("2018", "2019", "2020")
