"""Which plan reads the rows of a table: people and vehicles, or an operator's call records."""

from collections.abc import Iterator
from typing import Protocol

from clew.model.evidence import Found, Refusal
from clew.sources.headers import Understood
from clew.sources.table_calls import YIELDS_CALLS, CallPlan
from clew.sources.table_rows import YIELDS as YIELDS_PEOPLE
from clew.sources.table_rows import Plan
from clew.sources.tables import Row

YIELDS = YIELDS_PEOPLE | YIELDS_CALLS
"""Schemata a row of a table can give."""


class RowPlan(Protocol):
    """Reads the rows of one table."""

    def read(self, row: Row) -> Iterator[Found | Refusal]:
        """Say what *row* says."""


def plan_of(understood: Understood, tally: dict[str, int]) -> RowPlan:
    """Give the plan for a table by its kind; *tally* holds the counts of its receipt."""
    if understood.mapping.kind == "calls":
        return CallPlan(understood, tally)
    return Plan(understood, tally)
