"""Scores names: how alike, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import exp
from typing import NamedTuple

from clew.matching.naming.bodies import compare_bodies
from clew.matching.naming.costs import COSTS, Costs
from clew.matching.naming.notes import Note, sentence
from clew.matching.naming.pairing import AT_ONCE, Pair, paired, parts_apart
from clew.matching.naming.parts import OWN, Part
from clew.matching.naming.reading import Name, read
from clew.matching.ports import NameScore

MOST_NAMES = 8
"""Names compared per record; a record with more is compared by its first ones."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How alike two names are, and every difference that was found.

    Attributes:
        score: 0 (nothing alike) to 1 (alike in every part).
        notes: the differences, in the order of the name; empty when there is none.
        one_word: one of the two is a single word.
    """

    score: float
    notes: tuple[Note, ...]
    one_word: bool = False

    @property
    def reason(self) -> str:
        """Say it in one sentence."""
        return sentence(self.notes)


class Laid(NamedTuple):
    """Two names read and laid side by side, the same whichever came first.

    Attributes:
        a: the one name, b the other; in the order of their parts, not as they were given.
        pairs: which part is which; empty when nothing fits or a side is only a placeholder.
    """

    a: Name
    b: Name
    pairs: list[Pair]


class RouteNames:
    """Compares names by clew's own rules for the cultures of the route.

    Args:
        one_word_at_most: what a person's name of a single word can reach; 1 when spellings of single
            names are compared, less where people are.
    """

    def __init__(self, one_word_at_most: float = 1.0, costs: Costs = COSTS) -> None:
        self._most = one_word_at_most
        self._costs = costs

    def score(self, a: Sequence[str], b: Sequence[str], person: bool) -> NameScore:
        """Give the best score of any name of one record with any of the other."""
        pairs = product(a[:MOST_NAMES], b[:MOST_NAMES])
        return max((self._one(x, y, person) for x, y in pairs), key=lambda s: s.score)

    def _one(self, a: str, b: str, person: bool) -> NameScore:
        found = compare(a, b, person, self._costs)
        score = min(found.score, self._most) if person and found.one_word else found.score
        return NameScore(score, a, b)


def compare(a: str, b: str, person: bool, costs: Costs = COSTS) -> Compared:
    """Compare two names and say what differs.

    Args:
        a: the one name; b the other.
        person: False when one of them is an organisation, a company, a vessel.
        costs: what differences cost.
    """
    if not person:
        score, notes = compare_bodies(a, b)
        return Compared(score, notes)
    mine, theirs, pairs = lay(read(a), read(b))
    if not (mine.parts and theirs.parts):
        return Compared(0.0, (Note("placeholder", a, b, 9.0),), True)
    one_word = mine.full < 2 or theirs.full < 2
    if not pairs:
        return Compared(0.0, (Note("nothing", a, b, 9.0),), one_word)
    notes = tuple(_notes(mine, theirs, pairs, costs))
    return Compared(round(exp(-sum(note.cost for note in notes)), 4), notes, one_word)


def lay(mine: Name, theirs: Name) -> Laid:
    """Lay the parts of two names that were read side by side."""
    if not (mine.parts and theirs.parts):
        return Laid(mine, theirs, [])
    if theirs.order < mine.order:
        mine, theirs = theirs, mine
    pairs = paired(mine.parts, theirs.parts, mine.cut or theirs.cut)
    if len(pairs) < max(len(mine.parts), len(theirs.parts)) and (mine.titles or theirs.titles):
        mine, theirs, pairs = _with_titles(mine, theirs, pairs)
    return Laid(mine, theirs, pairs)


def _with_titles(a: Name, b: Name, pairs: list[Pair]) -> tuple[Name, Name, list[Pair]]:
    """Take a word for a name after all ("Khan", "Dan") where the other name has its counterpart."""
    taken_a, taken_b = {i for p in pairs for i in p.a}, {j for p in pairs for j in p.b}
    free_a = [p for i, p in enumerate(a.parts) if i not in taken_a]
    free_b = [p for j, p in enumerate(b.parts) if j not in taken_b]
    named_a = [t for t in a.titles if any(parts_apart(t, p) < AT_ONCE for p in free_b)]
    named_b = [t for t in b.titles if any(parts_apart(t, p) < AT_ONCE for p in free_a)]
    if not (named_a or named_b):
        return a, b, pairs
    a = a._replace(parts=(*a.parts, *(t._replace(kind="name", weight=1.0) for t in named_a)))
    b = b._replace(parts=(*b.parts, *(t._replace(kind="name", weight=1.0) for t in named_b)))
    return a, b, paired(a.parts, b.parts, a.cut or b.cut)


def _notes(a: Name, b: Name, pairs: list[Pair], costs: Costs) -> Iterator[Note]:
    total = max(a.size, b.size)
    for pair in pairs:
        if pair.share > 0 or len(pair.a) != len(pair.b):
            mine, theirs = [a.parts[i] for i in pair.a], [b.parts[j] for j in pair.b]
            yield _letters(mine, theirs, pair.share, total, costs)
    if a.mixed or b.mixed:
        for part in (*a.parts, *b.parts):
            if part.word.mixed:
                yield Note("mixed", part.raw, "", 0.0)
    yield from beside_letters(a, b, pairs, costs)


def beside_letters(a: Name, b: Name, pairs: list[Pair], costs: Costs = COSTS) -> Iterator[Note]:
    """Give what differs beside spelling: parts without a counterpart, who is whose child, the order."""
    if len(a.parts) != len(pairs) or len(b.parts) != len(pairs):
        yield from _unpaired(a, b, pairs, costs)
    if a.chained or b.chained:
        yield from _chain_notes(a, b, pairs, costs)
    elif _is_turned(pairs):
        yield Note("swapped", "", "", costs.swapped)


def _is_turned(pairs: list[Pair]) -> bool:
    """True when the parts of one name stand in another order than in the other."""
    places = sorted([(p.a[0], p.b[0]) for p in pairs])
    return any(later[1] < earlier[1] for earlier, later in pairwise(places))


def _letters(a: list[Part], b: list[Part], share: float, total: int, costs: Costs) -> Note:
    size = max(sum(p.size for p in a), sum(p.size for p in b))
    bent = share + max(0.0, share - costs.bend) * costs.steep
    cost = costs.letters * bent * min(1.0, size / total) ** costs.spread
    kind = "initial" if "initial" in (a[0].kind, b[0].kind) else "spelling"
    if not share:
        kind = "joined"
    return Note(kind, _raw(a), _raw(b), cost)


def _raw(parts: list[Part]) -> str:
    return " ".join(part.raw for part in parts)


def _unpaired(a: Name, b: Name, pairs: list[Pair], costs: Costs) -> Iterator[Note]:
    """Parts without a counterpart: on both sides two names, on one side only a longer name."""
    taken_a, taken_b = {i for p in pairs for i in p.a}, {j for p in pairs for j in p.b}
    more_a = [p for i, p in enumerate(a.parts) if i not in taken_a]
    more_b = [p for j, p in enumerate(b.parts) if j not in taken_b]
    if not (more_a and more_b):
        more_a = [p for p in more_a if not _again(p, a, taken_a)]
        more_b = [p for p in more_b if not _again(p, b, taken_b)]
    fathers = [p for p in more_a if p.bracketed], [p for p in more_b if p.bracketed]
    if fathers[0] and fathers[1]:
        yield Note("other_father", _raw(fathers[0]), _raw(fathers[1]), costs.other_father)
    more_a = [p for p in more_a if not p.bracketed]
    more_b = [p for p in more_b if not p.bracketed]
    if bool(more_a) != bool(more_b):
        more_a, more_b = _halves(a, b, pairs, more_a, more_b)
    both = min(sum(p.weight for p in more_a), sum(p.weight for p in more_b))
    if both > 0:
        yield Note(
            "other_part", _raw(more_a), _raw(more_b), costs.other_part * min(1.5, 0.4 + both)
        )
    fits = sum(a.parts[i].weight for i in taken_a)
    more = abs(sum(p.weight for p in more_a) - sum(p.weight for p in more_b))
    if more > 0:
        alone = costs.one_fits if len(pairs) == 1 else 0.0
        longer, side = (more_a, a) if len(more_a) >= len(more_b) else (more_b, b)
        other = b if side is a else a
        cost = costs.more_parts * more / max(fits, 0.3) + alone
        yield Note("more_parts", _raw(longer), _raw(list(other.parts)), cost)


def _halves(
    a: Name, b: Name, pairs: list[Pair], more_a: list[Part], more_b: list[Part]
) -> tuple[list[Part], list[Part]]:
    """Set a part one name has more against the half of a compound the other has more.

    In "Abdul Omid Tokhi" and "Zarif Omid Tokhi", Abdul stands against Zarif.
    """
    for pair in pairs:
        one, other = a.parts[pair.a[0]], b.parts[pair.b[0]]
        if one.compound == "servant" and not other.compound and more_b and not more_a:
            return [one._replace(weight=0.6)], more_b
        if other.compound == "servant" and not one.compound and more_a and not more_b:
            return more_a, [other._replace(weight=0.6)]
    return more_a, more_b


def _again(part: Part, name: Name, taken: set[int]) -> bool:
    """True for a part that repeats one already laid beside its counterpart."""
    return any(name.parts[i].text == part.text for i in taken)


def _chain_notes(a: Name, b: Name, pairs: list[Pair], costs: Costs) -> Iterator[Note]:
    """Who is whose child: one's own name is no evidence when it is the other's father's."""
    crossed = [(a.parts[p.a[0]], b.parts[p.b[0]]) for p in pairs]
    down = [(m, t) for m, t in crossed if m.of == OWN and t.of > OWN]
    up = [(m, t) for m, t in crossed if m.of > OWN and t.of == OWN]
    if down and up:
        yield Note("inverted", down[0][0].raw, up[0][0].raw, costs.inverted)
    elif (down or up) and not any(m.of == t.of == OWN for m, t in crossed):
        one, other = (down or up)[0]
        yield Note("father_for_own", one.raw, other.raw, costs.father_for_own)
    elif a.chained != b.chained and _is_turned(pairs):
        yield Note("turned_chain", "", "", costs.turned_chain)
