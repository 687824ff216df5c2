"""Against reports a person has labelled, where they are at hand."""

import json
from pathlib import Path

from clew.analysis.figures.labels import labels_in
from clew.analysis.figures.measuring import Counted, count, summary
from clew.analysis.figures.reading import read_figures


def counted(shared: Path) -> list[Counted]:
    return [count(said, text) for said, text in labels_in(shared / "data" / "press")]


def test_facts_and_contradictions_of_labelled_pieces_are_found(shared: Path) -> None:
    measured = summary(counted(shared))
    assert measured["all"]["f1"] >= 0.85
    for kind in measured["kinds"]:
        if kind["kind"] in ("arrests", "fee", "victims_safeguarded"):
            assert kind["f1"] >= 0.9, kind
    assert {v["verdict"]: v["labelled"] - v["right"] for v in measured["verdicts"]}[
        "contradiction"
    ] == 0
    assert measured["false_contradictions"] == 0


def test_the_seeds_are_read_to_the_floor(shared: Path) -> None:
    seeds = [c for c in counted(shared) if c.name.startswith("S")]
    assert len(seeds) == 4
    assert summary(seeds)["all"]["f1"] >= 0.85


def test_every_quote_of_a_seed_is_its_own_words(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for fact in read_figures(text).facts:
            assert text[fact.start : fact.end] == fact.quote


def test_a_label_is_found_by_kind_number_and_overlapping_words(tmp_path: Path) -> None:
    text = "The police said that they arrested 12 smugglers in the city."
    fact = {
        "kind": "arrests", "value": 12, "low": None, "high": None, "unit": "person", "per": None,
        "qualifier": "exact", "what": None, "who": None, "place": [], "operation": None, "date": None,
        "background": False, "quote": "arrested 12 smugglers",
    }  # fmt: skip
    other = fact | {"kind": "other", "value": 99, "quote": "the city"}
    missed = fact | {"kind": "deaths", "value": 3, "quote": "the city"}
    label = {"id": "X", "published": None, "facts": [fact, other, missed], "totals": []}
    (tmp_path / "X.txt").write_text(text)
    (tmp_path / "X.json").write_text(json.dumps(label))
    (one,) = [count(said, text) for said, text in labels_in(tmp_path)]
    assert one.tally == {"arrests": [1, 0, 0], "deaths": [0, 0, 1]}
