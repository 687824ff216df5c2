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
    """Give the clues of a person's ties."""
    ties = [tie for tie in person.records.network.ties if person.node in (tie.a, tie.b)]
    aboard = {n for j in person.records.journeys_of(person.node) for n in j.people}
    with_others: list[Tie] = []
    for tie in ties:
        other = tie.b if tie.a == person.node else tie.a
        statements = tie.statements[:_MOST_STATEMENTS]
        if other in person.others:
            with_others.append(tie)
            yield from _with(tie, person.others[other], statements)
        elif kind := _SHARED.get(tie.kind):
            yield clue(kind, statements)
        if tie.kind == "family" and other in aboard:
            yield clue("family_aboard", statements)
        elif tie.kind == "same booking" and other not in person.others:
            said = {"others": "another traveller", "span": span(tie.first, tie.last)}
            yield clue("same_booking", statements, tie.first, said)
        elif tie.kind == "membership":
            yield clue("member", statements, tie.first)
        elif tie.kind == "role":
            yield clue("employed", statements, tie.first)
    yield from _together(person, with_others)


def _with(tie: Tie, who: str, statements: list[int]) -> Iterator[Clue]:
    said = {"kind": tie.kind, "who": who, "count": tie.count, "span": span(tie.first, tie.last)}
    if tie.kind == "family":
        yield clue("family_of_suspect", statements, "", said)
    elif name := _WITH.get(tie.kind):
        yield clue(f"{name}_with_suspect", statements, tie.first, said)
    elif tie.kind in _SHARED or tie.kind.startswith("shared "):
        yield clue("shared_with_suspect", statements, tie.first, said)


def _together(person: Person, ties: list[Tie]) -> Iterator[Clue]:
    """Give the clues of ties to other suspects taken together: how many, over how long."""
    others = {end for tie in ties for end in (tie.a, tie.b)} - {person.node}
    statements = [tie.statements[0] for tie in ties]
    if len(others) > 1:
        yield clue("two_suspects", statements, "", {"count": len(others)})
    days = sorted(day[:10] for tie in ties for day in (tie.first, tie.last) if len(day) >= 10)
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
