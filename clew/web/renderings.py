"""Shapes translations and transcripts for the desk's pages: both texts side by side, victims covered in both."""

from clew.matching.renderings import place_in_original, side_by_side
from clew.store import View
from clew.store.covered import covered
from clew.store.renderings import Kept, by_text
from clew.web.shown import Shown

MOST_PAIRS = 1000
"""Pairs of passages one page shows; the two files hold the rest."""


def shown(view: View, kept: Kept) -> Shown:
    """Give a translation or transcript with its passages beside those of its original."""
    pairs = side_by_side(view, kept)
    one, other = (covered(view, no) for no in (kept.original, kept.text))

    def cover(text: str) -> str:
        return one.cover(other.cover(text))

    return {
        **kept.as_json(),
        "pairs": [
            {
                "original": {"where": pair.original[0], "text": cover(pair.original[1])},
                "text": {"where": pair.text[0], "text": cover(pair.text[1])},
            }
            for pair in pairs[:MOST_PAIRS]
        ],
        "left_out": max(0, len(pairs) - MOST_PAIRS),
    }


def rendering_at(view: View, source: int, where: str) -> Shown | None:
    """Say what translation or transcript a place stands in, and which place of the original is beside it."""
    kept = by_text(view, [source]).get(source)
    if kept is None:
        return None
    return {**kept.as_json(), "beside": place_in_original(view, kept, where)}
