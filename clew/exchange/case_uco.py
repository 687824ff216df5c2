"""Gives a case as CASE/UCO JSON-LD: originals with their hashes, who handled them, what was read out.

One node a line, none held longer than its batch. A node may come in parts under one name, as JSON-LD
allows: the provenance record of a source names the things read out of it batch by batch.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from clew import __version__
from clew.exchange.case_uco_nodes import (
    CONTEXT,
    Node,
    day,
    facet,
    hash_node,
    moment,
    name_of,
    node,
    number,
    ref,
    refs,
)
from clew.exchange.case_uco_things import Thing, contact_name, is_person, nodes
from clew.exchange.manifest import originals
from clew.model.ftm import model
from clew.store import custody
from clew.store.covered import Covered, covered
from clew.store.covering import MASK
from clew.store.custody import ACTS
from clew.store.door import View
from clew.store.reading import Party, Told, parties, values
from clew.store.search import count_entities
from clew.store.tables import ENTITY

_STEP = 500
_OF_PHONES = frozenset({"Handset", "SimCard", "Chat", "Message", "Call"})
"""A source that holds one of these is of a phone: whoever it names is an entry of its address book."""
_TOOL = name_of("tool", "clew", __version__)


Watch = Callable[[str, int, int], None]


class Hidden:
    """What of one source stays out of the file: a victim's record, their things, their words.

    More is left out than the victim's own entity: whatever stands at the same spot (their passport in
    the same row), and their name or number wherever it stands in another value of the source.
    """

    def __init__(self, of_source: Covered) -> None:
        self._spots = of_source.spots
        words = "|".join(re.escape(text) for text in of_source.texts)
        self._words = re.compile(words) if words else None

    def party(self, party: Party, found: list[Told]) -> Party:
        """Give the entity, masked when it stands in a victim's record."""
        is_theirs = any(one.where in self._spots for one in found)
        caption = party.caption if self._words is None else self._words.sub(MASK, party.caption)
        return replace(party, masked=party.masked or is_theirs, caption=caption)

    def values(self, found: list[Told]) -> dict[str, list[str]]:
        """Give what may be shown of an entity's values: property → values, each once."""
        held: dict[str, list[str]] = {}
        for one in found:
            text = one.value if self._words is None else self._words.sub(MASK, one.value)
            if not one.erased and text != MASK and text not in held.get(one.prop, []):
                held.setdefault(one.prop, []).append(text)
        return held


@dataclass
class _Written:
    """What stands in the file already, so that a person or an order is made once."""

    names: set[str] = field(default_factory=set)

    def once(self, made: Node) -> Iterator[Node]:
        """Give a node the first time it comes."""
        if made["@id"] not in self.names:
            self.names.add(made["@id"])
            yield made


def case_uco(view: View, watch: Watch | None = None) -> Iterator[str]:
    """Give the lines of the file: everything the asker may see, masked victims without a value.

    Args:
        view: what the asker may see.
        watch: told (what, entities written, entities in all).
    """
    yield '{"@context": ' + json.dumps(CONTEXT) + ',\n"@graph": [\n'
    for n, made in enumerate(_graph(view, watch)):
        yield (",\n" if n else "") + json.dumps(made, ensure_ascii=False, sort_keys=True)
    yield "\n]}\n"


def _graph(view: View, watch: Watch | None) -> Iterator[Node]:
    written = _Written()
    case = name_of("investigation", view.case.name)
    words = ["EXERCISE: everything in it is invented."] if view.case.exercise else []
    yield node(
        case, "case-investigation:Investigation", core__name=view.case.name, core__description=words
    )
    yield node(
        _TOOL, "uco-tool:Tool", core__name="clew", tool__version=__version__,
        tool__toolType="cross-checking of agencies' files",
    )  # fmt: skip
    numbers = custody.seen(view)
    for original in originals(view, numbers):
        yield from _original(original, case, written)
    total, done = count_entities(view) if watch else 0, 0
    for source in numbers:
        for made in _read_out(view, source):
            done += made["@id"].startswith("kb:thing-")
            if watch:
                watch("writing CASE/UCO", done, max(total, done))
            yield made


