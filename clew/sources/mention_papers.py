"""Document numbers and registration plates in running text, told by their shape and the words around."""

import re
from collections.abc import Iterator

from clew.model import identifiers
from clew.sources.mention import Mention, Sighting, before, pattern, scan

_L = "[A-ZČĆŠŽĐÇËÖÜĞŞİА-ЯЁЂЉЊЋЏЈЅЀ-ЏΑ-Ω]"
_SMALL = "[a-zčćšžđçëöüğşа-яђѓјљњћќџѕ]"
_ALONE = "[bcdfghjlmnpqrtuxz]"
"""Letters that stand alone before a number only as its own: the others are words too ("s", "e", "i")."""
_NUMBER = re.compile(
    r"(?<![\w<@/])(?!(?:NO|NR|BR|ID|TC|БР)\b)"
    rf"(?:{_L}{{0,3}}[ -]?|{_SMALL}{{1,2}}|{_ALONE}[ ])\d{{2,13}}(?:[ -]\d{{3,7}}){{0,3}}{_L}{{0,2}}(?![\w<])"
)
_DOCUMENT_DIGITS = range(5, 15)
_BETWEEN = re.compile(
    r"\s*(?:,|/|;|\band|\bdhe|\bi|\bи|\bve|\bose|\bili|\bили|\bveya|\bor)\s*", re.IGNORECASE
)
_S = r"[ \-–·]?"
_T = r"[ \-–·]"
_BIH = "[AEOJKMTАЕОЈКМТ]"
_YEAR = re.compile(r"\D(?:19|20)\d\d\D")

_ONLY = (
    rf"0[1-7]{_T}\d{{3}}{_T}{_L}{{2}}",  # Kosovo since 2010
    rf"\d{{3}}{_T}(?:KS|КС){_T}\d{{3}}",  # Kosovo, UNMIK
    rf"{_BIH}\d{{2}}-{_BIH}-\d{{3}}",  # Bosnia and Herzegovina
    rf"{_L}{{2}}{_T}\d{{3,4}}{_T}{_L}{{2}}",  # Serbia, North Macedonia, Bulgaria, Albania, Croatia
)
_BESIDE_VEHICLE = (
    rf"0[1-7]{_S}\d{{3}}{_S}{_L}{{2}}",
    rf"\d{{3}}{_S}(?:KS|КС){_S}\d{{3}}",
    rf"{_BIH}\d{{2}}{_S}{_BIH}{_S}\d{{3}}",
    rf"{_L}{{2}}{_S}\d{{3,4}}{_S}{_L}{{1,2}}",
    rf"{_L}{{2}}{_S}{_L}{{2}}{_S}\d{{3}}",  # Montenegro, Hungary since 2022
    rf"(?:0[1-9]|[1-7]\d|8[01]){_T}{_L}{{1,3}}{_T}\d{{2,5}}",  # Türkiye
)
_MONTENEGRO = (
    "an|ba|bd|bp|br|ct|dg|gs|hn|kl|ko|mk|nk|pg|pl|pv|pž|ro|šn|tv|ul|zb"  # towns on its plates
)
_COMPACT = rf"{_L}{{2}}\d{{3,4}}{_L}{{1,2}}|\d{{2}}{_L}{{1,3}}\d{{2,5}}"
_BESIDE_PLATE = (
    *_BESIDE_VEHICLE,
    rf"(?:0[1-9]|[1-7]\d|8[01]){_S}{_L}{{1,3}}{_S}\d{{2,5}}",
    rf"{_L}{{1,2}}{_S}\d{{2,3}}{_S}{_L}{{3}}",  # Romania
    rf"{_L}{_S}\d{{4}}{_S}{_L}{{1,2}}",  # Bulgaria, one letter
    rf"{_L}{{3}}{_S}\d{{3,4}}",  # Hungary, Greece
    rf"{_L}{{1,3}}-{_L}{{1,2}}{_S}\d{{1,4}}",  # Germany
    rf"{_L}{{1,2}}{_T}\d{{3,5}}{_T}?{_L}{{1,3}}",  # Austria
    rf"{_L}{{2}}{_T}[A-Z0-9]{{1,3}}-[A-Z0-9]{{2,4}}",  # Slovenia
)


