"""Translations and transcripts: which original each is of, who made it, who checked it.

The text stands in a source of its own; the original is never changed by it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, insert, or_, select

from clew.errors import NotFound, UsageError
from clew.model.rendering import Rendering, language_name
from clew.model.text import fold
from clew.store.door import View, now
from clew.store.shelf import source_of
from clew.store.tables import CHECKING, RENDERING, SOURCE

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Check:
    """That somebody laid the text beside its original.

    Attributes:
        by: who did; at: the day or time; note: what was found.
        entered_by: account that wrote it down.
    """

    by: str
    at: str
    note: str
    entered_by: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A translation or transcript as the case holds it.

    Attributes:
        no: its number.
        said: who made it, when, from which language into which, of which place.
        original, original_file: the source it is of, and its name.
        text, text_file: the source that holds its text, and its name.
        entered_by, entered_at: account that brought it in, and when (UTC).
        checks: by whom it was checked, in the order it was written down.
    """

    no: int
    said: Rendering
    original: int
    original_file: str
    text: int
    text_file: str
    agency: str
    entered_by: str
    entered_at: str
    checks: tuple[Check, ...] = ()

    @property
    def mark(self) -> str:
        """What stands beside anything taken from it: "translation, unchecked"."""
        return f"{self.said.kind}, {'checked' if self.checks else 'unchecked'}"

    def as_json(self) -> dict[str, object]:
        """Give it as lists and pages show it."""
        said = self.said
        return {
            "id": self.no, "kind": said.kind, "by": said.by, "at": said.at, "agency": self.agency,
            "from": said.spoken, "from_name": language_name(said.spoken),
            "to": said.written, "to_name": language_name(said.written), "where": said.where,
            "original": self.original, "original_file": self.original_file,
            "text": self.text, "text_file": self.text_file,
            "entered_by": self.entered_by, "entered_at": self.entered_at,
            "checked": bool(self.checks), "mark": self.mark,
            "checks": [{"by": c.by, "at": c.at, "note": c.note, "entered_by": c.entered_by} for c in self.checks],
        }  # fmt: skip


def enter(view: View, original: int, text: int, said: Rendering) -> int:
    """Write down that source *text* renders source *original*; give its number.

    What is already written down is not written again.

    Raises:
        NotFound: one of the sources is not in the case.
        UsageError: both are the same file, or of two agencies.
    """
    of, by = source_of(view, original), source_of(view, text)
    if of.sha256 == by.sha256:
        raise UsageError(
            f"the {said.kind} and its original are the same file", do="name the file that holds it"
        )
    if of.agency != by.agency:
        raise UsageError(f"{by.name!r} is of {by.agency}, its original of {of.agency}")
    facts = {
        "kind": said.kind, "agency": of.agency, "original": of.sha256, "place": said.where,
        "text": by.sha256, "by": said.by, "made_at": said.at,
        "spoken": said.spoken, "written": said.written,
    }  # fmt: skip
    same = [RENDERING.c[name] == value for name, value in facts.items()]
    known = view.conn.scalar(select(RENDERING.c.no).where(*same))
    if known is not None:
        return int(known)
    number = int(view.conn.scalar(select(func.coalesce(func.max(RENDERING.c.no), 0))) or 0) + 1
    view.conn.execute(
        insert(RENDERING).values(no=number, **facts, entered_by=view.asker.who, entered_at=now())
    )
    view.note(rendering=number, original=original, text=text, kind=said.kind)
    return number


def check(view: View, rendering: int, by: str, at: str, note: str) -> None:
    """Write down that *by* laid a translation or transcript beside its original.

    Raises:
        NotFound: there is none under that number, or the asker may not see it.
        UsageError: *by* made it: nobody checks what is their own.
    """
    kept = one(view, rendering)
    if fold(kept.said.by) == fold(by):
        raise UsageError(
            f"{by} made this {kept.said.kind}, and checking it is for somebody else",
            do="have it read beside its original by another person who knows both",
        )
    number = int(view.conn.scalar(select(func.coalesce(func.max(CHECKING.c.no), 0))) or 0) + 1
    view.conn.execute(
        insert(CHECKING).values(
            no=number, rendering=rendering, by=by, checked_at=at, note=note,
            entered_by=view.asker.who, entered_at=now(),
        )
    )  # fmt: skip
    view.note(rendering=rendering, check=number)


