"""What kind of fact a count is: the class of its noun, and the verb that governs it.

The strongest verb that fits the class of the noun decides; a number whose noun is left out ("6 in
Hungary") takes the kind of the figure it continues; else the class of the noun alone decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.cues import Cue
from clew.analysis.figures.governing import pull
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.outcomes import outcome

STRONG = 82.0
"""From this pull on, a verb decides for a number without a noun."""
FAIR = 45.0
"""From this pull on, a verb decides for a noun it fits."""
PEOPLE = frozenset(("people", "minors", "demonym"))
_ADJACENT = 90.0
_ENOUGH = 60.0
_SETTLES = frozenset(("catch", "detain", "rescue", "arrest", "die"))
_OF_LAW = frozenset(("arrest", "charge", "convict", "detain", "custody", "prison"))
_ANYBODY = frozenset(("people", "demonym", "minors", "bare"))
_CLAUSE = 4
"""How many words of "who were transporting" tell that those caught are no migrants."""
_LINE, _LEAD = 160, 40
"""How many letters before a sentence its line is read, and before the words for a crossing who helped with it."""
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
            if name is None or (cue.says == "cross" and self._is_of_clause(amount)):
                continue
            strength = pull(cue, amount, others, self._words)
            if strength > best.strength:
                strength -= _BETWEEN * self._between(cue, cues, amount, noun)
            if self._is_too_weak(strength, cue, amount, noun):
                continue
            if strength > best.strength:
                best = Kind(self._in_context(name, amount, cue, noun), cue.says, strength)
        if best.cue == "carry":
            best = self._settled(best, amount, cues, others, noun)
        if best.strength >= FAIR:
            says = outcome(best.cue, amount, cues, others, noun, self._words)
            name = self._words.frames.get((says, noun), "") if says != best.cue else ""
            best = Kind(name, says, best.strength) if name else best
        return best if best.strength >= FAIR else Kind("")

    def _is_too_weak(self, strength: float, cue: Cue, amount: Amount, noun: str) -> bool:
        """Say whether a verb is not told of who stands there: "140 officers have taken 62 smugglers into custody"."""
        if noun == "officers":
            return cue.says in _OF_LAW and strength < STRONG
        far = cue.begin > amount.begin + 5 and cue.says == "seize"
        of_another = amount.sentence.low[amount.begin - 1 : amount.begin] == ["of"]
        weak = (
            far or of_another or strength < self._least_for_unknown(cue)
        )  # "stamps of five consulates"
        return noun == "unknown" and weak

    def _in_context(self, name: str, amount: Amount, cue: Cue, noun: str) -> str:
        """Give the kind that the words around a verb make of the one it gives by itself."""
        if name == "arrests" and noun in _ANYBODY and self._for_crossing(amount):
            name = "migrants_detected"
        if name == "suspects" and cue.says == "identify" and self._as_victims(amount, cue):
            return "victims_identified"
        if name != "migrants_detected":
            return name
        if cue.says in ("detain", "catch") and self._as_suspects(amount, cue):
            return "arrests"
        return "arrests" if cue.says == "arrest" and amount.is_part else name

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

    def _is_of_clause(self, amount: Amount) -> bool:
        """Say whether a clause on those counted follows: "212 persons who had entered illegally were found"."""
        behind = amount.sentence.low[max(amount.end, amount.noun_end) :][:1]
        return bool(behind) and behind[0] in self._words.grammar.relative

    def _for_crossing(self, amount: Amount) -> bool:
        """Say whether people are held for having crossed a border themselves, by the words of their line."""
        sentence, grammar = amount.sentence, self._words.grammar
        begin = max(sentence.text.rfind("\n", 0, sentence.begin), sentence.begin - _LINE)
        line = sentence.text[max(0, begin) : sentence.end].lower()
        for phrase in grammar.unlawful:
            at = line.find(phrase)
            if at >= 0:
                lead = line[max(0, at - _LEAD) : at]
                return not any(word.startswith(tuple(grammar.helping)) for word in lead.split())
        return False

    def _as_suspects(self, amount: Amount, cue: Cue) -> bool:
        """Say whether those held are suspects: "two Ukrainians were detained as suspected skippers"."""
        low, first = amount.sentence.low, min(amount.noun_end, cue.end)
        told = low[cue.end : cue.end + 8] + low[first : cue.begin]
        helped = tuple(self._words.grammar.helping)
        for_help = any(
            word == "for" and after.startswith(helped) and after.endswith("ing")
            for word, after in pairwise(told)
        )
        who = low[amount.noun_end : amount.noun_end + _CLAUSE]
        drives = who[:1] == ["who"] and any(
            word.endswith("ing") and word.startswith((*helped, *self._words.grammar.driving))
            for word in who
        )
        suspected = drives or not self._words.grammar.suspicion.isdisjoint(told)
        return amount.noun != "migrants" and (suspected or for_help)
