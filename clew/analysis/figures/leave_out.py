"""Numbers of a text that count nothing: ages, phone and file numbers, distances, penalties.

The shapes stand in ``leave_out.toml``, each with its reason; what has one never becomes a fact.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("leave_out.toml")


def left_out(text: str, begin: int, end: int) -> list[tuple[int, int, str]]:
    """Give the places in a part of *text* whose numbers count nothing, with the reason, in order."""
    low = text[begin:end].lower()
    found: list[tuple[int, int, str]] = []
    for why, needs, shape in _shapes():
        for word in needs:
            if word in low:
                break
        else:
            if needs:
                continue
        found += [
            (match.start(), match.end(), why)
            for match in shape.finditer(text, begin, end)
            if match.end() > match.start()
        ]
    return sorted(found)


@cache
def _shapes() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    said = tomllib.loads(_FILE.read_text(encoding="utf-8"))["shape"]
    return tuple(
        (
            each["why"],
            tuple(each.get("needs", "").split()),
            re.compile(each["is"], 0 if each.get("cased") else re.IGNORECASE),
        )
        for each in said
    )
