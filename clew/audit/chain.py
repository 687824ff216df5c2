"""The chain itself: each line's hash covers the line and the hash before it.

A line is canonical JSON (keys sorted, no blanks, UTF-8). It names acts, accounts and item numbers,
never a personal value: what a person typed (a reason, a search) stands beside the log with a salt,
and the line holds only SHA-256(salt ‖ text), so that the text can be erased and the chain still holds.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log as it is kept.

    Attributes:
        seq: its number, from 1, without gaps.
        text: the canonical JSON that was hashed.
        hash: SHA-256 over the previous hash and *text*, 64 hex characters.
    """

    seq: int
    text: bytes
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found.

    Attributes:
        good: every line, link and note is as it was written.
        lines: how many lines were read.
        head: hash of the last good line, to be noted somewhere else (it shows a cut-off end).
        line: number of the first line that is not as written, or None.
        problem: what is wrong with it, empty when good.
    """

    good: bool
    lines: int
    head: str
    line: int | None = None
    problem: str = ""


def canonical(facts: dict[str, object]) -> bytes:
    """Write *facts* the one way that is hashed."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def chained(previous: str, text: bytes) -> str:
    """Give the hash of a line that follows the hash *previous*."""
    return sha256(previous.encode() + b"\n" + text).hexdigest()


def commitment(salt: str, text: str) -> str:
    """Give the hash that stands in a line for a text kept beside the log."""
    return sha256(f"{salt}\n{text}".encode()).hexdigest()


def check(
    lines: Iterable[Line], notes: dict[int, dict[str, str]], erased: set[tuple[int, str]]
) -> Verdict:
    """Walk the chain from its first line.

    Args:
        lines: the log in order of its numbers.
        notes: line number → topic → commitment recomputed from the text kept beside the log.
        erased: (line number, topic) of texts erased by law.
    """
    previous, count = GENESIS, 0
    for line in lines:
        count += 1
        problem = _problem(line, count, previous, notes.get(line.seq, {}), erased)
        if problem:
            return Verdict(False, count, previous, line.seq or count, problem)
        previous = line.hash
    return Verdict(True, count, previous)


def _problem(
    line: Line, expected: int, previous: str, notes: dict[str, str], erased: set[tuple[int, str]]
) -> str:
    if line.seq != expected:
        return f"line {expected} is missing: line {line.seq} stands in its place"
    if chained(previous, line.text) != line.hash:
        return f"line {line.seq} is not as it was written, or the line before it was exchanged"
    facts = json.loads(line.text)
    if facts.get("seq") != line.seq:
        return f"line {line.seq} was moved here from number {facts.get('seq')}"
    for topic, committed in facts.get("notes", {}).items():
        if topic not in notes and (line.seq, topic) not in erased:
            return f"the text '{topic}' of line {line.seq} is gone and was not erased by law"
        if topic in notes and notes[topic] != committed:
            return f"the text '{topic}' of line {line.seq} is not as it was written"
    return ""
