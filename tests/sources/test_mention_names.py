"""Names the case knows, found in whatever script, order and ending a report writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.sources.mention_names import NameIndex
from clew.sources.mention_spelling import arabic_shape, spelling, stems
from tests.sources.known_names import INVENTED, Names

KNOWN = NameIndex(INVENTED)


@pytest.mark.parametrize(
    ("text", "found", "why"),
    [
        ("Џевдет Хоџа", ["Џевдет Хоџа"], "Cyrillic for a name known in Latin"),
        ("Xhevdet Hoxha", ["Xhevdet Hoxha"], "Albanian spelling of a Serbian one"),
        ("Dzevdet Hodza", ["Dzevdet Hodza"], "accents left out"),
        ("DŽEVDET HODŽA", ["DŽEVDET HODŽA"], "capitals"),
        ("Hodža Dževdet", ["Hodža Dževdet"], "surname first"),
        ("Hodža, Dževdet", ["Hodža, Dževdet"], "surname first with a comma"),
        ("Dževdetu Hodži", ["Dževdetu Hodži"], "dative"),
        ("Besnik Zogajt dhe", ["Besnik Zogajt"], "Albanian ending"),
        ("Besnik\nZogaj", ["Besnik\nZogaj"], "broken over two lines"),
        ("Besnik Zogaj's brother", ["Besnik Zogaj"], "English genitive"),
        ("Zogaj'ın kardeşi Besnik Zogaj'dan", ["Besnik Zogaj"], "Turkish ending after an apostrophe"),
        ("Besnik i Zogaj", [], "two people joined by 'and'"),
        ("Besnik. Zogaj", [], "two sentences"),
        ("Besnik went to Zogaj", [], "words apart"),
        ("besnik zogaj", [], "small letters: they may be plain words"),
        ("Besnik", [], "one word alone is nobody"),
        ("Zlatko", [], "a name of one word is not looked for"),
        ("Besnikovići Zogajevska", [], "another word that begins the same"),
        ("Prishtinës", ["Prishtinës"], "a town in the genitive"),
    ],
)  # fmt: skip
def test_a_known_name_in_other_clothes(text: str, found: list[str], why: str) -> None:
    assert [m.text for m in KNOWN.spans(text)] == found, why


def test_the_longest_known_name_stands() -> None:
    known = NameIndex(
        Names([("person", "Ana Marija"), ("person", "Ana Marija Kovač"), ("place", "Kovač")])
    )
    assert [m.key for m in known.spans("Ana Marija Kovač")] == ["Ana Marija Kovač"]


def test_names_added_later_are_found_too() -> None:
    index = NameIndex()
    assert index.spans("Besnik Zogaj") == []
    index.add([("person", "Besnik Zogaj")])
    assert [m.kind for m in index.spans("Besnik Zogaj")] == ["person"]


def test_a_kind_that_is_no_name_is_left_out() -> None:
    assert NameIndex(Names([("other", "Besnik Zogaj")])).size == 0


@pytest.mark.parametrize(
    ("arabic", "latin", "fits"),
    [
        ("حسن", "hasan", True),
        ("حسن", "husein", False),
        ("محمد", "muhamed", True),
        ("يوسف", "jusuf", True),
        ("خالد", "halid", True),
        ("علي", "ali", True),
        ("علي", "lola", False),
        ("جودت", "dzevdet", True),
    ],
)
def test_an_arabic_word_fits_its_latin_spellings(arabic: str, latin: str, fits: bool) -> None:
    assert bool(arabic_shape(arabic).fullmatch(latin)) is fits


WORDS = st.text(alphabet="abcčćdđefghijklmnoprsštuvzžëç", min_size=4, max_size=10)


@given(WORDS, WORDS)
def test_a_name_is_found_where_it_is_written_out(given_name: str, surname: str) -> None:
    name = f"{given_name.capitalize()} {surname.capitalize()}"
    spans = NameIndex(Names([("person", name)])).spans(f"then {name}, and")
    assert [(m.start, m.text, m.key) for m in spans] == [(5, name, name)]


@given(st.text(max_size=12))
def test_spelling_twice_changes_nothing_more_than_once(word: str) -> None:
    assert stems(spelling(word))[0] == spelling(word)
