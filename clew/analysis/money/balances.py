"""Who paid, who holds, who is owed: entries added up, deposits followed to their release."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from clew.analysis.money.amounts import Amount
from clew.analysis.money.entries import Entry


@dataclass
class Balance:
    """What one person has in one currency, in minor units.

    Attributes:
        agreed: was to pay; *paid*: gave, deposits counted when released; *deposited*: left with somebody and open.
        received: got; *holds*: keeps for others; *owes*: agreed and not yet paid; *owed*: agreed with
            others and not yet received.
    """

    who: str
    currency: str
    agreed: int = 0
    paid: int = 0
    deposited: int = 0
    received: int = 0
    holds: int = 0
    owes: int = 0
    owed: int = 0


@dataclass(frozen=True, slots=True)
class Deposit:
    """Money left with somebody until a code is given: open, released, or released and never seen to be left.

    Attributes:
        open_minor: what is still held; *says* what it is, or what is asked about it.
        entries: those it is put together from, the deposit first.
    """

    code: str
    payer: str
    payee: str
    holder: str
    amount: Amount
    left_on: str
    released_on: str
    open_minor: int
    says: str
    entries: tuple[Entry, ...] = ()


@dataclass
class Sums:
    """Balances by person and currency, deposits, and instalments by leg."""

    balances: list[Balance] = field(default_factory=list)
    deposits: list[Deposit] = field(default_factory=list)
    legs: list[dict[str, object]] = field(default_factory=list)


class _Adding:
    """Balances and debts while they are added up."""

    def __init__(self) -> None:
        self.of: dict[tuple[str, str], Balance] = {}
        self.debts: dict[tuple[str, str, str], int] = defaultdict(int)

    def at(self, who: str, currency: str) -> Balance:
        """Give somebody's balance in a currency, new where there is none."""
        return self.of.setdefault((who, currency), Balance(who, currency))


def add_up(entries: Sequence[Entry]) -> Sums:
    """Add up entries in the order of their days."""
    adding, sums = _Adding(), Sums()
    left = [e for e in entries if e.kind == "deposited"]
    released: dict[int, list[Entry]] = defaultdict(list)
    loose = []
    for entry in (e for e in entries if e.kind == "released"):
        fit = _deposit_of(entry, left, released)
        (loose.append(entry) if fit is None else released[fit].append(entry))
    for entry in entries:
        _book(adding, entry)
    for number, entry in enumerate(left):
        sums.deposits.append(_deposit(adding, entry, released[number]))
    for entry in loose:
        _move(adding, entry.payer, entry.payee, entry.amount)
        says = "released, but no entry shows that it was left there; where did it come from?"
        if other := _other_currency(entry, left):
            says = (
                f"released in {entry.amount.currency}, but left in {other}; at which rate, by whom?"
            )
        sums.deposits.append(
            Deposit(
                entry.code, entry.payer, entry.payee, entry.holder, entry.amount, "", entry.day, 0, says,
                (entry,),
            )
        )  # fmt: skip
    _debts(adding)
    sums.balances = [adding.of[key] for key in sorted(adding.of)]
    sums.legs = _legs(entries)
    return sums


def _deposit_of(
    entry: Entry, left: Sequence[Entry], released: dict[int, list[Entry]]
) -> int | None:
    """Give the deposit in its currency a release belongs to: by its code, else of its holder without one.

    Of several the first that still holds enough; with a code the last one left where none does.
    """
    fit = [
        number
        for number, one in enumerate(left)
        if one.amount.currency == entry.amount.currency
        and one.code.casefold() == entry.code.casefold()
        and (entry.code or one.holder == entry.holder)
    ]
    for number in fit:
        gone = sum(r.amount.minor for r in released[number])
        if left[number].amount.minor - gone >= entry.amount.minor:
            return number
    return fit[-1] if fit and entry.code else None


def _other_currency(entry: Entry, left: Sequence[Entry]) -> str:
    """Give the currency a deposit with this release's code was left in, where it is another one."""
    same = (one for one in left if entry.code and one.code.casefold() == entry.code.casefold())
    return next((one.amount.currency for one in same), "")


def _book(adding: _Adding, entry: Entry) -> None:
    amount = entry.amount
    if entry.kind == "agreed" and entry.payer:
        adding.at(entry.payer, amount.currency).agreed += amount.minor
        adding.debts[entry.payer, entry.payee, amount.currency] += amount.minor
    elif entry.kind == "paid":
        _move(adding, entry.payer, entry.payee, amount)
    elif entry.kind == "refunded":
        _move(adding, entry.payer, entry.payee, Amount(-amount.minor, amount.currency))


def _move(adding: _Adding, payer: str, payee: str, amount: Amount) -> None:
    if payer:
        adding.at(payer, amount.currency).paid += amount.minor
    if payee:
        adding.at(payee, amount.currency).received += amount.minor
    key = payer, payee, amount.currency
    if key not in adding.debts and payer:
        open_to = [k for k in adding.debts if k[0] == payer and k[2] == amount.currency]
        key = open_to[0] if len(open_to) == 1 else key
    if key in adding.debts:
        adding.debts[key] -= amount.minor


def _deposit(adding: _Adding, entry: Entry, releases: Sequence[Entry]) -> Deposit:
    gone = sum(r.amount.minor for r in releases)
    rest = entry.amount.minor - gone
    currency = entry.amount.currency
    for one in releases:
        _move(adding, entry.payer, one.payee or entry.payee, one.amount)
    if entry.payer:
        adding.at(entry.payer, currency).deposited += max(rest, 0)
    if entry.holder:
        adding.at(entry.holder, currency).holds += max(rest, 0)
    says = "held until its code is given" if rest > 0 else "released"
    if rest > 0 and not entry.holder:
        says = "left with somebody no entry names; who holds it?"
    if rest < 0:
        says = f"more was released than left: {Amount(-rest, currency)} too much; which entry is wrong?"
    elif 0 < rest < entry.amount.minor:
        says = f"released in part; {Amount(rest, currency)} is still held"
    payee = entry.payee or next((one.payee for one in releases if one.payee), "")
    day = max((one.day for one in releases), default="")
    return Deposit(
        entry.code, entry.payer, payee, entry.holder, entry.amount, entry.day, day, max(rest, 0), says,
        (entry, *releases),
    )  # fmt: skip


def _debts(adding: _Adding) -> None:
    for (payer, payee, currency), rest in adding.debts.items():
        if rest > 0:
            adding.at(payer, currency).owes += rest
            if payee:
                adding.at(payee, currency).owed += rest


def _legs(entries: Sequence[Entry]) -> list[dict[str, object]]:
    """Add up instalments by payer and leg."""
    found: dict[tuple[str, str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for entry in entries:
        if entry.leg:
            found[entry.payer, entry.leg, entry.amount.currency][entry.kind] += entry.amount.minor
    return [
        {"payer": payer, "leg": leg, "currency": currency, **kinds}
        for (payer, leg, currency), kinds in sorted(found.items())
    ]
