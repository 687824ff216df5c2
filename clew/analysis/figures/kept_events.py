"""The events of a case's reports, kept in it as entities with their mentions, by a person's word."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from clew.analysis.figures.case_figures import Told, case_figures
from clew.analysis.figures.events import EventTold, events_of
from clew.model.evidence import Found
from clew.model.ftm import model
from clew.model.ports import Item, Mentioned
from clew.store import reading
from clew.store.door import Door, View
from clew.store.later import ComingLater
from clew.store.receipts import mention_states, mentions, refused, texts
from clew.store.shelf import Shelf

MENTION = "event"
"""The kind of a mention whose entity is an event."""
_DATES = ("date", "startDate", "endDate")
_BODY = "body"
_DOCUMENT = "document"


def keep_events(door: Door, published: date | None = None) -> dict[str, int]:
    """Keep the events of each report of the case; give how many events and mentions came, and values refused.

    An event points to its report as its proof and is mentioned at the words of each of its figures, where a person
    accepts or rejects it. What is kept already is left as it is. A victim's words stay covered in what is kept.
    """
    counts = {"events": 0, "mentions": 0, "refused": 0}
    with door.case.intake_lock():
        shelf = Shelf(door, model(), door.asker.agency)
        with door.quiet() as view:
            reports = case_figures(view, published).reports
        for report in reports:
            for name, count in _keep(shelf, report).items():
                counts[name] += count
    return counts


def _keep(shelf: Shelf, report: Told) -> dict[str, int]:
    with shelf.door.quiet() as view:
        passages = {
            number: (entity, spot, text)
            for entity, number, spot, text in texts(view, report.source)
        }
        kept = {
            (m.statement, m.start, m.end) for m in mentions(view, report.source) if m.kind == MENTION
        }  # fmt: skip
    items: list[Item] = []
    events = 0
    for event in events_of(report.reading):
        places = [report.place_of(report.reading.facts[at]) for at in event.facts]
        if not any(place in kept for place in places):
            items += _items(event, passages, places)
            events += 1
    if not events:
        return {}
    document = next(iter(passages.values()))[0]
    later = ComingLater(
        shelf, report.source, _DOCUMENT, document,
        {(spot, text): number for number, (_, spot, text) in passages.items()},
    )  # fmt: skip
    later.write(items)
    return {"events": events, "refused": later.refused, "mentions": later.done()}


def _items(
    event: EventTold,
    passages: dict[int, tuple[int, str, str]],
    places: list[tuple[int, int, int]],
) -> Iterator[Item]:
    """Give an event, the bodies that acted in it, and a mention for each figure that tells it."""
    statement, begin, _ = places[0]
    found = Found("Event", f"event {statement} {begin}", passages[statement][1])
    found.add("name", event.name).add("summary", event.summary).link("proof", _DOCUMENT)
    for prop, value in _dates(event.date):
        found.add(prop, value, event.date)
    for place in event.places:
        found.add("location", place)
    for body in event.bodies:
        found.link("involved", f"{_BODY} {body}")
        yield (
            Found("PublicBody", f"{_BODY} {body}", found.spot, keep="shared")
            .add("name", body)
            .link("proof", _DOCUMENT)
        )
    yield found
    for number, start, end in places:
        _, spot, text = passages[number]
        yield Mentioned(_DOCUMENT, spot, text, start, end, MENTION, found.key)


def _dates(told: str | None) -> list[tuple[str, str]]:
    """Give the date properties of an event; a day without a year is given as it is told, to be refused and shown."""
    if told is None:
        return []
    begin, mark, end = told.partition("/")
    if not mark:
        return [("date", begin)]
    return [("startDate", begin)] + ([] if end == ".." else [("endDate", end)])


def kept_events(view: View) -> list[dict[str, Any]]:
    """Give the events kept in the case: what each says, its status, its spot, and what of it was refused.

    One that a person rejected is left out.
    """
    states = mention_states(view, MENTION)
    parties = reading.parties(view, states)
    told: dict[int, dict[str, list[str]]] = {number: {} for number in parties}
    where: dict[int, reading.Told] = {}
    for value in reading.values(view, sorted(parties)):
        told[value.entity].setdefault(value.prop, []).append(value.value)
        where.setdefault(value.entity, value)
    wrong: dict[str, list[dict[str, str]]] = {}
    for each in refused(view):
        wrong.setdefault(each["entity"], []).append(each)
    return [
        {
            "id": party.entity, "name": party.caption, "status": states[number], "source": where[number].source,
            "file": where[number].file, "spot": where[number].where,
            "dates": [d for prop in _DATES for d in told[number].get(prop, [])],
            "places": told[number].get("location", []), "summary": told[number].get("summary", []),
            "refused": wrong.get(party.entity, []),
        }
        for number, party in sorted(parties.items())
    ]  # fmt: skip
