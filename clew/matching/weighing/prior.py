"""From evidence to probability: the prior, and where the line of *proposed* is drawn."""

from math import exp, log

from clew.matching.weighing.table import table
from clew.matching.weights import PROPOSED

__all__ = ["PROPOSED", "default_prior", "logit", "probability"]

_LEAST, _MOST = 1e-12, 0.5
"""Between these a prior is kept: no list makes it certain beforehand that nobody, or everybody, is on it."""


def probability(log_odds: float, prior: float) -> float:
    """Give the probability that two records are of one person.

    Args:
        log_odds: the sum of the clues' weights.
        prior: the probability before any clue, above 0 and below 1.

    >>> round(probability(0.0, 0.001), 6), round(probability(log(999), 0.001), 6)
    (0.001, 0.5)

    Raises:
        ValueError: the prior is no probability between 0 and 1.
    """
    total = log_odds + logit(prior)
    if total >= 0:
        return 1 / (1 + exp(-total))
    odds = exp(total)
    return odds / (1 + odds)


def logit(share: float) -> float:
    """Give a probability as log-odds.

    Raises:
        ValueError: it is not between 0 and 1.
    """
    if not 0 < share < 1:
        raise ValueError(f"{share} is not a probability above 0 and below 1")
    return log(share / (1 - share))


def default_prior(checks: int, entities: int, base_rate: float | None = None) -> float:
    """Give the probability that one checked person and one listed entity, drawn at random, are the same.

    One true hit is allowed for in any case, and one more for each 1 / base rate of checks
    (`[prior]` in weights.toml).

    Args:
        checks: people checked; entities: on the list.
        base_rate: share of checked people who are listed; unless told, that of weights.toml.

    >>> default_prior(1, 1000)
    0.001001
    """
    pairs = max(checks, 1) * max(entities, 1)
    rate = table().base_rate if base_rate is None else base_rate
    expected = 1 + max(checks, 1) * rate
    return min(max(expected / pairs, _LEAST), _MOST)
