"""The chain of custody of each original: every handling an entry, none ever changed.

The line in the log that commits with an entry holds a hash over it, salted as the log's own notes
are, so that an entry changed or taken away later is seen (`clew.store.custody_check`).
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, or_, select

from clew.audit.book import NOTE, coming_line
from clew.audit.chain import canonical, commitment
from clew.errors import NotFound, UsageError
from clew.model.custody import HandOver
from clew.store.bulk import write_rows
from clew.store.door import View, now
from clew.store.tables import CUSTODY, ENTITY, SOURCE

ACTS = {
    "received": "taken into the case",
    "unpacked": "taken out of the file it lay in",
    "read again": "read anew from the kept original",
    "verified": "hashed again and compared",
    "noted": "a detail added or corrected",
    "handed on": "a copy handed on",
    "exported": "its record exported",
    "printed": "custody sheet printed",
}
FACT = "custody"
"""Under which a line in the log says how many entries it commits, and their hash."""

_LAST = select(func.coalesce(func.max(CUSTODY.c.no), 0))
_SAID = (
    select(CUSTODY.c.no)
    .where(
        CUSTODY.c.sha256 == bindparam("digest"),
        CUSTODY.c.act == bindparam("did"),
        CUSTODY.c.details == bindparam("told"),
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One handling of one original.

    Attributes:
        sha256: the original.
        act: one of `ACTS`.
        source: number of the source handled, or None: the file itself, whoever handed it over.
        details: what is known of it, by name; texts as a person typed them.
        at: UTC, to the second; by: account; agency: for which the account acted.
        line: number of its line in the log.
        why: the reason given, as it stands beside the log.
    """

    sha256: str
    act: str
    source: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    no: int = 0
    at: str = ""
    by: str = ""
    agency: str = ""
    line: int = 0
    why: str = ""

    def as_json(self) -> dict[str, object]:
        """Give the entry as lists and files show it."""
        return {
            "entry": self.no, "act": self.act, "at": self.at, "by": self.by, "agency": self.agency,
            "why": self.why, "source": self.source, "sha256": self.sha256,
            **self.details, "log_line": self.line,
        }  # fmt: skip


def enter(view: View, entries: Sequence[Entry]) -> int:
    """Write entries down within the asker's act, once an act; give the number of the first."""
    if not entries:
        return 0
    line = coming_line(view.conn)  # on PostgreSQL this also keeps others from taking our numbers
    first = int(view.conn.scalar(_LAST) or 0) + 1
    at, asker = now(), view.asker
    rows = [
        (first + n, e.sha256, e.source, e.act, at, asker.who, asker.agency,
         _written(e.details), secrets.token_hex(16), line)
        for n, e in enumerate(entries)
    ]  # fmt: skip
    write_rows(view.conn, CUSTODY, rows)
    view.note(**{FACT: {"entries": len(rows), "first": first, "hash": together(map(_hash, rows))}})
    return first


def together(hashes: Iterable[str]) -> str:
    """Give the one hash a line in the log holds over the hashes of its entries, in their order."""
    digest = sha256()
    for one in hashes:
        digest.update(one.encode())
    return digest.hexdigest()


def hash_of_entry(row: Row[Any]) -> str:
    """Give the hash of a kept entry, as its line in the log counted it."""
    return _hash(tuple(row))


def _hash(row: Sequence[Any]) -> str:
    names = [c.name for c in CUSTODY.columns]
    facts: dict[str, object] = dict(zip(names, row, strict=True))
    return commitment(str(facts.pop("salt")), canonical(facts).decode())


def chain(view: View, digest: str) -> list[Entry]:
    """Give every entry of an original the asker may see, the oldest first."""
    query = _entries(view).where(CUSTODY.c.sha256 == digest)
    return [_entry(row) for row in view.conn.execute(query.order_by(CUSTODY.c.no))]


def chains(view: View, source: int | None = None) -> Iterator[Entry]:
    """Give the entries of every original (or of one source's), by original and then by time."""
    seen = select(SOURCE.c.sha256).where(SOURCE.c.no.in_(view.sources()))
    if source is not None:
        seen = seen.where(SOURCE.c.no == source)
    query = _entries(view).where(CUSTODY.c.sha256.in_(seen))
    for row in view.conn.execute(query.order_by(CUSTODY.c.sha256, CUSTODY.c.no)):
        yield _entry(row)


