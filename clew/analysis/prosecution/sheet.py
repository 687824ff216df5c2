"""The sheet of a person entered: each element of each offence with what is for, against and missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date

from clew.analysis.prosecution.case_records import CaseRecords, case_records
from clew.analysis.prosecution.clue import Clue, spot
from clew.analysis.prosecution.contacts import roles, tied
from clew.analysis.prosecution.crossings import on_the_way
from clew.analysis.prosecution.entering import Entered, entered
from clew.analysis.prosecution.messages import documents, reported, told
from clew.analysis.prosecution.offences import Element, Gap, offences, principles
from clew.analysis.prosecution.one_person import identity, open_hits
from clew.analysis.prosecution.payments import paid
from clew.analysis.prosecution.person import Person
from clew.store import custody, prosecution, reading
from clew.store.door import View
from clew.store.prosecution import Attached
from clew.store.reading import Told
from clew.store.shelf import source_of

METHOD = (
    "each line is a question to the prosecutor and decides nothing; there is no score; clues and their thresholds "
    "(clues.toml, message_words.toml) are clew's own and measured on no real case; the wording of offences is clew's "
    "summary, checked against no official text; nobody's nationality is used; records count as one person only where "
    "somebody judged them so"
)
Shown = dict[str, object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A person's sheet.

    Attributes:
        entered: the person.
        names: what the person's records are called, each once.
        clues: what the records show, each with its statements.
        attached: what officers put to elements.
        gaps: hits about the person nobody answered.
        told: statement → where it stands, of what the view goes as far as.
        court: numbers of the statements a court may be told; *sources* those of sources.
    """

    entered: Entered
    names: tuple[str, ...]
    clues: tuple[Clue, ...]
    attached: tuple[Attached, ...]
    gaps: tuple[Gap, ...]
    told: dict[int, Told]
    court: frozenset[int]
    sources: dict[int, Shown]

    def as_json(self) -> Shown:
        """Give the sheet as `clew prosecute --json` and the desk carry it."""
        return {
            **self.entered.as_json(),
            "names": list(self.names),
            "offences": [
                {**one.as_json(), "elements": [self._element(element) for element in one.elements]}
                for one in offences()
            ],
            "kept_back": self.kept_back(),
        }

    def _element(self, element: Element) -> Shown:
        kinds = {one.kind for one in self.clues}
        gaps = [gap for gap in element.gaps if not kinds & set(gap.unless)]
        if element.id == "identity.person":
            gaps += self.gaps
        return {
            "id": element.id, "name": element.name, "question": element.question, "reference": element.reference,
            "for": list(self._side(element, "for", element.carried_by)),
            "against": list(self._side(element, "against", element.opposed_by)),
            "missing": [{"what": gap.what, "who": gap.who} for gap in gaps],
        }  # fmt: skip

    def _side(self, element: Element, side: str, kinds: tuple[str, ...]) -> Iterator[Shown]:
        for one in sorted(
            self.clues,
            key=lambda clue: (kinds.index(clue.kind) if clue.kind in kinds else 0, clue.at),
        ):
            if one.kind in kinds:
                yield self._shown(one)
        for put in self.attached:
            if (put.element, put.side) == (element.id, side):
                yield self._put(put)

    def _shown(self, one: Clue) -> Shown:
        spots = [spot(self.told[s], s in self.court) for s in one.statements]
        return _item(one.kind, one.says, one.at, one.note, spots)

    def _put(self, put: Attached) -> Shown:
        place = self.sources[put.no]
        by_hand = {"no": put.no, "by": put.by, "at": put.at}
        return {**_item("by_hand", "", put.at[:10], put.note, [place]), "by_hand": by_hand}

    def kept_back(self) -> list[Shown]:
        """Count the records on the sheet that handling codes keep from court, by agency."""
        found: dict[str, set[tuple[object, object]]] = defaultdict(set)
        codes: dict[str, set[str]] = defaultdict(set)
        told = [spot(self.told[s], s in self.court) for one in self.clues for s in one.statements]
        for place in [*told, *self.sources.values()]:
            if not place["court"]:
                agency = str(place["agency"])
                found[agency].add((place["source"], place["where"]))
                codes[agency] |= set(str(place["handling"]).split())
        return [
            {"agency": agency, "records": len(spots), "codes": sorted(codes[agency])}
            for agency, spots in sorted(found.items())
        ]


