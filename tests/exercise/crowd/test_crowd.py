"""A crowd is told by its seed, and truth says who of it stands on the list."""

from datetime import date

import polars as pl
import pytest

from clew.errors import UsageError
from clew.exercise.crowd import Crowd, made_crowd
from clew.exercise.crowd.making import KINDS

SMALL = Crowd(people=6_000, listed=3_000, planted=0.05)


@pytest.fixture(scope="module")
def met() -> pl.DataFrame:
    """The planted, as the crowd and as the list say them."""
    people, listed, truth = made_crowd(SMALL)
    side_by_side = truth.join(people, left_on="person_id", right_on="id")
    return side_by_side.join(listed, left_on="list_id", right_on="id", suffix="_listed")


def test_the_same_seed_gives_the_same_rows() -> None:
    for one, other in zip(made_crowd(SMALL), made_crowd(SMALL), strict=True):
        assert one.equals(other)


def test_another_seed_gives_other_people() -> None:
    other = Crowd(people=6_000, listed=3_000, planted=0.05, seed=8)
    assert not made_crowd(SMALL)[0].equals(made_crowd(other)[0])


def test_sizes_are_as_asked_and_ids_name_one_row_each() -> None:
    people, listed, truth = made_crowd(SMALL)
    assert (people["id"].n_unique(), listed["id"].n_unique()) == (6_000, 3_000)
    assert truth["person_id"].n_unique() == truth["list_id"].n_unique() == SMALL.hidden


@pytest.mark.parametrize("kinds", KINDS)
def test_every_kind_is_planted_about_as_often_as_any_other(kinds: str) -> None:
    truth = made_crowd(Crowd(6_000, 6_000, planted=0.05, kinds=kinds))[2]
    counts = truth["kind"].value_counts()
    assert set(counts["kind"]) == set(KINDS[kinds])
    assert counts["count"].max() - counts["count"].min() <= 1  # type: ignore[operator]


def test_the_exact_are_exact(met: pl.DataFrame) -> None:
    exact = met.filter(kind="exact")
    assert exact["name"].equals(exact["name_listed"], check_names=False)
    assert exact["birth_date"].equals(exact["birth_date_listed"], check_names=False)


def test_each_disturbed_row_differs_from_the_list(met: pl.DataFrame) -> None:
    same = met.filter(
        pl.col("kind") != "exact",
        pl.col("name") == pl.col("name_listed"),
        pl.col("birth_date") == pl.col("birth_date_listed"),
    )
    assert same.is_empty()


@pytest.mark.parametrize(
    ("kind", "same"),
    [("letter wrong", "birth_date"), ("order swapped", "birth_date"), ("year only", "name")],
)
def test_a_single_change_leaves_the_rest_alone(met: pl.DataFrame, kind: str, same: str) -> None:
    rows = met.filter(kind=kind)
    assert rows[same].equals(rows[f"{same}_listed"], check_names=False)


def test_the_crowd_are_adults_born_on_days_that_exist() -> None:
    born = [date.fromisoformat(day) for day in made_crowd(SMALL)[1]["birth_date"]]
    assert min(born).year >= 1940
    assert max(born).year <= 2007


def test_one_in_twenty_is_born_on_1_january() -> None:
    listed = made_crowd(Crowd(1_000, 50_000))[1]
    assert listed["birth_date"].str.ends_with("-01-01").mean() == pytest.approx(0.053, abs=0.01)


def test_common_names_come_often_and_rare_ones_seldom() -> None:
    families = made_crowd(Crowd(1_000, 50_000))[1]["name"].str.extract(r"(\S+)$").value_counts()
    assert families["count"].max() > 100 * families["count"].median()  # type: ignore[operator]


def test_a_list_too_short_to_hide_so_many_is_refused() -> None:
    with pytest.raises(UsageError, match="a list of 100 is too short"):
        made_crowd(Crowd(people=10_000, listed=100))


def test_some_names_are_common_unless_names_are_drawn_evenly() -> None:
    def commonest(kinds: str) -> int:
        people = made_crowd(Crowd(6_000, 3_000, kinds=kinds))[0]
        first = people["name"].str.split(" ").list.first()
        return int(first.value_counts(sort=True)["count"][0])

    assert commonest("usual") > 2 * commonest("even")
