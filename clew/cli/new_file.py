"""A file a verb writes: whole or not at all, and never over one that is there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from clew.errors import UsageError


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file; it stands under its name once everything is written.

    Raises:
        UsageError: there is a file of that name, or no folder to write it into.
    """
    if path.exists():
        raise UsageError(f"{str(path)!r} is there already", do="name another, or take it away")
    if not path.parent.is_dir():
        raise UsageError(f"no folder {str(path.parent)!r}", do="make it, or name another place")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        os.link(part, path)  # refuses where another has come under that name meanwhile
    finally:
        part.unlink(missing_ok=True)
