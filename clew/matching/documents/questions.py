"""Questions about documents, each a pure check of what the records show.

Each check says what the records give and asks; none says what a document is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rapidfuzz import fuzz

from clew.matching.documents.held import Held, Paper, Person, Record
from clew.matching.documents.likeness import alike
from clew.matching.identifiers import different
from clew.model.countries import country_code
from clew.model.identifiers import document as document_key
from clew.model.text import fold
from clew.sources.document_list import DocumentList, cut_number

LONGEST_LIFE = 120
"""Years; nobody is known to have lived longer than 122."""
LONGEST_VALID = 11
"""Years from issue to expiry; passports run ten, some states add months left from the last one."""
SHORTEST_RUN = 3
_SIMILAR = 80
_FEWEST_WORDS = 4
_SHOWN = 12


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


def questions(case: Held, lists: Sequence[DocumentList], today: date) -> list[Question]:
    """Give the questions: lists first, then what ties documents together, then each by itself."""
    checks: tuple[Iterable[Question], ...] = (
        listed(case.papers, lists),
        two_identities(case.papers),
        same_portrait(case.papers),
        same_picture(case),
        other_name_in_print(case),
        runs(case.papers),
        faults(case),
        impossible_dates(case, today),
        expired(case.papers, today),
    )
    return [question for check in checks for question in check]


def impossible_dates(case: Held, today: date) -> Iterator[Question]:
    """Dates that cannot stand together: born after today or issue, expired before issue, valid too long."""
    for paper in case.papers:
        at = paper.at
        for birth in paper.holder.births if paper.holder else []:
            said = paper.holder.name if paper.holder else ""
            if birth > today.isoformat():
                yield _of(
                    paper, "dates", f"{said} is born {birth}, after today: misread or mistyped?"
                )
            elif int(birth[:4]) < today.year - LONGEST_LIFE:
                yield _of(
                    paper, "dates", f"{said} is born {birth}, over {LONGEST_LIFE} years ago: right?"
                )
            elif paper.issued and birth > paper.issued:
                yield _of(
                    paper,
                    "dates",
                    f"issued {paper.issued}, before the birth {birth}: which is right?",
                )
        if paper.issued and paper.expires and "startDate" in at and "endDate" in at:
            both = (at["startDate"], at["endDate"])
            if paper.expires < paper.issued:
                because = (
                    f"expires {paper.expires}, before its issue {paper.issued}: which is right?"
                )
                yield Question("dates", because, both)
            elif int(paper.expires[:4]) - int(paper.issued[:4]) > LONGEST_VALID:
                because = f"issued {paper.issued}, valid until {paper.expires}: does its issuer make such?"
                yield Question("dates", because, both)


def expired(papers: Iterable[Paper], today: date) -> Iterator[Question]:
    """A document expired on the day its holder travelled, or by today where no journey is known."""
    for paper in papers:
        if not paper.expires:
            continue
        days = [day[:10] for day in paper.travelled if day[:10] > paper.expires]
        if days:
            because = f"valid until {paper.expires}, used to travel {min(days)}: was it accepted?"
            yield _of(paper, "expired", f"{_called(paper)} {because}", "endDate")
        elif not paper.travelled and paper.expires < today.isoformat():
            because = f"{_called(paper)} was valid until {paper.expires}: is there a newer one?"
            yield _of(paper, "expired", because, "endDate")


def faults(case: Held) -> Iterator[Question]:
    """What was refused of a document or its holder: check digits, dates that are none, unknown issuers."""
    issued = {paper.entity for paper in case.papers}
    for prop, record, reason in case.faults:
        if "check digit" in reason:
            yield Question("digits", f"{reason}: misread, or altered?", (record,))
        elif prop in ("birthDate", "endDate", "startDate"):
            yield Question("dates", f"{reason}: what does the document say?", (record,))
        elif prop == "country" and record.entity in issued:
            yield Question("issuer", f"{reason}: who issued the document?", (record,))
        elif prop == "nationality":
            yield Question("issuer", f"{reason}: which nationality is meant?", (record,))


def other_name_in_print(case: Held) -> Iterator[Question]:
    """The zone's surname is like no word printed elsewhere in the picture of the document."""
    for paper in case.papers:
        words = {
            word
            for picture in paper.pictures
            if picture in case.photos
            for word in fold(case.photos[picture].text).split()
        }
        if len(words) < _FEWEST_WORDS or not paper.holder or not paper.holder.surnames:
            continue
        surname = paper.holder.surnames[0]
        parts = [part for part in fold(surname).split() if len(part) > 2]
        far = [p for p in parts if max(fuzz.ratio(p, w) for w in words) < _SIMILAR]
        if parts and len(far) == len(parts):
            because = (
                f"the machine-readable zone names {surname}; no word like it was read elsewhere in "
                "the picture: is the printed name another?"
            )
            yield _of(paper, "name", because)


