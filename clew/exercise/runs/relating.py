"""What informants tell of people: rivals, clashes, who supplies documents, vehicles and weapons, and a cousin."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from clew.exercise.people import Crowd, Person
from clew.exercise.runs.acting import Month, first_day

_CULTURES = ("albanian", "turkish", "slavic")


@dataclass(frozen=True, slots=True)
class Relation:
    """One thing told: *a* is *kind* to *b*; kinds are those of runs.toml."""

    a: Person
    b: Person
    kind: str
    at: datetime


def relate(
    month: Month, cast: list[Person], crowd: Crowd, rng: Random
) -> tuple[list[Relation], list[Person]]:
    """Give what is told of the rings' people, and those invented for it."""
    one, other = month.rings
    armourer, cousin = (crowd.person("uninvolved", _CULTURES, unheard=True) for _ in "ab")
    pairs = [
        (one.organiser, other.organiser, "rival"),
        (one.drivers[0], other.drivers[0], "clash"),
        (armourer, other.organiser, "supplies weapons"),
        (cousin, one.guide, "cousin"),
    ]
    suppliers = {"document-forger": "supplies documents", "vehicle-supplier": "supplies vehicles"}
    for role, kind in suppliers.items():
        several = [p for p in cast if p.role == role]
        pairs += [
            (several[n % len(several)], ring.organiser, kind) for n, ring in enumerate(month.rings)
        ]
    told = [
        Relation(a, b, kind, first_day() + timedelta(days=rng.randrange(24)))
        for a, b, kind in pairs
    ]
    return told, [armourer, cousin]
