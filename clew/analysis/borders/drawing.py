"""Draws routes' detections as SVG that opens alone, with change-points, legend, source and caveat."""

from collections.abc import Sequence
from html import escape

from clew.analysis.borders.counts import Counts, definitions
from clew.analysis.borders.report import route_breaks

_WIDTH, _HEIGHT = 1000, 460
_LEFT, _RIGHT, _TOP, _BOTTOM = 90, 20, 70, 110
_COLOURS = ("#1b5e9e", "#b3541e", "#2e7d32", "#7b3f98", "#8a6d00", "#a02040", "#00707a", "#555555")
"""Told apart in print too; more lines than colours begin again, dashed."""


def draw(counts: Counts, routes: Sequence[str], title: str) -> str:
    """Draw the routes' series; with one route also its change-points and their intervals."""
    periods = counts.periods()
    series = {route: list(counts.series(route).values()) for route in routes}
    most = max((max(values) for values in series.values()), default=0) or 1.0
    parts = [_frame(title), *_axes(periods, most)]
    if len(routes) == 1:
        parts += _breaks(counts, routes[0], periods)
    for number, (route, values) in enumerate(series.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        dash = "" if number < len(_COLOURS) else ' stroke-dasharray="6 3"'
        points = " ".join(
            f"{_x(n, len(periods)):.1f},{_y(value, most):.1f}" for n, value in enumerate(values)
        )
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.6"{dash}/>'
        )
        x, y = _LEFT + (number % 3) * 300, _HEIGHT - 62 + (number // 3) * 15
        parts.append(
            f'<line x1="{x}" y1="{y - 4}" x2="{x + 22}" y2="{y - 4}" stroke="{colour}" stroke-width="2"{dash}/>'
        )
        parts.append(_text(x + 28, y, route, 11))
    parts.append(_text(_LEFT, _HEIGHT - 8, f"Source: {counts.source}. Counted: {_counted()}", 9))
    return "\n".join([*parts, "</svg>\n"])


def _counted() -> str:
    return str(definitions()["counted"]).split(";", maxsplit=1)[0].removesuffix(")") + ")"


def _frame(title: str) -> str:
    caveat = str(definitions()["caveat"])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'font-family="sans-serif" role="img"><title>{escape(title)}</title><desc>{escape(caveat)}</desc>\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>\n'
        f"{_text(_LEFT, 24, title, 16)}\n{_text(_LEFT, 44, caveat, 10, '#8a1c1c')}"
    )


def _axes(periods: Sequence[str], most: float) -> list[str]:
    parts = []
    for quarter in range(5):
        value = most * quarter / 4
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
            f'<g><title>{escape(told)}</title><rect x="{low:.1f}" y="{_TOP}" width="{max(high - low, 2):.1f}" '
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
