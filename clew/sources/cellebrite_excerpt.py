"""A place in a phone report as a person sees it: a message in its chat, or a model's fields."""

import io
import re
from collections import deque
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from clew.errors import NotFound
from clew.model.evidence import Evidence, Excerpt
from clew.sources.cellebrite_report import Items, Model, open_report
from clew.sources.cellebrite_walk import Walk

NEIGHBOURS: Final = 5
AROUND: Final = 1_048_576
"""Bytes looked at before and after a place; a dozen neighbours fit in them many times."""
_STARTS = re.compile(
    rb'<model type="(?:InstantMessage|SMS|MMS|Call|Email|Chat|Contact|UserAccount|Location)"'
)
_TALK = ("InstantMessage", "SMS", "MMS", "Call", "Email")


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the record at *spot*: messages and calls with five neighbours each way, else fields.

    Raises:
        NotFound: the report has nothing at *spot*.
    """
    if spot.startswith("section "):
        return _section(evidence, spot)
    before, here, after = _around(evidence, spot)
    inner = _inside(here, spot) or here
    if here.type in _TALK and inner is here:
        models = (*before, here, *after)
        talk = tuple((model.spot, _talk(model), model is here) for model in models)
        return Excerpt("message", ("time", "from", "to", "text"), talk)
    lines: list[tuple[str, tuple[str, ...], bool]] = []
    if inner is not here:
        lines.append((here.spot, ("stands in", here.type), False))
    lines.append((inner.spot, ("kind", inner.type), True))
    lines += [(inner.spot, pair, True) for pair in _fields(inner)]
    return Excerpt("fields", ("field", "value"), tuple(lines))


Around = tuple[list[Model], Model, list[Model]]


def _around(evidence: Evidence, spot: str) -> Around:
    """Give the record that holds *spot* and up to five of its kind and chat on either side."""
    if spot.startswith("model id=") and (found := _near(evidence, spot)):
        return found
    with open_report(evidence) as stream:
        found = _search(Walk(stream, evidence.name), spot)
    if found is None:
        raise _nothing(evidence, spot)
    return found


def _near(evidence: Evidence, spot: str) -> Around | None:
    """Look only at the surroundings of the id's first place; None when that is not enough.

    The piece of the report cut out there is read as a fragment, from each of the records before
    the place that it may begin with.
    """
    needle = f'id="{escape(spot.removeprefix("model id="), {chr(34): "&quot;"})}"'.encode()
    found = _piece(evidence, needle)
    if found is None:
        return None
    piece, at = found
    starts = [match.start() for match in _STARTS.finditer(piece, 0, at)][-2 * NEIGHBOURS :]
    for start in starts:
        walk = Walk(io.BytesIO(piece[start:]), evidence.name)
        if around := _search(walk, spot):
            return around
    return None


def _piece(evidence: Evidence, needle: bytes) -> tuple[bytes, int] | None:
    """Give up to 1 MiB on either side of *needle* and where in that it stands; None without it."""
    with open_report(evidence) as stream:
        before = b""
        while chunk := stream.read(AROUND):
            piece = before + chunk
            at = piece.find(needle)
            if at >= 0:
                begin = max(0, at - AROUND)
                return piece[begin:] + stream.read(AROUND), at - begin
            before = chunk
    return None


def _search(walk: Walk, spot: str) -> Around | None:
    before: deque[Model] = deque(maxlen=NEIGHBOURS)
    models = (record for record in walk.records() if isinstance(record, Model))
    for record in models:
        if _inside(record, spot) is not None:
            return [m for m in before if _beside(m, record)], record, _following(models, record)
        before.append(record)
    return None


def _following(records: Iterator[Model], here: Model) -> list[Model]:
    after: list[Model] = []
    for record in records:
        if not _beside(record, here) or len(after) == NEIGHBOURS:
            break
        after.append(record)
    return after


def _beside(model: Model, other: Model) -> bool:
    return model.type == other.type and model.chat == other.chat


def _inside(model: Model, spot: str) -> Model | None:
    """Give the model at *spot*: the record itself or one inside it."""
    if model.spot == spot:
        return model
    for parts in model.parts.values():
        for part in parts:
            if (found := _inside(part, spot)) is not None:
                return found
    return None


def _nothing(evidence: Evidence, spot: str) -> NotFound:
    return NotFound(
        f"the report has nothing at {spot!r}",
        where=evidence.name,
        do="open the source from its first page",
    )


def _talk(model: Model) -> tuple[str, ...]:
    """Time, sender, receivers and text of a message or call, as written."""
    sides: dict[str, list[str]] = {"from": [], "to": []}
    for place in ("From", "Parties", "To", "Cc", "Bcc"):
        for party in model.all(place):
            role = party.text("Role").lower() or ("from" if place == "From" else "to")
            sides.setdefault(role, []).append(_name(party))
    others = [name for role, names in sides.items() if role != "from" for name in names]
    words = model.text("Body", "Subject") or " ".join(
        text for name in ("Direction", "Type", "Duration") if (text := model.text(name))
    )
    files = [
        a.text("Filename", "attachment_extracted_path")
        for a in model.all("Attachment", "Attachments")
    ]
    text = " ".join([words, *(f"[{name}]" for name in files if name)]).strip()
    return model.text("TimeStamp"), ", ".join(sides["from"]), ", ".join(others), text


def _name(party: Model) -> str:
    name, identifier = party.text("Name"), party.text("Identifier")
    return f"{name} ({identifier})" if name and identifier else name or identifier


def _fields(model: Model, before: str = "") -> Iterator[tuple[str, str]]:
    """Give (field, value) of a model and of the models inside it, as written."""
    if model.deleted:
        yield f"{before}deleted state", model.deleted
    for name, values in model.texts.items():
        for value in values:
            yield before + name, value
    for name, parts in model.parts.items():
        for part in parts:
            yield from _fields(part, f"{before}{name} › ")


def _section(evidence: Evidence, spot: str) -> Excerpt:
    wanted = spot.removeprefix("section ")
    with open_report(evidence) as stream:
        for record in Walk(stream, evidence.name).records():
            if isinstance(record, Items) and record.section == wanted:
                return Excerpt(
                    "fields", ("field", "value"), tuple((spot, pair, True) for pair in record.pairs)
                )
    raise _nothing(evidence, spot)
