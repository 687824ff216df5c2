"""Where people are brought to safety, what help they get, where they are kept: turns of phrase with any verb.

"to a women's shelter", "with foster families" say that people are sheltered whatever the verb is;
"accepted protection" and "were given legal help" that they are helped; "locked in a cellar" that they are captive.
"""

from clew.analysis.figures.lexicon import Lexicon

_TO_HAVEN = 6
"""How many words behind its preposition a place of safety is named at most."""
_TO_HELP = 6
_BACK = 3
"""How many words before "given to" what is given stands at most."""
_TO_SITE = 5
_LONGEST = 3

Said = tuple[int, int, str, bool]
"""Begin and end of the words, what they say, whether it may be of people named behind them."""


def told_of_safety(low: list[str], words: Lexicon) -> list[Said]:
    """Give what the words of a sentence tell of shelter, help and captivity."""
    grammar = words.grammar
    found: list[Said] = []
    for at in range(len(low) - 1):
        if end := _safe_place(low, at, words):
            found.append((at, end, "shelter", False))
        elif end := _lodging(low, at, words):
            found.append((at, end, "help", False))
        elif low[at] in grammar.help_verbs and (said := _help(low, at, words)):
            found.append(said)
        elif low[at] in grammar.confined and (end := _site(low, at + 1, words)):
            found.append((at, end, "captive", False))
    return found


def _safe_place(low: list[str], at: int, words: Lexicon) -> int:
    """Give the end of "to a women's shelter", "under police protection"; 0 where none begins at *at*."""
    grammar = words.grammar
    if low[at] == "under":
        return _haven(low, at + 1, grammar.protects, words)
    return _haven(low, at + 1, grammar.havens, words) if low[at] in grammar.haven_links else 0


def _lodging(low: list[str], at: int, words: Lexicon) -> int:
    """Give the end of "in a hostel" behind "housed": a place that is safe for victims, not for everybody."""
    lodged = at > 0 and low[at] in words.grammar.haven_links and low[at - 1] in words.grammar.housed
    return _haven(low, at + 1, words.grammar.soft_havens, words) if lodged else 0


def _phrase(low: list[str], at: int, listed: frozenset[str]) -> int:
    """Give the end of the longest phrase of *listed* that begins at *at*, or 0."""
    for length in range(_LONGEST, 0, -1):
        if " ".join(low[at : at + length]) in listed:
            return min(at + length, len(low))
    return 0


def _haven(low: list[str], begin: int, havens: frozenset[str], words: Lexicon) -> int:
    for at in range(begin, min(begin + _TO_HAVEN, len(low))):
        if end := _phrase(low, at, havens):
            return end
        if not _may_describe(low[at], words) or low[at] in words.unsure_one:
            return 0
    return 0


def _may_describe(word: str, words: Lexicon) -> bool:
    """Say whether *word* may stand before the noun of a phrase: an article, an adjective, a number."""
    grammar = words.grammar
    if word in grammar.determiners or word in grammar.articles or word in ("'s", "’s", "-"):
        return True
    return word[0].isalnum() and word not in words.stops and word not in words.be


def _help(low: list[str], begin: int, words: Lexicon) -> Said | None:
    """Read "accepted a place in a protection programme", "was given to"."""
    grammar = words.grammar
    given = grammar.helps.intersection(low[max(0, begin - _BACK) : begin])
    if given and low[begin + 1] == "to":
        return begin, begin + 2, "help", True
    for at in range(begin + 1, min(begin + _TO_HELP, len(low))):
        if low[at] in grammar.asylum:
            return None
        if low[at] in grammar.havens or low[at] in grammar.protects or low[at] in grammar.helps:
            says = "help" if low[at] in grammar.helps else "shelter"
            return begin, at + 1, says, low[at + 1 : at + 2] == ["to"]
        if not (
            _may_describe(low[at], words) or low[at] in grammar.haven_links or low[at] == "for"
        ):
            return None
    return None


def _site(low: list[str], begin: int, words: Lexicon) -> int:
    """Give the end of "up in the cellar" behind "locked"; 0 where no room or house is named."""
    for at in range(begin, min(begin + _TO_SITE, len(low))):
        found = words.heads.at(low, at)
        if low[at] in words.grammar.rooms or (found and found[1] == "sites"):
            return at + 1
        if found or not low[at][0].isalpha():
            return 0
    return 0
