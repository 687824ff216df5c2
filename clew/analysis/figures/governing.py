"""How strongly a word of a sentence governs a figure in it: by its side, its distance and what stands between."""

from itertools import pairwise

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.cues import Cue
from clew.analysis.figures.lexicon import Lexicon

_OF_MARKS = frozenset(":-(–")
_NAMED = 5
"""How many words behind somebody what is said beside begins at most."""
_OF_LAW = frozenset(("convict", "charge", "arrest", "detain"))
_INSIDE = 80.0
_LOOSE = 8
"""How much less a verb of moving says than another: people are taken to hospital, too."""
_FARTHEST = 80
"""How many words away a verb is looked at."""
_MARKS = frozenset(";:")
_PLACES = frozenset(("sites", "vehicles", "boats", "countries"))
_RELATIVES = frozenset(("who", "whom", "which", "that", "whose"))
_CLAUSE = 12
"""How much less a verb says across a word that opens another clause."""


def _aside(low: list[str], begin: int, end: int, words: Lexicon) -> tuple[int, int]:
    """Give what stands between two commas: "the driver, aged 29, was sentenced"; empty if nothing does."""
    commas = [at for at in range(begin, end) if low[at] == ","]
    opens = low[begin] in (",", "who", "which", "whose") if begin < end else False
    if opens and commas and end - commas[-1] <= 3 and commas[-1] > begin:
        return begin, commas[-1] + 1
    if len(commas) > 1 and commas[0] - begin < _NAMED and _is_verb(low[commas[1] + 1], words):
        return commas[0], commas[1] + 1  # "the man at the wheel, a Moldovan, was taken to …"
    if len(commas) != 2 or end - commas[1] > 3:
        return end, end
    return commas[0], commas[1] + 1


def _is_verb(word: str, words: Lexicon) -> bool:
    return word in words.be or words.grammar.is_past(word)


def _told(gap: list[str]) -> list[str]:
    """Leave out brackets and initials: "six persons with the initials A.M. (1988), S.H. (1991) were arrested"."""
    if "(" not in gap:
        return gap
    told: list[str] = []
    depth = 0
    for word in gap:
        depth += (word in "([") - (word in ")]")
        if (
            depth == 0
            and word not in ")]"
            and not (len(word) == 1 and word.isalpha() and word != "a")
        ):
            told.append(word)
    told = [word for at, word in enumerate(told) if word != "." and told[at - 1 : at] != [","]]
    return [word for word in told if word != ","] if len(told) < len(gap) - 6 else told


def _is_of_part(low: list[str], last: int, cue: Cue, others: list[Amount]) -> bool:
    """Say whether a verb speaks of a part told in between: "48 people from the sea, of whom five were hurt"."""
    for at in range(last, cue.begin - 1):
        if low[at] == "of" and low[at + 1] in ("whom", "which"):
            return any(at < other.begin < cue.begin for other in others)
        if low[at] == "of" and low[at + 1] == "them":
            return any(other.is_part and other.end == at + 2 for other in others)
    return False


def _has_own_verb(
    low: list[str], last: int, cue: Cue, others: list[Amount], words: Lexicon
) -> bool:
    """Say whether a figure has its verb and the next one this verb: "900 people have arrived and 59 have died"."""
    for other in others:
        if not last < other.begin < cue.begin or other.is_time:
            continue
        own, theirs = low[last : other.begin], low[other.end : cue.begin]
        if _RELATIVES.isdisjoint(own) and not (
            words.be.isdisjoint(own) or words.be.isdisjoint(theirs)
        ):
            return True
    return False


def _is_place(amount: Amount, words: Lexicon) -> bool:
    """Say whether a figure only says where: "found in one of the houses"."""
    held = words.grammar.holding | words.grammar.placed
    return amount.noun in _PLACES and amount.sentence.low[amount.begin - 1] in held


def _is_in_clause(low: list[str], amount: Amount, cue: Cue) -> bool:
    """Say whether a figure stands in a clause on another one: "the driver, who carried eight men, was arrested"."""
    if "," not in low[amount.end : cue.begin]:
        return False
    begin = amount.begin
    return any(
        low[at] in _RELATIVES and low[at - 1] == "," for at in range(max(1, begin - 6), begin)
    )


