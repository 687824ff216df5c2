"""Change and share: each period beside the year before, and beside all routes.

change % = (now − before) ÷ before × 100, not given where before is 0; share % = part ÷ all routes × 100,
routes by which people leave not counted.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from clew.analysis.borders.counts import TOTAL, Counts


@dataclass(frozen=True, slots=True)
class Change:
    """A period beside the same one a year before.

    Attributes:
        period, base: "2015-Q2" beside "2014-Q2"; "2024 (01–04)" where a year is not whole.
        value, previous: detections.
        change: their difference; *change_percent* None where *previous* is 0.
        is_partial: one of the years is not whole: the months both have are compared.
    """

    period: str
    base: str
    value: float
    previous: float
    change: float
    change_percent: float | None
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A route's part of all routes in a period, in per cent; points since the year before."""

    period: str
    value: float
    total: float
    share_percent: float | None
    points: float | None


@dataclass(frozen=True, slots=True)
class Shift:
    """What routes lost and gained from one year to the next: detections, not the same people."""

    period: str
    base: str
    lost: tuple[tuple[str, float], ...]
    gained: tuple[tuple[str, float], ...]
    says: str


def percent(value: float, previous: float) -> float | None:
    """Change in per cent to one decimal, or None where there was nothing before.

    >>> percent(34559, 3011), percent(0, 65), percent(5, 0)
    (1047.8, -100.0, None)
    """
    return round((value - previous) / previous * 100, 1) if previous else None


def changes(counts: Counts, route: str, step: str) -> list[Change]:
    """Give each period of *step* ("month", "quarter", "year") beside the same one a year before."""
    whole, months = _periods(counts, route, step)
    found = []
    for period in whole:
        base = f"{int(period[:4]) - 1}{period[4:]}"
        if base not in whole:
            continue
        now, then = ({m[4:] for m in months[year]} for year in (period, base))
        same, partial = now & then, step == "year" and now != then
        if partial and not same:
            continue
        value, previous, named = whole[period], whole[base], period
        if partial:
            series = counts.series(route)
            value, previous = (
                sum(series[m] for m in months[year] if m[4:] in same) for year in (period, base)
            )
            span = f" ({min(same)[1:]}–{max(same)[1:]})"
            named, base = period + span, base + span
        found.append(
            Change(
                named, base, value, previous, value - previous, percent(value, previous), partial
            )
        )
    return found


def shares(counts: Counts, route: str, step: str) -> list[Share]:
    """Give the route's share of all routes in each period."""
    own, _ = _periods(counts, route, step)
    total, _ = _periods(counts, TOTAL, step)
    part = {p: value / total[p] * 100 if total[p] else None for p, value in own.items()}
    found = []
    for period, value in own.items():
        now, before = part[period], part.get(f"{int(period[:4]) - 1}{period[4:]}")
        moved = round(now - before, 1) if now is not None and before is not None else None
        share = round(now, 1) if now is not None else None
        found.append(Share(period, value, total[period], share, moved))
    return found


def shifts(counts: Counts) -> list[Shift]:
    """Give for each year the routes that lost and gained most beside the year before."""
    by_route = {route: changes(counts, route, "year") for route in counts.counted()}
    years: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    for route, several in by_route.items():
        for one in several:
            if one.change:
                years[one.period, one.base].append((route, one.change))
    found = []
    for (period, base), moved in sorted(years.items()):
        lost = tuple(sorted((m for m in moved if m[1] < 0), key=lambda m: m[1])[:3])
        gained = tuple(sorted((m for m in moved if m[1] > 0), key=lambda m: -m[1])[:3])
        if lost and gained:
            says = (
                f"{period} beside {base}: {_told(lost)}; {_told(gained)}. "
                "The numbers show detections on each; they do not show that the same people moved."
            )
            found.append(Shift(period, base, lost, gained, says))
    return found


def table(counts: Counts, route: str) -> dict[str, object]:
    """Give series, changes and shares of a route as `clew borders --json` prints them."""
    steps = {
        "month": ("month", "quarter", "year"),
        "quarter": ("quarter", "year"),
        "year": ("year",),
    }
    return {
        "series": [{"period": p, "detections": v} for p, v in counts.series(route).items()],
        "changes": _rows((step, changes(counts, route, step)) for step in steps[counts.step]),
        "shares": _rows((step, shares(counts, route, step)) for step in steps[counts.step]),
    }


def _rows(found: Iterable[tuple[str, list[Change] | list[Share]]]) -> list[dict[str, object]]:
    return [{"step": step, **asdict(one)} for step, several in found for one in several]


def _periods(
    counts: Counts, route: str, step: str
) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Add up a route's detections by *step*; only whole quarters; give also which periods went in."""
    sums: dict[str, float] = defaultdict(float)
    parts: dict[str, list[str]] = defaultdict(list)
    for period, value in counts.series(route).items():
        named = _named(period, step)
        sums[named] += value
        parts[named].append(period)
    if step == "quarter" and counts.step == "month":
        sums = {p: v for p, v in sums.items() if len(parts[p]) == 3}
    return dict(sums), dict(parts)


def _named(period: str, step: str) -> str:
    if step == "year":
        return period[:4]
    if step == "quarter" and "Q" not in period:
        return f"{period[:4]}-Q{(int(period[5:7]) + 2) // 3}"
    return period


def _told(moved: tuple[tuple[str, float], ...]) -> str:
    return ", ".join(f"{route} {change:+,.0f}" for route, change in moved)
