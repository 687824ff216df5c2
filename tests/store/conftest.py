"""A case with one agency's invented passengers, on both databases."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clew.model.asker import Asker
from clew.model.evidence import Evidence, Found
from clew.model.ftm import model
from clew.store import Case, Door, make_case
from clew.store.shelf import Shelf

OFFICER = Asker("mira", "rs-police", "rehearsal of the store")
Bring = Callable[..., dict[str, object]]


@pytest.fixture
def case(tmp_path: Path, database: str | None) -> Iterator[Case]:
    """An empty case on the database under test."""
    made = make_case(tmp_path / "case", database)
    yield made
    made.close()


@pytest.fixture
def door(case: Case) -> Door:
    """The case's door, opened by one officer."""
    return Door(case, OFFICER)


@pytest.fixture
def bring(door: Door) -> Bring:
    """Bring found entities in as one file of an agency: ``bring("rs-police", person(...), …)``."""

    def bring_in(
        agency: str, *found: Found, digest: str = "", country: str = "RS"
    ) -> dict[str, object]:
        digest = digest or f"{abs(hash((agency, len(found)))):064x}"[:64]
        evidence = Evidence(Path("list.csv"), "list.csv", digest, 1, agency, country)
        coming = Shelf(door, model(), agency).coming(evidence, "csv", None)
        coming.write(list(found))
        receipt: dict[str, object] = {
            "file": "list.csv",
            "sha256": digest,
            "reader": "csv",
            "read": len(found),
        }
        coming.done(receipt)
        return receipt

    return bring_in


def person(name: str, row: int = 2, **said: str) -> Found:
    """An invented person on one row of a list."""
    found = Found("Person", f"row {row}", f"row {row}").add("name", name)
    for prop, text in said.items():
        found.add(prop, text)
    return found
