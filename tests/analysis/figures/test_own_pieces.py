"""Invented pieces labelled in place, before they were read: {kind value|the words}, low..high for an interval.

Operations, people and figures are made up; where a public body or a town is real, nothing said of it is true.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from clew.analysis.figures.measuring import count, labels_in, summary

PIECES = Path(__file__).parent / "pieces"
_LABEL = re.compile(r"\{(\w+) ([\d.\-]+)\|([^}]*)\}")
_EMPTY = {
    "unit": None,
    "per": None,
    "qualifier": None,
    "background": None,
    "operation": None,
    "date": None,
}


def _unfold(written: str) -> tuple[str, list[dict[str, Any]]]:
    """Give the text of a piece without its labels, and the labels."""
    facts: list[dict[str, Any]] = []

    def keep(match: re.Match[str]) -> str:
        low, _, high = match[2].partition("..")
        ends = {"value": None, "low": float(low), "high": float(high)} if high else {
            "value": float(low), "low": None, "high": None,
        }  # fmt: skip
        facts.append({"kind": match[1], "quote": match[3], "place": [], **ends, **_EMPTY})
        return match[3]

    return _LABEL.sub(keep, written), facts


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All pieces, counted as the measure does."""
    folder = tmp_path_factory.mktemp("pieces")
    for file in sorted(PIECES.glob("*.txt")):
        for block in re.split(r"(?m)^=== ", file.read_text(encoding="utf-8"))[1:]:
            head, _, body = block.partition("\n")
            name, published = head.split(" | ")
            text, facts = _unfold(body)
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            said = {"id": name, "published": published, "facts": facts, "totals": []}
            (folder / f"{name}.json").write_text(json.dumps(said), encoding="utf-8")
    return summary([count(said, text) for said, text in labels_in(folder)])


def test_figures_of_own_pieces_are_found(measured: dict[str, Any]) -> None:
    assert measured["files"] == 31
    assert measured["all"]["f1"] >= 0.9, (measured["missed"], measured["false"])


def test_no_own_piece_contradicts_itself(measured: dict[str, Any]) -> None:
    assert measured["false_contradictions"] == 0
