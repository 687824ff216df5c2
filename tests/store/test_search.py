"""One box finds a name in any script and spelling, a number in any writing, and says why."""

import pytest

from clew.store import Door
from clew.store.search import search, telephone_countries
from tests.store.conftest import Bring, person


@pytest.fixture(autouse=True)
def people(bring: Bring) -> None:
    bring(
        "rs-police",
        person("Џевдет Ђони", 2, passportNumber="P 0123-4567", phone="063 1234567"),
        person("Yusuf Haddad", 3, email="Yusuf@Example.test"),
        person("Besa Krasniqi", 4, fatherName="Agim"),
    )


def found(door: Door, query: str) -> list[tuple[str, str]]:
    with door.quiet() as view:
        return [
            (r.party.caption, r.why) for r in search(view, query, 10, telephone_countries(view))
        ]


SOUND = "sounds alike in another script or spelling"


@pytest.mark.parametrize(
    ("query", "caption", "why"),
    [
        ("Yusuf", "Yusuf Haddad", "the name"),
        ("يوسف", "Yusuf Haddad", SOUND),
        ("Xhevdet Gjoni", "Џевдет Ђони", SOUND),
        ("gjoni xhevdet", "Џевдет Ђони", SOUND),
        ("Krasn", "Besa Krasniqi", "the beginning of the name"),
        ("Krasnigi Besa", "Besa Krasniqi", SOUND),
        ("krasniqo", "Besa Krasniqi", SOUND),
        ("hadxad", "Yusuf Haddad", "one letter differs"),
        ("agim", "Besa Krasniqi", "words of the text or name"),
        ("P01234567", "Џевдет Ђони", "the same document number"),
        ("+381 63 123-45-67", "Џевдет Ђони", "the same telephone number"),
        ("٠٦٣١٢٣٤٥٦٧", "Џевдет Ђони", "the same telephone number"),
        ("YUSUF@example.TEST", "Yusuf Haddad", "the same e-mail address"),
    ],
)
def test_a_search_finds_and_says_why(door: Door, query: str, caption: str, why: str) -> None:
    assert (caption, why) in found(door, query)


@pytest.mark.parametrize("query", ["", "   ", "Petrović", "P99999999", "%", "' OR 1=1 --"])
def test_what_is_not_there_is_not_found(door: Door, query: str) -> None:
    assert found(door, query) == []


def test_the_name_as_written_comes_before_what_only_sounds_like_it(
    door: Door, bring: Bring
) -> None:
    bring("xk-police", person("Jusuf Hadad", 2), digest="f" * 64)
    assert [caption for caption, _ in found(door, "Jusuf Hadad")] == ["Jusuf Hadad", "Yusuf Haddad"]
