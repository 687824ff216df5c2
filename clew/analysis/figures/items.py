"""A figure with its kind, and the place in the text it is decided at."""

from dataclasses import dataclass, field

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.cues import Cue
from clew.analysis.figures.kinds import Kind
from clew.analysis.figures.lexicon import Lexicon

BULLETS = frozenset("-–—•*·▪◦")
OF_PERSONS = frozenset(
    (
        "arrests", "suspects", "convictions", "charges", "victims_identified", "victims_safeguarded",
        "migrants_smuggled", "migrants_detected", "deaths", "injured", "checks_persons", "officers",
        "participants", "network_size", "other",
    )
)  # fmt: skip
LEAST_SUM = 50
"""The least sum of money that is told without its currency."""
_BRACKET_REACH = 25
_ALIKE = 60


@dataclass(slots=True)
class Item:
    """A figure that counts something.

    Attributes:
        amount: the number with its surroundings.
        kind: its kind and the verb that decided it.
        at: number of its sentence in the text.
        sign: -1 for a fall in percent.
        follows: whether it continues the figure before ("6 in Hungary").
        in_brackets: whether it stands in brackets behind another figure.
        of: the figure it continues.
    """

    amount: Amount
    kind: Kind
    at: int
    sign: int = 1
    follows: bool = False
    in_brackets: bool = False
    of: "Item | None" = None

    def root(self) -> "Item":
        """Give the figure the list begins with that this one belongs to; itself if it continues none."""
        item = self
        while item.follows and item.of is not None:
            item = item.of
        return item


@dataclass(frozen=True, slots=True)
class Weighed:
    """An amount of the text and what became of it.

    Attributes:
        amount: the amount.
        item: what it counts; None where it counts nothing.
        at: number of its sentence in the text.
    """

    amount: Amount
    item: Item | None
    at: int


@dataclass(slots=True)
class Place:
    """Where a figure is decided.

    Attributes:
        at: number of the sentence.
        cues: what its verbs and nouns say.
        others: every amount of the sentence.
        here: the items of the sentence so far.
        items: the items of the text so far, the last ones only.
        carried: what the line before a list says ("seize"), for lines that say nothing.
        listed: the figure told before a list, for rows that are but a name and a number.
    """

    at: int
    cues: list[Cue]
    others: list[Amount]
    here: list[Item] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    carried: str = ""
    listed: Item | None = None

    def last_money(self) -> Item | None:
        """Give the last sum of money of the sentence."""
        return next((item for item in reversed(self.here) if item.amount.is_money), None)


def in_brackets(amount: Amount) -> bool:
    """Say whether a bracket stands open before the amount."""
    low, begin = amount.sentence.low, amount.begin
    for at in range(begin - 1, max(-1, begin - _BRACKET_REACH), -1):
        if low[at] in "([":
            return True
        if low[at] == ")":
            return False
    return False


def is_alone_in_brackets(item: Item) -> bool:
    """Say whether a figure alone in brackets follows one of its kind: another period, "288 (301)"."""
    low, number = item.amount.sentence.low, item.amount.number
    around = low[max(0, number.begin - 1) : number.begin], low[number.end : number.end + 1]
    before = low[number.begin - 2] if number.begin > 1 else ""
    return item.in_brackets and around == (["("], [")"]) and before[:1].isalnum()


def like_money(amount: Amount, item: Item) -> bool:
    """Say whether a bare number is of the size of a sum of money told before."""
    base = item.amount.number.value or item.amount.number.low or 0
    value = amount.number.value or amount.number.low or 0
    return value >= LEAST_SUM and base / _ALIKE <= value <= base * _ALIKE


def is_worth(amount: Amount, words: Lexicon) -> bool:
    """Say whether a sum is the worth of the thing named before it."""
    return any(
        word in words.grammar.worth
        for word in amount.sentence.low[max(0, amount.begin - 3) : amount.begin]
    )


def continued(amount: Amount, before: Item, at: int, bracket: bool) -> Item:
    """Give *amount* the kind, unit and noun of the figure it continues."""
    kind = Kind(before.kind.name, before.kind.cue, before.kind.strength)
    if before.amount.is_money:
        amount.unit, amount.is_money, amount.per = before.amount.unit, True, before.amount.per
    elif before.amount.unit == "percent":
        amount.unit = "percent"
    elif amount.noun == "bare":
        amount.noun = before.amount.noun
    return Item(amount, kind, at, 1, True, bracket, before)
