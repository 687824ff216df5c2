"""Money told in a sentence: how much, and who gave it to whom, where the words say so.

"Samir paid 1,500 euros to Hamo", "we got 300 from the driver", "Hamo owes you 200 EUR". The sums are found as
the figures of reports are. A sentence that names neither who gave nor who got is left alone, and so are
denials, wishes and sums of no one amount.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from clew.analysis.figures.amounts import Amount, AmountReader
from clew.analysis.figures.lexicon import Lexicon, lexicon, recognise
from clew.analysis.figures.numbers import NumberReader
from clew.analysis.figures.sentences import Sentence, sentences

_FILE = Path(__file__).with_name("told.toml")
_VERBS = {
    "give": "paid", "get": "paid", "owe": "agreed", "leave": "deposited", "release": "released",
    "refund": "refunded",
}  # fmt: skip
_BOUNDS = frozenset(".;:!?\n")
_REACH = 14
"""How many words from its verb a name or a sum is looked for."""
ME, YOU = "(who wrote)", "(who was written to)"


@dataclass(frozen=True, slots=True)
class ToldSum:
    """A sum a sentence tells of somebody.

    Attributes:
        kind: agreed, paid, deposited, released or refunded, as in the ledger.
        payer, payee, holder: names as written; `ME` and `YOU` in a message; empty where not told.
        value: as told; *currency* its code; *hedge* "" or how it is hedged ("about").
        start, end: the words from the first name to the sum, in the text; *quote* the words.
    """

    kind: str
    payer: str
    payee: str
    holder: str
    value: float
    currency: str
    hedge: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The told words of one language by what they do."""

    lexicon: Lexicon
    verbs: dict[str, str]
    small: dict[str, frozenset[str]]

    def is_(self, word: str, what: str) -> bool:
        return word in self.small[what]


@dataclass(frozen=True, slots=True)
class _Party:
    """A name or pronoun: words *begin* to *end*, and how it is called."""

    begin: int
    end: int
    name: str


def told_sums(text: str) -> Iterator[ToldSum]:
    """Give the sums *text* tells somebody gave, got, owes or left, in the order of the text."""
    own = recognise(text)
    order = sorted(_languages(), key=lambda words: words.lexicon is not own)
    for sentence in sentences(text):
        written = text[sentence.begin : sentence.end].lower()
        for words in order:
            if any(verb in written for verb in words.verbs):
                sentence.cut()
                found = list(_in_sentence(sentence, words))
                if found:
                    yield from found
                    break


def _in_sentence(sentence: Sentence, words: _Words) -> Iterator[ToldSum]:
    low = sentence.low
    skip = [False] * len(low)
    reader = AmountReader(sentence, words.lexicon, skip)
    sums = [
        amount
        for number in NumberReader(sentence, words.lexicon, skip).read()
        if (amount := reader.read(number)).is_money and number.value is not None
    ]
    parties = _parties(sentence, words, sums)
    for at, word in enumerate(low):
        act = words.verbs.get(word)
        if act is None or any(a.begin <= at < a.end for a in sums):
            continue
        near = [a for a in sums if at < a.begin <= at + _REACH and _is_open(low, at, a.begin)]
        if near and not any(words.is_(w, "not") for w in low[max(0, at - 4) : at]):
            told = _told(sentence, words, act, at, near[0], parties)
            if told and not (told.payer == told.payee != ""):
                yield told


