"""Links records of different agencies that carry the same number; runs inside `add`."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clew.matching.crosscheck import lay
from clew.matching.weights import COMMONNESS, Commonness
from clew.model.text import skeletons, tokens
from clew.store import crossing
from clew.store import hits as kept
from clew.store.crossing import Holder
from clew.store.door import Door, View
from clew.store.hits import Pair

_FULL_NAME = 2
"""Words of a name that tells people apart; a nickname has one."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking found.

    Attributes:
        sources: files linked now.
        pairs: pairs of records that share a number.
        hits: hits among them that are new.
        common: values found too common to count.
    """

    sources: int = 0
    pairs: int = 0
    hits: int = 0
    common: int = 0

    def as_json(self) -> dict[str, int]:
        """Give the figures by name."""
        return {
            "sources": self.sources,
            "pairs": self.pairs,
            "hits": self.hits,
            "common": self.common,
        }


def link_new(door: Door, limits: Commonness = COMMONNESS) -> Linked:
    """Link every file not yet linked with the other agencies' files.

    Call it while holding the case's intake lock. A killed run leaves the files unlinked and is
    simply run again: hits already made are weighed again, never doubled.
    """
    with door.quiet() as view:
        sources = crossing.waiting(view, "linked_at")
        if not sources:
            return Linked()
        pairs, common = _shared(view, limits)
    with door.step() as view:
        new = kept.note_common(view, common)
        pairs.update(crossing.hits_resting_on(view, new))
    laid = lay(door, sorted(pairs))
    linked = Linked(len(sources), laid.pairs, laid.new, len(common))
    with door.act("link") as view:
        view.note(**linked.as_json())
        crossing.stamped(view, "linked_at", sources)
    return linked


def _shared(
    view: View, limits: Commonness
) -> tuple[set[Pair], dict[tuple[str, str], tuple[int, int]]]:
    pairs: set[Pair] = set()
    common: dict[tuple[str, str], tuple[int, int]] = {}
    crowded: list[tuple[str, str, list[Holder], set[int]]] = []
    for kind, key, holders, fresh in crossing.shared_numbers(view):
        if len(holders) > limits.in_one_source:
            crowded.append((kind, key, holders, fresh))
        else:
            pairs.update(pairs_of(holders, fresh, limits.every_pair))
    for kind, key, holders, fresh in crowded:
        names = crossing.names_of(view, [holder.entity for holder in holders])
        if is_common(holders, names, limits):
            common[kind, key] = (len(holders), len({holder.agency for holder in holders}))
        else:
            pairs.update(pairs_of(holders, fresh, limits.every_pair))
    return pairs, common


def is_common(
    holders: Sequence[Holder], names: dict[int, list[str]], limits: Commonness = COMMONNESS
) -> bool:
    """True when too many differently named records carry a value for it to tell anyone apart.

    Names count, records do not: a driver who crosses a border a hundred times with one passport
    is one name; eight passengers of one booking with eight names share a travel agent's number.
    """
    by_source: dict[int, list[str]] = {}
    for holder in holders:
        by_source.setdefault(holder.source, []).extend(names.get(holder.entity, [])[:1])
    if any(different(said, limits.in_one_source) for said in by_source.values()):
        return True
    return different((name for said in by_source.values() for name in said), limits.in_case)


def different(names: Iterable[str], more_than: int) -> bool:
    """True when more than so many full names differ by more than spelling or order."""
    groups: list[list[frozenset[str]]] = []
    for name in dict.fromkeys(names):
        if len(tokens(name)) < _FULL_NAME:
            continue
        keys = [frozenset(key or word for key in skeletons(word)) for word in tokens(name)]
        if not any(_alike(keys, other) for other in groups):
            groups.append(keys)
            if len(groups) > more_than:
                return True
    return False


def _alike(a: list[frozenset[str]], b: list[frozenset[str]]) -> bool:
    shorter, longer = (a, b) if len(a) <= len(b) else (b, a)
    return all(any(keys & other for other in longer) for keys in shorter)


def pairs_of(holders: Sequence[Holder], fresh: set[int], every_pair: int) -> Iterator[Pair]:
    """Give the pairs to compare among the holders of one value: other agencies, one side new.

    With more than *every_pair* holders each is paired only with the first of each other agency.
    """
    first: dict[str, Holder] = {}
    for holder in holders:
        first.setdefault(holder.agency, holder)
    partners = list(first.values()) if len(holders) > every_pair else holders
    for one in holders:
        for other in partners:
            is_new = one.source in fresh or other.source in fresh
            if one.agency != other.agency and is_new:
                yield min(one.entity, other.entity), max(one.entity, other.entity)
