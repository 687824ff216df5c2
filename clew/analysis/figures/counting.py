"""What a count counts, in its place: its label, its verb, the figure it continues, its noun."""

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.antecedents import (
    beside_migrants,
    in_apposition,
    keeps_sort,
    known_by_number,
    same_verb,
    there_are,
)
from clew.analysis.figures.bare import Bare
from clew.analysis.figures.carried_or_found import CARRYING, is_claimed, is_found, sets_out
from clew.analysis.figures.continuing import Continuing, from_before
from clew.analysis.figures.items import OF_PERSONS, Item, Place, continued, in_brackets
from clew.analysis.figures.kinds import FAIR, PEOPLE, STRONG, CountKinds, Kind
from clew.analysis.figures.left_labels import LeftLabels, is_row
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.main_verbs import then_held
from clew.analysis.figures.outcomes import NOTICED, is_helped
from clew.analysis.figures.questions import Asked
from clew.analysis.figures.shapes import (
    among_victims,
    goes_on_listed,
    is_average,
    is_denied,
    is_linked,
    is_of_form,
    is_other,
    is_rate,
    is_undocumented,
    is_whole,
    noun_on_the_left,
    place_near,
    predicate,
    serves,
    size,
    thing_held,
)
from clew.analysis.figures.terms import term_for

_NETWORK = frozenset(("groups", "suspects", "crew", "defendants"))
_FINDING = frozenset(("catch", "detain", "check", "arrive", "prevent"))
_ACTS = frozenset(("arrests", "convictions", "charges", "deaths"))
"""Nouns that are themselves what happened: "31 of the arrests" are no further ones."""
_SETTLES = frozenset(("convict", "charge", "acquit", "die"))
"""What may be said of some of those arrested and makes something else of them."""
_TOLD_OF = 3
"""How many sentences of a text go on with its title."""
_TOPIC = 500
"""How many letters before a number its text speaks of victims."""
_STATES = frozenset(("exploit",))
"""What verbs say of the lot of people: told of some of those freed, it makes no others of them."""
_OF_VICTIMS = frozenset(("victims_identified", "victims_safeguarded"))
_PREDICATES = frozenset(("victims",))
"""What those counted may be said to be, and are then counted as."""


