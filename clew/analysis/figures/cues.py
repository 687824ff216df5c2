"""The words of a sentence that say what happened to those counted, and which side of them they govern.

"arrested 12 smugglers" governs what follows, "12 smugglers were arrested" what comes before; a noun
("the arrest of 12") what follows, a label ("Arrested: 12") too.
"""

from dataclasses import dataclass

from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.protection import told_of_safety
from clew.analysis.figures.rides import told_of_rides
from clew.analysis.figures.sentences import Sentence

_PRICE_REACH = 10
_TERM = 7
_ASKED = 6
"""How many words before a sentence it is asked for at most."""
_OF_LAW = frozenset(("convict", "charge", "arrest", "detain"))
_NO_SUBJECTS = frozenset(("it", "they", "there", "he", "she", "that", "this", "who", "which"))
_OPENING = 14
"""Within how many words "In a hollow in the wall were" comes to its verb."""
_COMPLEMENT = 10
"""How many words behind its verb a complement begins at most."""
_COMPLEMENTS = frozenset(
    ("arrest", "custody", "prison", "exploit", "rescue", "shelter", "refer", "hurt", "captive")
)
_MARKS = frozenset(";:")


@dataclass(frozen=True, slots=True)
class Cue:
    """One such word or phrase.

    Attributes:
        begin, end: its words.
        says: what it says: "arrest", "seize", …
        before: whether it may govern what comes before it.
        after: whether it may govern what comes after it.
        is_noun: whether it is a noun ("the arrest of"), which governs only what belongs to it.
    """

    begin: int
    end: int
    says: str
    before: bool
    after: bool
    is_noun: bool = False


def cues_of(sentence: Sentence, words: Lexicon) -> list[Cue]:
    """Give the cues of *sentence* in order; one word may say several things."""
    found = []
    low = sentence.low
    passed, within = 0, (0, "")
    for at in range(len(low)):
        matches = words.cues.all_at(low, at)
        idiom = words.idioms.at(low, at)
        if idiom and idiom[0] > max((end for end, _ in matches), default=at):
            passed = idiom[0]  # "in the course of" tells of no training
        if at < passed:
            continue
        if low[at] in words.grammar.term_verbs and _tells_term(low, at + 1, words):
            found.append(Cue(at, at + 1, "convict", before=True, after=True))
            continue
        longest = max((end for end, _ in matches), default=at)
        longer = within
        for end, says in matches:
            inner = at < within[0] and says != within[1]
            priced = (says == "charge" and _is_price(low, at, words)) or _is_source(low, at, words)
            priced = priced or (says == "prison" and _is_term(low, at, words))
            if end == longest and not inner and not priced and not _is_negated(low, at, words):
                before, after = _sides(low, at, end, words)
                if says in _OF_LAW and low[end : end + 1] and low[end] in words.grammar.purposes:
                    after = after and not words.cue_nouns.isdisjoint(low[at:end])
                is_noun = " ".join(low[at:end]) in words.cue_nouns
                asked = says == "convict" and _is_asked_for(low, at, words)
                found.append(Cue(at, end, "charge" if asked else says, before, after, is_noun))
                longer = end, says
        if longest > at + 1:
            within = longer
    found += _standing(low, words)
    found += [Cue(b, e, says, True, after) for b, e, says, after in told_of_safety(low, words)]
    found += [Cue(b, e, "carry", not after, after) for b, e, after in told_of_rides(low, words)]
    found += _opened_against(low, words)
    return _without_light(_with_split(found, low, words), low, words)


def _opened_against(low: list[str], words: Lexicon) -> list[Cue]:
    """Read "opened 29 investigations into smuggling against 51 persons": whom an inquiry looks into."""
    return [
        Cue(at, at + 1, "sought", before=False, after=True)
        for at, word in enumerate(low)
        if word == "against"
        and not words.grammar.inquiries.isdisjoint(low[max(0, at - _ASKED) : at])
    ]


def _standing(low: list[str], words: Lexicon) -> list[Cue]:
    """Read "Inside were 21 people", "In a hollow in the wall were 526,000 euros": what was found."""
    if not low or low[0] not in words.grammar.opening:
        return []
    if low[0] == "on" and low[1:2] != ["board"]:
        return []
    for at in range(1, min(_OPENING, len(low) - 1)):
        if low[at] in words.grammar.stood:
            if not _starts_object(low, at + 1, words) or low[at - 1] in _NO_SUBJECTS:
                return []
            return [Cue(at, at + 1, says, before=False, after=True) for says in ("catch", "seize")]
        if low[at] in _MARKS or low[at][0].isdecimal():
            return []
    return []


def _without_light(found: list[Cue], low: list[str], words: Lexicon) -> list[Cue]:
    """Leave out verbs whose complement says what happened: "sent five of them to prison"."""
    ends = [
        cue.begin for cue in found
        if cue.says in _COMPLEMENTS and low[cue.begin] in words.grammar.places_of_end
    ]  # fmt: skip
    if not ends:
        return found
    return [
        cue
        for cue in found
        if cue.end > cue.begin + 1
        or low[cue.begin] not in words.grammar.light
        or not any(0 < end - cue.begin < _COMPLEMENT for end in ends)
    ]


