"""Who is entered as a suspect: by an officer, with a reason, never a victim and never a smuggled person."""

from collections.abc import Iterable
from dataclasses import dataclass

from clew.analysis.prosecution.offences import table
from clew.errors import NotAllowed, NotFound, UsageError
from clew.matching.weights import PROPOSED
from clew.model.groups import components
from clew.store import hits as kept
from clew.store import judgements, prosecution, reading, ties
from clew.store.door import Door, View
from clew.store.hits import Filter, HitRow
from clew.store.prosecution import Lost, Suspect

SHORTEST_REASON = 8
_PEOPLE = ("Person", "LegalEntity", "Organization", "Company")
LONGEST = 2_000
"""Characters of a reason or a note."""


@dataclass(frozen=True, slots=True)
class Entered:
    """A suspect with what lists show.

    Attributes:
        suspect: the entry.
        party: the record it names.
        further: further records an officer named as the same person, with their entries.
        spared: why no sheet is drawn up any more, such as a record found since that says victim; else empty.
    """

    suspect: Suspect
    party: reading.Party
    further: tuple[tuple[Suspect, reading.Party], ...]
    spared: str

    def as_json(self) -> dict[str, object]:
        """Give it as lists carry it."""
        entry = self.suspect
        return {
            "no": entry.no, "id": self.party.entity, "caption": self.party.caption, "agency": self.party.agency,
            "entered": {"by": entry.by, "at": entry.at, "reason": entry.reason}, "spared": self.spared,
            "further": [
                {"no": one.no, "id": party.entity, "caption": party.caption, "agency": party.agency,
                 "by": one.by, "at": one.at, "reason": one.reason}
                for one, party in self.further
            ],
        }  # fmt: skip


def enter(door: Door, entity: str, reason: str, further_of: str = "") -> int:
    """Name a record as one of a suspect; give the number of the entry.

    Rows of one agency are laid beside no other rows of it: which of them are one person an officer says here.

    The line in the log commits with the entry; the reason stands beside it, erasable.

    Args:
        door: the case and who enters.
        entity: id of the record.
        reason: why this person is a suspect, or why this is a further record of theirs.
        further_of: the person entered whose further record it is, as `one_entered` takes them; or empty.

    Raises:
        NotFound: there is no such record, or nobody entered as *further_of* says.
        UsageError: there is no reason, it is no person, or the person is entered already.
        NotAllowed: the person is recorded as somebody who can't be a suspect here, or an open hit asks so.
    """
    why = a_reason(reason, "why this person is a suspect")
    with door.act("prosecute", {"reason": why}, what="entered", entity=entity) as view:
        party = reading.party(view, entity)
        if party.schema not in _PEOPLE:
            raise UsageError(
                f"a {party.schema} can't be entered as a suspect", where=entity,
                do="enter the person who held or drove it",
            )  # fmt: skip
        members = same_person(view, party.no)
        if why_not := spared(view, members):
            raise NotAllowed(
                f"this person can't be entered as a suspect: {why_not}", where=entity,
                do="if the record is wrong, have its agency correct it; to tell two people apart, answer their hit",
            )  # fmt: skip
        if any(one.entity in members for one in prosecution.suspects(view)):
            raise UsageError(
                "this person is entered already", where=entity, do="see clew prosecute"
            )
        person = one_entered(view, further_of).suspect.no if further_of else None
        number = prosecution.enter(view, party.no, why, person)
        view.note(suspect=number)
    return number


def withdraw(door: Door, entity: str, reason: str) -> int:
    """Take a person off the list, with what was put to elements for them; or only a further record of theirs.

    Raises:
        UsageError: there is no reason.
        NotFound: the person is not entered.
    """
    why = a_reason(reason, "why this person is no suspect any more")
    with door.act("prosecute", {"reason": why}, what="withdrawn", entity=entity) as view:
        entry = _entry(view, entity)
        prosecution.take_back(view, entry)
        view.note(suspect=entry.no)
    return entry.no


