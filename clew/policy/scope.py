"""The scope of an asker: which agencies' sources a query may touch, and whether victims are shown.

One local user is enough for now and sees every agency's files of the case; the scope already
stands in every query, so that need-to-know can be set here without touching a page.
"""

from dataclasses import dataclass

from clew.errors import NotAllowed
from clew.model.asker import Asker


@dataclass(frozen=True, slots=True)
class Scope:
    """What an asker may see of one case.

    Attributes:
        agencies: names of the agencies whose sources may be read; None means every one.
        unmasked: victims are shown by name; else their values are covered.
        court: None unless it is for a court: then nothing is read whose handling code keeps it from
            one, but what the agencies named here permitted.
    """

    agencies: frozenset[str] | None = None
    unmasked: bool = False
    court: frozenset[str] | None = None


def scope_of(asker: Asker) -> Scope:
    """Give the scope of *asker*.

    Raises:
        NotAllowed: victims shall be unmasked without a reason.
    """
    if asker.unmask and len(asker.why.strip()) < 8:
        raise NotAllowed(
            "victims stay masked without a reason", do="say why in at least eight characters"
        )
    return Scope(unmasked=asker.unmask)
