"""What one process of the server answers: the desk of a case, the lists, or both."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute

from clew.errors import SettingsError
from clew.web.desk import Desk
from clew.web.guard import Guard

if TYPE_CHECKING:
    from clew.web.lists.held import Lists
    from clew.web.lists.tally import Tally


@dataclass(frozen=True, slots=True)
class Serving:
    """What is to be served; it can be sent to another process, which makes the application there.

    Attributes:
        folder: the case's folder; None serves lists only.
        lists: folders of the indexes to answer from.
        user: account name that goes into the log.
        agency: the agency the person asks for.
        hosts: names the server answers to besides 127.0.0.1 and localhost.
        key: what a program must show to ask the lists.
        tally: file that counts questions to the lists where there is no case.
    """

    folder: Path | None
    lists: tuple[Path, ...]
    user: str
    agency: str
    hosts: tuple[str, ...]
    key: str | None
    tally: Path

    def app(self) -> Starlette:
        """Make the application.

        Raises:
            NotFound: there is no case, or no index, where one is named.
            BrokenRecord: an index is damaged, or of another version.
        """
        held = _opened(self.lists) if self.lists else None
        if self.folder is None:
            assert held is not None
            return self._lists_only(held)
        from clew.web.app import create_app

        def more(desk: Desk) -> Sequence[BaseRoute]:
            from clew.web.lists.tally import CaseTally

            return self._routes(held, CaseTally(desk)) if held else ()

        return create_app(self.folder, self.user, self.agency, self.hosts, more)

    def _routes(self, held: "Lists", tally: "Tally") -> Sequence[BaseRoute]:
        from clew.web.lists.routes import Service

        return Service(held, tally, self.key).routes()

    def _lists_only(self, held: "Lists") -> Starlette:
        from clew.web.lists.tally import FileTally

        return Starlette(
            routes=self._routes(held, FileTally(self.tally, self.user, self.agency)),
            middleware=[Middleware(Guard, hosts=self.hosts)],
            exception_handlers={HTTPException: _no_address},
        )


def _opened(paths: tuple[Path, ...]) -> "Lists":
    try:
        from clew.web.lists.opening import Opened
    except ImportError as exc:
        raise SettingsError(
            f"the lists need the extra 'screen': {exc}", do="install it: pip install 'clew[screen]'"
        ) from exc
    from clew.model.ftm import model
    from clew.web.lists.held import Lists

    model()
    return Lists([Opened(path) for path in paths])


def _no_address(request: Request, exc: Exception) -> JSONResponse:
    assert isinstance(exc, HTTPException)
    what, where, do = str(exc.detail), request.url.path, "docs/api.md lists what can be asked"
    return JSONResponse(
        {"detail": f"{where}: {what}\n  → {do}", "what": what, "where": where, "do": do},
        exc.status_code,
    )
