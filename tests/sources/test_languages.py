"""The language of a text is told by its script, its letters and its words; a short text stays unknown."""

import pytest

from clew.model.evidence import Found
from clew.sources.language_pass import LanguagePass
from clew.sources.languages import language_of


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("srp", "Возач је изјавио да је путнике примио у Прешеву и да је за то добио новац."),
        ("bul", "Водачът заяви, че е качил пътниците в Драгоман и че за това е получил пари."),
        ("mkd", "Возачот изјави дека патниците ги зел во Скопје и дека за тоа добил пари."),
        ("sqi", "Shoferi tha se i mori udhëtarët në Prishtinë dhe se mori para për këtë udhëtim."),
        ("tur", "Sürücü yolcuları sınırdan aldığını ve bunun için para aldığını söyledi."),
        ("ell", "Ο οδηγός δήλωσε ότι παρέλαβε τους επιβάτες στη Θεσσαλονίκη το βράδυ."),
        ("ara", "قال السائق إنه أخذ الركاب من المدينة وإنه حصل على المال من شخص آخر."),
        ("fas", "راننده گفت که مسافران را از شهر سوار کرده و برای این کار پول گرفته است."),
        ("pus", "موټر چلوونکي وویل چې مسافر یې له ښار څخه اخیستي او د دې لپاره یې پیسې اخیستې."),
        ("eng", "The driver said that he had taken the passengers near the border for money."),
    ],
)
def test_the_languages_of_the_region_are_told_apart(code: str, text: str) -> None:
    assert language_of(text).codes == (code,)


def test_languages_that_read_alike_are_given_together() -> None:
    told = language_of("Vozač je izjavio da su putnici bez isprava ušli u vozilo iza granice.")
    assert set(told.codes) <= {"srp", "hrv", "bos"}
    assert len(told.codes) > 1


@pytest.mark.parametrize("text", ["Dođi sutra.", "+381 64 000 0111", "", "OK " * 5])
def test_a_short_text_is_unknown_rather_than_guessed(text: str) -> None:
    assert language_of(text).codes == ()


def test_letters_of_two_scripts_are_not_guessed_at() -> None:
    assert (
        language_of("Возач је рекао да је тамо. " + "The driver said he was there then.").codes
        == ()
    )


def test_a_report_says_each_language_once_with_what_told_it_and_counts_its_passages() -> None:
    text = "The driver said that he had taken the passengers near the border for money."
    paper = Found("PlainText", "document", "paragraph 1")
    for number in (1, 2):
        paper.add("bodyText", text, spot=f"paragraph {number}")
    paper.add("bodyText", "Dođi.", spot="paragraph 3")
    languages = LanguagePass()
    languages.note([paper])
    said = [value for value in paper.values if value.prop == "detectedLanguage"]
    assert [(one.text, one.spot) for one in said] == [("eng", "paragraph 1")]
    assert said[0].written.startswith("its words, probability")
    assert languages.tally == {"eng": 2, "unknown": 1}