def _original(original: dict[str, Any], case: str, written: _Written) -> Iterator[Node]:
    digest, file = str(original["sha256"]), _file_name(str(original["sha256"]))
    size, sources = number(original["size"]), original["sources"]
    facets = facet(
        file, "FileFacet", fileName=list(dict.fromkeys(s["name"] for s in sources)),
        filePath=original["path"], sizeInBytes=size,
    )  # fmt: skip
    facets += facet(file, "ContentDataFacet", sizeInBytes=size, hash=[hash_node(digest)])
    yield node(file, "uco-observable:File", core__hasFacet=facets)
    for source in sources:
        yield from _provenance(source, file, case, written)
        if source["container"]:
            outer = _file_name(source["container"]["sha256"])
            yield node(
                name_of("contained", file, outer), "uco-observable:ObservableRelationship",
                core__source=ref(file), core__target=ref(outer), core__isDirectional=True,
                core__kindOfRelationship="Contained_Within",
            )  # fmt: skip
    yield from _actions(original, case, written)


def _provenance(source: dict[str, Any], file: str, case: str, written: _Written) -> Iterator[Node]:
    said, agency = source["standing"], _agency(source["agency"])
    yield from written.once(agency)
    words = [
        f"{name.replace('_', ' ')}: {text}" for name, text in said.items() if name != "exhibit"
    ]
    words += [f"evaluation: {source['evaluation']}", f"handling: {source['handling']}"]
    if source["handling_text"]:
        words.append(f"restriction: {source['handling_text']}")
    record = record_name(source["source"])
    yield node(
        record, "case-investigation:ProvenanceRecord", core__name=source["name"],
        core__description=words, core__createdBy=ref(agency["@id"]), core__object=[ref(file)],
        investigation__exhibitNumber=said.get("exhibit"),
    )  # fmt: skip
    yield {"@id": case, "uco-core:object": [ref(record)]}


def _actions(original: dict[str, Any], case: str, written: _Written) -> Iterator[Node]:
    """Give an action for each entry of the chain, each informed by the one before it."""
    file, before = _file_name(original["sha256"]), ""
    records = {s["source"]: record_name(s["source"]) for s in original["sources"]}
    for entry in original["custody"]:
        handed = list(_handing_over(entry, file, before, case, written))
        yield from handed
        before = handed[-1]["@id"] if handed else before
        agency = _agency(entry["agency"])
        person = node(
            name_of("identity", entry["by"], entry["agency"]), "uco-identity:Identity",
            core__name=entry["by"],
        )  # fmt: skip
        yield from written.once(agency)
        yield from written.once(person)
        action = _action_name(entry)
        results = [records[entry["source"]]] if entry["source"] in records else []
        at = moment(entry["at"])
        yield node(
            action, "case-investigation:InvestigativeAction",
            core__name=ACTS.get(entry["act"], entry["act"]), core__description=_words(entry),
            action__startTime=at, action__endTime=at, action__performer=ref(person["@id"]),
            action__participant=[ref(agency["@id"])], action__instrument=[ref(_TOOL)],
            action__object=[ref(file)], action__result=refs(results),
            investigation__wasInformedBy=[ref(before)] if before else None,
        )  # fmt: skip
        before = action