def two_identities(papers: Iterable[Paper]) -> Iterator[Question]:
    """One number of one issuer stands on records whose names or days of birth differ."""
    by_number: dict[tuple[str, str], list[Paper]] = defaultdict(list)
    for paper in papers:
        key = document_key(paper.number)
        if key and paper.holder and not paper.kind.startswith("V"):
            by_number[key, paper.issuer].append(paper)
    for (_, issuer), group in by_number.items():
        people = [paper.holder for paper in group if paper.holder]
        differs = _how_they_differ(people)
        if differs:
            names = list(dict.fromkeys(person.name for person in people))
            shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
            of = f" of {issuer.upper()}" if issuer else ""
            because = f"number {group[0].number}{of} stands with {differs}: {shown}. Whose is it?"
            yield Question("identities", because, _records(group))


def _how_they_differ(people: Sequence[Person]) -> str:
    names = [person.name for person in people if person.names]
    births = {birth for person in people for birth in person.births if len(birth) == 10}
    if different(names, 1):
        return "different names"
    return "different days of birth" if len(births) > 1 else ""


def runs(papers: Iterable[Paper]) -> Iterator[Question]:
    """Three or more documents of one issuer with numbers in a row and different holders."""
    shapes: dict[tuple[str, str, str, int], dict[int, Paper]] = defaultdict(dict)
    for paper in papers:
        key = document_key(paper.number)
        if key and paper.issuer:
            (lead, width), count = cut_number(key)
            shapes[paper.issuer, paper.kind[:1], lead, width].setdefault(count, paper)
    for (issuer, *_), numbered in shapes.items():
        counts = sorted(numbered)
        for _, row in groupby(enumerate(counts), key=lambda one: one[1] - one[0]):
            run = [numbered[count] for _, count in row]
            names = [paper.holder.name for paper in run if paper.holder and paper.holder.names]
            if len(run) >= SHORTEST_RUN and different(names, 1):
                because = (
                    f"{len(run)} documents of {issuer.upper()} bear numbers in a row, {run[0].number} to "
                    f"{run[-1].number}: issued together, or from one stolen series?"
                )
                yield Question("run", because, _records(run[:_SHOWN]))


def listed(papers: Iterable[Paper], lists: Sequence[DocumentList]) -> Iterator[Question]:
    """The number stands on a list of stolen, lost, revoked or blank documents."""
    for paper in papers:
        for one in lists:
            for entry in one.entries(paper.number, paper.issuer) if paper.number else ():
                since = f" since {entry.since}" if entry.since else ""
                by = f" by {entry.by}" if entry.by else ""
                part = "" if entry.number == entry.last else f", in {entry.number} to {entry.last}"
                sure = "" if entry.issuer and paper.issuer else " (issuer not compared)"
                because = (
                    f"{_called(paper)} is listed as {entry.state}{since}{by} in {one.name} line "
                    f"{entry.line}{part}{sure}: is it the same document?"
                )
                yield _of(paper, "list", because, "number")


def same_portrait(papers: Iterable[Paper]) -> Iterator[Question]:
    """Portraits of documents with different numbers are alike."""
    known = {paper.entity: paper for paper in papers if paper.portrait}
    for a, b, bits in alike({entity: paper.portrait for entity, paper in known.items()}):
        one, other = known[a], known[b]
        if document_key(one.number) != document_key(other.number) or not one.number:
            because = (
                f"the portraits of {_called(one)} and {_called(other)} are alike ({bits} of 64 bits "
                "differ): one picture on both?"
            )
            yield Question("portrait", because, _records([one, other]))


def same_picture(case: Held) -> Iterator[Question]:
    """Two pictures are alike, from two files."""
    photos = case.photos
    for a, b, bits in alike({entity: photo.hash for entity, photo in photos.items() if photo.hash}):
        records = tuple(r for r in (photos[a].record, photos[b].record) if r)
        if len(records) == 2:
            because = (
                f"{records[0].file} ({records[0].agency}) and {records[1].file} ({records[1].agency}) "
                f"hold pictures that are alike ({bits} of 64 bits differ): one picture on both?"
            )
            yield Question("picture", because, records)


def _called(paper: Paper) -> str:
    """Name a document by kind, issuer and number as a person would."""
    issuer = f" of {paper.issuer.upper()}" if country_code(paper.issuer) else ""
    return f"document {paper.number or 'without number'}{issuer}"


def _of(paper: Paper, kind: str, because: str, prop: str = "number") -> Question:
    record = paper.at.get(prop) or next(iter(paper.at.values()))
    return Question(kind, because, (record,))


def _records(papers: Iterable[Paper]) -> tuple[Record, ...]:
    return tuple(paper.at.get("number") or next(iter(paper.at.values())) for paper in papers)
