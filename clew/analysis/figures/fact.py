"""What a report says, as clew gives it: facts with their words, totals with their sums.

The fields and closed lists are those of labelled press texts: a value or an interval, a unit, what it
is per, how it is hedged, and the exact words that carry it with their place in the text.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

KINDS = (
    "arrests", "suspects", "convictions", "charges", "victims_identified", "victims_safeguarded",
    "migrants_smuggled", "migrants_detected", "deaths", "injured", "checks_persons", "checks_vehicles",
    "checks_flights", "checks_documents", "searches_premises", "officers", "countries", "participants",
    "trainings", "seized_firearms", "seized_ammunition", "seized_vehicles", "seized_boats",
    "seized_documents", "seized_drugs", "seized_cash", "seized_phones", "seized_other", "fee", "proceeds",
    "detections_border", "percent_change", "share", "duration", "network_size", "other",
)  # fmt: skip
"""Kinds of facts, a closed list."""
VERDICTS = ("consistent", "rounding", "loose", "contradiction", "not comparable")


@dataclass(slots=True)
class Fact:
    """One figure of a report and what it counts.

    Attributes:
        kind: one of `KINDS`.
        value: a point figure; None for an interval and for vague words ("dozens").
        low, high: an interval, both or neither.
        unit: person, item, kg, tonne, litre, percent, minute … year, or a currency code.
        per: person, day, month, year, or None.
        qualifier: exact, at_least, more_than, about, up_to, nearly; None when vague.
        what: the noun counted, as written.
        who: whom the figure is attributed to, as written.
        place: names as written where the counted thing took place.
        operation: name of the operation it belongs to.
        date: ISO day, month or year, `A/B`, `A/..`, or `--MM-DD` without a year.
        background: another time, operation or network than the report's own.
        quote: the exact words, `text[start:end]`.
        converted: the same sum in another currency, as told in brackets; amount and code.
        notes: what clew could not settle, for a person to read.
    """

    kind: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    per: str | None
    qualifier: str | None
    what: str | None
    quote: str
    start: int
    end: int
    who: str | None = None
    place: list[str] = field(default_factory=list)
    operation: str | None = None
    date: str | None = None
    background: bool = False
    converted: tuple[float, str] | None = None
    notes: list[str] = field(default_factory=list)

    def bounds(self) -> tuple[float, float] | None:
        """Give the lowest and highest value the words name, hedges aside; None when vague."""
        if self.value is not None:
            return (self.value, self.value)
        if self.low is not None and self.high is not None:
            return (self.low, self.high)
        return None

    def as_json(self) -> dict[str, Any]:
        """Give the fact as JSON; whole numbers without a decimal point."""
        said = asdict(self)
        for name in ("value", "low", "high"):
            said[name] = plain(said[name])
        if self.converted:
            said["converted"] = {"value": plain(self.converted[0]), "unit": self.converted[1]}
        return said


@dataclass(frozen=True, slots=True)
class Total:
    """Figures that should agree, and whether they do.

    Attributes:
        headline: index of the fact the others are held against.
        parts: indexes of the others.
        verdict: one of `VERDICTS`.
        why: the sum written out, to be checked by hand.
    """

    headline: int
    parts: tuple[int, ...]
    verdict: str
    why: str

    def as_json(self) -> dict[str, Any]:
        """Give the total as JSON."""
        return {
            "headline": self.headline,
            "parts": list(self.parts),
            "verdict": self.verdict,
            "why": self.why,
        }


@dataclass(slots=True)
class Reading:
    """What one report says in figures.

    Attributes:
        facts: in the order of the text.
        totals: sums and products within the report.
        derived: figures implied but not printed, each with its sum.
        route: places of the main route, origin first.
        agencies: bodies named.
        modes: how migrants were moved.
        language: name of the language read, or None if none is known.
        notes: what clew could not read, for a person.
    """

    facts: list[Fact] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    derived: list[dict[str, object]] = field(default_factory=list)
    route: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    modes: list[str] = field(default_factory=list)
    language: str | None = None
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Give the reading as JSON, every list one array."""
        return {
            "language": self.language,
            "facts": [fact.as_json() for fact in self.facts],
            "totals": [total.as_json() for total in self.totals],
            "derived": self.derived,
            "route": self.route,
            "agencies": self.agencies,
            "modes": self.modes,
            "notes": self.notes,
        }


def plain(number: float | None) -> float | int | None:
    """Give a whole number as int.

    >>> plain(3.0), plain(2.5), plain(None)
    (3, 2.5, None)
    """
    if number is None or number != int(number):
        return number
    return int(number)
