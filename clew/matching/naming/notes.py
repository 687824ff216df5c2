"""Says in words what differs between two names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One difference between two names.

    Attributes:
        kind: which rule spoke.
        a: what the one name has; b what the other has.
        cost: how much it takes from the score, in powers of e; 0 for what is only worth knowing.
    """

    kind: str
    a: str
    b: str
    cost: float


_SAID = {
    "spelling": "'{a}' and '{b}' are spelled differently",
    "joined": "'{a}' and '{b}' are joined or split",
    "initial": "'{a}' and '{b}' agree in an initial only",
    "mixed": "'{a}' mixes letters of two scripts",
    "other_part": "'{a}' stands against '{b}'",
    "more_parts": "only one of them says '{a}'",
    "inverted": "father and child are exchanged: '{a}' is one's own name and the other's father's",
    "father_for_own": "'{a}' is one's own name and the other's father's",
    "turned_chain": "one says whose child it is, the other has the parts in another order",
    "other_father": "the fathers '{a}' and '{b}' differ",
    "swapped": "the parts stand in another order",
    "placeholder": "a placeholder stands for the name",
    "nothing": "no part of one fits a part of the other",
    "form": "the legal forms '{a}' and '{b}' differ",
    "numbers": "the numbers '{a}' and '{b}' differ",
}


def sentence(notes: tuple[Note, ...]) -> str:
    """Put the differences into one sentence, the dearest first."""
    if not notes:
        return "The names agree in each part."
    ordered = sorted(notes, key=lambda note: -note.cost)
    said = "; ".join(_SAID[note.kind].format(a=note.a, b=note.b) for note in ordered)
    return said[0].upper() + said[1:] + "."
