"""A clue for or against an element: what records show, in one sentence, and where they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clew.analysis.prosecution.offences import table
from clew.store.reading import Told


@dataclass(frozen=True, slots=True)
class Clue:
    """What records of a case show of a person.

    Attributes:
        kind: one of the words of clues.toml; "role_driver" and "message_money" are such too.
        says: one sentence, no more than the records show.
        at: ISO date or time it is of, or "".
        statements: those that show it, without repetition.
        note: words a person typed beside it, such as the reason of a judgement.
    """

    kind: str
    says: str
    at: str
    statements: tuple[int, ...]
    note: str = ""


def clue(
    kind: str,
    statements: Iterable[int],
    at: str = "",
    said: Mapping[str, object] | None = None,
    note: str = "",
) -> Clue:
    """Make a clue in the words of clues.toml, filled in with *said*.

    >>> clue("two_suspects", [7, 7], "", {"count": 2}).says
    'ties to 2 others entered as suspects'
    """
    words: dict[str, str] = table("clues")["words"]
    form = words.get(kind) or words[kind.partition("_")[0]]
    says = " ".join(form.format(**{"at": shown(at), **(said or {})}).split()).removeprefix(": ")
    return Clue(kind, says, at, tuple(dict.fromkeys(s for s in statements if s)), note)


def shown(at: str) -> str:
    """Give a moment as people read it: 2026-03-01 22:15.

    >>> shown("2026-03-01T22:15:00"), shown("2026-03-01"), shown("")
    ('2026-03-01 22:15', '2026-03-01', 'on a day not told')
    """
    return at[:16].replace("T", " ") if at else "on a day not told"


def span(first: str, last: str) -> str:
    """Give from when to when, or that no day is told.

    >>> span("2026-03-01", "2026-03-04T10:00"), span("2026-03-01", "2026-03-01"), span("", "")
    ('2026-03-01 to 2026-03-04', '2026-03-01', 'days not told')
    """
    days = list(dict.fromkeys(day[:10] for day in (first, last) if day))
    return " to ".join(days) or "days not told"


def spot(told: Told, is_for_court: bool) -> dict[str, object]:
    """Give where a statement stands, its codes, and whether a court may be told it."""
    return {
        "statement": told.statement, "source": told.source, "file": told.file, "where": told.where,
        "agency": told.agency, "evaluation": told.evaluation, "handling": told.handling,
        "court": is_for_court,
    }  # fmt: skip
