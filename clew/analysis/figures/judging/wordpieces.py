"""A text cut into the word pieces of the model, each with the place of its word."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
_WORD = re.compile(r"\w+|[^\w\s]")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Cut:
    """The pieces of a text: their numbers, and where in the text the word of each begins and ends."""

    ids: list[int]
    starts: list[int]
    ends: list[int]


class WordPieces:
    """The model's vocabulary: whole words, beginnings of words, and, after "##", what goes on a word."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: at for at, piece in enumerate(vocabulary)}
        self.begin, self.end = self._ids[BEGIN], self._ids[END]
        self._unknown = self._ids[UNKNOWN]
        self._known: dict[str, tuple[int, ...]] = {}

    def cut(self, text: str) -> Cut:
        """Cut *text*; small letters without accents are looked up."""
        out = Cut([], [], [])
        for word in _WORD.finditer(text):
            written = word.group()
            ids = self._known.get(written)
            if ids is None:
                ids = self._known[written] = self._pieces(written)
            out.ids.extend(ids)
            out.starts.extend([word.start()] * len(ids))
            out.ends.extend([word.end()] * len(ids))
        return out

    def _pieces(self, written: str) -> tuple[int, ...]:
        parted = unicodedata.normalize("NFD", written.lower())
        word = "".join(sign for sign in parted if unicodedata.category(sign) != "Mn")
        if not word or len(word) > _LONGEST:
            return (self._unknown,)
        found: list[int] = []
        at = 0
        while at < len(word):
            lead = "##" if at else ""
            end = next(
                (e for e in range(len(word), at, -1) if lead + word[at:e] in self._ids), None
            )
            if end is None:
                return (self._unknown,)
            found.append(self._ids[lead + word[at:end]])
            at = end
        return tuple(found)
