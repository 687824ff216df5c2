"""Clues of words in messages the person sent or got and in reports that name them; questions about documents."""

from collections.abc import Iterator

from clew.analysis.prosecution.clue import Clue, clue
from clew.analysis.prosecution.offences import table
from clew.analysis.prosecution.person import Person
from clew.analysis.prosecution.words import topic
from clew.model.identifiers import document as document_key
from clew.store import reading, receipts

_SENTENCE_ENDS = ".!?\n"


def told(person: Person) -> Iterator[Clue]:
    """Give a clue for each topic a message of the person has a word of."""
    topics: dict[str, str] = table("clues")["topics"]
    own = person.numbers(person.node)
    for text in person.records.texts:
        ways = (("sent by", text.senders), ("got by", text.receivers))
        for way, ends in ways:
            if node := next((n for n in own if n in ends), None):
                whose = "a number a record gives as the person's" if own[node] else "the person"
                statements = (text.statement, ends[node], *own[node])
                for kind, name in topics.items():
                    if word := topic(name)(text.words):
                        said = {"way": f"{way} {whose}", "word": word}
                        yield clue(kind, statements, text.at, said)
                break


def reported(person: Person) -> Iterator[Clue]:
    """Give a clue for each topic a report has a word of in the sentence that names the person."""
    topics: dict[str, str] = table("clues")["topics"]
    view = person.records.view
    named = receipts.spans_naming(view, person.members)
    passages = reading.statements(view, (one.statement for one in named))
    for one in named:
        if passage := passages.get(one.statement):
            sentence = _around(passage.value, one.start, one.end)
            for kind, name in topics.items():
                if word := topic(name)(sentence):
                    about = kind.replace("message", "report", 1)
                    yield clue(about, (one.statement, *one.names), "", {"word": word})


def _around(text: str, start: int, end: int) -> str:
    """Give the sentence a span of a text stands in.

    >>> _around("He left. Genc took 2500 per head. She stayed.", 9, 13)
    'Genc took 2500 per head'
    """
    begin = max(text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS) + 1
    stops = [at for mark in _SENTENCE_ENDS if (at := text.find(mark, end)) >= 0]
    return text[begin : min(stops, default=len(text))].strip()


def documents(person: Person) -> Iterator[Clue]:
    """Give the questions about documents said to be the person's, and several numbers of one kind."""
    records = person.records
    own = {party.entity for party in reading.parties(records.view, person.members).values()}
    papers = [
        paper
        for paper in records.documents.papers
        if paper.entity in own or (paper.holder and paper.holder.entity in own)
    ]
    theirs = {paper.entity for paper in papers}
    for asked in records.paper_questions:
        if any(one.entity in theirs for one in asked.records):
            spots = [(one.entity, one.written, one.where) for one in asked.records]
            yield clue("document_question", _statements(person, spots), "", {"says": asked.because})
    numbers: dict[str, dict[str, tuple[str, str, str]]] = {}
    for paper in papers:
        if paper.number and (at := paper.at.get("number")):
            kind = numbers.setdefault(paper.kind[:1].upper(), {})
            kind.setdefault(
                document_key(paper.number) or paper.number, (at.entity, at.written, at.where)
            )
    for several in numbers.values():
        if len(several) > 1:
            statements = _statements(person, list(several.values()))
            yield clue("several_documents", statements, "", {"count": len(several)})


def _statements(person: Person, spots: list[tuple[str, str, str]]) -> list[int]:
    """Give the statements of values that are named by entity, writing and place."""
    view = person.records.view
    found: list[int] = []
    for entity in dict.fromkeys(entity for entity, _, _ in spots):
        number = reading.party(view, entity).no
        values = reading.values(view, [number])
        found += [v.statement for v in values if (entity, v.written, v.where) in spots]
    return found
