"""What a truth file must say."""

from pathlib import Path

import polars as pl
import pytest

from clew.errors import BrokenRecord
from clew.matching.screening.truth import read_truth


def written(folder: Path, text: str) -> Path:
    path = folder / "truth.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_ids_stay_as_written_with_their_zeros(tmp_path: Path) -> None:
    truth = read_truth(written(tmp_path, "person_id,list_id\n007,0010\n"))
    assert truth.row(0) == ("007", "0010")


def test_a_kind_that_is_not_given_is_empty(tmp_path: Path) -> None:
    truth = read_truth(written(tmp_path, "person_id,list_id,kind\na,b,\n"))
    assert truth["kind"].to_list() == [""]


def test_numbers_in_parquet_are_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "truth.parquet"
    pl.DataFrame({"person_id": [1], "list_id": [2], "note": ["x"]}).write_parquet(path)
    assert read_truth(path).rows(named=True) == [{"person_id": "1", "list_id": "2"}]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("person_id,kind\na,b\n", "no column 'list_id'"),
        ("person_id,list_id\n", "holds no pair"),
        ("", "cannot be read"),
        ("person_id,list_id\na,b\nc,\n", "pair 2 has an empty id"),
        ("person_id,list_id\na,b\n  ,d\n", "pair 2 has an empty id"),
    ],
)
def test_a_truth_that_says_too_little_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(BrokenRecord, match=reason):
        read_truth(written(tmp_path, text))


def test_a_file_that_is_no_parquet_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "truth.parquet"
    path.write_bytes(b"not parquet")
    with pytest.raises(BrokenRecord, match="cannot be read") as refused:
        read_truth(path)
    assert refused.value.where == str(path)
