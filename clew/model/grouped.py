"""Numbers as tables write them: thousands grouped, decimals behind a comma or a point."""

import re
from math import isfinite

from clew.model.text import digits_to_ascii

_GROUPS = re.compile(r"([-+]?[1-9]\d{0,2}(?:([ .,'])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,](\d+))?")
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "−": "-"})


def grouped_number(text: str, *, is_count: bool = False) -> float | None:
    """Read a number; None where *text* is none, or not finite.

    Args:
        text: as written; thousands may be grouped by blanks, points, commas or apostrophes.
        is_count: it counts something, so that one mark with three digits behind it groups thousands;
            else a single point or comma parts decimals.

    >>> grouped_number("1.234,5"), grouped_number("1 200"), grouped_number("1,234")
    (1234.5, 1200.0, 1.234)
    >>> grouped_number("1,234", is_count=True), grouped_number("1_000"), grouped_number("inf")
    (1234.0, None, None)
    """
    plain = digits_to_ascii(text).translate(_BLANKS).strip()
    found = _GROUPS.fullmatch(plain)
    if found and (is_count or found[3] or found[2] in " '" or found[1].count(found[2]) > 1):
        plain = re.sub(r"[ .,']", "", found[1]) + (f".{found[3]}" if found[3] else "")
    try:
        value = float(plain.replace(",", "."))
    except ValueError:
        return None
    return value if isfinite(value) and "_" not in plain else None
