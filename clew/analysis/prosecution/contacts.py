"""Clues of ties and roles: contact with others entered, shared things, family, patterns of a role."""

from collections.abc import Iterator
from datetime import date

from clew.analysis.network.from_case import Tie
from clew.analysis.prosecution.clue import Clue, clue, span
from clew.analysis.prosecution.offences import table
from clew.analysis.prosecution.person import Person

_WITH = {
    "call": "contact", "message": "contact", "travelled together": "travelled", "same booking": "travelled",
    "payment": "payment", "associate": "contact", "named together": "contact",
}  # fmt: skip
_SHARED = {
    "shared vehicle": "shared_vehicle", "shared phone": "shared_phone", "shared document": "shared_document",
    "shared bank account": "shared_account",
}  # fmt: skip
_MOST_STATEMENTS = 20
"""Of so many calls or journeys of one tie the records are named; its count says how many there are."""


def tied(person: Person) -> Iterator[Clue]:
    """Give the clues of a person's ties, and of those of numbers that records give as the person's."""
    own = person.numbers(person.node)
    others = {
        node: (who, whose)
        for suspect, who in person.others.items()
        for node, whose in person.numbers(suspect).items()
        if node not in own
    }
    with_others: list[tuple[int, Tie]] = []
    for tie in person.records.network.ties:
        mine, other = (tie.a, tie.b) if tie.a in own else (tie.b, tie.a)
        if mine not in own or other in own:
            continue
        if other in others:
            who, whose = others[other]
            with_others.append((other, tie))
            statements = [*tie.statements[:_MOST_STATEMENTS], *own[mine], *whose]
            yield from _with(tie, who, statements, bool(own[mine] or whose))
        elif mine == person.node:
            yield from _alone(person, tie, other)
    yield from _together(person, with_others)


def _alone(person: Person, tie: Tie, other: int) -> Iterator[Clue]:
    """Give the clues of a tie to somebody who is not entered."""
    statements = tie.statements[:_MOST_STATEMENTS]
    if (kind := _SHARED.get(tie.kind)) and not person.is_number(other):
        yield clue(kind, statements)
    elif tie.kind == "family":
        if any(other in journey.people for journey in person.records.journeys_of(person.node)):
            yield clue("family_aboard", statements)
    elif tie.kind == "same booking":
        said = {"others": "another traveller", "span": span(tie.first, tie.last)}
        yield clue("same_booking", statements, tie.first, said)
    elif tie.kind == "membership":
        yield clue("member", statements, tie.first)
    elif tie.kind == "role":
        yield clue("employed", statements, tie.first)


def _with(tie: Tie, who: str, statements: list[int], by_number: bool) -> Iterator[Clue]:
    kind = f"{tie.kind} between numbers records give as theirs" if by_number else tie.kind
    said = {"kind": kind, "who": who, "count": tie.count, "span": span(tie.first, tie.last)}
    if tie.kind == "family":
        yield clue("family_of_suspect", statements, "", said)
    elif name := _WITH.get(tie.kind):
        yield clue(f"{name}_with_suspect", statements, tie.first, said)
    elif tie.kind.startswith("shared "):
        yield clue("shared_with_suspect", statements, tie.first, said)


def _together(person: Person, ties: list[tuple[int, Tie]]) -> Iterator[Clue]:
    """Give the clues of ties to other suspects taken together: how many, over how long."""
    whose = {n: suspect for suspect in person.others for n in person.numbers(suspect)}
    others = {whose[other] for other, _ in ties}
    statements = [tie.statements[0] for _, tie in ties]
    if len(others) > 1:
        yield clue("two_suspects", statements, "", {"count": len(others)})
    days = sorted(day[:10] for _, tie in ties for day in (tie.first, tie.last) if len(day) >= 10)
    if days:
        count = (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days
        if count >= table("clues")["days"]:
            yield clue(
                "over_time", statements, "", {"count": count, "span": span(days[0], days[-1])}
            )


def roles(person: Person) -> Iterator[Clue]:
    """Give the roles a pattern of ties asks about."""
    for asked in person.records.roles:
        if asked.id == person.id:
            says = f"{asked.question} {'; '.join(one.says for one in asked.clues)}"
            statements = [s for one in asked.clues for s in one.statements]
            yield clue(f"role_{asked.role}", statements, "", {"says": says})
