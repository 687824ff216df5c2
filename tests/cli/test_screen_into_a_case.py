"""What a screening leaves in a case: hits with their clues, a tally, and no trace of anyone else."""

from pathlib import Path

import pytest

from tests.cli.running import clew, clew_json
from tests.cli.screening import LISTED, PEOPLE, hits_in, table

OCCASION = ("--place", "Horgoš", "--day", "2026-03-01", "--agency", "rs-border")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case into which one screening brought its hits; people and list lie beside it."""
    folder = tmp_path_factory.mktemp("kept")
    table(folder / "people.csv", PEOPLE)
    table(folder / "list.csv", LISTED)
    screen(folder / "case")
    return folder / "case"


def screen(case: Path, *more: str) -> None:
    folder = case.parent
    clew_json(
        "screen", folder / "people.csv", "--against", folder / "list.csv", "--out",
        folder / "hits.csv", "--case", case, *OCCASION, *more,
    )  # fmt: skip


def everything_in(folder: Path) -> bytes:
    """The bytes of the case's files, packed or not."""
    return b"\0".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


@pytest.mark.parametrize(
    "name", ["Wilhelmina", "Unbeteiligt", "Ottokar", "Nirgendwo", "1963-07-19"]
)
def test_who_is_not_hit_leaves_no_trace_in_the_case(case: Path, name: str) -> None:
    held = everything_in(case)
    assert b"Krasniqi" in held
    assert name.encode() not in held
    assert name.lower().encode() not in held


@pytest.mark.parametrize("name", ["Ramush Testhaj", "Yusuf Karao"])
def test_a_listed_entity_nobody_hit_stays_out_of_the_case(case: Path, name: str) -> None:
    assert name.encode() not in everything_in(case)


def test_a_hit_enters_with_its_clues_and_probability(case: Path) -> None:
    best = clew_json("hits", case)[0]
    assert {best["a"]["agency"], best["b"]["agency"]} == {"rs-border", "list"}
    assert best["score"] >= 0.70
    assert {clue["rule"] for clue in best["clues"]} >= {"same_birth_date"}


def test_the_hits_of_a_case_are_those_of_the_screening(case: Path) -> None:
    found = {
        frozenset((hit["a"]["caption"], hit["b"]["caption"])) for hit in clew_json("hits", case)
    }
    assert found == {frozenset(("Xhevdet Gjoni", "Dževdet Đoni")), frozenset(("Besnik Krasniqi",))}


def test_a_clue_points_to_the_statement_it_compares(case: Path) -> None:
    clues = [clue for hit in clew_json("hits", case) for clue in hit["clues"]]
    births = [clue for clue in clues if clue["rule"] == "same_birth_date"]
    assert births
    assert all(c["a"]["value"] == c["b"]["value"] for c in births)
    assert {c["a"]["value"] for c in births} == {"1980-05-04", "1975-11-23"}


def test_checks_are_counted_by_day_place_and_source(case: Path) -> None:
    assert clew_json("screen", "--tally", case) == [
        {"day": "2026-03-01", "place": "Horgoš", "source": "rs-border", "checks": 4, "hits": 2}
    ]


def test_the_same_screening_again_changes_nothing(case: Path) -> None:
    before = (clew_json("hits", case), clew_json("screen", "--tally", case))
    screen(case)
    assert (clew_json("hits", case), clew_json("screen", "--tally", case)) == before


def test_another_day_is_counted_beside_the_first(tmp_path: Path) -> None:
    table(tmp_path / "people.csv", PEOPLE)
    table(tmp_path / "list.csv", LISTED)
    for day in ("2026-03-01", "2026-03-02"):
        screen(tmp_path / "case", "--day", day)
    assert [t["checks"] for t in clew_json("screen", "--tally", tmp_path / "case")] == [4, 4]


def test_a_screening_without_hits_leaves_only_its_tally(tmp_path: Path) -> None:
    table(tmp_path / "people.csv", PEOPLE[2:])
    table(tmp_path / "list.csv", LISTED)
    screen(tmp_path / "case")
    assert clew_json("hits", tmp_path / "case") == []
    assert [t["hits"] for t in clew_json("screen", "--tally", tmp_path / "case")] == [0]
    assert not [p for p in (tmp_path / "case" / "originals").rglob("*") if p.is_file()]


def test_the_log_names_the_screening_and_stays_whole(case: Path) -> None:
    lines = clew_json("audit", "show", case, "--limit", "200")
    assert [line["of"]["checks"] for line in lines if line["act"] == "screen"][-1] == 4
    assert clew_json("audit", "verify", case)["good"]


def test_a_case_is_screened_against_as_a_list(case: Path, tmp_path: Path) -> None:
    table(tmp_path / "people.csv", [("9", "Xhevdet Gjoni", "1980-05-04"), *PEOPLE[2:]])
    said = clew_json(
        "screen", tmp_path / "people.csv", "--against", case, "--out", tmp_path / "hits.csv"
    )
    assert said["checks"] == 3
    assert said["hits"] >= 1


def test_the_people_of_a_case_are_screened(case: Path, tmp_path: Path) -> None:
    table(tmp_path / "list.csv", [("X1", "Besnik Krasniqi", "1975-11-23")])
    clew_json("screen", case, "--against", tmp_path / "list.csv", "--out", tmp_path / "hits.csv")
    assert {hit["list_id"] for hit in hits_in(tmp_path / "hits.csv")} == {"X1"}


def test_a_later_check_of_the_case_keeps_the_hits(tmp_path: Path) -> None:
    table(tmp_path / "people.csv", PEOPLE)
    table(tmp_path / "list.csv", LISTED)
    screen(tmp_path / "case")
    clew_json("check", tmp_path / "case")
    assert len(clew_json("hits", tmp_path / "case", "--min-score", "0.7")) == 2


def test_hits_on_the_cases_own_entities_point_to_them(tmp_path: Path) -> None:
    case = tmp_path / "case"
    (tmp_path / "known.csv").write_text(
        "surname,given names,birth date\nKrasniqi,Besnik,23.11.1975\n"
    )
    clew_json("add", case, tmp_path / "known.csv", "--agency", "xk-police")
    table(tmp_path / "people.csv", PEOPLE)
    clew_json(
        "screen", tmp_path / "people.csv", "--against", case, "--out", tmp_path / "hits.csv",
        "--case", case, *OCCASION,
    )  # fmt: skip
    (hit,) = clew_json("hits", case)
    assert {hit["a"]["agency"], hit["b"]["agency"]} == {"rs-border", "xk-police"}


def test_a_case_of_an_earlier_clew_gains_its_tally(tmp_path: Path) -> None:
    import sqlite3

    table(tmp_path / "people.csv", PEOPLE)
    table(tmp_path / "list.csv", LISTED)
    screen(tmp_path / "case")
    with sqlite3.connect(tmp_path / "case" / "case.db") as conn:
        conn.execute("DROP TABLE tally")
    conn.close()
    assert clew_json("screen", "--tally", tmp_path / "case") == []


def test_a_day_that_is_no_date_is_refused_before_anything_is_screened(tmp_path: Path) -> None:
    table(tmp_path / "people.csv", PEOPLE)
    table(tmp_path / "list.csv", LISTED)
    result = clew(
        "screen", tmp_path / "people.csv", "--against", tmp_path / "list.csv", "--out",
        tmp_path / "h.csv", "--case", tmp_path / "case", "--day", "yesterday",
    )  # fmt: skip
    assert (result.exit_code, (tmp_path / "case").exists()) == (2, False)
