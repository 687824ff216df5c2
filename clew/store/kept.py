"""What is kept of how a file came in, so that it can be read anew under the same terms."""

import json
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from clew.model.evaluation import MASKED, Marking
from clew.model.ports import SAID_COUNTRY
from clew.store.door import View
from clew.store.originals import open_original
from clew.store.shelf import source_of
from clew.store.tables import ENTITY, SOURCE


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept file and the terms it came in under.

    Attributes:
        path: the original.
        name: the name it came under.
        agency: who handed it over.
        country: what a person said of it, or None.
        reader: name of the reader that read it, or None.
        parent: SHA-256 of the file it lay in, or None.
        marking: how it is weighed and handled, and whom it is about.
    """

    path: Path
    name: str
    agency: str
    country: str | None
    reader: str | None
    parent: str | None
    marking: Marking


def as_it_came(view: View, source: int) -> Kept:
    """Give a source as it came in.

    Raises:
        NotFound: there is no such source, or its file is gone.
    """
    row = source_of(view, source)
    receipt = json.loads(row.receipt or "{}")
    is_said = receipt.get("guessed", {}).get("country_from") == SAID_COUNTRY
    parent = view.conn.scalar(select(SOURCE.c.sha256).where(SOURCE.c.no == row.parent))
    marking = Marking(
        row.evaluation, row.handling, row.handling_text or "", category_of(view, source)
    )
    path = open_original(view.case, row.sha256)
    country = row.country if is_said else None
    return Kept(path, row.name, row.agency, country, row.reader, parent, marking)


def number_of(view: View, sha256: str, agency: str) -> int:
    """Give the number under which an agency's file is in the case now; 0 when it is not."""
    query = select(SOURCE.c.no).where(
        SOURCE.c.sha256 == sha256, SOURCE.c.agency == agency, SOURCE.c.state == "in"
    )
    return int(view.conn.scalar(query) or 0)


def category_of(view: View, source: int) -> str | None:
    """Give whom a file is about, as said when it came in, else as its entities say."""
    row = source_of(view, source)
    if said := json.loads(row.receipt or "{}").get("category"):
        return str(said)
    query = select(ENTITY.c.category).where(
        ENTITY.c.source == source, ENTITY.c.category.is_not(None)
    )
    found = set(view.conn.scalars(query.distinct()))
    return next((one for one in (*MASKED, *sorted(found)) if one in found), None)
