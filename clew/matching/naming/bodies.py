"""Scores the names of organisations, companies and vessels: legal forms, numbers, general words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from rapidfuzz.distance import OSA

from clew.matching.naming.known import plain
from clew.matching.naming.notes import Note
from clew.matching.naming.pairing import trusted
from clew.matching.naming.rulebook import rules
from clew.matching.naming.scripts import clean, written
from clew.matching.naming.sounds import apart, size

_APART = re.compile(r"[\s\-‐-―_.,;:|*·•،()\[\]\"“”„«»%#]+")
_SILENT = re.compile(r"['’ʼʻ`´‘]")
_HUMPS = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z])")
_SIGNS = re.compile(r"([&+])")
_INITIALS = re.compile(r"\b(?:\w{1,2}\.){2,}")
_ROMAN = re.compile(r"[ivx]{1,5}")
_MOST_LETTERS = 1000
"""Letters of a name that are read."""
_CARDINALS = {"i": 1, "v": 5, "x": 10}


@dataclass(frozen=True, slots=True)
class Body:
    """The name of an organisation, read.

    Attributes:
        words: what tells it apart, in order, in Latin letters.
        numbers: its numbers, in order, as written.
        forms: what its legal forms mean ("limited", "stock"), empty when it has none.
        form: the legal form as written.
    """

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    forms: frozenset[str]
    form: str


def _spelled(text: str) -> tuple[str, ...]:
    return tuple(written(word).text for word in _APART.split(text) if word)


def _unmarked(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(plain(word) for word in words)


_FORMS = {
    _unmarked(_spelled(form)): meaning
    for meaning, forms in rules("forms")["forms"].items()
    for form in forms
}
_LONGEST = max(map(len, _FORMS))
_EMPTY = frozenset(written(word).text for word in rules("forms")["general"]["empty"])
_SAME: dict[str, str] = rules("forms")["general"]["same"]
_NUMBERS: dict[str, str] = rules("forms")["numbers"]
TWO_WORDS = 0.36
"""From this share of wrong letters on, two words of an organisation's name are two words."""
LETTERS, MORE, OTHER, OTHER_FORM, OTHER_NUMBER = 1.3, 1.15, 1.0, 0.12, 0.3
"""Costs: wrong letters, words more, other words, another form, another number; as for people."""


@lru_cache(maxsize=100_000)
def read_body(text: str) -> Body:
    """Read the name of an organisation.

    >>> read_body("Prva Banka 2 d.o.o.").words, read_body("Prva Banka 2 d.o.o.").forms
    (('prva', 'banka'), frozenset({'limited'}))
    """
    text = _INITIALS.sub(
        lambda m: m[0].replace(".", "") + " ", _SILENT.sub("", clean(text[:_MOST_LETTERS]))
    )
    if not text.isupper():
        text = _HUMPS.sub(" ", text)
    spelled = list(_spelled(_SIGNS.sub(r" \1 ", text)))
    spelled = [_SAME.get(word, word) for word in spelled]
    kept, meanings, form = _without_forms(spelled)
    words = [word for word in kept if not _number(word)]
    numbers = [_number(word) for word in kept if _number(word)]
    if not words and not numbers:
        words, meanings, form = spelled, set(), ""
    return Body(tuple(words), tuple(numbers), frozenset(meanings), form)


def _without_forms(words: list[str]) -> tuple[list[str], set[str], str]:
    kept: list[str] = []
    meanings: set[str] = set()
    forms: list[str] = []
    at = 0
    while at < len(words):
        for many in range(min(_LONGEST, len(words) - at), 0, -1):
            meaning = _FORMS.get(_unmarked(words[at : at + many]))
            if meaning and (kept or at + many < len(words)):
                meanings.add(meaning)
                forms.append(" ".join(words[at : at + many]))
                at += many
                break
        else:
            kept.append(words[at])
            at += 1
    return kept, meanings, " ".join(forms)


def _number(word: str) -> str:
    if _ROMAN.fullmatch(word) or any(char.isdigit() for char in word):
        return word
    return _NUMBERS.get(word, "")


