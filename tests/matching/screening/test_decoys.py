"""How many people would be hit by chance is forecast on people who do not exist."""

from pathlib import Path

import polars as pl
import pytest

from clew.exercise.crowd import Crowd, make_crowd
from clew.matching.screening.asking import Question
from clew.matching.screening.decoys import FEWEST, decoys, forecast
from clew.matching.screening.index import Index
from clew.matching.screening.local import Wanted, screen_files
from clew.matching.weighing import PROPOSED, default_prior
from clew.matching.weighing.table import table
from clew.model.party import Party
from tests.matching.screening.parties import frame, indexed, planted

Made = tuple[pl.DataFrame, pl.DataFrame, Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Give a crowd, who of it is planted, and the index of a list."""
    people, listed, truth = planted("usual", people=8_000, listed=20_000, share=0.01)
    index = indexed(tmp_path_factory.mktemp("decoys") / "index", listed)
    return people, truth, index.path


def test_a_decoy_has_the_birth_date_of_somebody_else(made: Made) -> None:
    people, _, _ = made
    turned = decoys(people).join(people, on="id", suffix="_own")
    assert len(turned) > FEWEST
    assert not (turned["births"] == turned["births_own"]).any()


def test_a_decoy_has_no_document_and_no_telephone_that_tells_who_it_was() -> None:
    arta = Party("1", names=("Arta Zeka",), births=("1980-05-04",), documents=("P1234567",))
    besnik = Party("2", names=("Besnik Hoti",), births=("1991-02-03",), phones=("+442079460001",))
    two = frame(arta, besnik)
    assert decoys(two).select(pl.col("documents", "phones").list.len().sum()).row(0) == (0, 0)


def test_the_prior_lets_no_more_alarms_through_than_are_put_up_with(made: Made) -> None:
    people, truth, index = made
    start = forecast(people, [index], len(people), 20_000)
    assert start.alarms is not None
    assert start.alarms <= table().alarms
    hit = {h.person_id for h in Question(Index.open(index), PROPOSED, start.prior).screen(people)}
    alarms = hit - set(truth["person_id"])
    assert 1000 * len(alarms) / len(people) <= 2 * table().alarms


def test_the_prior_stays_between_the_stated_base_rates(made: Made) -> None:
    people, _, index = made
    start = forecast(people, [index], len(people), 20_000)
    least, most = (
        default_prior(len(people), 20_000, rate) for rate in (table().least_rate, table().most_rate)
    )
    assert least <= start.prior <= most


def test_of_few_people_nothing_is_forecast(made: Made) -> None:
    people, _, index = made
    start = forecast(people[:100], [index], 100, 20_000)
    assert start == (default_prior(100, 20_000), None)


@pytest.mark.slow
def test_a_lower_threshold_gives_more_hits_under_the_same_prior(tmp_path: Path) -> None:
    make_crowd(Crowd(6_000, 3_000, seed=3), tmp_path)
    said = [
        screen_files(
            tmp_path / "people.parquet", [tmp_path / "list.parquet"], wanted=Wanted(threshold=line)
        ).summary
        for line in (PROPOSED, 0.0)
    ]
    assert said[0]["alarms_forecast"] is not None
    assert said[0]["prior"] == said[1]["prior"]
    assert int(str(said[0]["hits"])) < int(str(said[1]["hits"]))
