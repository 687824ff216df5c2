"""Exchange rates the user gives, with their dates. A rate that is missing is asked for, never made up."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from pathlib import Path

from clew.analysis.money.amounts import Amount, currency_of, decimals
from clew.analysis.money.rows import read_rows
from clew.errors import SourceError, UsageError
from clew.model.dates import Order, order_of, read_date

OLDEST_DAYS = 7
"""A rate counts for so many days after its own; after that it is asked for."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One unit of *begin* was *rate* units of *end* on a day."""

    day: str
    begin: str
    end: str
    rate: Decimal


@dataclass(frozen=True, slots=True)
class Missing:
    """A rate that is asked for."""

    currency: str
    into: str
    day: str


def read_rates(path: Path) -> list[Rate]:
    """Read rates: columns date, from, to, rate.

    Raises:
        NotFound: there is no such file.
        SourceError: it is empty, or a row is no rate.
    """
    head, *rows = read_rows(path, "date,from,to,rate")
    names = [cell.lower() for cell in head]
    order = _order(
        [day for row in rows for name, day in zip(names, row, strict=False) if name == "date"]
    )
    found = []
    for number, row in enumerate(rows, start=2):
        if not any(row):
            continue
        plain = dict(zip(names, row, strict=False))
        try:
            told = (plain["date"], plain["from"], plain["to"], plain["rate"])
        except KeyError as exc:
            raise _no_rate(f"{path.name}, row {number}") from exc
        found.append(rate_of(*told, where=f"{path.name}, row {number}", order=order))
    return found


def _order(days: list[str]) -> Order | None:
    """Decide how the dates are written: as one that reads one way shows, else day first where points part them."""
    return order_of(days).order or ("DMY" if any(day.count(".") >= 2 for day in days) else None)


def rate_of(
    day: str, begin: str, end: str, told: str, where: str = "", order: Order | None = None
) -> Rate:
    """Read one rate: one unit of *begin* was *told* units of *end* on *day*; *order* as `read_date` takes it.

    >>> rate_of("2026-03-01", "euro", "TRY", "49,10")
    Rate(day='2026-03-01', begin='EUR', end='TRY', rate=Decimal('49.10'))

    Raises:
        SourceError: it is no rate.
    """
    try:
        on = date.fromisoformat(read_date(day, order).day or day.strip()).isoformat()
        rate = Decimal(told.strip().replace(",", "."))
        found = Rate(on, currency_of(begin), currency_of(end), rate)
    except (ValueError, InvalidOperation, UsageError) as exc:
        raise _no_rate(where, exc) from exc
    if not rate.is_finite() or rate <= 0:
        raise _no_rate(where)
    return found


def _no_rate(where: str, why: Exception | None = None) -> SourceError:
    told = f": {why.what}" if isinstance(why, UsageError) else ""
    return SourceError(f"this is no rate{told}", where=where, do="write 2026-03-01,EUR,TRY,49.10")


def convert(
    amount: Amount, into: str, day: str, rates: list[Rate]
) -> tuple[Amount, Rate | None] | Missing:
    """Give an amount in another currency by the latest rate of the day or the week before, with that rate."""
    if amount.currency == into:
        return amount, None
    fit = [r for r in rates if {r.begin, r.end} == {amount.currency, into} and _is_near(r.day, day)]
    if not fit:
        return Missing(amount.currency, into, day)
    rate = max(fit, key=lambda r: r.day)
    factor = rate.rate if rate.begin == amount.currency else 1 / rate.rate
    value = Decimal(amount.minor).scaleb(decimals(into) - decimals(amount.currency)) * factor
    return Amount(int(value.to_integral_value(ROUND_HALF_EVEN)), into), rate


def _is_near(rate_day: str, day: str) -> bool:
    if len(day) < len("2026-03-01"):
        return False
    return 0 <= (date.fromisoformat(day[:10]) - date.fromisoformat(rate_day)).days <= OLDEST_DAYS
