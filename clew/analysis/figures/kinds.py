"""What kind of fact a count is: the class of its noun, and the verb that governs it.

The strongest verb that fits the class of the noun decides; a number whose noun is left out ("6 in
Hungary") takes the kind of the figure it continues; else the class of the noun alone decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.cues import Cue, pull
from clew.analysis.figures.lexicon import Lexicon

STRONG = 82.0
"""From this pull on, a verb decides for a number without a noun."""
FAIR = 45.0
"""From this pull on, a verb decides for a noun it fits."""
PEOPLE = frozenset(("people", "minors", "demonym"))
_ADJACENT = 90.0
_ENOUGH = 60.0
_SETTLES = frozenset(("catch", "detain", "rescue", "arrest", "die"))
_BETWEEN = 4.0
"""How much less a verb says for each nearer one."""


@dataclass(slots=True)
class Kind:
    """A kind and how it was come by.

    Attributes:
        name: the kind; empty when the number counts nothing.
        cue: what the deciding verb says; empty if none decided.
        strength: the verb's pull.
        inherited: index of the figure it continues, or -1.
    """

    name: str
    cue: str = ""
    strength: float = 0.0
    inherited: int = -1


class CountKinds:
    """Decides the kinds of counts in one language."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words

    def by_verb(self, amount: Amount, cues: Sequence[Cue], others: list[Amount], noun: str) -> Kind:
        """Give the kind the strongest fitting verb gives to a noun of class *noun*."""
        best = Kind("")
        noun = "suspects" if noun == "crew" else noun
        for cue in cues:
            name = self._words.frames.get((cue.says, noun))
            if name is None:
                continue
            strength = pull(cue, amount, others, self._words)
            if strength > best.strength:
                strength -= _BETWEEN * self._between(cue, cues, amount, noun)
            if cue.says == "identify" and name == "suspects" and self._as_victims(amount, cue):
                name = "victims_identified"
            if (
                name == "migrants_detected"
                and cue.says == "detain"
                and self._as_suspects(amount, cue)
            ):
                name = "arrests"
            if noun == "unknown" and cue.begin > amount.begin + 5 and cue.says == "seize":
                continue
            if noun == "unknown" and amount.sentence.low[amount.begin - 1 : amount.begin] == ["of"]:
                continue  # "stamps of five consulates"
            if noun == "unknown" and strength < self._least_for_unknown(cue):
                continue
            if strength > best.strength:
                best = Kind(name, cue.says, strength)
        if best.cue == "carry":
            best = self._settled(best, amount, cues, others, noun)
        return best if best.strength >= FAIR else Kind("")

    def _settled(
        self, carried: Kind, amount: Amount, cues: Sequence[Cue], others: list[Amount], noun: str
    ) -> Kind:
        """Give what became of people aboard where that is told: "38 migrants aboard a boat were apprehended"."""
        for cue in cues:
            name = self._words.frames.get((cue.says, noun))
            if name and cue.says in _SETTLES and cue.before and not cue.is_noun:
                strength = pull(cue, amount, others, self._words)
                if strength >= _ENOUGH:
                    return Kind(name, cue.says, strength)
        return carried

    def _between(self, cue: Cue, cues: Sequence[Cue], amount: Amount, noun: str) -> int:
        """Count the verbs that stand nearer before *amount* and fit it as well."""
        return sum(
            cue.end <= other.begin and other.end <= amount.begin and other.after
            and other.says != cue.says and (other.says, noun) in self._words.frames
            for other in cues
        )  # fmt: skip

    def _as_victims(self, amount: Amount, cue: Cue) -> bool:
        """Say whether those identified are told to be victims: "eleven were recognised as victims"."""
        low = amount.sentence.low
        found = (self._words.heads.at(low, i) for i in range(cue.end, min(cue.end + 6, len(low))))
        return any(head is not None and head[1] == "victims" for head in found)

    def _least_for_unknown(self, cue: Cue) -> float:
        return 50.0 if cue.says == "seize" else _ADJACENT

    def by_noun(self, amount: Amount, noun: str) -> Kind:
        """Give the kind of the noun's class alone."""
        if noun == "checks":
            return Kind(self._checks(amount))
        if noun == "searches" and self._in_databases(amount):
            return Kind("other")
        return Kind(self._words.defaults.get(noun, "other"))

    def _in_databases(self, amount: Amount) -> bool:
        after = amount.sentence.low[amount.noun_end : amount.noun_end + 6]
        return any(word.startswith(tuple(self._words.grammar.registers)) for word in after)

    def _checks(self, amount: Amount) -> str:
        low = amount.sentence.low
        near = low[amount.number.end : amount.noun_end + 4]
        near = near[
            : next((at for at, word in enumerate(near) if word in (":", ",", "(")), len(near))
        ]
        for at in range(len(near)):
            found = self._words.heads.at(near, at)
            kind = found and self._words.frames.get(("check", found[1]))
            if kind:
                return kind
            if near[at] in self._words.grammar.of_persons:
                return "checks_persons"
        return "other"

    def _as_suspects(self, amount: Amount, cue: Cue) -> bool:
        """Say whether those held are suspects: "two Ukrainians were detained as suspected skippers"."""
        return not self._words.grammar.suspicion.isdisjoint(
            amount.sentence.low[cue.end : cue.end + 8]
        )
