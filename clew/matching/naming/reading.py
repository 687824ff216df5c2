"""Reads a person's name: which words are names, whose, and which only stand in front of one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from clew.matching.naming.known import known
from clew.matching.naming.rulebook import rules
from clew.matching.naming.scripts import Word, clean, undigit, written
from clew.matching.naming.sounds import size

OWN, UNSAID = 0, -1
"""Whose name a part is: the bearer's own; 1, 2, … the father's, grandfather's; or not said."""


@dataclass(frozen=True, slots=True)
class Part:
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


@dataclass(frozen=True, slots=True)
class Name:
    """A name that was read.

    Attributes:
        parts: the names and initials in order; titles when there is nothing else.
        titles: what was set aside: forms of address, particles.
        chained: a word such as "bin" says whose son or daughter the bearer is.
        placeholder: something in it stands for an unknown name.
        cut: the last part may have been cut off (a machine-readable line that is full).
        size: letters that count, of all parts.
        full: names of the bearer, a compound counted as two; initials are none.
        mixed: some word mixes letters of two scripts.
        order: the parts as written; gives two names a first and a second.
    """

    parts: tuple[Part, ...]
    titles: tuple[Part, ...]
    chained: bool
    placeholder: bool
    cut: bool
    size: int
    full: int
    mixed: bool
    order: tuple[str, ...]


_WORDS = rules("words")


def _forms(words: list[str]) -> frozenset[str]:
    return frozenset(written(word).text for word in words)


_PLACEHOLDERS = _forms(_WORDS["placeholders"])
_TITLES = _forms(_WORDS["honorifics"])
_SON_OF = _forms(_WORDS["son_of"])
_AFTER_FATHER = _forms(_WORDS["after_father"])
_IN_BRACKETS = _forms(_WORDS["in_brackets"])
_PARTICLES = _forms(_WORDS["particles"])
_ARTICLES = _forms(_WORDS["articles"])
_SERVANT, _PARENT = _forms(_WORDS["servant"]), _forms(_WORDS["parent"])
_ENDINGS = {
    written(form).text: ending for ending, forms in _WORDS["endings"].items() for form in forms
}
_TOGETHER = [
    (rule["ending"], re.compile(rule["fits"]), re.compile(rule["needs"]))
    for rule in _WORDS["written_together"]
]
_MANY = _forms(_WORDS["many_bearers"]["names"])
_GOD = frozenset(
    [
        "lah",
        "la",
        "llah",
        "lla",
        "allah",
        "alah",
        "ilah",
        "ullah",
        "Allh",
        "llh",
        "lh",
        "ullahi",
        "lahi",
        "ulaye",
        "laye",
    ]
)
_ABD = re.compile(r"abd(?:[uaeioü]l(?=[^l]..)|[uaeioü](\w)(?=\1)|[uaeioü]|(?=\w{4}))(?=\w{2})")
_ABD_ABJAD = re.compile(r"Ebd(?:Al)?(?=\w{2})")
_ABU = re.compile(r"(?:abu|abou|ebu)(?=\w{4})|AbW(?=\w{3})")
_JOINED_ARTICLE = re.compile(r"(?:al|el)(?=[^aeiouyl]\w{3})|Al(?=\w{3})")
_FULL_LINE = 27
"""Letters from which a name's last word may be cut off: a machine-readable line holds 30 or 39."""
_LONGEST, _MOST_WORDS = 1000, 24
"""Letters and words of a name that are read; no name of a person has more."""
_TWO_SHORT = 7
"""Letters from which a word can be two names run together."""
_HUMPS = re.compile(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])")
_SILENT = re.compile(r"['’ʼʻ`´‘ʾʿ\"“”„«»]")
_BRACKETS = re.compile(r"\(([^)]*)\)")
_APART = re.compile(r"[\s\-‐-―_.,;:/\\|+*·•،&~^#]+")


@lru_cache(maxsize=200_000)
def read(text: str) -> Name:
    """Read the name of a person.

    >>> [part.text for part in read("Haji Abdul Rahman bin Yusuf al-Hashimi").parts]
    ['rahman', 'yusuf', 'hashimi']
    >>> [(part.text, part.bracketed) for part in read("GJONI (Zef) Xhevdet").parts]
    [('gjoni', False), ('zef', True), ('xhevdet', False)]
    """
    words = list(islice(_words(_HUMPS.sub(" ", clean(text[:_LONGEST]))), _MOST_WORDS))
    asked = [word for word in words if word[1].text not in _PLACEHOLDERS]
    parts = list(_parts(asked))
    chained = any(part.of > OWN and not part.bracketed for part in parts)
    if chained:
        parts = [
            replace(p, of=OWN) if p.of == UNSAID and at < _chain(parts) else p
            for at, p in enumerate(parts)
        ]
    names = tuple(part for part in parts if part.kind != "title")
    if "".join(part.text for part in names) in _PLACEHOLDERS:
        names = ()
    titles = tuple(part for part in parts if part.kind == "title")
    placeholder = len(asked) < len(words)
    if not any(part.kind == "name" for part in names):
        names = names + titles if titles and not placeholder else names
    return Name(
        parts=names, titles=titles, chained=chained, placeholder=placeholder,
        cut=len(text) >= _FULL_LINE or "<" in text, size=sum(part.size for part in names),
        full=sum(1 + bool(part.compound) for part in names if part.kind != "initial"),
        mixed=any(part.word.mixed for part in names), order=tuple(part.raw for part in names),
    )  # fmt: skip


def _chain(parts: list[Part]) -> int:
    return next(at for at, part in enumerate(parts) if part.of > OWN)


