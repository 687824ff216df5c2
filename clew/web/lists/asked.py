"""What a question asks for besides its words: limits, thresholds, filters; a wrong one is refused."""

from dataclasses import dataclass
from datetime import datetime

from starlette.datastructures import QueryParams

from clew.errors import NotFound, UsageError, pick
from clew.matching.weighing.prior import PROPOSED

CUTOFF = 0.50
"""Probability below which a result is left out unless told otherwise, as in yente."""
USUAL_RESULTS = 5
MOST_RESULTS = 500
MOST_OFFSET = 9_499
MOST_IDS = 50

_TOLD = {"limit", "include_dataset", "exclude_dataset", "exclude_schema", "topics", "changed_since"}
_MATCH = _TOLD | {"threshold", "cutoff", "algorithm", "fuzzy", "exclude_entity_ids"}
_SEARCH = _TOLD | {
    *("q", "schema", "countries", "datasets", "filter", "filter_op", "offset", "sort"),
    *("target", "fuzzy", "simple", "facets"),
}
_YES = {"true", "1", "yes", "on"}
_NO = {"false", "0", "no", "off", ""}
OWN = ("best", "default", "clew")
"""Names under which clew's way to compare may be asked for."""
FACETS = ("countries", "topics", "datasets", "schema")


@dataclass(frozen=True, slots=True)
class Kept:
    """Which listed entities a question is about; an empty part asks for nothing.

    Attributes:
        topics: one of these topics must stand on the entity.
        schemata_left_out: names of schemata that are left out.
        ids_left_out: ids, or former ids, that are left out.
        since: ISO 8601; entities known to be unchanged since then are left out.
        countries: one of these countries must stand on the entity.
        properties: (property, value) pairs that must stand on the entity.
        every: each topic, country and property must stand there, not one of each kind.
    """

    topics: tuple[str, ...] = ()
    schemata_left_out: tuple[str, ...] = ()
    ids_left_out: tuple[str, ...] = ()
    since: str = ""
    countries: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class MatchWish:
    """How a batch of queries is to be answered.

    Attributes:
        limit: most results for one query.
        threshold: probability from which a result is marked as a match.
        cutoff: probability below which a result is left out.
        include: further lists to ask.
        exclude: lists left out.
        kept: which listed entities are asked about.
    """

    limit: int
    threshold: float
    cutoff: float
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    kept: Kept


@dataclass(frozen=True, slots=True)
class SearchWish:
    """How the words of a search box are to be answered.

    Attributes:
        words: what was typed.
        schema: kind of entity that is looked for.
        limit: most results.
        offset: results passed over.
        include: further lists to ask.
        exclude: lists left out.
        facets: kinds of counts to give besides.
        kept: which listed entities are asked about.
    """

    words: str
    schema: str
    limit: int
    offset: int
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    facets: tuple[str, ...]
    kept: Kept


def match_wish(params: QueryParams) -> MatchWish:
    """Read the parameters of ``/match``.

    Raises:
        UsageError: one is unknown, or its value does not fit.
    """
    known(params, _MATCH)
    algorithm = params.get("algorithm", "best")
    if algorithm not in OWN:
        raise UsageError(
            f"no algorithm called {algorithm!r}",
            where="algorithm",
            do="leave it out, or ask for 'best'; clew measure names compares clew with others",
        )
    switch(params, "fuzzy")
    threshold = share(params.get("threshold"), "threshold", PROPOSED)
    return MatchWish(
        limit=whole(params, "limit", USUAL_RESULTS, 1, MOST_RESULTS),
        threshold=threshold,
        cutoff=min(threshold, share(params.get("cutoff"), "cutoff", CUTOFF)),
        include=_several(params, "include_dataset"),
        exclude=_several(params, "exclude_dataset"),
        kept=Kept(
            topics=_several(params, "topics"),
            schemata_left_out=_several(params, "exclude_schema"),
            ids_left_out=_several(params, "exclude_entity_ids", MOST_IDS),
            since=_moment(params),
        ),
    )


