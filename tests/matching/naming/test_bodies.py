"""Names of organisations, companies and vessels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.matching.naming import compare
from clew.matching.weights import PROPOSED


def alike(one: str, other: str) -> float:
    return compare(one, other, person=False).score


ONE_BODY = {
    "legal form written out": ("Korab Trans Limited Liability Company", "Korab Trans LLC"),
    "legal form of another language": ("Korab Trans d.o.o.", "Korab Trans SH.P.K."),
    "legal form in another script": ("ДООЕЛ Кораб Транс", "Korab Trans DOOEL"),
    "legal form left out": ("Korab Trans", "Korab Trans Sh.p.k."),
    "article": ("The Korab Transport Company", "Korab Transport Company"),
    "and": ("Korab & Sinovi", "Korab and Sinovi"),
    "spelling": ("Korab Labour Organisation", "Korab Labor Organization"),
    "joined": ("KorabTrans Shpk", "Korab Trans Shpk"),
    "wrong letter": ("Korab Transprot Shpk", "Korab Transport Shpk"),
    "number in words": ("Three Rivers Shipping", "3 Rivers Shipping"),
    "roman number": ("Korab Fund XIV", "Korab Fund 14"),
    "two names by a stroke": ("Korab Front/Sons of Korab", "Sons of Korab"),
}

TWO_BODIES = {
    "other word": ("Korab Steel Shpk", "Korab Timber Shpk"),
    "word more": ("Korab Systems Limited", "Korab Ltd"),
    "other country": ("Korab Trans (Kosovo) Ltd", "Korab Trans (Albania) Ltd"),
    "other letters": ("KLM Aviation", "KXT Aviation"),
    "yard numbers": ("Yard No. 4411 Korab", "Yard No. 972 Drin"),
    "other number": ("Korab Fund 1999", "Korab Fund 2024"),
    "union and company": ("ANO Korab", "LLC Korab Trans"),
}


@pytest.mark.parametrize(("one", "other"), ONE_BODY.values(), ids=ONE_BODY)
def test_two_spellings_of_one_body_are_proposed(one: str, other: str) -> None:
    assert alike(one, other) >= PROPOSED


@pytest.mark.parametrize(("one", "other"), TWO_BODIES.values(), ids=TWO_BODIES)
def test_two_bodies_are_not_proposed(one: str, other: str) -> None:
    assert alike(one, other) < PROPOSED


def test_numbers_that_differ_are_said() -> None:
    assert "numbers" in compare("Korab Fund 1999", "Korab Fund 2024", person=False).reason


WORDS = st.text(alphabet="abckortxiv14 &.()/ДОшж", max_size=24)


@given(WORDS, WORDS)
def test_the_order_of_two_bodies_does_not_matter(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
