"""What several records show together: who changed vehicles, which vehicles drive together, where people are put up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from clew.analysis.network.from_case import Tie
from clew.analysis.routes.coincidence import WITHIN, Expected, expected, occasions
from clew.analysis.routes.findings import Question, called_place, moment, plates_of
from clew.analysis.routes.gazetteer import Named
from clew.analysis.routes.sightings import Journey, Seen

CONVOY_MINUTES = WITHIN
CONVOY_TIMES = 2
BY_CHANCE = 0.1
"""A convoy is recorded as often as it is, or oftener, by chance at most in so many cases."""
HANDOVER_DAYS = 14
MANY = 5
"""From so many people on a place they stay at is asked about,"""
JOINED = 3
"""if ties join so many of those who came on different days."""
_BY_THE_PLACE = "shared address"
_BEGINNING = datetime(1970, 1, 1)  # noqa: DTZ001 - moments are as written, without a zone


@dataclass(frozen=True, slots=True)
class Handover:
    """Somebody who was carried in one vehicle, last recorded at *from_place*, and next in another, at *place*."""

    node: int
    begin: str
    end: str
    after: str
    at: str
    from_place: str
    place: str
    statements: tuple[int, ...]


def handovers(seen: Seen) -> list[Handover]:
    """Give who changed vehicles within some days, and drove neither."""
    last: dict[int, tuple[list[str], Journey]] = {}
    found = []
    for one in seen.journeys:
        plates = list(plates_of(seen, one))
        if not plates or not one.places or not one.at:
            continue
        for node, statement in one.people.items():
            before = last.get(node)
            last[node] = plates, one
            if node in one.drivers or before is None or set(before[0]) & set(plates):
                continue
            earlier = before[1]
            if node in earlier.drivers or not _is_near(earlier, one):
                continue
            found.append(
                Handover(
                    node, before[0][0], plates[0], earlier.at, one.at, earlier.places[0], one.places[0],
                    (earlier.people[node], statement),
                )
            )  # fmt: skip
    return found


def _is_near(before: Journey, after: Journey) -> bool:
    days = (moment(after.at[:10]) - moment(before.at[:10])).days
    return days <= HANDOVER_DAYS


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two journeys at one place minutes apart; *one* is the earlier."""

    place: str
    one: Journey
    other: Journey
    minutes: int


@dataclass(frozen=True, slots=True)
class Together:
    """Two vehicles recorded minutes apart again and again: where, and how often they would meet anyway."""

    times: list[Meeting]
    expected: Expected

    @property
    def is_explained(self) -> bool:
        """Whether the hours each of the two keeps explain that they met."""
        return self.expected.odd < CONVOY_TIMES or self.expected.chance > BY_CHANCE


def together(seen: Seen, places: dict[str, Named]) -> dict[tuple[str, str], Together]:
    """Give the pairs of plates recorded minutes apart at two places or more, on two occasions or more."""
    met: dict[tuple[str, str], list[Meeting]] = defaultdict(list)
    at_place = _passages(seen, places)
    for meeting in _meetings(at_place):
        for a in plates_of(seen, meeting.one):
            for b in plates_of(seen, meeting.other):
                if a != b:
                    met[min(a, b), max(a, b)].append(meeting)
    found, of_plate = dict[tuple[str, str], Together](), _by_plate(seen, at_place)
    for (a, b), times in met.items():
        several = len(occasions(_minute(m.one) for m in times)) >= CONVOY_TIMES
        if several and len({m.place for m in times}) >= CONVOY_TIMES:
            found[a, b] = Together(times, expected(of_plate[a], of_plate[b]))
    return found


