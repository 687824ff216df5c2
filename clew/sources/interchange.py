"""The messages of a UN/EDIFACT interchange, and what is wrong with its frame.

Source: ISO 9735: UNB … UNZ hold groups (UNG … UNE) of messages (UNH … UNT); UNT counts the
segments of its message, UNE the messages of its group, UNZ the groups or, without any, messages.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol, TypeVar

from clew.errors import NotFound
from clew.model.evidence import Evidence, Excerpt, Guesses, Refusal
from clew.sources.edifact import Segment, declared_service, encoding_of, segments, service_of

ASK = "ask the carrier for the whole message; the passengers read so far are kept"
R_co = TypeVar("R_co", covariant=True)
_AROUND = 5
_SAID = 300


@dataclass(slots=True)
class Message:
    """A message being read.

    Attributes:
        ref: its reference, "#2" behind it when the file uses it again.
        count: how many segments of it have come.
    """

    ref: str
    count: int = 0

    def at(self, number: int) -> str:
        """Give the place of one of its segments, UNH being 1."""
        return segment_spot(self.ref, number)


def segment_spot(ref: str, number: int) -> str:
    """Give the place of a segment of the message *ref*."""
    return f"UNH {ref}, segment {number}"


@dataclass(slots=True)
class _Frame:
    """What is known of the interchange so far."""

    kind: str
    guesses: Guesses
    message: Message | None = None
    refs: Counter[str] = field(default_factory=Counter)
    opened: Counter[str] = field(default_factory=Counter)

    def begin(self, segment: Segment) -> Iterator[Refusal]:
        """Start a message with its UNH, or without one."""
        ref = (segment.part(0) if segment.tag == "UNH" else "") or "without reference"
        self.refs[ref] += 1
        self.message = Message(ref if self.refs[ref] == 1 else f"{ref}#{self.refs[ref]}")
        self.opened["UNH"] += 1
        if segment.tag != "UNH":
            reason = "segments stand outside a message: its beginning (UNH) is missing"
            yield Refusal(self.message.at(segment.number), segment.text[:2_000], reason, ASK)
        elif segment.part(1) != self.kind:
            told = segment.part(1)
            reason = f"message {ref!r} is of kind {told!r}, not {self.kind}; it is read as one"
            yield Refusal(self.message.at(1), segment.text[:2_000], reason, "check who sent it")
        else:
            release = f"{segment.part(1, 1)}.{segment.part(1, 2)}"
            say_once(self.guesses, "directory", release.strip("."))

    def mark(self, segment: Segment) -> Iterator[Refusal]:
        """Note the beginning of an interchange or group; refuse an end that counts otherwise."""
        if segment.tag in ("UNB", "UNG"):
            if segment.tag == "UNB":
                self.opened.clear()
                say_once(self.guesses, "sender", segment.part(1))
            self.opened[segment.tag] += 1
            self.opened["in group"] = self.opened["UNH"]
            return
        whole = self.opened["UNG"] or self.opened["UNH"]
        counted = whole if segment.tag == "UNZ" else self.opened["UNH"] - self.opened["in group"]
        said = segment.part(0)
        if said.isdecimal() and int(said) != counted:
            what = "groups" if segment.tag == "UNZ" and self.opened["UNG"] else "messages"
            reason = (
                f"{segment.tag} says {int(said)} {what}, {counted} counted: some may be missing"
            )
            yield Refusal(segment.tag, segment.text[:2_000], reason, ASK)


Part = tuple[Message, Segment | None]
"""A segment of a message, UNH and UNT among them; None once the message is over."""


def parts(
    evidence: Evidence, guesses: Guesses, kind: str, inside: frozenset[str]
) -> Iterator[Part | Refusal]:
    """Give the segments of each message in turn, and refusals for what is wrong with its frame.

    Args:
        evidence: the file.
        guesses: gains encoding, marks, directory, sender, and what stands outside messages.
        kind: "PAXLST" or "PNRGOV".
        inside: tags that, met outside a message, show that one has lost its beginning.
    """
    _say_marks(evidence, guesses)
    frame = _Frame(kind, guesses)
    for segment in segments(evidence):
        if segment.tag in ("UNB", "UNG", "UNE", "UNZ", "UNH"):
            yield from _broken_off(frame)
            yield from frame.begin(segment) if segment.tag == "UNH" else frame.mark(segment)
        elif frame.message is None and (segment.tag in inside or segment.tag == "UNT"):
            yield from frame.begin(segment)
        message = frame.message
        if message is None:
            if segment.tag not in ("UNB", "UNG", "UNE", "UNZ"):
                guesses.said["outside the messages"] = repr(segment.text[:100])
            continue
        message.count += 1
        if not segment.tag:
            reason = "a segment is longer than 1 MiB"
            yield Refusal(message.at(message.count), segment.text, reason, ASK)
            continue
        yield message, segment
        if segment.tag == "UNT":
            yield message, None
            yield from _miscounted(message, segment)
            frame.message = None
    yield from _broken_off(frame)
    if not frame.refs:
        yield Refusal("", "", "the file holds no message (UNH)", "compare its first line with UNA")


class Gathering(Protocol[R_co]):
    """Gathers what the segments of one message say."""

    message: Message

    def take(self, segment: Segment) -> Iterator[R_co]:
        """Put a segment where it belongs; give the record it closes."""

    def close(self) -> Iterator[R_co]:
        """Give the record being gathered, if any."""


def gathered(
    found: Iterator[Part | Refusal], begin: Callable[[Message], Gathering[R_co]]
) -> Iterator[R_co | Refusal]:
    """Give the records of each message in turn, and refusals for a message as a whole.

    Args:
        found: the segments, as `parts` gives them.
        begin: makes what gathers the records of a message.
    """
    current: Gathering[R_co] | None = None
    for part in found:
        if isinstance(part, Refusal):
            yield part
            continue
        message, segment = part
        if current is None or current.message is not message:
            current = begin(message)
        yield from current.take(segment) if segment else current.close()


def excerpt_around(evidence: Evidence, kind: str, inside: frozenset[str], spot: str) -> Excerpt:
    """Give a segment of a message ("UNH ref, segment N") with the five before and after it.

    Raises:
        NotFound: the file has no such segment.
    """
    name = re.fullmatch(r"UNH (.+), segment (\d{1,9})", spot)
    found = (
        (message.at(segment.number), segment.text)
        for part in (parts(evidence, Guesses(), kind, inside) if name else ())
        if not isinstance(part, Refusal)
        for message, segment in [part]
        if segment and name and message.ref == name[1]
    )
    before: deque[tuple[str, str]] = deque(maxlen=_AROUND)
    for place, text in found:
        if place == spot:
            shown = [*before, (place, text), *islice(found, _AROUND)]
            lines = ((where, (said[:2_000],), where == spot) for where, said in shown)
            return Excerpt("message", (), tuple(lines))
        before.append((place, text))
    ways = "name it as in the list of what was found or refused"
    raise NotFound(f"there is no {spot!r} in {evidence.name}", do=ways)


def _say_marks(evidence: Evidence, guesses: Guesses) -> None:
    head = evidence.head()
    guesses.said["encoding"] = encoding_of(head, evidence.country)
    declared, used = declared_service(head)[0], service_of(head)[0]
    if declared != used:
        shown = repr(used.component + used.element + used.release + used.end)
        usual = repr(declared.component + declared.element + declared.release + declared.end)
        guesses.said["marks"] = f"{shown} as the file uses them, not {usual}"


def say_once(guesses: Guesses, topic: str, told: str) -> None:
    """Add *told* to what the receipt says on a topic, once, until that is 300 characters long."""
    said = guesses.said.get(topic, "")
    if told and len(said) < _SAID and told not in said.split("; "):
        guesses.said[topic] = f"{said}; {told}" if said else told


def _miscounted(message: Message, unt: Segment) -> Iterator[Refusal]:
    """Refuse a message whose segments are not as many as its UNT says."""
    said = unt.part(0)
    if not said.isdecimal() or int(said) != message.count:
        shown = said.lstrip("0") or said or "no number of"
        reason = (
            f"message {message.ref!r} says {shown} segments, {message.count} counted: "
            "it may be truncated"
        )
        yield Refusal(message.at(message.count), unt.text[:2_000], reason, ASK)


def _broken_off(frame: _Frame) -> Iterator[Part | Refusal]:
    """Close a message without an end, and say that its end is missing."""
    message, frame.message = frame.message, None
    if message is None:
        return
    yield message, None
    reason = (
        f"message {message.ref!r} has no end (UNT) after {message.count} segments: it is truncated"
    )
    yield Refusal(message.at(message.count), "", reason, ASK)
