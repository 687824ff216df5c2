"""Photographs and scans of travel documents and papers, and what cameras write into pictures.

Reads    JPEG, PNG, TIFF (pages), WEBP, BMP, GIF; machine-readable zones lying any way round; else
         print, line by line; needs the pictures extra
Gives    Image; Person and Passport or Identification for each zone; Address for the place; one Pages
         with the text of the pictures that hold print and no zone
Units    times in UTC where the camera gives its offset, else the day; degrees; pixels of the file
Refuses  zones that cannot be read whole, fields whose check digit is wrong, unset clocks
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import inf

from clew.errors import NotFound, SourceError
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.model.ports import NOT_READ_YET
from clew.sources.mrz_found import say
from clew.sources.mrz_pictures import Seen, strays, zones
from clew.sources.ocr import Box, Eye, Looking, Pixels, dominant, eye
from clew.sources.papers import DOCUMENT
from clew.sources.pictures import Picture, picture_hash, pictures
from clew.sources.reader import Reader
from clew.sources.scan_layout import print_in
from clew.sources.scan_showing import cut_out, lines_of, shown
from clew.sources.scans import ScannedPage, Scans, found_on, opened

_SIGNATURE = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP", re.DOTALL
)
_CLOSER = 1_184
_MOST_READ = 80
_LONG, _ASKEW = 3, 4
_SURE = 0.7
_AGAIN = "photograph it again, level and close, or type its lines into a text file and add that"
_SUSPECT = "compare with the picture"


@dataclass(frozen=True, slots=True)
class Looked:
    """A picture and what was seen in it.

    Attributes:
        picture: the picture.
        zones: its machine-readable zones.
        spoilt: lines that look machine-readable and belong to no zone.
        texts: the other lines of a picture with a zone, downwards.
        portraits: for each zone, the hash of its portrait; empty where none is known.
        page: the picture read as a page of print, or why it was not; None where it holds a zone or no print.
    """

    picture: Picture
    zones: tuple[Seen, ...]
    spoilt: tuple[str, ...]
    texts: tuple[str, ...]
    portraits: tuple[str, ...]
    page: ScannedPage | Refusal | None = None


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Sure by the first bytes."""
    return 0.9 if _SIGNATURE.match(head) else 0.0


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Looked | Refusal]:
    """Give the pictures of a file with the zones found in them."""
    guesses.counts["documents"] = 0
    try:
        sight = eye()
    except SourceError:
        guesses.said[NOT_READ_YET] = evidence.name
        raise
    scans = Scans(evidence, guesses)
    for picture in pictures(evidence):
        looked, has_print = _look(sight, picture)
        guesses.counts["documents"] += len(looked.zones)
        if has_print and not looked.zones:
            page = scans.page("Pages", picture.spot, partial(_pixels, picture))
            looked = replace(looked, page=page)
        yield looked


def _pixels(picture: Picture) -> Pixels:
    return picture.pixels


def _look(sight: Eye, picture: Picture) -> tuple[Looked, bool]:
    """Give what is seen in a picture, and whether there is any print in it."""
    pixels = picture.pixels
    boxes = sight.lines(pixels)
    laid = dominant(box for box in boxes if box.length > _LONG * box.height)
    if abs(laid) > _ASKEW:
        boxes = sight.lines(pixels, laid=laid)
    else:
        laid = 0.0
    looking = Looking(sight, pixels)
    found, spoilt = zones(looking, boxes), list[str]()
    if not found or any(not seen.mended.mrz.is_good for seen in found):
        closer = sight.lines(pixels, _CLOSER, laid)
        again = zones(looking, closer)
        spoilt = [] if found or again else strays(looking, closer)
        if _faults(again) < _faults(found):
            found, boxes = again, closer
    texts = _texts(looking, boxes, found[0]) if found else ()
    portraits = tuple(_portrait_hash(sight, pixels, seen) for seen in found)
    return Looked(picture, tuple(found), tuple(spoilt), texts, portraits), bool(print_in(boxes))


def _faults(found: Sequence[Seen]) -> float:
    """Count what contradicts itself in zones; no zone at all is worse than a faulty one."""
    return sum(len(seen.mended.mrz.faults) for seen in found) if found else inf


def _texts(looking: Looking, boxes: Sequence[Box], zone: Seen) -> tuple[str, ...]:
    """Read what else is printed, lying as the zone does, line by line downwards."""
    others = [zone.laid_alike(box) for box in boxes if not zone.holds(box)]
    step = max(zone.boxes[0].height, 1.0)
    others.sort(key=lambda box: (round(box.down / step), box.along))
    read = [looking.glance(box).read() for box in others[:_MOST_READ]]
    return tuple(letters.text for letters in read if letters.sure >= _SURE and letters.text.strip())


def _portrait_hash(sight: Eye, pixels: Pixels, seen: Seen) -> str:
    portrait = seen.portrait
    return picture_hash(sight.crop(pixels, portrait)) if portrait else ""


