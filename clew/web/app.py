"""The desk as one application: its routes, its refusals, its built pages."""

from collections.abc import Callable, Sequence
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute

from clew.errors import ClewError, NotFound, UsageError
from clew.store import open_case
from clew.web.desk import Desk
from clew.web.guard import Guard, said
from clew.web.pages import (
    borders,
    case,
    custody,
    entities,
    figures,
    hits,
    live,
    mapping,
    money,
    network,
    pictures,
    prosecution,
    record,
    renderings,
    routes,
    sources,
    timeline,
)

STATIC = Path(__file__).with_name("static")


def create_app(
    folder: Path,
    user: str,
    agency: str = "local",
    hosts: tuple[str, ...] = (),
    more: Callable[[Desk], Sequence[BaseRoute]] | None = None,
) -> FastAPI:
    """Make the desk of the case in *folder* for one person.

    Args:
        folder: the case's folder.
        user: account name that goes into the log.
        agency: the agency the person asks for.
        hosts: names the desk answers to besides 127.0.0.1 and localhost.
        more: gives further addresses to answer beside the desk's own.

    Raises:
        NotFound: there is no case in the folder.
        CaseError: the case cannot be opened.
    """
    app = FastAPI(title="clew desk", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = Desk(open_case(folder), user, agency)
    about = (network, routes, timeline, figures, borders, money, prosecution)
    kept = (sources, renderings, custody, mapping, record)
    for page in (case, hits, entities, *about, pictures, *kept, live):
        app.include_router(page.router, prefix="/api")
    app.add_api_route(
        "/api/{rest:path}", _no_such_question, methods=["GET", "POST", "PUT", "DELETE", "PATCH"]
    )
    if more is not None:
        app.router.routes.extend(more(app.state.desk))
    app.add_api_route("/", _page, methods=["GET"], response_class=HTMLResponse)
    if STATIC.is_dir():
        app.mount("/", StaticFiles(directory=STATIC))
    app.add_exception_handler(ClewError, _refused)
    app.add_exception_handler(RequestValidationError, _misworded)
    app.add_exception_handler(HTTPException, _plain)
    app.add_middleware(Guard, hosts=hosts)
    return app


def _no_such_question(rest: str) -> None:
    raise NotFound(
        f"the desk has no page {rest!r}", where="/api", do="docs/desk.md lists what can be asked"
    )


def _page(request: Request) -> HTMLResponse:
    """Give the desk's one page; on an exercise it says so before a single script has run."""
    index = STATIC / "index.html"
    if not index.is_file():
        raise NotFound("the desk's pages are not built", where=str(STATIC), do="run: make desk")
    text = index.read_text(encoding="utf-8")
    if request.app.state.desk.case.exercise:
        text = text.replace("<html ", "<html data-exercise ", 1).replace(
            "<title>", "<title>EXERCISE · ", 1
        )
    return HTMLResponse(text)


def _refused(request: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, ClewError)
    return JSONResponse(said(exc), exc.status)


def _misworded(request: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, RequestValidationError)
    first = exc.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    refusal = UsageError(
        f"{str(first.get('input', ''))[:80]!r}: {first['msg']}",
        where=place,
        do="docs/desk.md says what fits",
    )
    return JSONResponse(said(refusal), refusal.status)


def _plain(request: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, HTTPException)
    return JSONResponse(
        {"what": str(exc.detail), "where": request.url.path, "do": "go back to the inbox"},
        exc.status_code,
    )
