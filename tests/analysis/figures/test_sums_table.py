"""Figures of one event from a table."""

from pathlib import Path

import pytest

from clew.analysis.figures.sums_table import Held, sums_in
from clew.errors import SourceError

HEADER = "event,source,kind,value,part_of\n"


def held(folder: Path, rows: str) -> list[Held]:
    file = folder / "sums.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    return sums_in(file)


def test_parts_are_held_against_every_total_told(tmp_path: Path) -> None:
    rows = "E,x,arrests,72,arrests\nE,x,arrests,167,arrests\nE,a,arrests,236,\nE,b,arrests,239,\n"
    assert [(h.verdict, h.lines) for h in held(tmp_path, rows)] == [
        ("contradiction", (4, 2, 3)), ("consistent", (5, 2, 3)), ("contradiction", (4, 5)),
    ]  # fmt: skip


def test_a_count_of_another_definition_is_not_comparable(tmp_path: Path) -> None:
    rows = "E,a,countries,8,\nE,b,countries,8 et la Turquie,\n"
    assert [h.verdict for h in held(tmp_path, rows)] == ["not comparable"]


def test_thousands_may_be_written_short(tmp_path: Path) -> None:
    rows = (
        "J,e,checks persons,516 k,checks\nJ,e,checks vehicles,152 k,checks\nJ,e,flights,5 k,checks\n"
        'J,e,vessels,"1,181",checks\nJ,e,checks,"over 655,000",\n'
    )
    (only,) = held(tmp_path, rows)
    assert (only.verdict, only.why) == (
        "loose",
        "516,000 + 152,000 + 5,000 + 1,181 = 674,181, the headline is more than 655,000",
    )


def test_two_breakdowns_of_one_total_are_held_each_by_itself(tmp_path: Path) -> None:
    parts = "".join(f"P,e,targets,{n},targets\n" for n in (8, 3, 2, 7, 1, 1))
    found = held(tmp_path, parts + "P,e,targets,14,\n")
    assert [(h.verdict, h.why) for h in found] == [
        ("contradiction", "8 + 3 = 11, the headline is 14"),
        ("contradiction", "2 + 7 + 1 + 1 = 11, the headline is 14"),
    ]


def test_a_rounded_total_does_not_alarm(tmp_path: Path) -> None:
    rows = 'L,a,victims,"3,222",\nL,b,victims,"3,200",\nL,a,migrants,"17,793",\nL,b,migrants,"17,800",\n'
    assert [h.verdict for h in held(tmp_path, rows)] == ["rounding", "rounding"]


def test_detections_are_not_persons(tmp_path: Path) -> None:
    rows = 'F,f,detections,"1,800,000",\nF,p,persons,"1,800,000",\n'
    assert [h.verdict for h in held(tmp_path, rows)] == ["not comparable"]


def test_persons_times_fee_against_proceeds(tmp_path: Path) -> None:
    rows = 'S,e,migrants smuggled,300 per month,\nS,e,fee,"2,500-3,000 EUR",\nS,e,proceeds,900 000 euro per month,\n'
    assert [h.verdict for h in held(tmp_path, rows)] == ["consistent"]


def test_the_same_figure_of_two_agencies_may_be_counted_twice(tmp_path: Path) -> None:
    rows = "O,a,victims,89,victims\nO,b,victims,89,victims\nO,c,victims,89,\n"
    found = held(tmp_path, rows)
    assert found[0].verdict == "not comparable"
    assert "may have counted the same" in found[0].why


def test_a_broken_row_is_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = "B,x,arrests\nB,x,arrests,nothing,\nE,a,arrests,5,\nE,b,arrests,5,\n"
    found = held(tmp_path, rows)
    assert [h.verdict for h in found] == ["consistent", None, None]
    assert found[1].why.startswith("line 2: the row has 3 cells")


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(SourceError, match="columns event, source, kind, value are missing"):
        sums_in(file)
