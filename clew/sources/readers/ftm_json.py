"""FollowTheMoney entities as JSON lines, as another tool exports them.

Reads    UTF-8, one entity a line: {"id", "schema", "properties": {name: [values]}}
Gives    each entity with its values; links to entities of the same file, whichever comes first
Units    values as the file has them; dates ISO
Refuses  a line that is no entity or is longer than 1 MiB, a schema or property the model lacks
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from clew.errors import BrokenRecord, NotFound
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.reader import Reader

LINE_LIMIT: Final = 1_048_576
SHOWN: Final = 5
"""Lines shown before and after the one asked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file, counted from 1."""

    number: int
    raw: bytes


def recognise(_evidence: Evidence, head: bytes) -> float:
    """Sure when the first line is a JSON object with an id, a schema and properties."""
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0].strip()
    if not line.startswith(b"{"):
        return 0.0
    if not line.endswith(b"}"):
        return 0.6 if b'"schema"' in line and b'"properties"' in line else 0.0
    data = _load(line)
    if not isinstance(data, dict) or not isinstance(data.get("schema"), str):
        return 0.0
    return 0.98 if isinstance(data.get("properties"), dict) and data.get("id") else 0.5


def _load(raw: bytes) -> Any:
    import orjson

    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return None


def lines(evidence: Evidence) -> Iterator[Line | Refusal]:
    """Give the lines that are not blank; one over 1 MiB is a Refusal and the rest goes on."""
    with evidence.open() as handle:
        number = 0
        while raw := handle.readline(LINE_LIMIT + 1):
            number += 1
            if len(raw) > LINE_LIMIT and not raw.endswith(b"\n"):
                yield Refusal(
                    f"line {number}",
                    raw[:2000].decode("utf-8", "replace"),
                    f"line {number} is longer than 1 MiB",
                    "split the entity, or add the paper it came from",
                )
                while (raw := handle.readline(LINE_LIMIT)) and not raw.endswith(b"\n"):
                    pass
                continue
            if number == 1:
                raw = raw.removeprefix(b"\xef\xbb\xbf")
            if raw.strip():
                yield Line(number, raw.strip())


def split(evidence: Evidence, _guesses: Guesses) -> Iterator[Line | Refusal]:
    """Give the lines of the file in order."""
    yield from lines(evidence)


def read(line: Line) -> Iterator[Found | Refusal]:
    """Give the entity of one line.

    Raises:
        BrokenRecord: the line is not an entity, or its schema is not in the model.
    """
    from clew.model.ftm import model

    data = _entity(line)
    schema = model().get(data["schema"])
    if schema is None or schema.abstract:
        raise _broken(
            line,
            f"the model has no schema {data['schema']!r}",
            "correct the schema's name in that line",
        )
    found = Found(
        schema.name, data["id"], f"entity {data['id']}", keep="shared", counts=("entities",)
    )
    for name, values in data["properties"].items():
        prop = schema.get(name)
        if prop is None or prop.stub:
            yield _refused(found, name, values, f"a {schema.name} has no property {name!r}")
            continue
        for value in values if isinstance(values, list) else [values]:
            if not isinstance(value, str | int | float) or isinstance(value, bool):
                yield _refused(found, name, value, f"{name} holds {type(value).__name__}, not text")
            elif prop.type.name == "entity":
                found.link(name, str(value))
            else:
                found.add(name, str(value))
    yield found


def _refused(found: Found, name: str, value: object, reason: str) -> Refusal:
    return Refusal(
        found.spot, str(value)[:2000], reason, "correct it in that line", found.key, name
    )


def _entity(line: Line) -> dict[str, Any]:
    data = _load(line.raw)
    if not isinstance(data, dict):
        raise _broken(
            line,
            f"line {line.number} is not a JSON object",
            "repair the line, or export the file again",
        )
    for name, kind in (("id", str), ("schema", str), ("properties", dict)):
        if not isinstance(data.get(name), kind) or (kind is str and not data[name].strip()):
            raise _broken(
                line,
                f"line {line.number} is no entity: its {name!r} is missing",
                "export the file again",
            )
    return data


def _broken(line: Line, what: str, do: str) -> BrokenRecord:
    return BrokenRecord(
        what, where=f"line {line.number}", do=do, value=line.raw[:2000].decode("utf-8", "replace")
    )


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give the values of the entity at *spot* ("entity ID"), or the lines around "line N".

    Raises:
        NotFound: the file has no such entity or line.
    """
    kind, _, name = spot.partition(" ")
    if kind == "line" and name.isdecimal():
        return _text(evidence, int(name), spot)
    needle = name.encode()
    for line in lines(evidence):
        if isinstance(line, Line) and needle in line.raw:
            data = _load(line.raw)
            if isinstance(data, dict) and data.get("id") == name:
                return Excerpt(
                    "fields",
                    ("property", "value"),
                    tuple((spot, pair, True) for pair in _pairs(data)),
                )
    raise NotFound(
        f"the file has nothing at {spot!r}",
        where=evidence.name,
        do="open the source from its first line",
    )


def _pairs(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "schema", str(data.get("schema"))
    properties = data.get("properties")
    for prop, values in (properties if isinstance(properties, dict) else {}).items():
        for value in values if isinstance(values, list) else [values]:
            yield prop, str(value)


def _text(evidence: Evidence, number: int, spot: str) -> Excerpt:
    shown = []
    for line in lines(evidence):
        at = line.number if isinstance(line, Line) else int(line.where.removeprefix("line "))
        if at > number + SHOWN:
            break
        if at >= number - SHOWN:
            text = (
                line.raw.decode("utf-8", "replace")[:2000] if isinstance(line, Line) else line.value
            )
            shown.append((f"line {at}", (text,), at == number))
    if not any(here for _, _, here in shown):
        raise NotFound(
            f"the file has nothing at {spot!r}",
            where=evidence.name,
            do="open the source from its first line",
        )
    return Excerpt("text", (), tuple(shown))


ftm = Reader(
    name="ftm",
    title="FollowTheMoney JSON lines",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset(("Person", "Organization", "Membership", "Vehicle", "Handset", "UserAccount")),
    sample=("entities.ftm.json", {"entities": 6}),
)
