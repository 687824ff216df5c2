"""Lists of stolen, lost, revoked and blank documents, by number and never by holder.

Reads    text, UTF-8; first line "clew document list 1", second the names of the columns, then one
         document or one run of documents a line, ``;`` between cells
Columns  number, state (stolen, lost, revoked, blank); also to (last number of a run), issuer, kind
         (P, I, V), since (ISO date), by (who keeps it)
Refuses  lines without number or state; a whole list with a column that could name a holder
"""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from clew.errors import SourceError
from clew.model.countries import country_code
from clew.model.dates import is_day
from clew.model.evidence import Refusal
from clew.model.identifiers import document as document_key

FIRST_LINE = "clew document list 1"
COLUMNS = ("issuer", "number", "to", "kind", "state", "since", "by")
STATES = ("stolen", "lost", "revoked", "blank")
_LONGEST_RUN = 10_000_000
_SHOWN = 2_000


class Entry(NamedTuple):
    """One line of a list.

    Attributes:
        state: stolen, lost, revoked or blank.
        issuer: two-letter code, or "" when the list does not say.
        number: key of the number, or of the first of a run.
        last: key of the last of a run; as *number* for one document.
        since: ISO day, or "".
        by: who keeps it, or "".
        line: line of the file, from 1.
    """

    state: str
    issuer: str
    number: str
    last: str
    since: str
    by: str
    line: int


@dataclass(slots=True)
class DocumentList:
    """A list, ready to be asked.

    Attributes:
        name: name of the file.
        single: number → entries.
        runs: (letters, digits) → runs by first number, for numbers of one shape.
        refused: lines that could not be taken.
    """

    name: str
    single: dict[str, list[Entry]] = field(default_factory=dict)
    runs: dict[tuple[str, int], list[tuple[int, int, Entry]]] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)

    def entries(self, number: str, issuer: str) -> Iterator[Entry]:
        """Give the entries for a document; where one side names no issuer, the number alone decides."""
        key = document_key(number) or ""
        found = list(self.single.get(key, ()))
        shape, count = cut_number(key)
        runs = self.runs.get(shape, [])
        for first, last, entry in runs[: bisect_right(runs, count, key=lambda run: run[0])]:
            if first <= count <= last:
                found.append(entry)
        yield from (e for e in found if not issuer or not e.issuer or e.issuer == issuer)


def cut_number(key: str) -> tuple[tuple[str, int], int]:
    """Cut a number into what stands before its last digits, how many these are, and their count.

    >>> cut_number("PB0000102")
    (('PB', 7), 102)
    """
    digits = re.search(r"\d*$", key)
    tail = digits.group() if digits else ""
    return (key[: len(key) - len(tail)], len(tail)), int(tail or 0)


def read_list(path: Path) -> DocumentList:
    """Read a list.

    Raises:
        SourceError: it is no such list, or could name a holder.
    """
    found = DocumentList(path.name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as exc:
        raise SourceError("the list is not UTF-8", where=path.name, do="save it as UTF-8") from exc
    rows = csv.reader(text.splitlines(), delimiter=";")
    if "".join(next(rows, [])).strip() != FIRST_LINE:
        raise SourceError(
            f"this is no list of documents: its first line is not {FIRST_LINE!r}",
            where=path.name,
            do="write it as docs/documents.md shows",
        )
    columns = _columns([cell.strip().lower() for cell in next(rows, [])], path.name)
    for number, cells in enumerate(rows, 3):
        if any(cell.strip() for cell in cells):
            _take(found, number, columns, cells)
    for runs in found.runs.values():
        runs.sort(key=lambda run: (run[0], run[1]))
    return found


def _columns(named: Sequence[str], name: str) -> Sequence[str]:
    strange = [column for column in named if column not in COLUMNS]
    if strange:
        raise SourceError(
            f"a list of documents has no column {strange[0]!r}: it is kept by number, without a holder",
            where=name,
            do=f"leave only {', '.join(COLUMNS)}",
        )
    for needed in ("number", "state"):
        if needed not in named:
            raise SourceError(f"the list has no column {needed!r}", where=name, do="add it")
    return named


def _take(found: DocumentList, line: int, columns: Sequence[str], cells: Sequence[str]) -> None:
    said = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
    number, last = document_key(said["number"]), document_key(said.get("to", "") or said["number"])
    issuer = country_code(said["issuer"]) if said.get("issuer") else ""
    reason = _wrong(said, number, last, issuer)
    if reason or number is None or last is None:
        do = "correct the line; the rest of the list is used"
        text = ";".join(cells)[:_SHOWN]
        found.refused.append(Refusal(f"line {line}", text, reason, do))
        return
    entry = Entry(
        said["state"].lower(), issuer or "", number, last, said.get("since", ""),
        said.get("by", ""), line,
    )  # fmt: skip
    if number == last:
        found.single.setdefault(number, []).append(entry)
        return
    (shape, first), (_, end) = cut_number(number), cut_number(last)
    found.runs.setdefault(shape, []).append((first, end, entry))


def _wrong(said: dict[str, str], number: str | None, last: str | None, issuer: str | None) -> str:
    """Say what is wrong with a line; empty when nothing is."""
    if number is None or last is None:
        return f"{said['number']!r} is no document number"
    if said.get("state", "").lower() not in STATES:
        return f"state {said.get('state', '')!r} is none of {', '.join(STATES)}"
    if issuer is None:
        return f"issuer {said['issuer']!r} is no state clew knows"
    if said.get("since") and not is_day(said["since"]):
        return f"since {said['since']!r} is no day (2026-01-31)"
    if number != last:
        (shape, first), (other, end) = cut_number(number), cut_number(last)
        if shape != other or not 0 <= end - first < _LONGEST_RUN:
            return f"{said['number']} to {said['to']} is no run of numbers"
    return ""
