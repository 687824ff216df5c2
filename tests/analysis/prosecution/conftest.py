"""A case of a test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.matching.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, database: str | None) -> Iterator[Desk]:
    """An empty case."""
    desk = Desk(tmp_path, database)
    yield desk
    desk.case.close()
