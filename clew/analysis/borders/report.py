"""A route's border statistics in one answer: series, changes, shares, change-points, shifts, and the caveat."""

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np

from clew.analysis.borders.breaks import Break, breaks
from clew.analysis.borders.counts import TOTAL, Counts, definitions
from clew.analysis.borders.published import beside
from clew.analysis.borders.tables import shifts, table

_SEASON = {"month": 12, "quarter": 4, "year": 1}
METHOD = (
    "change-points: negative binomial levels with a factor for each month of the year, optimal partitioning, "
    "price 3 ln n for a break; low and high hold 95 % of a break's likelihood; a break says that the level "
    "changed, not why"
)


def route_breaks(counts: Counts, route: str) -> list[Break]:
    """Give where the route's level breaks."""
    series = counts.series(route)
    return breaks(list(series), np.array(list(series.values()), np.float64), _SEASON[counts.step])


def report(counts: Counts, route: str, published: Sequence[str] = ()) -> dict[str, object]:
    """Give everything asked of one route, or of all routes together.

    Args:
        counts: what the file counts.
        route: a name of `Counts.routes`, or `TOTAL`.
        published: published figures to set beside, "2013=40000,+27%".
    """
    words = definitions()
    moved = shifts(counts)
    if route != TOTAL:
        moved = [s for s in moved if any(route == name for name, _ in (*s.lost, *s.gained))]
    told = (
        f"{n:,} {why} (first: line {counts.examples.get(why, 0)})"
        for why, n in counts.refused.items()
    )
    return {
        "route": route,
        "caveat": words["caveat"],
        "counted": words["counted"],
        "source": counts.source,
        **table(counts, route),
        "change_points": [asdict(one) for one in route_breaks(counts, route)],
        "shifts": [asdict(one) for one in moved],
        "published": [beside(counts, route, one).as_json() for one in published],
        "routes": counts.routes,
        "method": METHOD,
        "notes": [*told, "a period without a row counts 0"],
    }  # fmt: skip
