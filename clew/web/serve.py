"""Opens the desk of one case, and the lists, on this machine."""

import os
import socket
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from clew.errors import SettingsError, UsageError
from clew.settings import Settings

if TYPE_CHECKING:
    import uvicorn

HOST = "127.0.0.1"
PORTS_TRIED = 20
WARM_AFTER_S = 1.5
"""Seconds the first page gets to itself before the model loads beside it."""
TALLY = "checks.jsonl"
"""File beside the first list that counts questions where there is no case."""


def serve(
    folder: Path | None,
    host: str = HOST,
    port: int | None = None,
    open_browser: bool = True,
    lists: tuple[Path, ...] = (),
    tally: Path | None = None,
    workers: int | None = None,
) -> None:
    """Serve the desk of the case in *folder*, and *lists*, until the terminal says stop.

    Args:
        folder: the case's folder; None serves lists only.
        host: address to listen on; 127.0.0.1 keeps the server on this machine.
        port: TCP port; None takes CLEW_PORT, or the next free one after it.
        open_browser: show the desk in the system's browser.
        lists: folders of indexes to answer the matching API from.
        tally: file that counts questions where there is no case; None puts it beside the first list.
        workers: processes that answer side by side; None: one with a case, else one a core.

    Raises:
        SettingsError: the port is taken, or the extra ``web`` or ``screen`` is not installed.
        UsageError: neither a case nor a list is named.
    """
    if folder is None and not lists:
        raise UsageError("nothing is named to serve", do="name a case, or a list: --lists INDEX")
    try:
        import uvicorn
    except ImportError as exc:
        raise SettingsError(
            "the desk needs the extra 'web'", do="install it: pip install 'clew[web]'"
        ) from exc
    from clew.web.serving import Serving

    settings = Settings.from_env(os.environ)
    beside = lists[0].resolve().parent / TALLY if lists else Path(TALLY)
    serving = Serving(
        folder, lists, settings.user, settings.agency, (host,), settings.api_key, tally or beside
    )
    app = serving.app()
    title = (
        f"the desk of {app.state.desk.case.name}"
        if folder is not None
        else f"the lists {', '.join(path.name for path in lists)}"
    )
    line = listen(host, settings.port if port is None else port, PORTS_TRIED if port is None else 1)
    address = f"http://{host}:{line.getsockname()[1]}/"
    print(f"{title}: {address}  (stop it with Ctrl+C)", flush=True)  # noqa: T201
    if folder is not None:
        _open_desk(address if open_browser else None)
    if workers is None:
        workers = 1 if folder is not None else len(os.sched_getaffinity(0))
    config = uvicorn.Config(
        app if workers == 1 else serving.app,
        factory=workers > 1,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
        workers=workers,
    )
    with line:
        _run(config, line)


def _run(config: "uvicorn.Config", line: socket.socket) -> None:
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    if config.workers == 1:
        uvicorn.Server(config).run(sockets=[line])
    else:
        Multiprocess(config, sockets=[line]).run()


def _open_desk(address: str | None) -> None:
    warming = threading.Timer(WARM_AFTER_S, _warm)
    warming.daemon = True
    warming.start()
    if address is not None:
        threading.Timer(0.3, webbrowser.open, [address]).start()


def listen(host: str, port: int, tries: int) -> socket.socket:
    """Take the first free port from *port* on, *tries* at most.

    The protocol is named so that answers go out at once: without it each small answer would wait
    40 ms for the other side's acknowledgement.

    Raises:
        SettingsError: none of them is free.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, port + tries):
        line = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind((host, number))
        except OSError:
            line.close()
            continue
        line.listen(128)
        return line
    raise SettingsError(
        f"port {port} on {host} is taken", where="CLEW_PORT", do="name another one: --port 8300"
    )


def _warm() -> None:
    """Load what the first entity page needs while the browser is still opening."""
    from clew.model.ftm import model
    from clew.sources.reader import all_readers

    model()
    all_readers()
