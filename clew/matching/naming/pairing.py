"""Lays the parts of two names side by side: which part of one is which part of the other."""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from clew.matching.naming.known import is_short_for, known, plain
from clew.matching.naming.parts import Part
from clew.matching.naming.rulebook import rules
from clew.matching.naming.scripts import Word
from clew.matching.naming.sounds import apart, size, units

TWO_NAMES = 0.55
"""From this share of wrong letters on, two parts are two names."""
AT_ONCE = 0.2
"""Up to this share parts are laid side by side before words joined and split are tried."""
LEFT_OFF = 0.28
"""A compound against its bare part ("Abdul Hanif", "Hanif"), as a share of wrong letters."""
TITLE_OFF = 0.03
"""The same where what is missing is a form of address ("Zarifkhan", "Zarif")."""
ARTICLE_OFF = 0.02
"""The same where it is an article; "Albana" is no "Bana", so the rest must sound the same."""
INITIAL = 0.2
LONGEST_WORD = 48
"""Letters; a longer word fits only itself."""
SHORT_FORM = 0.18
"""A familiar form ("Ibro") against the full name."""
CUT_OFF = 0.1
"""A word against its beginning, where a line was full."""
SOUND, UNSOUND = 0.08, 0.19
"""Up to the first share only sounds count, from the second on written letters count too."""
NO_SLIP = 0.35
"""Across scripts letters are not wrong by a slip of the hand: from the first share on they count more."""
SHORTEST_STEM = 3
"""Letters a family name is compared by at least when a shared ending is left aside."""
LETTERS_COUNT = 0.6
"""How much they count then, 0 to 1."""


ENDINGS = sorted(set(rules("words")["shared"]["endings"]), key=lambda end: (-len(end), end))
"""Endings of family names that many share, the longest first."""
_ANY_ENDING = tuple(ENDINGS)


class Pair(NamedTuple):
    """Two parts laid side by side.

    Attributes:
        a: places of the parts in the first name; two when they were run together.
        b: places in the second.
        share: wrong letters over letters, 0 for the same.
    """

    a: tuple[int, ...]
    b: tuple[int, ...]
    share: float


@lru_cache(maxsize=500_000)
def _words_apart(a: str, b: str, a_abjad: bool, b_abjad: bool) -> float:
    """Share of wrong letters between two words that both stand for names."""
    if a == b:
        return 0.0
    if max(len(a), len(b)) > LONGEST_WORD:
        return 1.0
    letters = max(size(a, a_abjad, b_abjad), size(b, b_abjad, a_abjad), 2)
    if letters > SHORTEST_STEM:
        letters = max(letters - _ending(plain(a), plain(b)), SHORTEST_STEM)
    if abs(len(a) - len(b)) > 2 * letters * TWO_NAMES:
        return 1.0
    share = min(1.0, apart(a, b, a_abjad, b_abjad) / letters)
    if not (a_abjad or b_abjad):
        share = trusted(a, b, share)
    elif share > SOUND:
        share += (share - SOUND) * NO_SLIP
    if share > SHORT_FORM and is_short_for(a, b):
        return SHORT_FORM
    mine, theirs = known(a), known(b)
    if mine and theirs:
        if mine & theirs:
            return min(share, 0.04)
        return max(share, TWO_NAMES + 0.1)
    return share


def words_apart(a: Word, b: Word) -> float:
    """Give the share of wrong letters between two words, each taken as one word of a name, 0 to 1."""
    return _words_apart(a.text, b.text, a.abjad, b.abjad)


def _ending(a: str, b: str) -> int:
    """Letters of an ending of family names that both have; 0 for none."""
    if not (a.endswith(_ANY_ENDING) and b.endswith(_ANY_ENDING)):
        return 0
    return next((len(end) for end in ENDINGS if a.endswith(end) and b.endswith(end)), 0)


def trusted(a: str, b: str, share: float) -> float:
    """Give the share of wrong letters, sounds trusted where nearly all agree and letters where they do not."""
    doubt = min(1.0, max(0.0, (share - SOUND) / (UNSOUND - SOUND)))
    if not doubt:
        return share
    one, other = plain(a), plain(b)
    letters = OSA.distance(one, other) / max(len(one), len(other), 2)
    return share + max(0.0, letters - share) * doubt * LETTERS_COUNT