def read(looked: Looked) -> Iterator[Found | Refusal]:
    """Say what one picture says: when, where, with what it was taken, whose documents it shows."""
    picture, spot = looked.picture, looked.picture.spot
    image = Found("Image", spot, spot, counts=("pictures",))
    image.add("fileName", picture.name.rpartition("!")[2].rpartition("/")[2])
    image.add("mimeType", f"image/{picture.kind.lower()}")
    image.add("pictureHash", picture_hash(picture.pixels))
    image.add("notes", f"{picture.size[0]} × {picture.size[1]} pixels")
    image.add("notes", f"Camera: {picture.camera}" if picture.camera else "", picture.camera)
    if picture.taken:
        image.add("authoredAt", *picture.taken)
    image.add("bodyText", "\n".join(looked.texts))
    yield image
    if picture.place:
        yield from _place(image, picture.place)
    for value, reason, prop in picture.doubts:
        yield Refusal(spot, value, reason, "ask who took it", image.key, prop)
    for number, seen in enumerate(looked.zones, 1):
        yield from _zone(image, seen, f"{spot}, zone {number}", looked.portraits[number - 1])
    for line in looked.spoilt:
        reason = (
            "a machine-readable line stands in the picture and cannot be read as part of a zone"
        )
        yield Refusal(spot, line, reason, _AGAIN, image.key)
    yield from _print(image, looked)


def _print(image: Found, looked: Looked) -> Iterator[Found | Refusal]:
    """Give the text of a picture of a paper; that a photograph holds none is nothing to say."""
    page = looked.page
    if isinstance(page, Refusal):
        yield replace(page, key=image.key)
    elif page is not None and page.read.kind == "read" and (page.read.lines or page.read.left):
        paper = Found("Pages", DOCUMENT, page.spot, keep="shared", counts=("papers",))
        yield paper.add("fileName", looked.picture.name)
        yield from found_on(page)
    elif page is not None and page.read.kind == "unread":
        for item in found_on(page):
            yield replace(item, key=image.key)


def _place(image: Found, place: tuple[float, float]) -> Iterator[Found]:
    latitude, longitude = (f"{side:.6f}" for side in place)
    address = Found("Address", f"{image.key} place", image.spot)
    address.add("latitude", latitude).add("longitude", longitude)
    yield address.add("full", f"{latitude}, {longitude}")
    link = Found("UnknownLink", f"{image.key} place link", image.spot)
    link.link("subject", image.key).link("object", address.key)
    yield link.add("role", "place written into the picture by its camera")


def _zone(image: Found, seen: Seen, spot: str, portrait: str) -> Iterator[Found | Refusal]:
    """Give the person and document of a zone; the document has the picture as its proof."""
    for item in say(seen.mended.mrz, spot, lambda line: f"{spot} line {line + 1}"):
        if isinstance(item, Found) and item.schema in ("Passport", "Identification"):
            item.link("proof", image.key).add("portraitHash", portrait)
            for note in seen.mended.notes:
                item.add("summary", f"{note}; {_SUSPECT}", "\n".join(seen.lines))
        yield item


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give a picture's zones line by line, with where they stand in it; of a paper its lines."""
    where = lines_of(spot.partition(", zone")[0])
    for picture in pictures(evidence) if where else ():
        if where and picture.spot == where[0]:
            looked, has_print = _look(eye(), picture)
            lines = [*_of_zones(looked, spot)]
            if has_print and not looked.zones:
                page = opened(evidence, picture.spot, partial(_pixels, picture))
                lines += shown(picture.spot, page, where[1], where[2])
            if any(here for *_, here in lines):
                return Excerpt("fields" if looked.zones else "text", (), tuple(lines))
    ways = "name it 'picture' or 'picture, zone 1'"
    raise NotFound(f"there is no {spot!r} in {evidence.name}", do=ways)


def _of_zones(looked: Looked, spot: str) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    picture = looked.picture
    size = f"{picture.size[0]} × {picture.size[1]} pixels"
    yield picture.spot, (size,), spot == picture.spot
    for number, seen in enumerate(looked.zones, 1):
        zone = f"{picture.spot}, zone {number}"
        yield zone, (seen.place_in(picture.scale),), spot == zone
        for at, text in enumerate(seen.mended.mrz.lines, 1):
            yield f"{zone} line {at}", (text,), spot == f"{zone} line {at}"


def cut(evidence: Evidence, spot: str) -> Pixels | None:
    """Give a picture, or the lines of it a place names, laid level."""
    where = lines_of(spot.partition(", zone")[0])
    for picture in pictures(evidence) if where else ():
        if where and picture.spot == where[0]:
            if not where[1]:
                return picture.pixels
            page = opened(evidence, picture.spot, partial(_pixels, picture))
            return cut_out(page, where[1], where[2])
    return None


PICTURE = Reader(
    name="picture",
    title="Photograph or scan, of a travel document or other",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset(
        {"Image", "Person", "Passport", "Identification", "Address", "UnknownLink", "Pages"}
    ),
    sample=("passport.png", {"pictures": 1, "documents": 1}),
    is_report=True,
    picture=cut,
)
