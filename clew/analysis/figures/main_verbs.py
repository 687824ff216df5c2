"""What the main verb says of those a sentence begins with, across what stands between them."""

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.cues import Cue
from clew.analysis.figures.kinds import Kind
from clew.analysis.figures.lexicon import Lexicon

_OF_LAW = frozenset(("arrest", "charge", "convict", "detain", "custody", "prison"))
_HOLD = frozenset(("arrest", "detain", "custody", "prison"))
_FOUND = frozenset(("identify", "catch", "check", "sought"))
_OPENING = frozenset("-–—:")
_NEAR = 3
"""How many words before a verb another subject of it may stand."""
_CERTAIN = 100.0


def subject_kind(amount: Amount, cues: list[Cue], words: Lexicon) -> Kind | None:
    """Read what is said of those a sentence begins with, across a long clause; the verb agrees with them in number.

    "A man who tried to smuggle four Albanians into Britain has been sentenced", "Five men accused of steering a
    boat on which 14 people died were detained".
    """
    low, end = amount.sentence.low, amount.noun_end
    one = amount.number.shape in ("article", "one")
    opens = amount.begin == 0 or low[amount.begin - 1] in _OPENING
    more = (
        opens
        and 0 < end < len(low)
        and not words.grammar.tells_more.isdisjoint(low[end - 1 : end + 1])
    )
    if not (more or (one and opens and end > 0)):
        return None
    agreeing = words.grammar.is_one if one else words.grammar.are_many
    for cue in cues:
        if cue.says not in _OF_LAW or not cue.before or cue.begin <= end:
            continue
        at = cue.begin
        while at > end and (low[at - 1] in words.be or low[at - 1] in words.grammar.beside_be):
            at -= 1
        agrees = low[at] in agreeing and at < cue.begin
        if agrees and not _is_subject(low, max(end, at - _NEAR), at, one, words):
            name = words.frames.get((cue.says, "suspects"), "")
            return Kind(name, cue.says, _CERTAIN) if name else None
    return None


def _is_subject(low: list[str], begin: int, end: int, one: bool, words: Lexicon) -> bool:
    """Say whether another subject of the verb's number stands right before it."""
    if one:
        return any(words.is_single(word) for word in low[begin:end])
    return any(low[at].endswith("s") and words.heads.at(low, at) for at in range(begin, end))


def then_held(kind: Kind, cues: list[Cue], low: list[str], noun: str, words: Lexicon) -> Kind:
    """Give what a second verb says of people found: "four of the smugglers were recognised and held"."""
    if kind.cue not in _FOUND:
        return kind
    passed = words.grammar.beside_be | words.be
    for first in cues:
        if first.says != kind.cue or not first.before:
            continue
        for cue in cues:
            between = low[first.end : cue.begin]
            joined = between[:1] == ["and"] and passed.issuperset(between[1:])
            name = words.frames.get((cue.says, noun))
            if joined and cue.before and cue.says in _HOLD and name:
                return Kind(name, cue.says, kind.strength)
    return kind
