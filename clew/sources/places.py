"""What the readers of maps share: a place, or a way between places, with its time and its words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from clew.errors import BrokenRecord
from clew.model.dates import read_date
from clew.model.evidence import Found, Refusal
from clew.sources.columns import meaning_of

YIELDS = frozenset({"Address", "Event", "Trip"})
"""Schemata a place can give."""
_MOST_LATITUDE, _MOST_LONGITUDE = 90, 180
_TIMES = frozenset({"trip_date", "call_start", "trip_time"})


@dataclass(frozen=True, slots=True)
class Point:
    """A place on a map, as written: degrees, and the time it was noted, if any."""

    latitude: str
    longitude: str
    time: str = ""


@dataclass(slots=True)
class Place:
    """One place or way of a map.

    Attributes:
        spot: "placemark 3", "track 1", "feature 2".
        name: as written.
        text: description as written.
        begin, end: stated time or span, as written.
        first, last: its only point twice, or the ends of a way; None without any.
        points: how many points it has.
        extra: other fields, name → value.
    """

    spot: str
    name: str = ""
    text: str = ""
    begin: str = ""
    end: str = ""
    first: Point | None = None
    last: Point | None = None
    points: int = 0
    extra: list[tuple[str, str]] = field(default_factory=list)

    def add(self, point: Point) -> None:
        """Add a point; of a way only the ends are kept."""
        self.first = self.first or point
        self.last = point
        self.points += 1

    def fields(self) -> Iterator[tuple[str, str]]:
        """Give what it says, as (field, value)."""
        yield from (
            ("name", self.name),
            ("description", self.text),
            ("begin", self.begin),
            ("end", self.end),
        )
        for called, point in (("first point", self.first), ("last point", self.last)):
            if point:
                yield called, f"{point.latitude}, {point.longitude} {point.time}".strip()
        yield "points", str(self.points)
        yield from self.extra


def read_place(place: Place) -> Iterator[Found | Refusal]:
    """Say what a place says: an Address, an Event where it has a time, a Trip where it is a way.

    Raises:
        BrokenRecord: it has no point, or one that is not on the earth.
    """
    first, last = place.first, place.last
    if first is None or last is None:
        raise BrokenRecord(
            "it has no place on the map", where=place.spot, do="look at it in the file",
            value=place.name or place.text[:200],
        )  # fmt: skip
    start = _address(place, first, "start" if place.points > 1 else "place")
    if place.points == 1:
        start.add("name", place.name).add("summary", place.text)
        _note(start, place, "remarks")
        yield start
        if place.begin or first.time:
            event = Found("Event", f"{place.spot} event", place.spot, counts=("events",))
            event.add("name", place.name or place.spot, place.name).link("addressEntity", start.key)
            yield from _timed(event, place.begin or first.time, place.end, place.spot)
            yield event
        return
    finish = _address(place, last, "end")
    trip = Found("Trip", f"{place.spot} trip", place.spot, counts=("ways",))
    trip.add("name", place.name or place.spot, place.name).add("summary", place.text)
    trip.link("startLocation", start.key).link("endLocation", finish.key)
    trip.add("description", f"a way of {place.points} points", str(place.points))
    _note(trip, place, "notes")
    yield from _timed(trip, place.begin or first.time, place.end or last.time, place.spot)
    yield start
    yield finish
    yield trip


def _address(place: Place, point: Point, kind: str) -> Found:
    for text, most, called in (
        (point.latitude, _MOST_LATITUDE, "latitude"),
        (point.longitude, _MOST_LONGITUDE, "longitude"),
    ):
        if not _is_degrees(text, most):
            raise BrokenRecord(
                f"the {called} {text!r} is not on the earth", where=place.spot,
                do="check it in the file", value=f"{point.latitude}, {point.longitude}",
            )  # fmt: skip
    counts = ("places",) if kind == "place" else ()
    found = Found("Address", f"{place.spot} {kind}", place.spot, counts=counts)
    return found.add("latitude", point.latitude).add("longitude", point.longitude)


def _is_degrees(text: str, most: int) -> bool:
    try:
        return abs(float(text)) <= most
    except ValueError:
        return False


def _note(found: Found, place: Place, prop: str) -> None:
    """Note the other fields; one that is a time by its name gives the begin where none is stated."""
    for name, value in place.extra:
        if meaning_of(name) in _TIMES and not place.begin and read_date(value).text:
            place.begin = value
        found.add(prop, f"{name}: {value}"[:2000], value)


def _timed(found: Found, begin: str, end: str, spot: str) -> Iterator[Refusal]:
    for prop, written in (("startDate", begin), ("endDate", end)):
        if written:
            read = read_date(written)
            if read.text:
                found.add(prop, read.text, written)
            else:
                yield Refusal(spot, written, read.reason, "check it in the file", found.key, prop)
