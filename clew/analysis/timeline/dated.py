"""Reads what a case dates: journeys, calls, messages, payments, operators' records, documents, reports."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from clew.analysis.figures.case_figures import Told, case_figures
from clew.analysis.network.from_case import CaseNetwork
from clew.analysis.routes.sightings import Journey, sightings
from clew.analysis.timeline.periods import days_of
from clew.store import ties
from clew.store.door import View
from clew.store.network_records import records

_SCHEMAS = {
    "call": ("Call",),
    "message": ("Message", "Email"),
    "payment": ("Payment",),
    "event": ("Event",),
    "document": ("Passport", "Identification"),
}
_DATES = {"document": ("startDate",)}
"""Property that dates a thing of a lane; of the others `date`, else `startDate`, and `endDate` ends it."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something the case dates.

    Attributes:
        lane: kind of lane it stands in.
        at: "2026-03-01T17:00:00" or the day; *until* the last day or moment, the same where it has no end.
        statement: says so, and can be opened.
        entity: its number; None for what a report tells.
        journey: the journey it is, for crossings, journeys and stays.
        says: its words, for what a report tells.
    """

    lane: str
    at: str
    until: str
    statement: int
    entity: int | None = None
    journey: Journey | None = None
    says: str = ""


@dataclass
class Dated:
    """What a case dates, and what has no date a calendar knows, counted by lane.

    Attributes:
        plates: vehicle → plate.
    """

    things: list[Thing] = field(default_factory=list)
    undated: Counter[str] = field(default_factory=Counter)
    plates: dict[int, str] = field(default_factory=dict)

    def put(self, thing: Thing) -> None:
        """Take in a thing, or count it where its date is none."""
        if days_of(thing.at) is None:
            self.undated[thing.lane] += 1
            return
        self.things.append(thing)


def dated(view: View, network: CaseNetwork) -> Dated:
    """Read everything of a case that has a date, in the order of time."""
    found = Dated()
    seen = sightings(view, network)
    found.plates = seen.plates
    for one in seen.journeys:
        found.put(_journey(one))
    kept = records(view)
    for record in kept:
        found.put(Thing("cell", record.at, record.at, record.statement, record.entity))
    operators = {record.entity for record in kept}
    for lane, schemas in _SCHEMAS.items():
        for thing in _of(view, lane, schemas, operators if lane == "event" else set()):
            found.put(thing)
    for report in case_figures(view).reports:
        for thing in _told(report):
            found.put(thing)
    found.things.sort(key=lambda thing: (thing.at, thing.lane, thing.statement))
    return found


def _journey(one: Journey) -> Thing:
    lane = "journey"
    if len(one.places) == 1:
        lane = "stay" if one.until else "crossing"
    return Thing(lane, one.at, max(one.until, one.at), one.statement, one.number, one)


def _of(view: View, lane: str, schemas: Iterable[str], without: set[int]) -> Iterator[Thing]:
    """Give the things of some schemas; those without a date have an empty one."""
    told: dict[int, dict[str, tuple[str, int]]] = defaultdict(dict)
    for value in ties.said(view, schemas, _DATES.get(lane, ("date", "startDate", "endDate"))):
        told[value.entity].setdefault(value.prop, (value.value, value.statement))
    for entity in ties.of_schemas(view, schemas):
        if entity in without:
            continue
        dates = told.get(entity, {})
        at, statement = dates.get("date") or dates.get("startDate") or ("", 0)
        until = dates.get("endDate", (at, 0))[0]
        yield Thing(lane, at, max(until, at), statement, entity)


def _told(report: Told) -> Iterator[Thing]:
    """Give the dated facts of a report, in its words."""
    for fact in report.as_json()["facts"]:
        at, _, until = str(fact["date"] or "").partition("/")
        ends = days_of(until) if until and until != ".." else days_of(at)
        last = ends[1].isoformat() if ends else at
        says = f"{fact['kind'].replace('_', ' ')}: {fact['quote']}"
        if fact["background"]:
            says += " (about another time or matter)"
        yield Thing("report", at, max(last, at), int(fact["statement"]), says=says)
