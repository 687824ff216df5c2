"""Puts a place of a source to an element by hand, for or against, with a note; and takes it back."""

from clew.analysis.prosecution.entering import a_reason, one_entered
from clew.analysis.prosecution.offences import SIDES, element
from clew.errors import NotFound, UsageError
from clew.store import prosecution, reading
from clew.store.door import Door
from clew.store.shelf import source_of


def attach(door: Door, who: str, name: str, side: str, note: str, place: str) -> int:
    """Put a place to an element of the sheet of a person entered; give its number.

    Args:
        door: the case and who puts it.
        who: the person, as `one_entered` takes them.
        name: id of the element.
        side: "for" or "against".
        note: what the officer says of it; kept with it, and beside the log.
        place: "statement 12", or a source and a spot: "3 row 5", "3 page 2".

    Raises:
        NotFound: no such person, element, statement or source, or nothing was read at that place of it.
        UsageError: no note, no such side, or a place that cannot be read.
    """
    if side not in SIDES:
        raise UsageError(f"{side!r} is no side", do="say for or against")
    known, said = element(name), a_reason(note, "what it shows")
    with door.act(
        "prosecute", {"note": said}, what="attached", element=known.id, side=side
    ) as view:
        found = one_entered(view, who)
        begin, _, rest = place.strip().partition(" ")
        if begin == "statement":
            number = int(rest) if rest.isascii() and rest.isdigit() else 0
            told = reading.statements(view, [number]).get(number)
            if told is None:
                raise NotFound(f"no statement {rest!r} in this case", do="take it from the sheet")
            source, spot, statement = told.source, told.where, told.statement
        elif begin.isascii() and begin.isdigit() and rest:
            source, spot, statement = source_of(view, int(begin)).no, rest.strip(), None
            if not prosecution.was_read(view, source, spot):
                raise NotFound(
                    f"nothing was read at {spot!r} of source {source}",
                    do="take the place from a record, as it is written there: row 5, page 2, paragraph 3",
                )
        else:
            raise UsageError(
                f"{place!r} names no place",
                do="write “statement 12”, or a source and a spot: “3 row 5”",
            )
        put = {
            "element": known.id, "side": side, "source": source, "spot": spot, "statement": statement, "note": said,
        }  # fmt: skip
        no = prosecution.attach(view, found.suspect.no, put)
        view.note(suspect=found.suspect.no, source=source, attached=no)
    return no


def detach(door: Door, no: int) -> None:
    """Take back what was put to an element.

    Raises:
        NotFound: there is nothing under that number, or it was taken back.
    """
    with door.act("prosecute", what="detached", attached=no) as view:
        prosecution.take_back(view, prosecution.one_attached(view, no))
