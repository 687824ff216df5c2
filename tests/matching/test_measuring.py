"""Matchers are measured on pairs a person labelled; nothing is left out unsaid."""

from pathlib import Path

import pytest

from clew.errors import BrokenRecord
from clew.matching.measuring import Labelled, difference, measure, read_pairs, scores_of
from clew.matching.naming import RouteNames
from tests.cli.running import clew, clew_json

FILE = """name1,name2,is_match,schema
Arta Zeka,Zeka Arta,true,Person
Arta Zeka,Arta Hoti,false,Person
Korab Trans d.o.o.,Korab Trans LLC,1,Company
,Arta Hoti,false,Person
Arta Zeka,Arta Zeka,perhaps,Person
"""


def labelled(*verdicts: bool) -> list[Labelled]:
    return [Labelled(2 + at, "a", "b", v, "Person", True) for at, v in enumerate(verdicts)]


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_precision_recall_and_f1_are_counted_at_the_threshold() -> None:
    found = measure(
        "m", labelled(True, True, True, False, False), [0.9, 0.7, 0.2, 0.8, 0.1], 1.0, 0.7
    )
    assert (found.precision, found.recall, found.f1) == (2 / 3, 2 / 3, 2 / 3)


def test_the_interval_holds_the_figure() -> None:
    rows = labelled(*([True] * 30 + [False] * 30))
    found = measure("m", rows, [0.9] * 25 + [0.1] * 30 + [0.9] * 5, 1.0, 0.7)
    assert found.f1_low < found.f1 < found.f1_high


def test_the_interval_is_the_same_every_time() -> None:
    rows, scores = labelled(True, True, False, False), [0.9, 0.1, 0.9, 0.1]
    assert measure("m", rows, scores, 1.0, 0.7) == measure("m", rows, scores, 1.0, 0.7)


def test_two_matchers_that_agree_do_not_differ() -> None:
    found = difference(labelled(True, False, True), [0.9, 0.1, 0.9], [0.8, 0.2, 0.7], 0.7)
    assert (found.f1, found.low, found.high) == (0, 0, 0)


def test_a_matcher_that_is_right_where_the_other_is_wrong_differs_surely() -> None:
    rows = labelled(*([True] * 40 + [False] * 40))
    found = difference(rows, [0.9] * 40 + [0.1] * 40, [0.9] * 40 + [0.9] * 40, 0.7)
    assert found.low > 0


def test_a_row_that_cannot_be_read_is_counted_with_its_reason(pairs: Path) -> None:
    read = read_pairs(pairs)
    assert (len(read.rows), read.refused) == (
        3,
        ("row 5: a name is empty", "row 6: is_match is 'perhaps', neither true nor false"),
    )


def test_a_file_without_a_needed_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("name1,name2\na,b\n", encoding="utf-8")
    with pytest.raises(BrokenRecord, match="is_match"):
        read_pairs(path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_bytes(b"name1,name2,is_match\n\xff\xfe,b,true\n")
    with pytest.raises(BrokenRecord, match="UTF-8"):
        read_pairs(path)


def test_a_row_that_is_too_short_is_refused_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("name1,name2,is_match\na,b,true\na\n", encoding="utf-8")
    assert read_pairs(path).refused == ("row 3: a name is empty",)


def test_a_company_is_compared_as_a_company(pairs: Path) -> None:
    scores, _ = scores_of(RouteNames(), read_pairs(pairs).rows)
    assert scores[2] >= 0.7


def test_the_verb_gives_clew_first_with_every_figure(pairs: Path) -> None:
    (figures,) = clew_json("measure", "names", pairs, "--json")
    assert set(figures) == {
        "matcher", "n", "threshold", "precision", "recall", "f1", "f1_low", "f1_high", "pairs_per_second",
    }  # fmt: skip
    assert (figures["matcher"], figures["n"], figures["f1"]) == ("clew", 3, 1.0)


def test_the_verb_sets_another_matcher_beside(pairs: Path) -> None:
    figures = clew_json("measure", "names", pairs, "--against", "logic-v2", "--json")
    assert [each["matcher"] for each in figures] == ["clew", "logic-v2"]


def test_the_verb_writes_every_score(pairs: Path, tmp_path: Path) -> None:
    clew("measure", "names", pairs, "--scores", tmp_path / "scores.csv")
    lines = (tmp_path / "scores.csv").read_text(encoding="utf-8").splitlines()
    assert (lines[0], len(lines)) == ("row,name1,name2,is_match,schema,clew", 4)


def test_the_verb_says_what_it_left_out(pairs: Path) -> None:
    assert "row 5: a name is empty" in clew("measure", "names", pairs).stderr
