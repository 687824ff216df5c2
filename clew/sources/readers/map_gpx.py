"""Waypoints, routes and tracks of a satellite receiver (GPX 1.0 and 1.1).

Reads    GPX of phones, watches and navigation devices, as a stream
Gives    an Address a waypoint, an Event where it has a time; a Trip a route or track, with its ends
Units    degrees WGS 84; times → UTC; a track's points are counted, its ends kept
Refuses  a point off the earth, a route or track without a point
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from clew.errors import BrokenRecord
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.office_papers import local
from clew.sources.places import YIELDS, Place, Point, read_place
from clew.sources.reader import Reader
from clew.sources.record_fields import fields_at
from clew.sources.xml import XmlStream

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = re.compile(rb"<(?:\w{1,20}:)?gpx[\s>]")
_START_BYTES = 4_096
_CALLED = {"wpt": "waypoint", "rte": "route", "trk": "track"}
_POINTS = ("rtept", "trkpt")
_WORDS = ("name", "desc", "cmt", "src", "type", "sym")
_DO = "ask for the file again; what stands before was read"


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 1.0 for a document whose first element is gpx."""
    return 1.0 if _ROOT.search(head[:_START_BYTES].replace(b"\0", b"")) else 0.0


def places(evidence: Evidence) -> Iterator[Place | Refusal]:
    """Give waypoints, routes and tracks in order, points freed as they pass."""
    counted = dict.fromkeys(_CALLED, 0)
    place: Place | None = None
    with evidence.open() as handle:
        xml = XmlStream(handle, evidence.name, (*_CALLED, *_POINTS, "metadata"))
        try:
            for event, element in xml.events():
                kind = local(element)
                if event == "start":
                    xml.keep()
                    if kind in _CALLED:
                        counted[kind] += 1
                        place = Place(f"{_CALLED[kind]} {counted[kind]}")
                    continue
                if kind in _POINTS and place is not None:
                    place.add(_point(element))
                    xml.free(element)
                elif kind in _CALLED and place is not None:
                    yield _whole(place, element, is_point=kind == "wpt")
                    place = None
                    xml.free(element)
        except BrokenRecord as exc:
            if place is not None and place.points:
                yield place
            yield Refusal(place.spot if place else "", "", exc.what, _DO)


def _point(element: "_Element") -> Point:
    time = next(((e.text or "").strip() for e in element if local(e) == "time"), "")
    return Point(str(element.get("lat") or ""), str(element.get("lon") or ""), time)


def _whole(place: Place, element: "_Element", *, is_point: bool) -> Place:
    if is_point:
        place.add(_point(element))
    for child in element:
        name, text = local(child), (child.text or "").strip()
        if name == "name":
            place.name = text
        elif name == "desc":
            place.text = text
        elif name in _WORDS and text:
            place.extra.append((name, text))
    return place


def split(evidence: Evidence, _guesses: Guesses) -> Iterator[Place | Refusal]:
    """Give waypoints, routes and tracks in order."""
    return places(evidence)


def read(place: Place) -> Iterator[Found | Refusal]:
    """Say what a waypoint, route or track says."""
    return read_place(place)


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the fields of a waypoint, route or track."""
    return fields_at(evidence, spot, places(evidence))


gpx = Reader(
    name="gpx",
    title="Waypoints, routes and tracks (GPX)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=YIELDS,
    sample=("tracks.gpx", {"places": 1, "events": 1, "ways": 1}),
)
