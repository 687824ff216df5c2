"""Questions about documents taken together: one number or portrait on two, numbers in a row, lists."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from clew.matching.documents.held import Held, Paper, Person
from clew.matching.documents.likeness import alike
from clew.matching.documents.question import SHOWN, Question, asked_of, called, records_of
from clew.matching.identifiers import different
from clew.model.identifiers import document as document_key
from clew.sources.document_list import DocumentList, cut_number

SHORTEST_RUN = 3


def two_identities(papers: Iterable[Paper]) -> Iterator[Question]:
    """One number of one issuer stands on records whose names or days of birth differ.

    A record that names no issuer goes with the others of its number where these name but one.
    """
    by_number: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        key = document_key(paper.number)
        if key and paper.holder and not paper.kind.startswith("V"):
            by_number[key].append(paper)
    for shared in by_number.values():
        issuers = {paper.issuer for paper in shared if paper.issuer}
        for issuer in sorted(issuers) or [""]:
            group = [p for p in shared if p.issuer == issuer or (not p.issuer and len(issuers) < 2)]
            people = [paper.holder for paper in group if paper.holder]
            if differs := _how_they_differ(people):
                yield _on_one_number(group, issuer, differs)


def _on_one_number(group: Sequence[Paper], issuer: str, differs: str) -> Question:
    names = list(dict.fromkeys(paper.holder.name for paper in group if paper.holder))
    shown = ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
    of = f" of {issuer.upper()}" if issuer else ""
    because = f"number {group[0].number}{of} stands with {differs}: {shown}. Whose is it?"
    return Question("identities", because, records_of(group[:SHOWN]))


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
                yield Question("run", because, records_of(run[:SHOWN]))


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
                    f"{called(paper)} is listed as {entry.state}{since}{by} in {one.name} line "
                    f"{entry.line}{part}{sure}: is it the same document?"
                )
                yield asked_of(paper, "list", because, "number")


def same_portrait(papers: Iterable[Paper]) -> Iterator[Question]:
    """Portraits of documents with different numbers are alike."""
    known = {paper.entity: paper for paper in papers if paper.portrait}
    for a, b, bits in alike({entity: paper.portrait for entity, paper in known.items()}):
        one, other = known[a], known[b]
        if document_key(one.number) != document_key(other.number) or not one.number:
            because = (
                f"the portraits of {called(one)} and {called(other)} are alike ({bits} of 64 bits "
                "differ): one picture on both?"
            )
            yield Question("portrait", because, records_of([one, other]))


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
