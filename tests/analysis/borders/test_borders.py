"""Detections at borders: shares and changes as published, breaks with intervals, and never persons."""

from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from clew.analysis.borders.breaks import breaks
from clew.analysis.borders.counts import TOTAL, Counts, read_counts
from clew.analysis.borders.drawing import draw
from clew.analysis.borders.published import beside
from clew.analysis.borders.report import report
from clew.analysis.borders.tables import changes, percent, shares, shifts
from clew.errors import NotFound, SourceError, UsageError

QUARTERS = {
    "Western African": (114, 107, 6.5, 0.1), "Western Mediterranean": (3890, 1496, 160.0, 2.3),
    "Central Mediterranean": (60179, 53054, 13.4, 35.4), "Eastern Mediterranean": (68178, 8767, 677.7, 40.1),
    "Circular route Albania–Greece": (2727, 2142, 27.3, 1.6), "Black Sea": (0, 65, -100.0, 0.0),
    "Eastern borders": (506, 222, 127.9, 0.3), "Western Balkan": (34559, 3011, 1047.8, 20.3),
}  # fmt: skip
"""Published with FRAN Q2 2015: this quarter, the same of 2014, change %, share %."""


def file(folder: Path, *rows: str, head: str = "route,type,nat,n,month") -> Path:
    path = folder / "detections.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def quarters(tmp_path: Path) -> Counts:
    """The published quarter as a monthly file, each quarter spread over its months and two nationalities."""
    rows = []
    for route, (now, before, _, _) in QUARTERS.items():
        for year, told in ((2015, now), (2014, before)):
            rows += [
                f"{route},Land,AAA,{told // 2},{year}-04",
                f"{route},Land,BBB,{told - told // 2},{year}-06",
            ]
            rows += [f"{route},Land,AAA,0,{year}-05"]
    rows += ["Channel,Sea,AAA,99999,2015-05", "Channel,Sea,AAA,9,2014-05"]
    return read_counts(file(tmp_path, *rows))


@pytest.mark.parametrize("route", QUARTERS)
def test_change_and_share_are_those_published(quarters: Counts, route: str) -> None:
    now, before, change, share = QUARTERS[route]
    (moved,) = (c for c in changes(quarters, route, "quarter") if c.period == "2015-Q2")
    (part,) = (s for s in shares(quarters, route, "quarter") if s.period == "2015-Q2")
    assert (moved.value, moved.previous, moved.change_percent) == (now, before, change)
    assert part.share_percent == share


def test_the_total_leaves_out_the_route_by_which_people_leave(quarters: Counts) -> None:
    (moved,) = (c for c in changes(quarters, TOTAL, "quarter") if c.period == "2015-Q2")
    assert (moved.value, moved.previous, moved.change_percent) == (170153, 68864, 147.1)


def test_a_change_from_nothing_is_not_given() -> None:
    assert percent(12, 0) is None


def test_a_file_that_begins_within_a_year_compares_the_months_both_years_have(
    tmp_path: Path,
) -> None:
    rows = [f"Western Balkan,Land,AAA,100,2014-{m:02}" for m in range(9, 13)]
    rows += [f"Western Balkan,Land,AAA,110,2015-{m:02}" for m in range(1, 13)]
    counts = read_counts(file(tmp_path, *rows))
    (moved,) = changes(counts, "Western Balkan", "year")
    assert (moved.value, moved.previous, moved.change_percent) == (440, 400, 10.0)
    assert moved.period == "2015 (09–12)"
    assert "2015 (09–12)" in beside(counts, "Western Balkan", "2015=1320").says


def test_years_without_a_month_in_common_are_not_compared(tmp_path: Path) -> None:
    rows = ["Western Balkan,Land,AAA,100,2014-12", "Western Balkan,Land,AAA,110,2015-01"]
    assert changes(read_counts(file(tmp_path, *rows)), "Western Balkan", "year") == []


