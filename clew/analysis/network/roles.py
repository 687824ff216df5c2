"""Roles as questions: patterns of ties that may point to one, with the clues, for a person to answer.

Nobody who is known as a victim or a migrant is ever asked about, nor whom a hit proposes as one, nor who was
only carried or put up: being moved is no role. A clue says what records show; it does not say why.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from clew.analysis.network.coordinating import coordination
from clew.analysis.network.from_case import CONTACT, CaseNetwork
from clew.analysis.network.spared import nobody_to_ask_about
from clew.analysis.routes.meetings import together
from clew.analysis.routes.report import placed
from clew.analysis.routes.sightings import Seen, sightings
from clew.store import ties
from clew.store.door import View

METHOD = (
    "patterns and thresholds of roles.toml are clew's own, set on invented rings and measured on no real network; "
    "points say how much there is to look at and are no probability; nobody known as a victim or a migrant is asked "
    "about, nor who a proposed hit says may be one"
)
_FEW = 9
"""More than so many on one journey is a bus."""


@dataclass(frozen=True, slots=True)
class RoleClue:
    """One thing records show: a sentence, how many, the points it counts, statements to open."""

    says: str
    count: int
    points: int
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RoleQuestion:
    """A role somebody may have.

    Attributes:
        id, caption: the node asked about.
        role, question: the role, and the question in words.
        points: sum of the clues' points; a measure of how much there is to look at, no probability.
    """

    id: str
    caption: str
    role: str
    question: str
    points: int
    clues: tuple[RoleClue, ...]

    def as_json(self) -> dict[str, object]:
        """Give it as `clew network CASE --roles --json` prints it."""
        clues = [
            {"says": c.says, "count": c.count, "points": c.points, "statements": list(c.statements)}
            for c in self.clues
        ]
        return {
            "id": self.id, "caption": self.caption, "role": self.role, "question": self.question,
            "points": self.points, "clues": clues,
        }  # fmt: skip


@dataclass(slots=True)
class _Seen:
    """What was counted of one node: distinct things for each clue, and statements."""

    things: dict[str, set[object]] = field(default_factory=lambda: defaultdict(set))
    statements: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def note(self, clue: str, thing: object, *statements: int) -> None:
        """Count a thing for a clue, with the statements that show it."""
        self.things[clue].add(thing)
        self.statements[clue] += statements


@cache
def rules() -> dict[str, Any]:
    """Give the patterns: roles.toml."""
    return tomllib.loads(Path(__file__).with_name("roles.toml").read_text("utf-8"))


def role_questions(view: View, network: CaseNetwork) -> list[RoleQuestion]:
    """Ask about roles, those with most to look at first."""
    node = {member: node for node, several in network.members.items() for member in several}
    seen: dict[int, _Seen] = defaultdict(_Seen)
    moved = _journeys(view, node, seen)
    paid = {tie.b for tie in network.ties if tie.kind == "payment"}
    moved |= {tie.a for tie in network.ties if tie.kind == "payment"} - paid
    moved |= _guests(view, node)
    _places(view, network, node, seen, moved)
    _payments(network, seen)
    spared = nobody_to_ask_about(view, network)
    for number in spared:
        seen.pop(number, None)
    where = sightings(view, network)
    _escorts(network, seen, where)
    questions = _asked(network, seen, ("driver", "guide", "safe-house-keeper", "money-man"))
    of_role: dict[int, set[str]] = defaultdict(set)
    for number, question in questions:
        of_role[number].add(question.role)
    for noted in coordination(network, where.journeys, of_role):
        if noted.node not in spared:
            seen[noted.node].note(noted.clue, noted.thing, noted.statement)
    questions += _asked(network, seen, ("organiser",))
    return sorted((q for _, q in questions), key=lambda q: (-q.points, q.role, q.id))


def _escorts(network: CaseNetwork, seen: dict[int, _Seen], where: Seen) -> None:
    """Count how often somebody's vehicle was recorded minutes from that of somebody asked about as a driver."""
    asked = {number for number, _ in _asked(network, seen, ("driver",))}
    several = together(where, placed(where.journeys)).values() if asked else ()
    for both in several:
        for meeting in both.times if not both.is_explained else ():
            for own, other in (
                (meeting.one, meeting.other),
                (meeting.other, meeting.one),
            ):
                for driver in own.drivers & seen.keys() if other.drivers & asked else ():
                    thing = meeting.place, meeting.one.at
                    seen[driver].note("beside_driver", thing, own.people[driver], other.statement)


@dataclass(slots=True)
class _Trip:
    """A journey: node → statement of those aboard, vehicles, day, place."""

    aboard: dict[int, int] = field(default_factory=dict)
    vehicles: list[int] = field(default_factory=list)
    day: str = ""
    place: str = ""


def _trips(view: View, node: dict[int, int]) -> dict[int, _Trip]:
    found: dict[int, _Trip] = defaultdict(_Trip)
    for pointer in ties.pointers(view, ("Trip",)):
        if pointer.prop == "involved" and pointer.target in node:
            found[pointer.source].aboard[node[pointer.target]] = pointer.statement
        elif pointer.prop == "vehicle":
            found[pointer.source].vehicles.append(pointer.target)
    for value in ties.said(view, ("Trip",), ("date", "startDate", "location")):
        trip = found[value.entity]
        if value.prop == "location":
            trip.place = trip.place or value.value
        else:
            trip.day = trip.day or value.value[:10]
    return found