def _is_another(cue: Cue, gap: list[str], words: Lexicon) -> bool:
    """Say whether a figure belongs to who acted or to what it was for: "led by two brothers", "for trafficking six"."""
    if gap[-1:] == ["against"]:
        return False  # "charges for smuggling against 83 persons"
    if gap[-1:] == ["by"] and not cue.is_noun and len(gap) > 1:
        return True
    return cue.says in _OF_LAW and any(
        word in words.grammar.purposes and after.endswith("ing") for word, after in pairwise(gap)
    )


def _is_belonging(gap: list[str], words: Lexicon) -> bool:
    """Say whether what is acted on are papers or things of those counted: "took the passports of 44 workers"."""
    if gap[-1:] != ["of"] or len(gap) < 2:
        return False
    found = words.heads.ending(gap, len(gap) - 1)
    return found is not None and found[1] in ("documents", "phones", "cash", "gadgets")


def _is_listed(gap: list[str], words: Lexicon) -> bool:
    """Say whether the words between are a list: "516 persons, 152 vehicles and 5 flights checked"."""
    return "," in gap or any(word in words.joiners for word in gap)


def _is_circumstance(other: Amount, words: Lexicon) -> bool:
    """Say whether "a" or "the" stands with a noun that no verb can be told of: "the manager of a nail bar was"."""
    low, at = other.sentence.low, other.begin - 1
    return other.number.shape == "article" and at > 0 and low[at] in words.stops


def _apart_from(gap: list[str]) -> int:
    return 0 if gap == ["of"] else len(gap)


def pull(cue: Cue, amount: Amount, others: list[Amount], words: Lexicon) -> float:
    """Say how strongly *cue* governs *amount*: 0 not at all, up to 100."""
    low = amount.sentence.low
    first, last = amount.begin, max(amount.end, amount.number.end)
    if first - cue.end > _FARTHEST or cue.begin - last > _FARTHEST:
        return 0.0
    if cue.end <= first and cue.after:
        gap = low[cue.end : first]
        if cue.says == "size" and "," in gap:
            return 0.0
        if _is_another(cue, gap, words) or _is_belonging(gap, words):
            return 0.0
        marks = sum(word in _MARKS for at, word in enumerate(gap) if not (word == ":" and at < 6))
        lost = (
            min(len(gap), 25 if cue.says == "carry" else 35)
            + 25 * marks
            + (20 * _apart_from(gap) if amount.noun == "bare" and not amount.unit else 0)
        )
        lost += _LOOSE * (cue.says in ("smuggle", "carry", "sought"))
        lost += _LOOSE * (cue.before and gap[:1] == [","])  # "8 cars seized, 3 houses searched"
        lost += _CLAUSE * any(word in words.grammar.clauses for word in gap)
        has_object = any(cue.end <= o.begin < first and not o.is_time for o in others)
        lost += _LOOSE * (has_object and not _is_listed(gap, words))
        links = {gap[0], gap[-1]} if gap else set()
        if cue.is_noun and gap and gap[0] not in _OF_MARKS and not links & words.grammar.of_links:
            lost += 2 * _LOOSE
        lost -= _LOOSE * (cue.says == "die" and gap == ["of"])
        return 97.0 - lost - (0 if not cue.before else 12 * (len(gap) > 4))
    if cue.end <= first and " ".join(low[max(0, first - 2) : first]) in words.grammar.together:
        return 97.0 - (first - cue.end)  # "was arrested in May together with seven others"
    if cue.begin >= last and cue.before:
        if _is_of_part(low, last, cue, others):
            return 0.0
        if _has_own_verb(low, last, cue, others, words) or _is_in_clause(low, amount, cue):
            return 0.0
        aside = _aside(low, last, cue.begin, words)
        gap = _told(low[last : aside[0]] + low[aside[1] : cue.begin])
        passed = [
            o for o in others
            if last <= o.begin < cue.begin and o is not amount and not aside[0] <= o.begin < aside[1]
            and low[o.begin - 1] != "(" and not (_is_place(o, words) or _is_circumstance(o, words))
        ]  # fmt: skip
        cost = 10 if _is_listed(gap, words) else 22
        own = sum((o.noun != "bare" or amount.noun == "bare") and not o.is_time for o in passed)
        marks = sum(word in _MARKS for word in gap)
        lost = (
            _LOOSE * (cue.says in ("smuggle", "carry", "sought"))
            + 2 * len(gap)
            + cost * own
            + 50 * marks
            + 6 * gap.count(",")
        )
        return 100.0 - lost
    if first <= cue.begin < last and cue.begin >= amount.number.end:
        return _INSIDE  # "23 arrested members"
    return 0.0
