"""What a figure without a noun of its own, or with a vague one, goes back to: those told of before it."""

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.items import Item, Place
from clew.analysis.figures.kinds import PEOPLE, STRONG, Kind
from clew.analysis.figures.lexicon import Lexicon

_SORTS = {
    "arrests": "suspects", "charges": "suspects", "convictions": "suspects", "suspects": "suspects",
    "network_size": "suspects", "victims_identified": "victims", "victims_safeguarded": "victims",
    "migrants_detected": "migrants", "migrants_smuggled": "migrants",
}  # fmt: skip
_BACK = 2
"""How many sentences back those are told of whom a bare number counts some."""
_APART = 2
_COMES_TO_LIGHT = frozenset(
    ("catch", "seize", "smuggle", "carry", "deploy", "check", "arrive", "size")
)
"""Verbs of how things came about; a part told with them is of the sort its whole is."""


def sort_before(amount: Amount, items: list[Item], at: int) -> str:
    """Give the class of noun of those a bare number may count some of: "Sixteen members … Nine were picked up"."""
    value = amount.number.value
    for item in reversed(items):
        if item.at < at - _BACK:
            return ""
        if item.amount.unit or item.amount.is_money or item.in_brackets:
            continue
        sort = _SORTS.get(item.kind.name, "")
        whole = item.amount.number.value or item.amount.number.high
        if sort and whole and value and value <= whole:
            return sort
    return ""


def keeps_sort(amount: Amount, cue: str) -> bool:
    """Say whether a part is of the sort its whole is, whatever verb stands with it: "he found two of them"."""
    return amount.is_part and cue in _COMES_TO_LIGHT


def in_apposition(amount: Amount, words: Lexicon) -> str:
    """Give the class of the plural that a figure says the number of: "the victims – nine women and two men –"."""
    low, at = amount.sentence.low, amount.begin - 1
    if at < 1 or low[at] not in "-–—(,:":
        return ""
    found = words.heads.ending(low, at)
    if not found or found[1] not in ("victims", "suspects", "migrants", "defendants"):
        return ""
    begin = found[0]
    lead = low[max(0, begin - _APART) : begin]
    counted = any(words.is_numeral(word) for word in lead)
    return "" if counted or words.is_single(low[at - 1]) else found[1]


def known_by_number(amount: Amount, place: Place) -> Kind | None:
    """Give the kind of people told of before that "of the sixteen women" takes up by their number."""
    low, value = amount.sentence.low, amount.number.value
    if not (amount.is_definite or low[max(0, amount.begin - 2) : amount.begin] == ["of", "the"]):
        return None
    before = next(
        (i for i in reversed(place.items) if i.amount.number.value == value and not i.amount.unit),
        None,
    )
    known = before is not None and before.kind.name != "other"
    return Kind(before.kind.name) if before and known else None


def beside_migrants(place: Place) -> bool:
    """Say whether smugglers are counted beside migrants that were found: they were caught, too."""
    last = place.items[-1] if place.items else None
    return (
        last is not None and last.kind.name == "migrants_detected" and last.at >= place.at - 1
        and (not last.follows or last.in_brackets)
    )  # fmt: skip


def same_verb(amount: Amount, place: Place) -> Item | None:
    """Give the people a verb is told of, of whom others follow without it: "…, and on the 17th six Pakistanis"."""
    last = place.here[-1] if place.here else None
    if last is None or amount.noun not in PEOPLE or last.kind.strength < STRONG:
        return None
    begin, end = max(last.amount.end, last.amount.noun_end), amount.begin
    if last.amount.noun not in PEOPLE or begin >= end:
        return None
    between = amount.sentence.low[begin:end]
    after = [cue for cue in place.cues if begin <= cue.begin < end]
    own = [cue for cue in place.cues if cue.begin >= amount.end]
    joined = "and" in between or "," in between
    verbs_apart = all(cue.says == last.kind.cue for cue in after)
    return last if joined and verbs_apart and not own and ";" not in between else None
