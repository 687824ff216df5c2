"""What a sum of money, a percentage or a length of time says in a report."""

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.cues import Cue
from clew.analysis.figures.governing import pull
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.numbers import Number
from clew.analysis.figures.pay import is_lump_pay, is_ransom, named_behind
from clew.analysis.figures.phrases import Phrases

_REACH = 22
_FAR_TAKEN = 4
_LEAST_PROCEEDS = {"day": 200, "month": 1_000}
"""Below this a sum a day or a month is no network's income."""
_A_WEEK = (["a", "week"], ["per", "week"], ["each", "week"])
_BESIDE = 4
"""Within how many words a word for pay or damage says what a sum per person is."""
_KEPT_IN = 4
_TO_CHANGE = 5
_WAY = 8
_IN_NO_POCKET = 1_000_000
"""From this on a sum confiscated is taken for property, not for notes found on somebody."""
_EARNER = 6
_LEAST_EARNED = 500
LARGEST_FEE = 50_000
"""Above this, in euros, a sum "for" a transport is taken for all of it, not for one person."""


def nearest(amount: Amount, phrases: Phrases, behind: float = 1.6) -> tuple[float, str]:
    """Give the distance in words and the meaning of the nearest phrase; behind counts more."""
    low = amount.sentence.low
    best = (float(_REACH + 1), "")
    for at in range(max(0, amount.begin - _REACH), min(len(low), amount.end + _REACH)):
        if amount.begin <= at < amount.number.end or not (found := phrases.at(low, at)):
            continue
        end, meaning = found
        if at < amount.begin:
            distance = float(amount.begin - end) + 4 * low[end : amount.begin].count(";")
        else:
            distance = behind * max(at - amount.number.end, 0) + 1.5
            distance += 6 * sum(word in ";." for word in low[amount.end : at])
        if distance < best[0]:
            best = (distance, meaning)
    return best


def money_kind(amount: Amount, cues: list[Cue], others: list[Amount], words: Lexicon) -> str:
    """Say whether a sum is a fee, proceeds, seized cash, something else of worth, or other."""
    if amount.noun == "cash":
        return "seized_cash"
    if is_lump_pay(amount, words) or is_ransom(amount, words):
        return "other"
    if named := named_behind(amount, words):
        return named
    return _by_words(amount, cues, others, words)


def _by_words(amount: Amount, cues: list[Cue], others: list[Amount], words: Lexicon) -> str:
    """Give the kind the words around a sum tell."""
    distance, meaning = nearest(amount, words.money)
    if amount.per == "person":
        return "other" if meaning == "other" and distance < _BESIDE else "fee"
    if amount.per is not None:
        top = amount.number.value or amount.number.high or 0
        if top < _LEAST_PROCEEDS.get(amount.per, 0) or _is_pay(amount, words):
            return "other"  # a wage, a rent
        return "other" if meaning in ("other", "fee") and distance < 6 else "proceeds"
    if amount.sentence.low[amount.end : amount.end + 2] in _A_WEEK:
        return "proceeds" if (amount.number.value or 0) > _LEAST_PROCEEDS["month"] else "other"
    taken = max(
        (
            pull(c, amount, others, words)
            for c in cues
            if c.says == "seize" and not _is_believed(amount, c, words)
        ),
        default=0.0,
    )
    if any(_is_believed(amount, c, words) and 0 <= amount.begin - c.end < _FAR_TAKEN for c in cues):
        return "proceeds"
    frozen = max((pull(c, amount, others, words) for c in cues if c.says == "freeze"), default=0.0)
    gap = (97.0 - max(taken, frozen)) if max(taken, frozen) >= 50 else 99.0
    worth = not words.grammar.worth.isdisjoint(
        amount.sentence.low[max(0, amount.begin - 2) : amount.begin]
    )
    if gap <= distance or meaning in ("seized", "frozen") or (worth and max(taken, frozen) >= 50):
        return _taken_kind(amount, frozen > taken, meaning, words)
    if meaning == "fee" and _top(amount) > largest_fee(amount, words):
        return "other"
    low = amount.sentence.low
    at_price = amount.begin > 0 and low[amount.begin - 1] == "at" and distance > _FAR_TAKEN
    put_at = at_price and meaning == "other" and low[amount.begin - 2] in words.grammar.put
    at_price = at_price and not put_at
    if meaning == "proceeds" and _is_pay(amount, words):
        return "other"
    if meaning in ("fee", "proceeds", "other") and not at_price:
        return meaning
    if amount.begin and low[amount.begin - 1] in words.grammar.paid_for:
        return "fee" if _top(amount) <= largest_fee(amount, words) else "proceeds"
    return ""


