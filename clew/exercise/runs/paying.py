"""What is agreed, paid, left with a hawaladar and released, and what is still open: worked out by who pays."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from clew.exercise.people import Person
from clew.exercise.runs.acting import Month, Ring, told

_WAYS = _INSTALMENTS, _DEPOSIT, _AT_ONCE = 0, 1, 2
"""How those moved pay, in turn."""
_PAYS_ALL = 0.6
NOTEBOOK, TRANSFERS = "notebook", "transfers"
FIELDS = ("agreed", "paid", "deposited", "received", "holds", "owes", "owed")
"""What a balance says, in minor units."""


@dataclass(frozen=True, slots=True)
class Note:
    """One line of a book: *kind* agreed, paid, deposited or released; *who* names a person's id or an office."""

    kind: str
    at: datetime
    payer: str
    payee: str
    holder: str
    minor: int
    currency: str
    code: str = ""
    leg: str = ""


@dataclass(slots=True)
class Books:
    """The books of a month.

    Attributes:
        notes: book → its lines: the first ring keeps a notebook; of the second, and of what is sent at once or as
            wages, a register of transfers tells.
        balances: (book, who, currency) → what each has, see `FIELDS`.
        deposits: code → minor units still held, and the currency.
        paid: pairs of ids, payer and payee, by book.
        people: ids named → the person.
    """

    notes: dict[str, list[Note]] = field(default_factory=lambda: {NOTEBOOK: [], TRANSFERS: []})
    balances: dict[tuple[str, str, str], dict[str, int]] = field(
        default_factory=lambda: defaultdict(lambda: dict.fromkeys(FIELDS, 0))
    )
    deposits: dict[str, tuple[int, str]] = field(default_factory=dict)
    paid: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    people: dict[str, Person] = field(default_factory=dict)

    def write(self, book: str, note: Note) -> None:
        """Write a line."""
        self.notes[book].append(note)

    def has(self, book: str, who: str, currency: str, **more: int) -> None:
        """Add to what somebody has."""
        balance = self.balances[book, who, currency]
        for what, minor in more.items():
            balance[what] += minor


def pay(month: Month, strangers: Sequence[tuple[Person, Person]], rng: Random) -> Books:
    """Let those moved pay, and the money men pay those who work; *strangers* send money to their families."""
    books = Books()
    for ring, book in zip(month.rings, (NOTEBOOK, TRANSFERS), strict=True):
        for number, client in enumerate(ring.clients):
            run = number // told()["month"]["clients"]
            through = TRANSFERS if number % len(_WAYS) == _AT_ONCE else book
            _client(books, through, ring, client, number, _arrival(month, ring, run), rng)
        for worker, ride in _work(month, ring):
            _wage(books, ring.money, worker, ride)
    for payer, payee in strangers:
        at = month.rides[0].points[0].at + timedelta(
            days=rng.randrange(20), minutes=rng.randrange(900)
        )
        _move(books, TRANSFERS, payer, payee, at, rng.randrange(40, 400) * 500, "EUR", "")
    for notes in books.notes.values():
        notes.sort(key=lambda note: note.at)
    return books


def _arrival(month: Month, ring: Ring, run: int) -> datetime:
    name = f"{ring.name} {run + 1}"
    return max(point.at for ride in month.rides if ride.run == name for point in ride.points)


def _work(month: Month, ring: Ring) -> Iterator[tuple[Person, tuple[datetime, int]]]:
    """Give who is paid what on which day for the ring's runs."""
    money = told()["money"]
    for ride in month.rides:
        if ride.run.startswith(f"{ring.name} "):
            yield ride.driver, (ride.points[-1].at + timedelta(days=1), money["driver"])
    for keeper in ring.keepers:
        yield keeper, (_arrival(month, ring, 0) + timedelta(days=2), money["keeper"])


def _wage(books: Books, payer: Person, payee: Person, paid: tuple[datetime, int]) -> None:
    at, minor = paid
    _move(books, TRANSFERS, payer, payee, at, minor, told()["money"]["currency"], "")


def _move(
    books: Books,
    book: str,
    payer: Person,
    payee: Person,
    at: datetime,
    minor: int,
    currency: str,
    leg: str,
) -> None:
    """Let money change hands."""
    books.people |= {payer.id: payer, payee.id: payee}
    books.write(book, Note("paid", at, payer.id, payee.id, "", minor, currency, leg=leg))
    books.has(book, payer.id, currency, paid=minor)
    books.has(book, payee.id, currency, received=minor)
    books.paid[book].add((payer.id, payee.id))


def _client(
    books: Books, book: str, ring: Ring, client: Person, number: int, arrives: datetime, rng: Random
) -> None:
    """Let one who is moved pay: in three instalments, by a deposit released on arrival, or all at once."""
    money = told()["money"]
    fee, currency = rng.choice(money["fees"]), money["currency"]
    if number == 0:
        fee, currency = money["foreign"]
    books.people |= {client.id: client, ring.money.id: ring.money}
    starts, gave = arrives - timedelta(days=5), 0
    if number % len(_WAYS) == _DEPOSIT:
        gave = _hawala(books, book, ring, client, (fee, currency), (starts, arrives), rng)
    else:
        parts = [fee]
        if number % len(_WAYS) == _INSTALMENTS:
            parts = [fee * 2 // 5, fee * 3 // 10]
            parts += [fee - sum(parts)] if rng.random() < _PAYS_ALL else []
        for leg, minor in enumerate(parts, 1):
            at = starts + timedelta(days=2 * leg - 1, minutes=rng.randrange(600))
            _move(
                books,
                book,
                client,
                ring.money,
                at,
                minor,
                currency,
                str(leg) if len(parts) > 1 else "",
            )
        gave = sum(parts)
    if book == NOTEBOOK:
        books.write(book, Note("agreed", starts, client.id, ring.money.id, "", fee, currency))
        books.has(book, client.id, currency, agreed=fee, owes=fee - gave)
        books.has(book, ring.money.id, currency, owed=fee - gave)


def _hawala(
    books: Books, book: str, ring: Ring, client: Person, fee: tuple[int, str], days: tuple[datetime, datetime],
    rng: Random,
) -> int:  # fmt: skip
    """Leave the fee with the hawaladar under a code; give what was released on arrival."""
    (minor, currency), (starts, arrives) = fee, days
    holder = told()["money"]["holder" if book == NOTEBOOK else "office"]
    code = f"LEJ-{len(books.deposits) + 1:02d}{rng.randrange(10, 99)}"
    books.write(book, Note("deposited", starts, client.id, "", holder, minor, currency, code))
    released = rng.choice((minor, minor, minor // 2, 0))
    if released:
        at = arrives + timedelta(hours=6)
        books.write(book, Note("released", at, "", ring.money.id, holder, released, currency, code))
        books.paid[book].add((holder, ring.money.id))
    books.paid[book].add((client.id, holder))
    books.deposits[code] = minor - released, currency
    books.has(book, client.id, currency, paid=released, deposited=minor - released)
    books.has(book, ring.money.id, currency, received=released)
    books.has(book, holder, currency, holds=minor - released)
    return released
