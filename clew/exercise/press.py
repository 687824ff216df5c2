"""Invented press pieces with figures that add up, that are rounded, or that contradict each other.

From one seed come the same pieces. What is planted in each is known, so that what `clew figures` finds
can be counted against it.
"""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "texts" / "press.toml"
_PLACES = ("Serbia", "Hungary", "Croatia", "Slovenia", "Austria", "Bulgaria", "Romania", "Greece")
_NAMES = ("Slate Roof", "Quiet Ferry", "Paper Lantern", "Dry Ford", "Blue Hinge", "Long Orchard")
PLANTED = ("consistent", "contradiction")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece.

    Attributes:
        text: as a paper would print it.
        adds: what is planted: parts, product, range (a product of an interval) or change.
        planted: consistent or contradiction.
    """

    text: str
    adds: str
    planted: str


def pieces(seed: int, count: int = 40) -> list[Piece]:
    """Give *count* pieces, every template in turn, consistent and contradicting ones by turns."""
    drawn = random.Random(seed)
    templates = _templates()
    return [
        _piece(drawn, templates[at % len(templates)], PLANTED[at // len(templates) % 2])
        for at in range(count)
    ]


@cache
def _templates() -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["piece"]
    return said


def _piece(drawn: random.Random, template: dict[str, Any], planted: str) -> Piece:
    places = drawn.sample(_PLACES, 3)
    parts = [drawn.randint(11, 97) for _ in places]
    off = drawn.choice((-9, -4, -3, 3, 4, 7)) if planted == "contradiction" else 0
    people, fee = drawn.randint(80, 900), drawn.randrange(900, 4000, 100)
    high = fee + drawn.randrange(300, 900, 100)
    made = people * (high if template["adds"] == "range" else fee)
    now, before = drawn.randint(120, 900), drawn.randint(120, 900)
    change = round((now - before) / before * 100) + 4 * off
    values: dict[str, object] = {
        "operation": f"Operation {drawn.choice(_NAMES)}",
        "a_in": places[0], "b_in": places[1], "c_in": places[2],
        "a": parts[0], "b": parts[1], "c": parts[2], "total": sum(parts) + off,
        "houses": drawn.randint(101, 180), "cars": drawn.randint(5, 9),
        "phones": drawn.randint(181, 230), "cash": _grouped(drawn, drawn.randrange(20_000, 90_000, 50)),
        "checks": _grouped(drawn, drawn.randint(20_000, 90_000)), "people": people,
        "fee": _grouped(drawn, fee), "low": fee, "high": high,
        "proceeds": _grouped(drawn, made * (3 if off else 1)),
        "now": now, "before": before, "change": f"{change:+d}",
    }  # fmt: skip
    return Piece(template["text"].format(**values), template["adds"], planted)


def _grouped(drawn: random.Random, number: int) -> str:
    """Write a number as papers of several countries do: 12,500, 12.500, 12 500."""
    return f"{number:,}".replace(",", drawn.choice((",", ".", " ", "\u00a0")))
