"""Clues of journeys: at the wheel, aboard, in a convoy, on a service; and seen elsewhere at the time."""

from collections.abc import Iterator

from clew.analysis.prosecution.clue import Clue, clue, span
from clew.analysis.prosecution.offences import table
from clew.analysis.prosecution.person import Person
from clew.analysis.routes.gazetteer import distance_km
from clew.analysis.routes.sightings import Journey

_NEAR_KM = 35
"""Two places nearer to each other than that are one stay."""
_MOST_ABOARD = 12
"""Of so many aboard the records are named; the rest stand in the same file."""


def on_the_way(person: Person) -> Iterator[Clue]:
    """Give the clues of the journeys a person is recorded on."""
    most = int(table("clues")["many"])
    small: list[Journey] = []
    for one in person.records.journeys_of(person.node):
        if person.is_small(one, most):
            small.append(one)
            yield _aboard(person, one)
            yield from _crowded(person, one)
            yield from _checked(one, person)
        elif len(one.people) > most:
            said = {"place": _place(one), "count": len(one.people), "name": one.name or "a vehicle"}
            yield clue("on_service", (one.people[person.node],), one.at, said)
    days = sorted({one.at[:10] for one in small if one.at})
    if len(days) >= table("clues")["crossings"]:
        shown = (one.people[person.node] for one in small)
        yield clue(
            "several_crossings", shown, "", {"count": len(days), "span": span(days[0], days[-1])}
        )
    yield from _convoys(person)
    yield from _elsewhere(person, small)


def _aboard(person: Person, one: Journey) -> Clue:
    records, others = person.records, person.companions(one)
    drives = [v for v in one.vehicles if person.node in records.drivers.get(v, ())]
    plates = [records.seen.plates[v] for v in drives or one.vehicles if v in records.seen.plates]
    protected = person.protected_among(others)
    aboard = f"{len(others)} {'other' if len(others) == 1 else 'others'}"
    if protected:
        aboard += f" ({protected} recorded as smuggled or as a victim)"
    statements = [one.people[person.node], *(one.people[n] for n in others[:_MOST_ABOARD])]
    plate = plates[0] if plates else "a vehicle without a plate"
    said = {"place": _place(one), "plate": plate, "others": aboard}
    return clue("at_wheel" if drives else "aboard", statements, one.at, said)


def _crowded(person: Person, one: Journey) -> Iterator[Clue]:
    others = person.companions(one)
    if len(others) >= table("clues")["crowded"]:
        plate = next((person.records.seen.plates.get(v, "") for v in one.vehicles), "")
        said = {"place": _place(one), "others": len(others), "plate": plate or "a vehicle"}
        yield clue("crowded_vehicle", one.people.values(), one.at, said)


def _checked(one: Journey, person: Person) -> Iterator[Clue]:
    if len(one.places) == 1 and one.means == "vehicle":
        yield clue(
            "checked_at_crossing", (one.people[person.node],), one.at, {"place": _place(one)}
        )


def _convoys(person: Person) -> Iterator[Clue]:
    for asked in person.records.convoys:
        if person.node in asked.nodes:
            yield clue("convoy", asked.statements, "", {"says": asked.says})


def _elsewhere(person: Person, small: list[Journey]) -> Iterator[Clue]:
    """Give what places the person elsewhere: two places too far apart, or a stay while a record says a crossing."""
    for asked in person.records.apart:
        if person.node in asked.nodes:
            says = asked.says.replace(f"person {person.node} ", "the person ", 1)
            yield clue("elsewhere", asked.statements, "", {"says": says})
    stays = [s for s in person.records.journeys_of(person.node) if s.means == "stay"]
    for stay in stays:
        for one in small:
            if stay.at[:10] < one.at[:10] < stay.until[:10] and _is_far(person, stay, one):
                both = stay.people[person.node], one.people[person.node]
                ends = {"begin": stay.at[:10], "end": stay.until[:10]}
                said = {"other": _place(stay), "place": _place(one), **ends}
                yield clue("stayed_elsewhere", both, one.at, said)


def _is_far(person: Person, one: Journey, other: Journey) -> bool:
    if not one.places or not other.places:
        return False
    here, there = (person.records.places[j.places[0]].place for j in (one, other))
    return bool(here and there and distance_km(here, there) > _NEAR_KM)


def _place(one: Journey) -> str:
    return " to ".join(one.places) or "a place not told"
