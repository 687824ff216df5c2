"""What is told twice of the same people: found and freed, met and exploited, held captive and found.

What became of them counts before how they came to notice.
"""

from collections.abc import Sequence

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.cues import Cue
from clew.analysis.figures.governing import pull
from clew.analysis.figures.lexicon import Lexicon

LOTS = frozenset(("captive", "exploit", "traffic"))
NOTICED = frozenset(
    ("catch", "detain", "survey", "carry", "smuggle", "check", "arrive", "missing", "deploy")
)
_SAVED = frozenset(("rescue", "shelter"))
_HELPED = frozenset(("help", "leave", "release"))
_HELP = 82.0
_LET_GO = frozenset(("release", "leave"))
_TOLD = frozenset(("refer",))
_ABOARD = frozenset(("board", "aboard", "ashore"))
_LIFTED = frozenset(
    ("took", "take", "taken", "taking", "brought", "bring", "pulled", "hauled", "lifted")
)
_NEAR = 7
"""How many words behind people found it is told that they were hurt."""
_TAKEN = frozenset(("catch", "smuggle", "rescue"))
_AT_SEA = 320
"""How many letters before people taken aboard their distress is told."""
_BY_AUTHORITY = frozenset(("catch", "check"))
_ENOUGH = 62.0
_PEOPLE = frozenset(("people", "minors", "demonym", "migrants", "victims", "bare", "castaways"))
_HOLDERS = frozenset(("groups", "suspects", "defendants", "crew"))


def outcome(
    says: str, amount: Amount, cues: Sequence[Cue], others: list[Amount], noun: str, words: Lexicon
) -> str:
    """Give what else is said of people of whom a verb says *says*, if it counts more; else *says*."""
    if noun in _PEOPLE and (at_sea := _taken_up(says, amount, cues, others, words)):
        return at_sea
    if noun not in _PEOPLE or says not in LOTS | NOTICED:
        return says
    looked_at = _SAVED | LOTS | _BY_AUTHORITY | _LET_GO | _TOLD
    told = {
        cue.says
        for cue in cues
        if cue.says in looked_at and not _is_apart(cue, amount, others)
        and not cue.is_noun and pull(cue, amount, others, words) >= _ENOUGH
    }  # fmt: skip
    if says == "detain" and _is_by_holders(amount, cues, words):
        told.add("captive")
    for saved in ("rescue", "shelter"):
        if saved in told and (saved, noun) in words.frames:
            return saved
    if says == "catch" and any(
        c.says == "hurt"
        and 0 <= c.begin - amount.end <= _NEAR
        and pull(c, amount, others, words) > 0
        for c in cues
    ):
        return "hurt"
    lots = told & LOTS
    if (lots | ({says} & LOTS)) and told & _LET_GO:
        return "rescue"
    if "captive" in lots | {says} and told & _BY_AUTHORITY:
        return "rescue"
    return next(iter(sorted(lots | told & _TOLD)), says) if says in NOTICED else says


def is_helped(amount: Amount, cues: Sequence[Cue], others: list[Amount], words: Lexicon) -> bool:
    """Say whether a verb of help, or of getting away, speaks of those counted; it makes victims alone safe."""
    helped = (pull(c, amount, others, words) for c in cues if c.says in _HELPED)
    return max(helped, default=0.0) >= _HELP


def _taken_up(
    says: str, amount: Amount, cues: Sequence[Cue], others: list[Amount], words: Lexicon
) -> str:
    """Say what people taken out of a boat are: rescued from a sinking one, found on one that was chased."""
    if says not in _TAKEN | {"carry"}:
        return ""
    low, grammar = amount.sentence.low, words.grammar
    taken = any(
        " ".join(low[cue.begin : cue.end]) in grammar.taken_up
        or (low[cue.begin] in _LIFTED and not _ABOARD.isdisjoint(low[cue.end : amount.end + _NEAR]))
        for cue in cues
        if cue.says in _TAKEN and pull(cue, amount, others, words) >= _ENOUGH
    )
    if not taken:
        return ""
    sentence = amount.sentence
    near = sentence.text[max(0, sentence.begin - _AT_SEA) : sentence.end].lower()
    if says == "rescue":
        return (
            "catch" if _tells(near, grammar.chased) and not _tells(near, grammar.distress) else ""
        )
    return "rescue" if _tells(near, grammar.distress) else ""


def _tells(text: str, words: frozenset[str]) -> bool:
    return any(word in text for word in words)


def _is_apart(cue: Cue, amount: Amount, others: list[Amount]) -> bool:
    """Say whether other people are counted between *amount* and the verb, or the verb begins another clause."""
    first, last = sorted((amount.begin, cue.begin))
    return any(
        first < other.begin < last and not (other.unit or other.is_time or other.is_money)
        and other.number.shape != "article"
        for other in others if other is not amount
    )  # fmt: skip


def _is_by_holders(amount: Amount, cues: Sequence[Cue], words: Lexicon) -> bool:
    """Say whether those who hold others are criminals: "the suspects held 16 migrants in a house"."""
    low = amount.sentence.low
    holding = [c for c in cues if c.says == "detain" and c.after and c.end <= amount.begin]
    if not holding:
        return False
    begin = holding[-1].begin
    heads = [head[1] for at in range(begin) if (head := words.heads.at(low, at))]
    return any(head in _HOLDERS for head in heads) and low[begin] in words.grammar.keeping
