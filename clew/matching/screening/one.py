"""Checks one person against lists, in the time an officer at a counter has."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from clew.matching.screening.against import against
from clew.matching.screening.local import Wanted
from clew.matching.screening.output import Refusals, clues_of
from clew.matching.screening.people import one_party
from clew.matching.screening.resume import Parts
from clew.model.asker import Asker
from clew.model.party import Party

if TYPE_CHECKING:
    from clew.matching.screening.asking import Hit
    from clew.sources.lists.frame import RefusedRow


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking one person.

    Attributes:
        hits: (name of the list, prior, hit), the likeliest first.
        milliseconds: the check alone; the index was open.
        refused: values of the person that could not be taken.
    """

    hits: list[tuple[str, float, "Hit"]]
    milliseconds: float
    refused: list["RefusedRow"]

    def as_json(self) -> dict[str, object]:
        """Give {hits: [{list_id, name, probability, clues, list}], milliseconds, refused}."""
        return {
            "hits": [
                {
                    "list_id": hit.list_id, "name": hit.name, "probability": hit.probability,
                    "clues": clues_of(hit), "list": name,
                }
                for name, _, hit in self.hits
            ],
            "milliseconds": round(self.milliseconds, 3),
            "refused": [
                {"value": r.value, "reason": r.reason, "remedy": r.remedy} for r in self.refused
            ],
        }  # fmt: skip


def check_one(
    text: str,
    lists: Sequence[Path],
    wanted: Wanted | None = None,
    asker: Asker | None = None,
) -> Checked:
    """Check one person, given as a JSON object with the columns of a file of people as keys.

    Args:
        text: the JSON object.
        lists: indexes, files of lists, cases; a file is indexed for the time it takes.
        wanted: threshold, prior, country; the rest makes no difference to one person.
        asker: who asks; needed to read a case.

    Raises:
        UsageError: the text is no person.
        ClewError: a list cannot be read as a whole, or an index is of another version.
    """
    from clew.matching.screening.asking import Question
    from clew.matching.screening.index import Index

    wanted = wanted or Wanted()
    party, refused = one_party(text, wanted.country)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="clew-")))
        parts = Parts(folder / "one", {})
        stack.callback(parts.close)
        refusals = Refusals(folder / "refused.csv")
        stack.callback(refusals.close)
        targets = against(lists, asker, wanted.country)
        asked = [
            (t.name, Question(Index.open(t.index(parts, refusals)), wanted.threshold, wanted.prior))
            for t in targets
        ]
        for _, question in asked:
            question.check(Party("", names=("A B",)))  # loads what the first check would wait for
        started = time.perf_counter()
        hits = [(name, q.prior, hit) for name, q in asked for hit in q.check(party)]
        took = (time.perf_counter() - started) * 1000
    hits.sort(key=lambda found: (-found[2].probability, found[0], found[2].list_id))
    return Checked(hits, took, refused)