def _item(kind: str, says: str, at: str, note: str, spots: list[Shown]) -> Shown:
    return {
        "kind": kind, "says": says, "at": at, "note": note, "sources": spots,
        "court": all(place["court"] for place in spots), "by_hand": None,
    }  # fmt: skip


def sheets(
    view: View, today: date, who: Iterable[int] | None = None, permitted: Iterable[str] = ()
) -> list[Sheet]:
    """Draw up the sheets of the people entered, or of those whose entries are numbered so.

    Args:
        view: what the asker may see, or what a court may be told: then nothing else stands in a sheet.
        today: the day documents are asked about.
        who: numbers of entries, or None: each.
        permitted: agencies that permitted a court to be told what their codes keep from one.
    """
    known = [one for one in entered(view) if not one.spared]
    chosen = None if who is None else frozenset(who)
    wanted = [one for one in known if chosen is None or one.suspect.no in chosen]
    if not wanted:
        return []
    records = case_records(view, today)
    named = {records.node.get(one.party.no, one.party.no): one.party.caption for one in known}
    told_court = view.for_court(permitted)
    return [_sheet(records, one, named, told_court) for one in wanted]


def _sheet(records: CaseRecords, one: Entered, named: dict[int, str], told_court: View) -> Sheet:
    view = records.view
    node = records.node.get(one.party.no, one.party.no)
    person = Person(records, node, {n: who for n, who in named.items() if n != node})
    makers = (identity, on_the_way, tied, roles, paid, told, reported, documents)
    clues = [clue for make in makers for clue in make(person)]
    attached = prosecution.attached(view, one.suspect.no)
    wanted = {s for clue in clues for s in clue.statements}
    seen = reading.statements(view, wanted | {a.statement for a in attached if a.statement})
    court = frozenset(reading.statements(told_court, seen))
    whole = [c for c in clues if c.statements and all(s in seen for s in c.statements)]
    places = {put.no: _place(told_court, view, put, seen) for put in attached}
    parties = reading.parties(view, person.members)
    names = dict.fromkeys(parties[n].caption for n in person.members if n in parties)
    return Sheet(
        one, tuple(names), tuple(dict.fromkeys(whole)), tuple(attached), tuple(open_hits(person)), seen, court, places
    )  # fmt: skip


def _place(told_court: View, view: View, put: Attached, seen: dict[int, Told]) -> Shown:
    """Give where something put by hand stands."""
    row = source_of(view, put.source)
    in_court: bool = put.source in custody.seen(told_court)
    if put.statement is not None and put.statement in seen:
        return spot(seen[put.statement], bool(reading.statements(told_court, [put.statement])))
    return {
        "statement": None, "source": row.no, "file": row.name, "where": put.spot, "agency": row.agency,
        "evaluation": row.evaluation, "handling": row.handling, "court": in_court,
    }  # fmt: skip


def answer(view: View, today: date) -> Shown:
    """Give the people entered, each with the sheet, and the principles at its head."""
    drawn = {one.entered.suspect.no: one for one in sheets(view, today)}
    gone = prosecution.lost(view)
    notes = [f"{len(gone)} entered of files read anew since: enter them again"] if gone else []
    return {
        "suspects": [
            drawn[one.suspect.no].as_json() if one.suspect.no in drawn else one.as_json()
            for one in entered(view)
        ],
        "lost": [asdict(one) for one in gone], "principles": principles(), "notes": notes, "method": METHOD,
    }  # fmt: skip
