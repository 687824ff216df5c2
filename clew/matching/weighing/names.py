"""Weighs the names of two records: what fits, how rare it is, and what does not fit."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from clew.matching.naming import compare
from clew.matching.naming.bodies import read_body
from clew.matching.naming.costs import COSTS
from clew.matching.naming.pairing import Pair
from clew.matching.naming.parts import Part
from clew.matching.naming.reading import Name, read
from clew.matching.naming.route_names import MOST_NAMES, Laid, beside_letters, lay
from clew.matching.weighing.clue import Clue
from clew.matching.weighing.shares import Shares
from clew.matching.weighing.table import INITIAL, JOINED, QUALITIES, NameWeights, table

_BY_SOUND = frozenset({"same", "sounds_alike", INITIAL})
EXCHANGED = frozenset({"inverted", "father_for_own"})
"""Differences that say father and child are exchanged."""


class Fit(NamedTuple):
    """What fits and what does not between two names; the weights are multiplied with this.

    Attributes:
        parts: quality → (information of the parts that fit so, how many, what they tell beyond the usual).
        costs: kind of a difference → its cost; "joined" → how many parts are one word in one name, two in the other.
        one_word: one of the names is a single word, without an initial that fits, and not two words of the
            other run together.
    """

    parts: dict[str, tuple[float, int, float]]
    costs: dict[str, float]
    one_word: bool

    @property
    def is_exchanged(self) -> bool:
        """True where one's own name is the other's father's."""
        return not EXCHANGED.isdisjoint(self.costs)

    @property
    def is_same(self) -> bool:
        """True where nothing differs but the order."""
        return self.parts.keys() <= {"same"} and self.costs.keys() <= {"swapped"}

    @property
    def has_slip(self) -> bool:
        """True where letters differ by more than spelling by sound explains."""
        return not self.parts.keys() <= _BY_SOUND


class Named(NamedTuple):
    """The weight of two names, the rule, the names by their places in the two lists, and whether letters are wrong."""

    weight: float
    rule: str
    a: int
    b: int
    has_slip: bool = False


def is_comparable(a: Name, b: Name) -> bool:
    """True unless one is in a script clew has no table for and the other in another script."""
    return bool(a.parts and b.parts) and _is_foreign(a) == _is_foreign(b)


def _is_foreign(name: Name) -> bool:
    return any(part.word.foreign for part in name.parts)


def fit(laid: Laid, shares: Shares, most: float, usual: float) -> Fit | None:
    """Say what fits between two names laid side by side; None when nothing does.

    Args:
        laid: the names; *shares*: how common parts are.
        most: most that one part tells.
        usual: what one part tells at most by the people the weights are fitted on.
    """
    a, b, pairs = laid
    if not pairs:
        return None
    parts: dict[str, tuple[float, int, float]] = {}
    for pair in pairs:
        mine, theirs = [a.parts[i] for i in pair.a], [b.parts[j] for j in pair.b]
        quality = _quality(pair, mine[0], theirs[0])
        many = max(len(mine), len(theirs))
        tells = min(_tells(mine, shares), _tells(theirs, shares), most * many)
        rare = max(0.0, tells - usual * many)
        before = parts.get(quality, (0.0, 0, 0.0))
        parts[quality] = before[0] + tells - rare, before[1] + many, before[2] + rare
    joined = sum(len(pair.a) != len(pair.b) for pair in pairs)
    costs: dict[str, float] = {JOINED: float(joined)} if joined else {}
    for note in beside_letters(a, b, pairs, COSTS):
        costs[note.kind] = costs.get(note.kind, 0.0) + note.cost
    alone = not joined and INITIAL not in parts
    one_word = alone and (_is_one_word(a) or _is_one_word(b))
    return Fit(parts, costs, one_word)


def _is_one_word(name: Name) -> bool:
    """True for a single word; not beside a form of address, which may be a name, nor in scripts without blanks."""
    return name.full < 2 and not name.titles and not _is_foreign(name)


def _quality(pair: Pair, a: Part, b: Part) -> str:
    if INITIAL in (a.kind, b.kind):
        return INITIAL
    return next(quality for quality, most in QUALITIES if pair.share <= most)


def _tells(parts: list[Part], shares: Shares) -> float:
    if len(parts) == 1:
        return shares.information(parts[0].text)
    return sum(shares.information(part.text) for part in parts)


def fit_weight(found: Fit | None, weights: NameWeights) -> float:
    """Give the weight of a fit, within its bounds."""
    if found is None:
        return max(weights.nothing, weights.floor)
    total = weights.start
    for quality, (tells, many, rare) in found.parts.items():
        per_information, each = weights.parts[quality]
        total += per_information * tells + each * many
        total += rare * (1.0 if quality in AS_HEARD else per_information)
    for kind, cost in found.costs.items():
        total += weights.costs.get(kind, -1.0) * cost
    total += _whole_name(found, weights)
    if found.one_word:
        total = min(total + weights.one_word, weights.single)
    total = min(max(total, weights.floor), weights.ceiling)
    return min(total, weights.exchanged) if found.is_exchanged else total


