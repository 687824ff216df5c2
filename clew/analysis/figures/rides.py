"""People told to be in a vehicle or a boat without a verb of moving: "eleven men were on his raft"."""

from clew.analysis.figures.lexicon import Lexicon

_TO_VEHICLE = 5
_WITH = 7
"""How many words before its vehicle those somebody was caught with are told of."""
_COVERS = frozenset(("under", "behind", "between", "among", "beneath"))
_VEHICLES = frozenset(("vehicles", "boats"))


def told_of_rides(low: list[str], words: Lexicon) -> list[tuple[int, int, bool]]:
    """Give where a sentence tells that people stood, sat or were in a vehicle, a boat or its hold.

    Each place comes with whether it is of people named behind it: "a container in which 26 people waited".
    """
    found = []
    for at in range(1, len(low) - 1):
        links = low[at] in words.grammar.holding or low[at] in _COVERS
        if links and low[at + 1] == "which" and _is_vehicle(low, at - 1, words):
            found.append((at, at + 2, True))
        elif links and "with" in low[max(0, at - _WITH) : at] and _is_his(low, at + 1, words):
            found.append((at, at + 2, False))
        elif links and low[at - 1] in words.grammar.stood:
            end = _vehicle(low, at + 1, words)
            opens = low[0] in words.grammar.opening and _vehicle(low, 1, words)
            if end or (opens and low[at - 1] not in words.be):
                found.append((at, end or at + 1, False))
    return found


def _is_his(low: list[str], at: int, words: Lexicon) -> bool:
    """Say whether "his car" stands at *at*, of "was caught with five men in his car"."""
    return low[at] in words.grammar.determiners and bool(_vehicle(low, at + 1, words))


def _is_vehicle(low: list[str], at: int, words: Lexicon) -> bool:
    head = words.heads.at(low, at)
    return low[at] in words.grammar.cargo or (head is not None and head[1] in _VEHICLES)


def _vehicle(low: list[str], begin: int, words: Lexicon) -> int:
    for at in range(begin, min(begin + _TO_VEHICLE, len(low))):
        if _is_vehicle(low, at, words):
            return at + 1
        if low[at] in words.be or not low[at][0].isalnum() or low[at] in words.grammar.clauses:
            return 0
    return 0
