"""Money told in the messages and reports of a case: proposed for the ledger, taken into it when a person says so.

A proposal is made anew from the words each time it is asked for; only a person's answer is kept: an accepted one
as a payment with its words as its mention, a rejected one as a mention that counts for nothing.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from clew.analysis.money.amounts import amount_of
from clew.analysis.money.entries import TOLD_MENTION
from clew.analysis.money.told import ME, YOU, ToldSum, told_sums
from clew.errors import NotFound, UsageError
from clew.model.evidence import Found
from clew.model.ftm import model
from clew.model.ports import Item, Mentioned
from clew.sources.reader import all_readers
from clew.store import ties
from clew.store.covered import covered
from clew.store.covering import MASK
from clew.store.door import Door, View
from clew.store.later import ComingLater
from clew.store.masking import is_masked
from clew.store.receipts import decide_mention, mentions, named_in, sources, texts
from clew.store.shelf import Shelf

TOLD = "told in a message or report"
_TALK = ("Message", "Email")
_ID = re.compile(r"(\d+):(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Proposed:
    """Money told somewhere in the case.

    Attributes:
        id: what it is accepted or rejected by: statement and place, "123:0-35".
        source: number of the source; *file* and *spot* where a person finds it, *statement* to open.
        told: kind, sum and who, as the words tell.
        payer, payee, holder: names; of a message its sender and recipient stand for "I" and "you".
        day: of the message, else empty.
    """

    id: str
    source: int
    file: str
    spot: str
    statement: int
    told: ToldSum
    payer: str
    payee: str
    holder: str
    day: str

    def as_json(self) -> dict[str, Any]:
        """Give it as JSON."""
        return {
            "id": self.id, "says": TOLD, "kind": self.told.kind, "payer": self.payer, "payee": self.payee,
            "holder": self.holder, "amount": f"{self.told.value:,.2f} {self.told.currency}", "hedge": self.told.hedge,
            "day": self.day, "quote": self.told.quote, "where": f"{self.file}, {self.spot}",
            "source": self.source, "spot": self.spot, "statement": self.statement,
        }  # fmt: skip


@dataclass
class _Talk:
    """Who wrote and got each message, and when: entity number → what is told."""

    sender: dict[int, int]
    recipients: dict[int, list[int]]
    day: dict[int, str]
    names: dict[int, str]

    def party(self, told: str, message: int) -> int | None:
        """Give the entity "I" or "you" stands for in a message, if there is just one."""
        if told == ME:
            return self.sender.get(message)
        several = self.recipients.get(message, [])
        return several[0] if told == YOU and len(several) == 1 else None

    def name(self, told: str, message: int) -> str:
        """Give the name of somebody told: of "I" and "you" that of sender and recipient."""
        one = self.party(told, message)
        return self.names.get(one, told) if one else told


def proposed(view: View) -> list[Proposed]:
    """Give the money told in the case that nobody has accepted or rejected; victims stay covered."""
    talk = _talk(view)
    reports = {name for name, reader in all_readers().items() if reader.is_report}
    found: list[Proposed] = []
    for source in sources(view):
        number = int(str(source["id"]))
        passages = [
            p for p in texts(view, number) if source["reader"] in reports or p[0] in talk.day
        ]
        if not passages:
            continue
        hidden = covered(view, number)
        decided = {
            (m.statement, m.start, m.end) for m in mentions(view, number) if m.kind == TOLD_MENTION
        }
        for message, statement, spot, written in passages:
            text = hidden.evenly(written)
            found += [
                _proposed(source, (message, statement, spot), told, talk)
                for told in told_sums(text)
                if (statement, told.start, told.end) not in decided
            ]
    return found


def _proposed(
    source: dict[str, object], place: tuple[int, int, str], told: ToldSum, talk: _Talk
) -> Proposed:
    message, statement, spot = place
    return Proposed(
        id=f"{statement}:{told.start}-{told.end}",
        source=int(str(source["id"])),
        file=str(source["file"]),
        spot=spot,
        statement=statement,
        told=told,
        payer=talk.name(told.payer, message),
        payee=talk.name(told.payee, message),
        holder=talk.name(told.holder, message),
        day=talk.day.get(message, "")[:10],
    )


def _talk(view: View) -> _Talk:
    talk = _Talk({}, defaultdict(list), dict.fromkeys(ties.of_schemas(view, _TALK), ""), {})
    for pointer in ties.pointers(view, _TALK):
        if pointer.prop in ("sender", "emitters"):
            talk.sender.setdefault(pointer.source, pointer.target)
        elif pointer.prop == "recipients":
            talk.recipients[pointer.source].append(pointer.target)
    for said in ties.said(view, _TALK, ("date",)):
        talk.day[said.entity] = said.value
    parties = ("Person", "LegalEntity", "Organization", "UserAccount")
    for said in ties.said(view, parties, ("name", "username", "phone")):
        talk.names.setdefault(said.entity, said.value)
    for entity, category in ties.categories(view).items():
        if is_masked(view, category):
            talk.names[entity] = MASK
    return talk


def decide(door: Door, answers: dict[str, str]) -> int:
    """Keep a person's answers to proposals; give how many there were.

    Args:
        door: the case and who answers; its intake lock is taken.
        answers: id of a proposal → accepted or rejected.

    Raises:
        NotFound: there is no such proposal, or it was answered before.
        UsageError: a sum cannot be taken into the ledger as it is told.
    """
    with door.quiet() as view:
        open_ones = {one.id: one for one in proposed(view)}
        talk = _talk(view)
    for ident in answers:
        if not _ID.fullmatch(ident) or ident not in open_ones:
            raise NotFound(f"no proposed payment {ident}", do="see clew money CASE for their ids")
    with door.case.intake_lock():
        for ident, status in answers.items():
            one = open_ones[ident]
            shelf = Shelf(door, model(), door.asker.agency)
            _keep(shelf, one, talk, status)
            with door.act("mention") as view:
                kept = next(
                    m for m in mentions(view, one.source)
                    if (m.kind, m.statement, m.start, m.end)
                    == (TOLD_MENTION, one.statement, one.told.start, one.told.end)
                )  # fmt: skip
                decide_mention(view, kept.mention, status)
    return len(answers)


def _ends(one: Proposed) -> list[tuple[str, str, str]]:
    """Give (property, who as told, name) of both ends; who holds a deposit gets it, or gives it on."""
    told = one.told
    payer, payee = (told.payer, one.payer), (told.payee, one.payee)
    if told.kind == "deposited":
        payee = told.holder, one.holder
    elif told.kind == "released":
        payer = told.holder, one.holder
    return [("payer", *payer), ("beneficiary", *payee)]


def _keep(shelf: Shelf, one: Proposed, talk: _Talk, status: str) -> None:
    """Write a proposal down as a payment that points to its report or message."""
    with shelf.door.quiet() as view:
        document, _, spot, text = next(p for p in texts(view, one.source) if p[1] == one.statement)
        amount = amount_of(f"{one.told.value:g}", one.told.currency)
    if status == "accepted" and not amount.minor:
        raise UsageError(f"{one.told.quote!r} tells no sum", do="reject it")
    payment = Found("Payment", f"payment {one.id}", spot)
    payment.add("amount", f"{one.told.value:g}", one.told.quote).add("currency", one.told.currency)
    payment.add("purpose", one.told.quote).add("summary", f"{one.told.kind}, {TOLD}")
    payment.add("date", one.day or None)
    payment.link("proof", "document")
    known: dict[str, int] = {}
    items: list[Item] = [payment]
    with shelf.door.quiet() as view:
        named = {
            name: number for name in {one.payer, one.holder, one.payee} - {""}
            if (number := named_in(view, one.source, "Person", name)) is not None
        }  # fmt: skip
    for prop, told, name in _ends(one):
        party = talk.party(told, document) or named.get(name)
        if party is not None:
            known[f"party {party}"] = party
            payment.link(prop, f"party {party}")
        elif name and told not in (ME, YOU):
            key = f"told person {name.casefold()}"
            items.append(Found("Person", key, spot).add("name", name))
            payment.link(prop, key)
    items.append(
        Mentioned("document", spot, text, one.told.start, one.told.end, TOLD_MENTION, payment.key)
    )
    later = ComingLater(
        shelf, one.source, "document", document, {(spot, text): one.statement}, known
    )
    later.write(items)
    later.done()
