"""What a count counts, in its place: its label, its verb, the figure it continues, its noun."""

from dataclasses import replace

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.antecedents import in_apposition, keeps_sort, sort_before
from clew.analysis.figures.items import (
    BULLETS,
    LEAST_SUM,
    OF_PERSONS,
    Item,
    Place,
    continued,
    in_brackets,
    like_money,
)
from clew.analysis.figures.kinds import FAIR, PEOPLE, STRONG, CountKinds, Kind
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.numbers import digits
from clew.analysis.figures.questions import Asked, answer
from clew.analysis.figures.shapes import (
    goes_on_listed,
    is_linked,
    is_rate,
    is_whole,
    noun_on_the_left,
    predicate,
    size,
    thing_held,
)

_SUBJECT_REACH = 22
_SUBJECTS = frozenset(
    (
        "crossings", "people", "migrants", "victims", "deaths", "arrests", "searches", "checks",
        "trainings", "others", "suspects", "vehicles", "boats",
    )
)  # fmt: skip
_NETWORK = frozenset(("groups", "suspects", "crew", "defendants"))
_FINDING = frozenset(("catch", "detain", "check", "arrive", "prevent"))
_ACTS = frozenset(("arrests", "convictions", "charges", "deaths"))
"""Nouns that are themselves what happened: "31 of the arrests" are no further ones."""
_SETTLES = frozenset(("convict", "charge", "acquit", "die"))
"""What may be said of some of those arrested and makes something else of them."""
_BY_SORT = frozenset(("catch", "detain", "identify", "help"))
"""Verbs whose meaning hangs on the sort of people they are told of."""
_STATES = frozenset(("exploit",))
"""What verbs say of the lot of people: told of some of those freed, it makes no others of them."""
_OF_VICTIMS = frozenset(("victims_identified", "victims_safeguarded"))
_PREDICATES = frozenset(("victims",))
"""What those counted may be said to be, and are then counted as."""
_LABEL_REACH = 10
_LABEL_ENDS = frozenset((";", ".", ":", "|", "(", ")", ","))
_TO_PLACE = 5
_SPOKEN_OF = 160
"""How many letters before a number victims are spoken of."""
_LEAST_CONTINUED = 10
"""The least bare number that may continue a figure of the sentence before."""


