"""Which characters each place of a machine-readable zone can hold, and the readings a digit allows.

Source: ICAO Doc 9303-3: names and states are letters, dates and check digits are digits, sex is
one letter. One character misread for its look-alike is put right only where the check digits then
hold and did not before, its look does not speak against it, and no other look-alike would do as
well. It is said each time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from clew.errors import BrokenRecord
from clew.model.mrz import Mrz, Zone, layout_of, parse
from clew.model.mrz_layouts import FRA, MRV_A, MRV_B, TD1, TD2, TD3, Layout

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
_LETTERS = ALPHABET[:26] + "<"
_DIGITS = ALPHABET[26:]
_OF_FIELD = {
    "code": _LETTERS, "issuer": _LETTERS, "nationality": _LETTERS, "name": _LETTERS,
    "surname": _LETTERS, "given": _LETTERS, "birth": _DIGITS, "expiry": _DIGITS, "sex": "MFX<",
}  # fmt: skip
_ALIKE = {
    "O": "0", "0": "O", "I": "1", "1": "I", "B": "8", "8": "B", "S": "5", "5": "S", "Z": "2",
    "2": "Z", "G": "6", "6": "G",
}  # fmt: skip
_FAR_LIKELIER = 10
_LIKELY_ENOUGH = 0.1
_SHAPES = {
    (3, 30, False): [TD1], (2, 36, False): [TD2], (2, 44, False): [TD3],
    (2, 36, True): [MRV_B], (2, 44, True): [MRV_A],
}  # fmt: skip


def possible(lines: Sequence[str]) -> list[list[str]]:
    """Give for each place of each line the characters it can hold, by shape and first letters.

    >>> possible(["P" * 44, "0" * 44])[0][0], possible(["P" * 44, "0" * 44])[1][13]
    ('<ABCDEFGHIJKLMNOPQRSTUVWXYZ', '0123456789<')
    """
    shape = (len(lines), len(lines[0]) if lines else 0)
    french = shape == (2, 36) and lines[0].startswith(("IDFRA", "1DFRA"))
    is_visa = lines[0].startswith("V") if lines else False
    layouts = [FRA] if french else _SHAPES.get((*shape, is_visa), [])
    held = [[set[str]() for _ in line] for line in lines]
    for layout in layouts:
        for field, (line, start, end) in layout.fields.items():
            for place in range(start - 1, end):
                held[line][place] |= set(_OF_FIELD.get(field, ALPHABET))
        for line, start, _ in layout.checks.values():
            held[line][start - 1] |= set(_DIGITS)
    return [["".join(sorted(place)) or ALPHABET for place in line] for line in held]


@dataclass(frozen=True, slots=True)
class Mended:
    """A zone and what was read otherwise than it looked.

    Attributes:
        mrz: the zone, read.
        notes: a sentence on the character put right; empty when none was.
    """

    mrz: Mrz
    notes: tuple[str, ...]


Chance = Callable[[int, int, str], float]
"""How likely a character is by its look: line and place from 0, the character → 0 to 1."""


def mend(lines: Zone, today: date | None = None, chance: Chance | None = None) -> Mended | None:
    """Read a zone from a picture; a look-alike is put right where only so its digits hold.

    None when the lines are no zone.
    """
    layout = layout_of(lines)
    mrz = _parsed(lines, today) if layout else None
    if layout is None or mrz is None:
        return None
    if mrz.is_good:
        return Mended(mrz, ())
    good = [
        (place, tried)
        for place in _suspects(mrz, layout)
        if (tried := _parsed(_changed(lines, place), today)) and tried.is_good
    ]
    if chance:
        looks = {place: _by_look(lines, place, chance) for place, _ in good}
        good.sort(key=lambda one: -looks[one[0]])
        good = [one for one in good if looks[one[0]] * _FAR_LIKELIER > looks[good[0][0]]]
        good = good if good and looks[good[0][0]] > _LIKELY_ENOUGH else []
    if len(good) == 1:
        place, tried = good[0]
        return Mended(tried, (_said(lines, place),))
    return Mended(mrz, ())


def _by_look(lines: Zone, place: tuple[int, int], chance: Chance) -> float:
    """Give how likely the look-alike is beside what was taken, by the look of the character."""
    line, at = place
    seen = lines[line][at]
    return chance(line, at, _ALIKE[seen]) / max(chance(line, at, seen), 1e-9)


def _parsed(lines: Zone, today: date | None) -> Mrz | None:
    try:
        return parse(lines, today)
    except BrokenRecord:
        return None


def _suspects(mrz: Mrz, layout: Layout) -> list[tuple[int, int]]:
    """Give (line, place) of the characters that have a look-alike in fields a digit says are wrong."""
    wrong = {fault.field for fault in mrz.faults}
    fields = {
        name: place
        for name, place in (*layout.fields.items(), *_digit_places(layout))
        if name.removesuffix(" digit") in wrong or wrong == {"composite"}
    }
    places = {
        (line, at)
        for name, (line, start, end) in fields.items()
        for at in range(start - 1, end)
        if (other := _ALIKE.get(mrz.lines[line][at])) and other in _OF_FIELD.get(name, ALPHABET)
    }
    return sorted(places)


def _digit_places(layout: Layout) -> list[tuple[str, tuple[int, int, int]]]:
    return [(f"{name} digit", place) for name, place in layout.checks.items()]


def _changed(lines: Zone, place: tuple[int, int]) -> Zone:
    rows = [list(line) for line in lines]
    line, at = place
    rows[line][at] = _ALIKE[rows[line][at]]
    return tuple("".join(row) for row in rows)


def _said(lines: Zone, place: tuple[int, int]) -> str:
    line, at = place
    seen = lines[line][at]
    return (
        f"line {line + 1}, character {at + 1}: it looks like {seen!r} and is read as "
        f"{_ALIKE[seen]!r}, for only so the check digits hold"
    )
