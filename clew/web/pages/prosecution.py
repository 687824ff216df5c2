"""For a prosecutor: who is entered as a suspect, each one's sheet, what is put to it by hand, the bundle."""

from dataclasses import asdict
from datetime import UTC, date, datetime
from importlib.util import find_spec
from typing import Annotated, Any

from fastapi import Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from clew.errors import NotFound, SettingsError
from clew.web.answering import routes
from clew.web.desk import door_of
from clew.web.shown import Shown

router = routes()
Number = Annotated[int, Path(ge=1, le=2**62)]
Entity = Annotated[str, Path(max_length=80)]
_PAGE = "prosecution"


class Reason(BaseModel):
    """Why somebody is entered, or no longer; and whose further record it is, if so."""

    reason: str = Field(max_length=2_000)
    further_of: str = Field(default="", max_length=80)


class Put(BaseModel):
    """A place put to an element by hand."""

    element: str = Field(max_length=60)
    side: str = Field(max_length=10)
    note: str = Field(max_length=2_000)
    place: str = Field(max_length=400)


@router.get("/prosecution")
def suspects(request: Request) -> Shown:
    """List who is entered, and the principles every sheet begins with."""
    from clew.analysis.prosecution.entering import entered
    from clew.analysis.prosecution.offences import principles
    from clew.store import prosecution

    with door_of(request, _PAGE).act("view", what="prosecution") as view:
        found = [one.as_json() for one in entered(view)]
        gone = [asdict(one) for one in prosecution.lost(view)]
        view.note(suspects=len(found))
    return {"suspects": found, "principles": principles(), "lost": gone}


@router.get("/prosecution/{entity}")
def sheet(request: Request, entity: Entity) -> Shown:
    """Give a person's sheet; of somebody not entered, who it is and why they can't be, if so."""
    _needs_network()
    from clew.analysis.prosecution.entering import one_entered, same_person, spared
    from clew.analysis.prosecution.offences import principles
    from clew.analysis.prosecution.sheet import METHOD, sheets
    from clew.store import reading

    with door_of(request, _PAGE).act("view", what="prosecution", entity=entity) as view:
        try:
            found = one_entered(view, entity)
        except NotFound:
            party = reading.party(view, entity)
            why = spared(view, same_person(view, party.no))
            return {**party.brief(), "id": party.entity, "entered": None, "spared": why}
        drawn = sheets(view, _today(), (found.suspect.no,))
        shown: Any = drawn[0].as_json() if drawn else found.as_json()
    return {**shown, "principles": principles(), "method": METHOD}


@router.post("/prosecution/{entity}")
def enter(request: Request, entity: Entity, said: Reason) -> Shown:
    """Enter a person as a suspect."""
    from clew.analysis.prosecution import entering

    door = door_of(request, _PAGE)
    return {"no": entering.enter(door, entity, said.reason, said.further_of)}


@router.post("/prosecution/{entity}/withdraw")
def withdraw(request: Request, entity: Entity, said: Reason) -> Shown:
    """Take a person off the list."""
    from clew.analysis.prosecution import entering

    return {"no": entering.withdraw(door_of(request, _PAGE), entity, said.reason)}


@router.post("/prosecution/{entity}/attach")
def attach(request: Request, entity: Entity, put: Put) -> Shown:
    """Put a place to an element."""
    from clew.analysis.prosecution import attaching

    door = door_of(request, _PAGE)
    return {"no": attaching.attach(door, entity, put.element, put.side, put.note, put.place)}


@router.post("/prosecution/attached/{no}/undo")
def detach(request: Request, no: Number) -> Shown:
    """Take back what was put to an element."""
    from clew.analysis.prosecution import attaching

    attaching.detach(door_of(request, _PAGE), no)
    return {"undone": no}


@router.get("/prosecution/{entity}/bundle.zip")
def bundle(
    request: Request, entity: Entity, permitted: Annotated[list[str] | None, Query()] = None
) -> Response:
    """Give the bundle; making it is an entry of each original's chain."""
    _needs_network()
    from clew.report.prosecution_bundle import bundle, handed_out, packed

    door = door_of(request, _PAGE)
    with door.quiet() as view:
        made = bundle(view, entity, permitted or ())
    handed_out(door, made, "the desk")
    name = f'attachment; filename="prosecution-{made.suspect}.zip"'
    headers = {"Content-Disposition": name}
    return Response(packed(made), media_type="application/zip", headers=headers)


def _needs_network() -> None:
    if lacking := [name for name in ("numba", "numpy", "rustworkx") if find_spec(name) is None]:
        raise SettingsError(
            f"a sheet needs {', '.join(lacking)}", do="install it: pip install 'clew[network]'"
        )


def _today() -> date:
    return datetime.now(UTC).date()
