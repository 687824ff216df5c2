"""How clues for and against add up."""

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.matching.rules import RULES, sentence
from clew.matching.weigh import Weighed, are_one_kind, prior, weigh
from clew.matching.weights import PROPOSED
from clew.store.crossing import Fact, Record

PHONE, PASSPORT = ("phone", "+38344123456"), ("document", "P0012345")


def record(number: int, name: str = "", schema: str = "Person", **said: str) -> Record:
    """A record whose statements are numbered by the order they are given in."""
    made = Record(number, schema, f"agency-{number}")
    for at, (kind, text) in enumerate({"names": name, **said}.items()):
        if text:
            getattr(made, kind).append(Fact(number * 100 + at, text))
    return made


def carrying(made: Record, *numbers: tuple[str, str]) -> Record:
    made.numbers = {number: made.no * 100 + 50 + at for at, number in enumerate(numbers)}
    return made


def weighed(a: Record, b: Record, common: frozenset[tuple[str, str]] = frozenset()) -> Weighed:
    return weigh(a, b, common)


def test_the_score_is_the_prior_and_the_sum_of_the_clues_and_nothing_else() -> None:
    a = carrying(record(1, "Arta Zeka", births="1990-02-03", sexes="female"), PHONE)
    b = carrying(record(2, "Zeka Arta", births="1990-03-02", sexes="female"), PHONE)
    found = weighed(a, b)
    total = log(prior() / (1 - prior())) + sum(clue.weight for clue in found.clues)
    assert found.score == pytest.approx(1 / (1 + exp(-total)), abs=0.0001)


