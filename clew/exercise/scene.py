"""The stage of a rehearsal: agencies, what each hands over, and the one generator everything draws from."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

from clew.exercise.truth import Sighting

FIRST_DAY = "2026-09-12"
"""The exercise's first day; everything in the files happens in the fortnight from it."""
ZIP_DATE = (2026, 9, 28, 8, 0, 0)
"""Date of every member of every archive, so that the same seed gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency: "tr-police", its city, ISO alpha-2 of its state, language of its papers, its number."""

    name: str
    city: str
    state: str
    language: str
    number: int


@dataclass(frozen=True, slots=True)
class Text:
    """A passage somebody wrote, and what it names.

    Attributes:
        form: "report" or "message".
        country: ISO alpha-2 of the agency, which national numbers are read by.
        names: (kind, value as written) of each identifier and person named.
    """

    form: str
    language: str
    country: str
    text: str
    names: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Scene:
    """Where the files go and what has been written so far.

    Attributes:
        out: folder that gets one folder per agency.
        counts: "agency/path" → what a receipt for that file should count.
        texts: passages of reports and messages, with what they name.
        handsets: what call records show of handsets, for the truth file.
        files: "agency/path" of the files written, packed ones by their archive only.
    """

    seed: int
    rng: Random
    out: Path
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    handsets: list[dict[str, Any]] = field(default_factory=list)

    def write(self, agency: str, path: str, content: bytes, counts: Mapping[str, int]) -> None:
        """Write one file of *agency* and note what a reader should count in it."""
        self.counts[f"{agency}/{path}"] = dict(counts)
        self.write_raw(agency, path, content)

    def write_raw(self, agency: str, path: str, content: bytes) -> None:
        """Write one file of *agency* in which nothing is counted: an archive, an index."""
        target = self.out / agency / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        self.files.append(f"{agency}/{path}")

    def id(self) -> str:
        """Give an identifier as programs make them: 8-4-4-4-12 hexadecimal digits."""
        raw = f"{self.rng.getrandbits(128):032x}"
        return "-".join((raw[:8], raw[8:12], raw[12:16], raw[16:20], raw[20:]))

    def clock(self) -> str:
        """Give a moment of the fortnight in UTC, as 2026-09-12T08:30:05."""
        day, second = self.rng.randrange(14), self.rng.randrange(86_400)
        hour, minute = second // 3600, second // 60 % 60
        return f"2026-09-{12 + day:02d}T{hour:02d}:{minute:02d}:{second % 60:02d}"


@cache
def stage() -> dict[str, Any]:
    """Read agencies.toml."""
    return _toml("agencies.toml")


@cache
def mix() -> dict[str, Any]:
    """Read mix.toml."""
    return _toml("mix.toml")


@cache
def texts(name: str) -> dict[str, Any]:
    """Read texts/*name*.toml: the sentences of reports or messages by language."""
    return _toml(f"texts/{name}.toml")


@cache
def agencies() -> dict[str, Agency]:
    """Give the agencies by name, in their order."""
    return {a["name"]: Agency(**a, number=n) for n, a in enumerate(stage()["agency"])}


def of_slot(sightings: Sequence[Sighting], agency: str, slot: str) -> list[Sighting]:
    """Give what stands in one slot of one agency, in planned order."""
    return [one for one in sightings if one.agency == agency and one.slot == slot]


def _toml(path: str) -> dict[str, Any]:
    return tomllib.loads(files("clew.exercise").joinpath(path).read_text("utf-8"))