def _journeys(view: View, node: dict[int, int], seen: dict[int, _Seen]) -> set[int]:
    """Count who drove what, with whom aboard, and who came to one place with others; give who was carried."""
    drives: dict[int, set[int]] = defaultdict(set)
    for pointer in ties.pointers(view, ("Vehicle",)):
        if pointer.prop == "operator" and pointer.target in node:
            drives[pointer.source].add(node[pointer.target])
    plate = {h.entity: h.key for h in ties.shared(view, ("plate",))}
    trips = _trips(view, node)
    carried_by: dict[int, set[int]] = defaultdict(set)
    for number, trip in trips.items():
        for vehicle in trip.vehicles:
            for driver in drives[vehicle] & set(trip.aboard):
                statement = trip.aboard[driver]
                seen[driver].note("at_wheel", number, statement)
                seen[driver].note("foreign_vehicles", plate.get(vehicle, vehicle), statement)
                for other in set(trip.aboard) - {driver}:
                    seen[driver].note("passengers", other, trip.aboard[other])
                    carried_by[other].add(driver)
    for other, drivers in carried_by.items():
        for driver in drivers if len(drivers) > 1 else ():
            seen[driver].note(
                "passengers_of_others", other, *seen[driver].statements["passengers"][:1]
            )
    wheel = {d for several in drives.values() for d in several}
    _crossings(trips.values(), wheel | set(carried_by), seen)
    return set(carried_by) - wheel


def _crossings(trips: Iterable[_Trip], others_too: set[int], seen: dict[int, _Seen]) -> None:
    """Count the days on which somebody who neither drives nor is driven came to a place, mostly with new people."""
    known: dict[tuple[int, str], set[int]] = defaultdict(set)
    few = (trip for trip in trips if trip.place and trip.day and 1 < len(trip.aboard) <= _FEW)
    for trip in sorted(few, key=lambda trip: trip.day):
        for one in set(trip.aboard) - others_too:
            others = set(trip.aboard) - {one}
            if 2 * len(others & known[one, trip.place]) <= len(others):
                seen[one].note("same_crossing", (trip.place, trip.day), trip.aboard[one])
            known[one, trip.place] |= others


def _guests(view: View, node: dict[int, int]) -> set[int]:
    """Give those who stayed somewhere until a day on record: put up, and gone."""
    schemas = ("Trip", "Event")
    left = {one.entity for one in ties.said(view, schemas, ("endDate",))}
    left &= {one.entity for one in ties.said(view, schemas, ("location",))}
    left -= {p.source for p in ties.pointers(view, schemas) if p.prop == "vehicle"}
    return {
        node[pointer.target]
        for pointer in ties.pointers(view, schemas)
        if pointer.prop == "involved" and pointer.source in left and pointer.target in node
    }


def _places(
    view: View,
    network: CaseNetwork,
    node: dict[int, int],
    seen: dict[int, _Seen],
    moved: set[int],
) -> None:
    """Count who gives an address many others give, unless they are *moved*: carried, put up, or only ever paying."""
    lives: dict[str, set[int]] = defaultdict(set)
    stays: dict[str, dict[int, int]] = defaultdict(dict)
    for held in ties.shared(view, ("address",)):
        if held.entity in node:
            lives[held.key].add(node[held.entity])
            stays[held.key].setdefault(node[held.entity], held.statement)
    called = {end for tie in network.ties if tie.kind in CONTACT for end in (tie.a, tie.b)}
    for key, several in lives.items():
        for one in several:
            if one in called and one not in moved:
                for other in several - {one}:
                    seen[one].note("hosted", other, stays[key][other])


def _payments(network: CaseNetwork, seen: dict[int, _Seen]) -> None:
    for tie in network.ties:
        if tie.kind == "payment":
            seen[tie.b].note("payers", tie.a, tie.statements[0])
            seen[tie.a].note("paid_on", tie.b, tie.statements[0])


def _asked(
    network: CaseNetwork, seen: dict[int, _Seen], roles: Iterable[str]
) -> list[tuple[int, RoleQuestion]]:
    found = []
    for number, one in seen.items():
        if number not in network.parties:
            continue
        for role in roles:
            clues = tuple(_clues(one, role))
            points = sum(clue.points for clue in clues)
            if points >= rules()["ask"]:
                party = network.parties[number]
                asked = RoleQuestion(
                    party.entity, party.caption, role, rules()["questions"][role], points, clues
                )
                found.append((number, asked))
    return found


def _clues(seen: _Seen, role: str) -> Iterable[RoleClue]:
    for name, rule in rules()["clues"].items():
        count = len(seen.things.get(name, ()))
        if rule["role"] == role and count >= rule["at_least"]:
            points = rule["points"]
            points += (1 if points > 0 else -1) if count >= rule["more"] else 0
            statements = tuple(s for s in dict.fromkeys(seen.statements[name]) if s)[:10]
            yield RoleClue(rule["words"].format(count=count), count, points, statements)
