"""Clues of money: received, from somebody carried, passed on, held for others; and what the record says it was for."""

from collections.abc import Iterator

from clew.analysis.money.entries import Entry
from clew.analysis.prosecution.clue import Clue, clue
from clew.analysis.prosecution.offences import table
from clew.analysis.prosecution.person import Person
from clew.analysis.prosecution.words import topic


def paid(person: Person) -> Iterator[Clue]:
    """Give the clues of the payments and deposits a person had a part in."""
    carried = _carried(person)
    reasons = topic("reasons")
    for entry in person.records.payments:
        if person.id not in (entry.payer, entry.payee, entry.holder) or entry.statement is None:
            continue
        yield _one(person, entry, carried)
        words = person.records.reasons.get(entry.statement, "")
        if found := reasons(words):
            said = {"amount": str(entry.amount), "reason": f"“{found}”"}
            yield clue("payment_explained", (entry.statement,), entry.day, said)


def _one(person: Person, entry: Entry, carried: set[str]) -> Clue:
    if entry.holder == person.id:
        kind = "deposit_held"
    elif entry.payee == person.id:
        kind = "paid_by_passenger" if entry.payer in carried else "payment_received"
    else:
        kind = "payment_made"
    return clue(kind, (entry.statement or 0,), entry.day, {"amount": str(entry.amount)})


def _carried(person: Person) -> set[str]:
    """Give the ids of those recorded aboard a vehicle with the person."""
    network, most = person.records.network, int(table("clues")["many"])
    nodes = {
        node
        for one in person.records.journeys_of(person.node)
        if person.is_small(one, most)
        for node in person.companions(one)
    }
    return {network.id_of(node) for node in nodes if node in network.parties}
