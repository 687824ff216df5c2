"""Numbers of a text that count nothing: ages, phone and file numbers, distances, penalties.

The shapes stand in ``leave_out.toml``, each with its reason; what has one never becomes a fact.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("leave_out.toml")


_BY_CASE = re.compile(r"\\[A-Z]|\(\?-i:")
"""What in a shape tells capitals apart, so that it is not looked for in small letters."""


def left_out(text: str, begin: int, end: int) -> list[tuple[int, int, str]]:
    """Give the places in a part of *text* whose numbers count nothing, with the reason, in order."""
    low = text[begin:end].lower()
    as_long = len(low) == end - begin
    found: list[tuple[int, int, str]] = []
    for why, needs, shape, small in _shapes():
        for word in needs:
            if word in low:
                break
        else:
            if needs:
                continue
        if small is not None and as_long:
            matches, by = small.finditer(low), begin
        else:
            matches, by = shape.finditer(text, begin, end), 0
        only = shape.groups
        found += [
            (match.start(only) + by, match.end(only) + by, why)
            for match in matches
            if match.end(only) > match.start(only)
        ]
    return sorted(found)


@cache
def _shapes() -> tuple[tuple[str, tuple[str, ...], re.Pattern[str], re.Pattern[str] | None], ...]:
    """Give every shape as told, and in small letters where that says the same: it is found sooner there."""
    said = tomllib.loads(_FILE.read_text(encoding="utf-8"))["shape"]
    return tuple(
        (
            each["why"],
            tuple(each.get("needs", "").split()),
            re.compile(each["is"], 0 if each.get("cased") else re.IGNORECASE),
            None
            if each.get("cased") or _BY_CASE.search(each["is"])
            else re.compile(each["is"].lower()),
        )
        for each in said
    )
