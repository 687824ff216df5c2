"""What a map of routes shows, before it is drawn: places, lines between them, questions and handovers at them."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from clew.analysis.spots import MOST, Spot

CARRIED = ("places", "legs", "handovers", "questions", "unplaced", "houses")
"""Parts of the answer of `routes` whose things carry their sources."""


@dataclass(slots=True)
class Seen:
    """A place on the map: coordinates in degrees, how many records name it, when first and last.

    Attributes:
        questions: numbers of the questions about it, from 1; *handovers* those at it.
    """

    name: str
    kind: str
    countries: tuple[str, ...]
    latitude: float
    longitude: float
    count: int = 0
    first: str = ""
    last: str = ""
    written: list[str] = field(default_factory=list)
    sources: list[Spot] = field(default_factory=list)
    questions: list[int] = field(default_factory=list)
    handovers: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def says(self) -> str:
        """What it stands for, in words."""
        where = f" ({'/'.join(code.upper() for code in self.countries)})" if self.countries else ""
        return f"{self.name}{where}, {self.kind}: {_times(self.count, 'record')}{span(self.first, self.last)}"


@dataclass(slots=True)
class Line:
    """The legs from one place to another by one means."""

    begin: Seen
    end: Seen
    means: str
    legs: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def people(self) -> int:
        """How many different people the files name on it."""
        return len({who["id"] for leg in self.legs for who in leg["people"]})

    @property
    def dated(self) -> tuple[str, str]:
        """When the first leg began and the last ended, as far as told."""
        moments = [at for leg in self.legs for at in (leg["left"], leg["arrived"]) if at]
        return min(moments, default=""), max(moments, default="")

    @property
    def says(self) -> str:
        """What it stands for, in words."""
        people = f", {_times(self.people, 'person', 'people')} named" if self.people else ""
        return (
            f"{self.begin.name} → {self.end.name}, {means()[self.means]['by']}: "
            f"{_times(len(self.legs), 'leg')}{people}{span(*self.dated)}"
        )

    def as_json(self) -> dict[str, object]:
        """Give it as a row of a list, with the first of its sources."""
        first, last = (at[:10] for at in self.dated)
        return {
            "from": self.begin.name, "to": self.end.name, "by": means()[self.means]["by"], "legs": len(self.legs),
            "people": self.people, "first": first, "last": last,
            "sources": [spot for leg in self.legs[:MOST] for spot in leg["sources"]][:MOST],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """A map before it is drawn.

    Attributes:
        off_the_map: legs of which an end has no coordinates.
    """

    places: dict[str, Seen]
    lines: list[Line]
    questions: list[Mapping[str, Any]]
    off_the_map: int


@cache
def means() -> dict[str, dict[str, str]]:
    """Give how legs are called and drawn, by what shows them."""
    text = Path(__file__).with_name("means.toml").read_text("utf-8")
    return tomllib.loads(text)


def scene(answer: Mapping[str, Any]) -> Scene:
    """Lay the answer of `routes` out on a map; one place under several names is one."""
    places, called = dict[str, Seen](), dict[str, str]()
    for one in answer["places"]:
        where = tuple(one["countries"]), one["latitude"], one["longitude"]
        seen = places.setdefault(one["name"], Seen(one["name"], one["kind"], *where))
        called[one["written"]] = one["name"]
        seen.written.append(one["written"])
        seen.count += one["count"]
        seen.first = min(filter(None, (seen.first, one["first"])), default="")
        seen.last = max(seen.last, one["last"])
        seen.sources += one["sources"]
    lines: dict[tuple[str, str, str], Line] = {}
    off_the_map = 0
    for leg in answer["legs"]:
        ends = places.get(leg["from"]), places.get(leg["to"])
        if ends[0] is None or ends[1] is None:
            off_the_map += 1
            continue
        key = leg["from"], leg["to"], leg["means"]
        lines.setdefault(key, Line(ends[0], ends[1], leg["means"])).legs.append(leg)
    for number, question in enumerate(answer["questions"], 1):
        for name in dict.fromkeys(called.get(name, name) for name in question["places"]):
            if name in places:
                places[name].questions.append(number)
    for one in answer["handovers"]:
        if (name := called.get(one["place"], "")) in places:
            places[name].handovers.append(one)
    touched = {end.name for line in lines.values() for end in (line.begin, line.end)}
    kept = {
        name: one for name, one in places.items() if one.count or one.questions or name in touched
    }
    return Scene(kept, _busiest(lines.values()), list(answer["questions"]), off_the_map)


def _busiest(lines: Iterable[Line]) -> list[Line]:
    """Give the busiest lines first, of each means in turn, so that a ferry's passengers do not crowd out two vans."""
    by_means: dict[str, list[Line]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (-line.people, -len(line.legs))):
        by_means[line.means].append(line)
    return [line for turn in zip_longest(*by_means.values()) for line in turn if line is not None]


def alike(lines: list[Line]) -> dict[int, int]:
    """Give for each line its number among those between the same two places, so that they lie apart."""
    count: dict[tuple[str, str], int] = defaultdict(int)
    found = {}
    for number, line in enumerate(lines):
        key = line.begin.name, line.end.name
        found[number] = count[key]
        count[key] += 1
    return found


def moment(at: str) -> str:
    """Write a moment for reading: 2026-03-01 17:00."""
    return at[:16].replace("T", " ")


def span(first: str, last: str) -> str:
    """Write from which day to which, or nothing."""
    days = list(dict.fromkeys(at[:10] for at in (first, last) if at))
    return f", {' to '.join(days)}" if days else ""


def _times(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
