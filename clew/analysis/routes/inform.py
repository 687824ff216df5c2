"""Who must know: the authorities with jurisdiction along a route, and a draft message to each.

A draft is for a person to read, correct and send: it names no one, and says what is asked. The words of
the reason and of the request are the sender's.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from clew.analysis.routes.gazetteer import Named, find
from clew.errors import CaseError, NotFound, UsageError
from clew.model.countries import KOSOVO_FOOTNOTE, country_code, is_country_word

UNVERIFIED = (
    "offices and channels come from a table to begin with, checked against no official source: "
    "confirm them with your national unit before you send, and write yours into authorities.toml in the case's folder"
)


TABLE = "authorities.toml"
Offices = dict[str, dict[str, str]]
_WORDS = ("country", "police", "prosecutor", "channel")
_MARKS = re.compile(r"\s*(?:→|>|–|—|,|;|\s-\s)\s*")


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop of a route: a place, or a country where the name is that of one."""

    written: str
    countries: tuple[str, ...]
    name: str


def route_of(text: str) -> list[Stop]:
    """Read a route, "Edirne-Sofia-Belgrade"; stops are parted by "-", "–", "→", ">" or ",".

    Raises:
        UsageError: it has fewer than two stops, or a stop several places bear.
        NotFound: a stop is no place clew knows.
    """
    names = [part for piece in _MARKS.split(text) for part in _stops(piece.strip())]
    if len(names) < 2:
        raise UsageError("a route has two stops or more", do="write it as Edirne-Sofia-Belgrade")
    found: list[Stop] = []
    around = frozenset[str]()
    for name in names:
        stop = _stop(name, around)
        around = frozenset(stop.countries) | around
        if not found or found[-1] != stop:
            found.append(stop)
    if len(found) < 2:
        raise UsageError(f"{text!r} stays at one place", do="write where it goes on to")
    return found


def _stops(text: str) -> list[str]:
    """Give the stops between two marks; a name with a hyphen of its own, "Bab al-Hawa", is one."""
    parts = [part.strip() for part in text.split("-") if part.strip()]
    return [text] if len(parts) > 1 and find(text).candidates else parts


def _stop(name: str, around: frozenset[str]) -> Stop:
    named = find(name)
    if named.place is None and named.candidates and around:
        named = find(name, around)
    of_country = is_country_word(name) if named.candidates else True
    if of_country and (code := country_code(name)):
        return Stop(name, (code,), name)
    if named.place is None:
        raise _unclear(named)
    return Stop(name, named.place.countries, named.place.name)


def _unclear(named: Named) -> UsageError | NotFound:
    if not named.candidates:
        return NotFound(f"no place called {named.written!r}", do=f"{named.why}; write the country")
    told = "; ".join(
        f"{p.name} ({', '.join(p.countries)}, {p.people:,} people, {p.latitude:.2f} {p.longitude:.2f})"
        for p in named.candidates
    )
    return UsageError(f"{named.written!r}: {named.why}", do=f"candidates: {told}")


def inform(
    stops: Sequence[Stop],
    sender: str,
    facts: Sequence[str] = (),
    handling: str = "H0",
    offices: Offices | None = None,
) -> list[dict[str, object]]:
    """Give the authorities along a route, in its order, each with a draft to it; none of them is verified.

    Args:
        stops: from `route_of`.
        sender: the agency that writes.
        facts: what the case shows, a sentence each, without names.
        handling: handling codes of what is passed on, with the text of H3.
        offices: from `offices_of`; clew's own table where none are given.
    """
    known = authorities() if offices is None else offices
    order = dict.fromkeys(code for stop in stops for code in stop.countries)
    line = " – ".join(stop.name for stop in stops)
    found: list[dict[str, object]] = []
    for code in order:
        office = known.get(code)
        here = list(dict.fromkeys(stop.name for stop in stops if code in stop.countries))
        if office is None:
            found.append(
                {"country": code, "stops": here, "authority": None, "draft": None,
                 "verified": False, "why": "clew has no authority for this country; ask your national unit"}
            )  # fmt: skip
            continue
        found.append(
            {
                "country": code, "name": office["country"], "stops": here, "authority": office["police"],
                "prosecutor": office["prosecutor"], "channel": office["channel"], "verified": False,
                "why": f"{', '.join(here)} lies in its territory or at its border",
                "draft": _draft(office, line, here, sender, facts, handling),
                **({"footnote": KOSOVO_FOOTNOTE} if code == "xk" else {}),
            }
        )  # fmt: skip
    return found


def _draft(
    office: dict[str, str], line: str, here: Sequence[str], sender: str, facts: Sequence[str], handling: str
) -> str:  # fmt: skip
    told = (
        "\n".join(f"- {fact}" for fact in facts)
        or "- [what is known, by whom, with evaluation code]"
    )
    return (
        f"DRAFT – not sent – to be read and completed by an officer\n"
        f"NOT VERIFIED: {UNVERIFIED}\n"
        f"To: {office['police']}, {office['country']}\nFrom: {sender}\nChannel: {office['channel']}\n"
        f"Handling: {handling}\nSubject: smuggling of migrants, route {line}\n\n"
        f"Our files give a route {line}. In your territory or at your border: {', '.join(here)}.\n\n"
        f"What the files show:\n{told}\n\n"
        f"We ask you: is any of this known to you; may our data be laid beside yours (hit or no hit); who is the "
        f"officer we may speak to; what is needed first to keep people from harm?\n\n"
        f"People who are moved are not suspects. Names, numbers and evidence follow on request, as law and the "
        f"handling codes of those who gave them allow.\n"
    )


@cache
def authorities() -> Offices:
    """Give the authorities by country: authorities.toml, a table to begin with."""
    return tomllib.loads(Path(__file__).with_name(TABLE).read_text("utf-8"))


def offices_of(folder: Path) -> Offices:
    """Give the authorities by country as the people of a case know them.

    A file authorities.toml in the case's folder, of the same form, counts before clew's own table, country by
    country.

    Raises:
        CaseError: it cannot be read, or a country in it lacks a word.
    """
    own = folder / TABLE
    if not own.is_file():
        return authorities()
    try:
        said = tomllib.loads(own.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise CaseError(
            f"{TABLE} cannot be read: {exc}", where=str(own), do="correct that line"
        ) from exc
    for code, office in said.items():
        if not isinstance(office, dict) or not all(isinstance(office.get(w), str) for w in _WORDS):
            raise CaseError(
                f"{code!r} in {TABLE} lacks a word",
                where=str(own),
                do=f"give it {', '.join(_WORDS)}",
            )
    return {**authorities(), **said}
