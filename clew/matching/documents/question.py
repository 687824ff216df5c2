"""A question about documents: what the records show, what is asked, where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from clew.matching.documents.held import Paper, Record
from clew.model.countries import country_code

SHOWN = 12
"""How many names or places a question lists at most."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one or more documents.

    Attributes:
        kind: "dates", "expired", "issuer", "digits", "name", "identities", "run", "list",
            "portrait" or "picture".
        because: what the records show, and the question.
        records: the values it rests on, with their places.
    """

    kind: str
    because: str
    records: tuple[Record, ...]

    def as_json(self) -> dict[str, object]:
        """Give it as `clew documents --json` does."""
        return {
            "kind": self.kind,
            "because": self.because,
            "records": [
                {"entity": r.entity, "written": r.written, "file": r.file, "where": r.where, "agency": r.agency}
                for r in self.records
            ],
        }  # fmt: skip


def called(paper: Paper) -> str:
    """Name a document by kind, issuer and number as a person would."""
    issuer = f" of {paper.issuer.upper()}" if country_code(paper.issuer) else ""
    return f"document {paper.number or 'without number'}{issuer}"


def asked_of(paper: Paper, kind: str, because: str, prop: str = "number") -> Question:
    """Make a question of one document that rests on one of its values."""
    record = paper.at.get(prop) or next(iter(paper.at.values()))
    return Question(kind, because, (record,))


def records_of(papers: Iterable[Paper]) -> tuple[Record, ...]:
    """Give where the numbers of documents stand."""
    return tuple(paper.at.get("number") or next(iter(paper.at.values())) for paper in papers)
