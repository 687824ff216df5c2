"""One name in the spelling of each agency on the route."""

import pytest

from clew.exercise.people import CULTURES
from clew.exercise.spelling import Word, how_written, names_of, passport, script_of, spell

LANGUAGES = ("sq", "sr", "tr", "mk", "bg", "ar")
SCRIPTS = {"mk": "cyrillic", "bg": "cyrillic", "ar": "arabic"}


@pytest.mark.parametrize(
    ("own", "language", "there", "spelled"),
    [
        ("Gjoni", "sq", "sr", "Đoni"),
        ("Gjoni", "sq", "mk", "Ѓони"),
        ("Shpëtim", "sq", "sr", "Špetim"),
        ("Yılmazer", "tr", "sq", "Jilmazer"),
        ("Đukić", "sr", "sq", "Gjukiq"),
        ("Đukić", "sr", "bg", "Джукич"),
        ("Љубевски", "mk", "tr", "Lyubevski"),
        ("Щерев", "bg", "sr", "Šterev"),
        ("Ilir", "sq", "ar", "إيلير"),
    ],
)
def test_a_name_crosses_the_border(own: str, language: str, there: str, spelled: str) -> None:
    assert spell(Word(own, language), there) == spelled


@pytest.mark.parametrize("culture", CULTURES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_written_in_the_clerk_s_script(culture: str, language: str) -> None:
    names = names_of(culture)
    for word in names.men + names.women + names.families:
        spelled = spell(word, language)
        assert spelled
        assert script_of(spelled) == SCRIPTS.get(language, "latin"), spelled


@pytest.mark.parametrize("culture", CULTURES)
def test_passports_print_plain_capitals(culture: str) -> None:
    names = names_of(culture)
    for word in names.men + names.women + names.families:
        assert passport(word).replace(" ", "").isascii()
        assert passport(word).isupper()


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("Luan Thaçi", "Luan Thaçi", "same"),
        ("Luan Thaçi", "THACI LUAN", "written differently"),
        ("Luan Thaçi", "Luan Tači", "across languages"),
        ("Luan Thaçi", "Луан Тачи", "across scripts"),
    ],
)
def test_how_two_spellings_differ(a: str, b: str, how: str) -> None:
    assert how_written(a, b) == how