def largest_fee(amount: Amount, words: Lexicon) -> float:
    """Give the largest price of one person in the currency of *amount*."""
    return LARGEST_FEE * words.price_scale.get(amount.unit or "", 1.0)


def _top(amount: Amount) -> float:
    return amount.number.value or amount.number.high or 0.0


def _is_pay(amount: Amount, words: Lexicon) -> bool:
    """Say whether a sum earned is one man's pay: "a driver could make EUR 3,000", or too small for a network."""
    low = amount.sentence.low
    lead = (words.heads.at(low, at) for at in range(max(0, amount.begin - _EARNER), amount.begin))
    heads = [head[1] for head in lead if head is not None]
    top = amount.number.value or amount.number.high or 0
    return top < _LEAST_EARNED or (bool(heads) and heads[-1] == "crew" and top < LARGEST_FEE)


def _is_believed(amount: Amount, cue: Cue, words: Lexicon) -> bool:
    """Say whether a taking is a guess, and so no seizure: "is thought to have taken 700,000"."""
    before = amount.sentence.low[max(0, cue.begin - 2) : cue.begin]
    return cue.says == "seize" and " ".join(before) in words.grammar.believed


def _taken_kind(amount: Amount, is_frozen: bool, meaning: str, words: Lexicon) -> str:
    low = amount.sentence.low
    before = low[max(0, amount.begin - 4) : amount.begin]
    near = low[max(0, amount.begin - 12) : amount.end + 6]
    if is_no_cash(amount, words):
        return "seized_other"
    if any(word in words.grammar.property for word in near) and "cash" not in near:
        return "seized_other"
    is_judged = not words.grammar.judged.isdisjoint(low) or _top(amount) >= _IN_NO_POCKET
    confiscated = tuple(words.grammar.confiscated)
    if is_judged and "cash" not in near and any(word.startswith(confiscated) for word in near):
        return "seized_other"
    if is_frozen or meaning == "frozen" or not words.grammar.worth.isdisjoint(before):
        return "seized_other"
    return "seized_cash"


def is_no_cash(amount: Amount, words: Lexicon) -> bool:
    """Say whether a sum is kept in something else than notes: "EUR 38,000 in cryptocurrency"."""
    kept_in = amount.sentence.low[amount.end : amount.end + _KEPT_IN]
    return kept_in[:1] in (["in"], ["of"]) and not words.grammar.virtual.isdisjoint(kept_in)


def _is_reached(amount: Amount, words: Lexicon) -> bool:
    """Say whether a share is told that another one rose or fell to: "from 11 to 17 per cent"."""
    low, at = amount.sentence.low, amount.number.begin - 1
    opens = at > 0 and low[at] == "from" and low[amount.end : amount.end + 1] == ["to"]
    if at < 1 or not (opens or low[at] == "to"):
        return False
    changes = any(words.change.at(low, here) for here in range(max(0, at - _TO_CHANGE), at))
    return changes and not any(low[here] == "by" for here in range(max(0, at - 3), at))


def percent_kind(amount: Amount, words: Lexicon) -> tuple[str, int]:
    """Say whether a percentage is a change or a share, and the sign of a change."""
    if amount.number.shape != "multiple" and _is_reached(amount, words):
        return "share", 1
    return _by_change(amount, words)