def standing(entries: Iterable[Entry], agency: str) -> dict[str, str]:
    """Give what holds now of the hand-over by *agency*: for each detail the newest that was said."""
    said: dict[str, str] = {}
    for entry in entries:
        if entry.act in ("received", "noted") and entry.details.get("handed_over_for") == agency:
            said |= {
                k: str(v) for k, v in entry.details.items() if k in HandOver.__dataclass_fields__
            }
    return said


def is_said(view: View, entry: Entry) -> bool:
    """True when the chain of the original already says just this of how it came in.

    The details name the agency it came for, so that no other agency's entry is found by it.
    """
    asked = {"digest": entry.sha256, "did": entry.act, "told": _written(entry.details)}
    return view.conn.execute(_SAID, asked).first() is not None


def _written(details: Mapping[str, Any]) -> str:
    """Give details as they are kept: the same ones always in the same letters."""
    return json.dumps(dict(details), ensure_ascii=False, sort_keys=True)


def unpacked(view: View) -> dict[str, set[str]]:
    """Give what came out of which original, both by SHA-256, whoever handed them over.

    A file may have lain in several; the number of its container in `SOURCE` names but the first.
    """
    found: dict[str, set[str]] = {}
    above, inside = SOURCE.alias("above"), SOURCE.alias("inside")
    pairs = select(above.c.sha256, inside.c.sha256).join(inside, inside.c.parent == above.c.no)
    for outer, inner in view.conn.execute(pairs):
        found.setdefault(outer, set()).add(inner)
    entries = select(CUSTODY.c.sha256, CUSTODY.c.details).where(CUSTODY.c.act == "unpacked")
    for inner, details in view.conn.execute(entries):
        found.setdefault(json.loads(details)["out_of"], set()).add(inner)
    return found


def items(view: View, text: str) -> list[int]:
    """Give the sources a person means: by number, by SHA-256 (its beginning will do), or by file name.

    Raises:
        NotFound: the case has none such.
        UsageError: the beginning of the hash fits several originals.
    """
    seen = select(SOURCE.c.no, SOURCE.c.sha256).where(SOURCE.c.no.in_(view.sources()))
    text = text.strip()
    tries: list[ColumnElement[bool]] = [SOURCE.c.name == text]
    if text.isdecimal() and len(text) < 19:
        tries.insert(0, SOURCE.c.no == int(text))
    if len(text) >= 6 and set(text.lower()) <= set("0123456789abcdef"):
        tries.insert(0, SOURCE.c.sha256.startswith(text.lower()))
    for test in tries:
        found = view.conn.execute(seen.where(test).order_by(SOURCE.c.no)).all()
        if len({row.sha256 for row in found}) > 1 and test is not tries[-1]:
            raise UsageError(f"{text!r} begins several hashes", do="give more of it")
        if found:
            return [int(row.no) for row in found]
    raise NotFound(
        f"no item {text!r} in this case",
        do="give the number, hash or name of a source: clew custody show CASE lists them",
    )


def seen(view: View) -> list[int]:
    """Give the number of every source the asker may see, in the order they came in."""
    query = select(SOURCE.c.no).where(SOURCE.c.no.in_(view.sources()))
    return list(view.conn.scalars(query.order_by(SOURCE.c.no)))


def source_of_entity(view: View, entity: str) -> int | None:
    """Give the source an entity was found in, or None when there is no such entity."""
    query = select(ENTITY.c.source).where(
        ENTITY.c.id == entity, ENTITY.c.source.in_(view.sources())
    )
    found = view.conn.scalar(query)
    return None if found is None else int(found)


def _entries(view: View) -> Select[Any]:
    beside = (NOTE.c.seq == CUSTODY.c.line) & (NOTE.c.topic == "why")
    query = select(CUSTODY, NOTE.c.text.label("why")).outerjoin(NOTE, beside)
    return query.where(_in_scope(view))


def _in_scope(view: View) -> ColumnElement[bool]:
    """An entry of a source one may not see stays unseen; an entry of the file itself is for its holders."""
    seen = view.sources().where(SOURCE.c.sha256 == CUSTODY.c.sha256).exists()
    if view.scope.agencies is None:
        return seen
    mine = select(SOURCE.c.no).where(SOURCE.c.agency.in_(sorted(view.scope.agencies)))
    return seen & or_(CUSTODY.c.source.is_(None), CUSTODY.c.source.in_(mine))


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        row.sha256, row.act, row.source, json.loads(row.details), row.no, row.at, row.by,
        row.for_agency, row.line, row.why or "",
    )  # fmt: skip
