"""People told to be in a vehicle or a boat without a verb of moving: "eleven men were on his raft"."""

from clew.analysis.figures.lexicon import Lexicon

_TO_VEHICLE = 5
_VEHICLES = frozenset(("vehicles", "boats"))


def told_of_rides(low: list[str], words: Lexicon) -> list[tuple[int, int]]:
    """Give where a sentence tells that people stood, sat or were in a vehicle, a boat or its hold."""
    found = []
    for at in range(1, len(low) - 1):
        if low[at] not in words.grammar.holding or low[at - 1] not in words.grammar.stood:
            continue
        if end := _vehicle(low, at + 1, words):
            found.append((at, end))
    return found


def _vehicle(low: list[str], begin: int, words: Lexicon) -> int:
    for at in range(begin, min(begin + _TO_VEHICLE, len(low))):
        head = words.heads.at(low, at)
        if low[at] in words.grammar.cargo or (head and head[1] in _VEHICLES):
            return at + 1
        if low[at] in words.be or not low[at][0].isalnum() or low[at] in words.grammar.clauses:
            return 0
    return 0