def _by_change(amount: Amount, words: Lexicon) -> tuple[str, int]:
    low, begin, end = amount.sentence.low, amount.begin, amount.end
    grammar, first = words.grammar, low[begin]
    if first in "+−-–":
        return "percent_change", 1 if first == "+" else -1
    if amount.number.shape == "multiple":
        return "percent_change", 1
    after = low[end : end + 4]
    if after[:2] == ["more", "than"] or after[:2] == ["less", "than"]:
        follows = range(end + 2, min(end + 5, len(low)))
        if any(words.currencies.at(low, here) for here in follows):
            after = []  # "41 per cent more than USD 5,000"
    for word in after:
        if word in grammar.up_after or word in grammar.down_after:
            return "percent_change", 1 if word in grammar.up_after else -1
        if word in words.stops or not word[0].isalpha():
            break
    reach = 14 if begin and low[begin - 1] == "by" else 7
    for at in range(begin - 1, max(-1, begin - reach), -1):
        found = words.change.at(low, at)
        if low[at] == "up" and (
            low[at - 1] in ("made", "make", "making", "set") or low[at + 1] == "to"
        ):
            continue
        if (
            found
            and low[at + 1] != "than"
            and not (
                low[at] in grammar.not_before and at > begin - 2 and low[at] not in ("up", "down")
            )
        ):
            return "percent_change", 1 if found[1] == "up" else -1
        if low[at] in (";", ".", "of") and low[at - 1 : at] != ["increase"] and low[at] != "of":
            break
    return "share", 1


def duration_kind(amount: Amount, words: Lexicon) -> str:
    """Say whether a length of time is that of an act, a sentence or a stay; else it counts nothing."""
    low = amount.sentence.low
    after = low[amount.end : amount.end + 1]
    hyphen = low[amount.number.end : amount.number.end + 1] == ["-"]
    if after and after[0] in words.grammar.no_duration:
        return ""
    distance, meaning = nearest(amount, words.lasting, behind=1.0)
    if meaning == "penalty" and distance < 6:
        return ""
    if amount.begin == 0 and after == ["for"] and amount.unit in ("month", "year"):
        return "duration"  # "Ten years for the captain"
    if amount.begin == 1 and low[0] == "for" and amount.unit in ("hour", "day", "week"):
        return "duration"  # "For four days coast guards trained together"
    if hyphen and amount.unit != "hour":
        return "duration"
    if amount.unit in ("minute", "hour") and _is_way_in(amount, words):
        return "duration"
    return "duration" if meaning == "what" and distance <= 7 else ""


def _is_way_in(amount: Amount, words: Lexicon) -> bool:
    """Say whether a way was made in so long: "had come from Gevgelija in two hours"."""
    low, at = amount.sentence.low, amount.begin - 1
    lead = low[max(0, at - _WAY) : max(at, 0)]
    return at > 0 and low[at] == "in" and not words.grammar.ways.isdisjoint(lead)


def joined_terms(first: Amount, second: Amount) -> Amount | None:
    """Join two terms to one in months: "three years and three months", "six months to four years".

    None if they do not belong together.
    """
    low = first.sentence.low
    between = low[first.end : second.begin]
    opened = low[max(0, first.begin - 1) : first.begin] == ["between"]
    is_span = between == ["to"] or (opened and between == ["and"])
    if (first.unit, second.unit) == ("month", "year") and is_span:
        bottom, top = first.number.value, second.number.value
        if bottom is None or top is None or bottom >= 12 * top:
            return None
        span = Number(first.number.begin, second.number.end, None, bottom, top * 12)
        return Amount(first.sentence, span, first.begin, second.end, "month", is_time=True)
    if first.unit != "year" or second.unit != "month" or between not in (["and"], [","], [], ["-"]):
        return None
    if first.number.value is None or second.number.value is None:
        return None
    another = first.per or first.number.value % 1 or second.number.value >= 12
    if between == [","] and another:
        return None  # "three years each, eighteen months of it suspended"
    value = first.number.value * 12 + second.number.value
    number = Number(first.number.begin, second.number.end, value)
    return Amount(
        first.sentence, number, first.begin, second.end, "month",
        is_time=True, per=second.per, qualifier=first.qualifier,
    )  # fmt: skip
