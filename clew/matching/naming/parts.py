"""Makes one part of a name out of a word: titles, initials, compounds, articles, two names run together."""

import re
from functools import lru_cache
from typing import NamedTuple

from clew.matching.naming.known import known
from clew.matching.naming.rulebook import rules
from clew.matching.naming.scripts import Word, written
from clew.matching.naming.sounds import size

OWN, UNSAID = 0, -1
"""Whose name a part is: the bearer's own; 1, 2, … the father's, grandfather's; or not said."""


class Part(NamedTuple):
    """One part of a name.

    Attributes:
        text: what is compared, in Latin letters; of a compound name the part that tells.
        raw: the part as it was written.
        compound: "servant", "parent" or an ending ("ullah", "uddin", "zai", "zada", "khel"); else empty.
        whole: the compound as one word; the same as *text* for a simple name.
        bare: the word without an article that may be its first letters; empty when there is none.
        of: whose name it is.
        bracketed: it stood in brackets, as the father's name does in Balkan registers.
        kind: "name", "initial" or "title".
        weight: 1 for a name; less for one of many bearers, an initial, a title.
        size: letters that count.
        word: what script it was in.
        halves: the two known names it may be, run together.
    """

    text: str
    raw: str
    word: Word
    compound: str = ""
    whole: str = ""
    bare: str = ""
    of: int = UNSAID
    bracketed: bool = False
    kind: str = "name"
    weight: float = 1.0
    size: int = 0
    halves: "tuple[Part, ...]" = ()


WORDS = rules("words")


def forms(words: list[str]) -> frozenset[str]:
    """Give the words as they are compared, in Latin letters."""
    return frozenset(written(word).text for word in words)


_TITLES = forms(WORDS["honorifics"])
_PARTICLES = forms(WORDS["particles"])
_ENDINGS = {
    written(form).text: ending for ending, said in WORDS["endings"].items() for form in said
}
_TOGETHER = [
    (rule["ending"], re.compile(rule["fits"]), re.compile(rule["needs"]))
    for rule in WORDS["written_together"]
]
_IS_TOGETHER = re.compile("|".join(rule["needs"] for rule in WORDS["written_together"]))
_MANY = forms(WORDS["many_bearers"]["names"])
_GOD = frozenset(
    ["lah", "la", "llah", "lla", "allah", "alah", "ilah", "ullah", "ullahi", "lahi", "laye", "ulaye",
     "Allh", "llh", "lh"]
)  # fmt: skip
_ABD = re.compile(r"abd(?:[uaeioü]l(?=[^l]..)|[uaeioü](\w)(?=\1)|[uaeioü]|(?=\w{4}))(?=\w{2})")
_ABD_ABJAD = re.compile(r"Ebd(?:Al)?(?=\w{2})")
_ABU = re.compile(r"(?:abu|abou|ebu)(?=\w{4})|AbW(?=\w{3})")
_JOINED_ARTICLE = re.compile(r"(?:al|el)(?=[^aeiouyl]\w{3})|Al(?=\w{3})")
_FIRST_OF_HEADS = frozenset("aeAE")
"""First letters of a word that may begin with Abd, Abu or an article."""
_TWO_SHORT = 7
"""Letters from which a word can be two names run together."""


def part_of(raw: str, word: Word, joining: str) -> Part:
    """Make a part of one word.

    Args:
        raw: the word as written.
        word: the same in Latin letters.
        joining: "servant" after abd, "parent" after abu; else empty.
    """
    text = word.text
    if joining:
        return _compound(raw, word, text, joining)
    if len(text) == 1 and not word.foreign:
        return Part(text, raw, word, whole=text, kind="initial", weight=0.3, size=1)
    if text in _TITLES:
        return _simple(raw, word, "title", 0.1)
    if known(text) and not text.startswith("abd"):
        return _simple(raw, word, "name", 0.6 if text in _MANY else 1.0)
    is_headed = text[:1] in _FIRST_OF_HEADS
    if is_headed and (told := _told(text, word.abjad)) is not None:
        return _compound(raw, word, *told)
    if _IS_TOGETHER.search(text):
        for ending, fits, needs in _TOGETHER:
            if needs.search(text) and len(stem := fits.sub("", text)) < len(text):
                return Part(stem, raw, word, ending, text, size=size(stem, word.abjad) + 2)
    if text in _PARTICLES:
        return _simple(raw, word, "title", 0.05)
    met = _JOINED_ARTICLE.match(text) if is_headed else None
    bare = text[met.end() :] if met else ""
    if bare and word.abjad:
        text, bare = bare, ""
    weight = 0.6 if text in _MANY else 1.0
    return Part(text, raw, word, whole=text, bare=bare, weight=weight, size=size(text, word.abjad))


def _simple(raw: str, word: Word, kind: str, weight: float) -> Part:
    text = word.text
    return Part(text, raw, word, whole=text, kind=kind, weight=weight, size=size(text, word.abjad))


def _told(text: str, abjad: bool) -> tuple[str, str] | None:
    """Give what follows Abd or Abu in a word that begins with it, and which of the two."""
    if met := (_ABD_ABJAD if abjad else _ABD).match(text):
        return text[met.end() :], "servant"
    if met := _ABU.match(text):
        return text[met.end() :], "parent"
    return None


def _compound(raw: str, word: Word, stem: str, kind: str) -> Part:
    if word.abjad and stem.startswith("Al") and len(stem) > 4:
        stem = stem[2:] if stem != "Allh" else stem
    god = kind == "servant" and stem in _GOD
    stem = "allah" if god else stem
    shown = Word(stem) if god else word
    head = "abd" if kind == "servant" else "abu"
    return Part(stem, raw, shown, kind, head + stem, size=size(stem, word.abjad) + 2)


@lru_cache(maxsize=100_000)
def halves_of(raw: str, word: Word) -> tuple[Part, ...]:
    """Give two known names that were run together ("Gulmohammad"); nothing for any other word."""
    text = word.text
    if (
        len(text) < _TWO_SHORT
        or word.abjad
        or known(text)
        or not text.isalpha()
        or len(raw) != len(text)
    ):
        return ()
    for cut in range(3, len(text) - 2):
        front, back = text[:cut], text[cut:]
        if known(front) and (known(back) or back in _TITLES) and len(back) > 3:
            parts = (part_of(raw[:cut], Word(front), ""), part_of(raw[cut:], Word(back), ""))
            return tuple(part for part in parts if part.kind == "name")
    return ()


def joins_before(text: str, article: bool, before: Part) -> bool:
    """True for an ending that belongs to the name before it ("Najib Ullah", "Saif al-Din")."""
    ending = _ENDINGS.get(text)
    if ending is None or before.kind != "name" or before.compound:
        return False
    return ending != "uddin" or article or text not in ("din", "deen", "dine")


def ended(part: Part, raw: str, text: str) -> Part:
    """Give a name with the ending that was written apart from it."""
    ending = _ENDINGS[text]
    return part._replace(
        raw=f"{part.raw} {raw}", compound=ending, whole=part.text + ending, size=part.size + 2,
        kind="name", weight=1.0,
    )  # fmt: skip
