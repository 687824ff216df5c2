"""What a question asks for, which the answers behind it leave out: "How many people did you move?" … "four hundred"."""

from dataclasses import dataclass

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.cues import cues_of
from clew.analysis.figures.items import LEAST_SUM, Item, Place
from clew.analysis.figures.kinds import Kind
from clew.analysis.figures.lexicon import Lexicon
from clew.analysis.figures.sentences import Sentence

_LINES = 2
"""How many lines behind a question its answer goes on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for.

    Attributes:
        line: the line of the question.
        kinds: what the question's nouns and verbs would make of a number, the most telling first.
        is_price: whether it asks for a price.
    """

    line: int
    kinds: tuple[tuple[str, str], ...]
    is_price: bool


def asked_in(sentence: Sentence, words: Lexicon) -> Asked | None:
    """Give what *sentence*, a question, asks for; None if it asks for nothing that is counted."""
    sentence.cut()
    low = sentence.low
    heads = [head[1] for at in range(len(low)) if (head := words.heads.at(low, at))]
    says = [cue.says for cue in cues_of(sentence, words)]
    kinds = [
        (noun, name) for noun in heads for verb in says if (name := words.frames.get((verb, noun)))
    ]
    kinds += [(noun, words.defaults[noun]) for noun in heads if noun == "victims"]
    price = any((told := words.money.at(low, at)) and told[1] == "fee" for at in range(len(low)))
    if not kinds and not price:
        return None
    return Asked(sentence.line, tuple(kinds), price)


def answer(amount: Amount, asked: Asked | None, place: Place) -> Item | None:
    """Give a number without noun and verb the kind that was asked for."""
    if asked is None or not asked.line <= amount.sentence.line <= asked.line + _LINES:
        return None
    value = amount.number.value or amount.number.high or 0
    if asked.is_price and not asked.kinds:
        money = next((item for item in reversed(place.items) if item.amount.is_money), None)
        if value < LEAST_SUM or money is None:
            return None
        amount.unit, amount.is_money = money.amount.unit, True
        return Item(amount, Kind("fee"), place.at, 1, True)
    if not asked.kinds or amount.number.shape == "vague":
        return None
    amount.noun = asked.kinds[0][0]
    return Item(amount, Kind(asked.kinds[0][1]), place.at)
