"""Change-points: where the level of a monthly series breaks, each with an interval.

Counts are taken as negative binomial around one level for each stretch, times a factor for the month of
the year. The stretches are those of least cost with a price for each further break (optimal partitioning,
Jackson et al., IEEE Signal Process. Lett. 12 (2005) 105; price 3 ln n). The interval of a break holds 95 % of its
likelihood, its neighbours held fast. A series that runs on from month to month breaks more often than chance
alone would have it: a break says that the level changed, not why.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
_SHORTEST = 6
_ROUNDS = 4
_SURE = 0.95
_MOST = 600


@dataclass(frozen=True, slots=True)
class Break:
    """A change of level.

    Attributes:
        period: the first of the new level; *low* and *high* the interval it lies in with 95 %.
        before, after: level of the stretches on either side, detections a period with the season taken out.
        change_percent: from one to the other; None where there was nothing before.
    """

    period: str
    low: str
    high: str
    before: float
    after: float
    change_percent: float | None


def breaks(periods: list[str], values: Real, season: int) -> list[Break]:
    """Find where the level breaks.

    Args:
        periods: their names, in order, without a gap.
        values: counts.
        season: periods in a year: 12, 4 or 1.
    """
    count = len(values)
    shortest = _SHORTEST if season == 12 else 3 if season == 4 else 2
    if count < 2 * shortest or count > _MOST or not values.any():
        return []
    factor, spread, cuts = np.ones(count), 2.0, [0, count]
    for _ in range(_ROUNDS):
        cost = _costs(values, factor, spread, shortest)
        cuts = _cheapest(cost, count, 3.0 * float(np.log(count)))
        level = _levels(values, factor, cuts)
        factor = _season(values, level, season) if count >= 2 * season > 2 else factor
        spread = _spread(values, _levels(values, factor, cuts) * factor)
    cost = _costs(values, factor, spread, shortest)
    found = []
    for left, at, right in zip(cuts, cuts[1:], cuts[2:], strict=False):
        low, high = _interval(cost, left, at, right)
        before, after = (_level(values, factor, a, b) for a, b in ((left, at), (at, right)))
        change = round((after - before) / before * 100, 1) if before > 0 else None
        found.append(
            Break(
                periods[at], periods[low], periods[high], round(before, 1), round(after, 1), change
            )
        )
    return found


def _level(values: Real, factor: Real, begin: int, end: int) -> float:
    return float(values[begin:end].sum() / factor[begin:end].sum())


def _levels(values: Real, factor: Real, cuts: list[int]) -> Real:
    parts = [np.full(b - a, _level(values, factor, a, b)) for a, b in pairwise(cuts)]
    return np.concatenate(parts)


def _season(values: Real, level: Real, season: int) -> Real:
    """Give the factor of each month of the year, 1 on average, from counts beside their stretch's level."""
    month = np.arange(len(values)) % season
    got = np.bincount(month, weights=values / np.maximum(level, 0.5), minlength=season)
    factor = np.maximum(got / np.bincount(month, minlength=season), 0.05)
    return np.asarray((factor / factor.mean())[month])


def _spread(values: Real, mean: Real) -> float:
    """Give k of variance = mean + mean²/k by moments; at most 10,000, which is Poisson."""
    over = float(((values - mean) ** 2 - mean).sum())
    return min(10_000.0, float((mean**2).sum()) / over) if over > 0 else 10_000.0


def _costs(values: Real, factor: Real, spread: float, shortest: int) -> Real:
    """Give the negative log-likelihood of each stretch as one level, up to what is the same for all."""
    count = len(values)
    cost = np.full((count, count + 1), np.inf)
    for begin in range(count - shortest + 1):
        some, season = values[begin:], factor[begin:]
        level = np.maximum(np.cumsum(some) / np.cumsum(season), 0.05)[:, None]
        each = (spread + some) * np.log(spread + level * season) - some * np.log(level * season)
        cost[begin, begin + 1 :] = np.tril(each).sum(axis=1)
        cost[begin, begin + 1 : begin + shortest] = np.inf
    return cost


def _cheapest(cost: Real, count: int, price: float) -> list[int]:
    best, before = np.full(count + 1, np.inf), np.zeros(count + 1, dtype=np.int64)
    best[0] = -price
    for end in range(1, count + 1):
        total = best[:end] + cost[:end, end] + price
        before[end] = int(np.argmin(total))
        best[end] = total[before[end]]
    cuts = [count]
    while cuts[-1] > 0:
        cuts.append(int(before[cuts[-1]]))
    return cuts[::-1]


def _interval(cost: Real, left: int, at: int, right: int) -> tuple[int, int]:
    """Give the shortest run of places around a break that holds 95 % of the likelihood."""
    places = np.arange(left + 1, right)
    total = cost[left, places] + cost[places, right]
    weight = np.exp(-(total - total.min()))
    weight /= weight.sum()
    low = high = int(np.searchsorted(places, at))
    held = float(weight[low])
    while held < _SURE:
        below = weight[low - 1] if low > 0 else -1.0
        above = weight[high + 1] if high + 1 < len(places) else -1.0
        if below < 0 and above < 0:
            break
        if below >= above:
            low -= 1
            held += float(below)
        else:
            high += 1
            held += float(above)
    return int(places[low]), int(places[high])
