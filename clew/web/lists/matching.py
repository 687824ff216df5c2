"""Matching by example: each query of a batch is one check of a party against the lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from clew.errors import UsageError
from clew.matching.weighing.prior import default_prior
from clew.model.ftm import model
from clew.model.values import Cleaner
from clew.web.lists import shown
from clew.web.lists.asked import Kept, MatchWish, share
from clew.web.lists.examples import Example, read_example
from clew.web.lists.held import Held, Listed, entity_on
from clew.web.lists.kept import keeps
from clew.web.lists.ports import Hit

MOST_QUERIES = 500
"""Queries one request may carry."""


@dataclass(frozen=True, slots=True)
class Found:
    """One listed entity that may be who is looked for.

    Attributes:
        listed: the entity.
        hit: what the check gave.
        prior: the probability the check started from.
    """

    listed: Listed
    hit: Hit
    prior: float


@dataclass(frozen=True, slots=True)
class Batch:
    """The queries of one request.

    Attributes:
        examples: key → query as it is understood.
        prior: the probability a check starts from, if the request states one.
    """

    examples: Mapping[str, Example]
    prior: float | None


def read_batch(body: object) -> Batch:
    """Read the queries of one request.

    Raises:
        UsageError: there are none, too many, or one of them cannot be read.
    """
    queries = body.get("queries") if isinstance(body, dict) else None
    if not isinstance(body, dict) or not isinstance(queries, dict) or not queries:
        raise UsageError(
            "no queries are given",
            where="queries",
            do='send {"queries": {"a": {"schema": "Person", "properties": {…}}}}',
        )
    if len(queries) > MOST_QUERIES:
        raise UsageError(
            f"{len(queries)} queries are too many for one request",
            where="queries",
            do=f"send at most {MOST_QUERIES} at a time",
        )
    if body.get("weights"):
        raise UsageError(
            "weights are not set by a request",
            where="weights",
            do="leave them out; clew weights fit makes them from labelled data",
        )
    cleaner = Cleaner(None)
    examples = {key: read_example(key, query, cleaner) for key, query in queries.items()}
    return Batch(examples, _prior(body.get("config")))


def match(lists: Sequence[Held], batch: Batch, wish: MatchWish) -> dict[str, Any]:
    """Check each query of a batch and give the answers, the most probable first."""
    answers = {}
    for key, example in batch.examples.items():
        found = check(lists, example, wish.kept, wish.cutoff, batch.prior)
        answers[key] = {
            "status": 200,
            "results": [
                shown.scored(one.listed, one.hit, wish.threshold, one.prior)
                for one in found[: wish.limit]
            ],
            "total": {"value": len(found), "relation": "eq"},
            "query": example.told(),
            "refused": example.refused,
            "not_compared": example.not_compared,
        }
    return {"responses": answers, "matcher": {}, "limit": wish.limit}


def check(
    lists: Sequence[Held], example: Example, kept: Kept, cutoff: float, prior: float | None
) -> list[Found]:
    """Give who on the lists may be the party of *example*, the most probable first."""
    if not example.says_who:
        return []
    listed = sum(held.index.edition.counted for held in lists)
    start = default_prior(1, listed) if prior is None else prior
    found = [one for held in lists for one in _on(held, example, kept, cutoff, start)]
    return sorted(
        found, key=lambda one: (-one.hit.probability, one.listed.held.name, one.hit.list_id)
    )


def _on(held: Held, example: Example, kept: Kept, cutoff: float, prior: float) -> list[Found]:
    found = []
    for hit in held.index.check(example.party, threshold=cutoff, prior=prior):
        entity = entity_on(held, hit.list_id)
        if entity is not None and _can_be(example, entity) and keeps(kept, entity):
            found.append(Found(Listed(held, entity), hit, prior))
    return found


def _can_be(example: Example, entity: Mapping[str, Any]) -> bool:
    """True when FollowTheMoney lets the two kinds be one: a person and a company never are."""
    asked, listed = model().get(example.schema), model().get(entity["schema"])
    return asked is not None and listed is not None and asked.can_match(listed)


def _prior(config: object) -> float | None:
    if config is None or config == {}:
        return None
    if not isinstance(config, dict) or set(config) != {"prior"}:
        told = ", ".join(map(str, config)) if isinstance(config, dict) else str(config)
        raise UsageError(
            f"nothing called {told[:80]!r} can be configured",
            where="config",
            do="config has: prior",
        )
    prior = share(config["prior"], "config.prior", 0.0)
    if not 0.0 < prior < 1.0:
        raise UsageError(
            f"{prior} leaves nothing to find out", where="config.prior", do="between 0 and 1"
        )
    return prior
