"""Who moves whom, when, and in which vehicles: the runs of two rings, before any file is written."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import cos, hypot, radians
from random import Random
from typing import Any

from clew.exercise.people import Crowd, Person, Vehicle

_KM_A_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the way, when it was passed, and what stands there: "bg check", "mk camera", or "" for nobody."""

    place: str
    at: datetime
    seen_by: str


@dataclass(slots=True)
class Ride:
    """One vehicle on one run.

    Attributes:
        run: "east 2"; "" for strangers.
        aboard: people besides the driver.
        ahead_of: the vehicle it drives minutes ahead of, or None.
    """

    run: str
    vehicle: Vehicle
    driver: Person
    points: list[Point]
    aboard: list[Person] = field(default_factory=list)
    ahead_of: Vehicle | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """People led over a border on foot."""

    run: str
    place: str
    at: datetime
    guide: Person
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody at a house or an inn; who keeps the house lives there and never leaves."""

    person: Person
    kind: str
    town: str
    arrived: datetime
    left: datetime | None


@dataclass(frozen=True, slots=True)
class Talk:
    """A call; *place* is where the caller's handset was, *operator* whose records hold it."""

    a: Person
    b: Person
    at: datetime
    place: str
    operator: str
    why: str


@dataclass(slots=True)
class Ring:
    """Who belongs to a ring and what it drives.

    Attributes:
        keepers: of its houses, in the order of the way.
        cars: the vehicle of each ride; the scout's last.
    """

    spec: dict[str, Any]
    organiser: Person
    drivers: list[Person]
    guide: Person
    keepers: list[Person]
    money: Person
    clients: list[Person]
    cars: list[Vehicle] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What truth.json calls it."""
        return str(self.spec["name"])

    @property
    def houses(self) -> list[str]:
        """Towns of its houses."""
        return [ride["house"] for ride in self.spec["ride"] if "house" in ride]

    def members(self) -> list[Person]:
        """Everybody but the organiser and those who are moved."""
        return [*self.drivers, self.guide, *self.keepers, self.money]


@dataclass(slots=True)
class Month:
    """What happened in the month."""

    rings: list[Ring]
    rides: list[Ride] = field(default_factory=list)
    walks: list[Walk] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)


@cache
def told() -> dict[str, Any]:
    """Read runs.toml."""
    return tomllib.loads(files("clew.exercise.runs").joinpath("runs.toml").read_text("utf-8"))


def first_day() -> datetime:
    """Give the beginning of the month."""
    return datetime.combine(told()["month"]["first"], time())


def hours_between(begin: str, end: str) -> float:
    """Give how long a vehicle takes from one place to another."""
    (north, east), (other_north, other_east) = (
        told()["place"][name]["at"] for name in (begin, end)
    )
    across = (other_east - east) * cos(radians((north + other_north) / 2))
    km = hypot(other_north - north, across) * _KM_A_DEGREE
    return max(0.3, km / float(told()["month"]["kmh"]))


def passed(stops: Sequence[Sequence[str]], leaves: datetime, rng: Random) -> list[Point]:
    """Give when a vehicle that leaves then passes each stop, with a quarter of an hour's chance."""
    points, at = [Point(stops[0][0], leaves, stops[0][1])], leaves
    for (before, _), (place, seen_by) in pairwise(stops):
        at += timedelta(hours=hours_between(before, place), minutes=rng.randrange(15))
        points.append(Point(place, at, seen_by))
    return points


def act(cast: Sequence[Person], crowd: Crowd, rng: Random) -> Month:
    """Let the rings of runs.toml move people for a month."""
    month = Month(
        [_ring(spec, number, cast, crowd, rng) for number, spec in enumerate(told()["ring"])]
    )
    for number, ring in enumerate(month.rings):
        for keeper, town in zip(ring.keepers, ring.houses, strict=True):
            month.stays.append(
                Stay(keeper, "house", town, first_day() - timedelta(days=rng.randint(20, 60)), None)
            )
        for run in range(told()["month"]["runs"]):
            starts = first_day() + timedelta(
                days=run * told()["month"]["every"] + 2 * number, hours=rng.randint(1, 4)
            )
            people = ring.clients[run * told()["month"]["clients"] :][: told()["month"]["clients"]]
            _run(month, ring, f"{ring.name} {run + 1}", starts, people, rng)
    return month


