"""What may reach the desk: this machine's own pages, and nothing a foreign page sends.

A page of another site could make a browser send requests here (or point its own name at
127.0.0.1), so the name in ``Host`` is checked on each request and the origin on each one that
changes something or reads the case.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clew.errors import ClewError, NotAllowed, UsageError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LARGEST_BODY = 65_536
"""Bytes a request may carry; a decision with its reason needs a hundredth of it."""
LARGEST_BATCH = 4_194_304
"""Bytes a batch of queries to ``/match/`` may carry."""
LARGER_BODIES = {"/match/": LARGEST_BATCH, "/api/pictures/": 8_388_608, "/api/borders": 16_777_216}
"""Addresses that take more than that: a batch of queries, a drawing, a table of border statistics."""
ANSWERS = ("/api/", "/match/", "/search/", "/entities/", "/catalog", "/algorithms")
"""Addresses that give what stands in a case or on a list: closed to other sites, kept by no browser."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def said(refusal: ClewError) -> dict[str, str]:
    """Give a refusal in its three parts, as an answer carries it."""
    return {"what": refusal.what, "where": refusal.where, "do": refusal.do}


class Guard:
    """Refuses foreign requests, and puts the headers on each answer that keep a page to itself."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = ()) -> None:
        self._app = app
        self._hosts = LOOPBACK | {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it with the refusal."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"]

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers["Cache-Control"] = _keeping(path)
            await send(message)

        try:
            self._check(Headers(scope=scope), scope["method"], path)
        except ClewError as refusal:
            await JSONResponse(said(refusal), refusal.status)(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)

    def _check(self, headers: Headers, method: str, path: str) -> None:
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            raise NotAllowed(
                f"the desk does not answer to the name {host!r}",
                where="Host",
                do="open it under the address clew serve printed, on 127.0.0.1",
            )
        if path.startswith(ANSWERS) and headers.get("sec-fetch-site", "none") in {
            "cross-site",
            "same-site",
        }:
            raise _foreign(headers.get("origin", "another site"))
        if method in SAFE:
            return
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            raise _foreign(origin)
        length = headers.get("content-length", "0")
        larger = (most for begin, most in LARGER_BODIES.items() if path.startswith(begin))
        most = next(larger, LARGEST_BODY)
        if not length.isdecimal() or int(length) > most:
            raise UsageError(
                f"a request of {length} bytes is too large for the desk",
                do=f"send at most {most} bytes at a time",
            )


def _foreign(origin: str) -> NotAllowed:
    return NotAllowed(
        f"a page of {origin!r} may not use the desk",
        where="Origin",
        do="use the desk's own pages, or the command line",
    )


def _name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _keeping(path: str) -> str:
    if path.startswith(ANSWERS):
        return "no-store"
    return "public, max-age=31536000, immutable" if path.startswith("/assets/") else "no-cache"
