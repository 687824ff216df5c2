"""Takes a person's answer to a hit, with its reason, and gives it back when asked to."""

from dataclasses import dataclass

from clew.errors import NotAllowed, NotFound, UsageError
from clew.matching.hits import DECISIONS
from clew.matching.weigh import are_one_kind
from clew.store import hits as kept
from clew.store import judgements, reading
from clew.store.door import Door


@dataclass(frozen=True, slots=True)
class Undone:
    """A decision taken back: the hit, and what had been decided."""

    hit: int
    decision: str

    def as_json(self) -> dict[str, object]:
        """Give it as the desk and `clew undo --json` carry it."""
        return {"undone": self.hit, "decision": self.decision}


def decide(door: Door, hit: int, decision: str, reason: str = "") -> int:
    """Write down the asker's answer to a hit; give the judgement's number.

    A later answer stands in place of an earlier one; both stay in the history. The line in the
    log commits with the judgement; the reason stands beside it, erasable.

    Raises:
        UsageError: *decision* is not same, different or unsure.
        NotFound: there is no such hit, or the asker may not see it.
        NotAllowed: a person and a thing shall be the same.
    """
    if decision not in DECISIONS:
        raise UsageError(f"{decision!r} is not a decision", do=f"say one of {', '.join(DECISIONS)}")
    notes = {"reason": reason.strip()} if reason.strip() else {}
    with door.act("decide", notes=notes, hit=hit, decision=decision) as view:
        row = kept.row(view, hit)
        sides = reading.parties(view, [row.a, row.b])
        kinds = sides[row.a].schema, sides[row.b].schema
        if decision == "same" and not are_one_kind(*kinds):
            raise NotAllowed(
                f"a {kinds[0]} and a {kinds[1]} cannot be the same",
                where=f"hit {hit}",
                do="answer unsure and note in the reason what ties them",
            )
        number = judgements.add(view, row, decision, reason.strip() or None)
        view.note(judgement=number)
    return number


def undo(door: Door, hit: int | None = None) -> Undone:
    """Take back the standing decision of a hit, or without one the asker's last.

    Raises:
        NotFound: there is nothing to take back.
    """
    with door.act("undo") as view:
        if hit is not None:
            kept.row(view, hit)
        judgement = judgements.last(view, hit)
        if judgement is None:
            whose = "of yours" if hit is None else f"about hit {hit}"
            raise NotFound(f"there is no decision {whose} to undo", do="see clew hits CASE")
        judgements.undo(view, judgement)
        view.note(hit=judgement.hit, decision=judgement.decision, judgement=judgement.no)
    return Undone(judgement.hit, judgement.decision)