def _ring(
    spec: dict[str, Any], number: int, cast: Sequence[Person], crowd: Crowd, rng: Random
) -> Ring:
    """Choose a ring's people: the cast of each role is dealt out to the rings in turn."""
    count = len(told()["ring"])

    def of(role: str, several: int) -> list[Person]:
        return [p for p in cast if p.role == role][number::count][:several]

    rides, houses = spec["ride"], sum("house" in ride for ride in spec["ride"])
    scouts = sum(bool(ride.get("scout")) for ride in rides)
    moved = told()["month"]["runs"] * told()["month"]["clients"]
    ring = Ring(
        spec, of("organiser", 1)[0], of("driver", len(rides) + scouts), of("guide", 1)[0],
        of("safe-house-keeper", houses), of("money-man", 1)[0], of("migrant", moved),
    )  # fmt: skip
    ring.cars = [
        crowd.vehicle(rng.choice(("BG", "MK", "XK", "RS"))) for _ in (*rides, *range(scouts))
    ]
    return ring


def _run(
    month: Month, ring: Ring, run: str, starts: datetime, people: list[Person], rng: Random
) -> None:
    """Move *people* once along the ring's way, with the calls that go with it."""
    month.walks.append(Walk(run, ring.spec["walk"], starts, ring.guide, tuple(people)))
    _call(
        month,
        ring,
        ring.organiser,
        ring.guide,
        starts - timedelta(hours=rng.randint(4, 20)),
        ring.houses[0],
        rng,
    )
    _call(month, ring, ring.guide, people[0], starts - timedelta(hours=2), ring.spec["walk"], rng)
    leaves, keepers = starts + timedelta(hours=1.5), iter(ring.keepers)
    handed = ring.guide
    for number, spec in enumerate(ring.spec["ride"]):
        driver, car = ring.drivers[number], ring.cars[number]
        ride = Ride(run, car, driver, passed(spec["points"], leaves, rng), list(people))
        month.rides.append(ride)
        for one, other, before in ((ring.organiser, driver, 5), (handed, driver, 1)):
            _call(
                month, ring, one, other, leaves - timedelta(hours=before), spec["points"][0][0], rng
            )
        if spec.get("scout"):
            _scout(month, ring, ride, rng)
        arrived = ride.points[-1].at
        _call(
            month,
            ring,
            driver,
            ring.organiser,
            arrived + timedelta(minutes=20),
            spec["points"][-1][0],
            rng,
        )
        handed = driver
        if "house" in spec:
            handed = next(keepers)
            leaves = arrived + timedelta(days=rng.randint(1, 2), hours=rng.randint(-3, 3))
            month.stays += [Stay(one, "house", spec["house"], arrived, leaves) for one in people]
            _call(
                month,
                ring,
                ring.organiser,
                handed,
                arrived - timedelta(hours=2),
                ring.houses[0],
                rng,
            )
    _call(month, ring, ring.organiser, ring.money, leaves + timedelta(hours=9), ring.houses[0], rng)
    _call(month, ring, ring.money, people[0], leaves + timedelta(hours=10), ring.houses[-1], rng)


def _scout(month: Month, ring: Ring, ride: Ride, rng: Random) -> None:
    """Let the ring's last car drive minutes ahead of *ride*, and call it."""
    driver, ahead = ring.drivers[-1], timedelta(minutes=rng.randint(6, 18))
    points = [
        Point(p.place, p.at - ahead - timedelta(minutes=rng.randrange(4)), p.seen_by)
        for p in ride.points
    ]
    month.rides.append(Ride(ride.run, ring.cars[-1], driver, points, ahead_of=ride.vehicle))
    for point in ride.points[1:]:
        _call(month, ring, driver, ride.driver, point.at - timedelta(minutes=3), point.place, rng)


def _call(
    month: Month, ring: Ring, a: Person, b: Person, at: datetime, place: str, rng: Random
) -> None:
    if rng.random() < 0.3:
        a, b = b, a
    month.talks.append(
        Talk(a, b, at + timedelta(seconds=rng.randrange(60)), place, ring.spec["operator"], "run")
    )


def moves(ride: Ride) -> Iterator[tuple[Point, Point]]:
    """Give the legs of a ride, point by point."""
    yield from pairwise(ride.points)
