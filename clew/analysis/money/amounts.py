"""Amounts as whole minor units: read as written, never rounded."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from clew.errors import UsageError
from clew.model.text import fold

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([ .,'])\d{3})(?:\1\d{3})*$")
_MOST = 10**15
"""More than all the money there is, in any currency: a slip of the pen or of the scanner."""
_FINE = 8
"""Of money with so many decimals a single mark parts decimals: 1.005 bitcoin are one and a little."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money: *minor* whole units of *currency* (cents, paras)."""

    minor: int
    currency: str

    def __str__(self) -> str:
        places = decimals(self.currency)
        return f"{Decimal(self.minor).scaleb(-places):,.{places}f} {self.currency}"


@cache
def words() -> dict[str, Any]:
    """Give the words of payments, notebooks and currencies: words.toml, each word folded, a sign as it stands."""
    told = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    return {
        table: {
            name: [_folded(word) for word in value] if isinstance(value, list) else value
            for name, value in entries.items()
        }
        for table, entries in told.items()
    }


def _folded(word: str) -> str:
    begin = fold(word)
    return f"{begin}*" if word.endswith("*") else begin or word


def decimals(currency: str) -> int:
    """Give how many decimals a currency has."""
    return int(words()["decimals"].get(currency, 2))


def currency_of(text: str) -> str:
    """Give the code of a currency as written.

    >>> currency_of("avro"), currency_of("€"), currency_of("TRY")
    ('EUR', 'EUR', 'TRY')

    Raises:
        UsageError: no currency is known by that name.
    """
    plain = fold(text) or text.strip()
    for code, names in words()["currencies"].items():
        if plain in names or text.strip() in names:
            return str(code)
    raise UsageError(f"{text!r} is no currency clew knows", do="write its code: EUR, TRY, RSD")


def amount_of(text: str, currency: str) -> Amount:
    """Read an amount; a mark with three digits behind it parts thousands, else decimals.

    >>> amount_of("2.500", "EUR").minor, amount_of("2,50", "EUR").minor, amount_of("0.500", "KWD").minor
    (250000, 250, 500)

    Raises:
        UsageError: it is no number, below 0, above a thousand million million, or finer than the currency's minor unit.
    """
    code, plain = currency_of(currency), text.strip().replace("\u00a0", " ")
    grouped = _GROUPED.fullmatch(plain)
    if grouped and (decimals(code) < _FINE or plain.count(grouped[1]) > 1):
        plain = re.sub(r"[ .,']", "", plain)
    else:
        marks = [mark for mark in ".," if mark in plain]
        last = max(marks, key=plain.rfind, default="")
        whole, dot, part = plain.rpartition(last) if last else (plain, "", "")
        plain = re.sub(r"[ .,']", "", whole) + ("." if dot else "") + part
    try:
        value = Decimal(plain).scaleb(decimals(code))
    except InvalidOperation:
        raise UsageError(
            f"{text!r} is no amount", do="write it in digits: 2500 or 2500.50"
        ) from None
    if not value.is_finite() or value < 0:
        raise UsageError(f"{text!r} is no amount above 0", do="give a refund as one, not below 0")
    if value.scaleb(-decimals(code)) > _MOST:
        raise UsageError(f"{text!r} is more than there is", do="check it in the source")
    if value != value.to_integral_value():
        raise UsageError(f"{text!r} is finer than {code} has units", do="check it in the source")
    return Amount(int(value), code)
