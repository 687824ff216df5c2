"""Finds the listed parties whose names hold certain words, for the search box."""

from functools import cached_property

import numpy as np
from rapidfuzz.distance.OSA import normalized_similarity

from clew.matching.screening.segment import Segment
from clew.model.text import fold, skeletons

ALIKE = 0.7
"""What a word counts that is written otherwise but sounds the same; the same letters count 1."""

NEAR = 0.6
"""Share of letters that must agree besides the sound; short words sound alike too easily."""


class Bearers:
    """The words of one segment's names, by their letters and by their sound.

    Both are worked out at the first search and kept: some seconds for a million parties.

    Args:
        segment: part of an index.
    """

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def rows(self, words: list[str]) -> dict[int, float]:
        """Give the rows of parties who bear each of *words*, with how well: 1 for the same letters."""
        found: dict[int, float] = {}
        for number, word in enumerate(words):
            bearing = self._bearing(word)
            if number == 0:
                found = bearing
            else:
                found = {row: found[row] + bearing[row] for row in found.keys() & bearing.keys()}
        return {row: score / len(words) for row, score in found.items()}

    def _bearing(self, word: str) -> dict[int, float]:
        letters, sounds = self._spelled
        folded = fold(word)
        alike = {
            place
            for sound in skeletons(folded)
            for other in sounds.get(sound, ())
            if normalized_similarity(folded, other) >= NEAR
            for place in letters[other]
        }
        same = letters.get(folded, [])
        rows = dict.fromkeys(self._owners(sorted(alike)), ALIKE)
        return rows | dict.fromkeys(self._owners(same), 1.0)

    def _owners(self, places: list[int]) -> list[int]:
        """Give the rows of parties with a word at one of *places*."""
        if not places:
            return []
        wanted = np.zeros(len(self._segment.words), np.bool_)
        wanted[places] = True
        at = np.flatnonzero(wanted[self._segment["places"]])
        names = np.searchsorted(self._segment["names"], at, "right") - 1
        return [int(row) for row in np.unique(self._segment["owners"][names])]

    @cached_property
    def _spelled(self) -> tuple[dict[str, list[int]], dict[str, list[str]]]:
        """Give letters → places of the words written so, and sound → letters that sound so."""
        letters: dict[str, list[int]] = {}
        for place, word in enumerate(self._segment.words["word"].to_list()):
            letters.setdefault(fold(word), []).append(place)
        sounds: dict[str, list[str]] = {}
        for word in letters:
            for sound in skeletons(word):
                sounds.setdefault(sound, []).append(word)
        return letters, sounds
