"""Names the case already knows, found in running text whatever script or ending they stand in.

Every word of a name must stand beside the others, in any order ("Zogaj Besnik", "Zogaj, Besnik").
A person or vehicle needs two words; one word alone is only ever a place. Words begin with a
capital where their script has capitals, so that "dritë" (light) is not Dritë.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from clew.model.ports import KnownNames
from clew.model.text import fold
from clew.sources.mention import Mention
from clew.sources.mention_spelling import (
    arabic_consonants,
    arabic_shape,
    bare,
    is_arabic,
    latin_consonants,
    spelling,
    stems,
)

NameKind = Literal["person", "place", "vehicle"]

_MARK = r"[\u0300-\u036f\u064b-\u065f\u0670\u200c\u200d\u0640]"
_WORD = re.compile(rf"[^\W_]+(?:{_MARK}+[^\W_]*)*")
_BEGIN = re.compile(rf"[^\W_a-zß-öø-ÿа-яѐ-џ][^\W_]*(?:{_MARK}+[^\W_]*)*")
"""A word, or its end, that does not begin with a small letter."""
_PARTICLES = frozenset(
    (
        "al",
        "el",
        "ul",
        "ad",
        "as",
        "ash",
        "ar",
        "an",
        "at",
        "az",
        "bin",
        "ben",
        "ibn",
        "bint",
        "de",
        "von",
        "van",
    )
)
_BETWEEN = r"(?:[ \t\xa0]{0,3}(?:[-–,'’]|\r?\n)?[ \t\xa0]{0,3})"
_GAP = re.compile(
    rf"{_BETWEEN}(?:(?:[^\W\d_]{{1,3}}|{'|'.join(sorted(_PARTICLES))}){_BETWEEN}){{0,2}}",
    re.IGNORECASE,
)
_AND, _AND_LETTERS = "و", 3  # Arabic "and" is written together with the word after it
_SMALL_LETTERS = 3
_MOST_WORDS = 8
_FEWEST = {"person": 2, "place": 1, "vehicle": 2}
_PLACE_LETTERS = 4
_LONGEST_CACHE = 200_000
_MOST_READINGS = 64


@dataclass(frozen=True, slots=True)
class _Known:
    """A name as the case has it, with its short words that begin small ("e" in Rruga e Paqes)."""

    kind: NameKind
    name: str
    small: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a text: its place and the words of known names it may be."""

    start: int
    end: int
    ids: tuple[int, ...]


