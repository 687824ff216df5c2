"""What no report should be, and what becomes of it."""

import time

import pytest

from clew.analysis.figures.reading import read_figures


def test_a_text_in_no_known_language_gives_nothing_and_says_so() -> None:
    reading = read_figures("Lorem ipsum dolor sit amet 12 consectetur adipiscing 300 elit")
    assert reading.facts == []
    assert reading.notes == ["the text is in no language clew reads figures in"]


def test_the_time_a_paragraph_takes_grows_with_its_length_alone() -> None:
    piece = "The police said that they arrested 12 smugglers in Vienna and seized 3 cars, "

    def seconds(times: int) -> float:
        started = time.process_time()
        read_figures(piece * times)
        return time.process_time() - started

    seconds(50)
    short, long = seconds(400), seconds(3_200)
    assert long < 8 * short * 2.5


def test_an_empty_text_has_no_figures() -> None:
    assert read_figures("").facts == []


@pytest.mark.parametrize("written", ["99999999999999999999", "1e400", "12,34,56,7"])
def test_a_number_nobody_would_print_is_kept_as_written_and_counts_as_none(written: str) -> None:
    (fact,) = read_figures(f"Police arrested {written} smugglers in Vienna.").facts
    assert (fact.kind, fact.value, fact.low, fact.high) == ("arrests", None, None, None)
    assert fact.quote.startswith(written)
    assert fact.notes == ["no number anybody would print; kept as written"]


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 1\u200b2 people in Vienna and seized 30 kg of cannabis.",
        "Police arrested \u200f12\u200e people in Vienna and seized \u202a30 kg\u202c of cannabis.",
        "Po\u00adlice arrested 12 peo\u00adple in Vienna and seized 3\x000 kg of can\u00adnabis.",
    ],
    ids=["a break in a number", "marks of direction", "joins and a control"],
)
def test_marks_nobody_sees_part_no_word_and_no_number(text: str) -> None:
    facts = read_figures(text).facts
    assert [(f.kind, f.value) for f in facts] == [("arrests", 12), ("seized_drugs", 30)]
    assert [f.quote for f in facts] == [text[f.start : f.end] for f in facts]
    assert facts[0].quote.endswith("Vienna")
