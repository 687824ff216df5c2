"""Whatever is sent, a batch is read or refused in words; it never breaks the server."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from clew.errors import UsageError
from clew.web.lists.asked import match_wish, search_wish
from clew.web.lists.examples import COMPARED
from clew.web.lists.held import Lists
from clew.web.lists.matching import match, read_batch
from tests.web.listing import StandIn

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)
NAMES = st.sampled_from([*sorted(COMPARED), "address", "parent", "birthdate"])
QUERIES = st.fixed_dictionaries(
    {
        "schema": st.sampled_from(["Person", "Company", "LegalEntity", "Vessel"]),
        "properties": st.dictionaries(NAMES, ANYTHING, max_size=5),
    },
    optional={"id": ANYTHING},
)


@given(body=ANYTHING | st.fixed_dictionaries({"queries": st.dictionaries(st.text(), ANYTHING)}))
def test_a_body_of_any_shape_is_read_or_refused(body: Any) -> None:
    refusal = refused(lambda: read_batch(body))
    assert refusal is None or (refusal.what and refusal.do)


@given(query=QUERIES)
def test_each_value_of_a_query_is_compared_refused_or_named_as_not_compared(query: Any) -> None:
    example = read_batch({"queries": {"q": query}}).examples["q"]
    refused = {one["property"] for one in example.refused}
    for name, values in query["properties"].items():
        told = name in example.properties or name in refused or name in example.not_compared
        assert told or values in (None, "") or not [v for v in _several(values) if v]


@given(query=QUERIES)
def test_a_query_that_can_be_read_is_answered(query: Any) -> None:
    lists = Lists([StandIn()])
    told = match(
        lists.of("default"), read_batch({"queries": {"q": query}}), match_wish(QueryParams())
    )
    assert told["responses"]["q"]["status"] == 200


@given(
    params=st.dictionaries(
        st.sampled_from(
            [
                "q",
                "limit",
                "offset",
                "cutoff",
                "threshold",
                "changed_since",
                "filter",
                "facets",
                "x",
            ]
        ),
        st.text(),
    )
)
def test_a_parameter_of_any_text_is_read_or_refused(params: dict[str, str]) -> None:
    for read in (match_wish, search_wish):
        refusal = refused(partial(read, QueryParams(params)))
        assert refusal is None or (refusal.what and refusal.do)


@pytest.mark.parametrize("number", ["١٢", "1e2", "²", "-1", " 1", "99999999999999999999"])
def test_a_number_is_written_in_plain_digits(number: str) -> None:
    with pytest.raises(UsageError, match="not a number from 1 to 500"):
        match_wish(QueryParams({"limit": number}))


def refused(ask: Callable[[], object]) -> UsageError | None:
    """Give the refusal of a question, None when it is taken; any other fault is one of the server."""
    try:
        ask()
    except UsageError as refusal:
        return refusal
    return None


def _several(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [values]
