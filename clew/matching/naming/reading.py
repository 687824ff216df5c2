"""Reads a person's name: which words are names, whose, and which only stand in front of one."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from clew.matching.naming.parts import (
    OWN,
    UNSAID,
    WORDS,
    Part,
    ended,
    forms,
    halves_of,
    joins_before,
    part_of,
)
from clew.matching.naming.scripts import Word, clean, undigit, written


class Name(NamedTuple):
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


_part_of = lru_cache(maxsize=200_000)(part_of)
_PLACEHOLDERS = forms(WORDS["placeholders"])
_SON_OF = forms(WORDS["son_of"])
_AFTER_FATHER = forms(WORDS["after_father"])
_IN_BRACKETS = forms(WORDS["in_brackets"])
_ARTICLES = forms(WORDS["articles"])
_SERVANT, _PARENT = forms(WORDS["servant"]), forms(WORDS["parent"])
_ALSO_A_NAME = "ben"
"""At the end of a name this is a given name; other words for son or daughter say nothing there."""
_FULL_LINE = 27
"""Letters from which a name's last word may be cut off: a machine-readable line holds 30 or 39."""
_LONGEST, _MOST_WORDS = 1000, 24
"""Letters and words of a name that are read; no name of a person has more."""
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
            p._replace(of=OWN) if p.of == UNSAID and at < _chain(parts) else p
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
    text = text.replace("\x00", " ")
    bracketed = [m[1] for m in _BRACKETS.finditer(text)]
    text = _SILENT.sub("", _BRACKETS.sub(" \x00 ", text))
    family, comma, given = text.partition(",")
    if comma and given.strip():
        text = f"{given} {family}"
    for raw in _APART.split(text):
        if raw == "\x00":
            yield from _bracketed(bracketed.pop(0))
        elif any(map(str.isalnum, raw)):
            yield raw, _written(raw), False


def _written(raw: str) -> Word:
    return written(
        raw if not raw.isascii() else raw.lower() if raw.isalpha() else undigit(raw.lower())
    )


def _bracketed(text: str) -> Iterator[tuple[str, Word, bool]]:
    """Give the father's name in brackets; "sin Jovana", son of Jovan, has the ending of "of" taken off."""
    of = False
    for raw in _APART.split(_SILENT.sub("", text)):
        word = written(raw)
        if word.text in _IN_BRACKETS:
            of = True
        elif raw:
            stem = word.text[:-1] if of and word.text.endswith("a") else word.text
            yield raw, word._replace(text=stem), True


def _parts(words: list[tuple[str, Word, bool]]) -> Iterator[Part]:
    """Put words together that are one name."""
    found: list[Part] = []
    joining, father, article = "", 0, False
    for at, (raw, word, bracketed) in enumerate(words):
        text, last = word.text, at == len(words) - 1
        if found and not (bracketed or joining) and joins_before(text, article, found[-1]):
            found[-1] = ended(found[-1], raw, text)
            article = False
        elif text in _AFTER_FATHER and len(found) > 1:
            found[-1] = found[-1]._replace(of=1)
        elif text in _SON_OF and found and not (last and text == _ALSO_A_NAME):
            father += 1
        elif not last and _is_article(text, words[at + 1][1].text, joining):
            article = True
        elif not last and (text in _SERVANT or text in _PARENT):
            joining = "servant" if text in _SERVANT else "parent"
        else:
            part = _part_of(raw, word, joining)
            halves = () if joining else halves_of(raw, word)
            if len(halves) == 1:
                part = halves[0]
            of = 1 if bracketed else father if father and not _after(found, father) else UNSAID
            if of != UNSAID or bracketed or halves:
                part = part._replace(of=of, bracketed=bracketed, halves=halves)
            found.append(part)
            joining, article = "", False
    yield from found


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
