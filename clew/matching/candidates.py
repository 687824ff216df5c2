"""Finds the few pairs of names worth comparing among all pairs there are.

Two records are candidates when they share the consonant skeletons of two words of their names,
whatever spelling and script, or one skeleton that few records carry. Words run together
("Zarifkhan") count as the two they are made of. A pair of words borne by many (Mohammed Ahmed) is
compared only among records with the same or a compatible birth date: such names tell nobody
apart by themselves.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

from clew.model.text import skeletons, tokens
from clew.store.crossing import Bearer
from clew.store.hits import Pair

Key = str
PARTICLES = frozenset(
    ["al", "el", "ul", "as", "ash", "ar", "an", "at", "ad", "az", "bin", "ben", "ibn", "bint",
     "van", "von", "de", "da", "di", "abu", "umm", "haji", "hajji", "mullah", "dr", "mr", "mrs"]
)  # fmt: skip
"""Words too common to find anyone by; standards 12.2, rule 3."""
_MOST_WORDS = 6
_ALONE = "1 "
"""Begins the key of a single word's skeleton."""


@dataclass(frozen=True, slots=True)
class Blocking:
    """How many candidates are looked at.

    Attributes:
        crowd: bearers of a pair of words from which on birth dates decide who is compared.
        rare: bearers of a single word up to which the word alone makes candidates.
        each: candidates kept per record, those with the most words in common first.
    """

    crowd: int = 200
    rare: int = 8
    each: int = 50


BLOCKING = Blocking()


def candidates(bearers: Sequence[Bearer], limits: Blocking = BLOCKING) -> Iterator[Pair]:
    """Give pairs of entity numbers, lower first, of different agencies with one side unchecked.

    Each pair comes once. The order depends on the numbers only.
    """
    blocks: dict[Key, list[int]] = {}
    for at, bearer in enumerate(bearers):
        for key in _keys_of(bearer):
            blocks.setdefault(key, []).append(at)
    blocks = {key: members for key, members in blocks.items() if len(members) > 1}
    crowds = _crowds(bearers, blocks, limits)
    for at, bearer in enumerate(bearers):
        if bearer.fresh:
            yield from _partners(at, bearers, blocks, crowds, limits)


def _partners(
    at: int,
    bearers: Sequence[Bearer],
    blocks: dict[Key, list[int]],
    crowds: dict[tuple[Key, str], list[int]],
    limits: Blocking,
) -> Iterator[Pair]:
    """Of two unchecked records the later one finds the earlier, so that no pair comes twice."""
    one = bearers[at]
    met: Counter[int] = Counter()
    for key in _keys_of(one):
        members = blocks.get(key, [])
        if len(members) > _most(key, limits):
            members = [m for mark in _birth_marks(one.birth) for m in crowds.get((key, mark), [])]
        met.update(
            {
                m
                for m in members
                if bearers[m].agency != one.agency and (m < at or not bearers[m].fresh)
            }
        )
    for other in sorted(met, key=lambda m: (-met[m], m))[: limits.each]:
        yield min(one.entity, bearers[other].entity), max(one.entity, bearers[other].entity)


def _crowds(
    bearers: Sequence[Bearer], blocks: dict[Key, list[int]], limits: Blocking
) -> dict[tuple[Key, str], list[int]]:
    """Split the blocks with too many bearers by birth date."""
    found: dict[tuple[Key, str], list[int]] = {}
    for key, members in blocks.items():
        if len(members) > _most(key, limits) and not key.startswith(_ALONE):
            for member in members:
                for mark in _birth_marks(bearers[member].birth):
                    found.setdefault((key, mark), []).append(member)
    return {place: members for place, members in found.items() if len(members) <= limits.crowd}


def _most(key: Key, limits: Blocking) -> int:
    return limits.rare if key.startswith(_ALONE) else limits.crowd


def _birth_marks(birth: str) -> tuple[str, ...]:
    """Marks that records with compatible birth dates share: the date, day and month sorted, the bare year."""
    if len(birth) < 10:
        return (birth[:4],) if birth else ()
    year, month, day = birth[:4], birth[5:7], birth[8:10]
    marks = (f"{year} {' '.join(sorted((month, day)))}", f"{month}-{day}", f"{year}-{month}")
    return (*marks, year) if (month, day) == ("01", "01") else marks


def _keys_of(bearer: Bearer) -> list[Key]:
    return sorted({key for name in bearer.names for key in name_blocks(name)})


@lru_cache(maxsize=200_000)
def name_blocks(name: str) -> tuple[Key, ...]:
    """Give the keys a name is found by: pairs of its words' skeletons, and each skeleton alone.

    >>> set(name_blocks("Zarif Khan")) & set(name_blocks("Khan Zarifgul")) == set()
    True
    >>> bool(set(name_blocks("Xhevdet Gjoni")) & set(name_blocks("Џевдет Ђони")))
    True
    """
    words = [w for w in tokens(name) if len(w) > 1 and w not in PARTICLES][:_MOST_WORDS]
    sounds = [skeletons(word) for word in words]
    keys = {
        " ".join(sorted(pair))
        for one, other in combinations(sounds, 2)
        for pair in product(one, other)
        if all(pair)
    }
    for at in range(len(words) - 1):
        joined = skeletons(words[at] + words[at + 1])
        rest = [s for place, s in enumerate(sounds) if place not in (at, at + 1)]
        keys.update(
            " ".join(sorted(pair)) for other in rest for pair in product(joined, other) if all(pair)
        )
        keys.update(_ALONE + sound for sound in joined if len(sound) > 2)
    keys.update(_ALONE + sound for word in sounds for sound in word if len(sound) > 1)
    return tuple(sorted(keys))
