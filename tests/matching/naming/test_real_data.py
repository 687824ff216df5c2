"""Floors on public labelled pairs and spelling groups; skipped where the data are absent."""

from pathlib import Path

import pytest

from bench.measured import Figure
from bench.name_figures import name_figures
from clew.matching.measuring import measure, read_pairs, scores_of
from clew.matching.naming import RouteNames


@pytest.mark.parametrize(("persons_only", "floor"), [(False, 0.86), (True, 0.84)])
def test_labelled_pairs_reach_the_floor(shared: Path, persons_only: bool, floor: float) -> None:
    rows = [
        row
        for row in read_pairs(shared / "data/names/pairs.csv").rows
        if row.person or not persons_only
    ]
    scores, _ = scores_of(RouteNames(), rows)
    assert measure("clew", rows, scores, 0.0, 0.7).f1 >= floor


@pytest.mark.slow
def test_every_name_figure_reaches_its_floor(shared: Path) -> None:
    figures = [
        said for part in name_figures(full=False) for said in part if isinstance(said, Figure)
    ]
    assert figures
    assert [figure.what for figure in figures if figure.reached is False] == []
