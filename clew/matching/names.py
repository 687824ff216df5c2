"""Checks the names in every new file against the other agencies' names; runs at `check`."""

from array import array
from dataclasses import dataclass

from clew.matching.candidates import candidates
from clew.matching.crosscheck import Progress, lay
from clew.matching.identifiers import link_new
from clew.matching.weights import PROPOSED
from clew.store import crossing
from clew.store import hits as kept
from clew.store.door import Door, View
from clew.store.hits import Filter

_BITS = 31
_LOW = (1 << _BITS) - 1
"""A pair of entity numbers waits as one 64-bit number: eight bytes where a million pairs wait."""


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
) -> Checked:
    """Check every file not yet checked against the other agencies' files.

    Records that share a number are weighed again, records whose names sound alike are compared.
    It waits until no files are coming in. A killed check is simply run again.

    Args:
        door: the case and who asks.
        progress: told how many pairs are done, of how many.
    """
    with door.case.intake_lock():
        link_new(door)
        with door.quiet() as view:
            sources = crossing.waiting(view, "checked_at")
            pairs = _to_compare(view) if sources else array("q")
        both = ((pair >> _BITS, pair & _LOW) for pair in pairs)
        laid = lay(door, both, progress, len(pairs)) if pairs else None
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


def _to_compare(view: View) -> "array[int]":
    """Give the pairs of the hits to weigh again, then those of the names to compare."""
    known = set(crossing.hits_of_unchecked(view))
    waiting = array("q", (a << _BITS | b for a, b in sorted(known)))
    waiting.extend(
        a << _BITS | b for a, b in candidates(crossing.bearers(view)) if (a, b) not in known
    )
    return waiting
