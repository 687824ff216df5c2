"""Lays small invented files into a case, the way intake does, for tests of the cross-check."""

from collections.abc import Callable
from hashlib import sha256
from itertools import count
from pathlib import Path

from clew.matching import hits as shown
from clew.matching.hits import Hit
from clew.matching.identifiers import link_new
from clew.matching.names import check_names
from clew.model.asker import Asker
from clew.model.evidence import Evidence, Found
from clew.model.ftm import model
from clew.store.case import Case, make_case
from clew.store.door import Door
from clew.store.hits import Filter
from clew.store.shelf import Shelf

SERIAL = count(1)


class Desk:
    """A case and one asker who sees all of it."""

    def __init__(self, folder: Path, database: str | None = None) -> None:
        self.case: Case = make_case(folder / "case", database)
        self.door = self.door_of("mira")

    def door_of(self, who: str, unmask: bool = False) -> Door:
        """The case's door for somebody."""
        return Door(self.case, Asker(who, "xk-police", "trying the cross-check", unmask))

    def bring(
        self, agency: str, *found: Found, country: str | None = "XK", link: bool = True
    ) -> None:
        """Bring one file of *agency* in and link it."""
        digest = sha256(str(next(SERIAL)).encode()).hexdigest()
        evidence = Evidence(Path("list.csv"), f"{digest[:6]}.csv", digest, 1, agency, country)
        with self.case.intake_lock():
            coming = Shelf(self.door, model(), agency).coming(evidence, "table-csv", None)
            coming.write(list(found))
            coming.done({"counts": {}})
            if link:
                link_new(self.door)

    def check(self) -> None:
        """Check names."""
        check_names(self.door)

    def hits(self, **chosen: object) -> list[Hit]:
        """The hits as they are shown."""
        with self.door.quiet() as view:
            return shown.hits(view, Filter(**chosen))  # type: ignore[arg-type]


Makes = Callable[..., Found]


def person(row: int, name: str = "", **said: str) -> Found:
    """One row about one person."""
    found = Found("Person", f"row {row} person", f"row {row}").add("name", name)
    for prop, text in said.items():
        found.add(prop, text)
    return found


def thing(schema: str, row: int, **said: str) -> Found:
    """One row about one vehicle, handset or account."""
    found = Found(schema, f"row {row} {schema}", f"row {row}")
    for prop, text in said.items():
        found.add(prop, text)
    return found


def rules(hit: Hit) -> set[str]:
    """The rules that spoke."""
    return {clue.rule for clue in hit.clues}