def _told(
    sentence: Sentence, words: _Words, act: str, at: int, amount: Amount, parties: list[_Party]
) -> ToldSum | None:
    low = sentence.low
    passive = any(words.is_(w, "passive") for w in low[max(0, at - 2) : at])
    subject = _before(low, at, parties, words)
    if subject is None and any(words.is_(w, "own") for w in low[max(0, at - 1) : at + 2]):
        subject = _Party(at, at + 1, ME)
    after = [
        p for p in parties if at < p.begin <= amount.end + _REACH and _is_open(low, at, p.begin)
    ]
    to = _behind(low, after, words, "to") or next((p for p in after if p.begin == at + 1), None)
    source = _behind(low, after, words, "by" if passive else "from")
    holder = _behind(low, after, words, "with") if act == "leave" else None
    payer, payee = subject, to
    if act == "get" or (passive and act in ("give", "get", "refund")):
        payer, payee = source, subject
    elif act == "leave":
        payee = _behind(low, after, words, "for")
    elif act == "release":
        payer, holder = None, subject
    elif act == "refund":
        payer, payee = to, subject
    told = [p for p in (payer, payee, holder) if p is not None]
    if not told:
        return None
    begin = min([at, amount.begin, *(p.begin for p in told)])
    end = max([at + 1, amount.end, *(p.end for p in told)])
    value = amount.number.value
    assert value is not None
    return ToldSum(
        _VERBS[act], payer.name if payer else "", payee.name if payee else "", holder.name if holder else "",
        value, amount.unit or "", "" if amount.qualifier == "exact" else amount.qualifier.replace("_", " "),
        sentence.starts[begin], sentence.ends[end - 1], sentence.written(begin, end),
    )  # fmt: skip


def _parties(sentence: Sentence, words: _Words, sums: list[Amount]) -> list[_Party]:
    """Give the names and pronouns of a sentence; what stands inside a sum is none."""
    found: list[_Party] = []
    at = 0
    while at < len(sentence.low):
        end = at
        while end < len(sentence.low) and _is_name(sentence, end, words, sums):
            end += 1
        if end > at:
            found.append(_Party(at, end, sentence.written(at, end)))
            at = end
            continue
        for what, name in (("me", ME), ("you", YOU)):
            if words.is_(sentence.low[at], what):
                found.append(_Party(at, at + 1, name))
        at += 1
    return found


def _is_name(sentence: Sentence, at: int, words: _Words, sums: list[Amount]) -> bool:
    word, written = sentence.low[at], sentence.written(at, at + 1)
    lexicon = words.lexicon
    if not written[0].isupper() or any(a.begin <= at < a.end for a in sums):
        return False
    if any(words.is_(word, what) for what in ("me", "you")) or word in words.verbs:
        return False
    known = (
        words.is_(word, "openers") or word in lexicon.stops or word in lexicon.definite or word in lexicon.articles
        or word in lexicon.months or word in lexicon.weekdays or word in lexicon.roles
        or word in lexicon.pronouns or lexicon.is_numeral(word)
    )  # fmt: skip
    return not (
        known or lexicon.heads.at(sentence.low, at) or lexicon.demonyms.at(sentence.low, at)
    )


def _before(low: list[str], at: int, parties: list[_Party], words: _Words) -> _Party | None:
    """Give the subject: the nearest name before the verb that no preposition governs."""
    for party in reversed(parties):
        if party.end > at or at - party.end > _REACH or not _is_open(low, party.end, at):
            continue
        lead = low[party.begin - 1] if party.begin else ""
        if not any(words.is_(lead, what) for what in ("to", "from", "by", "with", "for")):
            return party
    return None


def _behind(low: list[str], parties: list[_Party], words: _Words, what: str) -> _Party | None:
    """Give the first of *parties* behind a word of the sort *what*: "to Hamo", "from the driver Edi"."""
    return next(
        (p for p in parties if any(words.is_(w, what) for w in low[max(0, p.begin - 1) : p.begin])),
        None,
    )


def _is_open(low: list[str], begin: int, end: int) -> bool:
    """Say whether no mark ends the clause between two words."""
    return _BOUNDS.isdisjoint(low[begin:end])


@cache
def _languages() -> tuple[_Words, ...]:
    said: dict[str, dict[str, str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(
        _Words(
            lexicon(code),
            {word: act for act in _VERBS for word in table[act].split()},
            {
                name: frozenset(listed.split())
                for name, listed in table.items()
                if name not in _VERBS
            },
        )
        for code, table in said.items()
    )
