"""What is said of people by a pronoun after their number: "found 16 women and freed them", "All were freed."."""

import re

from clew.analysis.figures.cues import Cue
from clew.analysis.figures.items import Item
from clew.analysis.figures.kinds import Kind
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.sentences import Sentence

_SETTLES = frozenset(
    ("rescue", "arrest", "custody", "shelter", "refer", "exploit", "traffic", "captive")
)
"""What settles how people that were found are counted."""
_HELD = frozenset(("arrest", "custody", "detain", "prison"))
_OPEN = frozenset(("migrants_detected", "migrants_smuggled", "suspects", "other"))
"""Kinds that people have as long as nothing more is said of them."""
_NEAR = 9
"""How many words behind a pronoun its verb stands at most."""


class Pronouns:
    """Settles the kinds of people by what a pronoun says of them, in one language."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        both = "|".join(sorted(words.grammar.them | words.grammar.they)) or "(?!)"
        one = "|".join(sorted(words.grammar.he | words.grammar.him)) or "(?!)"
        self._of_one = re.compile(rf"\b(?:{one})\b", re.IGNORECASE)
        self._any = re.compile(rf"\b(?:{both})\b", re.IGNORECASE)

    def may_be_one(self, sentence: Sentence) -> bool:
        """Say whether a sentence has a pronoun that may speak of one person told of before."""
        return self._of_one.search(sentence.text, sentence.begin, sentence.end) is not None

    def is_held(self, sentence: Sentence, cues: list[Cue]) -> bool:
        """Say whether a pronoun is told to be held: "he was arrested", "ordered him to be held on remand"."""
        low, grammar, words = sentence.low, self._words.grammar, self._words
        for cue in cues:
            if cue.says not in _HELD or cue.is_noun:
                continue
            if cue.after and low[cue.end : cue.end + 1] and low[cue.end] in grammar.him:
                return True
            at = cue.begin
            while at > 0 and (
                low[at - 1] in words.be or low[at - 1] in grammar.beside_be | grammar.held_by
            ):
                at -= 1
            behind_object = low[at - 1 : at] and low[at - 1] in grammar.him
            subject = low[at - 1 : at] and low[at - 1] in grammar.he
            if cue.before and at < cue.begin and (subject or behind_object):
                return True
        return False

    def may_be(self, sentence: Sentence) -> bool:
        """Say whether a sentence has a pronoun that may speak of people counted before."""
        return self._any.search(sentence.text, sentence.begin, sentence.end) is not None

    def settle(self, sentence: Sentence, cues: list[Cue], items: list[Item], at: int) -> None:
        """Give people counted last the kind that a verb beside a pronoun gives them."""
        for cue in cues:
            if cue.says not in _SETTLES:
                continue
            spot = self._spot(sentence.low, cue)
            if spot < 0:
                continue
            for item in self._meant(items, at, spot):
                noun = "people" if item.amount.noun == "bare" else item.amount.noun
                if name := self._words.frames.get((cue.says, noun)):
                    item.kind = Kind(name, cue.says, item.kind.strength)

    def _spot(self, low: list[str], cue: Cue) -> int:
        """Give where the pronoun stands that *cue* speaks of: behind it, or as the subject before it; -1 for none."""
        grammar = self._words.grammar
        if cue.after and low[cue.end : cue.end + 1] and low[cue.end] in grammar.them:
            return cue.end
        inside = next((at for at in range(cue.begin, cue.end) if low[at] in grammar.them), -1)
        if inside >= 0 or not cue.before:
            return inside
        begin = max(0, cue.begin - _NEAR)
        for here in range(begin, cue.begin):
            opens = here == 0 or low[here - 1] in (".", ";", ",", "and", "where", "—", "–")
            if low[here] in grammar.they and opens and not self._has_noun(low, here + 1, cue.begin):
                return here
        return -1

    def _has_noun(self, low: list[str], begin: int, end: int) -> bool:
        return any(self._words.heads.at(low, here) for here in range(begin, end))

    def _meant(self, items: list[Item], at: int, spot: int) -> list[Item]:
        """Give the people counted last before the pronoun, with their parts; none where two lots stand there."""
        near = [
            item
            for item in items
            if item.at in (at, at - 1)
            and (item.at < at or item.amount.begin < spot)
            and not item.amount.unit
            and item.amount.noun in ("people", "minors", "demonym", "migrants", "bare", "suspects")
        ]
        last = [item for item in near if item.at == max(i.at for i in near)]
        roots = {id(item.root()) for item in last}
        return [item for item in last if item.kind.name in _OPEN] if len(roots) == 1 else []