CLOSE = {"same": 1.0, "sounds_alike": 0.9, "nearly_alike": 0.8, "alike": 0.5}
"""Qualities of parts that may make a whole name agree, and how far each counts towards that."""
AS_HEARD = frozenset({"same", "sounds_alike"})
"""Qualities of which each unit a part tells beyond the usual counts in full."""
_TWO_NAMES = frozenset({"other_part", "other_father", *EXCHANGED})


def _whole_name(found: Fit, weights: NameWeights) -> float:
    """Give what a name adds that agrees as a whole, by two of its parts.

    The sum over parts is fitted where some parts fit and others do not; that two people bear one rare
    name as a whole is rarer than that sum says. How rare is counted: by their parts, and `homonyms` more.
    """
    many = sum(count for _, count, _ in found.parts.values())
    if many < 2 or found.one_word or not found.parts.keys() <= CLOSE.keys():
        return 0.0
    if not _TWO_NAMES.isdisjoint(found.costs):
        return 0.0
    usual = sum(told for told, _, _ in found.parts.values())
    rare = sum(told for _, _, told in found.parts.values())
    close = sum(CLOSE[quality] * count for quality, (_, count, _) in found.parts.items()) / many
    per_information, each = weights.parts["same"]
    by_parts = weights.start + per_information * usual + rare + each * many
    return close * max(0.0, (usual + rare) * 2 / many - weights.homonyms - by_parts)


def weigh_names(a: Sequence[str], b: Sequence[str], shares: Shares) -> Named | None:
    """Weigh two people's names, the pair of names that speaks most for one person counting.

    None when a side has no name, only placeholders, or no script in common with the other.
    """
    weights = table().names
    best: Named | None = None
    tie = ("", "")
    for i, mine in enumerate(a[:MOST_NAMES]):
        for j, theirs in enumerate(b[:MOST_NAMES]):
            found = _one(mine, theirs, shares, weights)
            if found is None:
                continue
            names = (mine, theirs) if mine <= theirs else (theirs, mine)
            if best is None or found[0] > best.weight or (found[0] == best.weight and names < tie):
                best, tie = Named(found[0], found[1], i, j, found[2]), names
    return best


def _one(a: str, b: str, shares: Shares, weights: NameWeights) -> tuple[float, str, bool] | None:
    mine, theirs = read(a), read(b)
    if not is_comparable(mine, theirs):
        return None
    found = fit(lay(mine, theirs), shares, weights.most_information, weights.usual_information)
    weight = fit_weight(found, weights)
    if weight < weights.nothing_single and (_is_one_word(mine) or _is_one_word(theirs)):
        weight = weights.nothing_single
    return weight, _rule(found, weight), found is not None and found.has_slip


def _rule(found: Fit | None, weight: float) -> str:
    if found is None:
        return "other_name"
    if found.is_exchanged:
        return "father_and_child_exchanged"
    if weight <= 0:
        return "other_name"
    if found.one_word:
        return "single_name"
    return "same_name" if found.is_same else "similar_names"


def weigh_body_names(a: Sequence[str], b: Sequence[str], shares: Shares) -> Named | None:
    """Weigh the names of two records one of which at least is an organisation."""
    best: Named | None = None
    tie = ("", "")
    for i, mine in enumerate(a[:MOST_NAMES]):
        for j, theirs in enumerate(b[:MOST_NAMES]):
            weight = _body(mine, theirs, shares)
            names = (mine, theirs) if mine <= theirs else (theirs, mine)
            if best is None or weight > best.weight or (weight == best.weight and names < tie):
                rule = "similar_body_names" if weight > 0 else "other_body_name"
                best, tie = Named(weight, rule, i, j), names
    return best


def _body(a: str, b: str, shares: Shares) -> float:
    weights = table().bodies
    score = compare(a, b, person=False).score
    if score < weights.neutral:
        return weights.floor * (weights.neutral - score) / weights.neutral
    tells = min(_body_tells(a, shares, weights.word), _body_tells(b, shares, weights.word))
    most = min(tells, weights.ceiling)
    return most * (score - weights.neutral) / (1 - weights.neutral)


@lru_cache(maxsize=50_000)
def _body_tells(text: str, shares: Shares, most: float) -> float:
    body = read_body(text)
    words = (*body.words, *body.numbers)
    return sum(min(shares.information(word), most) for word in words)


def name_clue(
    a: Sequence[str], b: Sequence[str], people: bool, shares: Shares
) -> tuple[Clue, bool] | None:
    """Give the clue of the names, and whether letters of them are wrong; None when they cannot be compared.

    Args:
        a: names of the one record; b of the other.
        people: neither is an organisation.
        shares: how common parts of names are.
    """
    found = (weigh_names if people else weigh_body_names)(a, b, shares)
    if found is None:
        return None
    clue = Clue("person", found.rule, round(found.weight, 3), a[found.a], b[found.b])
    return clue, found.has_slip and found.weight > 0
