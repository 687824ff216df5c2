"""Hashes every original anew and holds the chain of custody against the log."""

import json
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from sqlalchemy import select

from clew import audit
from clew.audit.book import stating
from clew.errors import CaseBusy
from clew.store.case import Case
from clew.store.custody import FACT, Entry, enter, hash_of_entry, together
from clew.store.door import Door, View
from clew.store.originals import place_of
from clew.store.tables import CUSTODY, SOURCE

Watch = Callable[[str, int, int], None]
"""Told (what, bytes read, bytes in all)."""

_BLOCK = 1 << 20
_HASH = re.compile(r"[0-9a-f]{64}")
_RESTORE = "bring it back from the copy of the case, then verify again"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is not as it was received.

    Attributes:
        finding: altered, missing, unreadable, unexpected, writable, custody or log.
        sha256: the original, empty for what is none.
        file: the name it came under.
        place: where it lies, from the case's folder.
        what: what is wrong, with what was found.
        do: what to do next.
    """

    finding: str
    sha256: str
    file: str
    place: str
    what: str
    do: str


@dataclass(slots=True)
class Verified:
    """What a verification found.

    Attributes:
        originals: how many were looked at; bytes: how many were hashed.
        wrong: what is not as it was received.
        strays: whether files that belong to no source were looked for; not while files come in.
        head: hash of the log's last line when the verification began.
    """

    originals: int = 0
    bytes: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    strays: bool = True
    head: str = ""

    @property
    def good(self) -> bool:
        """True when everything is as it was received."""
        return not self.wrong


@dataclass(frozen=True, slots=True)
class _Held:
    """An original the case ought to hold: its size where it is known, and whether the asker may see it."""

    sha256: str
    name: str
    size: int | None
    is_seen: bool


def verify(door: Door, watch: Watch | None = None) -> Verified:
    """Hash every original the asker may see and compare; each gains an entry, the act its line in the log.

    Files are read in blocks, whatever their size. Nothing is repaired, nothing taken away.
    """
    verdict = Verified()
    with door.quiet() as view:
        verdict.head = audit.head(view.conn)[1]
        verdict.wrong += _log(view)
        held = _held(view)
    total = sum(one.size or 0 for one in held.values() if one.is_seen)
    entries: list[Entry] = []
    for one in held.values():
        if one.is_seen:
            found, wrong = _original(door.case, one, verdict, total, watch)
            verdict.wrong += wrong
            entries.append(Entry(one.sha256, "verified", None, found))
    verdict.originals = len(entries)
    verdict.wrong += _strays(door.case, held, verdict)
    with door.act("custody", what="verified", originals=len(entries)) as view:
        view.note(wrong=len(verdict.wrong), bytes=verdict.bytes, log=verdict.head)
        enter(view, entries)
    return verdict


def compared(case: Case, digest: str, watch: Watch | None = None) -> dict[str, object]:
    """Hash one original anew; give what was found, as an entry of its chain says it."""
    place = place_of(case, digest)
    size = place.lstat().st_size if place.exists() else 0
    return _original(case, _Held(digest, "", None, True), Verified(), size, watch)[0]


def _held(view: View) -> dict[str, _Held]:
    """Give every original the case ought to hold, and what lay beside them, by hash."""
    seen = set(view.conn.scalars(view.sources()))
    columns = (SOURCE.c.no, SOURCE.c.sha256, SOURCE.c.name, SOURCE.c.size, SOURCE.c.receipt)
    held: dict[str, _Held] = {}
    beside: dict[str, _Held] = {}
    for row in view.conn.execute(select(*columns).order_by(SOURCE.c.no)):
        is_seen = row.no in seen
        known = held.get(row.sha256)
        if known is None or (is_seen and not known.is_seen):
            held[row.sha256] = _Held(row.sha256, row.name, row.size, is_seen)
        for ending, digest in json.loads(row.receipt or "{}").get("beside", {}).items():
            beside[digest] = _Held(digest, f"{row.name}{ending}", None, is_seen)
    return {**beside, **held}


def _original(
    case: Case, one: _Held, verdict: Verified, total: int, watch: Watch | None
) -> tuple[dict[str, object], list[Wrong]]:
    """Compare one original; give what its entry says, and what is wrong with it."""
    place = place_of(case, one.sha256)
    where = place.relative_to(case.folder).as_posix()

    def wrong(finding: str, what: str, do: str) -> Wrong:
        return Wrong(finding, one.sha256, one.name, where, what, do)

    try:
        state = place.lstat()
        if not stat.S_ISREG(state.st_mode):
            what = "no file lies in its place, but a link or a folder"
            return {"finding": "altered"}, [wrong("altered", what, _RESTORE)]
        digest = sha256()
        with place.open("rb") as handle:
            while block := handle.read(_BLOCK):
                digest.update(block)
                verdict.bytes += len(block)
                if watch:
                    watch("verifying originals", verdict.bytes, max(total, verdict.bytes))
    except FileNotFoundError:
        return {"finding": "missing"}, [wrong("missing", "the original is gone", _RESTORE)]
    except OSError as exc:
        do = "check the disk and who may read the folder, then verify again"
        return {"finding": "unreadable"}, [wrong("unreadable", str(exc.strerror), do)]
    found = digest.hexdigest()
    said: dict[str, object] = {"finding": "as received", "size": state.st_size}
    faults: list[Wrong] = []
    if found != one.sha256:
        said |= {"finding": "altered", "hashes_to": found}
        faults.append(wrong("altered", _difference(one, found, state.st_size), _RESTORE))
    if mode := state.st_mode & 0o222:
        said["writable"] = f"{mode:03o}"
        what = f"it can be written to (mode {stat.S_IMODE(state.st_mode):03o})"
        faults.append(wrong("writable", what, f"take the right away: chmod 444 {where}"))
    return said, faults


def _difference(one: _Held, found: str, size: int) -> str:
    lengths = (
        "" if one.size in (None, size) else f", and has {size:,} bytes in place of {one.size:,}"
    )
    return f"it hashes to {found}{lengths}"


def _strays(case: Case, held: dict[str, _Held], verdict: Verified) -> Iterator[Wrong]:
    """Give what lies among the originals and belongs to none; not while another process brings files in."""
    try:
        with case.intake_lock(wait=False):
            lying = [Path(folder, f) for folder, _, files in os.walk(case.originals) for f in files]
    except CaseBusy:
        verdict.strays = False
        return
    for file in sorted(lying):
        if file.name in held and file == place_of(case, file.name):
            continue
        where = file.relative_to(case.folder).as_posix()
        if file.suffix == ".part" or file.parent.name.startswith(".coming-"):
            what, do = "left behind by an intake that was cut off", "the next clew add clears it"
        elif _HASH.fullmatch(file.name):
            what = "named like an original, but no source of the case is this file"
            do = "bring it in with clew add if it is evidence, else take it away"
        else:
            what = "no original: an original is named by its SHA-256"
            do = "find out who put it there, and take it away"
        yield Wrong("unexpected", "", file.name, where, what, do)


def _log(view: View) -> Iterator[Wrong]:
    """Hold every entry against the line that committed it, and the log against itself."""
    verdict = audit.verify(view.conn)
    if not verdict.good:
        what = f"line {verdict.line}: {verdict.problem}"
        yield Wrong("log", "", "", "the log", what, "run clew audit verify CASE")
        return
    committed: dict[int, dict[str, object]] = {}
    for line, facts in stating(view.conn, FACT):
        if isinstance(said := facts[FACT], dict):
            committed[line] = said
    kept = view.conn.execute(select(CUSTODY).order_by(CUSTODY.c.line, CUSTODY.c.no))
    for line, rows in groupby(kept, key=lambda row: int(row.line)):
        entries = list(rows)
        said = committed.pop(line, {})
        found = {"entries": len(entries), "first": entries[0].no}
        if said != {**found, "hash": together(map(hash_of_entry, entries))}:
            yield _broken(line, f"entries {entries[0].no} to {entries[-1].no} are not as written")
    for line, said in committed.items():
        yield _broken(line, f"{said.get('entries')} entries are gone")


def _broken(line: int, what: str) -> Wrong:
    do = "compare with a copy of the case; the log says who acted and when"
    return Wrong("custody", "", "", f"line {line} of the log", what, do)
