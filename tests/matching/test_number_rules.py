"""Each rule of a number two records of a case share, one test a rule; its name is the rule."""

import pytest

from clew.matching.rules import sentence
from clew.matching.weigh import weigh
from clew.store.crossing import Fact, Record
from clew.store.hits import Drawn

NONE: frozenset[tuple[str, str]] = frozenset()
SAME = {"births": "1990-02-03"}
"""Two people who are alike; with another birth date they are not."""


def bearing(number: int, kind: str, key: str, schema: str = "Person", **said: str) -> Record:
    """A record with one number, and what else it says."""
    made = Record(number, schema, f"agency-{number}")
    for at, (field, text) in enumerate(said.items()):
        getattr(made, field).append(Fact(number * 100 + at, text))
    made.numbers = {(kind, key): number * 100 + 50}
    return made


def clue(rule: str, a: Record, b: Record, common: frozenset[tuple[str, str]] = NONE) -> Drawn:
    """Give the clue of this rule, which must be there whichever record comes first."""
    found = {clue.rule: clue for clue in weigh(a, b, common).clues}
    turned = {clue.rule: clue for clue in weigh(b, a, common).clues}
    assert rule in found, found.keys()
    assert turned[rule].weight == found[rule].weight
    return found[rule]


def two(kind: str, key: str, schema: str = "Person", **other: str) -> tuple[Record, Record]:
    """Two records that share a number, the second with *other* said."""
    said = {"names": "Arta Zeka", **SAME} if schema == "Person" else {}
    return bearing(1, kind, key, schema, **said), bearing(2, kind, key, schema, **{**said, **other})


def test_same_email_ties_two_records() -> None:
    assert clue("same_email", *two("email", "arta@example.org")).weight > 8


def test_shared_email_says_little_where_the_people_differ() -> None:
    found = clue("shared_email", *two("email", "arta@example.org", births="1961-08-21"))
    assert 0 < found.weight < 1


def test_same_address_says_less_than_a_number_of_ones_own() -> None:
    assert 0 < clue("same_address", *two("address", "lindenweg 4")).weight < 4


def test_shared_address_says_next_to_nothing_where_the_people_differ() -> None:
    found = clue("shared_address", *two("address", "lindenweg 4", births="1961-08-21"))
    assert 0 < found.weight < 0.5


@pytest.mark.parametrize(
    ("rule", "kind", "key", "schema"),
    [
        ("same_account", "account", "telegram:1000001", "UserAccount"),
        ("same_iban", "iban", "XK051212012345678906", "BankAccount"),
        ("same_imei", "imei", "490154203237518", "Handset"),
        ("same_plate", "plate", "BG123AB", "Vehicle"),
        ("same_serial", "serial", "SN-000001", "Handset"),
    ],
)
def test_one_number_of_one_thing_ties_two_records(
    rule: str, kind: str, key: str, schema: str
) -> None:
    assert clue(rule, *two(kind, key, schema)).weight > 8


def test_other_country_of_plate_speaks_against() -> None:
    a = bearing(1, "plate", "BG123AB", "Vehicle", countries="rs")
    b = bearing(2, "plate", "BG123AB", "Vehicle", countries="bg")
    assert clue("other_country_of_plate", a, b).weight < -1


def test_number_of_another_kind_of_thing_is_a_link_and_hardly_a_reason() -> None:
    a = bearing(1, "phone", "+38344000001", names="Arta Zeka")
    b = bearing(2, "phone", "+38344000001", "Handset")
    assert 0 < clue("number_of_another_kind_of_thing", a, b).weight < 1


def test_common_value_tells_nobody_apart() -> None:
    common = frozenset({("email", "desk@example.org")})
    assert 0 < clue("common_value", *two("email", "desk@example.org"), common).weight < 0.1


@pytest.mark.parametrize("rule", ["same_iban", "same_plate", "shared_address"])
def test_its_sentence_shows_both_values(rule: str) -> None:
    from clew.matching.rules import Text

    said = sentence(rule, Text("AB 12-3"), Text("AB123"), covered=False)
    assert "AB 12-3" in said
    assert "AB123" in said
