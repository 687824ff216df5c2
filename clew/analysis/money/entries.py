"""Entries of a ledger: payments of a case, and rows of notebooks the user gives."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from rapidfuzz.distance import OSA

from clew.analysis.money.amounts import Amount, amount_of, words
from clew.analysis.money.rows import read_rows
from clew.analysis.network.from_case import CaseNetwork
from clew.analysis.spots import called
from clew.errors import UsageError
from clew.model.dates import Order, order_of, read_date
from clew.model.text import fold
from clew.store import receipts, ties
from clew.store.covering import MASK, Veil
from clew.store.door import View

TOLD_MENTION = "payment"
"""The kind of a mention whose entity is money told in words."""
KINDS = ("agreed", "paid", "deposited", "released", "refunded")
_LONG = 6
"""From how many letters on two slips still leave a word readable."""
_CODE = re.compile(
    r"\b(?:code|kod|kodi|sifra|šifra|token|şifre)\W{0,3}([\w-]{3,20})", re.IGNORECASE
)
_TEXTS = ("purpose", "summary", "description", "recordId")
_PROPS = ("amount", "currency", "amountEur", "amountUsd", "date", *_TEXTS)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is told.

    Attributes:
        where: file and spot, or file and row.
        statement: to open in a case, else None.
        source: number of the source a notebook is in the case, else None; *row* the place in it.
        handling: handling codes of that notebook.
    """

    where: str = ""
    statement: int | None = None
    source: int | None = None
    row: str = ""
    handling: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry.

    Attributes:
        kind: "agreed": payer owes payee; "paid": payer gave payee; "deposited": payer left it with
            *holder* for payee; "released": holder gave it to payee; "refunded": payee gave it back.
        payer, payee, holder: names; in a case the entity ids; empty where not told.
        code: the code a deposit is released by; *leg* the part of the way it is for.
        spot: where it is told.
        is_told: taken from the words of a message or report, which a person accepted.
    """

    kind: str
    payer: str
    payee: str
    holder: str
    amount: Amount
    day: str
    code: str = ""
    leg: str = ""
    spot: Spot = Spot()
    is_told: bool = False

    @property
    def statement(self) -> int | None:
        """The statement to open in a case, or None."""
        return self.spot.statement

    @property
    def hands(self) -> tuple[str, str]:
        """Who gave the money and who got it, as told; nobody where it was agreed on only."""
        if self.kind == "agreed":
            return "", ""
        if self.kind == "refunded":
            return self.payee, self.payer
        first = self.holder if self.kind == "released" else self.payer
        return first, self.holder if self.kind == "deposited" else self.payee


@dataclass(frozen=True, slots=True)
class Refused:
    """A row or payment that was not taken: where it stands, the amount as written, why, what to do."""

    spot: Spot
    value: str
    reason: str
    do: str


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook: where its file lies, what it is called; of one in the case its source's number and handling codes."""

    path: Path
    name: str
    source: int | None = None
    handling: tuple[str, ...] = ()


@dataclass
class Book:
    """Entries in the order of their days, what was not taken and why, what people are called."""

    entries: list[Entry] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    captions: dict[str, str] = field(default_factory=dict)

    def refuse(self, spot: Spot, value: str, exc: UsageError) -> None:
        """Keep a row that was not taken, with its reason."""
        self.refused.append(Refused(spot, value, exc.what, exc.do))

    def mask(self, veil: Veil) -> None:
        """Mask whom the veil covers in what notebooks say, each under a number of their own."""
        masked: dict[str, str] = {}

        def shown(text: str) -> str:
            if veil.text(text) == text:
                return text
            return masked.setdefault(text, f"{MASK} {len(masked) + 1}")

        self.entries = [
            replace(
                e, payer=shown(e.payer), payee=shown(e.payee), holder=shown(e.holder),
                code=shown(e.code), leg=veil.text(e.leg),
            )
            for e in self.entries
        ]  # fmt: skip
        self.captions = {shown(who): shown(name) for who, name in self.captions.items()}

    def sort(self) -> None:
        """Put the entries in the order of their days; those without one come last."""
        self.entries.sort(key=lambda e: (e.day or "9999", e.spot.where))


def from_case(view: View, network: CaseNetwork, book: Book) -> None:
    """Read the payments of a case into a book; of those told in words only the ones a person accepted."""
    told = receipts.mention_states(view, TOLD_MENTION)
    node = {member: node for node, several in network.members.items() for member in several}
    owner: dict[int, int] = {}
    for pointer in ties.pointers(view, ("BankAccount", "UserAccount")):
        if pointer.prop in ("owner", "holder"):
            owner.setdefault(pointer.source, pointer.target)
    ends: dict[int, dict[str, int]] = defaultdict(dict)
    for pointer in ties.pointers(view, ("Payment",)):
        ends[pointer.source].setdefault(pointer.prop, owner.get(pointer.target, pointer.target))
    said: dict[int, dict[str, str]] = defaultdict(dict)
    first: dict[int, int] = {}
    for value in ties.said(view, ("Payment",), _PROPS):
        said[value.entity].setdefault(value.prop, value.value)
        first.setdefault(value.entity, value.statement)

    def name(number: int, *props: str) -> str:
        for prop in props:
            if prop in ends[number]:
                one = node.get(ends[number][prop], ends[number][prop])
                party = network.parties.get(one)
                if party:
                    book.captions[party.entity] = called(network, one)
                return party.entity if party else f"account {one}"
        return ""

    for number, props in said.items():
        if told.get(number, "accepted") != "accepted":
            continue
        payer, payee = (
            name(number, "payer", "payerAccount"),
            name(number, "beneficiary", "beneficiaryAccount"),
        )
        _payment(book, props, (payer, payee), first[number], number in told)


