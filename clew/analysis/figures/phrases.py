"""Phrases of a language with what they stand for, and verbs whose words may stand apart."""

import re
from collections.abc import Iterable

from clew.analysis.figures.grammar import Grammar

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_PARTICLE = 5
"""How long a single word is at most that stays with its verb: "in", "over"; longer ones may stand apart ("ashore")."""
_GAP = 10
"""How many words from its verb the other words of it stand at most."""


class Phrases:
    """Phrases with what they stand for; the longest one at a place counts."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        told: set[tuple[tuple[str, ...], str]] = set()
        for phrase, meaning in entries:
            words = tuple(_WORD.findall(phrase.replace("_", " ").lower()))
            if (words, meaning) in told:
                continue
            told.add((words, meaning))
            self._by_first.setdefault(words[0], []).append((words, meaning))
            self._by_last.setdefault(words[-1], []).append((words, meaning))
        for table in (self._by_first, self._by_last):
            for rows in table.values():
                rows.sort(key=lambda row: -len(row[0]))

    def at(self, words: list[str], index: int) -> tuple[int, str] | None:
        """Give the end and meaning of the longest phrase that begins at *index*."""
        for phrase, meaning in self._by_first.get(words[index], ()):
            end = index + len(phrase)
            if len(phrase) == 1 or tuple(words[index:end]) == phrase:
                return end, meaning
        return None

    def all_at(self, words: list[str], index: int) -> list[tuple[int, str]]:
        """Give the end and meaning of every phrase that begins at *index*, longest first."""
        return [
            (index + len(phrase), meaning)
            for phrase, meaning in self._by_first.get(words[index], ())
            if len(phrase) == 1 or tuple(words[index : index + len(phrase)]) == phrase
        ]

    def single(self) -> list[str]:
        """Give the phrases of one word."""
        return [first for first, rows in self._by_first.items() if (first,) in dict(rows)]

    def ending(self, words: list[str], end: int) -> tuple[int, str] | None:
        """Give the begin and meaning of the longest phrase that ends before *end*."""
        if end <= 0:
            return None
        for phrase, meaning in self._by_last.get(words[end - 1], ()):
            begin = end - len(phrase)
            if begin >= 0 and tuple(words[begin:end]) == phrase:
                return begin, meaning
        return None


class SplitVerbs:
    """Verbs of several words whose object may stand between them: "took five suspects into custody"."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._by_second: dict[str, dict[tuple[str, ...], dict[str, str]]] = {}
        for phrase, says in entries:
            first, *rest = phrase.split("_")
            if len(rest) > 1 or (rest and len(rest[0]) > _PARTICLE):
                known = self._by_second.setdefault(rest[0], {})
                known.setdefault(tuple(rest), {})[first] = says

    def at(self, words: list[str], index: int, passed: Grammar) -> tuple[int, str] | None:
        """Give the place of the verb whose other words begin at *index*, and what it says; the longest one counts."""
        known = self._by_second.get(words[index])
        if known is None:
            return None
        fitting = [rest for rest in known if _goes_on_with(words, index, rest, passed.articles)]
        for rest in sorted(fitting, key=len, reverse=True):
            firsts = known[rest]
            for here in range(index - 1, max(-1, index - _GAP), -1):
                if words[here] in firsts:
                    return here, firsts[words[here]]
                if words[here] in passed.gap_marks:
                    break
        return None


def _goes_on_with(words: list[str], at: int, rest: tuple[str, ...], passed: frozenset[str]) -> bool:
    for word in rest:
        while at < len(words) and words[at] in passed and words[at] != word:
            at += 1
        if words[at : at + 1] != [word]:
            return False
        at += 1
    return True
