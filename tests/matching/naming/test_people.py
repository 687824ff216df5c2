"""Names of people of the route: what is one name, what is two, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clew.matching.naming import RouteNames, compare
from clew.matching.weights import PROPOSED


def alike(one: str, other: str) -> float:
    return compare(one, other, person=True).score


ONE_NAME = {
    "albanian, serbian": ("Xhevdet Gjoni", "Dževdet Đoni"),
    "albanian, serbian cyrillic": ("Xhevdet Gjoni", "Џевдет Ђони"),
    "albanian, macedonian": ("Muhamed Hoxha", "Мухамед Хоџа"),
    "albanian, turkish": ("Xhemal Çeliku", "Cemal Çelik"),
    "albanian definite form": ("Besniku Dushku", "Besnik Dushku"),
    "serbian without marks": ("Željko Šćekić", "Zeljko Scekic"),
    "j and c of a marked word": ("Jovanović Cvijić", "Јовановић Цвијић"),
    "bulgarian feminine family name": ("Стоян Куманов", "Stoyan Kumanova"),
    "bulgarian, german letters": ("Цветан Велков", "Zwetan Welkow"),
    "turkish capitals": ("YILDIRIM İLHAN", "İlhan Yıldırım"),
    "turkish in a document line": ("Gökçe Öz", "Goekce Oez"),
    "kurdish": ("Şêrko Xelîl", "Sherko Khelil"),
    "arabic script": ("طارق الهاشمي", "Tarek Al-Hashemi"),
    "arabic article joined": ("Samir Alnajjar", "Sameer al-Najjar"),
    "servant of": ("Abdul Rahman Sabri", "Abderrahmane Sabri"),
    "servant of, in arabic": ("عبد الرحمن صبري", "Abdulrahman Sabri"),
    "ullah apart": ("Hekmat Ullah Barakwal", "Hekmatullah Barakwal"),
    "uddin": ("Saif ud-Din Tokhi", "Saifuddin Tokhi"),
    "zai": ("Wardak Zai Omid", "Omid Wardakzay"),
    "zada": ("Sharif Zada Parwin", "Parwin Sharifzadeh"),
    "persian": ("پروین رستمی", "Parvin Rostami"),
    "urdu": ("Naeem Qureshi", "نعیم قریشی"),
    "greek": ("Νίκος Παππάς", "Nikos Pappas"),
    "hungarian": ("Szabó Zsolt", "Zsolt Szabo"),
    "romanian": ("Ștefan Țurcanu", "Stefan Turcanu"),
    "hebrew": ("דוד לוי", "David Levi"),
    "armenian": ("Արամ Սարոյան", "Aram Saroyan"),
    "georgian": ("გიორგი ბერიძე", "Giorgi Beridze"),
    "family name first": ("GJONI, Xhevdet", "Xhevdet Gjoni"),
    "machine-readable line": ("GJONI<<XHEVDET", "Xhevdet Gjoni"),
    "machine-readable line cut off": ("BAJRAKTARISHTE<<ARBERESHA<XHEM", "Arbëresha Xhemile Bajraktarishte"),
    "joined": ("Zarifkhan Barakwal", "Zarif Khan Barakwal"),
    "joined without a blank": ("ArtaZeka", "Arta Zeka"),
    "known names joined": ("Gulmohammad Barakwal", "Gul Mohammad Barakwal"),
    "familiar form": ("Ibro Hadžić", "Ibrahim Hadžić"),
    "word that is a title elsewhere": ("Khan Barakwal Zarif", "Zarif Barakwal Khan"),
    "son of nobody": ("Nizar Samir bin", "Nizar Samir"),
    "ben as a given name": ("Zeka, Ben", "Ben Zeka"),
    "title": ("Haji Sayed Zarif Barakwal", "Zarif Barakwal"),
    "initial": ("X. Gjoni", "Xhevdet Gjoni"),
    "part twice": ("Zeka Zeka Arta", "Arta Zeka"),
    "digits for letters": ("Art4 Z3ka", "Arta Zeka"),
    "father in brackets": ("Đoni (Zef) Dževdet", "Dževdet Đoni"),
    "son of, in brackets": ("Petković Darko (sin Milorada)", "Darko (Milorad) Petković"),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ONE_NAME.values(), ids=ONE_NAME)
def test_two_spellings_of_one_name_are_proposed(one: str, other: str) -> None:
    assert alike(one, other) >= PROPOSED


TWO_NAMES = {
    "other family": ("Xhevdet Gjoni", "Xhevdet Hoti"),
    "other given name": ("Arta Zeka", "Drita Zeka"),
    "other family among many parts": ("Sabri Nizar Ghassan al-Hilali", "Sabri Nizar Ghassan al-Jazairi"),
    "other grandfather": ("Nizar ben Ali ben Hamid", "Nizar ben Ali ben Walid"),
    "beginning of a known name": ("Nar Barakwal", "Nursultan Barakwal"),
    "other half of a compound": ("Abdul Omid Tokhi", "Zarif Omid Tokhi"),
    "article that is none": ("Albana Prekaj", "Zana Prekaj"),
    "shared ending": ("Čavdar Jačev", "Čavdar Gočev"),
    "other servant of": ("Abdul Karim Tokhi", "Abdul Qader Tokhi"),
    "servant of nobody": ("Abdul", "Abdullah"),
    "vowel of a known name": ("Marko Petković", "Mirko Petković"),
    "man and woman": ("Milan", "Milana"),
    "lord and lucky": ("Said", "Sayyid"),
    "two titles": ("Khan", "Jan"),
    "one part of four": ("Zarif", "Zarif Omid Tokhi Barakwal"),
    "other father in brackets": ("Đoni (Zef) Dževdet", "Đoni (Luan) Dževdet"),
    "other syllable in hangul": ("박종민", "박정민"),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), TWO_NAMES.values(), ids=TWO_NAMES)
def test_two_names_are_not_proposed(one: str, other: str) -> None:
    assert alike(one, other) < PROPOSED


@pytest.mark.parametrize("son", ["bin", "ibn", "ben", "walad"])
def test_father_and_son_exchanged_score_below_a_third(son: str) -> None:
    assert alike(f"Nizar {son} Samir", f"Samir {son} Nizar") < 0.3


def test_father_and_son_exchanged_is_said() -> None:
    assert (
        "father and child are exchanged"
        in compare("Nizar bin Samir", "Samir bin Nizar", True).reason.lower()
    )


def test_a_turned_name_beside_a_chain_scores_in_the_middle_and_says_so() -> None:
    found = compare("Nizar bin Samir", "Samir Nizar", person=True)
    assert (0.5 < found.score < 0.8, "whose child" in found.reason) == (True, True)


def test_father_and_son_exchanged_stay_apart_with_a_family_name() -> None:
    assert alike("Nizar bin Samir al-Hilali", "Samir bin Nizar al-Hilali") < 0.3


def test_daughter_and_son_of_one_father_are_two_people() -> None:
    assert alike("Huda bint Samir", "Nizar bin Samir") < PROPOSED


@pytest.mark.parametrize("empty", ["FNU LNU", "XXX", "Unknown", "N.N.", "непознат", "   ", "?"])
def test_a_placeholder_never_matches(empty: str) -> None:
    assert alike(empty, empty) == 0


def test_a_placeholder_for_one_part_leaves_the_other() -> None:
    assert alike("FNU Barakwal", "LNU Barakwal") == alike("Barakwal", "Barakwal")


def test_letters_of_two_scripts_in_a_word_are_folded_and_said() -> None:
    found = compare("Аgim Zeka", "Agim Zeka", person=True)
    assert (found.score, "mixes letters of two scripts" in found.reason) == (1.0, True)


def test_marks_that_show_nothing_change_nothing() -> None:
    assert alike("\u200fArta\u200e Ze\u200bka\ufeff", "Arta Zeka") == 1


def test_equal_names_score_one_and_say_so() -> None:
    assert compare("Arta Zeka", "Arta Zeka", True).reason == "The names agree in each part."


def test_the_dearest_difference_is_said_first() -> None:
    reason = compare("Arta Zeka", "Artan Hoti", True).reason
    assert "stands against" in reason.split(";")[0]


def test_a_single_word_reaches_what_the_check_allows_and_no_more() -> None:
    assert RouteNames(one_word_at_most=0.6).score(["Agim"], ["Agim"], True).score == 0.6


def test_the_best_of_several_names_counts() -> None:
    found = RouteNames().score(["Boss", "Arta Zeka"], ["Zeka Arta", "Mira"], True)
    assert (found.a, found.b) == ("Arta Zeka", "Zeka Arta")


def test_a_name_of_ten_thousand_letters_is_compared_all_the_same() -> None:
    assert alike("x" * 10_000, "Arta Zeka") == 0


LETTERS = st.text(alphabet="abcdeghijklmnopqrstuvxyzšđćğıаеџوحمدا -'.,()<\u200f", max_size=30)


@given(LETTERS, LETTERS)
def test_the_order_of_the_two_names_does_not_matter(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)


@given(LETTERS, LETTERS)
def test_a_score_lies_between_nothing_and_one(one: str, other: str) -> None:
    assert 0 <= alike(one, other) <= 1


@given(
    st.lists(
        st.sampled_from(["Arta", "Zeka", "Xhevdet", "Gjoni", "Omid", "طارق", "Џевдет"]),
        min_size=1,
        max_size=5,
    )
)
def test_a_name_is_like_itself(words: list[str]) -> None:
    name = " ".join(words)
    assert alike(name, name) == 1
