"""Runs a verb in a process that dies at a moment, or that finds the disk full; and families of files to do it with."""

import hashlib
import importlib
import io
import os
import resource
import shutil
import signal
import sqlite3
import sys
import traceback
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from email.message import EmailMessage
from functools import wraps
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from clew.cli.main import main

SAMPLES = Path(__file__).parents[1] / "sources" / "samples"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of an intake.

    Attributes:
        function: "module:name" or "module:Class.name".
        call: which call of it, from 1.
        after: when that call has come back, else before it does anything.
    """

    function: str
    call: int
    after: bool


MOMENTS = (
    Moment("clew.store.originals:keep", 1, after=True),
    Moment("clew.store.shelf:ComingIn.write", 1, after=True),
    Moment("clew.store.shelf:write_all", 1, after=True),
    Moment("clew.audit:append", 1, after=True),
    Moment("clew.store.shelf:ComingIn.done", 1, after=True),
    Moment("clew.store.shelf:ComingIn.done", 2, after=False),
    Moment("clew.matching.arrive:link_new", 1, after=False),
)
"""From the kept original to the line in the log, written but not committed, and what follows it."""


def killed_at(moment: Moment, *words: object) -> bool:
    """Run a verb in a process that kills itself at *moment*; give whether it got there."""
    status = _in_a_child(lambda: _arm(moment), words)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) in (0, 1), status
    return os.WIFSIGNALED(status)


def with_files_of_at_most(size: int, *words: object) -> int:
    """Run a verb where no file can grow beyond *size* bytes, as on a full disk; give its exit code.

    Exit code 70 stands for a traceback.
    """

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return os.WEXITSTATUS(_in_a_child(limit, words))


def _in_a_child(before: Callable[[], None], words: tuple[object, ...]) -> int:
    pid = os.fork()
    if pid:
        return os.waitpid(pid, 0)[1]
    code = 70
    try:
        before()
        result = CliRunner().invoke(main, [str(word) for word in words])
        broke = result.exception is not None and not isinstance(result.exception, SystemExit)
        code = 70 if broke else result.exit_code
        if broke:
            traceback.print_exception(result.exception)
    finally:
        sys.stderr.flush()
        os._exit(code)


def _arm(moment: Moment) -> None:
    module, _, path = moment.function.partition(":")
    owner: Any = importlib.import_module(module)
    *classes, name = path.split(".")
    for one in classes:
        owner = getattr(owner, one)
    plain, calls = getattr(owner, name), 0

    @wraps(plain)
    def armed(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == moment.call and not moment.after:
            os.kill(os.getpid(), signal.SIGKILL)
        given = plain(*args, **kwargs)
        if calls == moment.call:
            os.kill(os.getpid(), signal.SIGKILL)
        return given

    setattr(owner, name, armed)


def ufdr(folder: Path) -> None:
    """A phone report with a file in its zip."""
    with zipfile.ZipFile(folder / "phone.ufdr", "w") as archive:
        archive.write(SAMPLES / "phone_report.xml", "report.xml")
        archive.writestr("files/Audio/PTT-1.opus", b"no sound")


def phone(folder: Path) -> None:
    """A folder copied off a phone: databases, one with its log beside it."""
    for name in ("contacts2.db", "mmssms.db", "viber_data"):
        shutil.copyfile(SAMPLES / name, folder / name)
    (folder / "mmssms.db-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(28))


def edifact(folder: Path) -> None:
    """Passenger lists and bookings."""
    for name in ("paxlst.edi", "bookings.edi"):
        shutil.copyfile(SAMPLES / name, folder / name)


def workbook(folder: Path) -> None:
    """A workbook."""
    shutil.copyfile(SAMPLES / "lists.xlsx", folder / "lists.xlsx")


def mail(folder: Path) -> None:
    """A mail that carries a list and an archive with another."""
    message = EmailMessage()
    message["From"], message["To"] = "a@example.test", "b@example.test"
    message["Subject"] = "Lists"
    message.set_content("Call 063 1234567.")
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(SAMPLES / "calls.csv", "calls.csv")
    message.add_attachment(
        (SAMPLES / "passengers.csv").read_bytes(), maintype="text", subtype="csv", filename="p.csv"
    )
    message.add_attachment(
        inner.getvalue(), maintype="application", subtype="zip", filename="more.zip"
    )
    (folder / "lists.eml").write_bytes(message.as_bytes())


def archive_of_many(folder: Path) -> None:
    """A zip of many small lists."""
    with zipfile.ZipFile(folder / "many.zip", "w") as archive:
        for n in range(25):
            row = f"Hoxha{chr(97 + n)},Arben,03.04.1980,P{n:07}\n"
            archive.writestr(f"list-{n}.csv", f"surname,given names,birth date,passport\n{row}")


def itunes_backup(folder: Path) -> None:
    """An iTunes-style backup: files by hash and their index."""
    with closing(sqlite3.connect(folder / "Manifest.db")) as index:
        index.execute("CREATE TABLE Files (fileID, domain, relativePath, flags INTEGER)")
        for name, path in (
            ("sms.db", "Library/SMS/sms.db"),
            ("AddressBook.sqlitedb", "a.sqlitedb"),
        ):
            digest = hashlib.sha1(path.encode()).hexdigest()
            index.execute("INSERT INTO Files VALUES (?, 'HomeDomain', ?, 1)", (digest, path))
            (folder / digest[:2]).mkdir(exist_ok=True)
            shutil.copyfile(SAMPLES / name, folder / digest[:2] / digest)
        index.commit()


FAMILIES = (ufdr, phone, edifact, workbook, mail, archive_of_many, itunes_backup)
