"""The model decides kinds the grammar has no rule for, keeps to what a unit can mean, and is not needed to read."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clew.analysis.figures.fact import KINDS
from clew.analysis.figures.items import Item, Weighed
from clew.analysis.figures.judging import judge as judging
from clew.analysis.figures.judging.judge import Judge, allowed, judge
from clew.analysis.figures.labels import labelled_in_place, labels_in
from clew.analysis.figures.measuring import count, summary
from clew.analysis.figures.reading import read_figures
from clew.analysis.figures.several import against_each_other
from clew.exercise.press import Piece, pieces

UNREAD = sorted((Path(__file__).parents[1] / "unread").glob("*.txt"))
PIECES = pieces(1)
HEAD = "The police said so in the report of the day.\n"


def weighed(text: str) -> list[Weighed]:
    """Give every amount of *text* the model is asked about."""
    held: list[Weighed] = []

    def asked(_: str, amounts: Sequence[Weighed], items: Sequence[Item]) -> list[Item]:
        held.extend(amounts)
        return list(items)

    read_figures(HEAD + text, None, asked)
    return held


@pytest.mark.parametrize("file", UNREAD, ids=lambda path: path.stem)
def test_pieces_neither_grammar_nor_model_was_made_with_are_read_better_with_both(
    file: Path,
) -> None:
    labelled = list(labelled_in_place(file.read_text(encoding="utf-8")))
    alone = summary([count(said, text) for said, text in labelled])["all"]["f1"]
    both = summary([count(said, text, judge()) for said, text in labelled])["all"]["f1"]
    assert both >= alone + 0.04


def test_labelled_reports_and_their_sums_are_read_to_the_floor(shared: Path) -> None:
    measured = summary([count(s, t, judge()) for s, t in labels_in(shared / "data" / "press")])
    assert measured["all"]["f1"] >= 0.85
    assert measured["false_contradictions"] == 0
    assert [
        v
        for v in measured["verdicts"]
        if v["verdict"] == "contradiction" and v["labelled"] > v["right"]
    ] == []


def verdicts(piece: Piece) -> set[str]:
    first = read_figures(piece.text, None, judge())
    found = {total.verdict for total in first.totals}
    if piece.second:
        told = [("one", first), ("other", read_figures(piece.second, None, judge()))]
        found |= {each.verdict for each in against_each_other(told)}
    return found


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: f"{piece.wording} {piece.planted}")
def test_what_is_planted_is_found_and_its_twin_gives_no_alarm(piece: Piece) -> None:
    assert ("contradiction" in verdicts(piece)) == (piece.planted == "contradiction"), piece.text


def test_a_text_in_a_language_the_model_does_not_know_is_read_by_the_grammar() -> None:
    text = "Policija je uhapsila 12 krijumčara i zaplenila 3 vozila, saopštilo je tužilaštvo u Beogradu."
    assert read_figures(text, None, judge()) == read_figures(text)


def test_a_text_as_long_as_a_book_is_read_by_the_grammar_and_says_so() -> None:
    text = HEAD + "Police arrested 12 smugglers in Vienna. " * 12_000
    assert any("the grammar's alone" in note for note in read_figures(text, None, judge()).notes)


def test_what_has_no_number_stays_what_the_grammar_made_of_it() -> None:
    text = HEAD + "Dozens of smugglers were arrested in Vienna. No arrests were made in Graz."
    told, alone = read_figures(text, None, judge()).facts, read_figures(text).facts
    assert [(f.kind, f.value, f.quote) for f in told] == [(f.kind, f.value, f.quote) for f in alone]


def test_a_fact_says_where_the_model_and_the_grammar_differ() -> None:
    marked = 0
    for said, text in labelled_in_place(UNREAD[0].read_text(encoding="utf-8")):
        alone = {(f.start, f.kind) for f in read_figures(text).facts}
        for fact in read_figures(text, None, judge()).facts:
            if any("judged by the model" in note for note in fact.notes):
                marked += (fact.start, fact.kind) not in alone
            elif fact.kind != "other":
                assert fact.kind in {kind for _, kind in alone}, (said["id"], fact)
    assert marked > 20


def test_where_nothing_runs_the_model_the_grammar_reads_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(judging, "find_spec", lambda _: None)
    assert judge.__wrapped__() is None


def test_a_model_that_knows_other_kinds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "KINDS", ("arrests", "other"))
    with pytest.raises(ValueError, match="fit it anew"):
        Judge()


WORDS = (
    "police", "arrested", "seized", "paid", "migrants", "boats", "euros", "percent", "years", "12", "3,400",
    "a", "one", "two", "of", "the", "in", "were", ",", ".", "€",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_every_fact_stands_in_the_text_and_is_of_a_kind_its_unit_can_be(words: list[str]) -> None:
    text = HEAD + " ".join(words)
    reading = read_figures(text, date(2024, 5, 14), judge())
    for fact in reading.facts:
        assert text[fact.start : fact.end] == fact.quote
        if fact.unit == "percent":
            assert fact.kind in ("share", "percent_change", "other")
        if fact.kind in ("fee", "proceeds", "seized_cash"):
            assert fact.unit == "EUR"


UNITS = ("EUR 12", "12 percent", "12 years", "12 kg", "12 men")


@pytest.mark.parametrize("told", UNITS)
def test_a_figure_of_any_unit_can_be_of_another_sort(told: str) -> None:
    assert [can[-1] for can in allowed(weighed(f"They spoke of {told} there."))] == [True]


def test_a_number_alone_can_be_money_only_where_money_is_told_of() -> None:
    fee = KINDS.index("fee")
    (alone,) = allowed(weighed("The bus was at 45."))
    _, beside = allowed(weighed("Taxis were at EUR 100, the bus at 45."))
    assert (alone[fee], beside[fee]) == (False, True)


def test_a_price_without_its_money_takes_that_of_the_nearest_sum() -> None:
    text = HEAD + (
        "A place in the lorry cost 900 euros for a man, and 450 for a child. Smugglers in Turkey took 30,000 lira "
        "from each of the passengers."
    )
    fees = [f for f in read_figures(text, None, judge()).facts if f.kind == "fee"]
    assert [(f.value, f.unit) for f in fees] == [(900, "EUR"), (450, "EUR"), (30_000, "TRY")]
