"""What tells who coordinates others from who only works with them: whom they call, when, and what they stay out of.

A driver whose telephone was seized knows as many of a ring as its organiser does, and people who are moved are called
by many. Who coordinates calls them rather than being called, calls before they set out, calls hardly anybody else from
that number, gets their money, and does not travel with them.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from clew.analysis.network.from_case import CONTACT, CaseNetwork, Tie
from clew.analysis.routes.sightings import Journey

_MOSTLY = 0.5
"""From this share of all somebody is in contact with on it is mostly them."""
_BEFORE = timedelta(days=1)
_DAY = len("2026-03-01")
_MINUTE = len("2026-03-01T10:00")


class Noted(NamedTuple):
    """One thing that counts for a clue about a node, and the statement that shows it."""

    node: int
    clue: str
    thing: object
    statement: int


def coordination(
    network: CaseNetwork, journeys: Iterable[Journey], roles: Mapping[int, Collection[str]]
) -> Iterator[Noted]:
    """Give what counts for or against somebody as who coordinates those asked about in other *roles*, by node."""
    contacts: dict[int, set[int]] = defaultdict(set)
    called: dict[int, set[int]] = defaultdict(set)
    travels = _travels(journeys)
    for tie in network.ties:
        if tie.kind == "payment" and roles.get(tie.a):
            yield Noted(tie.b, "paid_by_roles", tie.a, tie.statements[0])
        for one, other, dates in _ways(tie) if tie.kind in CONTACT else ():
            contacts[one].add(other)
            if not roles.get(other):
                continue
            yield Noted(one, "calls_to_roles", other, tie.statements[0])
            for role in roles[other]:
                yield Noted(one, "kinds_of_roles", role, tie.statements[0])
            if dates:
                called[one].add(other)
                yield Noted(one, "calls_out", other, tie.statements[0])
            for trip in travels.get(other, ()):
                if any(_is_before(date, trip.at) for date in dates):
                    yield Noted(one, "called_before", other, tie.statements[0])
                    yield Noted(one, "called_before", other, trip.people[other])
    for one, several in called.items():
        if len(several) >= _MOSTLY * len(contacts[one]):
            yield from (Noted(one, "hardly_others", other, 0) for other in several)
    for one, trips in travels.items():
        yield from (Noted(one, "travels", trip.number, trip.people[one]) for trip in trips)


def _ways(tie: Tie) -> Iterator[tuple[int, int, list[str]]]:
    """Give a tie from either end, with the dates on which that end called or wrote."""
    back = Counter(tie.dates) - Counter(tie.forth)
    yield tie.a, tie.b, tie.forth
    yield tie.b, tie.a, list(back.elements())


def _travels(journeys: Iterable[Journey]) -> dict[int, list[Journey]]:
    """Give the journeys of each node that were made on the road or on foot, with a day; no flights, services, stays."""
    found: dict[int, list[Journey]] = defaultdict(list)
    for one in journeys:
        is_crossing = one.means == "service" and len(one.places) == 1
        if one.at and (one.means == "vehicle" or is_crossing):
            for node in one.people:
                found[node].append(one)
    return found


def _is_before(call: str, at: str) -> bool:
    """Say whether a call came within a day before a journey; without a time, on that day or the one before."""
    many = _MINUTE if min(len(call), len(at)) >= _MINUTE else _DAY
    passed = datetime.fromisoformat(at[:many]) - datetime.fromisoformat(call[:many])
    return timedelta(0) <= passed <= _BEFORE