def test_a_year_that_is_not_whole_is_held_against_the_same_months(tmp_path: Path) -> None:
    rows = [f"R,Land,AAA,{10 if month <= 4 else 1000},2024-{month:02d}" for month in range(1, 13)]
    rows += [f"R,Land,AAA,5,2025-{month:02d}" for month in range(1, 5)]
    (moved,) = changes(read_counts(file(tmp_path, *rows)), "R", "year")
    assert (moved.period, moved.previous, moved.change_percent) == ("2025 (01–04)", 40, -50.0)
    assert moved.is_partial


@pytest.mark.parametrize("name", ["Western Balkan", "western balkans", "Western Balkan Route"])
def test_a_route_is_found_by_part_of_its_name(quarters: Counts, name: str) -> None:
    assert quarters.find(name) == "Western Balkan"


def test_an_unknown_route_is_answered_with_those_there_are(quarters: Counts) -> None:
    with pytest.raises(NotFound, match="Western Balkan"):
        quarters.find("Atlantis")
    with pytest.raises(UsageError, match="Western African"):
        quarters.find("Western")


def test_a_file_with_a_column_for_each_month_is_read(tmp_path: Path) -> None:
    wide = file(
        tmp_path, "R,Land,Utopia,3,4", head="Route,BorderLocation,NationalityLong,JAN2009,FEB2009"
    )
    assert read_counts(wide).series("R") == {"2009-01": 3, "2009-02": 4}


def test_rows_that_count_nothing_are_said_and_the_rest_stands(tmp_path: Path) -> None:
    told = file(
        tmp_path,
        "R,Land,A,5,2020-01",
        "R,Land,A,-3,2020-01",
        "R,Land,A,many,2020-01",
        "R,Land,A,1,2020-13",
        ",,A,1,2020-01",
    )
    counts = read_counts(told)
    assert counts.series("R") == {"2020-01": 5}
    assert sum(counts.refused.values()) == 4


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="columns"):
        read_counts(file(tmp_path, "1,2", head="a,b"))


def months(count: int) -> list[str]:
    return [f"{2009 + n // 12}-{n % 12 + 1:02d}" for n in range(count)]


def drawn(levels: list[tuple[int, float]], seed: int) -> np.ndarray:
    """Counts around levels, more in summer, twice as spread as chance."""
    random = np.random.default_rng(seed)
    level = np.concatenate([np.full(size, height) for size, height in levels])
    season = 1 + 0.5 * np.sin(2 * np.pi * np.arange(len(level)) / 12)
    mean = level * season
    return random.negative_binomial(20, 20 / (20 + mean)).astype(np.float64)


def test_planted_breaks_are_found_and_nine_of_ten_lie_in_their_intervals() -> None:
    within = 0
    for seed in range(10):
        found = breaks(months(120), drawn([(40, 300), (50, 900), (30, 200)], seed), 12)
        assert len(found) == 2, f"seed {seed}"
        planted = (months(120)[at] for at in (40, 90))
        within += sum(one.low <= at <= one.high for one, at in zip(found, planted, strict=True))
    assert within >= 18


@pytest.mark.parametrize("seed", range(5))
def test_a_season_is_no_break(seed: int) -> None:
    assert breaks(months(120), drawn([(120, 400)], seed), 12) == []


def test_a_series_too_short_or_empty_has_no_breaks() -> None:
    assert breaks(months(5), np.ones(5), 12) == breaks(months(60), np.zeros(60), 12) == []


def test_what_one_route_lost_and_another_gained_is_said_without_a_cause(tmp_path: Path) -> None:
    rows = [f"{r},Land,A,{n},{y}-{m:02d}" for m in range(1, 13) for r, y, n in
            (("Old", 2019, 50), ("Old", 2020, 5), ("New", 2019, 2), ("New", 2020, 40))]  # fmt: skip
    (moved,) = shifts(read_counts(file(tmp_path, *rows)))
    assert (moved.lost, moved.gained) == ((("Old", -540),), (("New", 456),))
    assert "do not show that the same people moved" in moved.says


def test_a_published_figure_stands_beside_the_files_and_none_is_chosen(quarters: Counts) -> None:
    told = beside(quarters, "Western Balkan", "2015-Q2=40000,+27%")
    assert (told.published, told.file, told.published_change, told.file_change) == (
        40000,
        34559,
        27,
        1047.8,
    )
    assert told.implied_base == pytest.approx(31496.1)
    assert "does not choose" in told.says
    with pytest.raises(UsageError):
        beside(quarters, "Western Balkan", "forty thousand")


