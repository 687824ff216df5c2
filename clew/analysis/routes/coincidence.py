"""How often two vehicles would meet if each only kept its own hours: what a convoy is set against.

Who drives to work every day at seven meets at seven whoever does the same. So each passage of the one vehicle is
asked: on how many other days was the other one at that place at that hour? Days are compared with those of one kind
(all of them; working days or weekends; from `WEEKS` weeks on the same day of the week), and the kind that explains
most counts. The sum over the passages is the number of meetings to be expected. Meetings at an hour the other keeps
more often than not say nothing; the chance of as many others as were recorded follows from their shares (Poisson's
binomial distribution). It is done both ways round, and the way that leaves more to chance counts: one vehicle with
fixed hours explains meetings with any other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Passages = Mapping[str, Sequence[int]]
"""Of one vehicle: place → minutes since one beginning, in order."""
WITHIN = 30
"""Minutes: at that hour means so near."""
OCCASION = 12 * 60
"""Minutes without a passage after which another occasion begins: strangers on one road pass its cameras together."""
WEEKS = 4
"""On so many weeks somebody must pass on one day of the week for that to be a habit."""
_DAY, _WEEK = 24 * 60, 7
_MONDAY = 4
"""Days from the beginning of Unix time, a Thursday, to the first Monday."""
_UNKNOWN = 2 * WITHIN / _DAY
"""Chance to pass within `WITHIN` of an hour, for a vehicle of which nothing is known but that it passes that day."""
_WORKING = 5
_KEPT = 0.5
"""From this share of days on an hour is kept."""


@dataclass(frozen=True, slots=True)
class Expected:
    """How many occasions two vehicles met on, and what each one's own hours explain of it.

    Attributes:
        met: occasions on which they were recorded minutes apart; *number* how many were to be expected.
        odd: of those they met on, how many lie at hours not kept more often than not.
        chance: of as many odd ones or more, 0 to 1.
    """

    met: int
    number: float
    odd: int
    chance: float


@dataclass(slots=True)
class _Occasion:
    """Somewhere a vehicle was driven: how likely the other was there by its hours, and whether it was."""

    share: float = 0.0
    is_met: bool = False


def expected(one: Passages, other: Passages) -> Expected:
    """Say how far the hours two vehicles keep explain that they met."""
    found = list[Expected]()
    for driven in (_driven(one, other), _driven(other, one)):
        odd = [occasion for occasion in driven if occasion.share < _KEPT]
        met = sum(occasion.is_met for occasion in odd)
        chance = chance_of(met, [occasion.share for occasion in odd])
        number = sum(occasion.share for occasion in driven)
        found.append(Expected(sum(o.is_met for o in driven), number, met, chance))
    return max(found, key=lambda way: (way.chance, way.number))


def occasions(moments: Iterable[int]) -> list[int]:
    """Give the moment at which each occasion began; moments are minutes, with `OCCASION` between two occasions.

    >>> occasions([0, 60, 1440, 1500])
    [0, 1440]
    """
    found, last = list[int](), None
    for at in sorted(moments):
        if last is None or at - last > OCCASION:
            found.append(at)
        last = at
    return found


def chance_of(met: int, shares: Sequence[float]) -> float:
    """Give the chance that of independent events, each with its share, *met* or more come about.

    >>> round(chance_of(2, [0.5, 0.5, 0.5]), 3), chance_of(0, [])
    (0.5, 1.0)
    """
    exactly = [1.0] + [0.0] * met  # the last: met or more
    for share in shares:
        for count in range(met, 0, -1):
            stays = exactly[count] if count == met else exactly[count] * (1 - share)
            exactly[count] = stays + exactly[count - 1] * share
        exactly[0] *= (1 - share) if met else 1.0
    return exactly[met]


def _driven(driven: Passages, habit: Passages) -> list[_Occasion]:
    """Give the occasions on which the one vehicle passed where the other is known to pass."""
    there = sorted((at, place) for place in driven.keys() & habit.keys() for at in driven[place])
    found, last = list[_Occasion](), None
    for at, place in there:
        if last is None or at - last > OCCASION:
            found.append(_Occasion())
        one, last = found[-1], at
        one.share = max(one.share, _share(habit[place], at))
        one.is_met |= any(abs(passage - at) <= WITHIN for passage in habit[place])
    return found


def _share(passages: Sequence[int], at: int) -> float:
    """Give how likely a vehicle passes near a moment, by its passages on other days."""
    hits = {step for one in passages if (step := _near(one, at))}
    every = _days_beside(passages, at)
    alike = [s for s in every if _works(at // _DAY + s) == _works(at // _DAY)]
    weekly = [s for s in every if s % _WEEK == 0]
    kinds = (
        [every, alike, weekly] if len(hits.intersection(weekly)) >= WEEKS - 1 else [every, alike]
    )
    return max(_smoothed(hits, days) for days in kinds)


def _near(passage: int, at: int) -> int:
    """Give how many days a passage lies from a moment, where it is at that hour; else 0."""
    step = round((passage - at) / _DAY)
    return step if abs(passage - at - step * _DAY) <= WITHIN else 0


def _days_beside(passages: Sequence[int], at: int) -> list[int]:
    """Give the other days between a vehicle's first and last passage, counted from a moment."""
    first = -((at + WITHIN - passages[0]) // _DAY)
    last = (passages[-1] + WITHIN - at) // _DAY
    return [step for step in range(first, last + 1) if step]


def _smoothed(hits: set[int], days: Sequence[int]) -> float:
    """Give the share of days with a hit, what is known of any vehicle counting as one day more."""
    return (len(hits.intersection(days)) + _UNKNOWN) / (len(days) + 1)


def _works(day: int) -> bool:
    """Say whether a day, counted from the beginning of Unix time, is one from Monday to Friday."""
    return (day - _MONDAY) % _WEEK < _WORKING
