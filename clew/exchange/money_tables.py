"""The money of a case as tables: who has what, deposits by their codes, every entry with its source."""

from collections.abc import Mapping, Sequence
from typing import Any

from clew.exchange.network_rows import handling
from clew.exchange.tables import Cell, Table, written

_BALANCES = (
    "who", "currency", "agreed", "paid", "deposited", "received", "holds", "owes", "owed",
)  # fmt: skip
_DEPOSITS = (
    "code", "payer", "payee", "holder", "minor", "currency", "left_on", "released_on", "open", "says",
)  # fmt: skip
_ENTRIES = (
    "no", "day", "kind", "payer", "payee", "holder", "minor", "currency", "amount", "code", "leg", "where",
)  # fmt: skip
_ASSUMED = ("name", "words", "low", "high", "source")


def as_file(answer: Mapping[str, Any], kind: str, title: str) -> bytes:
    """Write the money of a case as "xlsx", "md", or "csv" (its entries); amounts in whole minor units.

    Args:
        answer: as `clew money --json` gives it.
        kind: one of `clew.exchange.tables.TYPES`.
        title: what stands above.
    """
    tables = [
        _table("balances", answer["balances"], _BALANCES),
        _table("deposits", answer["deposits"], _DEPOSITS),
        _table("entries", answer["entries"], _ENTRIES),
        _table("assumptions", answer["estimate"]["assumptions"], _ASSUMED),
        _table("rates missing", answer["missing_rates"], ("currency", "into", "day")),
        _table("not taken", answer["refused"], ("where", "value", "reason", "do")),
    ]
    if kind == "csv":
        tables.insert(0, tables.pop(2))
    return written(tables, kind, title, [*_estimate(answer["estimate"]), *_notes(answer)])


def _table(name: str, rows: Sequence[Mapping[str, Cell]], columns: tuple[str, ...]) -> Table:
    return Table(name, columns, [tuple(row[column] for column in columns) for row in rows])


def _estimate(told: Mapping[str, Any]) -> list[str]:
    if not told["turnover"]:
        return [f"No estimate: {'; '.join(told['asked'])}"]
    return [
        f"Estimated {what}: {told[what]['low']:,.0f} to {told[what]['high']:,.0f} {told['currency']}"
        for what in ("turnover", "profit")
    ] + [str(told["sum"])]


def _notes(answer: Mapping[str, Any]) -> list[str]:
    return [str(answer["method"]), handling(answer["handling"])]
