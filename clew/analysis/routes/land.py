"""The countries a map is drawn on, cut to its frame: Natural Earth, 1:50 million, within 2 km, offline."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import asinh, atan, cos, degrees, radians, sinh, tan
from pathlib import Path

STEP_DEGREES = 0.02
CREDIT = "Natural Earth (public domain), 1:50,000,000; borders as it draws them, without prejudice to any status"
_FURTHEST = 84.0
"""Latitude up to which the projection is drawn."""
_SLACK_PX = 4.0
_TOO_NEAR_PX = 0.6

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on the map in Mercator's projection, so that directions are those of a compass.

    Attributes:
        width, height: in pixels.
        west, north: its corner, in units of the projection.
        scale: pixels for one unit: at the equator a radian of longitude.
    """

    width: int
    height: int
    west: float
    north: float
    scale: float

    def at(self, latitude: float, longitude: float) -> Point:
        """Give where a place in degrees lies, in pixels."""
        return (radians(longitude) - self.west) * self.scale, (
            self.north - _up(latitude)
        ) * self.scale

    def km_per_pixel(self) -> float:
        """Give how many kilometres a pixel is in the middle of the frame."""
        middle = atan(sinh(self.north - self.height / 2 / self.scale))
        return 6371.0088 * cos(middle) / self.scale

    def bounds(self) -> tuple[float, float, float, float]:
        """Give west, south, east, north in degrees."""
        south = atan(sinh(self.north - self.height / self.scale))
        return (
            degrees(self.west), degrees(south), degrees(self.west + self.width / self.scale),
            degrees(atan(sinh(self.north))),
        )  # fmt: skip


def frame_around(
    places: Sequence[tuple[float, float]], width: int, height: int, least_km: float = 300
) -> Frame:
    """Give the frame that shows these places (latitude, longitude) with room around them.

    Args:
        places: in degrees; none shows the Balkans and their neighbours.
        width, height: of the frame, in pixels.
        least_km: so much is shown at least from west to east.
    """
    shown = places or [(36.0, 10.0), (49.0, 36.0)]
    xs = [radians(longitude) for _, longitude in shown]
    ys = [_up(latitude) for latitude, _ in shown]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    least = least_km / 6371.0088 / max(cos(atan(sinh(middle[1]))), 0.05)
    wide = max((max(xs) - min(xs)) / (width - 260), (max(ys) - min(ys)) / (height - 120))
    unit = max(wide, least / width)
    return Frame(
        width, height, middle[0] - width / 2 * unit, middle[1] + height / 2 * unit, 1 / unit
    )


@dataclass(frozen=True, slots=True)
class Country:
    """A country within a frame: its rings in pixels, its name and where the name stands, or None."""

    name: str
    rings: tuple[tuple[Point, ...], ...]
    label: Point | None

    def path(self) -> str:
        """Give its outline as the path of an SVG."""
        return "".join(
            "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in self.rings
        )


def countries(frame: Frame) -> Iterator[Country]:
    """Give the countries that stand in the frame."""
    west, south, east, north = frame.bounds()
    for name, rings in _world():
        found = []
        for ring, (left, low, right, high) in rings:
            if left <= east and right >= west and low <= north and high >= south:
                cut = _cut(_drawn(ring, frame), frame)
                if len(cut) > 2:
                    found.append(tuple(cut))
        if found:
            yield Country(name, tuple(found), _middle(max(found, key=_area)))


def _drawn(ring: Iterable[Point], frame: Frame) -> list[Point]:
    """Give a ring in pixels, without points that could not be told apart."""
    found: list[Point] = []
    for longitude, latitude in ring:
        x, y = frame.at(latitude, longitude)
        if not found or abs(x - found[-1][0]) + abs(y - found[-1][1]) > _TOO_NEAR_PX:
            found.append((x, y))
    return found


def _up(latitude: float) -> float:
    return asinh(tan(radians(max(-_FURTHEST, min(_FURTHEST, latitude)))))


@cache
def _world() -> list[tuple[str, list[tuple[list[Point], tuple[float, float, float, float]]]]]:
    """Give each country's rings in degrees (longitude, latitude), each with its bounds."""
    found = []
    for line in Path(__file__).with_name("land.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        rings = []
        for steps in told["rings"]:
            ring = list(_walked(steps))
            xs, ys = [x for x, _ in ring], [y for _, y in ring]
            rings.append((ring, (min(xs), min(ys), max(xs), max(ys))))
        found.append((told["name"], rings))
    return found


def _walked(steps: Sequence[int]) -> Iterator[Point]:
    x = y = 0
    for at in range(0, len(steps), 2):
        x, y = x + steps[at], y + steps[at + 1]
        yield x * STEP_DEGREES, y * STEP_DEGREES


def _cut(ring: list[Point], frame: Frame) -> list[Point]:
    """Cut a ring to the frame and a little more (Sutherland and Hodgman 1974)."""
    for axis, sign, edge in (
        (0, 1.0, -_SLACK_PX), (0, -1.0, -frame.width - _SLACK_PX),
        (1, 1.0, -_SLACK_PX), (1, -1.0, -frame.height - _SLACK_PX),
    ):  # fmt: skip
        ring = _cut_at(ring, axis, sign, edge)
    return ring


def _cut_at(ring: list[Point], axis: int, sign: float, edge: float) -> list[Point]:
    """Keep what lies where sign × coordinate is at least *edge*."""
    found: list[Point] = []
    for number, point in enumerate(ring):
        before = ring[number - 1]
        here, there = sign * point[axis] - edge, sign * before[axis] - edge
        if (here >= 0) != (there >= 0):
            share = there / (there - here)
            found.append(
                (
                    before[0] + (point[0] - before[0]) * share,
                    before[1] + (point[1] - before[1]) * share,
                )
            )
        if here >= 0:
            found.append(point)
    return found


def _area(ring: Sequence[Point]) -> float:
    return (
        abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)))
        / 2
    )


def _middle(ring: Sequence[Point]) -> Point | None:
    """Give the middle of a ring large enough to carry a name, else None."""
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
    if abs(twice) < 2 * 45 * 45:
        return None
    x = y = 0.0
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        turn = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * turn, y + (a[1] + b[1]) * turn
    return x / (3 * twice), y / (3 * twice)
