"""Do figures agree: sums, products, changes and shares, each with its sum written out.

A verdict is a matter of arithmetic on what the words allow, never of trust in a source:

consistent      the sum is the headline, or within what its hedge or interval allows
rounding        it is the headline once rounded as the headline is printed
loose           not false, but further from the headline than its words suggest: a person should look
contradiction   both cannot be right
not comparable  another unit, period or definition: nothing can be said
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

_ABOUT_ROUNDING, _ABOUT_LOOSE = 0.06, 0.15
_LEAST_ROUNDED = 1000
"""An unhedged total below this is taken to be counted, not rounded."""
_SAME_THING_ROUNDED = 100
"""The same figure of two reports may be rounded from here on."""
_ROUND_SHARE = 0.05
"""How coarse a figure may be rounded: 3,200 to the hundred is 3 %; 1.2 million may be 2.5 % off."""
_PRODUCT_LOOSE = 2.0


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure to be held against others.

    Attributes:
        low, high: the values its words name; equal for a point.
        hedge: exact, at_least, more_than, about, up_to or nearly.
        unit: person, item, percent, a currency …; empty if not told.
        per: person, day, month, year, or empty.
    """

    low: float
    high: float
    hedge: str = "exact"
    unit: str = ""
    per: str = ""

    @property
    def is_point(self) -> bool:
        """Say whether the words name one value."""
        return self.low == self.high

    def __str__(self) -> str:
        hedge = "" if self.hedge == "exact" else self.hedge.replace("_", " ") + " "
        span = shown(self.low) if self.is_point else f"{shown(self.low)} to {shown(self.high)}"
        unit = "" if self.unit in ("", "person", "item") else f" {self.unit}"
        return f"{hedge}{span}{unit}{f' per {self.per}' if self.per else ''}"

    def allowed(self) -> tuple[float, float]:
        """Give the interval the hedge allows: "about" is 10 % either way, "nearly" 10 % below."""
        match self.hedge:
            case "at_least" | "more_than":
                return self.low, inf
            case "up_to":
                return 0.0, self.high
            case "about":
                return 0.9 * self.low, 1.1 * self.high
            case "nearly":
                return 0.9 * self.low, self.high
        return self.low, self.high


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict and the sum it rests on, written out."""

    name: str
    why: str


def shown(number: float) -> str:
    """Write a number with thousands marked: 1,096,500 or 2.5."""
    if number == inf:
        return "any more"
    return f"{number:,.0f}" if number == round(number) else f"{number:,.10g}"


def grain(number: float) -> float:
    """Give the power of ten a printed number is rounded to: 3,200 → 100, 655,000 → 1,000, 236 → 1."""
    if number <= 0 or number != round(number):
        return 1.0
    size = 1.0
    while number % (size * 10) == 0:
        size *= 10
    return size


def not_comparable(one: Measure, two: Measure) -> str:
    """Say why two figures cannot be held against each other; empty if they can."""
    if _is_money(one) and _is_money(two) and one.unit != two.unit:
        return _rate_wanted(one, two)
    if one.unit and two.unit and one.unit != two.unit:
        return f"one is in {one.unit}, the other in {two.unit}"
    if one.per != two.per:
        return f"one is {_period(one)}, the other {_period(two)}"
    return ""


def _rate_wanted(one: Measure, two: Measure) -> str:
    return (
        f"one is in {one.unit}, the other in {two.unit}: what was the exchange rate of the day? "
        "None is told; give both in one currency"
    )


def _period(measure: Measure) -> str:
    return f"per {measure.per}" if measure.per else "for the whole time"


def add_up(headline: Measure, parts: Sequence[Measure], is_whole: bool = True) -> Verdict:
    """Hold the sum of *parts* against *headline*.

    Args:
        headline: the total as told.
        parts: what should make it up.
        is_whole: whether the parts are told as all of it; else a smaller sum contradicts nothing.
    """
    for part in parts:
        if why := not_comparable(headline, part):
            return Verdict("not comparable", f"{part} against {headline}: {why}")
    low, high = sum(p.low for p in parts), sum(p.high for p in parts)
    written = " + ".join(shown(p.low) if p.is_point else f"({p})" for p in parts)
    summed = shown(low) if low == high else f"{shown(low)} to {shown(high)}"
    line = f"{written} = {summed}, the headline is {headline}"
    name = _held(headline, low, high, parts)
    if name == "contradiction" and not is_whole and high < headline.low:
        return Verdict("not comparable", f"{line}; the parts are told as some of it")
    return Verdict(name, line)


def _held(headline: Measure, low: float, high: float, parts: Sequence[Measure]) -> str:
    if low == high and headline.is_point:
        name = _point(headline, low, _LEAST_ROUNDED)
        if name == "contradiction":
            slack = sum(grain(p.low) / 2 for p in parts if grain(p.low) >= _LEAST_ROUNDED)
            open_up = any(p.hedge in ("at_least", "more_than", "about") for p in parts)
            if abs(low - headline.low) <= slack:
                return "rounding"
            if open_up and low < headline.high * (1 + _ABOUT_LOOSE):
                return "loose" if low < headline.low else "rounding"
        return name
    lowest, highest = headline.allowed()
    return "consistent" if low <= highest and high >= lowest else "contradiction"


def _point(headline: Measure, value: float, least: float) -> str:
    """Judge one value against a headline: equal, within its hedge, rounded, loose, or against it."""
    told, size = headline.low, grain(headline.low)
    if value == told and headline.hedge != "more_than":
        return "consistent"
    if headline.hedge in ("at_least", "more_than"):
        if value < told:
            return "contradiction"
        return "consistent" if value < told + max(size, 0.02 * told) else "loose"
    if headline.hedge == "up_to":
        return "consistent" if value <= told else "contradiction"
    off = abs(value - told) / max(abs(told), 1)
    if headline.hedge in ("about", "nearly"):
        return (
            "rounding"
            if off <= _ABOUT_ROUNDING
            else "loose"
            if off <= _ABOUT_LOOSE
            else "contradiction"
        )
    slack = size / 2 if size <= _ROUND_SHARE * told else 0.0
    if told >= _LEAST_ROUNDED:
        slack = min(size, _ROUND_SHARE * told) / 2
    is_round = told >= least and size >= 10
    return "rounding" if is_round and abs(value - told) <= slack else "contradiction"


def same_figure(one: Measure, two: Measure, named: tuple[str, str]) -> Verdict:
    """Hold what two reports say of the same thing against each other."""
    line = f"{named[0]} says {one}, {named[1]} says {two}"
    if why := not_comparable(one, two):
        return Verdict("not comparable", f"{line}: {why}")
    if one.is_point and two.is_point:
        names = {
            _point(one, two.low, _SAME_THING_ROUNDED),
            _point(two, one.low, _SAME_THING_ROUNDED),
        }
        if one.hedge != "exact" and two.hedge != "exact" and one.low != two.low:
            (low, high), (least, most) = one.allowed(), two.allowed()
            names = {"loose" if low <= most and least <= high else "contradiction"}
        order = ("consistent", "rounding", "loose", "contradiction")
        return Verdict(next(name for name in order if name in names), line)
    (low, high), (least, most) = one.allowed(), two.allowed()
    return Verdict("consistent" if low <= most and least <= high else "contradiction", line)


def product(headline: Measure, factors: Sequence[Measure], named: str = "the headline") -> Verdict:
    """Hold the product of *factors* (persons and fee, trips and persons per trip) against *headline*."""
    counted = [f for f in factors if not _is_money(f)]
    paid = [f for f in factors if _is_money(f)]
    for fee in paid:
        if fee.unit != headline.unit:
            return Verdict(
                "not comparable",
                f"{fee} against {headline}: {_rate_wanted(fee, headline)}",
            )
    rate = next((c.per for c in counted if c.per in ("day", "month", "year")), "")
    if paid and rate != (headline.per if headline.per != "person" else ""):
        periods = f"{_period(replace(headline, per=rate))}, {named} {_period(headline)}"
        return Verdict("not comparable", f"the persons are counted {periods}")
    low, high = 1.0, 1.0
    for factor in factors:
        low, high = low * factor.low, high * factor.high
    written = " x ".join(
        str(replace(f, per="", unit="")) if f.is_point else f"({replace(f, per='', unit='')})"
        for f in factors
    )
    summed = shown(low) if low == high else f"{shown(low)} to {shown(high)}"
    line = f"product: {written} = {summed}, {named} is {headline}"
    return Verdict(_product(headline, factors, low, high), line)


def _is_money(measure: Measure) -> bool:
    return len(measure.unit) in (3, 4) and measure.unit.isupper()


def _product(headline: Measure, factors: Sequence[Measure], low: float, high: float) -> str:
    grown_low, grown_high = 1.0, 1.0
    for factor in factors:
        least, most = factor.allowed()
        least = max(least, factor.high / 2) if factor.hedge == "up_to" else least
        grown_low, grown_high = grown_low * least, grown_high * most
    least, most = headline.allowed()
    if (
        low == high
        and headline.is_point
        and headline.hedge in ("about", "nearly")
        and low != headline.low
    ):
        return _point(headline, low, _SAME_THING_ROUNDED)
    if (low <= most and high >= least) or (
        grown_low <= headline.high and grown_high >= headline.low
    ):
        return "consistent"
    if (
        low == high
        and headline.is_point
        and _point(headline, low, _SAME_THING_ROUNDED) == "rounding"
    ):
        return "rounding"
    ratio = headline.low / high if headline.low > high else low / max(headline.high, 1e-9)
    return "loose" if ratio <= _PRODUCT_LOOSE and low != high else "contradiction"


def change(now: Measure, before: Measure, told: float, hedge: str = "exact") -> Verdict:
    """Hold a told change in percent against the two figures it is the change between."""
    if why := not_comparable(now, before):
        return Verdict("not comparable", f"{now} and {before}: {why}")
    if before.low == 0:
        return Verdict("not comparable", f"{now} after 0: a change from nothing has no percentage")
    counted = (now.low - before.low) / before.low * 100
    line = f"({shown(now.low)} - {shown(before.low)}) / {shown(before.low)} = {counted:+.1f} %"
    line += f", the report says {told:+g} %"
    name = _printed(counted, told)
    if hedge in ("at_least", "more_than") and abs(counted) >= abs(told) and counted * told > 0:
        name = "consistent" if abs(counted) <= 1.2 * abs(told) else "loose"
    elif hedge != "exact" and abs(counted - told) <= max(5.0, 0.1 * abs(told)):
        name = "rounding" if name == "contradiction" else name
    return Verdict(name, line)


def share(part: Measure, whole: Measure, told: float) -> Verdict:
    """Hold a told share in percent against the part and the whole."""
    if why := not_comparable(whole, part):
        return Verdict("not comparable", f"{part} of {whole}: {why}")
    counted = part.low / whole.low * 100 if whole.low else inf
    line = f"{shown(part.low)} / {shown(whole.low)} = {counted:.1f} %, the report says {told:g} %"
    return Verdict(_printed(counted, told), line)


def _printed(counted: float, told: float) -> str:
    """Judge a percentage by how precisely it is printed."""
    step = 1.0 if told == round(told) else 0.1
    off = abs(counted - told)
    if off <= step / 2 + 1e-9:
        return "consistent"
    return "rounding" if off <= 1.5 * step else "loose" if off <= 3 else "contradiction"


def base_of(now: float, told: float) -> float:
    """Give the figure before a change of *told* percent led to *now*.

    >>> round(base_of(40_000, 27))
    31496
    """
    return now / (1 + told / 100)
