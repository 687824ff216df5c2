"""Forecasts how many people would be hit by chance, on decoys: people of the file with each other's birth dates.

A decoy is nobody, so each of its hits is an alarm. Unless a prior is told, it is set by them: as high as a
stated number of alarms at the line of *proposed* allows, between two stated base rates. Where hits are wanted from a
lower probability on, the prior stays the same, and there are more of them.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from clew.matching.weighing.prior import PROPOSED, default_prior, logit, probability
from clew.matching.weighing.table import table

if TYPE_CHECKING:
    from pathlib import Path

    import polars as pl

MOST = 32_768
"""Of how many people decoys are made at most."""
FEWEST = 5_000
"""Decoys below which nothing is forecast: alarms are few in a thousand."""
_LINE = logit(PROPOSED)
_APART = 20
"""How many names stand between those whose dates are exchanged, so that one person's two records do not meet."""
_NUMBERS = ("documents", "phones")
"""What is taken from decoys, for it would tell who they were."""


class Forecast(NamedTuple):
    """What a screening starts from.

    Attributes:
        prior: probability that one person and one listed party drawn at random are the same.
        alarms: people proposed by chance among 1,000 who are not listed; None where nothing was forecast.
    """

    prior: float
    alarms: float | None


def decoys(people: "pl.DataFrame") -> "pl.DataFrame":
    """Give the people that have a birth date, each with the date of another one, and without numbers.

    Dates are exchanged between people whose names stand near each other in the alphabet, for people of one
    origin share names and habits of dating.
    """
    import polars as pl

    born = people.filter(pl.col("births").list.len() > 0).sort(
        pl.col("names").list.first(), maintain_order=True
    )
    apart = min(_APART, len(born) // 2)
    other = born["births"].shift(apart).fill_null(born["births"].shift(apart - len(born)))
    none = pl.lit([], dtype=pl.List(pl.String))
    turned = born.with_columns(births=other, **dict.fromkeys(_NUMBERS, none))
    return turned.filter(other != born["births"])


def forecast(
    people: "pl.DataFrame", indexes: "Sequence[Path]", checks: int, entities: int
) -> Forecast:
    """Give the prior under which no more decoys are hit than is stated (`[prior]` in weights.toml).

    Args:
        people: a frame of parties, some of those to be screened.
        indexes: folders of the lists' indexes.
        checks: people to be screened in all; *entities*: parties of all lists.
    """
    said = table()
    nobody = decoys(people.head(MOST))
    if len(nobody) < FEWEST:
        return Forecast(default_prior(checks, entities), None)
    most = default_prior(checks, entities, said.most_rate)
    least = default_prior(checks, entities, said.least_rate)
    allowed = int(said.alarms / 1000 * len(nobody))
    weighed = _heaviest(nobody, indexes, sqrt(least * most))
    if len(weighed) <= allowed:  # the higher the prior, the more is weighed
        weighed = _heaviest(nobody, indexes, most)
    prior = most
    if len(weighed) > allowed:
        prior = min(most, max(least, probability(_LINE - weighed[allowed] - 1e-3, 0.5)))
    hit = sum(weight >= _LINE - logit(prior) for weight in weighed)
    return Forecast(prior, round(1000 * hit / len(nobody), 3))


def _heaviest(nobody: "pl.DataFrame", indexes: "Sequence[Path]", prior: float) -> list[float]:
    """Give the log-odds of the heaviest hit of each decoy that has one, the heaviest first."""
    import polars as pl

    from clew.matching.screening.asking import Question
    from clew.matching.screening.index import Index

    def best(some: "pl.DataFrame") -> dict[str, float]:
        found: dict[str, float] = {}
        for place in indexes:
            for hit in Question(Index.open(place), PROPOSED, prior).screen(some):
                found[hit.person_id] = max(hit.log_odds, found.get(hit.person_id, hit.log_odds))
        return found

    numbered = nobody.with_columns(
        id=pl.int_range(pl.len()).cast(pl.String)
    )  # people may share an id
    half = (len(numbered) + 1) // 2
    with ThreadPoolExecutor() as threads:  # the compiled search lets others run meanwhile
        halves = threads.map(best, (numbered[:half], numbered[half:]))
    return sorted((weight for found in halves for weight in found.values()), reverse=True)
