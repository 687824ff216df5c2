"""Draws how a cost grows: both axes by factors of ten, with the line of exact proportion beside it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_WIDE, _HIGH = 640, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 24, 48, 56
_STEPS = (1, 2, 5)
_LOOK = 'role="img" font-family="system-ui, sans-serif" font-size="13"'


@dataclass(frozen=True, slots=True)
class Curve:
    """What a drawing shows.

    Attributes:
        title: above it; *across* and *up* name the axes, with units.
        points: measured (across, up), both above zero, in order.
    """

    title: str
    across: str
    up: str
    points: Sequence[tuple[float, float]]

    def growth(self) -> float:
        """Give the power the cost grows with: 1.0 is in proportion, less is slower; by least squares."""
        logs = [(math.log(x), math.log(y)) for x, y in self.points]
        mean_x = sum(x for x, _ in logs) / len(logs)
        mean_y = sum(y for _, y in logs) / len(logs)
        return sum((x - mean_x) * (y - mean_y) for x, y in logs) / sum(
            (x - mean_x) ** 2 for x, _ in logs
        )

    def draw(self, path: Path) -> None:
        """Write the drawing as SVG; it says its figures as text as well."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(self._lines()) + "\n", encoding="utf-8")

    def _lines(self) -> list[str]:
        (x0, y0), (x1, _) = self.points[0], self.points[-1]
        ys = [y for _, y in self.points] + [y0 * x1 / x0]
        across, up = _Axis(x0, x1), _Axis(min(ys), max(ys))
        said = "; ".join(f"{_short(x)}: {y:.3g}" for x, y in self.points)

        def place(x: float, y: float) -> str:
            px = _LEFT + across.at(x) * (_WIDE - _LEFT - _RIGHT)
            return f"{px:.1f},{_HIGH - _BOTTOM - up.at(y) * (_HIGH - _TOP - _BOTTOM):.1f}"

        line = " ".join(place(x, y) for x, y in self.points)
        straight = f"{place(x0, y0)} {place(x1, y0 * x1 / x0)}"
        middle_x, middle_y = (_LEFT + _WIDE - _RIGHT) / 2, (_TOP + _HIGH - _BOTTOM) / 2
        return [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" {_LOOK}>',
            f"<title>{self.title}</title>",
            f"<desc>{self.up} by {self.across}: {said}. Grows with the power {self.growth():.2f}.</desc>",
            f'<rect width="{_WIDE}" height="{_HIGH}" fill="#ffffff"/>',
            f'<text x="{_LEFT}" y="26" font-size="15" fill="#1d2733">{self.title}</text>',
            *_grid(across, up),
            f'<polyline points="{straight}" fill="none" stroke="#8a949f" stroke-dasharray="5 5"/>',
            f'<polyline points="{line}" fill="none" stroke="#0b5fae" stroke-width="2.5"/>',
            *(
                f'<circle cx="{at.split(",")[0]}" cy="{at.split(",")[1]}" r="4.5" fill="#0b5fae"/>'
                for at in line.split()
            ),
            f'<text x="{middle_x}" y="{_HIGH - 14}" text-anchor="middle" fill="#1d2733">{self.across}</text>',
            f'<g transform="translate(20 {middle_y}) rotate(-90)">',
            f'<text text-anchor="middle" fill="#1d2733">{self.up}</text></g>',
            f'<text x="{_WIDE - _RIGHT}" y="26" text-anchor="end" fill="#5a6570">dashed: in exact proportion</text>',
            "</svg>",
        ]


@dataclass(frozen=True, slots=True)
class _Axis:
    """One axis by factors of ten, a little wider than what it shows."""

    low: float
    high: float

    def at(self, value: float) -> float:
        low, high = math.log(self.low / 1.3), math.log(self.high * 1.3)
        return (math.log(value) - low) / (high - low)

    def marks(self) -> list[float]:
        decades = range(math.floor(math.log10(self.low)) - 1, math.ceil(math.log10(self.high)) + 1)
        ticks = [step * 10.0**decade for decade in decades for step in _STEPS]
        return [tick for tick in ticks if self.low / 1.3 <= tick <= self.high * 1.3]


def _grid(across: _Axis, up: _Axis) -> list[str]:
    right, bottom = _WIDE - _RIGHT, _HIGH - _BOTTOM
    lines = []
    for mark in across.marks():
        x = f"{_LEFT + across.at(mark) * (right - _LEFT):.1f}"
        lines.append(f'<line x1="{x}" y1="{_TOP}" x2="{x}" y2="{bottom}" stroke="#e4e8ec"/>')
        lines.append(
            f'<text x="{x}" y="{bottom + 18}" text-anchor="middle" fill="#5a6570">{_short(mark)}</text>'
        )
    for mark in up.marks():
        y = bottom - up.at(mark) * (bottom - _TOP)
        lines.append(
            f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}" stroke="#e4e8ec"/>'
        )
        lines.append(
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end" fill="#5a6570">{_short(mark)}</text>'
        )
    return lines


def _short(value: float) -> str:
    """Give a number as a reader of a drawing wants it: 2.5 M, 250 k, 0.5."""
    for size, letter in ((1e6, " M"), (1e3, " k")):
        if value >= size:
            return f"{value / size:g}{letter}"
    return f"{value:g}"
