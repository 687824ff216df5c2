"""What a case may tell an authority of each stop on a route: how many records, from when to when, no names."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from clew.analysis.network.from_case import CaseNetwork
from clew.analysis.routes.inform import Stop
from clew.analysis.routes.report import placed
from clew.analysis.routes.sightings import sightings
from clew.store import reading
from clew.store.door import View

_KEPT_BACK = frozenset({"H2", "H3"})


@dataclass
class Known:
    """What a case holds of a route.

    Attributes:
        facts: a sentence for each stop that records name; *handling* the codes of those records.
        kept_back: agency → records that carry H2 or H3, for which it has to be asked first.
    """

    facts: list[str] = field(default_factory=list)
    handling: set[str] = field(default_factory=set)
    kept_back: dict[str, int] = field(default_factory=dict)


def known(view: View, network: CaseNetwork, stops: Sequence[Stop]) -> Known:
    """Count what the asker may see of each stop; records not to be passed on are counted apart."""
    journeys = sightings(view, network).journeys
    told = reading.statements(view, (one.statement for one in journeys))
    found, here = Known(), defaultdict[str, list[tuple[str, reading.Told]]](list)
    named = {name: one.place for name, one in placed(journeys).items()}
    for one in journeys:
        record, places = told.get(one.statement), (named.get(name) for name in one.places)
        for stop in {place.name for place in places if place} & {stop.name for stop in stops}:
            if record is None:
                continue
            if _KEPT_BACK & set(record.handling.split()):
                found.kept_back[record.agency] = found.kept_back.get(record.agency, 0) + 1
                continue
            here[stop].append((one.at[:10], record))
    for place in (stop.name for stop in stops if stop.name in here):
        days = sorted(day for day, _ in here[place] if day)
        span = f", {days[0]} to {days[-1]}" if days else ""
        codes = ", ".join(sorted({record.evaluation for _, record in here[place]}))
        found.facts.append(
            f"{place}: journeys or crossings recorded: {len(here[place])}{span} ({codes})"
        )
        found.handling |= {code for _, r in here[place] for code in r.handling.split()}
    return found
