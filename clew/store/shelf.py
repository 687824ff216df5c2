"""The store's side of intake: a file comes in step by step and becomes visible all at once.

Rows of a file on its way in belong to a source in state "coming", which no query reads. The last
step sets the state and writes the line in the log in one transaction. A killed process leaves
only such rows; the next intake clears them.
"""

import json
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, delete, insert, select
from sqlalchemy.exc import DBAPIError

from clew.errors import NotFound
from clew.model.custody import HandOver
from clew.model.evaluation import Marking
from clew.model.evidence import Evidence, Mapping
from clew.model.hashing import hash_of
from clew.model.ports import NOT_READ_YET, SAID_COUNTRY, Item
from clew.store import mappings, originals, source_rows
from clew.store.custody import Entry, enter, is_said
from clew.store.door import Door, View, now
from clew.store.fingerprints import Fingerprints, marks_of
from clew.store.names import CaseNames
from clew.store.rows import Numbers, Scribe
from clew.store.source_rows import current, next_number
from clew.store.steps import not_taken, write_all
from clew.store.tables import ENTITY, IDENTIFIER, MENTION, REFUSED, SOURCE, STATEMENT, WORD
from clew.store.writer import Writer, writing

if TYPE_CHECKING:
    from followthemoney.model import Model

STEP_ROWS = 40_000
"""How many rows one step writes; a step holds SQLite's write lock for about a tenth of a second."""


class Shelf:
    """Takes files into a case for one asker; make it while holding the case's intake lock.

    Args:
        door: the case and who brings the files.
        model: FollowTheMoney with clew's extension.
        agency: who handed the files over.
        marking: how the files are weighed and handled.
        handed: who handed them over, when, on what legal basis.
    """

    def __init__(
        self,
        door: Door,
        model: "Model",
        agency: str,
        marking: Marking | None = None,
        handed: HandOver | None = None,
    ) -> None:
        self.door, self.model, self.agency = door, model, agency
        self.marking, self.handed = marking or Marking(), handed or HandOver()
        self._writer: Writer | None = None
        self._fingerprints = Fingerprints(door.case)
        self._free: tuple[Numbers, int] | None = None
        self.inside: dict[str, list[int]] = {}
        """SHA-256 of an archive on its way in → what came out of it; an archive comes in after its members."""
        with writing(door.case):
            originals.sweep(door.case)
            _clear_half_done(door)

    @property
    def writer(self) -> Writer:
        """The process that writes steps of long files; started when the first long file comes."""
        if self._writer is None:
            self._writer = Writer(self.door.case)
        return self._writer

    def settle(self) -> None:
        """Wait until every step handed to the writer is written."""
        if self._writer is not None:
            self._writer.wait()

    def close(self) -> None:
        """Let the writer end."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def receipt_of(self, sha256: str, said: dict[str, str | None]) -> dict[str, object] | None:
        """Give the receipt of a file already in, or None when it must be read (again)."""
        with self.door.quiet() as view:
            row = current(view, sha256, self.agency)
        if row is None or row.reader is None or not row.receipt:
            return None
        receipt: dict[str, Any] = json.loads(row.receipt)
        if NOT_READ_YET in receipt.get("guessed", {}):
            return None
        told = receipt.get("guessed", {}).get("country_from") == SAID_COUNTRY
        if said.get("country") is not None and not (told and said["country"] == row.country):
            return None
        if said.get("as") not in (None, row.reader):
            return None
        return {**receipt, "already": True}

    def hash_of(self, path: Path) -> str:
        """Give a file's hash, from memory where it surely is as it was."""
        if known := self._fingerprints.known(path):
            return known
        before = marks_of(path)
        sha256 = hash_of(path)
        self._fingerprints.remember(path, before, sha256)
        return sha256

    def keep(self, path: Path, sha256: str) -> Path:
        """Keep the original under its hash."""
        return originals.keep(self.door.case, path, sha256)

    def handed_over_again(self, receipt: dict[str, object]) -> bool:
        """Write down that a file already in came again; False where just this is written down."""
        digest, parent = str(receipt["sha256"]), str(receipt.get("inside") or "")
        with self.door.quiet() as view:
            row = current(view, digest, self.agency)
            if row is None:
                return False
            entry = _came(row.no, digest, str(receipt["file"]), row.size, self, parent)
            above = current(view, parent, self.agency) if parent and not row.parent else None
            said = is_said(view, entry)
        if above is not None:  # the intake that unpacked it was cut off before the archive was in
            with self.door.step() as view:
                source_rows.put_into(view, above.no, [row.no])
        if said:
            return False
        with self.door.act("custody", source=row.no, what=entry.act) as view:
            enter(view, [entry])
        return True

    def mapping(self, signature: str) -> Mapping | None:
        """Give the mapping saved under a header's signature."""
        return mappings.load(self.door.case.mappings, signature)

    def save_mapping(self, signature: str, mapping: Mapping) -> None:
        """Save a mapping under a header's signature."""
        mappings.save(self.door.case.mappings, signature, mapping)

    def coming(self, evidence: Evidence, reader: str | None, parent: str | None) -> "ComingIn":
        """Start a file."""
        return ComingIn(self, evidence, reader, parent)

    def free_numbers(self, view: View) -> tuple[Numbers, int]:
        """Give the next free numbers, to be counted on from, and that of a source.

        Whoever holds the intake lock gives the numbers out, so that they are asked for once.
        """
        if self._free is None:
            tables = (ENTITY, STATEMENT, REFUSED, MENTION)
            numbers = Numbers(*(next_number(view, table) for table in tables))
            self._free = numbers, next_number(view, SOURCE)
        numbers, source = self._free
        self._free = numbers, source + 1
        return numbers, source

    def known_names(self) -> CaseNames:
        """Give the names the case holds now."""
        return CaseNames(self.door)