def _handing_over(
    entry: dict[str, Any], file: str, before: str, case: str, written: _Written
) -> Iterator[Node]:
    """Give the hand-over that an entry tells of, with the order it rested on; the action comes last."""
    told = ("handed_over_by", "handed_over_at", "legal_basis")
    if entry["act"] != "received" or not any(entry.get(name) for name in told):
        return
    performer = _agency(entry["handed_over_for"])
    if who := entry.get("handed_over_by"):
        agency = performer
        yield from written.once(agency)
        performer = node(
            name_of("identity", who, entry["handed_over_for"]), "uco-identity:Identity",
            core__name=who,
        )  # fmt: skip
    yield from written.once(performer)
    orders: list[Node] = []
    if basis := entry.get("legal_basis"):
        order = node(
            name_of("authorization", basis), "case-investigation:Authorization",
            investigation__authorizationType="legal basis of a hand-over",
            investigation__authorizationIdentifier=[basis],
        )  # fmt: skip
        yield from written.once(order)
        orders = [ref(order["@id"])]
        yield {"@id": case, "case-investigation:relevantAuthorization": orders}
    at = entry.get("handed_over_at", "")
    is_day = len(at) == len("2026-03-01")
    yield node(
        f"{name_of('hand-over', entry['entry'], file)}", "case-investigation:InvestigativeAction",
        core__name="handed over", core__description=f"handed over {at}" if at else None,
        action__startTime=day(at, "00:00:00") if is_day else moment(at),
        action__endTime=day(at, "23:59:59") if is_day else moment(at),
        action__performer=ref(performer["@id"]), action__object=[ref(file)],
        investigation__relevantAuthorization=orders,
        investigation__wasInformedBy=[ref(before)] if before else None,
    )  # fmt: skip


def _words(entry: dict[str, Any]) -> list[str]:
    plain = ("entry", "act", "at", "by", "agency", "source", "sha256")
    return [f"{k.replace('_', ' ')}: {v}" for k, v in entry.items() if k not in plain and v]


def _read_out(view: View, source: int) -> Iterator[Node]:
    """Give what was read out of a source, batch by batch."""
    of_source = select(ENTITY.c.no).where(ENTITY.c.source == source, ENTITY.c.withdrawn == 0)
    schemas = select(ENTITY.c.schema).where(ENTITY.c.source == source).distinct()
    is_phone = bool(_OF_PHONES & set(view.conn.scalars(schemas)))
    hidden = Hidden(covered(view, source))
    last = 0
    while batch := list(
        view.conn.scalars(of_source.where(ENTITY.c.no > last).order_by(ENTITY.c.no).limit(_STEP))
    ):
        last = batch[-1]
        yield from _batch(view, source, batch, is_phone, hidden)


def _batch(
    view: View, source: int, batch: list[int], is_phone: bool, hidden: Hidden
) -> Iterator[Node]:
    seen = parties(view, batch)
    told: dict[int, list[Told]] = {}
    for one in values(view, batch):
        told.setdefault(one.entity, []).append(one)
    people = _contacts(view, source, told, seen) if is_phone else {}
    written = _Written()
    names: list[str] = []
    for no, party in sorted(seen.items()):
        found = told.get(no, [])
        thing = Thing(hidden.party(party, found), hidden.values(found), people)
        thing.spot = found[0].where if found else ""
        for made in nodes(thing, is_phone):
            yield from written.once(made)
        names.append(thing.name)
    yield {"@id": record_name(source), "uco-core:object": refs(names)}


def _contacts(
    view: View, source: int, told: dict[int, list[Told]], seen: dict[int, Party]
) -> dict[str, str]:
    """Give the contact of each person the links of a batch name, where it stands in this source."""
    wanted: set[str] = set()
    for no, found in told.items():
        properties = model()[seen[no].schema].properties
        wanted |= {
            t.value
            for t in found
            if t.prop in properties and properties[t.prop].type.name == "entity"
        }
    known: dict[str, str] = {}
    listed = sorted(wanted)
    for at in range(0, len(listed), _STEP):
        query = select(ENTITY.c.id, ENTITY.c.schema).where(
            ENTITY.c.id.in_(listed[at : at + _STEP]),
            ENTITY.c.source == source,
            ENTITY.c.withdrawn == 0,
        )
        known |= {r.id: contact_name(r.id) for r in view.conn.execute(query) if is_person(r.schema)}
    return known


def record_name(source: int) -> str:
    """Give the name of a source's provenance record."""
    return name_of("provenance-record", source)


def _file_name(digest: str) -> str:
    return name_of("file", digest)


def _action_name(entry: dict[str, Any]) -> str:
    return name_of("action", entry["entry"], entry["sha256"])


def _agency(name: str) -> Node:
    return node(name_of("organization", name), "uco-identity:Organization", core__name=name)