def _value(number: str) -> str:
    """Give a Roman number in digits, any other as it is.

    >>> _value("xiv"), _value("14")
    ('14', '14')
    """
    if not _ROMAN.fullmatch(number):
        return number
    values = [_CARDINALS[char] for char in number]
    return str(sum(-v if v < w else v for v, w in zip(values, [*values[1:], 0], strict=True)))


def compare_bodies(a: str, b: str) -> tuple[float, tuple[Note, ...]]:
    """Compare two organisations' names; a stroke separates two names of one body."""
    best: tuple[float, tuple[Note, ...]] = (-1.0, ())
    for one in _names(a):
        for other in _names(b):
            found = _compare(read_body(one), read_body(other))
            best = max(best, found, key=lambda f: f[0])
    return best


def _names(text: str) -> list[str]:
    pieces = [piece for piece in text.split("/") if len(piece.strip()) > 4]
    return [text, *pieces] if len(pieces) > 1 else [text]


@lru_cache(maxsize=500_000)
def _words_apart(a: str, b: str) -> float:
    return trusted(a, b, apart(a, b) / max(size(a), size(b), 3))


def _compare(a: Body, b: Body) -> tuple[float, tuple[Note, ...]]:
    if b.words < a.words:
        a, b = b, a
    run_a, run_b = "".join(a.words), "".join(b.words)
    notes = _forms(a, b) + _numbers(a, b)
    if run_a != run_b:
        joined = _words_apart(run_a, run_b) if abs(len(run_a) - len(run_b)) < 3 else 1.0
        by_words = _by_words(a.words, b.words)
        if (
            joined * LETTERS < sum(n.cost for n in by_words)
            and joined < 0.15
            and len(a.words) != len(b.words)
        ):
            by_words = [Note("joined", " ".join(a.words), " ".join(b.words), joined * LETTERS)]
        notes = by_words + notes
    cost = sum(note.cost for note in notes)
    return round(exp(-cost), 4), tuple(notes)


def _forms(a: Body, b: Body) -> list[Note]:
    if a.forms == b.forms or not (a.forms and b.forms) or a.forms & b.forms:
        return []
    union = "union" in a.forms | b.forms
    return [Note("form", a.form, b.form, OTHER_FORM * (4 if union else 1))]


def _numbers(a: Body, b: Body) -> list[Note]:
    if a.numbers == b.numbers:
        return []
    one, other = " ".join(a.numbers), " ".join(b.numbers)
    if not (one and other):
        return [Note("numbers", one, other, OTHER_NUMBER * 1.3)]
    wrong = OSA.distance(one, other)
    if [_value(n) for n in a.numbers] == [_value(n) for n in b.numbers]:
        return []
    return [Note("numbers", one, other, OTHER_NUMBER if wrong <= 1 else OTHER_NUMBER * (1 + wrong))]


def _by_words(a: tuple[str, ...], b: tuple[str, ...]) -> list[Note]:
    costs = sorted(
        (share, i, j)
        for i, x in enumerate(a)
        for j, y in enumerate(b)
        if (share := _words_apart(x, y)) < TWO_WORDS
    )
    free_a, free_b = set(range(len(a))), set(range(len(b)))
    total = max(sum(map(len, a)), sum(map(len, b)), 1)
    notes, fits = [], 0.0
    for share, i, j in costs:
        if i in free_a and j in free_b:
            free_a.discard(i)
            free_b.discard(j)
            fits += _weight(a[i])
            if share > 0:
                part = max(len(a[i]), len(b[j])) / total
                notes.append(Note("spelling", a[i], b[j], LETTERS * share * part**0.3))
    more_a, more_b = [a[i] for i in sorted(free_a)], [b[j] for j in sorted(free_b)]
    one, other = sum(map(_weight, more_a)), sum(map(_weight, more_b))
    if not fits:
        return [Note("nothing", " ".join(a), " ".join(b), 9.0)]
    if min(one, other) > 0.2:
        notes.append(Note("other_part", " ".join(more_a), " ".join(more_b), OTHER))
    elif one + other > 0:
        notes.append(
            Note("more_parts", " ".join(more_a or more_b), "", MORE * max(one, other) / fits)
        )
    return notes


def _weight(word: str) -> float:
    return 0.08 if word in _EMPTY else 1.0
