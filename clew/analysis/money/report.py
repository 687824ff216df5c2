"""The money of a case in one answer: entries, balances, deposits, conversions, an estimate."""

from collections.abc import Sequence
from dataclasses import asdict

from clew.analysis.money.amounts import Amount
from clew.analysis.money.balances import Balance, Sums, add_up
from clew.analysis.money.entries import Book, Entry, Refused, Spot
from clew.analysis.money.estimate import assumed, estimate
from clew.analysis.money.proposed import proposed
from clew.analysis.money.rates import Missing, Rate, convert
from clew.store import reading
from clew.store.door import View

SHOWN = ("agreed", "paid", "deposited", "received", "holds", "owes", "owed")
"""What a balance shows, in this order."""


def money(
    book: Book,
    rates: Sequence[Rate],
    currency: str,
    assumptions: Sequence[str],
    view: View | None = None,
) -> dict[str, object]:
    """Give who paid, who holds, who is owed.

    Args:
        book: the entries.
        rates: what the user gives; a rate that is missing is asked for.
        currency: the sum of all is given in it, when no rate is missing.
        assumptions: for the estimate, "people=300", "fee=2500..3000".
        view: opens the statements of a case's payments.
    """
    book.sort()
    sums = add_up(book.entries)
    spots = [*(one.spot for one in book.entries), *(one.spot for one in book.refused)]
    wanted = [spot.statement for spot in spots if spot.statement]
    told = reading.statements(view, wanted) if view else {}
    moved, missing = _converted(book.entries, currency, list(rates))
    return {
        "entries": [_entry(book, n, e, told) for n, e in enumerate(book.entries, start=1)],
        "balances": [_balance(book, one) for one in sums.balances],
        "deposits": _deposits(book, sums),
        "legs": [{**one, "payer": _called(book, str(one["payer"]))} for one in sums.legs],
        "moved": moved,
        "missing_rates": [asdict(one) for one in missing],
        "estimate": estimate(book.entries, assumed(assumptions), currency),
        "refused": [_refused(one, told) for one in book.refused],
        "handling": sorted({code for spot in spots for code in _codes(spot, told)}),
        "proposed": [one.as_json() for one in (proposed(view) if view else ())],
        "method": "amounts as written, in whole minor units; what is converted is rounded to them; deposits count as "
        "paid when released; what messages and reports tell is proposed, and in no sum until a person accepts it; "
        "a rate counts for its day and the week after, a missing one is asked for",
    }


def _converted(
    entries: Sequence[Entry], into: str, rates: list[Rate]
) -> tuple[dict[str, object], list[Missing]]:
    """Add up what was paid or released in one currency; with a rate missing there is no sum."""
    total, missing, used = 0, dict[Missing, None](), dict[Rate, None]()
    by_currency: dict[str, int] = {}
    for entry in entries:
        if entry.kind not in ("paid", "released"):
            continue
        by_currency[entry.amount.currency] = (
            by_currency.get(entry.amount.currency, 0) + entry.amount.minor
        )
        found = convert(entry.amount, into, entry.day, rates)
        if isinstance(found, Missing):
            missing[found] = None
            continue
        total += found[0].minor
        if found[1]:
            used[found[1]] = None
    shown = [{"day": r.day, "from": r.begin, "to": r.end, "rate": str(r.rate)} for r in used]
    whole = (
        None if missing else {"minor": total, "currency": into, "text": str(Amount(total, into))}
    )
    by = [
        {"minor": m, "currency": c, "text": str(Amount(m, c))}
        for c, m in sorted(by_currency.items())
    ]
    return {"total": whole, "by_currency": by, "rates": shown}, list(missing)


def _entry(
    book: Book, number: int, entry: Entry, told: dict[int, reading.Told]
) -> dict[str, object]:
    return {
        "no": number, "day": entry.day, "kind": entry.kind, "payer": _called(book, entry.payer),
        "payee": _called(book, entry.payee), "holder": _called(book, entry.holder), "minor": entry.amount.minor,
        "currency": entry.amount.currency, "amount": str(entry.amount), "code": entry.code, "leg": entry.leg,
        **_where(entry.spot, told), "statement": entry.spot.statement, "told": entry.is_told,
        "ids": [one for one in (entry.payer, entry.payee, entry.holder) if one],
        "handling": list(_codes(entry.spot, told)),
    }  # fmt: skip


def _codes(spot: Spot, told: dict[int, reading.Told]) -> tuple[str, ...]:
    source = told.get(spot.statement or 0)
    return source.codes if source else spot.handling


def _where(spot: Spot, told: dict[int, reading.Told]) -> dict[str, object]:
    """Say where something is told, and what of the case opens there."""
    source = told.get(spot.statement or 0)
    if source is None and spot.source is None:
        return {"where": spot.where, "opens": None}
    where = f"{source.file}, {source.where}" if source else spot.where
    opens = (source.source, source.where) if source else (spot.source, spot.row)
    return {"where": where, "opens": dict(zip(("source", "where"), opens, strict=True))}


def _refused(one: Refused, told: dict[int, reading.Told]) -> dict[str, object]:
    return {**_where(one.spot, told), "value": one.value, "reason": one.reason, "do": one.do}


def _balance(book: Book, one: Balance) -> dict[str, object]:
    return {
        **asdict(one),
        "who": _called(book, one.who),
        "id": one.who,
        "entity": one.who if _called(book, one.who) != one.who else "",
        "open": one.owes - one.owed,
        "text": {
            name: str(Amount(getattr(one, name), one.currency)).removesuffix(f" {one.currency}")
            for name in SHOWN
        },
    }


def _deposits(book: Book, sums: Sums) -> list[dict[str, object]]:
    number = {id(entry): n for n, entry in enumerate(book.entries, start=1)}
    return [
        {
            "code": d.code, "payer": _called(book, d.payer), "payee": _called(book, d.payee),
            "holder": _called(book, d.holder), "minor": d.amount.minor, "currency": d.amount.currency,
            "left_on": d.left_on, "released_on": d.released_on, "open": d.open_minor, "says": d.says,
            "amount": str(d.amount), "entries": [number[id(entry)] for entry in d.entries],
        }
        for d in sums.deposits
    ]  # fmt: skip


def _called(book: Book, who: str) -> str:
    return book.captions.get(who, who)
