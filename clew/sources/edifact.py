"""UN/EDIFACT interchanges cut into segments, streamed.

Source: ISO 9735 (UN/EDIFACT syntax): six service characters, redefined by UNA. Blanks and line
ends between segments do not count, nor do line ends inside one, where a writer has folded its
lines; a released character loses its special meaning. Where UNA says other marks than the file
uses, the marks in use are taken.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from clew.model.evidence import Evidence
from clew.sources.encoding import detect

SEGMENT_BYTES = 1_048_576
_CHUNK_BYTES = 262_144
_FRAME = frozenset({"UNB", "UNG", "UNT", "UNE", "UNZ"})
_FOLDED = re.compile(r"[\r\n]+")
_BLANK = b" \t\r\n\x00\x1a\xef\xbb\xbf"
_LEVELS = {
    b"UNOA": "latin-1", b"UNOB": "latin-1", b"UNOC": "iso-8859-1", b"UNOD": "iso-8859-2",
    b"UNOE": "iso-8859-5", b"UNOF": "iso-8859-7", b"UNOG": "iso-8859-3", b"UNOH": "iso-8859-4",
    b"UNOI": "iso-8859-6", b"UNOJ": "iso-8859-8", b"UNOK": "iso-8859-9", b"UNOW": "utf-8",
    b"UNOY": "utf-8",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Service:
    """The service characters of an interchange.

    Attributes:
        component: between the parts of an element, ``:`` unless redefined.
        element: between elements, ``+`` unless redefined.
        release: before a service character that is meant as itself; blank when unused.
        end: at the end of a segment, ``'`` unless redefined.
    """

    component: str = ":"
    element: str = "+"
    release: str = "?"
    end: str = "'"


class Segment(NamedTuple):
    """One segment.

    Attributes:
        tag: "UNH", "NAD", …; empty for one that is too long to be read.
        elements: the elements behind the tag, each as its components.
        text: as written, without the end mark.
        number: which segment of its message it is, UNH being 1.
    """

    tag: str
    elements: tuple[tuple[str, ...], ...]
    text: str
    number: int = 0

    def part(self, element: int, component: int = 0) -> str:
        """Give a component, both counted from 0; empty when it is not there."""
        try:
            return self.elements[element][component].strip()
        except IndexError:
            return ""


def segments(evidence: Evidence) -> Iterator[Segment]:
    """Give the segments of a file from its first UNA or UNB on; UNA itself is not given.

    A segment over 1 MiB comes with an empty tag and its beginning as text. Bytes that are no
    character of the interchange's encoding come as U+FFFD.
    """
    head = evidence.head()
    service, start = service_of(head)
    encoding = encoding_of(head, evidence.country)
    number = 0
    for raw in _raw_segments(evidence, start, service):
        if len(raw) > SEGMENT_BYTES:
            number += 1
            yield Segment("", (), raw[:2_000].decode(encoding, "replace"), number)
            continue
        text = raw.decode(encoding, "replace").strip().strip("\ufeff\x00\x1a")
        if text:
            segment = _segment(text, service, number + 1)
            number = 0 if segment.tag in _FRAME else segment.number
            yield segment


def service_of(head: bytes) -> tuple[Service, int]:
    """Give the service characters in use and the place in *head* where the segments begin."""
    declared, start = declared_service(head)
    return _in_use(head[start:], declared), start


def declared_service(head: bytes) -> tuple[Service, int]:
    """Give the service characters UNA declares, or the usual ones, and where the segments begin."""
    lead = len(head) - len(head.lstrip(_BLANK))
    rest = head[lead:]
    if not rest.startswith(b"UNA") or len(rest) < 9:
        return Service(), lead
    if rest[8:11] in (b"UNB", b"UNG", b"UNH"):  # the end mark is left out of UNA
        component, element, _, release, _ = list(rest[3:8].decode("latin-1"))
        return Service(component, element, release.strip()), lead + 8
    component, element, _, release, _, end = list(rest[3:9].decode("latin-1"))
    if end.isspace() or end.isalnum():
        end = "'"  # some writers leave the end mark out of UNA
    release = "" if release in (" ", end, component, element) else release
    return Service(component, element, release, end), lead + 9


def _in_use(body: bytes, declared: Service) -> Service:
    """Give the marks the first segments are written with, where they differ from the declared."""
    text = body[:4_000].decode("latin-1").lstrip(_BLANK.decode("latin-1"))
    element = text[3:4] if text[:3] in ("UNB", "UNG", "UNH") else ""
    if not element or element.isalnum() or element.isspace():
        return declared
    kind = re.search(rf"UNH{re.escape(element)}[^\n]*?{re.escape(element)}[A-Z]{{6}}(\W)", text)
    component = kind[1] if kind and kind[1] not in (element, "\r", "\n", " ") else ""
    component = component or declared.component
    before = re.findall(rf"(\W)\s*(?:UN[GH]|BGM|MSG){re.escape(element)}", text[3:])
    ends = [end for end in before if end not in (element, component)]
    end = declared.end if declared.end in ends or not ends else ends[0]
    end = "\n" if end in " \r" else end
    release = "" if declared.release in (element, component, end) else declared.release
    return Service(component, element, release, end)


def encoding_of(head: bytes, country: str | None = None) -> str:
    """Give the encoding an interchange declares; undeclared letters are read by what they spell."""
    if head.isascii():
        return "utf-8"
    declared = re.search(rb"UNB.(UNO[A-Z])", head[:2_000], re.DOTALL)
    if declared and declared[1] not in (b"UNOA", b"UNOB"):
        return _LEVELS.get(declared[1], "utf-8")
    return detect([head], country).name


def _raw_segments(evidence: Evidence, start: int, service: Service) -> Iterator[bytes]:
    """Cut the bytes at end marks that are not released, holding at most one segment."""
    end, release = service.end.encode("latin-1"), service.release.encode("latin-1")
    with evidence.open() as handle:
        handle.seek(start)
        held = b""
        while chunk := handle.read(_CHUNK_BYTES):
            pieces = chunk.split(end)
            for piece in pieces[:-1]:
                held = _joined(held, piece)
                if _is_released(held, release):
                    held = held + end
                    continue
                yield held
                held = b""
            held = _joined(held, pieces[-1])
        if held.strip(_BLANK):
            yield held


def _joined(held: bytes, piece: bytes) -> bytes:
    return (held + piece)[: SEGMENT_BYTES + 1] if len(held) <= SEGMENT_BYTES else held


def _is_released(held: bytes, release: bytes) -> bool:
    """Say whether the end mark behind *held* is released: an odd run of release characters."""
    if not release or not held.endswith(release) or len(held) > SEGMENT_BYTES:
        return False
    return (len(held) - len(held.rstrip(release))) % 2 == 1


def _segment(text: str, service: Service, number: int) -> Segment:
    data = _FOLDED.sub("", text) if "\n" in text or "\r" in text else text
    component, element, release = service.component, service.element, service.release
    if release and release in data:
        cut = [
            _cut_released(part, component, release)
            for part in _cut_released(data, element, release)
        ]
        parts = [tuple([_plain(piece, release) for piece in part]) for part in cut]
    else:
        parts = [tuple(part.split(component)) for part in data.split(element)]
    tag = parts[0][0].strip()
    return Segment(tag or "?", tuple(parts[1:]), text, 1 if tag == "UNH" else number)


def _cut_released(text: str, mark: str, release: str) -> list[str]:
    parts, start, place = [], 0, 0
    while place < len(text):
        if text[place] == release:
            place += 2
            continue
        if text[place] == mark:
            parts.append(text[start:place])
            start = place + 1
        place += 1
    return [*parts, text[start:]]


def _plain(text: str, release: str) -> str:
    pattern = re.escape(release) + "(.?)"
    return re.sub(pattern, r"\1", text, flags=re.DOTALL)
