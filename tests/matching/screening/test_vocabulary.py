"""The codes of words: the same in whatever company a word comes, and however often it is asked for."""

import pytest

from clew.matching.screening import vocabulary
from clew.matching.screening.vocabulary import Vocabulary, codes_of

WORDS = (
    "hoxha",
    "abdulkarim",
    "mohammed",
    "ea",
    "haji",
    "محمد",
    "김",
    "xhevdet",
    "iвan",
    "nasrullah",
)
"""A name, a compound, a known name, vowels alone, a title, other scripts, two scripts in one."""


def test_a_word_has_the_same_codes_alone_and_among_others() -> None:
    together, parts = codes_of(WORDS)
    alone = [codes_of([word]) for word in WORDS]
    assert together.tolist() == [codes[0].tolist() for codes, _ in alone]
    assert parts == [part for _, (part,) in alone]


def test_no_words_have_no_codes() -> None:
    assert codes_of([])[0].shape == (0, vocabulary.WIDTH)
    assert Vocabulary(lambda _: 0.5).codes([]).shape == (0, vocabulary.WIDTH)


@pytest.mark.parametrize("kept", [0, 3, 1_000])
def test_a_word_asked_for_again_has_the_codes_it_had(
    kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "_KEPT", kept)
    words = Vocabulary(lambda part: 1 / (1 + len(part)))
    first = words.codes(WORDS)
    again = [words.codes(list(some)) for some in (WORDS[:4], WORDS[::-1], WORDS)]
    assert again[0].tolist() == first[:4].tolist()
    assert again[1].tolist() == first[::-1].tolist()
    assert again[2].tolist() == first.tolist()