class ComingIn:
    """One file on its way in."""

    def __init__(
        self, shelf: Shelf, evidence: Evidence, reader: str | None, parent: str | None
    ) -> None:
        self._shelf, self._evidence, self._reader = shelf, evidence, reader
        self._parent, self._is_begun = parent, False
        with shelf.door.quiet() as view:
            readings = source_rows.readings(view, evidence.sha256, shelf.agency)
            numbers, self.no = shelf.free_numbers(view)
        self._former = next((no for no, is_current in readings if is_current), None)
        self._key = source_key(evidence.sha256, shelf.agency, len(readings))
        self._scribe = Scribe(shelf.model, self._key, self.no, evidence.country, numbers)
        self._scribe.category = shelf.marking.category

    def write(self, items: Sequence[Item]) -> None:
        """Keep what was found in one record."""
        self._scribe.write(items)
        if len(self._scribe.rows) >= STEP_ROWS:
            if not self._is_begun:
                with self._shelf.door.step() as view:
                    self._begin(view)
            self._shelf.writer.write(self._scribe.take())

    def _begin(self, view: View, state: str = "coming", receipt: str | None = None) -> None:
        """Write the source's own row."""
        shelf, evidence, marking = self._shelf, self._evidence, self._shelf.marking
        above = current(view, self._parent, shelf.agency) if self._parent else None
        if self._parent and above is None:
            shelf.inside.setdefault(self._parent, []).append(self.no)
        source_rows.add(view, {
            "no": self.no, "key": self._key, "sha256": evidence.sha256, "agency": shelf.agency,
            "name": evidence.name, "parent": above.no if above else None, "size": evidence.size,
            "reader": self._reader, "country": evidence.country,
            "came_by": shelf.door.asker.who, "came_at": now(),
            "evaluation": marking.evaluation, "handling": marking.handling,
            "handling_text": marking.handling_text or None, "state": state, "receipt": receipt,
        })  # fmt: skip
        self._is_begun = True

    def done(self, receipt: dict[str, object]) -> None:
        """Make the file visible and write its line; the receipt gains its counts.

        A file that fits into one step comes in with its line in a single transaction.

        Raises:
            CaseError: the database could not take it.
        """
        self._shelf.settle()
        dangling = self._scribe.unresolved()
        counts = {**self._scribe.counts, **receipt.get("counts", {})}  # type: ignore[dict-item]
        receipt.update(
            entities=self._scribe.entities,
            refused=self._scribe.refused + len(dangling),
            counts={name: count for name, count in sorted(counts.items()) if count},
        )
        if self._shelf.marking.category:
            receipt["category"] = self._shelf.marking.category
        door, evidence = self._shelf.door, self._evidence
        with door.act("add", source=self.no, sha256=evidence.sha256, reader=self._reader) as view:
            try:
                self._show(view, receipt)
                write_all(view.conn, self._scribe.take())
                _drop_dangling(view, self.no, self._scribe, dangling)
            except DBAPIError as exc:
                raise not_taken(f"{type(exc.orig).__name__}: {exc.orig}") from exc
            self._enter(view, receipt)

    def _show(self, view: View, receipt: dict[str, object]) -> None:
        """Let the file take its place, and that of its former reading."""
        if self._former is not None:
            source_rows.replace(view, self._former, self.no)
        if self._is_begun:
            source_rows.show(view, self.no, receipt)
        else:
            self._begin(view, "in", source_rows.written(receipt))
        inside = self._shelf.inside.pop(self._evidence.sha256, [])
        source_rows.put_into(view, self.no, inside)

    def _enter(self, view: View, receipt: dict[str, object]) -> None:
        """Write how the file came in into its chain of custody, and its counts into the line."""
        if self._former is not None:
            view.note(replaces=self._former)
        view.note(entities=self._scribe.entities, refused=receipt["refused"])
        evidence = self._evidence
        parent = self._parent or ""
        came = _came(self.no, evidence.sha256, evidence.name, evidence.size, self._shelf, parent)
        if self._former is not None and is_said(view, came):
            came = Entry(came.sha256, "read again", self.no, {"read_before_as": self._former})
        enter(view, [came])


