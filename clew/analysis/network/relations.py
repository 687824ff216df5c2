"""What the words of a link, or of a sentence about two people, make of them: rivals, clashes, suppliers."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from clew.model.text import fold
from clew.store.ties import Spoken

_FURTHEST = 120
"""Two people named further apart than so many characters are not told of together."""
_SENTENCE_ENDS = re.compile(r"[.!?]\s+(?=[^\W\da-zà-ÿа-я])|\n")


@dataclass(frozen=True, slots=True)
class ToldTie:
    """What a sentence says of two people: the entities, the kind of tie, the statement whose text it is."""

    a: int
    b: int
    kind: str
    statement: int


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("relations.toml").read_text("utf-8"))


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    return {kind: _any_of(table["words"]) for kind, table in _words()["kinds"].items()}


@cache
def _negation() -> re.Pattern[str]:
    return _any_of(_words()["not"])


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_pattern, words)))


def _pattern(word: str) -> str:
    begin = re.escape(fold(word.removesuffix("*")))
    return rf"\b{begin}" if word.endswith("*") else rf"\b{begin}\b"


@lru_cache(maxsize=4096)
def kind_of(words: str) -> str | None:
    """Give the kind of tie words tell of, or None when they tell of none clew knows.

    >>> kind_of("Rival of"), kind_of("furnizon me armë"), kind_of("cousin")
    ('rival', 'supplies weapons', None)
    """
    plain = fold(words)
    return next((kind for kind, pattern in _kinds().items() if pattern.search(plain)), None)


def told_in(spoken: Iterable[Spoken]) -> Iterator[ToldTie]:
    """Give what sentences say of two people named in them, one behind the other."""
    texts: dict[int, list[Spoken]] = defaultdict(list)
    for one in spoken:
        texts[one.statement].append(one)
    for statement, people in texts.items():
        people.sort(key=lambda one: one.start)
        for place, (one, other) in enumerate(pairwise(people)):
            until = people[place + 2].start if place + 2 < len(people) else None
            if one.entity != other.entity and (kind := _said(one, other, until)):
                yield ToldTie(one.entity, other.entity, kind, statement)


def _said(one: Spoken, other: Spoken, until: int | None) -> str | None:
    between = one.text[one.end : other.start]
    if len(between) > _FURTHEST or _SENTENCE_ENDS.search(one.text[one.end : other.start + 1]):
        return None
    words = between
    if fold(between) in {fold(word) for word in _words()["and"]}:
        behind = one.text[other.end : until][:_FURTHEST]
        words = _SENTENCE_ENDS.split(behind)[0]
    return None if _negation().search(fold(words)) else kind_of(words)