def _with_split(found: list[Cue], low: list[str], words: Lexicon) -> list[Cue]:
    """Put verbs whose words stand apart ("took five suspects into custody") in the place of their first word."""
    apart = {}
    for at in range(1, len(low)):
        if split := words.split_verbs.at(low, at, words.grammar):
            apart[split[0]] = split[1]
    if not apart:
        return found
    kept = [cue for cue in found if cue.begin not in apart or cue.end > cue.begin + 1]
    kept += [Cue(at, at + 1, says, *_sides(low, at, at + 1, words)) for at, says in apart.items()]
    return sorted(kept, key=lambda cue: cue.begin)


def _is_source(low: list[str], at: int, words: Lexicon) -> bool:
    """Say whether a word names who says so: "according to the indictment"."""
    lead = low[max(0, at - 3) : at]
    lead = lead[:-1] if lead[-1:] and lead[-1] in words.the else lead[1:]
    return " ".join(lead) in words.according


def _is_negated(low: list[str], at: int, words: Lexicon) -> bool:
    """Say whether a verb is denied: "the organisers were never caught"."""
    lead = low[max(0, at - 2) : at]
    return (
        not words.grammar.negated.isdisjoint(lead)
        and low[at : at + 1] != ["only"]
        and "only" not in lead
    )


def _tells_term(low: list[str], at: int, words: Lexicon) -> bool:
    """Say whether a length of time follows right behind a verb: "were given seven years"."""
    for here in range(at, min(at + _TERM, len(low))):
        if words.is_numeral(low[here]):
            after = [low[i] for i in range(here + 1, min(here + 5, len(low)))]
            return any(word in ("year", "years", "month", "months") for word in after)
        if low[here] not in words.grammar.term_words:
            return False
    return False


def _is_term(low: list[str], at: int, words: Lexicon) -> bool:
    """Say whether prison is the sentence, not where somebody is: "faces up to ten years in prison"."""
    return at > 0 and words.times.at(low, at - 1) is not None


def _is_asked_for(low: list[str], at: int, words: Lexicon) -> bool:
    """Say whether a sentence is only asked for: "demands prison terms for", "has asked the court to sentence"."""
    return not words.grammar.asking.isdisjoint(low[max(0, at - _ASKED) : at])


def _is_price(low: list[str], at: int, words: Lexicon) -> bool:
    """Say whether "charged" tells a price: a sum of money follows."""
    if not low[at].startswith(tuple(words.grammar.price_verb)):
        return False
    near = range(at + 1, min(at + _PRICE_REACH, len(low)))
    if low[at + 1 : at + 2] and low[at + 1][0].isdecimal():
        ends = low[at + 2 : at + 3] in ([], ["."], [","], [";"])
        return ends and len(low[at + 1]) > 2  # "minors were charged 3,000"
    return any(words.currencies.at(low, here) for here in near)


def _sides(low: list[str], begin: int, end: int, words: Lexicon) -> tuple[bool, bool]:
    phrase = " ".join(low[begin:end])
    following = low[end] if end < len(low) else "."
    lead = low[max(0, begin - 4) : begin]
    if _is_no_verb(low, begin, end, words):
        return False, False
    if phrase in words.grammar.posture and _is_passive(lead, words):
        return True, False
    if phrase in words.both_sides:
        return True, True
    if phrase.endswith("ing") and phrase in words.grammar.staying and not _is_passive(lead, words):
        return False, following == ":"  # "warrants for three persons living abroad"
    if phrase in words.intransitive:
        return True, phrase in words.grammar.stays_ahead or following == ":"
    if phrase in words.cue_nouns:
        return following in words.grammar.passive_after or following in (",", "."), True
    if following == ":":
        return True, True
    if not words.grammar.is_past(phrase.split()[0]):
        return False, True
    if _is_passive(lead, words):
        return True, following in (",", ":") or _starts_object(low, end, words)
    if lead and lead[-1] in words.grammar.nominal and phrase not in words.grammar.past_only:
        return False, True  # "transported by those arrested"
    if phrase in words.grammar.past_only or (lead and lead[-1] in words.grammar.active):
        return False, True
    return not _starts_object(low, end, words), True


def _is_no_verb(low: list[str], begin: int, end: int, words: Lexicon) -> bool:
    """Read "migrant smuggling in 2018", "if convicted", "for each death", "the interviews"."""
    phrase, lead = " ".join(low[begin:end]), low[max(0, begin - 2) : begin]
    if phrase.endswith("ing") and phrase in words.heads_too and not _starts_object(low, end, words):
        return True
    if not lead:
        return False
    if lead[-1] in words.grammar.supposing or " ".join(lead) in words.grammar.supposing:
        return True
    is_plural = end == begin + 1 and phrase.endswith("s") and phrase not in words.cue_nouns
    return lead[-1] in ("each", "every") or (is_plural and lead[-1] in words.the)


def _is_passive(lead: list[str], words: Lexicon) -> bool:
    """Say whether a form of "be" stands shortly before, with no noun in between."""
    for word in reversed(lead):
        if word in words.grammar.active:
            return False
        if word in words.be:
            return True
        if not (word.endswith("ly") or word in words.grammar.beside_be):
            return False
    return False


def _starts_object(low: list[str], at: int, words: Lexicon) -> bool:
    """Say whether what is acted on begins at *at*: a number, an article, a hedge before a number."""
    word = low[at] if at < len(low) else "."
    openers = words.grammar.hedge_openers
    if word in openers:
        return at + 1 < len(low) and (words.is_numeral(low[at + 1]) or low[at + 1] in openers)
    return word in words.grammar.determiners or word in "€$£" or words.is_numeral(word)
