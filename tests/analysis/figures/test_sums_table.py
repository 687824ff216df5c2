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


@pytest.mark.parametrize("name", ["Part of", "part-of", "PartOf", "PART_OF"])
def test_columns_are_known_however_they_are_written(tmp_path: Path, name: str) -> None:
    file = tmp_path / "sums.csv"
    rows = "E,a,arrests,5,arrests\nE,a,arrests,6,arrests\nE,a,arrests,11,\n"
    file.write_text(f"Event , Source,Kind,Value,{name}\n{rows}", encoding="utf-8")
    assert [h.verdict for h in sums_in(file)] == ["consistent"]


@pytest.mark.parametrize("coding", ["utf-16", "cp1250"])
def test_a_table_is_read_in_the_coding_it_is_saved_in(tmp_path: Path, coding: str) -> None:
    file = tmp_path / "sums.csv"
    text = (
        "sep=;\nevent;source;kind;value;part_of\nAkcija Č;Šid;arrests;5;\nAkcija Č;Niš;arrests;7;\n"
    )
    file.write_text(text, encoding=coding)
    assert [h.sources for h in sums_in(file)] == [("Šid", "Niš")]


def test_parts_of_a_part_are_held_against_that_part(tmp_path: Path) -> None:
    rows = "E,a,arrests,100,\nE,a,leaders,40,arrests\nE,a,members,60,arrests\n"
    inner = "E,a,men,30,leaders\nE,a,women,{},leaders\n"
    assert [h.verdict for h in held(tmp_path, rows + inner.format(10))] == ["consistent"] * 2
    assert [h.verdict for h in held(tmp_path, rows + inner.format(9))] == [
        "consistent", "contradiction"
    ]  # fmt: skip


def test_parts_without_a_total_are_added_up_and_said(tmp_path: Path) -> None:
    (only,) = held(tmp_path, "E,a,men,30,arrests\nE,a,women,10,arrests\n")
    assert (only.verdict, only.why) == (
        "not comparable",
        "no total 'arrests' is told of the event; its parts come to 40",
    )


def test_tonnes_and_kilos_are_one_weight(tmp_path: Path) -> None:
    rows = "E,a,cannabis,2 tonnes,\nE,b,cannabis,2000 kg,\n"
    assert [h.verdict for h in held(tmp_path, rows)] == ["consistent"]


def test_weight_is_not_held_against_length_of_time(tmp_path: Path) -> None:
    rows = "E,a,cannabis,2 kg,\nE,b,cannabis,2 days,\n"
    assert [h.verdict for h in held(tmp_path, rows)] == ["not comparable"]


def test_money_in_a_currency_nobody_knows_is_not_held_against_euro(tmp_path: Path) -> None:
    (only,) = held(tmp_path, "E,a,proceeds,5 quatloos,\nE,b,proceeds,5 EUR,\n")
    assert only.verdict == "not comparable"
    assert "'quatloos' is no currency clew knows" in only.why


def test_a_large_figure_may_be_told_in_round_words(tmp_path: Path) -> None:
    rows = 'E,a,victims,1.2 million,\nE,b,victims,"1,199,874",\n'
    assert [h.verdict for h in held(tmp_path, rows)] == ["rounding"]


def test_one_figure_told_by_two_sources_is_no_change_of_it(tmp_path: Path) -> None:
    rows = "E,a,detections,40000,\nE,b,detections,40000,\nE,a,change,27 %,\n"
    assert [h.verdict for h in held(tmp_path, rows)] == ["consistent"]


def test_a_figure_below_nothing_is_not_the_figure_above(tmp_path: Path) -> None:
    assert [h.verdict for h in held(tmp_path, "E,a,arrests,-5,\nE,b,arrests,5,\n")] == [
        "contradiction"
    ]


def test_a_quote_left_open_does_not_swallow_rows_unsaid(tmp_path: Path) -> None:
    (only,) = held(tmp_path, 'E,a,arrests,"5,\nE,b,arrests,6,\n')
    assert only.verdict is None
    assert "quote" in only.why
