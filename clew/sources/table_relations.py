"""What one row of a table tells of two people: that one is a rival of the other, or supplies documents to the other.

The word stands as written, as the role of an UnknownLink (FollowTheMoney); what kind of tie it is, the network says.
"""

from collections.abc import Iterator

from clew.model.evidence import Found, Refusal
from clew.sources.table_trips import AddDate, Columns
from clew.sources.tables import Row
from clew.sources.written_names import take_apart


class Relations:
    """Reads what is told of the row's person and another one.

    Attributes:
        has_any: the table has a column of relations and one that names the other person.
    """

    def __init__(self, at: Columns, add_date: AddDate) -> None:
        self._at, self._date = at, add_date
        self.has_any = bool(at.places("relation") and at.places("other_person"))

    def read(self, row: Row, cells: list[str], person: Found) -> Iterator[Found | Refusal]:
        """Give the other person and the link, where the row names both."""
        word, called = self._at.first(cells, "relation"), self._at.first(cells, "other_person")
        if not word or not called:
            return
        other, name = Found("Person", f"{row.spot} other person", row.spot), take_apart(called)
        other.add("name", name.name, called).add("firstName", name.first).add("lastName", name.last)
        yield from self._date(
            other, "birthDate", self._at.first(cells, "other_birth_date"), row.spot
        )
        other.add("idNumber", self._at.first(cells, "other_document"))
        link = Found("UnknownLink", f"{row.spot} relation", row.spot, counts=("links",))
        link.link("subject", person.key).link("object", other.key).add("role", word)
        yield from self._date(link, "date", self._at.first(cells, "trip_date"), row.spot)
        yield other
        yield link