def test_every_answer_says_detections_not_persons(quarters: Counts) -> None:
    assert str(report(quarters, "Western Balkan")["caveat"]).startswith("detections, not persons")


def test_the_drawing_opens_alone_with_legend_source_and_caveat(quarters: Counts) -> None:
    svg = draw(quarters, quarters.counted(), "Detections <by> route")
    texts = " ".join(ET.fromstring(svg).itertext())
    for told in (
        "detections, not persons",
        "detections.csv",
        "Western Balkan",
        "Detections <by> route",
    ):
        assert told in texts
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.slow
def test_the_real_file_breaks_where_the_route_filled_and_closed(shared: Path) -> None:
    counts = read_counts(shared / "data/borders/frontex_monthly.csv")
    told = report(counts, counts.find("Western Balkan"))
    points = told["change_points"]
    assert isinstance(points, list)
    assert {"2015-07", "2016-03"} <= {one["period"] for one in points}


def table_of(folder: Path, rows: str, header: str = "route,type,nat,n,month\n") -> Counts:
    file = folder / "table.csv"
    file.write_text(header + rows, encoding="utf-8")
    return read_counts(file)


@pytest.mark.parametrize(
    "month", ["2015-03", "2015/3", "03/2015", "Mar 2015", "MAR2015", "2015M03", "201503", "2015-03-01 00:00:00"]
)  # fmt: skip
def test_a_month_is_read_however_it_is_written(tmp_path: Path, month: str) -> None:
    assert table_of(tmp_path, f"R,Land,SYR,5,{month}\n").series("R") == {"2015-03": 5}


def test_a_column_may_be_a_month_a_quarter_or_a_year(tmp_path: Path) -> None:
    names = {"Jan-09": "2009-01", "2009-01": "2009-01", "2009 Q1": "2009-Q1", "2009": "2009"}
    for name, period in names.items():
        assert table_of(tmp_path, "R,7\n", f"Route,{name}\n").series("R") == {period: 7}


def test_thousands_of_detections_may_be_grouped(tmp_path: Path) -> None:
    rows = (
        'R,L,S,"1,234",2015-01\nR,L,S,2.345,2015-02\nR,L,S,1 000,2015-03\nR,L,S,"1,234.0",2015-04\n'
    )
    assert list(table_of(tmp_path, rows).series("R").values()) == [1234, 2345, 1000, 1234]


def test_spellings_of_one_route_are_one_route(tmp_path: Path) -> None:
    counts = table_of(
        tmp_path, "Western Balkans,L,S,3,2015-01\nWestern Balkan Route,L,S,4,2015-02\n"
    )
    assert counts.series(counts.find("Western Balkan")) == {"2015-01": 3, "2015-02": 4}


def test_a_row_that_adds_up_the_routes_is_not_counted_beside_them(tmp_path: Path) -> None:
    counts = table_of(tmp_path, "A,L,S,3,2015-01\nB,L,S,9,2015-01\nTotal,L,S,12,2015-01\n")
    assert counts.series(TOTAL) == {"2015-01": 12}
    assert any("add up the others" in why for why in counts.refused)


def test_numbers_and_years_no_border_has_are_refused(tmp_path: Path) -> None:
    counts = table_of(
        tmp_path, "R,L,S,1e300,2015-01\nR,L,S,3,0001-01\nR,L,S,3,9999-12\nR,L,S,4,2015-02\n"
    )
    assert counts.series("R") == {"2015-02": 4}
    assert sum(counts.refused.values()) == 3


def test_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    counts = table_of(
        tmp_path, "R,L,S,3,2015-01\n", "Detections by month\n\nroute,type,nat,n,month\n"
    )
    assert (counts.series("R"), counts.rows("R")) == ({"2015-01": 3}, {"2015-01": [4]})


def test_a_nationality_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    table_of(tmp_path, "R,Land,SYR,3,2015-01\n")
    with pytest.raises(NotFound, match="SYR"):
        read_counts(tmp_path / "table.csv", "Syria")
