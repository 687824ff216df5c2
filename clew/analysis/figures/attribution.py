"""Who tells a figure, else the body that acted: "the prosecutor said", "according to Europol", "police found".

Names and offices are given as written. Words said by "he" or "she" are those of the last one named.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from clew.analysis.figures.dating import Passage
from clew.analysis.figures.fact import Fact
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.surroundings import NAME

_NAMES = rf"{NAME}(?:\s+(?:(?:and|of|de|la|the|in|for|against)\s+){{0,2}}{NAME})*"
_AUXILIARY = r"(?:(?:has|have|had|also|then|later)\s+)*"
_BACK = 6
"""How many sentences away the one who tells is looked for."""
_QUOTED = 1_500
"""How many letters of its line are read to know whether a sentence is quoted."""


class Attribution:
    """Reads whom the figures of one text are told by, or by whom the thing counted was done."""

    def __init__(self, text: str, words: Lexicon, passages: list[Passage]) -> None:
        self._text = text
        self._words = words
        self._passages = passages
        self._begins = [passage.begin for passage in passages]
        self._told: dict[int, str | None] = {}
        self._acted: tuple[int, list[tuple[str, int]]] = (-1, [])
        self._said, self._actors = _shapes(words)
        self._small = frozenset(re.findall(r"\b[a-zà-ÿ]+\b", text[:200_000]))

    def name(self, fact: Fact) -> None:
        """Fill in whom *fact* is attributed to."""
        at = bisect_left(self._begins, fact.start + 1) - 1
        if at < 0:
            return
        fact.who = self._teller(at) or self._actor(at, fact)

    def _teller(self, at: int) -> str | None:
        """Give who tells the sentence: one named in it or behind its quotation, or the one "she" stands for."""
        if at not in self._told:
            named, is_pronoun = self._named(at)
            if is_pronoun:
                earlier = range(at - 1, max(-1, at - 1 - _BACK), -1)
                named = next((who for i in earlier if (who := self._named(i)[0])), None)
            self._told[at] = named or (None if is_pronoun else self._of_quotation(at))
        return self._told[at]

    def _named(self, at: int) -> tuple[str | None, bool]:
        """Give the name a sentence tells by, and whether it has a pronoun instead."""
        passage = self._passages[at]
        is_pronoun = False
        for shape in self._said:
            for match in shape.finditer(self._text, passage.begin, passage.end):
                name = match[2] or match[1]
                if name.lower() in self._words.pronouns:
                    is_pronoun = True
                elif clean := self._clean(name):
                    return clean, False
        return None, is_pronoun

    def _of_quotation(self, at: int) -> str | None:
        """Give who is named behind the end of a quotation that goes on over several sentences."""
        passage = self._passages[at]
        begin = max(self._text.rfind("\n", 0, passage.begin) + 1, passage.begin - _QUOTED)
        for following in range(at, min(at + _BACK, len(self._passages))):
            end = self._passages[following].end
            if self._passages[following].line != passage.line:
                return None
            if following > at:
                named, is_pronoun = self._named(following)
                if named or is_pronoun:
                    return named or self._teller(following)
            said = self._text[begin:end]
            if said.count("“") <= said.count("”") and said.count('"') % 2 == 0:
                return None
        return None

    def _actor(self, at: int, fact: Fact) -> str | None:
        """Give the body that acted: the subject before the figure, or the one behind "by"."""
        if self._acted[0] != at:
            self._acted = at, list(self._acting(self._passages[at]))
        return next((name for name, end in self._acted[1] if end <= fact.start), None)

    def _acting(self, passage: Passage) -> Iterator[tuple[str, int]]:
        """Give the bodies that act in a passage, and the letter from which on; one behind "by" for all of it."""
        for match in self._actors.finditer(self._text, passage.begin, passage.end):
            name = self._clean(match[1] or match[3])
            if not name or not self._is_body(name):
                continue
            if match[3]:
                yield name, passage.begin
            elif self._is_act(match[2]):
                yield name, match.end(1)

    def _is_act(self, verb: str) -> bool:
        return self._words.cues.at([verb.lower()], 0) is not None

    def _is_body(self, name: str) -> bool:
        parts = name.split()
        return any(
            part in self._words.agency_ends
            or part in self._words.agency_names
            or part.lower() in self._words.bodies
            for part in parts
        )

    def _clean(self, told: str) -> str | None:
        """Leave out what stands before the name; None for a word that is none."""
        parts = told.split()
        cut = max(
            (i + 1 for i, part in enumerate(parts[:-1]) if part[0].islower() and self._is_small(part)),
            default=0,
        )  # fmt: skip
        if any(part[0].isupper() for part in parts[:cut]) and parts[-1][0].isupper():
            cut = 0  # "Ministry of the Interior"
        while cut < len(parts) - 1 and self._is_small(parts[cut].lower()):
            cut += 1
        name = " ".join(parts[cut:])
        alone = len(parts) - cut == 1 and name[0].isupper()
        if alone and name not in self._words.agency_names and name.lower() in self._small:
            return None if name.lower() not in self._words.bodies else name
        return None if self._words.is_numeral(name.lower()) else name

    def _is_small(self, word: str) -> bool:
        words = self._words
        return (
            word in words.stops
            or word in words.articles
            or word in words.definite
            or word in words.links
        )


@cache
def _shapes(words: Lexicon) -> tuple[list[re.Pattern[str]], re.Pattern[str]]:
    """Give the shapes of telling, strongest first, and that of acting."""
    roles = "|".join(sorted(words.roles, key=len, reverse=True)) or "(?!)"
    said = "|".join(words.said) or "(?!)"
    pronouns = "|".join(words.pronouns) or "(?!)"
    office = rf"(?:[\w’'-]+\s+){{0,3}}?(?:{roles})\b(?:\s+(?:of|in|for|at)\s+(?:the\s+)?{_NAMES})?"
    subject = rf"(?:{office}|{_NAMES})"
    towards = "|".join(words.according) or "(?!)"
    return [
        re.compile(rf"\b(?i:{towards})\s+(?:the\s+|an?\s+)?({subject})()"),
        re.compile(
            rf"\b({subject}|(?i:{pronouns}))(?:\s+\([A-Z]+\))?(?:,\s+({_NAMES}))?,?\s+{_AUXILIARY}(?:{said})\b"
        ),
        re.compile(
            rf"[,”\"’]\s*(?:{said})\s+(?:the\s+|an?\s+)?({subject}|{pronouns})(?:,\s+({_NAMES}))?"
        ),
    ], re.compile(
        rf"(?:^|(?<=[,;:.”\"]\s)|(?<=[Tt]he\s)|(?<=\n))({subject})\s+{_AUXILIARY}(\w+)|\bby\s+(?:the\s+)?({subject})",
        re.MULTILINE,
    )
