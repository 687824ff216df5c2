"""Opens the desk of one case on this machine."""

import os
import socket
import threading
import webbrowser
from pathlib import Path

from clew.errors import SettingsError
from clew.settings import Settings

HOST = "127.0.0.1"
PORTS_TRIED = 20
WARM_AFTER_S = 1.5
"""Seconds the first page gets to itself before the model loads beside it."""


def serve(
    folder: Path, host: str = HOST, port: int | None = None, open_browser: bool = True
) -> None:
    """Serve the desk of the case in *folder* until the terminal says stop.

    Args:
        folder: the case's folder.
        host: address to listen on; 127.0.0.1 keeps the desk on this machine.
        port: TCP port; None takes CLEW_PORT, or the next free one after it.
        open_browser: show the desk in the system's browser.

    Raises:
        SettingsError: the port is taken, or the extra ``web`` is not installed.
    """
    try:
        import uvicorn
    except ImportError as exc:
        raise SettingsError(
            "the desk needs the extra 'web'", do="install it: pip install 'clew[web]'"
        ) from exc
    from clew.web.app import create_app

    settings = Settings.from_env(os.environ)
    app = create_app(folder, settings.user, settings.agency, hosts=(host,))
    line = listen(host, settings.port if port is None else port, PORTS_TRIED if port is None else 1)
    address = f"http://{host}:{line.getsockname()[1]}/"
    print(f"the desk of {app.state.desk.case.name}: {address}  (stop it with Ctrl+C)", flush=True)  # noqa: T201
    warming = threading.Timer(WARM_AFTER_S, _warm)
    warming.daemon = True
    warming.start()
    if open_browser:
        threading.Timer(0.3, webbrowser.open, [address]).start()
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1)
    with line:
        uvicorn.Server(config).run(sockets=[line])


def listen(host: str, port: int, tries: int) -> socket.socket:
    """Take the first free port from *port* on, *tries* at most.

    Raises:
        SettingsError: none of them is free.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, port + tries):
        line = socket.socket(family, socket.SOCK_STREAM)
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
