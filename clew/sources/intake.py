"""Takes an evening's files in: each is hashed, kept, recognised, read, and given a receipt.

A bad record stops that record, a bad file stops that file, neither stops the evening. Nothing is
asked: what clew assumed stands in the receipt, what it could not decide stands among the refused.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from clew.errors import BrokenRecord, SourceError, pick
from clew.model.countries import country_of_agency
from clew.model.evidence import Evidence, Found, Guesses, Mapping, Refusal
from clew.model.garbage import rarely_collecting
from clew.model.hashing import hash_of
from clew.model.ports import SAID_COUNTRY, Coming, Item, StatementSink
from clew.sources.archives import DEPTH_LIMIT, is_archive, members
from clew.sources.arrivals import Arrival, Course, arrivals
from clew.sources.beside import beside, gathered, why_beside
from clew.sources.language_pass import LanguagePass
from clew.sources.mention_pass import MentionPass, numbers_named
from clew.sources.phone_country import country_by_numbers
from clew.sources.reader import Reader, all_readers, read_records
from clew.sources.recognising import FAULTS, carries_others, is_of_the_file, recognise
from clew.sources.refusing import gone, of_fault, of_file, receipt_for, too_deep, unknown
from clew.sources.table_seen import TableSeen

log = logging.getLogger(__name__)

Watch = Callable[[str, int, int], None]
"""Told (file, bytes read, bytes in all) while a file is read."""

Members = Callable[[Evidence, Path], Iterator[tuple[str, Path]]]
"""File, folder → (name, file) of each file it carries; see `Reader.members`."""
BESIDE = "beside"
"""Stands for a reader in the receipt of a file that is read together with another."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person said about the files.

    Attributes:
        agency: who handed them over.
        country: ISO alpha-2 of national numbers and dates, or None: found from the agency or the file.
        reader: name of the reader to use whatever the signature says, or None.
        anew: read even what is already in.
    """

    agency: str
    country: str | None = None
    reader: str | None = None
    anew: bool = False


class Intake:
    """Brings files into a case through a sink; one object an evening.

    Args:
        sink: where found entities go.
        wish: what the person said about the files.
        watch: shown progress within a file, or None.
        told: told before each file how far the evening is, or None.
    """

    def __init__(
        self,
        sink: StatementSink,
        wish: Wish,
        watch: Watch | None = None,
        told: Callable[[Course], None] | None = None,
    ) -> None:
        self._sink, self._wish, self._watch, self._told = sink, wish, watch, told
        self._forced = pick("reader", wish.reader, all_readers()) if wish.reader else None
        self._mentions = MentionPass(sink.known_names())

    def files(self, paths: Iterable[Path | Arrival]) -> Iterator[dict[str, object]]:
        """Take in each file, each file of a folder, each member of an archive; give their receipts."""
        coming = list(arrivals(paths))
        course = Course(len(coming), sum(one.size for one in coming))
        for arrival in coming:
            if self._told:
                self._told(course)
            with rarely_collecting():
                receipts = list(self._whole(arrival))
            course = replace(
                course,
                files_done=course.files_done + 1,
                size_done=course.size_done + arrival.size,
            )
            yield from receipts

    def again(self, path: Path, name: str, parent: str | None) -> Iterator[dict[str, object]]:
        """Take in one kept file under its own name; *parent* is the SHA-256 of what it lay in."""
        yield from self._take(Arrival(path, name, parent))

    def _whole(self, arrival: Arrival) -> Iterator[dict[str, object]]:
        """Take in a file that may have been taken away, locked or written to since it was listed."""
        try:
            yield from self._take(arrival)
        except (FileNotFoundError, PermissionError) as exc:
            if exc.filename is None or Path(exc.filename) != arrival.path:
                raise
            yield gone(arrival.name, f"it could not be opened: {exc.strerror}")
        except SourceError as exc:
            yield gone(arrival.name, f"{exc.what}: {exc.do}")

    def _take(self, arrival: Arrival) -> Iterator[dict[str, object]]:
        digest = hash_of(arrival.path) if arrival.depth else self._sink.hash_of(arrival.path)
        forced = self._forced if arrival.depth == 0 else None
        files = [(ending, file, hash_of(file)) for ending, file in beside(arrival.path)]
        hashes = {ending: file_digest for ending, _, file_digest in files}
        said = {"country": self._wish.country, "as": forced.name if forced else None}
        known = None if self._wish.anew else self._sink.receipt_of(digest, said)
        if known is not None and known.get("beside", {}) != hashes:
            known = None
        if known is not None:
            known = {**known, "file": arrival.name, "inside": arrival.parent}
            if not carries_others(str(known.get("reader"))):
                yield known
                return
        kept = self._sink.keep(arrival.path, digest)
        evidence = Evidence(
            kept,
            arrival.name,
            digest,
            kept.stat().st_size,
            self._wish.agency,
            watch=self._watcher(arrival.name, kept),
            beside=tuple((e, self._sink.keep(file, digest)) for e, file, digest in files),
        )
        if why := why_beside(arrival.path, arrival.name):
            yield self._kept_only(evidence, why, arrival.parent)
            return
        head = evidence.head()
        reader = forced or recognise(evidence, head)
        if reader is None and is_archive(head):
            yield from self._archive(evidence, arrival, known)
            return
        if known is not None:
            yield known
        else:
            yield self._file(evidence, reader, head, arrival)
        if reader is not None and reader.members is not None and arrival.depth < DEPTH_LIMIT:
            yield from self._members(evidence, reader.members, arrival)

    def _kept_only(self, evidence: Evidence, why: str, parent: str | None) -> dict[str, object]:
        """Keep a file that is read together with another, with a receipt that says with which."""
        receipt = {**receipt_for(evidence, BESIDE), "guessed": {"read with": why}}
        coming = self._sink.coming(evidence, BESIDE, parent)
        coming.done(receipt)
        return receipt

    def _archive(
        self, evidence: Evidence, arrival: Arrival, known: dict[str, object] | None
    ) -> Iterator[dict[str, object]]:
        receipt = receipt_for(evidence, "archive")
        refusals: list[Item] = []
        below: list[dict[str, object]] = []
        with TemporaryDirectory(prefix=".coming-", dir=evidence.path.parent) as folder:
            try:
                depth = arrival.depth + 1
                unpacked = members(evidence.path, Path(folder), evidence.name, depth)
                for member in gathered(unpacked, Path(folder)):
                    if isinstance(member, Refusal):
                        refusals.append(member)
                        continue
                    receipt["read"] = int(str(receipt["read"])) + 1
                    below += self._member(member, arrival, evidence.sha256)
            except SourceError as exc:
                refusals.append(of_file(exc, evidence.name))
        if known is None:
            coming = self._sink.coming(evidence, "archive", arrival.parent)
            coming.write(refusals)
            coming.done(receipt)
        yield {**receipt, **(known or {})}
        yield from below

    def _members(
        self, evidence: Evidence, members: Members, arrival: Arrival
    ) -> Iterator[dict[str, object]]:
        """Take in what a mail carries; what it cannot give its reader has refused."""
        with TemporaryDirectory(prefix=".coming-", dir=evidence.path.parent) as folder:
            inside = members(evidence, Path(folder))
            while True:
                try:
                    member = next(inside, None)
                except (SourceError, *FAULTS):
                    return  # reading the mail itself has said why
                if member is None:
                    return
                yield from self._member(member, arrival, evidence.sha256)

    def _member(
        self, member: tuple[str, Path], arrival: Arrival, parent: str
    ) -> list[dict[str, object]]:
        name, path = member
        inner = Arrival(path, f"{arrival.name}!{name}", parent, arrival.depth + 1)
        receipts = list(self._take(inner))
        if path.name.startswith("member-"):  # others are read together with one that comes later
            path.unlink(missing_ok=True)
        return [{"inside": parent, **receipt} for receipt in receipts]

    def _file(
        self, evidence: Evidence, reader: Reader[Any] | None, head: bytes, arrival: Arrival
    ) -> dict[str, object]:
        country, country_from = self._country(evidence)
        evidence = replace(evidence, country=country)
        guesses = Guesses({"country": country or "unknown", "country_from": country_from})
        if reader is not None and reader.tables is not None:
            evidence = replace(evidence, mappings=self._mappings(reader.tables, evidence))
        receipt = receipt_for(evidence, reader.name if reader else None)
        coming = self._sink.coming(evidence, reader.name if reader else None, arrival.parent)
        if (
            reader is not None
            and reader.members is not None
            and (refused := too_deep(arrival.depth, arrival.name))
            and _carries(evidence, reader.members)
        ):
            coming.write(refused)
        languages = LanguagePass()
        receipt["read"] = self._read(evidence, reader, head, guesses, (coming, languages))
        if languages.tally:
            receipt["languages"] = languages.tally
        for name, mapping in guesses.mappings.items():
            self._sink.save_mapping(name, mapping)
        receipt.update(guessed=guesses.said, counts=guesses.counts)
        coming.done(receipt)
        return receipt

    def _mappings(
        self, tables: Callable[[Evidence], list[TableSeen]], evidence: Evidence
    ) -> dict[str, Mapping]:
        """Give the mappings saved for the tables of a file."""
        try:
            names = [table.signature for table in tables(evidence)]
        except (SourceError, *FAULTS):
            return {}  # reading the file says why
        saved = {name: self._sink.mapping(name) for name in names}
        return {name: mapping for name, mapping in saved.items() if mapping}

    def _read(
        self,
        evidence: Evidence,
        reader: Reader[Any] | None,
        head: bytes,
        guesses: Guesses,
        into: tuple[Coming, LanguagePass],
    ) -> int:
        """Read the whole file; give how many records were read."""
        coming, languages = into
        count = 0
        try:
            if reader is None:
                raise unknown(evidence, head, list(all_readers()))
            for found in read_records(reader, evidence, guesses):
                count += any(isinstance(item, Found) for item in found)
                if reader.is_report:
                    languages.note(found)
                    coming.write([*found, *self._mentions.of(found, evidence.country)])
                else:
                    coming.write([*found, *numbers_named(found, evidence.country)])
        except BrokenRecord as exc:
            coming.write([Refusal(exc.where, exc.value[:2000], exc.what, exc.do)])
        except SourceError as exc:
            coming.write([of_file(exc, evidence.name)])
        except FAULTS as exc:
            coming.write([_fault(exc, evidence, reader)])
        except OSError as exc:
            if not is_of_the_file(exc):
                raise
            coming.write([_fault(exc, evidence, reader)])
        return count

    def _country(self, evidence: Evidence) -> tuple[str | None, str]:
        if self._wish.country:
            return self._wish.country.upper(), SAID_COUNTRY
        if country := country_of_agency(self._wish.agency):
            return country, f"the name of the agency, {self._wish.agency}"
        return country_by_numbers(evidence)

    def _watcher(self, name: str, path: Path) -> Callable[[int], None] | None:
        if self._watch is None:
            return None
        watch, size = self._watch, path.stat().st_size
        return lambda at: watch(name, at, size)


def _carries(evidence: Evidence, members: Members) -> bool:
    """Tell whether a file really carries others."""
    with TemporaryDirectory(prefix=".coming-", dir=evidence.path.parent) as folder:
        try:
            return next(iter(members(evidence, Path(folder))), None) is not None
        except (SourceError, *FAULTS):
            return False


def _fault(exc: Exception, evidence: Evidence, reader: Reader[Any] | None) -> Refusal:
    kind = type(exc).__name__  # its text could hold a personal value
    log.error("a reader failed on %s: %s", evidence.sha256, kind)
    return of_fault(exc, reader.name if reader else "")
