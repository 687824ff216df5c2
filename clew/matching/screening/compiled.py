"""Compiles the search for this machine, and keeps what was compiled until a source of it changes.

numba keeps a compiled function for as long as its own file stays the same, but takes functions and
constants in from other files, which may have changed meanwhile. So the folder it keeps things in is
named after all sources together. `make dev` fills it, so that the first screening need not wait.
"""

import importlib
import os
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar, cast

import numba
from numba.core import config

SOURCES = (
    "births", "cutting", "keys", "letters", "likeness", "readings", "search", "soundings", "table", "vocabulary",
)  # fmt: skip
"""Modules that are compiled, or whose constants are."""
NAMING = ("known.py", "pairing.py", "parts.py", "sounds.py", "sounds.toml", "words.toml")
"""Files of the names' rules that constants are made of."""
_PRODUCTS = "scipy.linalg"
"""Where numba looks for matrix products while it loads; it does without where that is not there."""
_F = TypeVar("_F", bound=Callable[..., object])
_HERE = Path(__file__).parent


def compiled(function: _F) -> _F:
    """Compile a function when it is first called."""
    return cast(_F, numba.njit(cache=True, nogil=True)(function))


def inlined(function: _F) -> _F:
    """Compile a small function into those that call it."""
    return cast(_F, numba.njit(cache=True, nogil=True, inline="always")(function))


def mark() -> str:
    """Give what changes whenever a source changes: 8 letters."""
    crc = 0
    files = [_HERE / f"{name}.py" for name in SOURCES]
    for file in (*files, *(_HERE.parent / "naming" / name for name in NAMING)):
        crc = zlib.crc32(file.read_bytes(), crc)
    return f"{crc:08x}"


def folders() -> Iterator[Path]:
    """Give the folders that could keep what was compiled, the best first.

    They are: what NUMBA_CACHE_DIR says, beside the sources, the user's own cache.
    """
    if told := os.environ.get("NUMBA_CACHE_DIR"):
        yield Path(told)
    yield _HERE / "__pycache__"
    own = os.environ.get("XDG_CACHE_HOME")
    yield (Path(own) if own else Path.home() / ".cache") / "clew"


def folder() -> Path:
    """Give the folder that keeps what was compiled; one for this process alone where none can be written."""
    name = f"compiled-{mark()}"
    for above in folders():
        try:
            (above / name).mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            continue
        if os.access(above / name, os.W_OK):
            return above / name
    return Path(tempfile.mkdtemp(prefix=f"clew-{name}-"))


def forget_others() -> None:
    """Take away what was compiled of earlier sources."""
    for stale in KEPT_IN.parent.glob("compiled-*"):
        if stale != KEPT_IN:
            shutil.rmtree(stale)


def _load_without_products() -> None:
    """Load what all compiled functions need, but not scipy, which takes longer than all the rest."""
    if _PRODUCTS in sys.modules:
        return
    sys.modules[_PRODUCTS] = None  # type: ignore[assignment]
    try:
        importlib.import_module("numba.np.arraymath")
    finally:
        del sys.modules[_PRODUCTS]


_load_without_products()
KEPT_IN = folder()
"""The folder that keeps what was compiled."""
config.CACHE_DIR = str(KEPT_IN)  # type: ignore[attr-defined]
