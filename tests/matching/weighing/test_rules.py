"""Each rule of two records, one test a rule; its name is the rule."""

import pytest

from clew.matching.rules import RULES
from clew.matching.weighing import Clue, Comparison, Shares, compare
from clew.matching.weighing.table import table
from clew.model.party import Party

NOBODY = Party("nobody")


def laid(a: Party, b: Party) -> Comparison:
    return compare(a, b, Shares.shipped())


def clue(rule: str, a: Party, b: Party) -> Clue:
    """Give the clue of this rule, which must be there whichever record comes first."""
    found = {clue.rule: clue for clue in laid(a, b).clues}
    turned = {clue.rule: clue for clue in laid(b, a).clues}
    assert rule in found, found.keys()
    assert turned[rule] == found[rule]._replace(a=found[rule].b, b=found[rule].a)
    return found[rule]


def named(*names: str) -> Party:
    return Party("named", names=names)


def born(*births: str) -> Party:
    return Party("born", births=births)


def papers(*documents: str) -> Party:
    return Party("papers", documents=documents)


def test_same_name_weighs_more_where_the_name_is_rare() -> None:
    rare = clue("same_name", named("Xhevdet Bytyqi"), named("Bytyqi Xhevdet"))
    common = clue("same_name", named("Mohammed Ahmed"), named("Ahmed Mohammed"))
    assert rare.weight > common.weight + 3 > 3


def test_similar_names_say_what_differs() -> None:
    found = clue("similar_names", named("Xhevdet Gjoni"), named("Џевдет Ђони"))
    assert found.weight > 5
    assert "spelled differently" in found.sentence


def test_single_name_says_little() -> None:
    found = clue("single_name", named("Agim"), named("Agim Zeka"))
    assert 0 < found.weight <= table().names.single


def test_surname_beside_an_initial_that_fits_is_more_than_a_single_name() -> None:
    alone = clue("single_name", named("Bytyqi"), named("Xhevdet Bytyqi"))
    fits = clue("similar_names", named("X. Bytyqi"), named("Xhevdet Bytyqi"))
    other = clue("single_name", named("A. Bytyqi"), named("Xhevdet Bytyqi"))
    assert fits.weight > alone.weight >= other.weight


def test_father_and_child_exchanged_speaks_against() -> None:
    found = clue("father_and_child_exchanged", named("Nizar bin Samir"), named("Samir bin Nizar"))
    assert found.weight < -3


def test_other_name_speaks_against() -> None:
    assert clue("other_name", named("Arta Zeka"), named("Besnik Hoti")).weight < -3


def test_the_best_of_several_names_counts() -> None:
    found = clue("same_name", named("Abu Hamza", "Samir Tokhi"), named("Samir Tokhi", "Hamid Shah"))
    assert (found.a, found.b) == ("Samir Tokhi", "Samir Tokhi")


def test_similar_body_names_of_one_organisation() -> None:
    a = Party("a", schema="Company", names=("Zarif Transport d.o.o.",))
    b = Party("b", schema="Company", names=("Zarif Transport Ltd",))
    assert clue("similar_body_names", a, b).weight > 3


def test_other_body_name_speaks_against() -> None:
    a = Party("a", schema="Company", names=("Zarif Transport d.o.o.",))
    b = Party("b", schema="Company", names=("Prva Banka",))
    assert clue("other_body_name", a, b).weight < -3


def test_person_and_organisation_are_two() -> None:
    a = Party("a", names=("Zarif Tokhi",))
    b = Party("b", schema="Company", names=("Zarif Tokhi",))
    assert clue("person_and_organisation", a, b).weight < -3


