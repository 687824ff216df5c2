"""Records that are shown as a list of fields: what each has, and how one is opened."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from clew.errors import NotFound
from clew.model.evidence import Evidence, Excerpt, Refusal


class Fielded(Protocol):
    """A record with a place in its file and fields to show."""

    @property
    def spot(self) -> str:
        """Give the place a person can go to."""

    def fields(self) -> Iterator[tuple[str, str]]:
        """Give what it says, as (field, value)."""


def fields_at(evidence: Evidence, spot: str, records: Iterable["Fielded | Refusal"]) -> Excerpt:
    """Give the fields of the record at *spot*, reading no further than it.

    Raises:
        NotFound: the file has no such record.
    """
    for record in records:
        if isinstance(record, Refusal):
            if record.where == spot and record.key is None:
                return Excerpt(
                    "fields", ("field", "value"), ((spot, ("value", record.value), True),)
                )
            continue
        if record.spot == spot:
            shown = tuple((spot, pair, True) for pair in record.fields() if pair[1])
            return Excerpt("fields", ("field", "value"), shown or ((spot, ("value", ""), True),))
    raise NotFound(f"there is no {spot!r}", where=evidence.name, do="look at the file itself")
