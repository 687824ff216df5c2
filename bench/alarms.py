"""Where to draw a matcher's line so that it raises no more alarms than another may."""

import math

import polars as pl

CEILING = 2.0
"""Alarms per 1,000 checks at which matchers are set beside each other."""


def line_at(
    hits: pl.DataFrame, truth: pl.DataFrame, checks: int, per_1000: float = CEILING
) -> float:
    """Give the lowest probability that proposes at most *per_1000* of 1,000 people outside truth.

    Args:
        hits: pairs with person_id and probability, as many as the matcher gives at any line.
        checks: people screened, those of truth included.
    """
    strangers = checks - truth["person_id"].n_unique()
    best = (
        hits.join(truth.select("person_id"), on="person_id", how="anti")
        .group_by("person_id")
        .agg(pl.col("probability").max())["probability"]
        .sort(descending=True)
    )
    allowed = int(per_1000 * strangers / 1000)
    if len(best) <= allowed:
        return 0.0
    return math.nextafter(float(best[allowed]), math.inf)
