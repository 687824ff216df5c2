"""Machine-readable lines of passports, cards and visas in a text file, alone or amid other text.

Reads    TD1, TD2, TD3, MRV-A, MRV-B and the French card before 2021, one line of the zone a line
Gives    Person and Passport or Identification for each document
Units    YYMMDD → ISO, births not in the future, expiries at most 50 years ahead
Refuses  fields whose check digit is wrong, lines of wrong length or alone; the rest is kept
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from clew.errors import BrokenRecord, NotFound
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.model.mrz import find, layout_of, parse
from clew.sources.encoding import detect, samples
from clew.sources.mrz_found import say
from clew.sources.reader import Reader
from clew.sources.tables import RECORD_BYTES, lines

_LIKE = re.compile(r"[A-Z0-9<]{20,60}")
_LINES_OF = {30: 3, 36: 2, 44: 2}
_AROUND = 5


@dataclass(frozen=True, slots=True)
class Zone:
    """The lines of one document as they stand in the file.

    Attributes:
        number: line of the file the zone begins on.
        lines: the lines, without blanks around them.
    """

    number: int
    lines: tuple[str, ...]

    @property
    def spot(self) -> str:
        """Give the place a person can go to."""
        return f"line {self.number}"


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Sure when half of the lines are machine-readable; hardly when they stand in a report."""
    if not head.strip() or b"\0" in head:
        return 0.0
    text = head.decode("latin-1")
    written = [line.strip() for line in text.splitlines() if line.strip()]
    alike = sum(_is_like(line) for line in written)
    if not alike:
        return 0.0
    if alike * 2 >= len(written):
        return 0.97 if find(text) else 0.6
    return 0.05


def _is_like(line: str) -> bool:
    """Say whether a line looks like one of a zone: its letters, and fillers or a known length."""
    return bool(_LIKE.fullmatch(line)) and (
        "<<" in line or (len(line) in _LINES_OF and ("<" in line or any(c.isdigit() for c in line)))
    )


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Zone | Refusal]:
    """Give the zones in order; lines that look like one and are none are refused, text is passed."""
    found = detect(samples(evidence), evidence.country)
    guesses.said["encoding"] = f"{found.name} ({found.because})"
    guesses.counts["documents"] = 0
    held: list[tuple[int, str]] = []
    for number, text in _texts(evidence, found.name):
        if text is None:
            yield Refusal(f"line {number}", "", "the line is longer than 1 MiB", "check the file")
        elif _is_like(text):
            held.append((number, text))
            if len(held) < 3:
                continue
        elif not text:
            continue
        yield from _taken(held, guesses, is_end=text is None or not _is_like(text))
    yield from _taken(held, guesses, is_end=True)


def _texts(evidence: Evidence, encoding: str) -> Iterator[tuple[int, str | None]]:
    """Give each line's number and text; None stands for one over 1 MiB."""
    codec = "utf-8" if encoding.startswith(("utf-16", "utf-32")) else encoding
    for number, raw in lines(evidence, encoding):
        too_long = len(raw) > RECORD_BYTES
        yield number, None if too_long else raw.decode(codec, "replace").strip()


def _taken(
    held: list[tuple[int, str]], guesses: Guesses, *, is_end: bool
) -> Iterator[Zone | Refusal]:
    """Take zones off the front of *held*; at its end also what is left."""
    while held and (is_end or len(held) >= 3):
        number, first = held[0]
        need = _LINES_OF.get(len(first), 2 if len(first) > 33 else 3)
        zone = tuple(text for _, text in held[:need])
        is_zone = layout_of(zone) is not None
        if is_zone:
            guesses.counts["documents"] += 1
            yield Zone(number, zone)
        else:
            need = _belonging(zone)
            yield _refused(number, zone[:need])
        del held[:need]


def _belonging(zone: tuple[str, ...]) -> int:
    """Say how many of the lines seem to be of one spoilt document: those about as long."""
    if not zone[0][0].isalpha() or zone[0][0] not in "ACIPV":
        return 1
    alike = 1
    while alike < len(zone) and abs(len(zone[alike]) - len(zone[0])) <= 2:
        alike += 1
    return alike if len({len(line) for line in zone[:alike]}) > 1 else 1


def _refused(number: int, zone: tuple[str, ...]) -> Refusal:
    if len(zone) > 1:
        shape = " and ".join(str(len(line)) for line in zone)
        reason = f"lines of {shape} characters are no MRZ"
    else:
        reason = f"a line of {len(zone[0])} characters alone is no MRZ"
    do = "an MRZ has 3 lines of 30 characters, 2 of 36 or 2 of 44; type it again from the document"
    return Refusal(f"line {number}", "\n".join(zone), reason, do)


def read(zone: Zone) -> Iterator[Found | Refusal]:
    """Say what one zone says of the person and the document.

    Raises:
        BrokenRecord: the lines are no MRZ after all.
    """
    try:
        mrz = parse(zone.lines, datetime.now(UTC).date())
    except BrokenRecord as exc:
        raise BrokenRecord(exc.what, where=zone.spot, do=exc.do, value=exc.value) from exc
    yield from say(mrz, zone.spot, lambda line: f"line {zone.number + line}")


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give a line with the five before and after it."""
    wanted = int(spot[5:]) if re.fullmatch(r"line \d{1,12}", spot) else 0
    encoding = detect(samples(evidence), evidence.country).name
    shown = [
        (f"line {number}", ((text or "")[:2_000],), number == wanted)
        for number, text in _window(evidence, encoding, wanted)
    ]
    if not any(is_spot for *_, is_spot in shown):
        raise NotFound(f"there is no {spot!r} in {evidence.name}", do="lines are named 'line N'")
    return Excerpt("text", (), tuple(shown))


def _window(evidence: Evidence, encoding: str, wanted: int) -> Iterator[tuple[int, str | None]]:
    for number, text in _texts(evidence, encoding):
        if number > wanted + _AROUND:
            return
        if number >= wanted - _AROUND:
            yield number, text


MRZ = Reader(
    name="mrz",
    title="Machine-readable lines of documents (MRZ)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"Person", "Passport", "Identification"}),
    sample=("documents.mrz", {"documents": 3}),
)
