"""Questions about one document by itself: its dates, digits, issuer, and the name printed on it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from rapidfuzz import fuzz

from clew.matching.documents.held import Held, Paper, Record
from clew.matching.documents.question import SHOWN, Question, asked_of, called
from clew.model.text import fold

LONGEST_LIFE = 120
"""Years; nobody is known to have lived longer than 122."""
LONGEST_VALID = 11
"""Years from issue to expiry; passports run ten, some states add months left from the last one."""
_SIMILAR = 80
_FEWEST_WORDS = 4


def impossible_dates(case: Held, today: date) -> Iterator[Question]:
    """Dates that cannot stand together: born after today or issue, expired before issue, valid too long."""
    for paper in case.papers:
        at = paper.at
        for birth in paper.holder.births if paper.holder else []:
            said = paper.holder.name if paper.holder else ""
            if birth > today.isoformat():
                yield asked_of(
                    paper, "dates", f"{said} is born {birth}, after today: misread or mistyped?"
                )
            elif int(birth[:4]) < today.year - LONGEST_LIFE:
                yield asked_of(
                    paper, "dates", f"{said} is born {birth}, over {LONGEST_LIFE} years ago: right?"
                )
            elif paper.issued and birth > paper.issued:
                yield asked_of(
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
            because = f"was valid until {paper.expires}, its holder travelled {min(days)}: on which document?"
            yield asked_of(paper, "expired", f"{called(paper)} {because}", "endDate")
        elif not paper.travelled and paper.expires < today.isoformat():
            because = f"{called(paper)} was valid until {paper.expires}: is there a newer one?"
            yield asked_of(paper, "expired", because, "endDate")


def faults(case: Held) -> Iterator[Question]:
    """What was refused of documents and holders: check digits, dates that are none, unknown issuers.

    One reason given often in a file is one question.
    """
    issued = {paper.entity for paper in case.papers}
    told: dict[tuple[str, str, str, str], list[Record]] = defaultdict(list)
    for prop, record, reason in case.faults:
        if "check digit" in reason:
            told["digits", reason, "misread, or altered", record.file].append(record)
        elif prop in ("birthDate", "endDate", "startDate"):
            told["dates", reason, "what does the document say", record.file].append(record)
        elif prop == "country" and record.entity in issued:
            told["issuer", reason, "who issued the document", record.file].append(record)
        elif prop == "nationality":
            told["issuer", reason, "which nationality is meant", record.file].append(record)
    for (kind, reason, question, _), records in told.items():
        times = f" ({len(records)} times in this file)" if len(records) > 1 else ""
        yield Question(kind, f"{reason}{times}: {question}?", tuple(records[:SHOWN]))


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
            yield asked_of(paper, "name", because)
