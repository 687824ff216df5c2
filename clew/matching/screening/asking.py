"""Asks an index about one person or about many: the same search, the same weighing, the same answers."""

from collections.abc import Iterable, Iterator
from math import log
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from clew.matching.naming.costs import COSTS
from clew.matching.screening.births import BIRTHS
from clew.matching.screening.cutting import Cut, cut, cut_one
from clew.matching.screening.index import Index, party_of
from clew.matching.screening.likeness import QUALITIES, Estimate
from clew.matching.screening.numbers import keys_of_number, numbers_of, same_number
from clew.matching.screening.search import Met, as_names, search
from clew.matching.screening.segment import Segment
from clew.matching.screening.vocabulary import Codes, hashed
from clew.matching.weighing import PROPOSED, Clue, compare, default_prior, probability
from clew.matching.weighing.compare import DATE_SLIPS
from clew.matching.weighing.names import AS_HEARD, CLOSE
from clew.matching.weighing.prior import logit
from clew.matching.weighing.table import JOINED, table, weight_of
from clew.model.party import Party

MARGIN = 1.0
"""Log-odds by which the estimate may be too low; docs/screening.md says how that was measured."""
_ELSE = {
    "fathers": "same_father", "places": "same_place_of_birth", "nationalities": "same_nationality",
    "birth_countries": "same_birth_country",
}  # fmt: skip


class Hit(NamedTuple):
    """A question put to a person: may this be the listed one?

    Attributes:
        person_id: who was asked about; list_id: whom on the list.
        name: the listed party's first name.
        probability: under the prior the question was asked with.
        log_odds: the sum of the clues' weights.
        clues: the reasons, the heaviest first.
    """

    person_id: str
    list_id: str
    name: str
    probability: float
    log_odds: float
    clues: tuple[Clue, ...]


class Question:
    """How an index is asked: from which probability on, under which prior.

    Args:
        index: the list.
        threshold: hits below this probability are not given.
        prior: that one person asked about and one listed are the same; unless told, by the number of checks.
        checks: people asked about in all.
    """

    def __init__(
        self, index: Index, threshold: float = PROPOSED, prior: float | None = None, checks: int = 1
    ) -> None:
        self._index, self._threshold = index, threshold
        self.prior = default_prior(checks, index.edition.counted) if prior is None else prior
        line = min(max(threshold, 1e-9), 1 - 1e-9)
        needed = log(line / (1 - line)) - logit(self.prior) - MARGIN
        names = table().names
        fits = np.array([names.parts[quality] for quality in QUALITIES], np.float32)
        births = np.array([weight_of(rule) for rule in BIRTHS], np.float32)
        is_slip = np.array([rule in DATE_SLIPS for rule in BIRTHS], np.float32)
        more_parts = names.costs["more_parts"]
        self._estimate = Estimate(
            births=births,
            births_slip=births + is_slip * np.float32(weight_of("slips_in_name_and_birth")),
            start=np.float32(names.start),
            tells=_several(fits[:, 0]),
            rare=_several(np.where([q in AS_HEARD for q in QUALITIES], 1, fits[:, 0])),
            each=_several(fits[:, 1]),
            close=_several([CLOSE.get(q, 0.0) for q in QUALITIES]),
            homonyms=np.float32(names.homonyms),
            against=np.float32(names.costs["other_part"]),
            more=np.float32(more_parts * COSTS.more_parts),
            alone=np.float32(more_parts * COSTS.one_fits),
            joined=np.float32(names.costs[JOINED]),
            usual=np.float32(names.usual_information),
            most=np.float32(names.ceiling),
            margin=np.float32(MARGIN),
            needed=np.float32(needed),
        )

    def check(self, person: Party) -> list[Hit]:
        """Ask about one person; the likeliest hit comes first."""
        names = cut_one(person)
        codes = self._index.vocabulary.codes(names.words)
        more = np.array([self._more(person)], np.float32)
        keys = [f"d{key}" for number in person.documents for key in keys_of_number(number)]
        keys += [f"p{phone}" for phone in person.phones]
        numbers = (hashed(keys), np.zeros(len(keys), np.int64)) if keys else None
        hits = [
            hit
            for number, _, row in self._met(names, codes, more, numbers)
            if (hit := self._weighed(person, self._listed(number, row)))
        ]
        return sorted(hits, key=lambda hit: (-hit.log_odds, hit.list_id))

    def screen(self, people: pl.DataFrame) -> list[Hit]:
        """Ask about a frame of parties; hits come in the order of the people, the likeliest first."""
        names = cut(people)
        codes = self._index.segments[0].coded(names.words, self._index.vocabulary)
        more = np.zeros(len(people), np.float32)
        for column, rule in _ELSE.items():
            more += (people[column].list.len().to_numpy() > 0) * max(0.0, weight_of(rule))
        met = list(self._met(names, codes, more, numbers_of(people)))
        asked = _parties(people, np.array([row for _, row, _ in met], np.int64))
        hits = [
            (row, hit)
            for number, row, party in met
            if (hit := self._weighed(asked[row], self._listed(number, party)))
        ]
        hits.sort(key=lambda found: (found[0], -found[1].log_odds, found[1].list_id))
        return [hit for _, hit in hits]

    def _weighed(self, person: Party, listed: Party) -> Hit | None:
        found = compare(person, listed, self._index.shares)
        likely = probability(found.log_odds, self.prior)
        if likely < self._threshold:
            return None
        name = listed.names[0] if listed.names else listed.id
        return Hit(person.id, listed.id, name, round(likely, 6), found.log_odds, found.clues)

    def _met(
        self, names: Cut, codes: Codes, more: NDArray[np.float32], numbers: Any
    ) -> Iterator[tuple[int, int, int]]:
        """Give (segment, row of the person, row of the listed party), each pair once."""
        for at, segment in enumerate(self._index.segments):
            met = search(
                as_names(names, codes), segment.listed, segment.tables, more, self._estimate
            )
            for pair in _once(met, self._by_number(segment, numbers), len(segment)):
                if not self._index.dead[at][pair[1]]:
                    yield at, pair[0], pair[1]

    @staticmethod
    def _by_number(segment: Segment, numbers: Any) -> Met:
        if numbers is None or not len(numbers[0]):
            return Met(np.zeros(0, np.int64), np.zeros(0, np.int64))
        return Met(*same_number(numbers, (segment["numbers"], segment["number_owners"])))  # type: ignore[arg-type]

    def _listed(self, number: int, row: int) -> Party:
        return self._index.at(number, row)

    @staticmethod
    def _more(person: Party) -> float:
        return sum(
            max(0.0, weight_of(rule)) for field, rule in _ELSE.items() if getattr(person, field)
        )


def _several(weights: Iterable[float]) -> tuple[np.float32, ...]:
    return tuple(map(np.float32, weights))


def _once(met: Met, numbers: Met, parties: int) -> list[tuple[int, int]]:
    pairs = np.concatenate([met.people, numbers.people]) * parties
    pairs = np.unique(pairs + np.concatenate([met.parties, numbers.parties]))
    return list(zip((pairs // parties).tolist(), (pairs % parties).tolist(), strict=True))


def _parties(people: pl.DataFrame, rows: NDArray[np.int64]) -> dict[int, Party]:
    """Give the people of some rows as parties."""
    wanted = np.unique(rows)
    met = people[wanted].iter_rows(named=True)
    return {row: party_of(said) for row, said in zip(wanted.tolist(), met, strict=True)}
