"""Draws routes' detections as SVG that opens alone, with change-points, legend, source and caveat."""

import textwrap
from collections.abc import Iterator, Sequence
from html import escape
from math import ceil, floor, log10

from clew.analysis.borders.counts import TOTAL, Counts, definitions
from clew.analysis.borders.report import route_breaks

_WIDTH, _HEIGHT = 1000, 460
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 20, 70, 110
_FOOT_LETTERS = 160
_COLOURS = ("#1b5e9e", "#b3541e", "#2e7d32", "#7b3f98", "#8a6d00", "#a02040", "#00707a", "#555555")
"""Told apart in print too; more lines than colours begin again, dashed."""


def drawing_of(counts: Counts, route: str, handling: str = "") -> str:
    """Draw one route with its change-points, or with `TOTAL` every route that makes the total.

    Args:
        counts: what the file counts.
        route: a name of `Counts.routes`, or `TOTAL`.
        handling: handling codes of the file in words, where it is a source of a case.
    """
    if route == TOTAL:
        title = f"Detections by {counts.step} and route"
        return draw(counts, counts.counted(), title, handling)
    return draw(counts, [route], f"{route}: detections by {counts.step}", handling)


def draw(counts: Counts, routes: Sequence[str], title: str, handling: str = "") -> str:
    """Draw the routes' series, each point with its rows; with one route also its change-points and their intervals."""
    periods = counts.periods()
    series = {route: list(counts.series(route).values()) for route in routes}
    step = _step(max((max(values) for values in series.values()), default=0))
    most = step * max(ceil(max((max(values) for values in series.values()), default=0) / step), 1)
    told = (f"Source: {counts.source}. Counted: {_counted()}", handling)
    foot = [part for line in told for part in textwrap.wrap(line, _FOOT_LETTERS)]
    height = _HEIGHT + 15 * (max((len(series) - 1) // 3 - 2, 0) + len(foot) - 1)
    parts = [_frame(title, height), *_axes(periods, most, step)]
    if len(routes) == 1:
        parts += _breaks(counts, routes[0], periods)
    for number, (route, values) in enumerate(series.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        dash = "" if number < len(_COLOURS) else ' stroke-dasharray="6 3"'
        at = [(_x(n, len(periods)), _y(value, most)) for n, value in enumerate(values)]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.6"{dash}/>'
        )
        parts += _points(counts, route, at, colour)
        x, y = _LEFT + (number % 3) * 300, _HEIGHT - 62 + (number // 3) * 15
        parts.append(
            f'<line x1="{x}" y1="{y - 4}" x2="{x + 22}" y2="{y - 4}" stroke="{colour}" stroke-width="2"{dash}/>'
        )
        parts.append(_text(x + 28, y, route, 11))
    parts += [_text(_LEFT, height - 8 - 15 * n, line, 9) for n, line in enumerate(reversed(foot))]
    return "\n".join([*parts, "</svg>\n"])


def _points(
    counts: Counts, route: str, at: Sequence[tuple[float, float]], colour: str
) -> Iterator[str]:
    """Draw a point for each period the file has rows of; it says which they are."""
    values = counts.series(route)
    for (x, y), (period, rows) in zip(at, counts.rows(route).items(), strict=True):
        if rows:
            told = f"{route}, {period}: {values[period]:,.0f} detections; {_rows(rows)} of {counts.source}"
            yield (
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2" fill="{colour}" data-route="{escape(route)}" '
                f'data-period="{period}"><title>{escape(told)}</title></circle>'
            )


def _rows(rows: Sequence[int]) -> str:
    """Name the rows something is counted from, the first six of them.

    >>> _rows([2]), _rows([2, 5, 9])
    ('row 2', 'rows 2, 5, 9')
    """
    more = f" and {len(rows) - 6:,} more" if len(rows) > 6 else ""
    return f"{'row' if len(rows) == 1 else 'rows'} {', '.join(str(row) for row in rows[:6])}{more}"


def _counted() -> str:
    return str(definitions()["counted"]).split(";", maxsplit=1)[0].removesuffix(")") + ")"


def _frame(title: str, height: int) -> str:
    caveat = str(definitions()["caveat"])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'font-family="sans-serif" role="group"><title>{escape(title)}</title><desc>{escape(caveat)}</desc>\n'
        f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>\n'
        f"{_text(_LEFT, 24, title, 16)}\n{_text(_LEFT, 44, caveat, 10, '#8a1c1c')}"
    )


def _step(most: float) -> float:
    """Give the distance of the lines drawn across: 1, 2 or 5 times a power of ten, for four to eight lines.

    >>> _step(205_703), _step(3), _step(0)
    (50000.0, 1.0, 1.0)
    """
    if most <= 4:
        return 1.0
    power = 10.0 ** floor(log10(most / 4))
    return max(one * power for one in (1, 2, 5) if one * power <= most / 4)


def _axes(periods: Sequence[str], most: float, step: float) -> list[str]:
    parts = []
    for number in range(round(most / step) + 1):
        value = number * step
        y = _y(value, most)
        parts.append(
            f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}" stroke="#dddddd"/>'
        )
        parts.append(_text(_LEFT - 8, y + 4, f"{value:,.0f}", 10, "#333333", "end"))
    years = [n for n, period in enumerate(periods) if n == 0 or period[:4] != periods[n - 1][:4]]
    step = 1 if len(years) <= 20 else len(years) // 20 + 1
    for n in years[::step]:
        x = _x(n, len(periods))
        parts.append(_text(x, _HEIGHT - _BOTTOM + 18, periods[n][:4], 10, "#333333", "middle"))
        parts.append(
            f'<line x1="{x:.1f}" y1="{_HEIGHT - _BOTTOM}" x2="{x:.1f}" y2="{_HEIGHT - _BOTTOM + 5}" stroke="#333333"/>'
        )
    return parts


def _breaks(counts: Counts, route: str, periods: Sequence[str]) -> list[str]:
    parts = []
    for one in route_breaks(counts, route):
        low, at, high = (
            _x(periods.index(p), len(periods)) for p in (one.low, one.period, one.high)
        )
        told = f"level {one.before:,.0f} to {one.after:,.0f} from {one.period} ({one.low} to {one.high})"
        parts.append(
            f'<g class="break" data-route="{escape(route)}" data-period="{one.period}">'
            f'<title>{escape(told)}</title><rect x="{low:.1f}" y="{_TOP}" width="{max(high - low, 2):.1f}" '
            f'height="{_HEIGHT - _BOTTOM - _TOP}" fill="#e8e0c8" opacity="0.7"/>'
            f'<line x1="{at:.1f}" y1="{_TOP}" x2="{at:.1f}" y2="{_HEIGHT - _BOTTOM}" stroke="#8a6d00" '
            f'stroke-dasharray="3 3"/></g>'
        )
    if parts:
        x = _LEFT + 600
        parts.append(f'<rect x="{x}" y="{_HEIGHT - 72}" width="22" height="12" fill="#e8e0c8"/>')
        parts.append(_text(x + 28, _HEIGHT - 62, "change-point, 95 % interval", 11))
    return parts


def _x(number: int, count: int) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * number / max(count - 1, 1)


def _y(value: float, most: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * value / most


def _text(
    x: float, y: float, text: str, size: int, colour: str = "#111111", anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )
