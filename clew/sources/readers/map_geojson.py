"""Places and ways of a map as GeoJSON (RFC 7946).

Reads    one Feature, FeatureCollection or geometry, at most 256 MiB
Gives    an Address a point, an Event where it has a time; a Trip a line or area, with its ends
Units    degrees WGS 84, longitude first in the file; times with an offset → UTC, else the day
Refuses  a feature without a place or off the earth; its other fields are notes
"""

import re
from collections.abc import Iterator
from typing import Any

from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.json_files import dicts_of, load_json, texts_of
from clew.sources.places import YIELDS, Place, Point, read_place
from clew.sources.reader import Reader
from clew.sources.record_fields import fields_at

_KINDS = "Feature|FeatureCollection|Point|MultiPoint|LineString|MultiLineString|Polygon|MultiPolygon|GeometryCollection"
_MARK = re.compile(rb'"type"\s*:\s*"(?:' + _KINDS.encode() + rb')"')
_NAMES = ("name", "title", "Name", "NAME")
_TEXTS = ("description", "desc")
_BEGINS = ("time", "timestamp", "when", "begin", "start")


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 0.9 for a JSON object that names one of GeoJSON's types and has coordinates or features."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    is_map = b'"coordinates"' in start or b'"features"' in start or b'"geometry"' in start
    return 0.9 if start.startswith(b"{") and is_map and _MARK.search(start) else 0.0


def places(evidence: Evidence) -> Iterator[Place | Refusal]:
    """Give the features in order."""
    data = load_json(evidence)
    features = dicts_of(data.get("features")) if data.get("type") == "FeatureCollection" else [data]
    for number, feature in enumerate(features, 1):
        yield _place(feature, f"feature {number}")


def _place(feature: dict[str, Any], spot: str) -> Place:
    place = Place(spot)
    geometry = feature.get("geometry") if feature.get("type") == "Feature" else feature
    properties = feature.get("properties")
    _add_points(place, geometry if isinstance(geometry, dict) else {}, 0)
    for name, value in (properties if isinstance(properties, dict) else {}).items():
        for text in texts_of(value) or ([str(value)[:2000]] if isinstance(value, dict) else []):
            if name in _NAMES and not place.name:
                place.name = text
            elif name in _TEXTS and not place.text:
                place.text = text
            elif name in _BEGINS and not place.begin:
                place.begin = text
            else:
                place.extra.append((str(name), text))
    return place


def _add_points(place: Place, geometry: dict[str, Any], depth: int) -> None:
    for inner in dicts_of(geometry.get("geometries")) if depth < 5 else ():
        _add_points(place, inner, depth + 1)
    _add_coordinates(place, geometry.get("coordinates"), 0)


def _add_coordinates(place: Place, coordinates: object, depth: int) -> None:
    if not isinstance(coordinates, list) or depth > 5:
        return
    if len(coordinates) > 1 and all(isinstance(n, int | float) for n in coordinates[:2]):
        place.add(Point(str(coordinates[1]), str(coordinates[0])))
        return
    for inner in coordinates:
        _add_coordinates(place, inner, depth + 1)


def split(evidence: Evidence, _guesses: Guesses) -> Iterator[Place | Refusal]:
    """Give the features in order."""
    return places(evidence)


def read(place: Place) -> Iterator[Found | Refusal]:
    """Say what a feature says."""
    return read_place(place)


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the fields of a feature."""
    return fields_at(evidence, spot, places(evidence))


geojson = Reader(
    name="geojson",
    title="Places and ways on a map (GeoJSON)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=YIELDS,
    sample=("places.geojson", {"places": 2, "events": 1, "ways": 1}),
)
