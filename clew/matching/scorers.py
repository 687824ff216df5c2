"""The matcher of names that clew's own is measured against.

It is given names only. Nationality, sex and birth date never reach it, so that a name is never more
or less alike because of where its bearer comes from.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import count
from typing import TYPE_CHECKING

from clew.matching.ports import NameScore
from clew.model.text import tokens

if TYPE_CHECKING:
    from followthemoney.proxy import EntityProxy
    from nomenklatura.matching.types import ScoringConfig

ONE_WORD_AT_MOST = 0.6
"""A single name ("Agim") that fits tells too few people apart to be proposed; standards 12.2, rule 7."""
MOST_NAMES = 8
"""Names compared per record; a record with more is compared by its first ones."""


class LogicNames:
    """Compares names with the name part of nomenklatura's logic-v2, the peer clew is measured against.

    Its other parts (birth date, sex, country) are left out: clew weighs those itself and says so.
    The side with more words is the question, so that a missing word costs the same both ways.

    Args:
        one_word_at_most: what a person's name of a single word can reach.
    """

    def __init__(self, one_word_at_most: float = ONE_WORD_AT_MOST) -> None:
        self._config = _configuration()
        self._most = one_word_at_most

    def score(self, a: Sequence[str], b: Sequence[str], person: bool) -> NameScore:
        """Give logic-v2's name score; a name of one word reaches 0.6 at most."""
        first, second = tuple(a[:MOST_NAMES]), tuple(b[:MOST_NAMES])
        turned = _rank(first) < _rank(second)
        found = self._score(second, first, person) if turned else self._score(first, second, person)
        return NameScore(found.score, found.b, found.a) if turned else found

    def _score(self, a: tuple[str, ...], b: tuple[str, ...], person: bool) -> NameScore:
        from nomenklatura.matching.logic_v2.names.match import name_match

        result = name_match(_proxy(a, person), _proxy(b, person), self._config)
        mine = result.query if result.query in a else a[0]
        theirs = result.candidate if result.candidate in b else b[0]
        score = min(1.0, max(0.0, float(result.score)))
        if person and min(len(tokens(mine)), len(tokens(theirs))) < 2:
            score = min(score, self._most)
        return NameScore(score, mine, theirs)


def _rank(names: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    return max(len(tokens(name)) for name in names), names


_SERIAL = count(1)


@lru_cache(maxsize=50_000)
def _proxy(names: tuple[str, ...], person: bool) -> "EntityProxy":
    """An entity of names only, with an id of its own: logic-v2 remembers names by entity id."""
    from followthemoney.proxy import EntityProxy

    said = {"name": list(names)}
    schema = "Person" if person else "Organization"
    return EntityProxy.from_dict(
        {"id": f"names-{next(_SERIAL)}", "schema": schema, "properties": said}
    )


@cache
def _configuration() -> "ScoringConfig":
    from nomenklatura.matching.logic_v2.model import LogicV2

    return LogicV2.default_config()