@pytest.mark.parametrize(
    ("rule", "a", "b", "speaks", "why"),
    [
        ("same_birth_date", "1980-05-04", "1980-05-04", 1, "day, month and year agree"),
        ("same_first_of_january", "1980-01-01", "1980-01-01", 1, "only the year tells"),
        ("birth_day_and_month_swapped", "1980-05-04", "1980-04-05", 1, "date orders are confused"),
        ("birth_date_one_digit_off", "1980-05-04", "1980-05-07", 1, "a slip of the pen"),
        ("birth_date_digits_transposed", "1978-05-04", "1987-05-04", 1, "a slip of the keys"),
        ("birth_dates_a_year_apart", "1949-05-04", "1950-05-04", 1, "an age counted wrong"),
        ("birth_dates_a_day_apart", "1980-07-31", "1980-08-01", 1, "a day miscounted"),
        ("birth_dates_a_day_apart", "1980-03-01", "1980-02-29", 1, "a day of a leap year"),
        ("same_birth_year_other_day", "1981-03-01", "1981-02-27", -1, "two days lie between"),
        ("same_birth_month", "1980-05", "1980-05-04", 1, "as far as both are known"),
        ("same_birth_year", "1980", "1980-05-04", 1, "as far as both are known"),
        ("same_birth_month_other_day", "1980-05-11", "1980-05-24", 1, "a day written wrong"),
        ("same_birth_year_other_day", "1980-05-11", "1980-09-24", -1, "two people of one age"),
        ("unknown_day_same_birth_year", "1980-01-01", "1980-09-24", 1, "the day was unknown"),
        ("other_birth_year", "1980", "1990-09-24", -1, "years known on both sides differ"),
        ("other_birth_date", "1980-05-04", "1991-12-23", -1, "nothing agrees"),
        ("same_birth_date_in_another_calendar", "1359-01-01", "1980-03-21", 1, "a solar day"),
        ("same_birth_date_in_another_calendar", "1400-01-01", "1979-11-20", 1, "a lunar day"),
        ("same_birth_year_in_another_calendar", "1359", "1980", 1, "a solar year"),
        ("same_birth_year_in_another_calendar", "1400", "1980-02-11", 1, "a lunar year"),
        ("other_birth_year", "1359", "1991-02-11", -1, "no year of either calendar"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_birth_dates_speak_by_their_rule(rule: str, a: str, b: str, speaks: int, why: str) -> None:
    assert clue(rule, born(a), born(b)).weight * speaks > 0, why


def test_slips_in_name_and_birth_speak_against() -> None:
    a = Party("a", names=("Besnik Krasniqi",), births=("1980-05-04",))
    slip = Party("b", names=("Besnik Krastiqi",), births=("1980-05-24",))
    spelled = Party("b", names=("Besnik Krasniki",), births=("1980-05-24",))
    assert clue("slips_in_name_and_birth", a, slip).weight < -2
    assert "slips_in_name_and_birth" not in {found.rule for found in laid(a, spelled).clues}


def test_two_names_run_together_weigh_as_both_of_them() -> None:
    whole = clue("same_name", named("Besnik Krasniqi"), named("Besnik Krasniqi")).weight
    joined = clue("similar_names", named("Besnik Krasniqi"), named("Besnikkrasniqi")).weight
    assert table().names.single < joined < whole


def test_neighbouring_birth_year_says_little_either_way() -> None:
    assert abs(clue("neighbouring_birth_year", born("1980"), born("1981-07-01")).weight) < 1.5


def test_first_of_january_weighs_no_more_than_the_year() -> None:
    first = clue("same_first_of_january", born("1980-01-01"), born("1980-01-01")).weight
    day = clue("same_birth_date", born("1980-05-04"), born("1980-05-04")).weight
    assert first < day / 2


def test_the_best_of_several_birth_dates_counts() -> None:
    found = clue("same_birth_date", born("1970-02-03", "1980-05-04"), born("1980-05-04"))
    assert found.a == "1980-05-04"


def test_other_sex_speaks_against() -> None:
    found = clue("other_sex", Party("a", sexes=("male",)), Party("b", sexes=("female",)))
    assert found.weight < -2


def test_same_nationality_adds_a_little_to_what_else_speaks_for_one_person() -> None:
    a = Party("a", births=("1980-05-04",), nationalities=("al", "xk"))
    found = clue("same_nationality", a, Party("b", births=("1980-05-04",), nationalities=("xk",)))
    assert 0 < found.weight < 1


def test_same_nationality_alone_says_nothing() -> None:
    both = Party("a", nationalities=("al",)), Party("b", nationalities=("al",))
    assert laid(*both) == Comparison(0, ())


def test_another_nationality_never_counts() -> None:
    a, b = Party("a", nationalities=("al",)), Party("b", nationalities=("rs",))
    assert laid(a, b) == Comparison(0, ())


def test_same_birth_country_adds_a_little_and_never_alone() -> None:
    a = Party("a", birth_countries=("al",))
    assert laid(a, a) == Comparison(0, ())
    named_too = Party("a", names=("Samir Tokhi",), birth_countries=("al",))
    assert 0 < clue("same_birth_country", named_too, named_too).weight < 1


def test_same_place_of_birth_counts_in_any_spelling() -> None:
    a, b = Party("a", places=("Prizren",)), Party("b", places=("Призрен, Kosovo",))
    assert clue("same_place_of_birth", a, b).weight > 1


def test_other_place_of_birth_is_only_weak() -> None:
    a, b = Party("a", places=("Prizren",)), Party("b", places=("Kabul",))
    assert -1.5 < clue("other_place_of_birth", a, b).weight < 0


def test_same_father_weighs_more_where_his_name_is_rare() -> None:
    rare = Party("a", fathers=("Xhevdet",)), Party("b", fathers=("Џевдет",))
    common = Party("a", fathers=("Mohammed",)), Party("b", fathers=("Muhamed",))
    assert clue("same_father", *rare).weight > clue("same_father", *common).weight > 0.5


def test_other_father_speaks_against() -> None:
    assert (
        clue("other_father", Party("a", fathers=("Agim",)), Party("b", fathers=("Besnik",))).weight
        < -2
    )


def test_same_document_ties_two_records() -> None:
    assert clue("same_document", papers("K771299", "p 0012345"), papers("P0012345")).weight > 10


def test_same_document_with_and_without_its_check_digit_is_one_number() -> None:
    assert clue("same_document", papers("L898902C36"), papers("L898902C3")).weight > 10


def test_same_document_but_for_look_alikes_ties_two_records() -> None:
    assert (
        clue("same_document_but_for_look_alikes", papers("PO012345"), papers("P0012345")).weight > 8
    )


def test_document_one_character_off_says_little() -> None:
    assert 0 < clue("document_one_character_off", papers("P0012346"), papers("P0012345")).weight < 3


def test_different_documents_say_nothing() -> None:
    assert laid(papers("P0012345"), papers("K7712999")) == Comparison(0, ())


def test_same_phone_ties_two_records() -> None:
    a = Party("a", phones=("+442079460001",))
    assert clue("same_phone", a, a).weight > 8


def test_shared_phone_says_little_where_the_people_differ() -> None:
    a = Party("a", births=("1980-05-04",), phones=("+442079460001",))
    b = Party("b", births=("1955-09-23",), phones=("+442079460001",))
    assert 0 < clue("shared_phone", a, b).weight < 1


def test_every_rule_weighed_has_a_sentence_and_every_rule_of_its_own_a_weight() -> None:
    of_names = {"same_name", "similar_names", "single_name", "father_and_child_exchanged"}
    of_names |= {"other_name", "similar_body_names", "other_body_name"}
    assert set(table().rules) == set(RULES) - of_names


def test_no_two_rules_say_the_same() -> None:
    said = [rule.__doc__ for rule in RULES.values()]
    assert len(said) == len(set(said))
