"""What is recorded of each place: how often somebody or something was there, when, and where it says so."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from clew.analysis.routes.findings import Leg
from clew.analysis.routes.gazetteer import Named
from clew.analysis.routes.sightings import Seen


@dataclass(slots=True)
class Visits:
    """What is recorded of a place.

    Attributes:
        named: the place, or why it is not known.
        is_cell: whether it is a cell of an operator, drawn because a handset moved from or to it.
        moments: as kept, "" where none is told; *statements* one for each.
    """

    named: Named
    is_cell: bool = False
    moments: list[str] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)

    def within(self, month: str) -> "Visits":
        """Give those of a month ("2026-03"), or those without a date ("undated")."""
        kept = [n for n, at in enumerate(self.moments) if is_within(month, at)]
        return Visits(
            self.named, self.is_cell, [self.moments[n] for n in kept], [self.statements[n] for n in kept]
        )  # fmt: skip


UNDATED = "undated"
_HOUSE = "the name of a house where somebody stayed; no map tells where it is"


def is_within(month: str, first: str, last: str = "") -> bool:
    """Say whether what began at *first* and ended at *last* falls into a month; without one everything does."""
    if not month or month == UNDATED:
        return not month or not first
    return bool(first) and first[:7] <= month <= (last or first)[:7]


def visits(seen: Seen, places: dict[str, Named], legs: Iterable[Leg]) -> dict[str, Visits]:
    """Give what is recorded of each place by its name as written; of cells, where handsets left and arrived."""
    found: dict[str, Visits] = {}
    for one in seen.journeys:
        for name in one.places:
            there = found.setdefault(
                name, Visits(places.get(name) or Named(name, None, (), _HOUSE))
            )
            there.moments.append(one.until if one.places[0] != name and one.until else one.at)
            there.statements.append(one.statement)
    cells = {
        ping.place.name: ping.place for several in seen.handsets.seen.values() for ping in several
    }
    for leg in legs:
        ends = (leg.begin, leg.left, leg.statements[0]), (leg.end, leg.arrived, leg.statements[-1])
        for name, at, statement in ends if leg.handset else ():
            place = cells[name]
            cell = Visits(Named(name, place, (place,), "as the operator's record says"), True)
            there = found.setdefault(name, cell)
            there.moments.append(at)
            there.statements.append(statement)
    return found
