"""What a reader is, and how clew finds them: one file in readers/, one card, one sample."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Generic, TypeVar

from clew.errors import BrokenRecord, ClewError
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources import readers as shelf
from clew.sources.table_seen import TableSeen

R = TypeVar("R")

Recognise = Callable[[Evidence, bytes], float]
"""How sure a reader is that the file is its own: 0.0 not, 1.0 certain; gets the first 64 KiB."""


@dataclass(frozen=True, slots=True)
class Reader(Generic[R]):
    """A file format clew can read, and the promise it makes about it.

    Attributes:
        name: the word for ``--as``.
        title: what an analyst calls the format.
        recognise: how sure it is that a file is its own, by content before name.
        split: file → its records, one at a time; a record that cannot even be cut out is given as
            a `Refusal` and the rest goes on. Notes its guesses as it learns them.
        read: one record → what it says. Raises BrokenRecord to refuse that record.
        excerpt: a spot of the file with its surroundings; raises NotFound for a spot not in it.
        yields: the schemata it can give.
        sample: file under tests/sources/samples/ and the receipt counts it must give.
        is_report: its text is searched for mentions.
        tables: the tables in a file, for readers of tables: column mappings are saved with the case
            under the signatures of their headers.
        members: for a file that carries others: gives (name, file) for each, written into a folder;
            they are taken in after it, as an archive's are. `split` refuses those it cannot give.
        picture: a spot of the file as pixels (height, width, red-green-blue), where it was read off a
            picture; None where it was not.
        is_package: its files are zips; only such a reader is shown an archive, for what lies in one
            unpacked looks like the file itself.
    """

    name: str
    title: str
    recognise: Recognise
    split: Callable[[Evidence, Guesses], Iterator[R | Refusal]]
    read: Callable[[R], Iterator[Found | Refusal]]
    excerpt: Callable[[Evidence, str], Excerpt]
    yields: frozenset[str]
    sample: tuple[str, dict[str, int]]
    is_report: bool = False
    tables: Callable[[Evidence], list[TableSeen]] | None = None
    members: Callable[[Evidence, Path], Iterator[tuple[str, Path]]] | None = None
    picture: Callable[[Evidence, str], Any] | None = None
    is_package: bool = False


@cache
def all_readers() -> dict[str, Reader[Any]]:
    """Give every reader on the shelf by name; two with one name is a refusal."""
    found: dict[str, Reader[Any]] = {}
    for module in iter_modules(shelf.__path__):
        for item in vars(import_module(f"{shelf.__name__}.{module.name}")).values():
            if isinstance(item, Reader) and found.setdefault(item.name, item) is not item:
                raise ClewError(f"two readers are called {item.name!r}")
    return found


def read_records(
    reader: Reader[R], evidence: Evidence, guesses: Guesses
) -> Iterator[list[Found | Refusal]]:
    """Read a file record by record; a refused record stands as its Refusal, the rest goes on."""
    for record in reader.split(evidence, guesses):
        if isinstance(record, Refusal):
            yield [record]
            continue
        try:
            yield list(reader.read(record))
        except BrokenRecord as exc:
            yield [Refusal(exc.where, exc.value[:2000], exc.what, exc.do)]
