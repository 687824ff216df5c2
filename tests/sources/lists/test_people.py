"""People as CSV and Parquet: what is taken, what is refused, and that nothing goes missing."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.errors import BrokenRecord, SourceError, UnknownSource
from clew.sources.lists.frame import COLUMNS
from clew.sources.lists.opening import read_list, read_people
from tests.own_files import ROOT
from tests.sources.lists.people_files import people, whole, written


def test_a_frame_has_every_column_and_no_null(tmp_path: Path) -> None:
    rows, _ = people(tmp_path, "id,name\na,Zoga Beqiri\n")
    assert tuple(rows[0]) == COLUMNS
    assert None not in rows[0].values()


def test_a_row_without_an_id_is_called_by_its_number(tmp_path: Path) -> None:
    rows, _ = people(tmp_path, "id,name\n,Zoga Beqiri\nx,Ilir Beqiri\n,Dafina Beqiri\n")
    assert [row["id"] for row in rows] == ["1", "x", "3"]


def test_a_person_may_stand_in_a_file_twice(tmp_path: Path) -> None:
    rows, refused = people(tmp_path, "id,name\n7,Zoga Beqiri\n7,Zoga Beqiri\n")
    assert len(rows) == 2
    assert not refused


@pytest.mark.parametrize(
    ("header", "cells", "names", "why"),
    [
        ("name", "Zoga Beqiri", ["Zoga Beqiri"], "the name as written"),
        ("full_name", "Zoga Beqiri", ["Zoga Beqiri"], "full_name is the name"),
        ("NAME ", "Зога  Беќири ", ["Зога Беќири"], "case and blanks make no difference"),
        ("first_name,middle_name,last_name", "Zoga,,Beqiri", ["Zoga Beqiri"], "made of its parts"),
        ("name,first_name,last_name", "BEQIRI Zoga,Zoga,Beqiri", ["BEQIRI Zoga"], "same words"),
        ("name,first_name,last_name", "Zoga B.,Zoga,Beqiri", ["Zoga B.", "Zoga Beqiri"], "a word more"),
        ("name,other_names", "Zoga,Zogaj; Zoga ;;Зога", ["Zoga", "Zogaj", "Зога"], "each name once"),
        ("name", "Zo\u200bga \u202eBeqiri", ["Zoga Beqiri"], "invisible characters go"),
    ],
)  # fmt: skip
def test_names_are_found_whole_in_parts_and_among_others(
    tmp_path: Path, header: str, cells: str, names: list[str], why: str
) -> None:
    rows, refused = people(tmp_path, f"id,{header}\n1,{cells}\n")
    assert rows[0]["names"] == names, why
    assert not refused


@pytest.mark.parametrize(
    ("column", "written_as", "kept"),
    [
        ("births", "1980-01-05", ["1980-01-05"]),
        ("births", "1980", ["1980"]),
        ("births", "1980-01-05;1981", ["1980-01-05", "1981"]),
        ("births", "25.01.1980.", ["1980-01-25"]),
        ("births", "5 May 1980", ["1980-05-05"]),
        ("births", "1365", ["1365"]),
        ("sexes", "M", ["male"]),
        ("sexes", "zenski", ["female"]),
        ("nationalities", "RKS", ["xk"]),
        ("nationalities", "Serbia; TUR", ["rs", "tr"]),
        ("documents", "P 0000 001;X0000002", ["P 0000 001", "X0000002"]),
        ("phones", "+44 20 7946 0001", ["+442079460001"]),
        ("phones", "044 000 001", ["044000001"]),
        ("fathers", "Агим", ["Агим"]),
        ("places", "Prizren, Kosovo", ["Prizren, Kosovo"]),
        ("birth_countries", "Albania", ["al"]),
        ("places", "n/a", []),
    ],
)
def test_values_are_kept_as_they_are_compared(
    tmp_path: Path, column: str, written_as: str, kept: list[str]
) -> None:
    header = {
        "births": "dob", "sexes": "gender", "nationalities": "nationality",
        "documents": "document", "phones": "phone", "fathers": "father_name",
        "places": "place_of_birth", "birth_countries": "country_of_birth",
    }[column]  # fmt: skip
    rows, refused = people(tmp_path, f'id,name,{header}\n1,Zoga Beqiri,"{written_as}"\n')
    assert rows[0][column] == kept
    assert not refused


@pytest.mark.parametrize(
    ("header", "cell", "reason", "kept"),
    [
        ("birth_date", "2090-01-01", "future", {"births": []}),
        ("birth_date", "1980-13-05", "no month 13", {"births": ["1980"]}),
        ("birth_date", "03/04/1980", "two ways", {"births": ["1980"]}),
        ("birth_date", "12/05/1365", "another calendar", {"births": ["1365"]}),
        ("birth_date", "yesterday", "no date", {"births": []}),
        ("sex", "x", "neither male nor female", {"sexes": []}),
        ("sex", "perhaps", "not a sex", {"sexes": []}),
        ("nationality", "Ruritania", "not a country", {"nationalities": []}),
        ("nationality", "XXA", "stateless", {"nationalities": []}),
        ("phone", "none at all", "not a telephone number", {"phones": []}),
        ("other_names", "Z" * 10_000, "10000 characters", {"names": ["Zoga Beqiri"]}),
        ("schema", "ghost", "no kind of party", {"schema": "LegalEntity"}),
    ],
)
def test_a_value_that_cannot_be_taken_is_refused_and_its_row_stays(
    tmp_path: Path, header: str, cell: str, reason: str, kept: dict[str, object]
) -> None:
    rows, refused = people(tmp_path, f"id,name,{header}\n1,Zoga Beqiri,{cell}\n")
    assert [(r.place, r.value) for r in refused] == [("row 2", cell[:300])]
    assert reason in refused[0].reason
    assert refused[0].remedy
    assert kept.items() <= rows[0].items()


def test_a_row_with_nothing_to_compare_is_refused(tmp_path: Path) -> None:
    rows, refused = people(tmp_path, "id,name,phone\n1,,\n2,,+442079460001\n")
    assert [row["id"] for row in rows] == ["2"]
    assert [r.place for r in refused] == ["row 2"]


def test_a_name_of_10_000_characters_is_refused(tmp_path: Path) -> None:
    rows, refused = people(tmp_path, f"id,name\n1,{'Z' * 10_000}\n2,Zoga Beqiri\n")
    assert [row["id"] for row in rows] == ["2"]
    assert "10000 characters" in refused[0].reason


def test_dates_of_a_file_are_read_in_the_order_its_clear_dates_show(tmp_path: Path) -> None:
    rows, refused = people(tmp_path, "name,dob\nZoga,03/04/1980\nIlir,04/25/1981\n")
    assert [row["births"] for row in rows] == [["1980-03-04"], ["1981-04-25"]]
    assert not refused


def test_columns_that_are_not_read_are_named_once(tmp_path: Path) -> None:
    lines = "".join(f"{n},Zoga Beqiri,42\n" for n in range(5))
    _, _, notes = whole(read_people(written(tmp_path, "id,name,shoe\n" + lines), batch_rows=2))
    assert notes == {"column 'shoe' is not read": 1}


def test_invisible_characters_in_names_are_counted(tmp_path: Path) -> None:
    _, _, notes = whole(read_people(written(tmp_path, "name\nZo\u200bga\nIlir\n\u200fDafina\n")))
    assert list(notes.values()) == [2]


@pytest.mark.parametrize("row", ["3", "3,Ilir,1981-01-01,more"], ids=["short", "long"])
def test_a_row_of_another_width_is_refused_by_its_line(tmp_path: Path, row: str) -> None:
    rows, refused = people(
        tmp_path, f"id,name,dob\n2,Zoga Beqiri,1980-01-01\n{row}\n4,Ilir Beqiri,1980-01-01\n"
    )
    assert [row["id"] for row in rows] == ["2", "4"]
    assert [r.place for r in refused] == ["row 3"]


def test_an_open_quotation_mark_does_not_swallow_the_rows_after_it(tmp_path: Path) -> None:
    after = "".join(f"{n},Ilir Beqiri\n" for n in range(200))
    rows, refused = people(tmp_path, f'id,name\nx,"Zoga Beqiri\n{after}')
    assert len(rows) == 200
    assert [r.place for r in refused] == ["row 2"]


@pytest.mark.parametrize(
    "end", ['3,"Ilir', "3,Ilir"], ids=["inside a quoted cell", "before the last cell"]
)
def test_a_csv_file_cut_in_the_middle_is_refused(tmp_path: Path, end: str) -> None:
    path = written(tmp_path, f"id,name,dob\n2,Zoga Beqiri,1980-01-01\n{end}")
    with pytest.raises(BrokenRecord, match="row 3"):
        whole(read_people(path))


def test_a_csv_file_without_a_last_line_end_is_read_and_noted(tmp_path: Path) -> None:
    frame, _, notes = whole(read_people(written(tmp_path, "id,name\n2,Zoga Beqiri")))
    assert frame.height == 1
    assert "no line end" in next(iter(notes))


def test_a_table_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match="names"):
        whole(read_people(written(tmp_path, "id,shoe\n1,42\n")))


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="empty"):
        whole(read_people(written(tmp_path, "")))


def test_parquet_says_the_same_as_csv(tmp_path: Path) -> None:
    text = (
        "id,name,birth_date,sex,nationality,other_names\n"
        "1,Zoga Beqiri,1980-01-05,F,rs,Zogaj;Зога\n2,Ilir Beqiri,05.31.1981,m,,\n3,,,,,\n"
    )
    frame, refused, _ = whole(read_people(written(tmp_path, text)))
    pl.read_csv(text.encode()).write_parquet(tmp_path / "people.parquet")
    again, refused_again, _ = whole(read_people(tmp_path / "people.parquet"))
    assert frame.equals(again)
    assert [r.value for r in refused] == [r.value for r in refused_again]


def test_parquet_days_and_numbers_are_read_as_what_they_are(tmp_path: Path) -> None:
    kinds = {"id": [1.0, 2.0], "name": ["Zoga", "Ilir"], "dob": [date(1980, 1, 5), None]}
    pl.DataFrame(kinds).write_parquet(tmp_path / "people.parquet")
    frame, _, _ = whole(read_people(tmp_path / "people.parquet"))
    assert frame["id"].to_list() == ["1", "2"]
    assert frame["births"].to_list() == [["1980-01-05"], []]


def test_parquet_cut_in_the_middle_is_refused(tmp_path: Path) -> None:
    pl.DataFrame({"name": ["Zoga Beqiri"] * 500}).write_parquet(tmp_path / "whole.parquet")
    data = (tmp_path / "whole.parquet").read_bytes()
    (tmp_path / "half.parquet").write_bytes(data[: len(data) // 2])
    with pytest.raises(SourceError, match="cut off"):
        whole(read_people(tmp_path / "half.parquet"))


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_the_size_of_batches_changes_nothing(tmp_path: Path, size: int) -> None:
    lines = "".join(f",Zoga {n},0{n}.04.1980\n" for n in range(1, 8))
    path = written(tmp_path, "id,name,dob\n" + lines + "9,Ilir Beqiri,25.04.1980\n")
    once = whole(read_people(path))
    assert whole(read_people(path, batch_rows=size))[0].equals(once[0])
    assert [b.share for b in read_people(path, batch_rows=size)][-1] == 1.0


def test_the_second_entity_with_an_id_is_refused_in_a_list(tmp_path: Path) -> None:
    path = written(tmp_path, "id,name\n1,Zoga Beqiri\n1,Ilir Beqiri\n2,Dafina Beqiri\n")
    frame, refused, _ = whole(read_list(path, batch_rows=1).batches)
    assert frame["id"].to_list() == ["1", "2"]
    assert [r.place for r in refused] == ["row 3"]


def test_a_list_is_dated_by_its_name_and_known_by_its_hash(tmp_path: Path) -> None:
    found = read_list(written(tmp_path, "id,name\n1,Zoga\n", "watch_2026-02-27.csv"))
    assert found.edition == date(2026, 2, 27)
    assert len(found.sha256) == 64


CELL = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters='",\r\n\x00;'), max_size=12
)


@given(names=st.lists(CELL, min_size=1, max_size=20))
def test_every_row_is_either_in_the_frame_or_refused(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    text = "id,name\n" + "".join(f"{n},{name}\n" for n, name in enumerate(names))
    frame, refused, _ = whole(read_people(written(tmp_path_factory.mktemp("any"), text)))
    assert frame.height + len(refused) == len(names)


def test_the_example_of_the_documentation_is_read_as_it_says(tmp_path: Path) -> None:
    text = (ROOT / "docs/lists.md").read_text(encoding="utf-8").split("```")[1].lstrip()
    rows, refused = people(tmp_path, text)
    assert [(row["id"], row["births"]) for row in rows] == [("7", ["1980-05-04"]), ("8", ["1981"])]
    assert [r.place for r in refused] == ["row 3", "row 4", "row 4", "row 4"]


def test_national_numbers_and_dates_are_read_as_of_the_files_country(tmp_path: Path) -> None:
    path = written(tmp_path, "name,dob,phone\nZoga,03/04/1980,020 7946 0001\n")
    frame, refused, _ = whole(read_people(path, country="GB"))
    assert frame.row(0, named=True)["births"] == ["1980-04-03"]
    assert frame.row(0, named=True)["phones"] == ["+442079460001"]
    assert not refused


def test_a_table_of_another_encoding_and_delimiter_is_read(tmp_path: Path) -> None:
    text = "id;Име;Презиме;Датум рођења\n1;Љубиша;Вукашиновић;05.13.1980\n2;Ђорђе;Чавић;1981\n"
    (tmp_path / "any.csv").write_bytes(text.encode("windows-1251"))
    frame, _, _ = whole(read_people(tmp_path / "any.csv"))
    assert frame["names"].to_list() == [["Љубиша Вукашиновић"], ["Ђорђе Чавић"]]


@pytest.mark.parametrize("row", ["1;Zoga;2;9", "1;Zoga"], ids=["wide", "narrow"])
def test_a_file_of_broken_rows_only_has_no_people_and_says_why(tmp_path: Path, row: str) -> None:
    rows, refused = people(tmp_path, f"id;name;dob\n{row}\n")
    assert not rows
    assert [r.place for r in refused] == ["row 2"]


def test_a_folder_that_is_no_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match=r"sdn\.csv"):
        read_list(tmp_path)


def test_another_xml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownSource, match="not the UN's list"):
        read_list(written(tmp_path, "<people><person/></people>", "list.xml"))
