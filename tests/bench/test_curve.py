"""How a cost's growth is worked out and drawn."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench.curve import Curve

SVG = "{http://www.w3.org/2000/svg}"


def curve(*points: tuple[float, float]) -> Curve:
    return Curve("Cost of screening", "people", "seconds", points)


@pytest.mark.parametrize(
    ("points", "power"),
    [
        ([(1_000, 2.0), (10_000, 20.0), (100_000, 200.0)], 1.0),
        ([(1_000, 2.0), (100_000, 20.0)], 0.5),
        ([(1_000, 2.0), (100_000, 2.0)], 0.0),
        ([(10, 1.0), (100, 100.0)], 2.0),
    ],
)
def test_growth_is_the_power_the_cost_follows(
    points: list[tuple[float, float]], power: float
) -> None:
    assert curve(*points).growth() == pytest.approx(power)


def test_the_drawing_is_svg_and_says_its_figures_as_text(tmp_path: Path) -> None:
    curve((250_000, 5.0), (2_500_000, 50.0)).draw(tmp_path / "cost.svg")
    svg = ET.fromstring((tmp_path / "cost.svg").read_text("utf-8"))
    assert svg.findtext(f"{SVG}desc") == (
        "seconds by people: 250 k: 5; 2.5 M: 50. Grows with the power 1.00."
    )


def test_every_point_is_drawn_inside_the_drawing(tmp_path: Path) -> None:
    curve((10, 0.5), (1_000, 3.0), (100_000, 90.0)).draw(tmp_path / "cost.svg")
    circles = ET.fromstring((tmp_path / "cost.svg").read_text("utf-8")).iter(f"{SVG}circle")
    at = [(float(c.get("cx", "-1")), float(c.get("cy", "-1"))) for c in circles]
    assert len(at) == 3
    assert all(80 <= x <= 616 and 48 <= y <= 344 for x, y in at)


def test_a_dearer_point_is_drawn_higher(tmp_path: Path) -> None:
    curve((10, 1.0), (100, 5.0)).draw(tmp_path / "cost.svg")
    circles = ET.fromstring((tmp_path / "cost.svg").read_text("utf-8")).iter(f"{SVG}circle")
    low, high = (float(circle.get("cy", "-1")) for circle in circles)
    assert high < low