class NameIndex:
    """The known names of a case, laid out so that a text is searched for all at once.

    Building takes about 2 s for 100,000 names; searching hardly depends on their number.

    Attributes:
        size: how many names can be found.
    """

    def __init__(self, known: KnownNames | None = None) -> None:
        self.size = 0
        self._ids: dict[str, int] = {}
        self._spelled: list[str] = []
        self._stemmed: dict[str, list[int]] = defaultdict(list)
        self._latin: dict[str, list[int]] = defaultdict(list)
        self._arabic: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._names: dict[tuple[int, ...], list[_Known]] = defaultdict(list)
        self._seen: dict[str, tuple[int, ...]] = {}
        self._of_people: set[int] = set()
        self.add(known.names() if known else ())

    def add(self, names: Iterable[tuple[str, str]]) -> None:
        """Add (kind, name) pairs; kinds other than person, place, vehicle and short names are none."""
        for kind, name in names:
            words = [w for w in _WORD.findall(name) if fold(w) not in _PARTICLES]
            small = _small_words(name) if any(w[0].isupper() for w in words) else ()
            words = [w for w in words if not small or fold(w) not in small]
            if kind in ("person", "place", "vehicle") and self._is_enough(kind, words):
                key = tuple(sorted(self._learn(word) for word in words))
                if kind == "person":
                    self._of_people.update(key)
                kept = _Known(kind, name, small)  # type: ignore[arg-type]
                if kept not in self._names[key]:
                    self._names[key].append(kept)
                    self.size += 1
        self._seen.clear()

    @staticmethod
    def _is_enough(kind: str, words: list[str]) -> bool:
        if not _FEWEST[kind] <= len(words) <= _MOST_WORDS:
            return False
        return len(words) > 1 or len(words[0]) >= _PLACE_LETTERS

    def _learn(self, word: str) -> int:
        """Give the number of a word of a known name."""
        folded = fold(word)
        key = word if is_arabic(word) else spelling(folded)
        number = self._ids.get(key)
        if number is None:
            number = self._ids[key] = len(self._spelled)
            self._spelled.append(key)
            if is_arabic(word):
                self._arabic[arabic_consonants(word)].append((number, word))
            else:
                self._latin[latin_consonants(key)].append(number)
                if stem := bare(key):
                    self._stemmed[stem].append(number)
        return number

    def _ids_of(self, word: str) -> tuple[int, ...]:
        """Give the numbers of the known words that *word* of a text may be."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) > _LONGEST_CACHE:
                self._seen.clear()
            found = self._seen[word] = tuple(dict.fromkeys(self._compare(word)))
        return found

    def _compare(self, word: str) -> Iterator[int]:
        if is_arabic(word):
            if (same := self._ids.get(word)) is not None:
                yield same
            shape = arabic_shape(word)
            for number in self._latin.get(arabic_consonants(word), ()):
                if shape.fullmatch(self._spelled[number]):
                    yield number
            return
        spelled = spelling(fold(word))
        for stem in stems(spelled):
            if (same := self._ids.get(stem)) is not None:
                yield same
            yield from self._stemmed.get(stem, ())
        if self._arabic and len(spelled) > 1:
            for number, written in self._arabic.get(latin_consonants(spelled), ()):
                if arabic_shape(written).fullmatch(spelled):
                    yield number

    def is_word_of_person(self, word: str) -> bool:
        """Say whether *word* stands in the name of a person the case holds."""
        return any(number in self._of_people for number in self._ids_of(word))

    def spans(self, text: str) -> list[Mention]:
        """Give the known names in *text*, longest first, never one inside another."""
        found: list[Mention] = []
        taken_to = -1
        for run in self._runs(text):
            at = 0
            while at < len(run):
                best = self._longest_at(text, run, at)
                if best and best.start >= taken_to:
                    found.append(best)
                    taken_to = best.end
                    while at < len(run) and run[at].start < best.end:
                        at += 1
                else:
                    at += 1
        return found

    def _runs(self, text: str) -> Iterator[list[_Word]]:
        """Give rows of known words that stand side by side, perhaps with a particle between."""
        run: list[_Word] = []
        for match in _BEGIN.finditer(text):
            start, word = match.start(), match.group()
            ids = self._ids_of(word)
            if not ids and word[0] == _AND and len(word) > _AND_LETTERS:
                start, ids = start + 1, self._ids_of(word[1:])
            if not ids and word.lower() in _PARTICLES:
                continue
            if run and (not ids or not _GAP.fullmatch(text, run[-1].end, start)):
                yield run
                run = []
            if ids and not text[max(0, match.start() - 1) : match.start()].isalnum():
                run.append(_Word(start, match.end(), ids))
        if run:
            yield run

    def _longest_at(self, text: str, run: list[_Word], at: int) -> Mention | None:
        words = run[at : at + _MOST_WORDS]
        for count in range(len(words), 0, -1):
            start, end = words[0].start, words[count - 1].end
            small = _small_words(text[start:end])
            if known := self._known([word.ids for word in words[:count]], small):
                return Mention(known.kind, start, end, text[start:end], known.name)
        return None

    def _known(self, readings: list[tuple[int, ...]], small: tuple[str, ...]) -> _Known | None:
        """Give the known name these words are, in any order, with these *small* words in it."""
        for number, combination in enumerate(product(*readings)):
            if number == _MOST_READINGS:
                return None
            for known in self._names.get(tuple(sorted(combination)), ()):
                if known.small == small:
                    return known
        return None


def _small_words(name: str) -> tuple[str, ...]:
    """Give the short words of a name that begin small, folded; "al", "bin" and the like aside."""
    words = (w for w in _WORD.findall(name) if len(w) <= _SMALL_LETTERS and w[0].islower())
    return tuple(folded for w in words if (folded := fold(w)) not in _PARTICLES)
