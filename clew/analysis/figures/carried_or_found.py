"""Whether people told to be carried were found doing so: "a van carrying 39 migrants overturned", or only claimed."""

from collections.abc import Sequence

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.cues import Cue
from clew.analysis.figures.lexicon import Lexicon

_BEFORE = 180
"""How many letters before a sentence those who come upon people are told of."""
CARRYING = frozenset(("smuggle", "carry"))
_OF_LAW = frozenset(("charge", "convict"))
_FINDS = frozenset(("catch", "meet"))
_BROUGHT = frozenset(("help", "shelter"))
_STOPS = frozenset(("arrest", "detain", "sought"))
_NETWORK = frozenset(("groups", "defendants"))


def is_found(says: str, amount: Amount, cues: Sequence[Cue], words: Lexicon) -> bool:
    """Say whether the sentence tells that people of whom a verb *says* they were carried came to notice.

    A vehicle stopped, an accident, a driver arrested on the way show them; what a court, a prosecutor or a
    network's books say of journeys made does not.
    """
    low, grammar = amount.sentence.low, words.grammar
    if not grammar.claims.isdisjoint(low) or any(c.says in _OF_LAW for c in cues):
        return False
    heads = (words.heads.at(low, at) for at in range(len(low)))
    if any(head is not None and head[1] in _NETWORK for head in heads):
        return False
    if any(cue.says in _BROUGHT and low[cue.begin] in grammar.haven_links for cue in cues):
        return True  # "were taken to a reception centre"
    if any(cue.says in _FINDS and not cue.is_noun for cue in cues):
        return True
    on_the_way = says == "carry" or _is_going_on(amount, cues)
    if on_the_way and any(cue.says in _STOPS and not cue.is_noun for cue in cues):
        return True
    if not grammar.accidents.isdisjoint(low):
        return True
    if says != "carry":
        return False
    return not grammar.watchers.isdisjoint(low) or _is_come_upon(amount, cues, words)


def _is_come_upon(amount: Amount, cues: Sequence[Cue], words: Lexicon) -> bool:
    """Say whether people sat or stood in a vehicle where police are told of right before, in the same line."""
    low, sentence = amount.sentence.low, amount.sentence
    seen = words.grammar.stood - words.be
    if not any(cue.says == "carry" and low[cue.begin - 1] in seen for cue in cues):
        return False
    before = sentence.text[max(0, sentence.begin - _BEFORE) : sentence.begin].rpartition("\n")[2]
    return not words.grammar.watchers.isdisjoint(before.lower().split())


def _is_going_on(amount: Amount, cues: Sequence[Cue]) -> bool:
    """Say whether they were being carried: "two men who were driving 13 people"."""
    low = amount.sentence.low
    before = [cue for cue in cues if cue.says in CARRYING and cue.end <= amount.begin]
    return bool(before) and low[before[-1].begin].endswith("ing")


def is_claimed(amount: Amount, words: Lexicon) -> bool:
    """Say whether a court, a prosecutor or a network's books tell of migrants: "a ledger listed 412 passengers"."""
    return not words.grammar.claims.isdisjoint(amount.sentence.low)


def sets_out(amount: Amount, words: Lexicon) -> bool:
    """Say whether a boat sets out with those counted: "the boat left Mbour with 152 passengers"."""
    low, begin = amount.sentence.low, amount.begin
    lead = low[:begin]
    boats = any((head := words.heads.at(low, at)) and head[1] == "boats" for at in range(begin))
    return lead[-1:] == ["with"] and boats and not words.grammar.departed.isdisjoint(lead)
