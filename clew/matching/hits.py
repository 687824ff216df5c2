"""Shows hits: two records of two agencies, what speaks for and against, and where each word stands.

Reading hits loads neither FollowTheMoney nor a matcher.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clew.errors import UsageError, pick
from clew.matching.rules import sentence
from clew.matching.weights import PROPOSED
from clew.model.identifiers import KINDS
from clew.store import hits as kept
from clew.store import judgements, reading
from clew.store.covering import MASK
from clew.store.door import View
from clew.store.hits import Drawn, Filter, HitRow
from clew.store.judgements import Judgement
from clew.store.reading import Party, Told
from clew.store.renderings import by_text

DECISIONS = ("same", "different", "unsure")
_SHOWN = {name: name for name in ("all", "open", "follows", "decided", *DECISIONS)}
_CLUE_KINDS = {kind: kind for kind in ("person", *KINDS, "other")}


@dataclass(frozen=True, slots=True)
class Clue:
    """One reason for or against, with both values and where they stand.

    Attributes:
        weight: log-odds; above 0 it speaks for, below against.
        because: one sentence that says what the two records show.
        renderings: of the two values, "translation, unchecked" where one stands in a translation.
    """

    kind: str
    rule: str
    weight: float
    because: str
    a: Told
    b: Told
    renderings: tuple[str, str] = ("", "")

    @property
    def said(self) -> str:
        """The reason, with a word on what of it stands in a translation."""
        marks = " · ".join(mark for mark in self.renderings if mark)
        return f"{self.because} ({marks})" if marks else self.because

    def as_json(self) -> dict[str, object]:
        """Give the clue as lists carry it."""
        mine, theirs = self.renderings
        return {
            "kind": self.kind, "weight": self.weight, "because": self.because, "rule": self.rule,
            "a": _side(self.a, mine), "b": _side(self.b, theirs),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """Two entities of two agencies that may be the same: a question put to a person.

    Attributes:
        score: 0 to 1.
        decision: "same", "different", "unsure", or None while nobody answered.

    Raises:
        ValueError: a hit shall be made without clues.
    """

    id: int
    score: float
    decision: str | None
    a: Party
    b: Party
    clues: tuple[Clue, ...]

    def __post_init__(self) -> None:
        if not self.clues:
            raise ValueError("a hit never travels without its clues")

    @property
    def is_proposed(self) -> bool:
        """True from the line on at which two records are proposed as the same."""
        return self.score >= PROPOSED

    def as_json(self) -> dict[str, object]:
        """Give the hit as `clew hits --json` and the desk carry it."""
        return {
            "id": self.id, "score": self.score, "decision": self.decision, "a": self.a.brief(),
            "b": self.b.brief(), "clues": [clue.as_json() for clue in self.clues],
        }  # fmt: skip


def hits(view: View, chosen: Filter | None = None) -> list[Hit]:
    """Give the chosen hits, the best score first.

    Raises:
        NotFound: the filter names a decision or a kind of clue there is none of.
    """
    return _full(view, kept.rows(view, _sound(chosen)))


def count(view: View, chosen: Filter | None = None) -> int:
    """Give how many hits the filter chooses, its offset and limit aside."""
    return kept.count(view, _sound(chosen))


def hit(view: View, number: int) -> Hit:
    """Give one hit.

    Raises:
        NotFound: there is none under that number, or the asker may not see both sides.
    """
    return _full(view, [kept.row(view, number)])[0]


def hit_number(text: str) -> int:
    """Read the number of a hit from what a person typed.

    Raises:
        UsageError: it is not a number.
    """
    if not (text.isascii() and text.isdigit()):
        raise UsageError(f"{text!r} is not the number of a hit", do="take it from clew hits CASE")
    return int(text)


def history(view: View, number: int) -> list[Judgement]:
    """Give what was decided about a hit, the oldest first, decisions taken back included."""
    return judgements.history(view, kept.row(view, number).no)


@dataclass(frozen=True, slots=True)
class Common:
    """A value too common to count as a link.

    Attributes:
        example: one place it stands at.
        holders: how many records carry it.
        agencies: how many agencies they belong to.
    """

    kind: str
    example: Told
    holders: int
    agencies: int

    def as_json(self) -> dict[str, object]:
        """Give the value as lists carry it."""
        return {
            "kind": self.kind,
            "holders": self.holders,
            "agencies": self.agencies,
            **_side(self.example),
        }


def common(view: View) -> list[Common]:
    """Give the values that so many records carry that they tell nobody apart, the most held first."""
    rows = kept.common(view)
    told = reading.statements(view, [row.statement for row in rows])
    return [
        Common(row.kind, told[row.statement], row.holders, row.agencies)
        for row in rows
        if row.statement in told
    ]


def _sound(chosen: Filter | None) -> Filter:
    chosen = chosen or Filter()
    pick("decision filter", chosen.decision, _SHOWN)
    if chosen.kind:
        pick("clue kind", chosen.kind, _CLUE_KINDS)
    return chosen


def _full(view: View, rows: Sequence[HitRow]) -> list[Hit]:
    drawn = kept.clues(view, [row.no for row in rows])
    parties = reading.parties(view, _both(rows))
    told = reading.statements(
        view, (n for clues in drawn.values() for c in clues for n in (c.a, c.b))
    )
    marks = {no: of.mark for no, of in by_text(view, {t.source for t in told.values()}).items()}
    return [
        Hit(
            row.no,
            row.score,
            row.decision,
            parties[row.a],
            parties[row.b],
            _clues(drawn[row.no], told, marks),
        )
        for row in rows
    ]


def _both(rows: Iterable[HitRow]) -> list[int]:
    return [number for row in rows for number in (row.a, row.b)]


def _clues(
    drawn: Sequence[Drawn], told: dict[int, Told], marks: dict[int, str]
) -> tuple[Clue, ...]:
    return tuple(
        Clue(
            c.kind,
            c.rule,
            c.weight,
            _because(c.rule, told[c.a], told[c.b]),
            told[c.a],
            told[c.b],
            (marks.get(told[c.a].source, ""), marks.get(told[c.b].source, "")),
        )
        for c in drawn
        if c.a in told and c.b in told
    )


def _because(rule: str, a: Told, b: Told) -> str:
    covered = a.erased or b.erased or MASK in (a.value, b.value)
    return sentence(rule, a, b, covered)


def _side(told: Told, rendering: str = "") -> dict[str, object]:
    return {
        "value": told.written, "file": told.file, "where": told.where, "source": told.source,
        "statement": told.statement, "rendering": rendering,
    }  # fmt: skip