class Counting:
    """Decides what counts count, in one language."""

    def __init__(self, words: Lexicon) -> None:
        self._words = words
        self.asked: Asked | None = None
        self._kinds = CountKinds(words)

    def item(self, amount: Amount, place: Place) -> Item | None:
        """Give the item of a count, or None if it counts nothing."""
        bracket = in_brackets(amount)
        if (whole := self._listed_part(amount, place)) is not None:
            return continued(amount, whole, place.at, False)
        if amount.noun == "bare" and (label := self._label(amount, place)):
            amount.noun, kind = label
            return Item(amount, kind, place.at)
        if told := self._of_those(amount, place):
            return Item(amount, told, place.at)
        if amount.noun == "bare" and place.listed and _is_row(amount):
            return continued(amount, place.listed, place.at, False)
        if bracket and amount.noun in ("bare", "unknown") and place.here:
            before = next((i for i in reversed(place.here) if i.amount.unit != "percent"), None)
            before = before or (_from_before(amount, place, 2) if amount.noun == "bare" else None)
            return continued(amount, before, place.at, bracket) if before else None
        if phrase := self._set_phrase(amount, place):
            return Item(amount, phrase, place.at)
        if amount.noun == "bare" and not noun_on_the_left(amount, self._words):
            return self._bare(amount, place, bracket)
        last = place.here[-1] if place.here else None
        of_persons = last is not None and last.kind.name in OF_PERSONS and amount.noun != "others"
        if last and bracket and amount.noun in self._words.things and of_persons:
            return continued(amount, last, place.at, bracket)
        return self._named(amount, place)

    def _listed_part(self, amount: Amount, place: Place) -> Item | None:
        """Give the figure of the line before that a line "of whom minors: 62" is a part of."""
        low = amount.sentence.low
        at = 1 if low[0] in BULLETS else 0
        opens = low[at : at + 1] and low[at] in self._words.grammar.of_links
        if amount.noun != "bare" or low[amount.begin - 1] != ":" or not opens:
            return None
        of = low[at + 1 : at + 2]
        return _from_before(amount, place, 3) if of and of[0] in self._words.parts_of else None

    def _is_denied(self, amount: Amount) -> bool:
        """Say whether what is said is denied of those counted: "not one of the nine defendants has been convicted"."""
        lead = amount.sentence.low[max(0, amount.begin - 3) : amount.begin]
        return lead[-1:] == ["of"] and not self._words.grammar.none.isdisjoint(lead)

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
                if name and those:
                    amount.noun = "bare"
                    others = [cue for cue in place.cues if cue.begin > here + 1]
                    own = self._kinds.by_verb(amount, others, [], "bare")
                    settles = own.cue in _SETTLES and own.strength >= FAIR
                    return own if settles else Kind(name, says, 95.0)
        return None

    def _set_phrase(self, amount: Amount, place: Place) -> Kind | None:
        if kind := size(amount, self._words):
            return kind
        if is_whole(amount, place.here) or self._is_denied(amount):
            return self._kinds.by_noun(amount, amount.noun)
        return Kind("other") if is_rate(amount, self._words) else None

    def _named(self, amount: Amount, place: Place) -> Item:
        """Decide a count whose noun is told."""
        if amount.noun in PEOPLE and (told := in_apposition(amount, self._words)):
            amount.noun = told
        if self._in_training(amount):
            amount.noun = "participants"
        kind = thing_held(amount, place.here, self._words) or self._kinds.by_verb(
            amount, place.cues, place.others, amount.noun
        )
        if described := self._described(amount, kind, place):
            return described
        own = self._words.defaults.get(amount.noun) == amount.noun and amount.noun in _ACTS
        if amount.is_part and own and not self._has_place(amount):
            return Item(amount, Kind("other"), place.at)
        weak = kind.strength < STRONG
        if (
            weak
            and amount.noun in ("suspects", "crew")
            and goes_on_listed(amount, place.here, self._words)
        ):
            return continued(amount, place.here[-1], place.at, False)
        if amount.is_part or (
            amount.noun in PEOPLE and weak and is_linked(amount, place.here, self._words)
        ):
            before = self._continues(amount, place)
            stronger = before and (before.kind.strength >= kind.strength or amount.is_part)
            own_verb = not weak and not keeps_sort(amount, kind.cue)
            if before and (not kind.name or stronger) and not (own_verb and amount.is_part):
                return continued(amount, before, place.at, False)
        if not kind.name and amount.noun not in ("people", "minors", "unknown"):
            name = self._words.frames.get((place.carried, amount.noun), "")
            kind = Kind(name, place.carried, FAIR) if name else kind
        if weak and (other := self._beside(amount, place)):
            return Item(amount, other, place.at)
        if weak and (before := self._same_verb(amount, place)):
            return continued(amount, before, place.at, False)
        if weak and amount.noun in PEOPLE and (known := self._known(amount, place)):
            return Item(amount, known, place.at)
        if weak and amount.noun in PEOPLE and self.asked and not kind.name:
            sentence, asked = amount.sentence, self.asked
            if sentence.line == asked.line and ("victims", "victims_identified") in asked.kinds:
                return Item(amount, Kind("victims_identified"), place.at)
        if amount.noun == "suspects" and not kind.name and self._beside_migrants(amount, place):
            return Item(amount, Kind("arrests"), place.at)
        if not kind.name and amount.noun == "migrants" and self._is_of_network(amount, place):
            kind = Kind("migrants_smuggled")
        return Item(
            amount, kind if kind.name else self._kinds.by_noun(amount, amount.noun), place.at
        )

    def _in_training(self, amount: Amount) -> bool:
        """Say whether officers are those of a course told in their sentence."""
        low = amount.sentence.low
        return amount.noun == "officers" and any(
            (head := self._words.heads.at(low, at)) and head[1] == "trainings"
            for at in range(len(low))
        )

    def _beside(self, amount: Amount, place: Place) -> Kind | None:
        """Read what is no smuggling: members of an institution, migrants there are in a country, stables."""
        low, end = amount.sentence.low, amount.noun_end
        of = low[end : end + 6] if low[end : end + 1] == ["of"] else []
        if amount.noun == "suspects" and self._words.grammar.institutions & set(of):
            return Kind("other")
        lead = low[max(0, amount.begin - 4) : amount.begin]
        if amount.noun == "migrants" and "there" in lead and "are" in lead:
            return Kind("other")
        if amount.noun == "unknown" and lead and lead[-1] in self._words.grammar.placed:
            return Kind("other")
        arranged = any(word.startswith(tuple(self._words.grammar.arranged)) for word in lead)
        if amount.noun == "crossings" and (amount.per or arranged):
            return Kind("other")
        return None

    def _known(self, amount: Amount, place: Place) -> Kind | None:
        """Give the kind of people told of before that "of the sixteen women" takes up by their number."""
        low, value = amount.sentence.low, amount.number.value
        if not (
            amount.is_definite or low[max(0, amount.begin - 2) : amount.begin] == ["of", "the"]
        ):
            return None
        before = next(
            (
                i
                for i in reversed(place.items)
                if i.amount.number.value == value and not i.amount.unit
            ),
            None,
        )
        known = before is not None and before.kind.name != "other"
        return Kind(before.kind.name) if before and known else None

    def _beside_migrants(self, amount: Amount, place: Place) -> bool:
        """Say whether smugglers are counted beside migrants that were found: they were caught, too."""
        last = place.items[-1] if place.items else None
        return (
            last is not None and last.kind.name == "migrants_detected" and last.at >= place.at - 1
            and (not last.follows or last.in_brackets)
        )  # fmt: skip

    def _same_verb(self, amount: Amount, place: Place) -> Item | None:
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

    def _has_place(self, amount: Amount) -> bool:
        """Say whether a place is told within a few words: "eight of the arrests took place in Croatia"."""
        sentence, low = amount.sentence, amount.sentence.low
        near = range(amount.noun_end, min(amount.noun_end + _TO_PLACE, len(low) - 1))
        return any(
            low[at] in self._words.grammar.placed and sentence.written(at + 1, at + 2)[:1].isupper()
            for at in near
        )

    def _described(self, amount: Amount, kind: Kind, place: Place) -> Item | None:
        """Read people said to be something ("two minors were among the victims"), or of a lot they share."""
        may_be = kind.strength < STRONG and amount.noun in PEOPLE | {"unknown", "migrants"}
        told = predicate(amount, self._words) if may_be else ""
        if told in _PREDICATES:
            name = self._kinds.by_noun(amount, told).name
            return Item(amount, Kind(name, "be", STRONG), place.at)
        if kind.cue in _STATES and amount.is_part:
            whole = self._continues(amount, place)
            if whole and whole.kind.name in _OF_VICTIMS:
                return continued(amount, whole, place.at, False)
        return None

    def _is_of_network(self, amount: Amount, place: Place) -> bool:
        """Say whether migrants are told of a network: "the ring took payments for 1,450 migrants"."""
        low = amount.sentence.low
        heads = (self._words.heads.at(low, at) for at in range(amount.begin))
        acts = any(head is not None and head[1] in _NETWORK for head in heads)
        return acts and not any(cue.says in _FINDING for cue in place.cues)

    def _bare(self, amount: Amount, place: Place, bracket: bool) -> Item | None:
        """Decide a number whose noun is left out."""
        told = place.last_money()
        if told and amount.per == "person" and like_money(amount, told):
            return continued(amount, told, place.at, bracket)
        if price := self._price_now(amount, place):
            return continued(amount, price, place.at, bracket)
        kind = self._kinds.by_verb(amount, place.cues, place.others, "bare")
        if kind.strength >= STRONG:
            return Item(amount, self._of_sort(amount, kind, place), place.at)
        if money := self._money(amount, place):
            return money
        before = self._continues(amount, place)
        if before is None and (asked := answer(amount, self.asked, place)):
            return asked
        apart = before is None or before.at != place.at
        if apart and (subject := self._subject(amount, place)):
            return subject
        if before is not None:
            own = self._kinds.by_verb(amount, place.cues, place.others, before.amount.noun)
            of_which = "of" in amount.sentence.low[max(0, amount.begin - 2) : amount.begin]
            is_seized = own.strength >= STRONG and own.name.startswith("seized")
            if is_seized and (amount.is_part or of_which):
                amount.noun = before.amount.noun
                return Item(amount, own, place.at, 1, True, bracket, before)
            return continued(amount, before, place.at, bracket)
        if kind.name and amount.number.shape != "vague" and amount.noun == "bare":
            return Item(amount, kind, place.at)
        return None

    def _of_sort(self, amount: Amount, kind: Kind, place: Place) -> Kind:
        """Read what a verb says of the sort of people told of before: smugglers picked up are arrested."""
        if kind.cue == "prison" and self._of_convicted(place):
            return Kind("convictions", "convict", kind.strength)
        if kind.cue == "identify" and self._among_victims(amount):
            return Kind("victims_identified", kind.cue, kind.strength)
        if kind.cue not in _BY_SORT:
            return kind
        sort = sort_before(amount, place.items, place.at)
        name = self._words.frames.get((kind.cue, sort))
        return Kind(name, kind.cue, kind.strength) if name else kind

    def _price_now(self, amount: Amount, place: Place) -> Item | None:
        """Give the price that "now it is 1,200" goes on from."""
        low, at = amount.sentence.low, amount.begin
        if at < 2 or low[at - 1] not in self._words.grammar.it_is:
            return None
        before = next((item for item in reversed(place.items) if item.amount.is_money), None)
        last = place.items[-1] if place.items else None
        near = before is last and last is not None and last.at >= place.at - 2
        near = near and last is not None and last.kind.name == "fee"
        return before if before and near and like_money(amount, before) else None

    def _of_convicted(self, place: Place) -> bool:
        """Say whether those who went to prison were sentenced, not just arrested."""
        return any(cue.says == "convict" for cue in place.cues)

    def _among_victims(self, amount: Amount) -> bool:
        """Say whether victims are spoken of right before: "On victims he was brief. Forty-one were identified"."""
        text, end = amount.sentence.text, amount.sentence.starts[amount.begin]
        near = text[max(0, end - _SPOKEN_OF) : end].lower()
        return any(word in near for word in self._words.victims)

    def _money(self, amount: Amount, place: Place) -> Item | None:
        """Read "pocketed 300 of this": a sum without its currency, behind a word for paying."""
        if amount.begin == 0 or (amount.number.value or 0) < LEAST_SUM:
            return None
        found = self._words.money.at(amount.sentence.low, amount.begin - 1)
        before = next((i for i in reversed(place.items) if i.amount.is_money), None)
        if (
            not found
            or found[1] not in ("fee", "proceeds")
            or not before
            or before.at < place.at - 2
        ):
            return None
        amount.unit, amount.is_money, amount.per = before.amount.unit, True, before.amount.per
        return Item(amount, Kind(found[1]), place.at, 1, True)

    def _subject(self, amount: Amount, place: Place) -> Item | None:
        """Read how many of the sentence's subject there are: "crossings fell to 63 400"."""
        low = amount.sentence.low
        told = amount.number.shape in ("digits", "words") and low[amount.begin - 1] != "("
        if amount.is_part or not told:
            return None
        for here in self._spots(low, amount.begin):
            if low[here] == ";":
                return None
            found = self._words.heads.at(low, here)
            if not found or found[1] not in _SUBJECTS:
                continue
            if not any(o.begin <= here < o.end for o in place.others):
                amount.noun = found[1]
                return Item(amount, self._of_subject(amount, here, found, place), place.at)
        return None

    def _spots(self, low: list[str], end: int) -> list[int]:
        """Give where the noun of a subject is looked for: behind "the number of", else backwards from its number."""
        first = max(0, end - _SUBJECT_REACH)
        for here in range(end - 2, first, -1):
            if low[here] in self._words.grammar.counters and low[here + 1] == "of":
                return list(range(here + 2, end))
        return list(range(end - 1, max(-1, end - _SUBJECT_REACH), -1))

    def _of_subject(self, amount: Amount, at: int, noun: tuple[int, str], place: Place) -> Kind:
        """Give the kind of a subject by the verb that governs it: "the number of people arrested rose to 61"."""
        number = replace(amount.number, begin=at, end=at)
        subject = replace(amount, number=number, begin=at, end=noun[0], noun=noun[1])
        own = [cue for cue in place.cues if cue.begin < amount.begin]
        kind = self._kinds.by_verb(subject, own, [], noun[1])
        return kind if kind.strength >= STRONG else self._kinds.by_noun(amount, noun[1])

    def _continues(self, amount: Amount, place: Place) -> Item | None:
        """Give the figure that *amount* continues or is a part of."""
        whole = _whole_named(amount, place.items) or self._of_whom(amount, place.items)
        if whole:
            return whole
        if before := self._in_sentence(amount, place.here):
            return before
        low = amount.sentence.low
        after = low[amount.end] if amount.end < len(low) else ""
        opens = amount.begin == 0 and (after in self._words.be or after in self._words.grammar.come)
        lead = low[max(0, amount.begin - 3) : amount.begin]
        of_whom = "whom" in lead or {"among", "them"} <= set(lead)
        linked = amount.is_part or of_whom or low[0] in BULLETS or opens
        small = (amount.number.value or 0) < _LEAST_CONTINUED
        if not linked and (amount.noun != "bare" or small):
            return None
        return _from_before(amount, place, 2 if linked else 1)

    def _in_sentence(self, amount: Amount, here: list[Item]) -> Item | None:
        """Give the last figure of the sentence that *amount* can continue.

        One that is a circumstance ("in three lorries") is passed over where another one is as large or larger.
        """
        fitting = [
            item for item in reversed(here)
            if item.amount.number.shape != "article" and _may_go_on(amount, item)
        ]  # fmt: skip
        for item in fitting:
            if not (self._is_circumstance(item) and len(fitting) > 1):
                return item
        return fitting[0] if fitting else None

    def _is_circumstance(self, item: Item) -> bool:
        low, at = item.amount.sentence.low, item.amount.begin - 1
        grammar = self._words.grammar
        return (
            at >= 0 and not item.follows and item.kind.name not in OF_PERSONS - {"other"}
            and (low[at] in grammar.placed or low[at] in grammar.holding)
        )  # fmt: skip

    def _of_whom(self, amount: Amount, items: list[Item]) -> Item | None:
        """Give the figure of "the migrants, 11 of whom": the last one of that noun."""
        low, at = amount.sentence.low, amount.begin - 1
        if not amount.is_part or at < 1 or low[at] != ",":
            return None
        found = self._words.heads.ending(low, at)
        same = (i for i in reversed(items) if found and i.amount.noun == found[1])
        return next(same, None)

    def _label(self, amount: Amount, place: Place) -> tuple[str, Kind] | None:
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
        found = [(i, h) for i in range(begin, at) if (h := self._words.heads.at(low, i))]
        heads = [
            h[1] for n, (_, h) in enumerate(found) if h[0] not in {i for i, _ in found[n + 1 :]}
        ]
        if strong:
            told = [(n, self._kinds.by_verb(amount, place.cues, [], n)) for n in heads]
            return next(((n, kind) for n, kind in told if kind.strength >= STRONG), None)
        says = [cue.says for cue in place.cues if begin <= cue.begin < at]
        for noun in heads:
            for cue in says:
                if name := self._words.frames.get((cue, noun)):
                    return noun, Kind(name, cue, 95.0)
        if heads and heads[0] == "suspects" and self._beside_migrants(amount, place):
            return heads[0], Kind("arrests")
        return (heads[0], self._kinds.by_noun(amount, heads[0])) if heads else None


