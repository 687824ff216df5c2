"""App databases of invented handsets, kept as SQL; the samples among tests/sources/samples are made of it.

`python -m tests.sources.app_databases` writes the samples anew. Telephone numbers are from ranges
kept for fiction.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).parent
WORDS = {file.stem: file.read_text("utf-8") for file in sorted(HERE.glob("databases/*.sql"))}
"""Name of a database → the SQL it is made of."""


def make(path: Path, sql: str, *, page: int = 512) -> Path:
    """Write a database of this SQL; give its path."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(f"PRAGMA page_size = {page}; {sql}")
    return path


if __name__ == "__main__":
    for name, sql in WORDS.items():
        make(HERE / "samples" / name, sql)
