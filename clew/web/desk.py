"""Who sits at the desk, and the door each request goes through."""

from dataclasses import dataclass
from urllib.parse import unquote

from fastapi import Request

from clew.model.asker import Asker
from clew.store import Case, Door

WHY_HEADER = "x-clew-why"
"""Header in which a page says what the work is for, percent-encoded."""
LONGEST_WHY = 500
"""Characters of a reason that are kept."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One case opened for one person.

    Attributes:
        case: the case.
        user: account name of the person, as it goes into the log.
        agency: the agency the person asks for.
    """

    case: Case
    user: str
    agency: str

    def door(self, why: str) -> Door:
        """Give the door for one request; *why* goes into its line in the log."""
        return Door(self.case, Asker(self.user, self.agency, why))


def desk_of(request: Request) -> Desk:
    """Give the desk the application was made for."""
    desk: Desk = request.app.state.desk
    return desk


def door_of(request: Request, page: str) -> Door:
    """Give the door for *request*: its reason is what the person stated, else the page's own."""
    said = unquote(request.headers.get(WHY_HEADER, ""))[:LONGEST_WHY].strip()
    return desk_of(request).door(said or f"desk: {page}")