def source_key(digest: str, agency: str, edition: int) -> str:
    """Give a source's key: 16 hex characters that tell file, agency and edition apart."""
    return blake2b(f"{digest}|{agency}|{edition}".encode(), digest_size=8).hexdigest()


def _came(source: int, digest: str, name: str, size: int, shelf: Shelf, parent: str) -> Entry:
    """Say how a file came in: by hand, or out of the file *parent*."""
    said: dict[str, object] = {"name": name, "size": size, "handed_over_for": shelf.agency}
    if parent:
        return Entry(digest, "unpacked", source, {**said, "out_of": parent})
    return Entry(digest, "received", source, {**said, **shelf.handed.stated()})


def _drop_dangling(view: View, source: int, scribe: Scribe, dangling: dict[str, int]) -> None:
    """Links to entities the file never gave become refused values."""
    if not dangling:
        return
    targets = {scribe.id_of(number): key for key, number in dangling.items()}
    entities = select(ENTITY.c.no).where(ENTITY.c.source == source)
    found = view.conn.execute(
        select(STATEMENT, ENTITY.c.spot.label("place"))
        .join(ENTITY, ENTITY.c.no == STATEMENT.c.entity)
        .where(STATEMENT.c.entity.in_(entities), STATEMENT.c.value.in_(list(targets)))
    ).all()
    for row in found:
        reason = f"{row.prop} points to {targets[row.value]!r}, which is not in the file"
        view.conn.execute(
            insert(REFUSED).values(
                no=scribe.next_refused(), source=source, entity=row.entity, prop=row.prop, spot=row.place,
                value=targets[row.value], reason=reason, do="add the file that holds it, or drop the link",
            )
        )  # fmt: skip
        view.conn.execute(delete(STATEMENT).where(STATEMENT.c.no == row.no))


def _clear_half_done(door: Door) -> None:
    """Remove the rows of files whose intake was killed; nobody has ever seen them."""
    with door.step() as view:
        halves = list(view.conn.scalars(select(SOURCE.c.no).where(SOURCE.c.state == "coming")))
        for source in halves:
            inside = select(ENTITY.c.no).where(ENTITY.c.source == source)
            view.conn.execute(delete(STATEMENT).where(STATEMENT.c.entity.in_(inside)))
            for table in (IDENTIFIER, WORD, REFUSED, MENTION, ENTITY):
                view.conn.execute(delete(table).where(table.c.source == source))
            view.conn.execute(delete(SOURCE).where(SOURCE.c.no == source))


def source_of(view: View, no: int) -> Row[Any]:
    """Give the row of a visible source.

    Raises:
        NotFound: there is none under that number, or the asker may not see it.
    """
    row = view.conn.execute(
        select(SOURCE).where(SOURCE.c.no == no, SOURCE.c.no.in_(view.sources()))
    ).one_or_none()
    if row is None:
        raise NotFound(f"no source {no} in this case", do="see the list of sources")
    return row
