"""Amounts of one sentence that belong together: years and months of one term, a noun or a unit told once for two."""

from itertools import pairwise

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.items import Item, Place
from clew.analysis.figures.kinds import STRONG, Kind
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.sums_of_money import joined_terms

_LONGEST_TERM = 40
_SENTENCED = frozenset(("suspects", "crew", "people", "demonym", "officers", "defendants"))


def goes_on_term(amount: Amount, place: Place, words: Lexicon) -> bool:
    """Say whether a length of time goes on from a sentence told before: "… to six years, the third to two years"."""
    low, at = amount.sentence.low, amount.begin - 1
    before = _last_term(place)
    if before is None or at < 0:
        return False
    is_here = before.at == place.at
    after = low[amount.end : amount.end + 1]
    if is_here and low[at] in (",", "and") and after in (["for"], ["each"]):
        return True  # "12 years for the leader, nine for his deputy"
    return (is_here and low[at] == "to") or low[at] in words.grammar.term_verbs or _is_each(amount)


def _is_each(amount: Amount) -> bool:
    """Say whether a term is told of each: "seven years each", "ten months apiece"."""
    return amount.is_time and amount.unit in ("month", "year") and amount.per == "person"


def _last_term(place: Place) -> Item | None:
    """Give the last term of the sentence, or of the one before it."""
    terms = (item for item in reversed(place.items) if item.kind.name == "duration")
    last = next(terms, None)
    return last if last is not None and last.at >= place.at - 1 else None


def term_for(amount: Amount, place: Place) -> Kind | None:
    """Read those a length of time is told for: "Five years for two smugglers" were convicted."""
    low, at = amount.sentence.low, amount.begin - 1
    last = place.here[-1] if place.here else None
    if last is None or at < 1 or low[at] != "for" or amount.noun not in _SENTENCED:
        return None
    term = last.amount.is_time and last.amount.end == at and last.amount.begin == 0
    return Kind("convictions", "convict", STRONG) if term else None


def term_before(amount: Amount, place: Place, words: Lexicon) -> Item | None:
    """Read a term without its unit: "the first to sixteen years, the second to eleven", "he received eight"."""
    if amount.noun != "bare" or amount.is_part or not goes_on_term(amount, place, words):
        return None
    before = _last_term(place)
    assert before is not None
    value = amount.number.value
    if before.amount.unit not in ("year", "month") or not value or value > _LONGEST_TERM:
        return None
    amount.unit, amount.is_time = before.amount.unit, True
    return Item(amount, Kind("duration"), place.at, 1, True)


def share_nouns(amounts: list[Amount]) -> None:
    """Give a number the noun of the one it is joined to: "11 900 and 29 700 crossings"."""
    for one, two in pairwise(amounts):
        low, end = one.sentence.low, one.number.end
        spans = low[max(0, one.begin - 1) : one.begin] == ["from"] and low[end : end + 1] == ["to"]
        if spans and two.begin == end + 1 and two.unit == "percent" and not one.unit:
            one.unit = "percent"  # "from 11 to 17 per cent"
        joined = low[end : end + 1] in (["and"], ["or"]) and two.begin == end + 1
        told = two.noun not in ("bare", "unknown") and not two.unit
        if joined and two.is_time and one.noun == "bare" and not one.unit:
            one.unit, one.is_time = two.unit, True  # "fourteen and eleven years"
        if joined and told and one.noun == "bare" and not one.unit:
            one.noun, one.noun_begin, one.noun_end = two.noun, one.end, one.end


def terms(amounts: list[Amount]) -> list[Amount]:
    """Join years and months of one term; put the amounts in the order of the text."""
    joined: list[Amount] = []
    for amount in sorted(amounts, key=lambda a: a.number.begin):
        one = joined_terms(joined[-1], amount) if joined else None
        if one:
            joined[-1] = one
        else:
            joined.append(amount)
    return joined


def apart(amounts: list[Amount]) -> list[Amount]:
    """Leave out amounts that stand inside another one: "($7,732)" behind "€7 000", "more than half" before "(52%)"."""
    kept: list[Amount] = []
    for amount in amounts:
        inside = kept and kept[-1].converted and amount.number.end <= kept[-1].end
        if kept and _is_said_again(kept[-1], amount):
            kept[-1] = amount
        elif not inside:
            kept.append(amount)
    return kept


def _is_said_again(share: Amount, amount: Amount) -> bool:
    """Say whether a percentage in brackets says exactly what the words before it say roughly: "half (52%)"."""
    low, at = amount.sentence.low, amount.begin
    words = share.number.shape == "share" and amount.number.shape == "digits"
    both = share.unit == amount.unit == "percent"
    return words and both and at > 0 and low[at - 1] == "(" and share.end == at - 1
