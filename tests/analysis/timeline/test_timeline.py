"""The timeline: whatever a case dates stands where its file dates it, and nothing is lost on the way."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from clew.analysis.network.from_case import case_network
from clew.analysis.timeline.drawing import draw
from clew.analysis.timeline.files import written
from clew.analysis.timeline.periods import Period, days_of, period
from clew.analysis.timeline.report import timeline
from clew.errors import UsageError
from clew.model.evidence import Found
from tests.analysis.routes.desk_of_routes import crossing, migrant, victim
from tests.cli.running import clew, clew_json
from tests.matching.desk import Desk, person, thing


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.case.close()


def told(desk: Desk, begin: str = "", end: str = "") -> dict[str, Any]:
    with desk.door.quiet() as view:
        return timeline(view, case_network(view), begin, end)


def lane(answer: dict[str, Any], kind: str) -> dict[str, Any]:
    (found,) = (one for one in answer["lanes"] if one["kind"] == kind)
    return dict(found)


def call(row: int, at: str, caller: Found, receiver: Found) -> Found:
    return thing("Call", row, date=at).link("caller", caller.key).link("receiver", receiver.key)


def everything() -> list[Found]:
    """One thing of each kind, by two people."""
    one, two = person(1, "Agim Proba"), person(2, "Besim Proba")
    message = (
        thing("Message", 12, date="2026-03-02T09:00:00")
        .link("sender", one.key)
        .link("recipients", two.key)
    )
    payment = thing("Payment", 13, date="2026-03-03", amount="500", currency="EUR")
    payment.link("payer", one.key).link("beneficiary", two.key)
    stay = thing("Trip", 14, startDate="2026-03-01", endDate="2026-03-04", location="Sofia").link(
        "involved", two.key
    )
    flight = thing(
        "Trip",
        15,
        startDate="2026-03-05T10:00",
        endDate="2026-03-05T11:40",
        name="EX 12 Istanbul-Belgrade",
    )
    passport = thing("Passport", 16, passportNumber="P0099887", startDate="2019-05-04").link(
        "holder", one.key
    )
    return [
        one, two, *crossing(10, "2026-03-01 08:00", "Kalotina", "TX4665XK", one),
        call(11, "2026-03-02T10:00:00", one, two), message, payment, stay, flight, passport,
        thing("Event", 17, name="Meeting", date="2026-03-06"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "at", "says"),
    [
        ("crossing", "2026-03-01", "2026-03-01 08:00: Kalotina: TX4665XK, Agim Proba"),
        ("call", "2026-03-02", "2026-03-02 10:00: Agim Proba → Besim Proba"),
        ("message", "2026-03-02", "2026-03-02 09:00: Agim Proba → Besim Proba"),
        ("payment", "2026-03-03", "2026-03-03: 500 EUR: Agim Proba → Besim Proba"),
        ("stay", "2026-03-01", "2026-03-01 to 2026-03-04: Sofia: Besim Proba"),
        ("journey", "2026-03-05", "2026-03-05 10:00 to 2026-03-05 11:40: Istanbul → Belgrade"),
        ("event", "2026-03-06", "2026-03-06: Meeting"),
    ],
)
def test_each_kind_stands_in_its_lane_and_says_what_it_is(
    desk: Desk, kind: str, at: str, says: str
) -> None:
    desk.bring("bg-police", *everything())
    (mark,) = lane(told(desk), kind)["marks"]
    assert (mark["at"], mark["count"]) == (at, 1)
    assert mark["parts"][0]["says"] == says
    assert mark["sources"][0]["agency"] == "bg-police"


def test_documents_of_years_before_do_not_stretch_the_period_but_are_counted(desk: Desk) -> None:
    desk.bring("bg-police", *everything())
    answer = told(desk)
    assert (answer["first"], answer["last"], answer["step"]) == ("2026-03-01", "2026-03-06", "day")
    assert lane(answer, "document")["earlier"] == 1
    assert answer["whole"] == {"first": "2019-05-04", "last": "2026-03-06"}
    assert lane(told(desk, "2019", "2019"), "document")["marks"][0]["parts"][0]["says"].endswith(
        "passport of Agim Proba"
    )


def test_calls_of_one_day_are_one_mark_with_their_count(desk: Desk) -> None:
    one, two = person(1, "Agim Proba"), person(2, "Besim Proba")
    calls = [
        call(10 + n, f"2026-03-{1 + n // 25:02}T{n % 24:02}:00:00", one, two) for n in range(30)
    ]
    desk.bring("bg-police", one, two, *calls)
    marks = lane(told(desk, "2026-03", "2026-03"), "call")["marks"]
    assert [(mark["at"], mark["count"]) for mark in marks] == [
        ("2026-03-01", 25),
        ("2026-03-02", 5),
    ]
    assert len(marks[0]["parts"]) == 20, "the first are listed, the count says the rest"


def test_what_a_report_tells_stands_on_the_day_its_words_give(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "EXERCISE. On 6 March 2026 police arrested 4 suspects at Horgos.\n", encoding="utf-8"
    )
    clew("add", tmp_path / "case", report, "--agency", "rs-police")
    answer = clew_json("timeline", tmp_path / "case")
    (mark,) = lane(answer, "report")["marks"]
    assert mark["at"] == "2026-03-06"
    assert "4 suspects" in mark["parts"][0]["says"]
    assert mark["sources"][0]["where"] == "paragraph 1"


def test_nothing_dated_is_lost(desk: Desk) -> None:
    one, two = person(1, "Agim Proba"), person(2, "Besim Proba")
    calls = [
        call(10 + n, f"202{n % 7}-0{1 + n % 9}-1{n % 10}T10:00:00", one, two) for n in range(40)
    ]
    desk.bring(
        "bg-police",
        one,
        two,
        *calls,
        thing("Call", 90).link("caller", one.key).link("receiver", two.key),
    )
    found = lane(told(desk, "2022-02", "2024-08-15"), "call")
    assert found["count"] + found["earlier"] + found["later"] == 40
    assert found["undated"] == 1
    assert found["count"] == sum(mark["count"] for mark in found["marks"])


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [
        ("2026-03-01", "2026-03-03", "hour"), ("2026-03", "2026-03", "day"), ("2026-01", "2026-12", "week"),
        ("2020", "2026", "month"), ("1990", "2026", "year"),
    ],
)  # fmt: skip
def test_a_longer_period_is_parted_by_longer_steps(first: str, last: str, step: str) -> None:
    assert period(first, last).step == step


@pytest.mark.parametrize(
    ("step", "at", "begin", "end"),
    [
        ("day", "2026-03-04T17:00", "2026-03-04", "2026-03-04"), ("week", "2026-03-04", "2026-03-02", "2026-03-08"),
        ("month", "2026-02-04", "2026-02-01", "2026-02-28"), ("year", "2026-03-04", "2026-01-01", "2026-12-31"),
        ("hour", "2026-03-04T17:20", "2026-03-04T17", "2026-03-04"), ("hour", "2026-03-04", "2026-03-04", "2026-03-04"),
    ],
)  # fmt: skip
def test_a_moment_falls_into_the_step_of_the_calendar(
    step: str, at: str, begin: str, end: str
) -> None:
    whole = Period(date(2026, 1, 1), date(2026, 12, 31), step)
    assert (whole.begin_of(at), whole.end_of(begin)) == (begin, end)


def test_a_date_no_calendar_knows_is_none() -> None:
    for text in ("2026-02-30", "--03-05", "soon", "", "0001-01-01", "9999-12-31"):
        assert days_of(text) is None


@pytest.mark.parametrize(
    ("first", "last"), [("2026-02-30", "2026-03-01"), ("2026-03-02", "2026-03-01")]
)
def test_a_period_that_is_none_is_refused(first: str, last: str) -> None:
    with pytest.raises(UsageError):
        period(first, last)


def test_a_stay_that_begins_before_the_period_and_reaches_into_it_is_shown(desk: Desk) -> None:
    desk.bring("bg-police", *everything())
    (mark,) = lane(told(desk, "2026-03-03", "2026-03-20"), "stay")["marks"]
    assert (mark["at"], mark["until"]) == ("2026-03-03", "2026-03-04")


@pytest.mark.parametrize("kind", ["svg", "csv"])
def test_no_timeline_names_a_victim_or_a_migrant(desk: Desk, kind: str) -> None:
    one, two = victim(1, "Vesa Shtepia"), migrant(2, "Yusuf Proba")
    phone = (
        Found("UserAccount", "account", "row 3")
        .add("phone", "+383 44 100 900")
        .link("owner", one.key)
    )
    reached = (
        thing("Call", 4, date="2026-03-02T10:00:00")
        .link("caller", phone.key)
        .link("receiver", two.key)
    )
    desk.bring(
        "bg-police",
        one,
        two,
        phone,
        reached,
        *crossing(5, "2026-03-01 08:00", "Kalotina", "TX4665XK", one, two),
    )
    with desk.door.quiet() as view:
        text = written(view, case_network(view), kind)
    assert not [name for name in ("Shtepia", "Yusuf", "100900", "100 900") if name in text]
    assert lane(told(desk), "call")["marks"][0]["parts"][0]["says"].endswith(
        "▮▮▮▮ (victim, masked) → ▮▮▮▮ (migrant, masked)"
    )


def test_each_bar_opens_its_sources_and_the_picture_opens_alone(desk: Desk) -> None:
    desk.bring("bg-police", *everything())
    with desk.door.quiet() as view:
        picture = draw(view, timeline(view, case_network(view)))
    whole = etree.fromstring(picture.svg.encode())
    found = [one for one in whole.iter() if "data-opens" in one.attrib]
    assert len(found) == len(picture.opens) == 7
    assert all(one.sources and one.parts for one in picture.opens)
    assert "http" not in picture.svg.replace("http://www.w3.org/2000/svg", "")
    assert any(
        note.startswith("Outside this period: Documents issued 1 earlier") for note in picture.notes
    )


def test_a_table_holds_each_thing_with_its_place(desk: Desk) -> None:
    desk.bring("bg-police", *everything())
    with desk.door.quiet() as view:
        text = written(view, case_network(view), "csv")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(rows) == 8
    assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)
    assert all(row["file"] and row["where"] and row["handling"] for row in rows)


def test_a_case_without_dates_says_so(desk: Desk) -> None:
    desk.bring("bg-police", person(1, "Agim Proba"))
    answer = told(desk)
    assert (answer["first"], answer["whole"]) == ("", None)
    with desk.door.quiet() as view:
        assert "Nothing has a date yet" in draw(view, answer).svg


def test_a_timeline_is_written_by_the_end_of_its_name_and_stands_in_the_log(
    desk: Desk, tmp_path: Path
) -> None:
    desk.bring("bg-police", *everything())
    assert clew("timeline", desk.case.folder, "--out", tmp_path / "all.csv").exit_code == 0
    assert clew("timeline", desk.case.folder, "--out", tmp_path / "all.doc").exit_code == 2
    assert "export" in clew("audit", "show", desk.case.folder).stdout
