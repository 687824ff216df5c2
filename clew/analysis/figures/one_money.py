"""Sums told in two currencies, held against each other by a conversion told or a rate given, never by one made up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from clew.analysis.figures.sums import Measure, Verdict, grain, same_figure, shown
from clew.errors import UsageError

_WRITTEN = re.compile(r"\s*(?:1\s*)?([A-Za-z]{3,4})\s*=\s*(\d+(?:[.,]\d+)?)\s*([A-Za-z]{3,4})\s*")
_SAME, _ROUNDED, _LOOSE = 0.001, 0.01, 0.05
"""How far apart sums brought into one currency may be: a rate is rounded, and changes with the day."""


@dataclass(frozen=True, slots=True)
class ToldRate:
    """One unit of *begin* is *rate* units of *end*."""

    begin: str
    end: str
    rate: float


def rate_of(written: str) -> ToldRate:
    """Read a rate written as EUR=1.1046USD.

    >>> rate_of("EUR=1.1046USD")
    ToldRate(begin='EUR', end='USD', rate=1.1046)

    Raises:
        UsageError: it is no rate.
    """
    match = _WRITTEN.fullmatch(written)
    rate = float(match[2].replace(",", ".")) if match else 0.0
    if match is None or not rate:
        raise UsageError(
            f"{written!r} is no exchange rate", where="--rate", do="write it as EUR=1.1046USD"
        )
    return ToldRate(match[1].upper(), match[3].upper(), rate)


def in_unit(
    told: Measure, unit: str, converted: Measure | None, rates: Sequence[ToldRate]
) -> tuple[Measure, str] | None:
    """Give *told* in the currency *unit* with its sum written out; None when no way there is known.

    Args:
        told: a sum of money.
        unit: the currency wanted.
        converted: the same sum in other money, as its source tells it.
        rates: rates a person gave; each counts both ways.
    """
    if converted is not None and converted.unit == unit:
        return converted, f"{told} is told as {converted}"
    for each in rates:
        for begin, end, factor in (
            (each.begin, each.end, each.rate),
            (each.end, each.begin, 1 / each.rate),
        ):
            if (begin, end) == (told.unit, unit):
                made = replace(told, low=told.low * factor, high=told.high * factor, unit=unit)
                written = f"{told} x {shown(round(factor, 6))} = {shown(round(made.low, 2))}"
                if not made.is_point:
                    written += f" to {shown(round(made.high, 2))}"
                return made, f"{written} {unit}"
    return None


def same_sum(
    one: tuple[Measure, Measure | None],
    two: tuple[Measure, Measure | None],
    rates: Sequence[ToldRate],
    named: tuple[str, str],
) -> Verdict | None:
    """Hold two sums in two currencies against each other; None when there is no way from one to the other.

    Args:
        one, two: each sum with the conversion its source tells, if it does.
        rates: rates a person gave.
        named: who tells each.
    """
    if not one[0].unit or not two[0].unit or one[0].per != two[0].per:
        return None
    line = f"{named[0]} says {one[0]}, {named[1]} says {two[0]}"
    for mine, other in ((one, two), (two, one)):
        if brought := in_unit(mine[0], other[0].unit, mine[1], rates):
            measure, written = brought
            if mine[1] is measure:
                verdict = same_figure(measure, other[0], named)
                return Verdict(verdict.name, f"{line}: {written}")
            return Verdict(_nearness(measure, other[0]), f"{line}: {written}")
    return None


def _nearness(made: Measure, told: Measure) -> str:
    """Judge a sum made by a rate against one told, as coarse as that one is printed."""
    (low, high), (least, most) = made.allowed(), told.allowed()
    slack = max(grain(told.low) / 2 if told.low >= 1000 else 0.5, _SAME * told.low)
    if low <= most + slack and least - slack <= high:
        return "consistent"
    off = (least - high if least > high else low - most) / max(told.low, 1.0)
    return "rounding" if off <= _ROUNDED else "loose" if off <= _LOOSE else "contradiction"
