"""What of a source stays covered: the records of victims, and their words wherever they stand in it."""

from dataclasses import dataclass

from sqlalchemy import select

from clew.store.covering import MASK, Veil
from clew.store.door import View
from clew.store.masking import NOT_TELLING, NOTHING, OPEN_PROPS, is_masked, veil_of
from clew.store.renderings import touching
from clew.store.tables import ENTITY, SOURCE, STATEMENT

SHORTEST = 3
"""Characters of a victim's value that is covered inside other text; a shorter one would blot out half of it."""


@dataclass(frozen=True, slots=True)
class Covered:
    """What of one source stays covered for an asker.

    Attributes:
        spots: places that hold a victim's record.
        texts: a victim's values as written in this source, the longest first.
        rows: covers who is masked in rows of the source; *written* in what somebody wrote in it.
    """

    spots: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    rows: Veil = NOTHING
    written: Veil = NOTHING

    def cover(self, text: str) -> str:
        """Put the mask over whatever of a text somebody wrote stays covered."""
        for theirs in self.texts:
            text = text.replace(theirs, MASK)
        return self.written.text(text)

    def evenly(self, text: str) -> str:
        """Cover letter by letter, so that the places of mentions still count right."""
        for theirs in self.texts:
            text = text.replace(theirs, MASK[:1] * len(theirs))
        return self.written.evenly(text)


def covered(view: View, source: int) -> Covered:
    """Give what of *source* the asker may not see while victims are masked.

    Between an original and its translation or transcript a victim's words are covered in both.
    """
    beside = {no for kept in touching(view, [source]) for no in (kept.original, kept.text)}
    query = (
        select(ENTITY.c.spot.label("place"), ENTITY.c.category, ENTITY.c.source, STATEMENT)
        .join(STATEMENT, STATEMENT.c.entity == ENTITY.c.no)
        .where(
            ENTITY.c.source.in_(view.sources().where(SOURCE.c.no.in_({source, *beside}))),
            ENTITY.c.category.is_not(None),
        )
    )
    spots: set[str] = set()
    texts: set[str] = set()
    for row in view.conn.execute(query):
        if not is_masked(view, row.category):
            continue
        if row.source == source:
            spots |= {row.place, row.spot or row.place}
        if row.value is not None and row.prop not in OPEN_PROPS | NOT_TELLING:
            texts |= {text for text in (row.value, row.written) if text and len(text) >= SHORTEST}
    return Covered(
        frozenset(spots), tuple(sorted(texts, key=len, reverse=True)),
        veil_of(view, source), veil_of(view, source, is_text=True),
    )  # fmt: skip
