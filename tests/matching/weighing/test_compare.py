"""Clues add up, whichever record comes first."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.matching.weighing import Shares, compare, default_prior, probability, share_key
from clew.model.party import Party

NAMES = st.lists(
    st.sampled_from(
        [
            "Arta Zeka",
            "Zeka, Arta",
            "Арта Зека",
            "Nizar bin Samir",
            "Samir bin Nizar",
            "FNU",
            "Agim",
            "حسن زيد",
            "",
        ]
    ),
    max_size=3,
).map(tuple)
BIRTHS = st.lists(
    st.sampled_from(
        ["1980-05-04", "1980-04-05", "1980", "1980-05", "1359-02-14", "1980-01-01", "1991-12-23"]
    ),
    max_size=2,
).map(tuple)
PARTIES = st.builds(
    Party,
    st.just("one"),
    st.sampled_from(["Person", "LegalEntity", "Company"]),
    NAMES,
    BIRTHS,
    fathers=st.sampled_from([(), ("Agim",), ("Besnik", "Agim")]),
    documents=st.sampled_from([(), ("P0012345",), ("PO012345", "K771299")]),
    nationalities=st.sampled_from([(), ("al",), ("rs", "al")]),
    places=st.sampled_from([(), ("Prizren",), ("Kabul", "Prizren")]),
)


@settings(max_examples=150, deadline=None)
@given(PARTIES, PARTIES)
def test_the_answer_is_the_same_whichever_comes_first(a: Party, b: Party) -> None:
    one, other = compare(a, b, Shares.shipped()), compare(b, a, Shares.shipped())
    assert one.log_odds == other.log_odds
    assert [(c.rule, c.a, c.b) for c in one.clues] == [(c.rule, c.b, c.a) for c in other.clues]


@settings(max_examples=150, deadline=None)
@given(PARTIES, PARTIES)
def test_the_sum_is_the_clues_and_nothing_else(a: Party, b: Party) -> None:
    found = compare(a, b, Shares.shipped())
    assert found.log_odds == pytest.approx(sum(clue.weight for clue in found.clues), abs=0.01)


@settings(max_examples=50, deadline=None)
@given(PARTIES, PARTIES)
def test_every_clue_has_a_sentence(a: Party, b: Party) -> None:
    assert all(c.sentence.endswith(".") for c in compare(a, b, Shares.shipped()).clues)


def test_a_placeholder_says_nothing() -> None:
    a, b = Party("a", names=("FNU",)), Party("b", names=("Arta Zeka",))
    assert compare(a, b, Shares.shipped()).clues == ()


def test_names_in_scripts_that_cannot_be_laid_beside_say_nothing() -> None:
    a, b = Party("a", names=("李小龙",)), Party("b", names=("Arta Zeka",))
    assert compare(a, b, Shares.shipped()).clues == ()


def test_a_probability_is_the_prior_where_nothing_is_said() -> None:
    assert probability(0.0, 0.01) == pytest.approx(0.01)


def test_evidence_of_99_to_1_makes_an_even_chance_of_one_in_a_hundred() -> None:
    assert probability(log(99), 0.01) == pytest.approx(0.5)


def test_a_prior_must_be_between_none_and_certain() -> None:
    with pytest.raises(ValueError, match="not a probability"):
        probability(1.0, 0.0)


def test_a_longer_list_makes_the_prior_smaller() -> None:
    assert default_prior(1, 1_000_000) < default_prior(1, 1_000)


def test_more_checks_allow_for_more_true_hits_in_all() -> None:
    few, many = default_prior(1, 1_000), default_prior(1_000_000, 1_000)
    assert few < many * 1_000_000
    assert many < few


def test_spellings_of_one_name_are_counted_under_one_key() -> None:
    assert share_key("mehmet") == share_key("mohammed") != share_key("mahmud")


def test_a_part_common_on_the_list_tells_less_than_in_the_reference() -> None:
    listed = Shares({share_key("gjoni"): 5_000}, 20_000)
    assert listed.of("gjoni") > Shares.shipped().of("gjoni")


def test_a_share_is_above_none_and_at_most_one() -> None:
    crowded = Shares({share_key("gjoni"): 10**9}, 10)
    assert crowded.of("gjoni") == 1.0
    assert Shares({}, 10**9).of("gjoni") > 0
