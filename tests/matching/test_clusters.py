"""Clusters are what the field's own resolver makes of the same judgements."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.model.groups import components

Pair = tuple[int, int]
ENTITIES = 8
PAIRS = st.tuples(st.integers(1, ENTITIES), st.integers(1, ENTITIES)).filter(lambda p: p[0] != p[1])


@given(st.lists(PAIRS, max_size=20))
def test_each_entity_stands_in_one_group_with_its_partners(pairs: list[Pair]) -> None:
    group_of = {number: at for at, group in enumerate(components(pairs)) for number in group}
    assert all(group_of[a] == group_of[b] for a, b in pairs)


@given(st.lists(PAIRS, max_size=20))
def test_the_order_of_judgements_changes_no_group(pairs: list[Pair]) -> None:
    assert components(pairs) == components(list(reversed(pairs)))


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(st.tuples(PAIRS, st.sampled_from(["positive", "negative", "unsure"])), max_size=15))
def test_our_groups_are_those_of_nomenklaturas_resolver(judged: list[tuple[Pair, str]]) -> None:
    last = {(min(pair), max(pair)): said for pair, said in judged}
    same = [pair for pair, said in last.items() if said == "positive"]
    assert {frozenset(group) for group in components(same)} == groups_of_the_resolver(last)


def groups_of_the_resolver(judged: dict[Pair, str]) -> set[frozenset[int]]:
    """The groups of two and more that nomenklatura's resolver makes of these judgements."""
    from followthemoney import StatementEntity
    from nomenklatura.db import Session
    from nomenklatura.judgement import Judgement
    from nomenklatura.resolver import Resolver
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", poolclass=StaticPool)
    session = Session(engine)
    resolver = Resolver[StatementEntity](session, create=True)
    for (a, b), said in judged.items():
        resolver.decide(f"e{a}", f"e{b}", Judgement(said), user="mira")
    groups: dict[str, set[int]] = {}
    for number in range(1, ENTITIES + 1):
        groups.setdefault(resolver.get_canonical(f"e{number}"), set()).add(number)
    session.close()
    engine.dispose()
    return {frozenset(group) for group in groups.values() if len(group) > 1}
