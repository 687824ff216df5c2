"""What one room needs of another it may not import: a door passes the one to the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from clew.model.evidence import Evidence, Found, Mapping, Refusal

SAID_COUNTRY = "said with --country"
"""How a receipt tells that a person named the country of a file, and nobody guessed it."""
NOT_READ_YET = "not read yet"
"""Topic under which a receipt names what a program missing here would read: the file, coming again, is read anew."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A span of a report's text and the entity it speaks of, by their keys inside the file.

    Attributes:
        document: key of the document entity.
        spot: where its text stands: "paragraph 3".
        text: the value of bodyText the span counts its characters in.
        start: first character; end: one past the last.
        kind: phone, imei, plate, document, person, place, …
        entity: key of the entity the span speaks of.
    """

    document: str
    spot: str
    text: str
    start: int
    end: int
    kind: str
    entity: str


Item = Found | Refusal | Mentioned


class KnownNames(Protocol):
    """The names a case already holds, to be looked for in reports."""

    def names(self) -> Iterable[tuple[str, str]]:
        """Give (kind, name as written) with kind person, place or vehicle.

        Asked again it need only give what is new since.
        """


class Coming(Protocol):
    """One file on its way in: nothing of it is visible before `done`."""

    def write(self, items: Sequence[Item]) -> None:
        """Keep what was found in one record, in order."""

    def done(self, receipt: dict[str, object]) -> None:
        """Make the whole file visible, with its line in the log; *receipt* gains entities and refused."""


class StatementSink(Protocol):
    """Where found entities go: the case's store."""

    def receipt_of(self, sha256: str, said: dict[str, str | None]) -> dict[str, object] | None:
        """Give the receipt of a file this agency already handed over and that need not be read again.

        *said* holds what the person asked for explicitly ("country", "as"); a different wish reads anew.
        """

    def hash_of(self, path: Path) -> str:
        """Give the SHA-256 of a file as it is now; one seen before need not be read again."""

    def keep(self, path: Path, sha256: str) -> Path:
        """Keep the original under its hash; give the kept file."""

    def mapping(self, signature: str) -> Mapping | None:
        """Give the column mapping saved under a header's signature."""

    def save_mapping(self, signature: str, mapping: Mapping) -> None:
        """Save a column mapping under a header's signature."""

    def coming(self, evidence: Evidence, reader: str | None, parent: str | None) -> Coming:
        """Start a file; *parent* is the SHA-256 of the archive it lay in."""

    def known_names(self) -> KnownNames:
        """Give the names the case holds now."""