def _shape(shapes: tuple[str, ...]) -> "re.Pattern[str]":
    return re.compile(rf"(?<![\w-])(?:{'|'.join(shapes)})(?![\w-])")


PLATES_ALONE = _shape(_ONLY)
"""Plates whose shape hardly anything else has."""
PLATES_BESIDE_VEHICLE = _shape(_BESIDE_VEHICLE)
"""Plates told by the kind of vehicle named before them."""
PLATES_BESIDE_PLATE = _shape(_BESIDE_PLATE)
"""Plates told by a word such as "plate", "targa" or "таблица" before them."""
_TOWN_FIRST = rf"(?:{_MONTENEGRO}){_S}{_SMALL}{{2}}{_S}\d{{3}}"
_TURKISH = rf"(?:0[1-9]|[1-7]\d|8[01]){_S}{_SMALL}{{1,3}}{_S}\d{{2,5}}"
PLATES_SMALL = _shape((*(s.replace(_L, _SMALL) for s in (*_ONLY, _COMPACT)), _TOWN_FIRST, _TURKISH))
"""Plates in small letters, told by a plate's word close before them."""
_PLATE_REACH = 40
_PLATE_REACH_SMALL = 16


def documents(text: str, _country: str | None) -> Iterator[Sighting]:
    """Find numbers that the words before (or, in Turkish, after) call a document's."""
    last_end = -1
    for run in scan(_NUMBER, text, 5):
        written = run.group()
        start = run.start() + len(written) - len(written.lstrip(" -"))
        written = text[start : run.end()]
        if sum(c.isdigit() for c in written) not in _DOCUMENT_DIGITS:
            continue
        follows = 0 <= last_end <= start and _BETWEEN.fullmatch(text, last_end, start)
        if (follows or _is_called_document(text, start, run.end())) and (
            key := identifiers.document(written)
        ):
            yield Mention("document", start, run.end(), written, key)
            last_end = run.end()


def _is_called_document(text: str, start: int, end: int) -> bool:
    said = text[max(0, start - 60) : start]
    links = pattern(r"WORDS", "document_links").pattern
    called = pattern(
        rf"\bWORDS(?:[\s:#|.,()\[\]–-]{{0,4}}(?:{links}(?![^\W\d_]))?){{0,5}}$", "document"
    )
    if called.search(said):
        return True
    after = text[end : end + 60]
    kinds = pattern("WORDS", "document").pattern
    return bool(
        pattern(rf"\s*WORDS\s+(?:[^\W\d_]+\s+){{0,2}}{kinds}", "document_after").match(after)
    )


def plates(text: str, _country: str | None) -> Iterator[Sighting]:
    """Find registration plates; which country they are of is never guessed.

    A shape nothing else has is enough; others need a word such as "plate", "targa", "таблица",
    "plaka" or the kind of vehicle in the same sentence, small letters a plate's word close by.
    """
    for run in scan(PLATES_ALONE, text, 3):
        if not _YEAR.search(f" {run.group()} ") and (key := identifiers.plate(run.group())):
            yield Mention("plate", run.start(), run.end(), run.group(), key)
    yield from _called(PLATES_BESIDE_PLATE, text, _PLATE_REACH, "plate")
    yield from _called(PLATES_BESIDE_VEHICLE, text, _PLATE_REACH, "vehicle")
    yield from _called(PLATES_SMALL, text, _PLATE_REACH_SMALL, "plate")


def _called(shape: "re.Pattern[str]", text: str, reach: int, group: str) -> Iterator[Sighting]:
    """Find plates of *shape* with a word of *group* before them (of plates: also right after)."""
    for run in scan(shape, text, 3):
        start, end = run.span()
        if PLATES_ALONE.fullmatch(run.group()) and not _YEAR.search(f" {run.group()} "):
            continue
        is_called = pattern(r"\bWORDS(?!\w)", group).search(before(text, start, reach))
        if not is_called and group == "plate":
            is_called = pattern(r"\W{0,3}WORDS\b", "plate_after").match(text[end : end + 14])
        if is_called and (key := identifiers.plate(run.group())):
            yield Mention("plate", start, end, run.group(), key)
