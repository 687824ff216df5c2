"""Places and ways drawn on a map (KML, of Google Earth and others); KMZ is an archive of one.

Reads    KML 2.2: placemarks with a point, line, area or track, their time and further data
Gives    an Address a placemark, an Event where it has a time; a Trip a line or track, with its ends
Units    degrees WGS 84, longitude first in the file; times with an offset → UTC, else the day
Refuses  a placemark without a place or off the earth, one over 1 MiB; styles and pictures are left out
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

_ROOT = re.compile(rb"<(?:\w{1,20}:)?kml[\s>]")
_START_BYTES = 4_096
_DO = "ask for the file again; placemarks before were read"


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Say 1.0 for a document whose first element is kml."""
    return 1.0 if _ROOT.search(head[:_START_BYTES].replace(b"\0", b"")) else 0.0


def places(evidence: Evidence) -> Iterator[Place | Refusal]:
    """Give the placemarks in order."""
    number = 0
    with evidence.open() as handle:
        xml, sheds = XmlStream(handle, evidence.name, ("Placemark",)), 0
        try:
            for event, element in xml.events():
                if event == "start":
                    number, sheds = number + 1, xml.sheds
                    xml.keep()
                    continue
                spot = f"placemark {number}"
                if xml.sheds == sheds:
                    yield _place(element, spot)
                else:
                    reason = "the placemark takes more than 1 MiB and was not read"
                    yield Refusal(spot, "", reason, "simplify its line and add the file again")
                xml.free(element)
        except BrokenRecord as exc:
            yield Refusal(f"placemark {number + 1}", "", exc.what, _DO)


def _place(element: "_Element", spot: str) -> Place:
    place = Place(spot)
    times = list[str]()
    for child in element.iter():
        name, text = local(child), (child.text or "").strip()
        if name == "coordinates":
            _add_points(place, text)
        elif name == "coord":
            longitude, latitude, *_ = [*text.split(), "", ""]
            moment = times[place.points] if place.points < len(times) else ""
            place.add(Point(latitude, longitude, moment))
        elif name == "when":
            times.append(text)
        elif name in ("begin", "end"):
            setattr(place, name, text)
        else:
            _say(place, child, name, text, is_own=child.getparent() is element)
    if len(times) == 1:
        place.begin = place.begin or times[0]
    return place


def _say(place: Place, child: "_Element", name: str, text: str, *, is_own: bool) -> None:
    """Add what a placemark says beside its place and time."""
    if name in ("Data", "SimpleData"):
        value = text or next((e.text or "" for e in child if local(e) == "value"), "")
        if value.strip():
            place.extra.append((str(child.get("name") or name), value.strip()))
    elif name == "name" and is_own:
        place.name = text
    elif name == "description" and is_own:
        place.text = text
    elif name in ("address", "phoneNumber") and text:
        place.extra.append((name, text))


def _add_points(place: Place, text: str) -> None:
    for written in text.split():
        longitude, latitude, *_ = [*written.split(","), "", ""]
        place.add(Point(latitude, longitude))


def split(evidence: Evidence, _guesses: Guesses) -> Iterator[Place | Refusal]:
    """Give the placemarks in order."""
    return places(evidence)


def read(place: Place) -> Iterator[Found | Refusal]:
    """Say what a placemark says."""
    return read_place(place)


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the fields of a placemark."""
    return fields_at(evidence, spot, places(evidence))


kml = Reader(
    name="kml",
    title="Places and ways on a map (KML)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=YIELDS,
    sample=("places.kml", {"places": 2, "events": 1, "ways": 1}),
)
