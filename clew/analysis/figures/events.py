"""What happened, when, where and who acted: the events a report's figures tell of."""

import re
from dataclasses import dataclass, field

from clew.analysis.figures.fact import Fact, Reading

HAPPENED = {
    "arrests": "arrests", "convictions": "convictions", "charges": "charges",
    "victims_identified": "victims identified", "victims_safeguarded": "victims safeguarded",
    "migrants_detected": "migrants found", "deaths": "deaths", "injured": "injuries",
    "searches_premises": "searches", "checks_persons": "checks", "checks_vehicles": "checks",
    "checks_flights": "checks", "checks_documents": "checks", "seized_firearms": "seizures",
    "seized_ammunition": "seizures", "seized_vehicles": "seizures", "seized_boats": "seizures",
    "seized_documents": "seizures", "seized_drugs": "seizures", "seized_cash": "seizures",
    "seized_phones": "seizures", "seized_other": "seizures",
}  # fmt: skip
"""Kinds of figures that tell of something that happened, and the word an event is named by."""
_MOST_WORDS = 3


@dataclass(slots=True)
class EventTold:
    """One event.

    Attributes:
        name: the operation, else what happened and where.
        date: ISO day, month or year, `A/B`, `A/..`, `--MM-DD` as the facts have it, or None.
        places: names as written.
        bodies: those who acted, as written.
        facts: indexes of the figures that tell it.
        summary: their words.
    """

    name: str
    date: str | None
    places: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    facts: list[int] = field(default_factory=list)
    summary: str = ""


def events_of(reading: Reading) -> list[EventTold]:
    """Give the events of a report in the order it tells them.

    Figures of one operation and day are one event, wherever they were counted; without an operation those of
    one day and place. Parts stand with their headline. What a report tells in passing is no event of its own.
    """
    grouped: dict[tuple[str, str, str], list[int]] = {}
    whole = {part: total.headline for total in reading.totals for part in total.parts}
    for at, fact in enumerate(reading.facts):
        if fact.kind in HAPPENED and not fact.background:
            head = reading.facts[whole.get(at, at)]
            key = _key(fact if fact.date != head.date else head)
            grouped.setdefault(key, []).append(at)
    return [_event(reading, several) for several in grouped.values()]


def _key(fact: Fact) -> tuple[str, str, str]:
    operation = fact.operation or ""
    place = "" if operation else next(iter(fact.place), "")
    return operation, fact.date or "", place


def _event(reading: Reading, several: list[int]) -> EventTold:
    facts = [reading.facts[at] for at in several]
    places = list(dict.fromkeys(place for fact in facts for place in fact.place))
    bodies = [
        body for body in reading.agencies
        if any(fact.who and re.search(rf"\b{re.escape(body)}\b", fact.who) for fact in facts)
    ]  # fmt: skip
    return EventTold(
        _name(facts, places),
        facts[0].date,
        places,
        bodies,
        several,
        "; ".join(fact.quote for fact in facts),
    )


def _name(facts: list[Fact], places: list[str]) -> str:
    if facts[0].operation:
        return facts[0].operation
    words = list(dict.fromkeys(HAPPENED[fact.kind] for fact in facts))[:_MOST_WORDS]
    name = " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
    return f"{name.capitalize()}, {places[0]}" if places else name.capitalize()
