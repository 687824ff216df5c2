"""A report's file as one text with the spots its parts stand at.

Plain text is given as it stands in the file, so that offsets are those of the file; other formats give
what their report reader shows, its passages parted by a blank line.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from clew.errors import UnknownSource
from clew.model.evidence import Evidence, Guesses
from clew.model.hashing import hash_of
from clew.sources import encoding
from clew.sources.papers import Paper, Passage
from clew.sources.recognising import recognise

_PLAIN = (".txt", ".text", ".md")
_BINARY_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Written:
    """The text of one report.

    Attributes:
        name: the file's name.
        text: as read; facts are offsets into it.
        spots: where each passage begins, and its spot ("paragraph 3").
        dated: day the file states of itself, if it does.
    """

    name: str
    text: str
    spots: tuple[tuple[int, str], ...] = ()
    dated: date | None = None

    def spot(self, at: int) -> str:
        """Give the spot of the passage at offset *at*; of plain text its line."""
        place = bisect_right([begin for begin, _ in self.spots], at) - 1
        if place >= 0:
            return self.spots[place][1]
        return f"line {self.text.count(chr(10), 0, at) + 1}"


def written(path: Path) -> Written:
    """Read the report at *path*.

    Raises:
        SourceError: it is no report, empty, or cannot be read.
    """
    size = path.stat().st_size
    evidence = Evidence(path, path.name, hash_of(path), size, "")
    if not size:
        raise UnknownSource("the file is empty", where=path.name, do="give another one")
    if path.suffix.lower() in _PLAIN and not evidence.head(1024).startswith(
        (b"%PDF", b"PK\x03\x04")
    ):
        return Written(path.name, _decoded(evidence))
    reader = recognise(evidence, evidence.head())
    if reader is None or not reader.is_report:
        raise UnknownSource(
            "this is no report clew reads figures in",
            where=path.name,
            do="give a text, web page, PDF, Word or OpenDocument file, or a mail",
        )
    return _joined(path.name, list(reader.split(evidence, Guesses())))


def _decoded(evidence: Evidence) -> str:
    found = encoding.detect(encoding.samples(evidence), evidence.country)
    with evidence.open() as handle:
        text = handle.read().decode(found.name, errors="replace")
    if text.count("\0") + text.count("\ufffd") > _BINARY_SHARE * len(text):
        raise UnknownSource(
            "this is no text: too many characters cannot be read",
            where=evidence.name,
            do="check that it is the right file",
        )
    return text.removeprefix("\ufeff")


def _joined(name: str, records: list[object]) -> Written:
    parts: list[str] = []
    spots: list[tuple[int, str]] = []
    dated = None
    at = 0
    for record in records:
        if isinstance(record, Paper):
            dated = next((day for _, said in record.dates if (day := _day(said))), None)
        elif isinstance(record, Passage):
            spots.append((at, record.spot))
            parts.append(record.text)
            at += len(record.text) + 2
    return Written(name, "\n\n".join(parts), tuple(spots), dated)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None
