"""Wrong letters as the search counts them: never more than the names' rules do, and hardly less."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from clew.matching.naming.pairing import parts_apart
from clew.matching.naming.parts import part_of
from clew.matching.naming.scripts import written
from clew.matching.screening.letters import ENDS, put_letter, room_for_letters, shared_end
from clew.matching.screening.letters import wrong_share as share_of
from clew.matching.screening.soundings import Sounding, sounding
from clew.matching.weighing.table import QUALITIES

WORDS = (
    "hoxha", "hodza", "gjoni", "đoni", "džoni", "shehu", "şehu", "krasniqi", "krasnići", "xhevdet", "ćevdet",
    "petrovski", "petrevska", "stoyanov", "stojanova", "yıldırım", "yildirim", "рахими", "rahimi", "παπαδόπουλος",
    "papadopoulos", "رحيمي", "qaderi", "kadiri", "bouchaneddine", "houbeddine", "wali", "vali", "szabó", "sabo",
    "țepeș", "tepes",
)  # fmt: skip
AKIN = dict(QUALITIES)["akin"]
words = st.sampled_from(WORDS) | st.text(
    "abcdeghijklmnoprstuvxyzšžćđğşçëü", min_size=3, max_size=11
)


def counted(one: str, other: str) -> float:
    rows = room_for_letters()
    mine, theirs = sounding(one), sounding(other)
    for is_mine, word in ((True, mine), (False, theirs)):
        for at, letter in enumerate(word.letters):
            put_letter(rows, is_mine, at, letter)
    ending = int(shared_end(mine.form, theirs.form))
    sizes = len(mine.letters), len(theirs.letters)
    return float(share_of(*sizes, ending, mine.abjad or theirs.abjad, np.float32(1), rows))


def exact(one: str, other: str) -> float:
    return parts_apart(part_of(one, written(one), ""), part_of(other, written(other), ""))


def has_rules_of_its_own(word: Sounding) -> bool:
    return word.known or 0 < word.form < ENDS or not word.letters


@given(words, words)
def test_letters_are_never_counted_wrong_that_the_rules_of_names_let_pass(a: str, b: str) -> None:
    share = exact(a, b)
    if share <= AKIN and not (
        has_rules_of_its_own(sounding(a)) or has_rules_of_its_own(sounding(b))
    ):
        assert counted(a, b) <= share + 0.02


def test_spellings_of_one_name_have_hardly_a_wrong_letter() -> None:
    assert counted("gjoni", "đoni") < 0.05
    assert counted("shehu", "şehu") < 0.05
    assert counted("рахими", "rahimi") == 0


def test_an_ending_that_many_family_names_share_says_little() -> None:
    assert counted("petrovski", "milevski") > counted("petrovak", "milevak")


def test_letters_that_changed_places_are_one_slip() -> None:
    assert counted("krasinqi", "krasniqi") < counted("krasimqo", "krasniqi")
