"""Dates as clerks of the region write them, and dates that cannot be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.model.dates import Order, order_in, order_of, read_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("1980", "1980"),
        ("1980-01", "1980-01"),
        ("1980-01-05", "1980-01-05"),
        ("1980/1/5", "1980-01-05"),
        ("19800105", "1980-01-05"),
        ("05.01.1980.", "1980-01-05"),
        ("05.01.1980 г.", "1980-01-05"),
        ("5. 1. 1980", "1980-01-05"),
        ("5/1/80", "1980-01-05"),
        ("05-JAN-1980", "1980-01-05"),
        ("05JAN80", "1980-01-05"),
        ("January 5, 1980", "1980-01-05"),
        ("5 maj 1980", "1980-05-05"),
        ("12 nëntor 1992", "1992-11-12"),
        ("3. септембар 1985. године", "1985-09-03"),
        ("3. rujna 1985.", "1985-09-03"),
        ("14 октомври 1979 г.", "1979-10-14"),
        ("14 февруари 1979", "1979-02-14"),
        ("9 Ağustos 1990", "1990-08-09"),
        ("٠٥/٠١/١٩٨٠", "1980-01-05"),
        ("۲۳/۰۹/۱۹۸۸", "1988-09-23"),
        ("٥ كانون الثاني ١٩٨٠", "1980-01-05"),
        ("٥ حزيران ١٩٨٠", "1980-06-05"),
        ("01/1980", "1980-01"),
        ("00/00/1980", "1980"),
        ("XX.05.1980", "1980-05"),
        ("13.10.1980 00:00:00", "1980-10-13"),
    ],
)
def test_a_date_of_the_region_reads_as_iso(written: str, iso: str) -> None:
    assert read_date(written, "DMY", 2026).text == iso


@pytest.mark.parametrize(
    ("written", "utc", "day"),
    [
        ("2026-09-23T00:30:00+02:00", "2026-09-22T22:30:00", "2026-09-23"),
        ("2026-09-23 10:00 Z", "2026-09-23T10:00:00", "2026-09-23"),
        ("23.09.2026 10:15:30 +0300", "2026-09-23T07:15:30", "2026-09-23"),
        ("09/23/2026 01:05 PM UTC", "2026-09-23T13:05:00", "2026-09-23"),
    ],
)
def test_a_time_with_an_offset_is_given_in_utc_and_keeps_its_day(
    written: str, utc: str, day: str
) -> None:
    assert read_date(written)[:2] == (utc, day)


def test_a_time_without_an_offset_gives_its_day_only() -> None:
    assert read_date("2026-09-23 14:05").text == "2026-09-23"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("31/02/1980", "'31/02/1980' is no date: February 1980 has 29 days"),
        ("31.04.1980", "'31.04.1980' is no date: April 1980 has 30 days"),
        ("05.13.1980", "'05.13.1980' is no date: there is no month 13"),
        (
            "1367/05/12",
            (
                "'1367/05/12' is no date: year 1367 is not between 1880 and 2100; "
                "it may be of another calendar"
            ),
        ),
        (
            "29226",
            (
                "'29226' is no date: it may be a spreadsheet's count of days, "
                "which would be 1980-01-06"
            ),
        ),
        (
            "2026-09-23T10:00+99:00",
            "'2026-09-23T10:00+99:00' is no date: no clock is +99:00 from UTC",
        ),
        ("²²²²", "'²²²²' is no date: clew knows no such way of writing one"),
        ("05.01.1980 25:00", "'05.01.1980 25:00' is no date: there is no time 25:00"),
        ("XX.XX.XXXX", "'XX.XX.XXXX' is no date: the year is not known"),
        ("soon", "'soon' is no date: clew knows no such way of writing one"),
        ("", "'' is no date: nothing is written"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(written: str, reason: str) -> None:
    assert read_date(written, "DMY").reason == reason


def test_a_date_that_reads_two_ways_waits_for_the_order() -> None:
    read = read_date("03/04/1980")
    assert (read.text, read.is_ambiguous) == (None, True)


@pytest.mark.parametrize(("order", "iso"), [("DMY", "1980-04-03"), ("MDY", "1980-03-04")])
def test_the_order_decides_a_date_that_reads_two_ways(order: Order, iso: str) -> None:
    assert read_date("03/04/1980", order).text == iso


def test_a_part_above_twelve_decides_alone() -> None:
    assert read_date("25/04/1980").text == read_date("04/25/1980").text == "1980-04-25"


def test_day_and_month_alike_need_no_order() -> None:
    assert read_date("05/05/1980").text == "1980-05-05"


@pytest.mark.parametrize(("written", "iso"), [("26", "2026"), ("27", "1927"), ("00", "2000")])
def test_a_two_digit_year_is_the_latest_not_after_the_given_one(written: str, iso: str) -> None:
    assert read_date(f"13/10/{written}", "DMY", 2026).text == f"{iso}-10-13"


def test_a_column_with_a_day_above_twelve_is_day_first() -> None:
    found = order_of(["03/04/1980", "31/05/1980"])
    assert (found.order, found.because) == ("DMY", "'31/05/1980'")


def test_a_column_that_says_both_is_undecided_and_says_so() -> None:
    found = order_of(["31/05/1980", "05/31/1980"])
    assert (found.order, found.is_contradicted) == (None, True)
    assert found.because == "'31/05/1980' (1 such) against '05/31/1980' (1 such)"


def test_one_slip_in_a_long_column_does_not_undecide_it() -> None:
    found = order_of(["31/05/1980"] * 40 + ["05/31/1980"])
    assert (found.order, found.is_contradicted) == ("DMY", True)


def test_a_column_of_small_numbers_decides_nothing() -> None:
    assert order_of(["03/04/1980", "05/05/1985", "", "1990"]).order is None


@pytest.mark.parametrize(
    ("country", "order"), [("RS", "DMY"), ("US", "MDY"), ("HU", "YMD"), (None, None)]
)
def test_a_country_gives_the_order_of_last_resort(country: str | None, order: str | None) -> None:
    assert order_in(country) == order


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from("./-"))
def test_every_day_written_in_numbers_comes_back(day: date, mark: str) -> None:
    written = {
        "DMY": f"{day.day}{mark}{day.month}{mark}{day.year}",
        "MDY": f"{day.month:02}{mark}{day.day:02}{mark}{day.year}",
        "YMD": f"{day.year}{mark}{day.month:02}{mark}{day.day}",
    }
    orders: tuple[Order, ...] = ("DMY", "MDY", "YMD")
    assert {read_date(written[order], order).text for order in orders} == {day.isoformat()}


@given(st.text(max_size=30) | st.text("0123456789./- :TZ+xX?", max_size=24))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    read = read_date(text, "DMY", 2026)
    assert (read.text is None) == bool(read.reason)