def search_wish(params: QueryParams) -> SearchWish:
    """Read the parameters of ``/search``.

    Raises:
        UsageError: one is unknown, or its value does not fit; or nothing is searched for.
    """
    known(params, _SEARCH)
    words = params.get("q", "").strip()
    if not words:
        raise UsageError("nothing is searched for", where="q", do="write a name, a number or an id")
    if params.getlist("sort"):
        raise UsageError(
            "the results are not sorted by another field", where="sort", do="leave it out"
        )
    for name in ("fuzzy", "simple", "target"):
        switch(params, name)
    return SearchWish(
        words=words,
        schema=params.get("schema", "Thing"),
        limit=whole(params, "limit", 10, 0, MOST_RESULTS),
        offset=whole(params, "offset", 0, 0, MOST_OFFSET),
        include=_several(params, "include_dataset") + _several(params, "datasets"),
        exclude=_several(params, "exclude_dataset"),
        facets=tuple(_one_of("facets", name, FACETS) for name in params.getlist("facets"))
        or FACETS[:3],
        kept=Kept(
            topics=_several(params, "topics"),
            schemata_left_out=_several(params, "exclude_schema"),
            since=_moment(params),
            countries=_several(params, "countries"),
            properties=tuple(_pair(text) for text in params.getlist("filter")),
            every=_one_of("filter_op", params.get("filter_op", "OR").upper(), ("AND", "OR"))
            == "AND",
        ),
    )


def whole(params: QueryParams, name: str, usual: int, low: int, high: int) -> int:
    """Read a whole number from *low* to *high*.

    Raises:
        UsageError: it is none.
    """
    text = params.get(name)
    if text is None:
        return usual
    if not text.isascii() or not text.isdigit() or not low <= int(text[:9]) <= high:
        raise UsageError(
            f"{text[:40]!r} is not a number from {low} to {high}", where=name, do="correct it"
        )
    return int(text)


def share(value: object, where: str, usual: float) -> float:
    """Read a probability from 0 to 1; None gives the usual one.

    Raises:
        UsageError: it is none.
    """
    if value is None:
        return usual
    try:
        number = float(str(value))
    except ValueError:
        number = -1.0
    if not 0.0 <= number <= 1.0:
        raise UsageError(
            f"{str(value)[:40]!r} is not a probability from 0 to 1", where=where, do="correct it"
        )
    return number


def switch(params: QueryParams, name: str, usual: bool = False) -> bool:
    """Read a yes or a no.

    Raises:
        UsageError: it is neither.
    """
    text = params.get(name)
    if text is None:
        return usual
    if text.lower() not in _YES | _NO:
        raise UsageError(f"{text[:40]!r} is neither true nor false", where=name, do="correct it")
    return text.lower() in _YES


def known(params: QueryParams, names: set[str]) -> None:
    """Refuse a parameter no question of this kind has: a misspelt filter must not be passed over.

    Raises:
        UsageError: one is not in *names*.
    """
    for name in params:
        if name not in names:
            try:
                pick("parameter", name, dict.fromkeys(names))
            except NotFound as none:
                raise UsageError(none.what, do=none.do) from none


def _several(params: QueryParams, name: str, most: int = MOST_RESULTS) -> tuple[str, ...]:
    values = tuple(value for value in params.getlist(name) if value)
    if len(values) > most:
        raise UsageError(f"{len(values)} values are too many", where=name, do=f"at most {most}")
    return values


def _one_of(where: str, text: str, words: tuple[str, ...]) -> str:
    if text not in words:
        raise UsageError(
            f"{text[:40]!r} is not known", where=where, do=f"it is one of: {', '.join(words)}"
        )
    return text


def _moment(params: QueryParams) -> str:
    text = params.get("changed_since", "")
    if text:
        try:
            datetime.fromisoformat(text)
        except ValueError as exc:
            raise UsageError(
                f"{text[:40]!r} is not a date", where="changed_since", do="write it as 2026-03-01"
            ) from exc
    return text


def _pair(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon or not name or not value:
        raise UsageError(
            f"{text[:80]!r} is not a filter", where="filter", do="write it as property:value"
        )
    return name.removeprefix("properties."), value
