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
        adds: what is planted: parts, checks, product, range (a product of an interval), trips, change,
            share, or against (a second report of the operation).
        planted: consistent or contradiction.
        second: another report of the same operation, else empty.
        wording: number of the template; a piece and its twin have the same.
    """

    text: str
    adds: str
    planted: str
    second: str = ""
    wording: int = 0


def pieces(seed: int, count: int | None = None) -> list[Piece]:
    """Give *count* pieces: every template as it adds up, then every template as it does not.

    A piece and its twin differ in the planted figure alone. Without a count each template is given both ways.
    """
    templates = _templates()
    wanted = 2 * len(templates) if count is None else count
    return [
        _piece(seed, at % len(templates), PLANTED[at // len(templates) % 2]) for at in range(wanted)
    ]


@cache
def _templates() -> list[dict[str, Any]]:
    said: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["piece"]
    return said


def _piece(seed: int, wording: int, planted: str) -> Piece:
    template, drawn = _templates()[wording], random.Random(f"{seed} {wording}")
    wrong = planted == "contradiction"
    values = _counts(drawn, wrong) | _sums(drawn, wrong, template["adds"] == "range")
    text, second = (template.get(name, "").format(**values) for name in ("text", "second"))
    return Piece(text, template["adds"], planted, second, wording)


def _counts(drawn: random.Random, wrong: bool) -> dict[str, object]:
    """Draw parts and their total, checks, and figures around them."""
    places = drawn.sample(_PLACES, 3)
    parts = [drawn.randint(11, 97) for _ in places]
    off = drawn.choice((-9, -4, -3, 3, 4, 7)) * wrong
    checked = [drawn.randint(200, 900) * 10 + 7 for _ in places]
    return {
        "operation": f"Operation {drawn.choice(_NAMES)}",
        "a_in": places[0], "b_in": places[1], "c_in": places[2],
        "a": parts[0], "b": parts[1], "c": parts[2], "total": sum(parts) + off,
        "told": sum(parts),
        "persons": _grouped(drawn, checked[0]), "vehicles": _grouped(drawn, checked[1]),
        "papers": _grouped(drawn, checked[2]), "checked": _grouped(drawn, sum(checked) + 100 * off),
        "houses": drawn.randint(301, 380), "cars": drawn.randint(5, 9),
        "phones": drawn.randint(401, 430), "cash": _grouped(drawn, drawn.randrange(20_000, 90_000, 50)),
        "checks": _grouped(drawn, drawn.randint(20_000, 90_000)),
    }  # fmt: skip


def _sums(drawn: random.Random, wrong: bool, is_range: bool) -> dict[str, object]:
    """Draw persons, fees and proceeds, trips, a change and a share."""
    people, fee = drawn.randint(80, 900), drawn.randrange(900, 4000, 100)
    high = fee + drawn.randrange(300, 900, 100)
    made = people * (high if is_range else fee) * (3 if wrong else 1)
    before = drawn.randint(220, 900)
    now = round(before * drawn.choice((0.55, 0.7, 0.85, 1.2, 1.35, 1.6)))
    change = round((now - before) / before * 100) + drawn.choice((-24, -13, 13, 24)) * wrong
    trips, each = drawn.randint(12, 60), drawn.randint(6, 30)
    whole = drawn.randint(200, 900)
    part = drawn.randint(whole // 5, whole // 2)
    share = round(part / whole * 100) + drawn.choice((-13, 11, 24)) * wrong
    return {
        "people": people, "fee": _grouped(drawn, fee), "low": fee, "high": high,
        "proceeds": _grouped(drawn, made), "now": now, "before": before, "change": f"{change:+d}",
        "trips": trips, "each": each, "moved": trips * each + 37 * wrong,
        "whole": whole, "part": part, "share": share,
    }  # fmt: skip


def _grouped(drawn: random.Random, number: int) -> str:
    """Write a number as papers of several countries do: 12,500, 12.500, 12 500."""
    return f"{number:,}".replace(",", drawn.choice((",", ".", " ", "\u00a0")))