def parts_apart(a: Part, b: Part) -> float:
    """Give the share of wrong letters between two parts, 0 to 1."""
    if a.text == b.text and a.compound == b.compound:
        return 0.0
    if a.kind == "initial" or b.kind == "initial":
        return _initial(a, b)
    one, other = a.word.abjad, b.word.abjad
    if a.compound == b.compound:
        share = _words_apart(a.text, b.text, one, other)
        if a.bare or b.bare:
            without = _words_apart(a.bare or a.text, b.bare or b.text, one, other)
            share = min(share, ARTICLE_OFF + without) if without < SOUND else share
        return share
    share = _words_apart(a.whole, b.whole, one, other)
    if not (a.compound and b.compound):
        off = TITLE_OFF if "title" in (a.compound, b.compound) else LEFT_OFF
        share = min(share, off + _words_apart(a.text, b.text, one, other))
    return share


def _initial(a: Part, b: Part) -> float:
    short, long = (a, b) if a.kind == "initial" else (b, a)
    first = units(long.whole)[0] if long.whole else ""
    if short.text == long.whole[:1] or apart(short.text, first) < 0.1:
        return 0.0 if long.kind == "initial" else INITIAL
    return 1.0


def paired(a: tuple[Part, ...], b: tuple[Part, ...], cut: bool = False) -> list[Pair]:
    """Give the pairs, nearest first; parts in no pair have no counterpart.

    Parts that agree are paired first, then words run together, then words cut off at the end of a
    full line, then what is left and near enough.

    Args:
        a: parts of the one name; b: of the other.
        cut: a word of one may be only the beginning of the other's.
    """
    free_a, free_b = set(range(len(a))), set(range(len(b)))
    found: list[Pair] = []
    same = [
        (0.0, abs(i - j), i, j)
        for i, one in enumerate(a)
        for j, other in enumerate(b)
        if one.text == other.text and one.compound == other.compound
    ]
    _take(sorted(same), AT_ONCE, free_a, free_b, found)
    costs = [
        (share, abs(i - j), i, j)
        for i in free_a
        for j in free_b
        if (share := parts_apart(a[i], b[j])) < TWO_NAMES
    ]
    costs.sort()
    _take(costs, AT_ONCE, free_a, free_b, found)
    if (free_a and free_b) or len(a) != len(b):
        _join(a, b, free_a, free_b, found)
    if cut and free_a and free_b:
        _begin(a, b, free_a, free_b, found)
    _take(costs, TWO_NAMES, free_a, free_b, found)
    return found


def _take(
    costs: list[tuple[float, int, int, int]],
    most: float,
    free_a: set[int],
    free_b: set[int],
    found: list[Pair],
) -> None:
    for share, _, i, j in costs:
        if share >= most:
            return
        if i in free_a and j in free_b:
            free_a.discard(i)
            free_b.discard(j)
            found.append(Pair((i,), (j,), share))


def _begin(
    a: tuple[Part, ...], b: tuple[Part, ...], free_a: set[int], free_b: set[int], found: list[Pair]
) -> None:
    """Pair a word with one it is the beginning of."""
    for i in sorted(free_a):
        for j in sorted(free_b):
            one, other = sorted((a[i].whole, b[j].whole), key=len)
            if i in free_a and j in free_b and 1 < len(one) < len(other) and other.startswith(one):
                free_a.discard(i)
                free_b.discard(j)
                found.append(Pair((i,), (j,), CUT_OFF))


def _join(
    a: tuple[Part, ...], b: tuple[Part, ...], free_a: set[int], free_b: set[int], found: list[Pair]
) -> None:
    """Pair two neighbouring words of one side with one of the other ("Zarif Khan", "Zarifkhan")."""
    for i in sorted(free_a):
        for j in sorted(free_b):
            if {i, i + 1} <= free_a and j in free_b and (share := _run(a, i, b[j])) < AT_ONCE:
                free_a -= {i, i + 1}
                free_b.discard(j)
                found.append(Pair((i, i + 1), (j,), share))
            elif {j, j + 1} <= free_b and i in free_a and (share := _run(b, j, a[i])) < AT_ONCE:
                free_b -= {j, j + 1}
                free_a.discard(i)
                found.append(Pair((i,), (j, j + 1), share))


def _run(parts: tuple[Part, ...], at: int, other: Part) -> float:
    one, two = parts[at], parts[at + 1]
    if other.kind == "initial" or (one.kind == two.kind == "initial" and len(other.whole) > 2):
        return 1.0
    if len(other.halves) > 1:
        front, back = other.halves
        return max(parts_apart(one, front), parts_apart(two, back))
    joined = one.whole + two.whole
    if abs(len(joined) - len(other.whole)) > 3:
        return 1.0
    return _words_apart(joined, other.whole, one.word.abjad, other.word.abjad)
