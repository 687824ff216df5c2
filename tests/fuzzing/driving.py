"""Puts one input through everything a reader does, as an intake would, and holds it to the rules.

A refusal is fine. Anything else that is raised is a crash; so is a file or folder made outside the
folder the parser was given.
"""

import itertools
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from shutil import rmtree
from typing import Any

from clew.errors import ClewError
from clew.model.evidence import Evidence, Found, Guesses
from clew.model.ftm import model
from clew.sources import archives
from clew.sources.beside import gathered
from clew.sources.mention_names import NameIndex
from clew.sources.mentions import look
from clew.sources.reader import Reader, all_readers, read_records
from clew.store.rows import Numbers, Scribe

SAMPLES = Path(__file__).parents[1] / "sources" / "samples"
ARCHIVES = "archives"
"""Name of the target that unpacks."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_WRITING = {"open": 1, "os.mkdir": 1, "os.rename": 2, "os.link": 2}
"""Events that write, and how many paths each of them names."""
_SPOTS = 1
_RECORDS = 2_000
_TEXT = 20_000

Drive = Callable[[Path, Path], None]
"""File, folder it may write to → nothing, or a crash."""


class WroteOutside(Exception):
    """A parser made, moved or opened for writing something outside its folder."""


class NotStorable(Exception):
    """A text that PostgreSQL refuses to keep."""


class _Fence:
    """Knows the folder a parser may write to; an audit hook cannot be taken away again, so it stays."""

    folder: str | None = None
    is_up = False

    @classmethod
    def watch(cls, event: str, args: tuple[Any, ...]) -> None:
        if cls.folder is None or event not in _WRITING or not isinstance(args[0], str):
            return
        if event == "open" and (not (args[2] or 0) & _WRITES or args[0] == os.devnull):
            return
        for path in args[: _WRITING[event]]:
            if not os.path.abspath(path).startswith(cls.folder):  # noqa: PTH100 - quick, in a hook
                raise WroteOutside(path)


@contextmanager
def fenced(folder: Path) -> Iterator[None]:
    """Let nothing be written but below *folder*; temporary files go there too."""
    if not _Fence.is_up:
        sys.addaudithook(_Fence.watch)
        _Fence.is_up = True
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    _Fence.folder = str(folder.resolve())
    try:
        yield
    finally:
        _Fence.folder, tempfile.tempdir = None, before


@cache
def targets() -> dict[str, Drive]:
    """Give every parser by name: each reader, and the unpacking of archives."""
    readers = {name: _driver(reader) for name, reader in sorted(all_readers().items())}
    return {**readers, ARCHIVES: _unpack}


def drive(name: str, data: bytes, folder: Path) -> None:
    """Put *data* through the parser *name*; raises whatever is no refusal."""
    into = folder / "into"
    rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    path = folder / f"input{_ending(name)}"
    path.write_bytes(data)
    with fenced(folder):
        targets()[name](path, into)


def _ending(name: str) -> str:
    """Readers look at a file's ending too: an input keeps that of the sample."""
    return ".zip" if name == ARCHIVES else Path(all_readers()[name].sample[0]).suffix


def evidence_of(path: Path) -> Evidence:
    """Give a file as an intake hands it to a reader."""
    return Evidence(path, path.name, "0" * 64, path.stat().st_size, "rs-police", "RS")


def _driver(reader: Reader[Any]) -> Drive:
    def drive_it(path: Path, into: Path) -> None:
        evidence = evidence_of(path)
        with suppress(ClewError):
            reader.recognise(evidence, evidence.head())
        with suppress(ClewError):
            if reader.tables is not None:
                reader.tables(evidence)
        spots = _read(reader, evidence)
        for spot in [*spots, "row 999999999"]:
            with suppress(ClewError):
                reader.excerpt(evidence, spot)
        with suppress(ClewError):
            if reader.members is not None:
                for _ in itertools.islice(reader.members(evidence, into), 20):
                    pass

    return drive_it


def _read(reader: Reader[Any], evidence: Evidence) -> list[str]:
    """Read records and let the model take their values; give the first spots."""
    scribe = Scribe(model(), "0" * 16, 1, "RS", Numbers(1, 1, 1, 1))
    spots: list[str] = []
    with suppress(ClewError):
        for found in itertools.islice(read_records(reader, evidence, Guesses()), _RECORDS):
            scribe.write(found)
            _check_storable(scribe)
            entities = [one for one in found if isinstance(one, Found)]
            spots += [one.spot for one in entities[: _SPOTS - len(spots)]]
            if reader.is_report:
                for one in entities:
                    for value in one.values:
                        if value.prop == "bodyText":
                            look(value.text[:_TEXT], "RS", NameIndex())
    return spots


def _check_storable(scribe: Scribe) -> None:
    """Hold that each row can be written to either database: no NUL, no half of a letter."""
    rows = scribe.take()
    for cell in itertools.chain.from_iterable([*rows.entity, *rows.statement, *rows.refused]):
        if isinstance(cell, str):
            cell.encode()
            if "\0" in cell:
                raise NotStorable(repr(cell[:80]))


def _unpack(path: Path, into: Path) -> None:
    with suppress(ClewError):
        for member in itertools.islice(gathered(archives.members(path, into), into), 200):
            del member
