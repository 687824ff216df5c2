"""Defendants named in court narratives, found by the words around them while no name is known."""

import csv
import re
import sys
from dataclasses import dataclass

from bench.measured import Figure
from bench.name_figures import SHARED
from clew.sources.mention import Mention
from clew.sources.mention_strangers import strangers

RECALL = 0.8
_COLUMNS = ("one", "two", "three", "four", "five", "six", "seven")
_NOT_NAMES = frozenset({"Jr.", "Jr", "Sr.", "Sr"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What was found in the narratives.

    Attributes:
        named: defendants whose surname stands in their narrative.
        found: how many of them a span of kind person covers.
        spans: spans of kind person in the narratives; right: how many of them cover a defendant's surname.
    """

    named: int
    found: int
    spans: int
    right: int


def counted(rows: list[dict[str, str]]) -> Counted:
    """Look through the narratives of the complaints with no name known."""
    named = found = spans = right = 0
    for row in rows:
        text = row["narrative"]
        seen = [m for m in strangers(text, lambda _: False) if m.kind == "person"]
        spans += len(seen)
        met: set[int] = set()
        for column in _COLUMNS:
            words = [w for w in row[f"defendant_{column}"].split() if w not in _NOT_NAMES]
            if words and "$" not in row[f"defendant_{column}"]:
                where = [m.span() for m in re.finditer(rf"\b{re.escape(words[-1])}\b", text)]
                named += bool(where)
                covering = {m.start for m in seen for span in where if _covers(m, span)}
                found += bool(covering)
                met |= covering
        right += len(met)
    return Counted(named, found, spans, right)


def _covers(mention: Mention, span: tuple[int, int]) -> bool:
    return mention.start <= span[0] and span[1] <= mention.end


def mention_figures() -> list[Figure]:
    """Recall over the defendants named, and how many of the spans are known to be right."""
    table = SHARED / "data" / "reports" / "border_complaints.csv"
    if not table.exists():
        sys.stderr.write(f"no figures on mentions: no real data at {SHARED}; set CLEW_SHARED\n")
        return []
    with table.open(encoding="utf-8", newline="") as handle:
        said = counted(list(csv.DictReader(handle)))
    return [
        Figure(
            "defendants named in their narratives, found with no name known",
            f"{said.found} of {said.named}",
            f"{RECALL:.0%}",
            "",
            said.found >= RECALL * said.named,
        ),
        Figure(
            "persons found in those narratives that are defendants: precision is this at least, for officers and"
            " witnesses are not coded",
            f"{said.right} of {said.spans}",
        ),
    ]