@pytest.mark.parametrize(
    ("a", "b", "proposed", "why"),
    [
        ({"births": "1990-02-03"}, {"births": "1990-02-03"}, True, "name and birth date agree"),
        (
            {"births": "1990-02-03"},
            {"births": "1961-08-21"},
            False,
            "namesakes differ in birth date",
        ),
        ({"fathers": "Agim"}, {"fathers": "Besnik"}, False, "cousins differ in the father's name"),
        (
            {"fathers": "Xhevdet"},
            {"fathers": "Џевдет"},
            True,
            "the father's name is spelt in another script",
        ),
        ({"sexes": "male"}, {"sexes": "female"}, False, "a name does not outweigh another sex"),
        (
            {"sexes": "male", "births": "1990-02-03"},
            {"sexes": "female", "births": "1990-02-03"},
            True,
            "a sex may be written wrong where name and birth date agree",
        ),
        (
            {"nationalities": "xk"},
            {"nationalities": "al"},
            True,
            "nationality never counts against",
        ),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_what_tells_two_bearers_of_one_name_apart(
    a: dict[str, str], b: dict[str, str], proposed: bool, why: str
) -> None:
    found = weighed(record(1, "Arta Zeka", **a), record(2, "Arta Zeka", **b))
    assert (found.score >= PROPOSED) is proposed, why


def test_a_different_nationality_makes_no_clue() -> None:
    found = weighed(
        record(1, "Arta Zeka", nationalities="xk"), record(2, "Arta Zeka", nationalities="sy")
    )
    assert {clue.rule for clue in found.clues} == {"same_name"}


def test_the_same_nationality_alone_never_makes_a_hit() -> None:
    a, b = (
        record(1, "Arta Zeka", nationalities="xk"),
        record(2, "Milorad Božović", nationalities="xk"),
    )
    assert not weighed(a, b).is_worth_keeping


def test_a_namesake_with_another_birth_date_is_not_kept() -> None:
    found = weighed(
        record(1, "Arta Zeka", births="1990-02-03"), record(2, "Arta Zeka", births="1961-08-21")
    )
    assert not found.is_worth_keeping


def test_father_and_son_of_one_name_are_told_apart_by_their_birth_dates() -> None:
    a = carrying(record(1, "Agim Hoxha", births="1961-08-21"), PHONE)
    b = carrying(record(2, "Agim Hoxha", births="1992-05-02"), PHONE)
    assert weighed(a, b).score < PROPOSED


def test_one_birth_date_outweighs_a_name_the_matcher_cannot_read() -> None:
    a = carrying(record(1, "Arta Zeka", births="1990-02-03"), PHONE)
    b = carrying(record(2, "زيكا ارتا", births="1990-02-03"), PHONE)
    assert "same_phone" in {clue.rule for clue in weighed(a, b).clues}


def test_a_common_value_moves_no_hit_over_the_line() -> None:
    a, b = carrying(record(1), PHONE), carrying(record(2), PHONE)
    assert weighed(a, b).score >= PROPOSED > weighed(a, b, frozenset({PHONE})).score


def test_a_pair_with_nothing_but_a_common_value_is_not_kept() -> None:
    a, b = carrying(record(1, "Arta Zeka"), PHONE), carrying(record(2, "Genc Topalli"), PHONE)
    assert not weighed(a, b, frozenset({PHONE})).is_worth_keeping


def test_a_nickname_that_does_not_fit_speaks_less_against_than_a_full_name() -> None:
    nickname = weighed(
        carrying(record(1, "Shefi"), PHONE), carrying(record(2, "Agim Hoxha"), PHONE)
    )
    full = weighed(
        carrying(record(1, "Genc Topalli"), PHONE), carrying(record(2, "Agim Hoxha"), PHONE)
    )
    assert full.score < nickname.score < PROPOSED


@given(
    st.sampled_from(["Arta Zeka", "Zeka", "Genc Topalli", ""]),
    st.sampled_from(["Arta Zeka", "A. Zeka", ""]),
)
def test_it_does_not_matter_which_record_comes_first(one: str, other: str) -> None:
    a, b = carrying(record(1, one), PHONE, PASSPORT), carrying(record(2, other), PHONE, PASSPORT)
    assert weighed(a, b).score == weighed(b, a).score


class Value:
    def __init__(self, value: str, written: str) -> None:
        self.value, self.written = value, written


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_sentence_ends_like_one_and_names_a_value(rule: str) -> None:
    said = sentence(
        rule, Value("1980-05-04", "04.05.1980"), Value("1980-04-05", "05.04.1980"), covered=False
    )
    assert said.endswith(".")
    assert "1980" in said


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_sentence_about_a_covered_value_does_not_speak_it(rule: str) -> None:
    assert "1980" not in sentence(rule, Value("1980", "1980"), Value("1980", "1980"), covered=True)


def test_a_sentence_shows_how_the_number_is_written() -> None:
    said = sentence(
        "same_phone", Value(PHONE[1], "044 123 456"), Value(PHONE[1], PHONE[1]), covered=False
    )
    assert (
        said == "Both records carry the telephone number +38344123456; one writes it '044 123 456'."
    )


@pytest.mark.slow
def test_one_kind_of_thing_is_what_followthemoney_can_merge() -> None:
    from followthemoney.exc import InvalidData

    from clew.model.ftm import model

    kinds = [
        "Person",
        "LegalEntity",
        "Organization",
        "Company",
        "PublicBody",
        "Vehicle",
        "Handset",
        "UserAccount",
    ]
    for a in kinds:
        for b in kinds:
            try:
                model().common_schema(a, b)
                can = True
            except InvalidData:
                can = False
            assert are_one_kind(a, b) is can, (a, b)


def test_no_score_is_certain() -> None:
    a = carrying(record(1, "Arta Zeka", births="1990-02-03"), PHONE, PASSPORT)
    b = carrying(record(2, "Arta Zeka", births="1990-02-03"), PHONE, PASSPORT)
    assert weighed(a, b).score < 1


def test_a_document_read_with_a_look_alike_letter_is_a_clue_at_its_statement() -> None:
    a = carrying(record(1, "Arta Zeka"), ("document", "PO012345"))
    b = carrying(record(2, "Arta Zeka"), ("document", "P0012345"))
    (clue,) = (c for c in weighed(a, b).clues if c.kind == "document")
    assert (clue.rule, clue.a, clue.b) == ("same_document_but_for_look_alikes", 150, 250)
