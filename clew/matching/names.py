"""Checks the names in every new file against the other agencies' names; runs at `check`."""

from collections.abc import Callable
from dataclasses import dataclass

from clew.matching.candidates import candidates
from clew.matching.crosscheck import Progress, lay
from clew.matching.identifiers import link_new
from clew.matching.ports import NameScorer
from clew.matching.scorers import LogicNames
from clew.matching.weights import PROPOSED
from clew.store import crossing
from clew.store import hits as kept
from clew.store.door import Door
from clew.store.hits import Filter


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found.

    Attributes:
        sources: files checked now.
        pairs: pairs of records compared.
        new: hits made now.
        hits: hits of the case after it, and how many of them are *proposed*.
        common: values of the case too common to count.
    """

    sources: int
    pairs: int
    new: int
    hits: int
    proposed: int
    common: int

    def as_json(self) -> dict[str, int]:
        """Give the figures by name."""
        return {
            "sources": self.sources, "pairs": self.pairs, "new": self.new, "hits": self.hits,
            "proposed": self.proposed, "common": self.common,
        }  # fmt: skip


def check_names(
    door: Door,
    progress: Progress | None = None,
    matcher: Callable[[], NameScorer] = LogicNames,
) -> Checked:
    """Check every file not yet checked against the other agencies' files.

    Records that share a number are weighed again with this matcher, records whose names sound
    alike are compared. It waits until no files are coming in. A killed check is simply run again.

    Args:
        door: the case and who asks.
        progress: told how many pairs are done, of how many.
        matcher: makes the name matcher; only called when there is something to check.
    """
    with door.case.intake_lock():
        link_new(door)
        with door.quiet() as view:
            sources = crossing.waiting(view, "checked_at")
            bearers = crossing.bearers(view) if sources else []
            pairs = set(crossing.hits_of_unchecked(view)) if sources else set()
        pairs.update(candidates(bearers))
        laid = lay(door, sorted(pairs), matcher(), progress, len(pairs)) if pairs else None
        with door.act("check", sources=len(sources)) as view:
            crossing.stamped(view, "checked_at", sources)
            checked = Checked(
                sources=len(sources),
                pairs=laid.pairs if laid else 0,
                new=laid.new if laid else 0,
                hits=kept.count(view, Filter()),
                proposed=kept.count(view, Filter(min_score=PROPOSED)),
                common=len(kept.common(view)),
            )
            view.note(pairs=checked.pairs, new=checked.new, hits=checked.hits)
    return checked
