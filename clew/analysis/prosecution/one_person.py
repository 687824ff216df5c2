"""Clues of who the records speak of: what people judged the same, different or could not say."""

from collections.abc import Iterator

from clew.analysis.prosecution.clue import Clue, clue
from clew.analysis.prosecution.offences import Gap
from clew.analysis.prosecution.person import Person
from clew.store import hits as kept
from clew.store import reading
from clew.store.judgements import Judgement


def identity(person: Person) -> Iterator[Clue]:
    """Give the judgements about the person's records, each with the values that were compared."""
    own = set(person.members)
    judged = [j for j in person.records.judged if {j.a, j.b} & own]
    view = person.records.view
    drawn = kept.clues(view, (j.hit for j in judged))
    parties = reading.parties(view, (n for j in judged for n in (j.a, j.b)))
    seen: set[int] = set()
    for one in judged:
        fresh = [n for n in (one.a, one.b) if n not in seen]
        if one.decision == "same" and seen and not fresh:
            continue  # each record is shown once, with the judgement that first tied it to the others
        other = one.b if one.a in own and (one.b in fresh or one.b not in own) else one.a
        if one.decision == "same":
            seen |= {one.a, one.b}
        compared = [n for c in drawn.get(one.hit, ()) for n in (c.a, c.b)]
        if other in parties:
            yield _said(one, parties[other], compared)


def _said(one: Judgement, other: reading.Party, compared: list[int]) -> Clue:
    who = other.caption if one.decision == "same" else "a record"
    said = {"who": who, "agency": other.agency, "hit": one.hit}
    return clue(f"judged_{one.decision}", compared, one.at, said, one.reason or "")


def open_hits(person: Person) -> Iterator[Gap]:
    """Give the hits nobody answered yet about the person's records."""
    own = set(person.members)
    for hit in person.records.hits:
        if {hit.a, hit.b} & own:
            yield Gap(
                f"an answer to hit {hit.no}: is that record of the same person?",
                "an officer of this case",
            )
