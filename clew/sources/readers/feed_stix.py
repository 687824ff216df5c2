"""A bundle of shared intelligence (STIX 2.1, OASIS), of OpenCTI, MISP and others.

Reads    bundles of STIX 2.0 and 2.1, at most 256 MiB
Gives    Person, Organization, LegalEntity, Address, UserAccount, Note an object; UnknownLink a relationship
Units    times → UTC
Refuses  by its type, as written: each object clew has no place for; a link to one that is not there
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from clew.errors import BrokenRecord
from clew.model.dates import read_date
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.json_files import dicts_of, load_json, texts_of
from clew.sources.reader import Reader
from clew.sources.record_fields import fields_at

_MARK = re.compile(rb'"type"\s*:\s*"bundle"')
_KEPT = 2_000
_ASIDE = frozenset({"marking-definition", "extension-definition", "language-content"})


@dataclass(frozen=True, slots=True)
class Thing:
    """One object of a bundle; *known* holds the ids of objects clew has a place for."""

    data: dict[str, Any]
    known: frozenset[str]

    @property
    def name(self) -> str:
        """Give its id."""
        return next(iter(texts_of(self.data.get("id"))), "")

    @property
    def spot(self) -> str:
        """Give the place a person can go to."""
        return f"object {self.name}"

    def text(self, field: str) -> str:
        """Give the first text of a field, or nothing."""
        return next(iter(texts_of(self.data.get(field))), "")

    def fields(self) -> Iterator[tuple[str, str]]:
        """Give what it says, as (field, value)."""
        for name, value in self.data.items():
            for text in texts_of(value) or [str(value)[:_KEPT]]:
                yield str(name), text


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 0.95 for a JSON object that is a bundle with objects."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    is_bundle = start.startswith(b"{") and _MARK.search(start)
    return 0.95 if is_bundle and (b'"objects"' in start or b'"bundle--' in start) else 0.0


def things(evidence: Evidence) -> Iterator[Thing]:
    """Give the objects of a bundle in order."""
    objects = dicts_of(load_json(evidence).get("objects"))
    placed = (one for one in objects if str(one.get("type")) in _MAKERS)
    known = frozenset(name for one in placed for name in texts_of(one.get("id")))
    for one in objects:
        yield Thing(one, known)


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Thing]:
    """Give the objects of a bundle in order; markings are named in the receipt."""
    marks = dict[str, None]()
    for thing in things(evidence):
        if thing.text("type") in _ASIDE:
            marks[thing.text("name") or thing.name] = None
        else:
            yield thing
    if marks:
        guesses.said["markings, kept in the file"] = "; ".join(marks)[:_KEPT]


def read(thing: Thing) -> Iterator[Found | Refusal]:
    """Say what one object says.

    Raises:
        BrokenRecord: it has no id, or is of a type clew has no place for.
    """
    kind = thing.text("type")
    if not thing.name:
        raise _broken(thing, "the object has no id", "ask for the bundle again")
    if kind == "relationship":
        yield from _relationship(thing)
        return
    make = _MAKERS.get(kind)
    if make is None:
        raise _broken(thing, f"clew has no place for a {kind!r} yet", "open it at its spot")
    yield make(thing)


def _broken(thing: Thing, what: str, do: str) -> BrokenRecord:
    told = " ¦ ".join(f"{name}: {value}" for name, value in thing.fields())
    return BrokenRecord(what, where=thing.spot, do=do, value=told[:_KEPT])


def _begin(schema: str, thing: Thing) -> Found:
    return Found(schema, thing.name, thing.spot, keep="shared", counts=("objects",))


def _party(thing: Thing) -> Found:
    schema = {"individual": "Person", "organization": "Organization", "group": "Organization"}.get(
        thing.text("identity_class"), "LegalEntity"
    )
    found = _begin(schema, thing).add("name", thing.text("name"))
    for alias in texts_of(thing.data.get("aliases")):
        found.add("alias", alias)
    found.add("summary", thing.text("description"))
    contact = thing.text("contact_information")
    is_mail = re.fullmatch(r"\S+@\S+\.\w+", contact)
    if is_mail:
        found.add("email", contact)
    elif contact:
        found.add("notes", f"contact information: {contact}", contact)
    for field in (
        "roles",
        "sectors",
        "goals",
        "primary_motivation",
        "labels",
        "threat_actor_types",
    ):
        for text in texts_of(thing.data.get(field)):
            found.add("notes", f"{field.replace('_', ' ')}: {text}", text)
    return found


def _place(thing: Thing) -> Found:
    found = _begin("Address", thing).add("name", thing.text("name"))
    for field, prop in (
        ("latitude", "latitude"), ("longitude", "longitude"), ("country", "country"), ("region", "region"),
        ("city", "city"), ("street_address", "street"), ("postal_code", "postalCode"), ("description", "summary"),
    ):  # fmt: skip
        found.add(prop, thing.text(field))
    return found


def _account(thing: Thing) -> Found:
    found = _begin("UserAccount", thing)
    if thing.text("type") == "email-addr":
        found.add("service", "email").add("email", thing.text("value"))
        return found.add("username", thing.text("value")).add("name", thing.text("display_name"))
    found.add("service", thing.text("account_type") or "account")
    found.add("username", thing.text("account_login") or thing.text("user_id"))
    return found.add("name", thing.text("display_name"))


def _note(thing: Thing) -> Found:
    found = _begin("Note", thing).add("name", thing.text("name") or thing.text("abstract"))
    found.add("description", thing.text("content") or thing.text("description"))
    for name in texts_of(thing.data.get("object_refs")):
        if name in thing.known:
            found.link("entity", name)
    date = thing.text("published") or thing.text("created")
    return found.add("createdAt", read_date(date).text if date else None, date)


_MAKERS: dict[str, Callable[[Thing], Found]] = {
    "identity": _party,
    "threat-actor": _party,
    "intrusion-set": _party,
    "location": _place,
    "email-addr": _account,
    "user-account": _account,
    "note": _note,
    "report": _note,
}


def _relationship(thing: Thing) -> Iterator[Found | Refusal]:
    ends = thing.text("source_ref"), thing.text("target_ref")
    if not set(ends) <= thing.known:
        raise _broken(thing, "it ties objects clew has no place for", "open it at its spot")
    link = Found("UnknownLink", thing.name, thing.spot, counts=("links",))
    link.link("subject", ends[0]).link("object", ends[1])
    link.add("role", thing.text("relationship_type").replace("-", " "))
    link.add("description", thing.text("description"))
    refused = []
    for field, prop in (("start_time", "startDate"), ("stop_time", "endDate")):
        if written := thing.text(field):
            told = read_date(written)
            link.add(prop, told.text, written)
            if not told.text:
                do = "check it in the file"
                refused.append(Refusal(thing.spot, written, told.reason, do, link.key, prop))
    yield link
    yield from refused


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the fields of an object."""
    return fields_at(evidence, spot, things(evidence))


stix = Reader(
    name="stix",
    title="Bundle of shared intelligence (STIX)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset(
        {"Person", "Organization", "LegalEntity", "Address", "UserAccount", "Note", "UnknownLink"}
    ),
    sample=("bundle.stix.json", {"objects": 5, "links": 1}),
)
