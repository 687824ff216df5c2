"""Covers words in texts, however they are parted, turned, spelt or scripted.

Values are compared by their letters and digits alone, whatever the case and the blanks between them, so that
"+383 44 100-200" is found where "+38344100200" is kept. A name is found by its words too: in any order, in
several cells or lines of one place, in another script.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from clew.model.text import fold, skeletons

MASK = "▮▮▮▮"
"""What stands in place of a masked value."""
SameWord = Callable[[str, str], bool]
SHORTEST = 3
"""Letters and digits of a value that is looked for; a shorter one would blot out half of a text."""
ANYWHERE = 8
"""From so many letters and digits on a value is covered inside longer words too."""
_FULL = 3
"""From so many words on a name is found by its first and last one, whatever stands between."""
_WORD = re.compile(r"[^\W_]+")
_PARTED = re.compile(r"(?=(?<![^\W_])([^\W_]+)[-\u00ad\u2010]\s*\n\s*([^\W_]+))")
"""A word that goes on in the next line."""


class _Token(NamedTuple):
    """A word of a text: what it is, and where it begins and ends."""

    text: str
    begin: int
    end: int


def squeezed(text: str) -> str:
    """Give the letters and digits of a text in small letters.

    >>> squeezed("TX 4665-XK"), squeezed("+383 44 100-200")
    ('tx4665xk', '38344100200')
    """
    return "".join(c for c in text.lower() if c.isalnum())


def covered(text: str, hidden: Iterable[str]) -> str:
    """Put the mask over each of *hidden* that stands in *text*.

    >>> covered("He rang 044 100-200 twice, near Montana", ["044100200", "Ana"])
    'He rang ▮▮▮▮ twice, near Montana'
    """
    return Veil(hidden).text(text)


def is_one_word(word: str, other: str) -> bool:
    """Say whether two words are the same but for case, accents and script.

    >>> is_one_word("VESA", "Веса"), is_one_word("Ana", "and")
    (True, False)
    """
    one = fold(word)
    return bool(one) and one == fold(other)


class Veil:
    """What is to be covered, ready to be looked for in many texts.

    Args:
        hidden: values that are covered where they stand as written.
        names: names of people, found word by word as well.
        is_one: says whether a word of a name and a word of a text are one.
    """

    def __init__(
        self, hidden: Iterable[str], names: Iterable[str] = (), is_one: SameWord = is_one_word
    ) -> None:
        told, self._is_one = list(names), is_one
        self._flat: dict[str, list[str]] = defaultdict(list)
        for short in {squeezed(one) for one in (*hidden, *told)}:
            if len(short) >= SHORTEST:
                self._flat[short[: ANYWHERE if len(short) >= ANYWHERE else SHORTEST]].append(short)
        self._names = list(dict.fromkeys(tuple(_WORD.findall(one)) for one in told))
        self._by_key: dict[str, set[int]] = defaultdict(set)
        for number, words in enumerate(self._names):
            for key in _leading(words):
                self._by_key[key].add(number)

    def text(self, text: str) -> str:
        """Give a text with everything covered."""
        return self.cells([text])[0]

    def evenly(self, text: str) -> str:
        """Give a text covered letter by letter, so that places in it still count right.

        >>> Veil(["044100200"]).evenly("rang 044 100-200 twice")
        'rang ▮▮▮▮▮▮▮▮▮▮▮ twice'
        """
        for begin, end in self._spans(text) if self else ():
            text = text[:begin] + MASK[:1] * (end - begin) + text[end:]
        return text

    def cells(self, cells: Sequence[str]) -> list[str]:
        """Give the cells or lines of one place, read as one text, with everything covered.

        >>> Veil([], ["Vesa Shtepia"]).cells(["Shtepia", "F", "Веса, shelter"])
        ['▮▮▮▮', 'F', '▮▮▮▮, shelter']
        """
        whole = "\n".join(cells)
        if not self or not (spans := self._spans(whole)):
            return list(cells)
        found, begin = [], 0
        for cell in cells:
            end = begin + len(cell)
            here = [
                (max(a, begin) - begin, min(b, end) - begin)
                for a, b in spans
                if a < end and b > begin
            ]
            found.append(_masked(cell, here))
            begin = end + 1
        return found

    def __bool__(self) -> bool:
        """False where nothing is to be covered."""
        return bool(self._flat or self._names)

    def _spans(self, text: str) -> list[tuple[int, int]]:
        return sorted({*self._as_written(text), *self._by_words(text)})

    def _as_written(self, text: str) -> Iterator[tuple[int, int]]:
        flat, places = "", list[int]()
        for at, char in enumerate(text):
            if char.isalnum():
                small = char.lower()
                flat += small
                places += [at] * len(small)
        for at in range(len(flat) - SHORTEST + 1):
            for size in (SHORTEST, ANYWHERE):
                for short in self._flat.get(flat[at : at + size], ()):
                    if flat.startswith(short, at):
                        begin, end = places[at], places[at + len(short) - 1] + 1
                        if len(short) >= ANYWHERE or _stands_alone(text, begin, end):
                            yield begin, end

    def _by_words(self, text: str) -> Iterator[tuple[int, int]]:
        if not self._names:
            return
        tokens = [_Token(found[0], *found.span()) for found in _WORD.finditer(text)]
        tokens += [_Token(f[1] + f[2], f.start(1), f.end(2)) for f in _PARTED.finditer(text)]
        keys = {key for token in tokens for key in _keys(token.text)}
        for number in {n for key in keys for n in self._by_key.get(key, ())}:
            words = self._names[number]
            met = [[t for t in tokens if self._is_one(word, t.text)] for word in words]
            ends_met = len(words) >= _FULL and met[0] and met[-1]
            if all(met) or ends_met:
                yield from ((t.begin, t.end) for several in met for t in several)


def _leading(words: Sequence[str]) -> set[str]:
    """Give the keys a name is looked up by: its words, and their sounds; one sound alone where there are no more."""
    keys = {key for word in words for key in _keys(word)}
    sounds = {key for key in keys if key.isupper()}
    return keys - sounds | ({key for key in sounds if len(key) > 1} or sounds)


@lru_cache(maxsize=100_000)
def _keys(word: str) -> tuple[str, ...]:
    plain = fold(word).replace(" ", "")
    return (plain, *(key for key in skeletons(plain) if key))


def _masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts, done = list[str](), 0
    for begin, end in spans:
        if begin >= done:
            parts += [text[done:begin], MASK]
        done = max(done, end)
    return "".join([*parts, text[done:]])


def _stands_alone(text: str, begin: int, end: int) -> bool:
    before, after = text[begin - 1 : begin], text[end : end + 1]
    return not before.isalnum() and not after.isalnum()
