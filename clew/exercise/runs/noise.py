"""What looks like a run and is none: families, a taxi, inns, queues at the border, neighbours who drive to work."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from clew.exercise.people import CULTURES, Crowd, Person, Vehicle
from clew.exercise.runs.acting import Month, Point, Ride, Stay, Talk, first_day, passed, told

_CULTURES = [culture for culture in CULTURES if culture not in ("arabic", "afghan")]
"""Cultures whose lists hold enough names for every stranger to have one of their own."""
_BORDER = (
    (("Sofia", "bg camera"), ("Gyueshevo", "mk check"), ("Kumanovo", "mk camera")),
    (("Skopje", "mk camera"), ("Blace", "xk check")),
)
_ROAD = (
    (("Haskovo", "bg camera"), ("Plovdiv", "bg camera")),
    (("Kumanovo", "mk camera"), ("Skopje", "mk camera")),
)
_STATES = ("BG", "MK", "XK", "AL")


class Strangers:
    """Adds to a month what strangers do.

    Attributes:
        people: those invented for it.
        senders: who sends money to whom in the family.
    """

    def __init__(self, month: Month, crowd: Crowd, rng: Random) -> None:
        self._month, self._crowd, self._rng = month, crowd, rng
        self.people: list[Person] = []
        self.senders: list[tuple[Person, Person]] = []

    def add(self) -> None:
        """Add all of it."""
        members = [p for ring in self._month.rings for p in (ring.organiser, *ring.members())]
        self._queues()
        self._families()
        self._roads()
        self._inns()
        self._relatives(members)
        self._taxi(members)
        self._chatter()
        self.senders = [
            (self._person(), self._person()) for _ in range(told()["noise"]["remittances"])
        ]

    def _person(self) -> Person:
        one = self._crowd.person("uninvolved", _CULTURES, unheard=True)
        self.people.append(one)
        return one

    def _car(self) -> Vehicle:
        return self._crowd.vehicle(self._rng.choice(_STATES))

    def _day(self) -> datetime:
        days = told()["month"]["runs"] * told()["month"]["every"]
        return first_day() + timedelta(
            days=self._rng.randrange(days), minutes=self._rng.randrange(24 * 60)
        )

    def _queues(self) -> None:
        """Put strangers' cars at each check within half an hour of a ride."""
        for ride in list(self._month.rides):
            for point in ride.points:
                if point.seen_by.endswith("check") and not ride.ahead_of:
                    for _ in range(told()["noise"]["queue"]):
                        at = point.at + timedelta(minutes=self._rng.randint(-25, 25))
                        there = [Point(point.place, at, point.seen_by)]
                        self._month.rides.append(Ride("", self._car(), self._person(), there))

    def _families(self) -> None:
        """Let families cross a border in their own car and come back."""
        for _ in range(told()["noise"]["families"]):
            car, driver = self._car(), self._person()
            family = [self._person() for _ in range(self._rng.randint(2, 3))]
            way, leaves = self._rng.choice(_BORDER), self._day()
            for stops, at in ((way, leaves), (way[::-1], leaves + timedelta(days=2))):
                self._month.rides.append(
                    Ride("", car, driver, passed(stops, at, self._rng), list(family))
                )

    def _roads(self) -> None:
        """Let strangers pass cameras minutes apart: once by chance, or daily as neighbours who drive to work."""
        spans = [1] * told()["noise"]["along"] + [3] * told()["noise"]["commuters"]
        for days in spans:
            way, first, pair = (
                self._rng.choice(_ROAD),
                self._day(),
                [(self._car(), self._person()) for _ in "ab"],
            )
            for day in range(days):
                for car, driver in pair:
                    leaves = first + timedelta(days=day, minutes=self._rng.randrange(12))
                    self._month.rides.append(Ride("", car, driver, passed(way, leaves, self._rng)))

    def _inns(self) -> None:
        for town in told()["inn"]:
            for _ in range(told()["noise"]["guests"]):
                arrived = self._day()
                left = arrived + timedelta(days=self._rng.randint(1, 4))
                self._month.stays.append(Stay(self._person(), "inn", town, arrived, left))

    def _talk(self, a: Person, b: Person, why: str) -> None:
        operator = self._rng.choice([ring.spec["operator"] for ring in self._month.rings])
        place = self._rng.choice(list(told()["place"]))
        self._month.talks.append(Talk(a, b, self._day(), place, operator, why))

    def _relatives(self, members: Sequence[Person]) -> None:
        """Let members of the rings talk with their families, who have nothing to do with it."""
        for one in members:
            mother = self._person()
            for _ in range(self._rng.randint(1, 2)):
                self._talk(one, mother, "family")

    def _taxi(self, members: Sequence[Person]) -> None:
        """Let a taxi take customers over a border, called by many, two members of the rings among them."""
        driver, car = self._person(), self._car()
        customers = [self._person() for _ in range(told()["noise"]["taxi_customers"])]
        for one in (*customers, *self._rng.sample(list(members), 2)):
            self._talk(one, driver, "taxi")
        for at in range(0, len(customers), 2):
            way, leaves = self._rng.choice(_BORDER), self._day()
            self._month.rides.append(
                Ride("", car, driver, passed(way, leaves, self._rng), customers[at : at + 2])
            )

    def _chatter(self) -> None:
        several = [self._person() for _ in range(told()["noise"]["chatter"] // 3)]
        for _ in range(told()["noise"]["chatter"]):
            a, b = self._rng.sample(several, 2)
            self._talk(a, b, "chatter")
