"""Legs, flows and questions from journeys: who cannot have been in both places, which vehicles drive together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from clew.analysis.routes.gazetteer import Named, distance_km
from clew.analysis.routes.sightings import Journey, Seen

FASTEST_ROAD_KMH = 160
"""Faster on the road between two places is asked about."""
FASTEST_KMH = 1_000
"""Faster than an airliner."""
CONVOY_MINUTES = 30
CONVOY_TIMES = 2
MANY = 5
"""From so many people on a place they stay at is asked about."""
_FURTHER_KM = 15


@dataclass(frozen=True, slots=True)
class Leg:
    """A move from one place to another: by one journey, or between two sightings of one person or vehicle."""

    begin: str
    end: str
    left: str
    arrived: str
    means: str
    people: tuple[int, ...]
    vehicle: str
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Something a person should look at, with what the records show.

    Attributes:
        kind: "impossible travel", "convoy" or "safe house".
        nodes: people it is about; *vehicles* plates.
    """

    kind: str
    says: str
    nodes: tuple[int, ...]
    vehicles: tuple[str, ...]
    statements: tuple[int, ...]


def legs(seen: Seen, places: dict[str, Named]) -> list[Leg]:
    """Give the legs: of journeys with two ends, and from one sighting of a vehicle or person to its next."""
    found = []
    for one in seen.journeys:
        if len(one.places) >= 2:
            names = [_called(places, name) for name in one.places]
            for begin, end in pairwise(names):
                people = tuple(sorted(one.people))
                found.append(
                    Leg(begin, end, one.at, one.until, one.means, people, "", (one.statement,))
                )
    for plate, several in _by_vehicle(seen).items():
        for before, after in pairwise(several):
            begin, end = (_called(places, j.places[0]) for j in (before, after))
            if begin != end:
                people = tuple(sorted(set(before.people) & set(after.people)))
                both = before.statement, after.statement
                found.append(Leg(begin, end, before.at, after.at, "vehicle", people, plate, both))
    return sorted(found, key=lambda leg: (leg.left, leg.begin, leg.end))


def flows(found: Iterable[Leg]) -> list[dict[str, object]]:
    """Give how many legs went between two places in each month; people are counted once a leg."""
    count: Counter[tuple[str, str, str]] = Counter()
    people: dict[tuple[str, str, str], int] = defaultdict(int)
    for leg in found:
        key = leg.begin, leg.end, leg.left[:7]
        count[key] += 1
        people[key] += len(leg.people)
    return [
        {"from": begin, "to": end, "month": month, "legs": n, "people": people[begin, end, month]}
        for (begin, end, month), n in sorted(count.items(), key=lambda item: (-item[1], item[0]))
    ]


def impossible(seen: Seen, places: dict[str, Named]) -> list[Question]:
    """Ask about people and vehicles that two records place too far apart for the time between them."""
    found = []
    for (who, node), several in _by_anybody(seen).items():
        timed = [(j, places[j.places[-1]].place) for j in several if j.has_time]
        for (before, here), (after, there) in pairwise(timed):
            if here is None or there is None:
                continue
            km = distance_km(here, there)
            hours = (_moment(after.at) - _moment(before.at)).total_seconds() / 3600
            limit = FASTEST_KMH if "flight" in (before.means, after.means) else FASTEST_ROAD_KMH
            if km > _FURTHER_KM and hours * limit < km:
                what = "person" if node else "vehicle"
                says = (
                    f"{who} is recorded at {here.name} at {before.at} and at {there.name} at {after.at}: "
                    f"{km:.0f} km in {hours * 60:.0f} min; "
                    f"is it one {what}, are the times right?"
                )
                both = before.statement, after.statement
                found.append(
                    Question("impossible travel", says, node, () if node else (who,), both)
                )
    return found


def convoys(seen: Seen) -> list[Question]:
    """Ask about two vehicles recorded at the same places minutes apart, twice or more."""
    at_place: dict[str, list[Journey]] = defaultdict(list)
    for one in seen.journeys:
        if one.means == "vehicle" and one.has_time and one.places:
            at_place[one.places[0]].append(one)
    met: dict[tuple[str, str], list[tuple[Journey, Journey, float]]] = defaultdict(list)
    for several in at_place.values():
        for number, one in enumerate(several):
            for other in several[number + 1 :]:
                minutes = (_moment(other.at) - _moment(one.at)).total_seconds() / 60
                if minutes > CONVOY_MINUTES:
                    break
                for a in _plates(seen, one):
                    for b in _plates(seen, other):
                        if a != b:
                            met[min(a, b), max(a, b)].append((one, other, minutes))
    found = []
    for (a, b), times in met.items():
        if len({(one.places[0], one.at[:10]) for one, _, _ in times}) >= CONVOY_TIMES:
            where = ", ".join(
                f"{one.places[0]} {one.at} ({m:.0f} min apart)" for one, _, m in times
            )
            people = {n for one, other, _ in times for n in (*one.people, *other.people)}
            statements = tuple(
                s for one, other, _ in times for s in (one.statement, other.statement)
            )
            says = f"vehicles {a} and {b} are recorded minutes apart at {where}; did they drive together?"
            found.append(Question("convoy", says, tuple(sorted(people)), (a, b), statements))
    return found


def safe_houses(seen: Seen) -> list[Question]:
    """Ask about places where many stayed, who came and left at different times."""
    stayed: dict[str, list[Journey]] = defaultdict(list)
    for one in seen.journeys:
        if one.means == "stay" and one.places:
            stayed[one.places[0]].append(one)
    found = []
    for place, several in stayed.items():
        people = sorted({n for one in several for n in one.people})
        days = {one.at[:10] for one in several}
        if len(people) >= MANY and len(days) >= 2:
            says = (
                f"{len(people)} people are recorded as staying at {place} on {len(days)} dates of arrival; "
                "is it an inn, or a place where people are put up?"
            )
            statements = tuple(one.statement for one in several)[:20]
            found.append(Question("safe house", says, tuple(people), (), statements))
    return found


def _called(places: dict[str, Named], written: str) -> str:
    place = places[written].place
    return place.name if place else written


def _by_vehicle(seen: Seen) -> dict[str, list[Journey]]:
    found: dict[str, list[Journey]] = defaultdict(list)
    for one in seen.journeys:
        if one.means == "vehicle" and one.at and one.places:
            for plate in _plates(seen, one):
                found[plate].append(one)
    return found


def _by_anybody(seen: Seen) -> dict[tuple[str, tuple[int, ...]], list[Journey]]:
    """Give the journeys of each vehicle by plate, and of each person by node."""
    found: dict[tuple[str, tuple[int, ...]], list[Journey]] = {
        (plate, ()): several for plate, several in _by_vehicle(seen).items()
    }
    for one in seen.journeys:
        if one.at and one.places:
            for node in one.people:
                found.setdefault((f"person {node}", (node,)), []).append(one)
    return found


def _plates(seen: Seen, one: Journey) -> Iterator[str]:
    yield from dict.fromkeys(seen.plates[v] for v in one.vehicles if v in seen.plates)


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at[:16])