def one(view: View, rendering: int) -> Kept:
    """Give one translation or transcript.

    Raises:
        NotFound: there is none under that number, or the asker may not see it.
    """
    found = _kept(view, _query(view).where(RENDERING.c.no == rendering))
    if not found:
        raise NotFound(
            f"no translation or transcript {rendering} in this case",
            do="list them: clew translate show CASE",
        )
    return found[0]


def every(view: View) -> list[Kept]:
    """Give every translation and transcript the asker may see, in the order they came."""
    return _kept(view, _query(view))


def touching(view: View, sources: Iterable[int]) -> list[Kept]:
    """Give those of which any of *sources* is the original or the text."""
    wanted, found = sorted(set(sources)), dict[int, Kept]()
    for at in range(0, len(wanted), _BATCH):
        batch = wanted[at : at + _BATCH]
        either = or_(_ORIGINAL.c.no.in_(batch), _TEXT.c.no.in_(batch))
        found |= {kept.no: kept for kept in _kept(view, _query(view).where(either))}
    return [found[no] for no in sorted(found)]


def by_text(view: View, sources: Iterable[int]) -> dict[int, Kept]:
    """Give, for those of *sources* that hold a translation or transcript, the first written down."""
    wanted = set(sources)
    found: dict[int, Kept] = {}
    for kept in touching(view, wanted):
        if kept.text in wanted:
            found.setdefault(kept.text, kept)
    return found


_ORIGINAL, _TEXT = SOURCE.alias("original_source"), SOURCE.alias("text_source")


def _query(view: View) -> Select[Any]:
    agency = RENDERING.c.agency
    return (
        select(
            RENDERING,
            _ORIGINAL.c.no.label("original_no"), _ORIGINAL.c.name.label("original_file"),
            _TEXT.c.no.label("text_no"), _TEXT.c.name.label("text_file"),
        )
        .join(_ORIGINAL, (_ORIGINAL.c.sha256 == RENDERING.c.original) & (_ORIGINAL.c.agency == agency))
        .join(_TEXT, (_TEXT.c.sha256 == RENDERING.c.text) & (_TEXT.c.agency == agency))
        .where(_ORIGINAL.c.no.in_(view.sources()), _TEXT.c.no.in_(view.sources()))
        .order_by(RENDERING.c.no)
    )  # fmt: skip


def _kept(view: View, query: Select[Any]) -> list[Kept]:
    if view.conn.scalar(select(RENDERING.c.no).limit(1)) is None:
        return []  # most cases hold none, and every search asks
    rows = view.conn.execute(query).all()
    checks = _checks(view, [row.no for row in rows])
    return [_of_row(row, checks.get(row.no, ())) for row in rows]


def _checks(view: View, numbers: Sequence[int]) -> dict[int, tuple[Check, ...]]:
    found: dict[int, tuple[Check, ...]] = {}
    for at in range(0, len(numbers), _BATCH):
        query = select(CHECKING).where(CHECKING.c.rendering.in_(numbers[at : at + _BATCH]))
        for row in view.conn.execute(query.order_by(CHECKING.c.no)):
            said = Check(row.by, row.checked_at, row.note, row.entered_by)
            found[row.rendering] = (*found.get(row.rendering, ()), said)
    return found


def _of_row(row: Row[Any], checks: tuple[Check, ...]) -> Kept:
    said = Rendering(row.kind, row.by, row.spoken, row.written, row.made_at, row.place)
    return Kept(
        row.no, said, row.original_no, row.original_file, row.text_no, row.text_file, row.agency,
        row.entered_by, row.entered_at, checks,
    )  # fmt: skip