def _entry(view: View, who: str) -> Suspect | Lost:
    """Give the entry to take back; one whose record is gone goes by its number."""
    if gone := next((one for one in prosecution.lost(view) if str(one.no) == who), None):
        return gone
    found = one_entered(view, who)
    return next((one for one, party in found.further if party.entity == who), found.suspect)


def entered(view: View) -> list[Entered]:
    """Give the suspects entered whose record the view goes as far as, the oldest first."""
    standing, barred = prosecution.suspects(view), Barred.of(view)
    parties = reading.parties(view, (one.entity for one in standing))
    return [
        Entered(
            one,
            parties[one.entity],
            tuple((more, parties[more.entity]) for more in standing if more.person == one.no),
            barred.why(same_person(view, one.entity)),
        )
        for one in standing
        if one.person is None
    ]


def one_entered(view: View, who: str) -> Entered:
    """Give a suspect by the entity id of a record, by number, or by the name lists show.

    Raises:
        NotFound: nobody entered goes by that.
        UsageError: several do.
    """
    known = entered(view)
    found = [
        one for one in known if who in (one.party.entity, str(one.suspect.no), one.party.caption)
    ]
    if not found and (number := _number(view, who)):
        found = [one for one in known if number in same_person(view, one.suspect.entity)]
    if len(found) > 1:
        ids = ", ".join(one.party.entity for one in found)
        raise UsageError(f"{who!r} fits several people entered", do=f"give one of {ids}")
    if not found:
        raise NotFound(
            f"{who!r} is not entered as a suspect",
            do='enter a person, with a reason: clew prosecute CASE ID --enter "…"',
        )
    return found[0]


def named_as_one(view: View) -> list[tuple[int, int]]:
    """Give the pairs of a further record and the record its person was entered by."""
    standing = prosecution.suspects(view)
    first = {one.no: one.entity for one in standing}
    return [(one.entity, first[one.person]) for one in standing if one.person is not None]


def same_person(view: View, entity: int) -> tuple[int, ...]:
    """Give the records judged the same as one, or named as further ones of it, that one included."""
    pairs = [(j.a, j.b) for j in judgements.standing(view) if j.decision == "same"]
    groups = components([*pairs, *named_as_one(view)])
    return tuple(next((group for group in groups if entity in group), [entity]))


@dataclass(frozen=True, slots=True)
class Barred:
    """Who can't be entered: categories by record, and open hits that propose somebody as one of those."""

    categories: dict[int, str]
    open_hits: tuple[HitRow, ...]

    @classmethod
    def of(cls, view: View) -> "Barred":
        """Read them."""
        proposed = kept.rows(view, Filter(decision="open", min_score=PROPOSED))
        return cls(ties.categories(view), tuple(proposed))

    def why(self, members: Iterable[int]) -> str:
        """Say why the person of these records can't be entered; empty where they can."""
        own, reasons, told = set(members), table("clues")["protected"], self.categories
        if known := next((told[n] for n in sorted(own) if told.get(n) in reasons), None):
            return str(reasons[known])
        for hit in self.open_hits:
            for one, other in ((hit.a, hit.b), (hit.b, hit.a)):
                if one in own and told.get(other) in reasons:
                    who = reasons[told[other]]
                    return f"hit {hit.no} asks whether this person is one {who}; answer it first"
        return ""


def spared(view: View, members: Iterable[int]) -> str:
    """Say why the person of these records can't be entered; empty where they can."""
    return Barred.of(view).why(members)


def a_reason(text: str, what: str) -> str:
    """Check what a person typed as a reason.

    Raises:
        UsageError: it is too short to be one, or too long.
    """
    reason = text.strip()
    if len(reason) < SHORTEST_REASON:
        raise UsageError(
            "this needs a reason", do=f"say {what}, in {SHORTEST_REASON} characters or more"
        )
    if len(reason) > LONGEST:
        raise UsageError(f"the text has {len(reason):,} characters", do=f"keep it to {LONGEST:,}")
    return reason


def _number(view: View, entity: str) -> int | None:
    try:
        return reading.party(view, entity).no
    except NotFound:
        return None
