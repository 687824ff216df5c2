"""Who stands at the door, for which agency, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asker:
    """A person asking something of a case.

    Attributes:
        who: account name of the person.
        agency: the agency the person asks for.
        why: the reason, in the person's words; kept beside the log, erasable.
        unmask: True when the person asked to see victims unmasked (needs a reason).
    """

    who: str
    agency: str
    why: str
    unmask: bool = False
