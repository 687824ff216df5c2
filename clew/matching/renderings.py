"""Brings a translation or a transcript in beside its original, and tells where either stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from clew.errors import SourceError, UsageError
from clew.matching.arrive import bring_in
from clew.model.asker import Asker
from clew.model.custody import HandOver
from clew.model.rendering import Rendering
from clew.sources.arrivals import Arrival
from clew.sources.intake import Wish
from clew.store import Case, Door, View, custody, renderings
from clew.store.kept import as_it_came, number_of
from clew.store.receipts import texts


@dataclass(frozen=True, slots=True)
class Brought:
    """A translation or transcript that is in.

    Attributes:
        rendering: its number.
        original: the source it is of.
        receipt: of the file that holds its text.
    """

    rendering: int
    original: int
    receipt: dict[str, object]


@dataclass(frozen=True, slots=True)
class Pair:
    """A place of the original and the place of its rendering that stands beside it; either may be empty."""

    original: tuple[str, str]
    text: tuple[str, str]


def original_of(view: View, item: str) -> int:
    """Give the one source a person means by number, hash or name.

    Raises:
        NotFound: there is none.
        UsageError: the name fits several.
    """
    found = custody.items(view, item)
    if len(found) > 1:
        raise UsageError(
            f"{item!r} names {len(found)} sources", do="give the number of one of them"
        )
    return found[0]


def bring_in_rendering(
    case: Case, asker: Asker, original: int, file: Path | Arrival, said: Rendering
) -> Brought:
    """Take the file of a translation or transcript in and write down what it is of.

    It is handed over for the agency of the original, weighed and handled as the original is.

    Raises:
        NotFound: there is no such original.
        SourceError: nothing in the file could be read.
        UsageError: it is the original itself.
    """
    door = Door(case, asker)
    with door.quiet() as view:
        kept = as_it_came(view, original)
    wish = Wish(kept.agency, kept.country)
    handed = HandOver(handed_over_by=said.by, handed_over_at=said.at)
    receipts = list(bring_in(case, asker, [file], wish, kept.marking, None, handed))
    receipt = receipts[0]
    if not receipt["read"]:
        raise SourceError(
            f"nothing in it could be read, so no {said.kind} is noted",
            where=str(receipt["file"]),
            do="clew refused says why; add it as text, DOCX or PDF",
        )
    with door.quiet() as view:
        text = number_of(view, str(receipt["sha256"]), kept.agency)
    with door.act("translate", {"by": said.by}, what=said.kind) as view:
        number = renderings.enter(view, original, text, said)
    return Brought(number, original, receipt)


def side_by_side(view: View, kept: renderings.Kept) -> list[Pair]:
    """Lay the passages of an original and of its rendering side by side, in the order they stand.

    They are laid by their order; whether one is the other's is for whoever reads both.
    """
    here = texts(view, kept.original)
    if kept.said.where:
        here = [one for one in here if one[2] == kept.said.where]
    left = [(where, text) for _, _, where, text in here]
    right = [(where, text) for _, _, where, text in texts(view, kept.text)]
    return list(_pairs(left, right))


def place_in_original(view: View, kept: renderings.Kept, where: str) -> str:
    """Give the place of the original that stands beside a place of its rendering.

    Empty where the two do not hold equally many passages, so that nobody is led to a wrong one.
    """
    if kept.said.where:
        return kept.said.where
    left, right = (
        list(dict.fromkeys(t[2] for t in texts(view, no))) for no in (kept.original, kept.text)
    )
    return left[right.index(where)] if len(left) == len(right) and where in right else ""


def _pairs(left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]]) -> Sequence[Pair]:
    nothing = ("", "")
    many = max(len(left), len(right))
    return [
        Pair(left[n] if n < len(left) else nothing, right[n] if n < len(right) else nothing)
        for n in range(many)
    ]
