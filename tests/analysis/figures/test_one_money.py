"""Sums in two currencies: one by the conversion told or the rate given; without either the rate is asked for."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.analysis.figures.one_money import ToldRate, in_unit, rate_of
from clew.analysis.figures.sums import Measure
from clew.analysis.figures.sums_table import Held, sums_in
from clew.errors import UsageError

FEES = "event,source,kind,value,part_of\nF,a,fee,7000 EUR,\nF,b,fee,7732 USD,\n"


def held(folder: Path, rows: str, *rates: str) -> list[Held]:
    file = folder / "sums.csv"
    file.write_text(rows, encoding="utf-8")
    return sums_in(file, [rate_of(rate) for rate in rates])


def test_without_a_rate_it_is_asked_for(tmp_path: Path) -> None:
    (one,) = held(tmp_path, FEES)
    assert one.verdict == "not comparable"
    assert "what was the exchange rate of the day?" in one.why


@pytest.mark.parametrize("rate", ["EUR=1.1046USD", "USD=0.9053EUR", "1 EUR = 1,1046 USD"])
def test_by_a_rate_given_two_sums_are_one(tmp_path: Path, rate: str) -> None:
    (one,) = held(tmp_path, FEES, rate)
    assert one.verdict == "consistent"


def test_the_sum_by_a_rate_is_written_out(tmp_path: Path) -> None:
    (one,) = held(tmp_path, FEES, "EUR=1.1046USD")
    assert one.why == "a says 7,000 EUR, b says 7,732 USD: 7,000 EUR x 1.1046 = 7,732.2 USD"


def test_by_a_rate_that_leads_elsewhere_two_sums_contradict(tmp_path: Path) -> None:
    (one,) = held(tmp_path, FEES, "EUR=1.35USD")
    assert one.verdict == "contradiction"


@pytest.mark.parametrize(
    "rows",
    [
        "event,source,kind,value,part_of,converted\nF,a,fee,7000 EUR,,7732 USD\nF,b,fee,7732 USD,,\n",
        'event,source,kind,value,part_of\nF,a,fee,"€7,000 ($7,732)",\nF,b,fee,7732 USD,\n',
    ],
)
def test_a_conversion_a_row_tells_makes_two_sums_one(tmp_path: Path, rows: str) -> None:
    (one,) = held(tmp_path, rows)
    assert one.verdict == "consistent"
    assert "7,000 EUR is told as 7,732 USD" in one.why


def test_persons_times_a_fee_in_other_money_need_the_rate(tmp_path: Path) -> None:
    rows = (
        'event,source,kind,value\nF,a,migrants,100\nF,a,fee,1000 EUR\nF,a,proceeds,"110,000 USD"\n'
    )
    assert [h.verdict for h in held(tmp_path, rows) if h.kind == "proceeds"] == ["not comparable"]
    assert [h.verdict for h in held(tmp_path, rows, "EUR=1.1USD") if h.kind == "proceeds"] == [
        "consistent"
    ]


@pytest.mark.parametrize("written", ["EUR", "EUR=0USD", "EUR=1.1", "=1.1USD", "1.1"])
def test_what_is_no_rate_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="is no exchange rate"):
        rate_of(written)


@given(
    st.floats(min_value=0.01, max_value=1e9),
    st.floats(min_value=1.0, max_value=3.0),
    st.floats(min_value=0.001, max_value=1000),
)
def test_there_and_back_by_one_rate_is_the_same_sum(low: float, span: float, rate: float) -> None:
    rates = [ToldRate("EUR", "USD", rate)]
    there = in_unit(Measure(low, low * span, "exact", "EUR"), "USD", None, rates)
    assert there is not None
    back = in_unit(there[0], "EUR", None, rates)
    assert back is not None
    assert back[0].low == pytest.approx(low)
    assert back[0].high == pytest.approx(low * span)
    assert there[0].low <= there[0].high
