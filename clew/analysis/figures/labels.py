"""Labels of reports a person has read: JSON files beside their texts, or written into the text itself.

A text labelled in place begins each piece with a line "=== NAME | day of publication"; a label is
{kind value @date|the words}, low..high for an interval, and the date may be left out.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from clew.analysis.figures.written import written
from clew.errors import SourceError

_PIECE = "=== "
_LABEL = re.compile(r"\{(\w+) (-?[\d.]+?)(?:\.\.([\d.]+))?(?: @([\d./-]+))?\|([^{}]*)\}")


def labels_in(folder: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Give the labels of every report in *folder* with its text.

    Labels stand in a JSON file whose text lies beside it, or is found by its `source_file`; or in the text
    itself, in a file that begins with "===".

    Raises:
        SourceError: there is no label file, one is no JSON, or a text is missing.
    """
    found = False
    for path in sorted(folder.glob("*.json")):
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as exc:
            raise SourceError(f"this is no JSON: {exc}", where=path.name, do="mend it") from exc
        if not isinstance(said, dict) or "facts" not in said:
            continue
        found = True
        yield said, written(_text_of(said, path)).text
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if text.startswith(_PIECE):
            found = True
            yield from labelled_in_place(text)
    if not found:
        raise SourceError(
            "there are no label files here", where=str(folder), do="give the folder of the labels"
        )


def _text_of(said: dict[str, Any], path: Path) -> Path:
    beside = path.with_suffix(".txt")
    if beside.exists():
        return beside
    name = str(said.get("source_file") or "")
    for folder in (path.parent, *list(path.parent.resolve().parents)[:3]):
        for spot in (folder / name, folder / "seeds" / name):
            if name and spot.is_file():
                return spot
    raise SourceError("the text of these labels is missing", where=path.name, do="put it beside it")


def labelled_in_place(text: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Give the labels of each piece in *text*, and the piece without them."""
    for block in re.split(rf"(?m)^{_PIECE}", text)[1:]:
        head, _, body = block.partition("\n")
        name, _, published = head.partition(" | ")
        facts = [_fact(match) for match in _LABEL.finditer(body)]
        said = {"id": name, "published": published.strip(), "facts": facts, "totals": []}
        yield said, _LABEL.sub(lambda match: match[5], body)


def _fact(match: re.Match[str]) -> dict[str, Any]:
    kind, low, high, day, quote = match.groups()
    fact: dict[str, Any] = {"kind": kind, "quote": quote, "value": None, "low": None, "high": None}
    fact |= {"low": float(low), "high": float(high)} if high else {"value": float(low)}
    return fact | ({"date": day} if day else {})