class Counting:
    """Decides what counts count, in one language.

    Attributes:
        asked: what the question before asks for, if there is one.
    """

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        self.asked: Asked | None = None
        self._kinds = CountKinds(words)
        self._continuing = Continuing(words)
        self._labels = LeftLabels(words, self._kinds)
        self._bare = Bare(words, self._kinds, self._continuing)

    def item(self, amount: Amount, place: Place) -> Item | None:
        """Give the item of a count, or None if it counts nothing."""
        bracket = in_brackets(amount)
        if (whole := self._continuing.listed_part(amount, place)) is not None:
            return continued(amount, whole, place.at, False)
        if amount.noun == "bare" and (label := self._labels.read(amount, place)):
            amount.noun, kind = label
            return Item(amount, kind, place.at)
        if told := self._of_those(amount, place):
            return Item(amount, told, place.at)
        if amount.noun == "bare" and place.listed and is_row(amount):
            return continued(amount, place.listed, place.at, False)
        if bracket and amount.noun in ("bare", "unknown") and place.here:
            before = next((i for i in reversed(place.here) if i.amount.unit != "percent"), None)
            before = before or (from_before(amount, place, 2) if amount.noun == "bare" else None)
            return continued(amount, before, place.at, bracket) if before else None
        if phrase := self._set_phrase(amount, place):
            return Item(amount, phrase, place.at)
        if amount.noun == "bare" and not noun_on_the_left(amount, self._words):
            return self._bare.item(amount, place, bracket, self.asked)
        last = place.here[-1] if place.here else None
        of_persons = last is not None and last.kind.name in OF_PERSONS and amount.noun != "others"
        if last and bracket and amount.noun in self._words.things and of_persons:
            return continued(amount, last, place.at, bracket)
        return self._named(amount, place)

    def _of_those(self, amount: Amount, place: Place) -> Kind | None:
        """Read "seven of those arrested": the participle says who they are."""
        low, at = amount.sentence.low, amount.end
        if not amount.is_part or amount.noun not in ("bare", "unknown"):
            return None
        told = (at, at - 1) if amount.noun == "unknown" else (at, at + 1)
        for here in told:
            for _, says in self._words.cues.all_at(low, here) if here < len(low) else ():
                name = self._words.frames.get((says, "bare"))
                those = {low[here - 1], low[here - 2]} & self._words.grammar.nominal
                if name and those and low[here] not in self._words.cue_nouns:
                    amount.noun = "bare"
                    others = [c for c in place.cues if c.begin > here + 1 or c.end <= amount.begin]
                    own = self._kinds.by_verb(amount, others, [], "bare")
                    settles = own.cue in _SETTLES and own.strength >= STRONG
                    return own if settles else Kind(name, says, 95.0)
        return None

    def _set_phrase(self, amount: Amount, place: Place) -> Kind | None:
        if kind := size(amount, self._words) or term_for(amount, place):
            return kind
        if is_whole(amount, place.here) or is_denied(amount, self._words):
            return known_by_number(amount, place) or self._kinds.by_noun(amount, amount.noun)
        is_mean = is_rate(amount, self._words) or is_average(amount, self._words)
        return Kind("other") if is_mean else None

    def _named(self, amount: Amount, place: Place) -> Item:
        """Decide a count whose noun is told."""
        self._sort(amount, place)
        kind = self._by_verb(amount, place)
        if described := self._described(amount, kind, place):
            return described
        if part := self._part(amount, kind, place):
            return part
        if not kind.name and amount.noun not in ("people", "minors", "unknown"):
            name = self._words.frames.get((place.carried, amount.noun), "")
            kind = Kind(name, place.carried, FAIR) if name else kind
        if kind.strength < STRONG and (known := self._beside(amount, kind, place)):
            return known
        if amount.noun == "suspects" and not kind.name and beside_migrants(place):
            return Item(amount, Kind("arrests"), place.at)
        if not kind.name and amount.noun == "migrants" and self._is_of_network(amount, place):
            kind = Kind("migrants_smuggled")
        if not kind.name and amount.noun in PEOPLE and is_of_form(amount, self._words):
            kind = Kind("victims_identified")
        return Item(
            amount, kind if kind.name else self._kinds.by_noun(amount, amount.noun), place.at
        )

    def _sort(self, amount: Amount, place: Place) -> None:
        """Give *amount* the class of noun that what stands beside it makes of its own."""
        if amount.noun in PEOPLE and (told := in_apposition(amount, self._words)):
            amount.noun = told
        if amount.noun in ("people", "demonym") and is_undocumented(amount, self._words):
            amount.noun = "migrants"
        if self._in_training(amount, place):
            amount.noun = "participants"

    def _by_verb(self, amount: Amount, place: Place) -> Kind:
        """Give the kind a verb gives; people carried and workers come upon may be found, or victims."""
        yields = any(c.says == "seize" and c.end == amount.begin for c in place.cues)
        held = None if yields else thing_held(amount, place.here, self._words)
        kind = held or self._kinds.by_verb(amount, place.cues, place.others, amount.noun)
        kind = then_held(kind, place.cues, amount.sentence.low, amount.noun, self._words)
        if kind.cue in CARRYING and is_found(kind.cue, amount, place.cues, self._words):
            return Kind("migrants_detected", kind.cue, kind.strength)
        if kind.cue == "catch" and self._is_exploited(amount):
            return Kind("victims_identified", kind.cue, kind.strength)
        return kind

    def _part(self, amount: Amount, kind: Kind, place: Place) -> Item | None:
        """Give a count that goes on from another one: a part of it, a sort listed behind it."""
        if amount.is_part and amount.noun in ("others", "vehicles", "boats", "sites", "flights"):
            return Item(amount, kind if kind.name.startswith("seized") else Kind("other"), place.at)
        own = self._words.defaults.get(amount.noun) == amount.noun and amount.noun in _ACTS
        if amount.is_part and own and not place_near(amount, self._words):
            return Item(amount, Kind("other"), place.at)
        weak = kind.strength < STRONG
        listed = weak and amount.noun in ("suspects", "crew")
        if listed and goes_on_listed(amount, place.here, self._words):
            return continued(amount, place.here[-1], place.at, False)
        linked = weak and amount.noun in PEOPLE and is_linked(amount, place.here, self._words)
        if not (amount.is_part or linked):
            return None
        before = self._continuing.whole_of(amount, place)
        if before and self._is_of_things(amount, before):
            return None
        stronger = before and (before.kind.strength >= kind.strength or amount.is_part)
        own_verb = amount.is_part and not weak and not keeps_sort(amount, kind.cue)
        if before and (not kind.name or stronger) and not own_verb:
            return continued(amount, before, place.at, False)
        return None

    def _is_of_things(self, amount: Amount, before: Item) -> bool:
        """Say whether a part names things that those counted before are not: "in 11 of the transports"."""
        of = amount.sentence.low[amount.number.end + 1 : amount.number.end + 2]
        things = self._words.things - {before.amount.noun, "unknown"}
        return amount.noun in things and bool(of) and of[0] in self._words.the

    def _beside(self, amount: Amount, kind: Kind, place: Place) -> Item | None:
        """Give a count without a strong verb what those beside it have, or the question before it asks for."""
        if serves(amount, self._words):
            return Item(amount, Kind("officers"), place.at)
        if is_other(amount, self._words):
            return Item(amount, Kind("other"), place.at)
        if before := same_verb(amount, place):
            return continued(amount, before, place.at, False)
        if amount.noun not in PEOPLE:
            return None
        if known := known_by_number(amount, place):
            return Item(amount, known, place.at)
        helped = not kind.name and is_helped(amount, place.cues, place.others, self._words)
        if helped and self._is_of_victims(amount):
            return Item(amount, Kind("victims_safeguarded"), place.at)
        if not kind.name and amount.noun == "minors" and (whole := there_are(amount, place)):
            return Item(amount, Kind(whole.kind.name), place.at)
        if self.asked and not kind.name and amount.sentence.line == self.asked.line:
            for noun, name in self.asked.kinds:
                if noun == "victims":
                    return Item(amount, Kind(name), place.at)
        return None

    def _is_exploited(self, amount: Amount) -> bool:
        """Say whether those found are workers or women of a text on victims, and not on a journey."""
        low = amount.sentence.low
        sorts = self._words.grammar.exploited_sorts
        if sorts.isdisjoint(low[amount.noun_begin : amount.noun_end]):
            return False
        heads = (self._words.heads.at(low, at) for at in range(len(low)))
        moved = any(head is not None and head[1] in ("vehicles", "boats") for head in heads)
        return not moved and self._is_of_victims(amount)

    def _is_of_victims(self, amount: Amount) -> bool:
        """Say whether victims are spoken of in the title or shortly before."""
        sentence = amount.sentence
        title, _, _ = sentence.text.lstrip().partition("\n")
        near = sentence.text[max(0, sentence.starts[amount.begin] - _TOPIC) : sentence.ends[-1]]
        spoken = f"{title[:_TOPIC]} {near}".lower()
        return any(word in spoken for word in self._words.grammar.topic)

    def _in_training(self, amount: Amount, place: Place) -> bool:
        """Say whether officers are those of a course told in their sentence."""
        low = amount.sentence.low
        if amount.noun != "officers":
            return False
        for at in range(len(low)):
            head = self._words.heads.at(low, at)
            if head and head[1] == "trainings" and not self._is_of_others(amount, at, place):
                return True
        deployed = any(cue.says == "deploy" for cue in place.cues)
        return not deployed and place.at < _TOLD_OF and self._titled_training(amount)

    def _titled_training(self, amount: Amount) -> bool:
        """Say whether the text is about a course by its title, which its first sentences go on with."""
        text = amount.sentence.text.lstrip()
        title = [word.lower() for word in text[: text.find("\n")].split()]
        heads = (self._words.heads.at(title, at) for at in range(len(title)))
        return any(head is not None and head[1] == "trainings" for head in heads)

    def _is_of_others(self, amount: Amount, at: int, place: Place) -> bool:
        """Say whether a course is told of others: "deployed 64 experts, and 35 officers took a course"."""
        staff = ("officers", "participants")
        return any(amount.noun_end <= o.begin < at and o.noun in staff for o in place.others)

    def _described(self, amount: Amount, kind: Kind, place: Place) -> Item | None:
        """Read people said to be something ("two minors were among the victims"), or of a lot they share."""
        weak = kind.strength < STRONG or kind.cue in NOTICED
        may_be = weak and amount.noun in PEOPLE | {"unknown", "migrants"}
        told = predicate(amount, self._words) if may_be else ""
        told = told or ("victims" if may_be and among_victims(amount, self._words) else "")
        if told in _PREDICATES:
            name = self._kinds.by_noun(amount, told).name
            return Item(amount, Kind(name, "be", STRONG), place.at)
        if kind.cue in _STATES and amount.is_part:
            whole = self._continuing.whole_of(amount, place)
            if whole and whole.kind.name in _OF_VICTIMS:
                return continued(amount, whole, place.at, False)
        return None

    def _is_of_network(self, amount: Amount, place: Place) -> bool:
        """Say whether migrants are told of a network: "the ring took payments for 1,450 migrants"."""
        low = amount.sentence.low
        heads = (self._words.heads.at(low, at) for at in range(amount.begin))
        acts = any(head is not None and head[1] in _NETWORK for head in heads)
        acts = acts or is_claimed(amount, self._words)
        if sets_out(amount, self._words):
            return not is_found("carry", amount, place.cues, self._words)
        return acts and not any(cue.says in _FINDING for cue in place.cues)