def _is_dash_alone(amount: Amount) -> bool:
    """Say whether a dash parts a label from its number, which ends the line: "Arrested – 57"."""
    sentence, at = amount.sentence, amount.begin - 1
    apart = not sentence.is_glued(at) and not sentence.is_glued(amount.begin)
    return (
        sentence.low[at] in BULLETS and at > 0 and apart
        and (amount.end >= len(sentence.low) or sentence.low[amount.end] in ".;,")
    )  # fmt: skip


def _is_row(amount: Amount) -> bool:
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


def _may_go_on(amount: Amount, item: Item) -> bool:
    """Say whether *amount* can continue *item*, which stands before it in its sentence."""
    if item.kind.name in ("duration", "percent_change"):
        return False
    if item.in_brackets and not in_brackets(amount):
        return False
    if amount.noun in PEOPLE and item.kind.name not in OF_PERSONS:
        return False
    return not item.amount.is_money or (amount.noun == "bare" and like_money(amount, item))


def _from_before(amount: Amount, place: Place, reach: int) -> Item | None:
    """Give the figure of the last *reach* sentences that *amount* goes on from."""
    for item in reversed(place.items):
        if item.at < place.at - reach:
            return None
        if item.amount.is_money or item.amount.unit or item.in_brackets:
            continue
        if not item.follows or not amount.is_part:
            return item
    return None


def _whole_named(amount: Amount, items: list[Item]) -> Item | None:
    """Give the figure that "31 of the 207" names as the whole."""
    low, at = amount.sentence.low, amount.end
    if not amount.is_part or at >= len(low) or not low[at][0].isdecimal():
        return None
    value = digits(low[at])
    return next((i for i in reversed(items) if i.amount.number.value == value), None)
