"""Labels that stand left of their number: "Facilitators arrested: 288", "Deaths | 23", "Sea: 31 (44)"."""

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.antecedents import beside_migrants
from clew.analysis.figures.items import BULLETS, Place
from clew.analysis.figures.kinds import STRONG, CountKinds, Kind
from clew.analysis.figures.lexicon import Lexicon

_LABEL_REACH = 10
_LABEL_ENDS = frozenset((";", ".", ":", "|", "(", ")", ","))


class LeftLabels:
    """Reads labels, in one language."""

    def __init__(self, words: Lexicon, kinds: CountKinds) -> None:
        self._words = words
        self._kinds = kinds

    def read(self, amount: Amount, place: Place) -> tuple[str, Kind] | None:
        """Read a label on the left: "Facilitators arrested: 288", "Deaths | 23", "passports (31)"."""
        low, at = amount.sentence.low, amount.begin - 1
        if at < 1 or not (low[at] in (":", "|", "(", "=") or _is_dash_alone(amount)):
            return None
        strong = self._kinds.by_verb(amount, place.cues, [], "bare").strength >= STRONG
        begin = _label_begin(low, at)
        if low[at] == "(":
            found = self._words.heads.ending(low, at)
            if not found or amount.end >= len(low) or low[amount.end] != ")":
                return None
            begin = found[0]
        elif (
            low[at] == ":"
            and place.here
            and not {";", ".", ","} & set(low[place.here[-1].amount.end : at])
        ) or (low[at] == ":" and any(begin <= i.amount.number.begin < at for i in place.here)):
            return None
        heads = self._heads(low, begin, at)
        if strong:
            told = [(n, self._kinds.by_verb(amount, place.cues, [], n)) for n in heads]
            return next(((n, kind) for n, kind in told if kind.strength >= STRONG), None)
        says = [cue.says for cue in place.cues if begin <= cue.begin < at]
        for noun in sorted(heads, key=lambda noun: noun != "crossings"):
            for cue in says:
                if name := self._words.frames.get((cue, noun)):
                    return noun, Kind(name, cue, 95.0)
        if heads and heads[0] == "suspects" and beside_migrants(place):
            return heads[0], Kind("arrests")
        return (heads[0], self._kinds.by_noun(amount, heads[0])) if heads else None

    def _heads(self, low: list[str], begin: int, end: int) -> list[str]:
        """Give the classes of the nouns of a label; of nouns side by side the last one counts.

        A label that opens with a preposition says where its number was, not of what: "inside the country: 3 775".
        """
        if low[begin] in self._words.grammar.opening:
            return []
        found = [(i, head) for i in range(begin, end) if (head := self._words.heads.at(low, i))]
        begins = {at for at, _ in found}
        return [
            noun for at, (after, noun) in found
            if after not in begins and low[at] not in self._words.grammar.single_places
        ]  # fmt: skip


def _is_dash_alone(amount: Amount) -> bool:
    """Say whether a dash parts a label from its number, which ends the line: "Arrested – 57"."""
    sentence, at = amount.sentence, amount.begin - 1
    apart = not sentence.is_glued(at) and not sentence.is_glued(amount.begin)
    return (
        sentence.low[at] in BULLETS and at > 0 and apart
        and (amount.end >= len(sentence.low) or sentence.low[amount.end] in ".;,")
    )  # fmt: skip


def is_row(amount: Amount) -> bool:
    """Say whether a line is but a name and its number, perhaps with another one in brackets: "Sea: 31 (44)"."""
    low = amount.sentence.low
    after = low[amount.number.end :]
    return (
        amount.sentence.is_first and amount.begin > 1 and low[amount.begin - 1] in ":|–"
        and (not after or after[0] == "(" or after == ["."])
    )  # fmt: skip


def _label_begin(low: list[str], at: int) -> int:
    begin = at
    while begin > 0 and at - begin < _LABEL_REACH and low[begin - 1] not in _LABEL_ENDS:
        begin -= 1
    return begin