def _words(text: str) -> Iterator[tuple[str, Word, bool]]:
    """Give the words in order, a family name before a comma moved behind, and which stand in brackets."""
    if "<" in text:
        text = re.sub(r"<<+", ",", text.strip("< ")).replace("<", " ")
    bracketed = [m[1] for m in _BRACKETS.finditer(text)]
    text = _SILENT.sub("", _BRACKETS.sub(" \x00 ", text))
    family, comma, given = text.partition(",")
    if comma and given.strip():
        text = f"{given} {family}"
    for raw in _APART.split(text):
        if raw == "\x00":
            yield from _bracketed(bracketed.pop(0))
        elif any(map(str.isalnum, raw)):
            yield raw, written(undigit(raw.lower()) if raw.isascii() else raw), False


def _bracketed(text: str) -> Iterator[tuple[str, Word, bool]]:
    """Give the father's name in brackets; "sin Jovana", son of Jovan, has the ending of "of" taken off."""
    of = False
    for raw in _APART.split(_SILENT.sub("", text)):
        word = written(raw)
        if word.text in _IN_BRACKETS:
            of = True
        elif raw:
            stem = word.text[:-1] if of and word.text.endswith("a") else word.text
            yield raw, replace(word, text=stem), True


def _parts(words: list[tuple[str, Word, bool]]) -> Iterator[Part]:
    """Put words together that are one name."""
    found: list[Part] = []
    joining, father, article = "", 0, False
    for at, (raw, word, bracketed) in enumerate(words):
        text, last = word.text, at == len(words) - 1
        if found and not (bracketed or joining) and _joins_before(text, article, found[-1]):
            found[-1] = _ended(found[-1], raw, _ENDINGS[text])
            article = False
        elif text in _AFTER_FATHER and len(found) > 1:
            found[-1] = replace(found[-1], of=1)
        elif not last and text in _SON_OF and found:
            father += 1
        elif not last and _is_article(text, words[at + 1][1].text, joining):
            article = True
        elif not last and (text in _SERVANT or text in _PARENT):
            joining = "servant" if text in _SERVANT else "parent"
        else:
            part = _part(raw, word, joining)
            halves = () if joining else _halves(raw, word)
            if len(halves) == 1:
                part = halves[0]
            of = 1 if bracketed else father if father and not _after(found, father) else UNSAID
            found.append(replace(part, of=of, bracketed=bracketed, halves=halves))
            joining, article = "", False
    yield from found


@lru_cache(maxsize=100_000)
def _halves(raw: str, word: Word) -> tuple[Part, ...]:
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
            parts = (_part(raw[:cut], Word(front), ""), _part(raw[cut:], Word(back), ""))
            return tuple(part for part in parts if part.kind == "name")
    return ()


def _after(found: list[Part], father: int) -> bool:
    """True when the father this chain has come to was already named."""
    return any(part.of == father and not part.bracketed for part in found)


def _is_article(text: str, follows: str, joining: str) -> bool:
    if text not in _ARTICLES or len(follows) < 2:
        return False
    return (
        bool(joining)
        or text[-1] == "l"
        or text[-1] == follows[0]
        or (text[-1] in "hs" and follows[0] in "sšş")
    )


def _joins_before(text: str, article: bool, before: Part) -> bool:
    ending = _ENDINGS.get(text)
    if ending is None or before.kind != "name" or before.compound:
        return False
    return ending != "uddin" or article or text not in ("din", "deen", "dine")


def _ended(part: Part, raw: str, ending: str) -> Part:
    return replace(
        part, raw=f"{part.raw} {raw}", compound=ending, whole=part.text + ending, size=part.size + 2,
        kind="name", weight=1.0,
    )  # fmt: skip


def _part(raw: str, word: Word, joining: str) -> Part:
    text = word.text
    if joining:
        return _compound(raw, word, text, joining)
    if len(text) == 1 and not word.foreign:
        return Part(text, raw, word, whole=text, kind="initial", weight=0.3, size=1)
    if text in _TITLES:
        return Part(
            text, raw, word, whole=text, kind="title", weight=0.1, size=size(text, word.abjad)
        )
    if known(text) and not text.startswith("abd"):
        weight = 0.6 if text in _MANY else 1.0
        return Part(text, raw, word, whole=text, weight=weight, size=size(text, word.abjad))
    for pattern, kind in ((_ABD, "servant"), (_ABD_ABJAD, "servant"), (_ABU, "parent")):
        if (met := pattern.match(text)) and (
            kind == "parent" or word.abjad == (pattern is _ABD_ABJAD)
        ):
            return _compound(raw, word, text[met.end() :], kind)
    for ending, fits, needs in _TOGETHER:
        if needs.search(text) and len(stem := fits.sub("", text)) < len(text):
            return Part(stem, raw, word, ending, text, size=size(stem, word.abjad) + 2)
    if text in _PARTICLES:
        return Part(
            text, raw, word, whole=text, kind="title", weight=0.05, size=size(text, word.abjad)
        )
    met = _JOINED_ARTICLE.match(text)
    bare = text[met.end() :] if met else ""
    if bare and word.abjad:
        text, bare = bare, ""
    weight = 0.6 if text in _MANY else 1.0
    return Part(text, raw, word, whole=text, bare=bare, weight=weight, size=size(text, word.abjad))


def _compound(raw: str, word: Word, stem: str, kind: str) -> Part:
    if word.abjad and stem.startswith("Al") and len(stem) > 4:
        stem = stem[2:] if stem != "Allh" else stem
    god = kind == "servant" and stem in _GOD
    stem = "allah" if god else stem
    shown = Word(stem) if god else word
    head = "abd" if kind == "servant" else "abu"
    return Part(stem, raw, shown, kind, head + stem, size=size(stem, word.abjad) + 2)
