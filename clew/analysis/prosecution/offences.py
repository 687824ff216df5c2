"""The offences and their elements, and the clues that may carry one: the tables of this folder."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clew.errors import pick

SIDES = ("for", "against")


@dataclass(frozen=True, slots=True)
class Gap:
    """What may be missing: what, who could hold it; not asked where a clue of *unless* is there."""

    what: str
    who: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """One element of an offence.

    Attributes:
        id: "smuggling.benefit".
        question: what is put to the prosecutor.
        reference: article, where it is another than the offence's; else empty.
        carried_by: kinds of clues that may carry it; *opposed_by* those that may speak against it.
        gaps: what may be missing.
    """

    id: str
    name: str
    question: str
    reference: str
    carried_by: tuple[str, ...]
    opposed_by: tuple[str, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Offence:
    """One offence: its name, where it stands, what it says in clew's own words, its elements."""

    id: str
    name: str
    reference: str
    text: str
    elements: tuple[Element, ...]

    def as_json(self) -> dict[str, object]:
        """Give its head as lists carry it."""
        return {
            "id": self.id, "name": self.name, "reference": self.reference, "text": self.text,
        }  # fmt: skip


@cache
def offences() -> tuple[Offence, ...]:
    """Give the offences in the order a prosecutor reads them."""
    return tuple(
        Offence(
            one["id"], one["name"], one["reference"], one["text"],
            tuple(_element(said) for said in one["element"]),
        )
        for one in table("offences")["offence"]
    )  # fmt: skip


def principles() -> list[dict[str, str]]:
    """Give the principles that stand at the head of each sheet: id, name, reference, text."""
    found: list[dict[str, str]] = table("offences")["principle"]
    return found


def element(name: str) -> Element:
    """Give an element by its id.

    Raises:
        NotFound: there is none; says which was probably meant.
    """
    known = {one.id: one for offence in offences() for one in offence.elements}
    return pick("element", name, known)


@cache
def table(name: str) -> dict[str, Any]:
    """Read a table of this folder: "offences", "clues", "message_words"."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))


def _element(said: dict[str, Any]) -> Element:
    gaps = (Gap(g["what"], g["who"], tuple(g.get("unless", ()))) for g in said.get("missing", ()))
    return Element(
        said["id"], said["name"], said["question"], said.get("reference", ""),
        _with_reports(said.get("for", ())), _with_reports(said.get("against", ())), tuple(gaps),
    )  # fmt: skip


def _with_reports(kinds: Iterable[str]) -> tuple[str, ...]:
    """Give kinds of clues, those of messages followed by those of the same topic in reports."""
    named = list(kinds)
    told = [kind.replace("message", "report", 1) for kind in named if kind.startswith("message_")]
    return (*named, *told)