def _payment(
    book: Book, props: dict[str, str], ends: tuple[str, str], statement: int, is_told: bool
) -> None:
    payer, payee = ends
    told, currency = props.get("amount", ""), props.get("currency", "")
    if not told and props.get("amountEur"):
        told, currency = props["amountEur"], "EUR"
    if not told and props.get("amountUsd"):
        told, currency = props["amountUsd"], "USD"
    text = " ".join(props.get(p, "") for p in _TEXTS)
    spot, kind = Spot(f"statement {statement}", statement), kind_of(text)
    if is_told:
        kind = props.get("summary", "").partition(",")[0]
    elif kind == "agreed":  # money that moved for a price is paid, whatever its text names
        kind = "paid"
    try:
        if not currency:
            raise UsageError("the payment names no currency", do="ask which it was")
        amount = amount_of(told, currency)
    except UsageError as exc:
        book.refuse(spot, f"{told} {currency}".strip(), exc)
        return
    found = _CODE.search(text)
    code, day = found[1] if found else "", props.get("date", "")[:10]
    holder = ""
    if kind == "deposited":
        payee, holder = "", payee
    elif kind == "released":
        payer, holder = "", payer
    book.entries.append(Entry(kind, payer, payee, holder, amount, day, code, "", spot, is_told))


def from_notebook(path: Path | Notebook, book: Book) -> None:
    """Read a notebook: a CSV file with columns for date, kind, payer, payee, holder, amount, currency, code, leg.

    Raises:
        NotFound: there is no such file.
        SourceError: it is empty.
        UsageError: it has no column of amounts.
    """
    read = path if isinstance(path, Notebook) else Notebook(path, path.name)
    head, *rows = read_rows(read.path, "payer,payee,amount,currency")
    at = _columns(head)
    if at["amount"] < 0:
        raise UsageError(f"{read.name} has no column of amounts", do="head it: amount")
    lines = [
        {what: row[place] if 0 <= place < len(row) else "" for what, place in at.items()}
        for row in rows
    ]
    order = _date_order([cells["date"] for cells in lines if cells["date"]])
    for number, cells in enumerate(lines, start=2):
        if any(cells.values()):
            place = f"row {number}"
            told = Spot(f"{read.name}, {place}", None, read.source, place, read.handling)
            _row(book, cells, told, order)


def is_notebook(head: Sequence[str]) -> bool:
    """Say whether the header of a table names an amount and its currency, and somebody who paid, got or holds it."""
    at = _columns(head)
    who = ("payer", "payee", "holder")
    return min(at["amount"], at["currency"]) >= 0 and any(at[one] >= 0 for one in who)


def _columns(head: Sequence[str]) -> dict[str, int]:
    """Give where the column of each meaning stands; -1 where there is none."""
    names = [fold(cell) for cell in head]
    return {
        what: next((names.index(n) for n in known if n in names), -1)
        for what, known in words()["columns"].items()
    }


def _date_order(written: list[str]) -> Order | None:
    """Decide how a notebook writes its dates: as one that reads one way shows, else day first where dots part them."""
    dotted = sum(text.count(".") >= 2 for text in written)
    return order_of(written).order or ("DMY" if 2 * dotted > len(written) else None)


def _row(book: Book, cells: dict[str, str], spot: Spot, order: Order | None) -> None:
    day = read_date(cells["date"], order).text if cells["date"] else ""
    try:
        if cells["date"] and not day:
            raise UsageError(
                f"{cells['date']!r} is no date that reads one way", do="write 2026-03-01"
            )
        if not cells["currency"]:
            raise UsageError("the row names no currency", do="ask which it was, and add it")
        amount = amount_of(cells["amount"], cells["currency"])
        if meant := _misspelt(cells["kind"]):
            raise UsageError(f"{cells['kind']!r} reads like {meant}", do=f"write {meant}")
    except UsageError as exc:
        book.refuse(spot, cells["amount"], exc)
        return
    kind = kind_of(cells["kind"]) if cells["kind"] else "deposited" if cells["holder"] else "paid"
    entry = Entry(
        kind, cells["payer"], cells["payee"], cells["holder"], amount, day or "", cells["code"], cells["leg"], spot,
    )  # fmt: skip
    book.entries.append(entry)
    book.captions |= {name: name for name in (entry.payer, entry.payee, entry.holder) if name}


def kind_of(text: str) -> str:
    """Say what a payment's words make it.

    >>> kind_of("Deposit with the office, code 1234"), kind_of("taksi"), kind_of("paid")
    ('deposited', 'paid', 'paid')
    >>> kind_of("ödeme serbest bırakıldı"), kind_of("vraćeno"), kind_of("Holding d.o.o., taxi")
    ('released', 'refunded', 'paid')
    """
    plain = fold(text)
    return (
        plain if plain in KINDS else next((k for k, one in _kinds() if one.search(plain)), "paid")
    )


def _misspelt(text: str) -> str:
    """Give the kind a single word only just misses, "agreeed": taken for a payment it would turn the balance."""
    plain = fold(text)
    if not plain.isalpha() or plain in KINDS or any(one.search(plain) for _, one in _kinds()):
        return ""
    near = (kind for kind in KINDS if OSA.distance(plain, kind) <= (1 if len(kind) < _LONG else 2))
    return next(near, "")


@cache
def _kinds() -> list[tuple[str, re.Pattern[str]]]:
    """Give the words of each kind as one pattern; a word that ends in * is the beginning of one."""
    return [
        (kind, re.compile("|".join(_pattern(word) for word in known)))
        for kind, known in words()["kinds"].items()
    ]


def _pattern(word: str) -> str:
    begin = re.escape(word.removesuffix("*").strip())
    return rf"\b{begin}" if word.endswith("*") else rf"\b{begin}\b"