def convoys(seen: Seen, pairs: dict[tuple[str, str], Together]) -> list[Question]:
    """Ask about vehicles that met more often than their hours explain, those least explained first; say who led."""
    found = []
    several = [pair for pair in pairs.items() if not pair[1].is_explained]
    for (a, b), both in sorted(several, key=lambda pair: pair[1].expected.chance):
        times, hours = both.times, both.expected
        where = ", ".join(f"{m.place} {m.one.at} ({m.minutes} min apart)" for m in times)
        people = {n for m in times for n in (*m.one.people, *m.other.people)}
        statements = tuple(s for m in times for s in (m.one.statement, m.other.statement))
        says = (
            f"vehicles {a} and {b} are recorded minutes apart at {where}; {_led(seen, times, (a, b))}"
            f"that is {hours.met} occasions, where the hours at which each of them passes on other days let expect "
            f"{hours.number:.1f}; did they drive together?"
        )
        names = tuple(dict.fromkeys(m.place for m in times))
        dated = sorted(one.at for m in times for one in (m.one, m.other))
        found.append(
            Question(
                "convoy", says, tuple(sorted(people)), (a, b), statements, "", names, dated[0], dated[-1]
            )
        )  # fmt: skip
    return found


def _led(seen: Seen, times: Iterable[Meeting], pair: tuple[str, str]) -> str:
    """Say which of the two was ahead, where it was the same one each time."""
    ahead = {plate for m in times if m.minutes for plate in plates_of(seen, m.one)} & set(pair)
    return f"{ahead.pop()} was ahead each time; " if len(ahead) == 1 else ""


def _passages(seen: Seen, places: dict[str, Named]) -> dict[str, list[Journey]]:
    """Give the journeys of vehicles by place, where the time of day is known."""
    at_place: dict[str, list[Journey]] = defaultdict(list)
    for one in seen.journeys:
        if one.means == "vehicle" and one.has_time and one.places:
            at_place[called_place(places, one.places[0])].append(one)
    return at_place


def _by_plate(seen: Seen, at_place: dict[str, list[Journey]]) -> dict[str, dict[str, list[int]]]:
    """Give plate → place → the minutes of its passages, in order."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, several in at_place.items():
        for one in several:
            for plate in plates_of(seen, one):
                found[plate][place].append(_minute(one))
    return found


def _minute(one: Journey) -> int:
    return (moment(one.at) - _BEGINNING) // timedelta(minutes=1)


def _meetings(at_place: dict[str, list[Journey]]) -> Iterator[Meeting]:
    for place, several in at_place.items():
        for number, one in enumerate(several):
            for other in several[number + 1 :]:
                minutes = _minute(other) - _minute(one)
                if minutes > CONVOY_MINUTES:
                    break
                yield Meeting(place, one, other, minutes)


def safe_houses(seen: Seen, ties: Iterable[Tie]) -> list[Question]:
    """Ask about places where many stayed at different times whom more joins than the place.

    Guests of an inn who came on different days have nothing to do with each other; here somebody carried,
    called or paid several of them, or they are tied themselves.
    """
    near: dict[int, set[int]] = defaultdict(set)
    for tie in ties:
        if tie.kind != _BY_THE_PLACE:
            near[tie.a].add(tie.b)
            near[tie.b].add(tie.a)
    stayed: dict[str, list[Journey]] = defaultdict(list)
    for one in seen.journeys:
        if one.means == "stay" and one.places:
            stayed[one.places[0]].append(one)
    found = []
    for place, several in stayed.items():
        days: dict[int, set[str]] = defaultdict(set)
        for one in several:
            for node in one.people:
                days[node].add(one.at[:10])
        joined = _joined(days, near)
        dates = {day for node in days for day in days[node]}
        if len(days) >= MANY and len(joined) >= JOINED:
            says = (
                f"{len(days)} people are recorded as staying at {place} on {len(dates)} dates of arrival, "
                f"and records tie {len(joined)} of them "
                "to guests of other days; is it an inn, or a place where people are put up?"
            )
            statements = tuple(one.statement for one in several)[:20]
            span = min(dates), max(one.until or one.at for one in several)
            nodes = tuple(sorted(days))
            found.append(Question("safe house", says, nodes, (), statements, "", (place,), *span))
    return found


def _joined(days: dict[int, set[str]], near: dict[int, set[int]]) -> set[int]:
    """Give the guests tied, themselves or through one other person, to guests who came on other days."""
    through: dict[int, set[int]] = defaultdict(set)
    for node in days:
        for other in {node, *near[node]}:
            through[other].add(node)
    found = set[int]()
    for several in through.values():
        for one in several:
            if any(not days[one] & days[other] for other in several):
                found.add(one)
    return found
