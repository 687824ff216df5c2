"""The name matchers others use, to be measured beside clew on the same rows; clew decides by none of them."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import count, product
from typing import TYPE_CHECKING

from clew.matching.ports import NameScore, NameScorer
from clew.matching.scorers import MOST_NAMES, LogicNames

if TYPE_CHECKING:
    from followthemoney.proxy import EntityProxy
    from nomenklatura.matching.types import HeuristicAlgorithm

PEERS: Mapping[str, str] = {
    "logic-v2": "nomenklatura's matcher, its name part",
    "logic-v1": "the one before it",
    "name-based": "Jaro-Winkler and Soundex of the parts, from nomenklatura",
    "jaro-winkler": "Jaro-Winkler similarity of the two names in small letters",
}
"""Names a peer is asked for by, and what each is."""


def peer(name: str) -> NameScorer:
    """Give the peer called *name*, one of `PEERS`."""
    if name == "logic-v2":
        return LogicNames(one_word_at_most=1.0)
    return JaroWinklerNames() if name == "jaro-winkler" else WholeNames(name)


class JaroWinklerNames:
    """Compares names as two strings of small letters by Jaro-Winkler similarity."""

    def score(self, a: Sequence[str], b: Sequence[str], person: bool) -> NameScore:
        """Give the similarity (0 to 1) of the two names most alike."""
        from rapidfuzz.distance import JaroWinkler

        return max(
            (
                NameScore(JaroWinkler.similarity(x.casefold(), y.casefold()), x, y)
                for x, y in product(a[:MOST_NAMES], b[:MOST_NAMES])
            ),
            key=lambda scored: scored.score,
        )


class WholeNames:
    """Compares two entities that have names only with one of nomenklatura's older matchers.

    Args:
        name: "logic-v1" or "name-based".
    """

    def __init__(self, name: str) -> None:
        self._matcher = _matcher(name)
        self._config = self._matcher.default_config()

    def score(self, a: Sequence[str], b: Sequence[str], person: bool) -> NameScore:
        """Give the matcher's score (0 to 1); the two names are the first ones, it names none."""
        one, other = (_entity(tuple(names[:MOST_NAMES]), person) for names in (a, b))
        found = self._matcher.compare(one, other, self._config)
        return NameScore(min(1.0, max(0.0, float(found.score))), a[0], b[0])


@cache
def _matcher(name: str) -> "type[HeuristicAlgorithm]":
    from nomenklatura.matching.logic_v1.model import LogicV1
    from nomenklatura.matching.name_based.model import NameMatcher

    return LogicV1 if name == "logic-v1" else NameMatcher


_SERIAL = count(1)


@lru_cache(maxsize=50_000)
def _entity(names: tuple[str, ...], person: bool) -> "EntityProxy":
    from followthemoney.proxy import EntityProxy

    schema = "Person" if person else "Organization"
    return EntityProxy.from_dict(
        {"id": f"peer-{next(_SERIAL)}", "schema": schema, "properties": {"name": list(names)}}
    )
