"""Hits: the inbox, one hit side by side, a decision, and taking it back."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Path, Query, Request
from pydantic import BaseModel, Field

from clew.matching import decide as deciding
from clew.matching import hits as matched
from clew.matching.weigh import prior
from clew.store import View, reading
from clew.store import hits as kept
from clew.store.hits import Filter
from clew.store.judgements import Judgement
from clew.store.reading import Told
from clew.web.answering import routes
from clew.web.desk import door_of
from clew.web.shown import Shown, is_link, mark_renderings, person, value, values
from clew.web.side_by_side import side_by_side

router = routes()
Number = Annotated[int, Path(ge=1, le=2**62)]
MOST_HITS = 500
"""Hits one answer carries at most; the page asks for the next ones."""


class Answer(BaseModel):
    """A person's answer to a hit."""

    decision: str = Field(max_length=20)
    reason: str = Field(default="", max_length=500)


class Chosen(BaseModel):
    """Which hits a page asks for, as the address of the inbox says it."""

    decision: str = "all"
    kind: str = ""
    agency: str = ""
    min_score: float = Field(default=0.0, ge=0.0, le=1.0)
    q: str = Field(default="", max_length=200)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=50, ge=1, le=MOST_HITS)

    def filter(self) -> Filter:
        """Give the same choice in the words of the store."""
        return Filter(
            decision=self.decision, kind=self.kind or None, agency=self.agency or None, min_score=self.min_score,
            words=self.q, offset=self.offset, limit=self.limit,
        )  # fmt: skip


@router.get("/hits")
def hits(request: Request, chosen: Annotated[Chosen, Query()]) -> Shown:
    """Give the chosen hits, the best first, and how many there are."""
    notes = {"query": chosen.q} if chosen.q else {}
    with door_of(request, "the inbox").act(
        "view", notes, what="hits", decision=chosen.decision
    ) as view:
        found = matched.hits(view, chosen.filter())
        total = matched.count(view, chosen.filter())
        view.note(shown=len(found))
    return {"total": total, "hits": [hit.as_json() for hit in found]}


@router.get("/hits/{number}")
def hit(request: Request, number: Number) -> Shown:
    """Give one hit with both records side by side and what was decided about it so far."""
    with door_of(request, "reviewing a hit").act("view", what="hit", hit=number) as view:
        return _review(view, number)


@router.post("/hits/{number}/decision")
def decide(request: Request, number: Number, answer: Answer) -> Shown:
    """Write down the person's answer."""
    door = door_of(request, "deciding a hit")
    deciding.decide(door, number, answer.decision, answer.reason)
    with door.quiet() as view:
        return matched.hit(view, number).as_json()


@router.post("/undo")
def undo(request: Request) -> Shown:
    """Take back the person's last decision."""
    return deciding.undo(door_of(request, "taking a decision back")).as_json()


def _review(view: View, number: int) -> Shown:
    hit = matched.hit(view, number)
    mine, theirs = (_own(view, party) for party in (hit.a, hit.b))
    compared = {(clue.a.statement, clue.b.statement): clue for clue in hit.clues}
    shown = [
        (row, values(row.a, hit.a.schema), values(row.b, hit.b.schema))
        for row in side_by_side(mine, theirs, compared)
    ]
    mark_renderings(view, [one for _, a, b in shown for one in (*a, *b)])
    return {
        **hit.as_json(),
        "follows": hit.decision is None and number in kept.following(view),
        "prior": prior(),
        "sides": {"a": person(hit.a, [hit.a.entity]), "b": person(hit.b, [hit.b.entity])},
        "rows": [
            {
                "prop": row.prop,
                "label": value((row.a or row.b)[0], (hit.a if row.a else hit.b).schema)["label"],
                "a": a,
                "b": b,
                "agrees": row.agrees,
            }
            for row, a, b in shown
        ],
        "history": [_judgement(one) for one in matched.history(view, hit.id)],
    }


def _own(view: View, party: reading.Party) -> Sequence[Told]:
    return [
        told for told in reading.values(view, [party.no]) if not is_link(party.schema, told.prop)
    ]


def _judgement(one: Judgement) -> Shown:
    return {
        "decision": one.decision, "by": one.by, "at": one.at, "reason": one.reason or "",
        "undone": one.undone_at is not None,
    }  # fmt: skip
