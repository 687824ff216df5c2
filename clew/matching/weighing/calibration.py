"""Judges the weights on people they were not fitted on: is a probability of 0.8 right eight times in ten?"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clew.matching.weighing.compare import compare
from clew.matching.weighing.disturbed_births import copied, registered
from clew.matching.weighing.drawing import Drawn, draw_matches, draw_strangers, forms_of
from clew.matching.weighing.fit import rates, stated
from clew.matching.weighing.people_file import Bearer, People
from clew.matching.weighing.prior import probability
from clew.matching.weighing.shares import Shares
from clew.model.party import Party

BINS = 10
BASE_RATE = 0.001
"""Share of pairs of one person among all pairs, unless told."""
STRANGERS = 60_000
MIDDLE = (0.05, 0.95)
"""Probabilities between which a pair is neither clear."""
_LETTERS, _DIGITS = "ABCEFGHKLMNPRTUVWXY", "0123456789"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Bin:
    """The pairs whose probabilities lie between *low* and *high*.

    Attributes:
        n: pairs drawn; *mass*: their share once weighted to the base rate.
        mean: their mean probability; *true*: the share of them that is one person.
    """

    low: float
    high: float
    n: int
    mass: float
    mean: float
    true: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well probabilities say what is so.

    Attributes:
        of: "names alone" or "whole records".
        pairs: pairs drawn.
        ece: expected calibration error: mean distance of *mean* and *true* over the bins, by mass.
        ece_middle: the same over pairs that are neither clear, probability 0.05 to 0.95.
        bins: ten, from 0 to 1.
    """

    of: str
    pairs: int
    ece: float
    ece_middle: float
    bins: tuple[Bin, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the figures by name."""
        return {
            "of": self.of, "pairs": self.pairs, "ece": round(self.ece, 4),
            "ece_middle": round(self.ece_middle, 4),
            "bins": [
                {
                    "low": b.low, "high": b.high, "n": b.n, "mass": round(b.mass, 5),
                    "mean": round(b.mean, 4), "true": round(b.true, 4),
                }
                for b in self.bins
            ],
        }  # fmt: skip


Judged = tuple[float, bool, float]
"""A probability, whether the pair is one person, and what the pair counts for."""


def calibrate(
    people: People, seed: int, base_rate: float, progress: Progress | None = None
) -> list[Calibration]:
    """Draw pairs among the people not fitted on and hold probabilities against what is so.

    Pairs of two people are drawn among those whose names share the sound of a word; all others are
    clear to anybody and left out, so that they do not make the error look small. What is drawn is
    weighted so that among all pairs, those left out included, the base rate is as stated.
    """
    bearers = [bearer for bearer in people.bearers if not bearer.fitted_on]
    chance = random.Random(seed)
    said = stated()
    forms = forms_of(bearers, chance)
    matches = draw_matches(forms, rates(said["names"]["disturbances"]), chance)
    strangers = draw_strangers(forms, bearers, min(STRANGERS, 20 * len(forms)), chance)
    one = base_rate / len(matches)
    two = (1 - base_rate) * strangers.share / len(strangers.pairs)
    pairs = [(pair, one if pair.is_match else two) for pair in (*matches, *strangers.pairs)]
    made = _Records(bearers, said, chance)
    judged: dict[str, list[Judged]] = {"names alone": [], "whole records": []}
    shares = Shares.shipped()
    for at, (pair, counts) in enumerate(pairs):
        if progress and at % 1000 == 0:
            progress("comparing", at, len(pairs))
        for of, (a, b) in (("names alone", named(pair)), ("whole records", made.of(pair))):
            found = compare(a, b, shares).log_odds
            judged[of].append((probability(found, base_rate), pair.is_match, counts))
    return [_calibration(of, held) for of, held in judged.items()]


def named(pair: Drawn) -> tuple[Party, Party]:
    """Give two records that say a name and nothing else."""
    return Party("a", names=(pair.a,)), Party("b", names=(pair.b,))


class _Records:
    """Makes two records of a pair: names as drawn, other fields as stated, disturbed by chance."""

    def __init__(
        self, bearers: Sequence[Bearer], said: Mapping[str, Any], chance: random.Random
    ) -> None:
        self._bearers, self._chance = bearers, chance
        self._births, self._fields = rates(said["disturbances"]), rates(said["records"])
        known = [bearer.born for bearer in bearers if bearer.born]
        self._born = [
            registered(bearer.born or chance.choice(known), self._births, chance)
            for bearer in bearers
        ]
        self._paper = [self._number() for _ in bearers]

    def of(self, pair: Drawn) -> tuple[Party, Party]:
        """Give the two records of a pair."""
        return self._record("a", pair.a_of, pair.a), self._record("b", pair.b_of, pair.b)

    def _record(self, name: str, at: int, text: str) -> Party:
        bearer, fields = self._bearers[at], self._fields
        born = copied(self._born[at], self._births, self._chance)
        sex = bearer.sex
        if sex and self._is("sex_wrong"):
            sex = "female" if sex == "male" else "male"
        country = bearer.country
        if self._is("nationality_other"):
            country = self._chance.choice(self._bearers).country
        return Party(
            name,
            names=(text,),
            births=() if self._is("birth_missing") else (born,),
            sexes=() if not sex or self._is("sex_missing") else (sex,),
            nationalities=() if not country or self._is("nationality_missing") else (country,),
            documents=(self._document(at),)
            if self._chance.random() < fields["document_given"]
            else (),
        )

    def _is(self, kind: str) -> bool:
        return self._chance.random() < self._fields[kind]

    def _number(self) -> str:
        return self._chance.choice(_LETTERS) + "".join(self._chance.choices(_DIGITS, k=7))

    def _document(self, at: int) -> str:
        if self._is("document_other"):
            return self._number()
        number = self._paper[at]
        if self._is("document_look_alike"):
            return number.replace("0", "O").replace("1", "I")
        if self._is("document_slip"):
            place = self._chance.randrange(1, len(number))
            return number[:place] + self._chance.choice(_DIGITS) + number[place + 1 :]
        return number


def _calibration(of: str, judged: Sequence[Judged]) -> Calibration:
    low, high = MIDDLE
    middle = [one for one in judged if low <= one[0] <= high]
    return Calibration(
        of, len(judged), _ece(_bins(judged)), _ece(_bins(middle)), tuple(_bins(judged))
    )


def _bins(judged: Sequence[Judged]) -> list[Bin]:
    whole = sum(counts for _, _, counts in judged) or 1.0
    found = []
    for at in range(BINS):
        held = [one for one in judged if min(int(one[0] * BINS), BINS - 1) == at]
        mass = sum(counts for _, _, counts in held)
        mean = sum(p * counts for p, _, counts in held) / mass if mass else 0.0
        true = sum(counts for _, is_match, counts in held if is_match) / mass if mass else 0.0
        found.append(Bin(at / BINS, (at + 1) / BINS, len(held), mass / whole, mean, true))
    return found


def _ece(bins: Sequence[Bin]) -> float:
    return sum(one.mass * abs(one.mean - one.true) for one in bins)
