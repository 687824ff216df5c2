"""Names cut into words: many at once and one by one give the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.matching.screening.cutting import Cut, cut, cut_one
from clew.model.party import Party
from tests.matching.screening.parties import frame

WORDS = st.sampled_from(
    ["Agim", "al-", "AĞAOĞLU", "Џевдет", "عبد الله", "d'Ora", "ÜNAL", "İbiş", "\u202eلا", "ﬁ"]
)
NAMES = st.one_of(
    st.text(max_size=60), st.lists(WORDS, max_size=30).map(" ".join), st.lists(WORDS).map("-".join)
)
DATES = st.dates().map(str).flatmap(lambda day: st.sampled_from([day[:4], day[:7], day]))
PARTIES = st.builds(
    Party,
    id=st.just("1"),
    schema=st.sampled_from(["Person", "LegalEntity", "Company", "Vessel"]),
    names=st.lists(NAMES, max_size=30).map(tuple),
    births=st.lists(DATES, max_size=4).map(tuple),
)


def said(names: Cut) -> list[list[str]]:
    """The words of each name."""
    pairs = zip(names.names[:-1], names.names[1:], strict=True)
    return [[names.words[place] for place in names.places[a:b]] for a, b in pairs]


def words(name: str, schema: str = "Person") -> list[str]:
    """The words of one name."""
    return said(cut_one(Party("1", schema, names=(name,))))[0]


@given(PARTIES)
def test_one_party_is_cut_as_many_are(party: Party) -> None:
    alone, among = cut_one(party), cut(frame(party))
    assert alone.words == among.words
    for array in ("names", "places", "owners", "births", "dates", "kinds"):
        assert np.array_equal(getattr(alone, array), getattr(among, array)), array


@given(st.lists(PARTIES, max_size=5))
def test_words_stand_with_the_party_that_bears_the_name(parties: list[Party]) -> None:
    among = cut(frame(*parties))
    alone = [name for party in parties for name in said(cut_one(party))]
    owners = [row for row, party in enumerate(parties) for _ in said(cut_one(party))]
    assert (said(among), among.owners.tolist()) == (alone, owners)


@pytest.mark.parametrize(
    ("name", "parts", "why"),
    [
        ("  Agim   DRINI ", ["agim", "drini"], "spaces and capitals"),
        ("Al-Example, Nour", ["al", "example", "nour"], "hyphen and comma part words"),
        ("O'Hara", ["ohara"], "an apostrophe does not"),
        ("A\u200bgim \u202eDrini", ["agim", "drini"], "marks that are not seen"),
        ("مُحَمَّد", ["محمد"], "vowel signs"),
        ("Ａｇｉｍ", ["agim"], "wide letters"),
    ],
)
def test_a_name_is_cut_into_clean_words(name: str, parts: list[str], why: str) -> None:
    assert words(name) == parts, why


def test_the_legal_form_of_a_body_is_no_word_of_its_name() -> None:
    assert "gmbh" not in words("Beispiel Spedition GmbH", "Company")


@pytest.mark.parametrize("name", ["", "   ", "-", "\u200b", "'"])
def test_a_name_without_a_letter_is_left_out(name: str) -> None:
    assert said(cut_one(Party("1", names=(name, "Agim")))) == [["agim"]]


@pytest.mark.parametrize(
    ("birth", "packed"),
    [
        ("1980", (1980, 0, 0)),
        ("1980-05", (1980, 5, 0)),
        ("1980-05-04", (1980, 5, 4)),
        ("1359-12-29", (1359, 12, 29)),
    ],
)
def test_a_birth_date_is_packed_as_far_as_it_is_known(birth: str, packed: tuple[int, ...]) -> None:
    date = int(cut_one(Party("1", births=(birth,))).dates[0])
    assert (date >> 9, date >> 5 & 15, date & 31) == packed


@pytest.mark.parametrize(("schema", "kind"), [("Person", 1), ("Company", 2), ("LegalEntity", 3)])
def test_persons_bodies_and_what_may_be_either_are_told_apart(schema: str, kind: int) -> None:
    assert cut_one(Party("1", schema)).kinds.tolist() == [kind]
