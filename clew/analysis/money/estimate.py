"""A network's turnover and profit as intervals; each assumption is listed and can be changed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from clew.analysis.money.entries import Entry
from clew.errors import UsageError

WORDS = {
    "people": "people moved a month",
    "fee": "fee of one person",
    "months": "months it went on",
    "paid": "share of the fee that is paid in the end, 0 to 1",
    "cost": "share of the turnover spent on drivers, houses, papers, bribes, 0 to 1",
}
_SPAN = re.compile(r"(\w+)=(\d+(?:\.\d+)?)(?:(?:\.\.|-|–)(\d+(?:\.\d+)?))?$")


@dataclass(frozen=True, slots=True)
class Assumption:
    """One factor: between *low* and *high*; *source* says who says so."""

    name: str
    words: str
    low: Decimal
    high: Decimal
    source: str

    def as_json(self) -> dict[str, object]:
        """Give it as `clew money --json` prints it."""
        return {**asdict(self), "low": float(self.low), "high": float(self.high)}


def assumed(told: Sequence[str]) -> dict[str, tuple[Decimal, Decimal]]:
    """Read what the user assumes: "people=300", "fee=2500..3000".

    Raises:
        UsageError: it is not written so, is no factor of the sum, or begins above its end.
    """
    found = {}
    for one in told:
        read = _SPAN.match(one.replace(" ", ""))
        if not read or read[1] not in WORDS:
            raise UsageError(
                f"{one!r} is no assumption", do=f"write fee=2500..3000; factors: {', '.join(WORDS)}"
            )
        low, high = Decimal(read[2]), Decimal(read[3] or read[2])
        if low > high or (read[1] in ("paid", "cost") and high > 1):
            raise UsageError(
                f"{one!r} is no interval", do="write the lower end first; shares end at 1"
            )
        found[read[1]] = low, high
    return found


def estimate(
    entries: Sequence[Entry], told: Mapping[str, tuple[Decimal, Decimal]], currency: str
) -> dict[str, object]:
    """Multiply the factors as intervals; what the user does not say is measured, or left wide open.

    A factor nobody gives and the entries do not show is asked for; then there is no sum.
    """
    factors = [f for name in WORDS if (f := _factor(name, entries, told, currency)) is not None]
    known = {factor.name: factor for factor in factors}
    answer: dict[str, object] = {
        "currency": currency,
        "assumptions": [f.as_json() for f in factors],
    }
    if lacking := [name for name in ("people", "fee", "months") if name not in known]:
        return {
            **answer, "turnover": None, "profit": None,
            "asked": [f"--assume {name}=LOW..HIGH ({WORDS[name]})" for name in lacking],
        }  # fmt: skip
    low = high = Decimal(1)
    for name in ("people", "fee", "months", "paid"):
        low, high = low * known[name].low, high * known[name].high
    profit = low * (1 - known["cost"].high), high * (1 - known["cost"].low)
    return {
        **answer, "turnover": {"low": float(low), "high": float(high)},
        "profit": {"low": float(profit[0]), "high": float(profit[1])},
        "sum": "people × fee × months × paid; profit = turnover × (1 − cost); ends multiplied as intervals",
        "asked": [],
    }  # fmt: skip


def _factor(
    name: str,
    entries: Sequence[Entry],
    told: Mapping[str, tuple[Decimal, Decimal]],
    currency: str,
) -> Assumption | None:
    if name in told:
        return Assumption(name, WORDS[name], *told[name], "assumed by the user")
    if name == "paid":
        return Assumption(name, WORDS[name], Decimal(0), Decimal(1), "not known: left open")
    if name == "cost":
        return Assumption(name, WORDS[name], Decimal(0), Decimal(1), "not known: left open")
    if name == "fee":
        fees = [e.amount for e in entries if e.kind == "agreed" and e.amount.currency == currency]
        if fees:
            from clew.analysis.money.amounts import decimals

            ends = [Decimal(f.minor).scaleb(-decimals(currency)) for f in fees]
            return Assumption(name, WORDS[name], min(ends), max(ends), f"{len(ends)} agreed prices")
    return None
