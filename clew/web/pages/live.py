"""Tells open pages that the case changed, whichever process changed it.

The number of the last line of the log and that of the newest hit are looked at; hits are counted
anew only when one of them moved. Looking leaves no line of its own.
"""

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from clew import audit
from clew.errors import ClewError
from clew.store.hits import Filter, count, newest
from clew.web.desk import Desk, desk_of
from clew.web.guard import said

router = APIRouter()
EVERY_S = 1.0
"""Seconds between two looks at the database."""
ALIVE_S = 15.0
"""Seconds after which a quiet line says that it is still there."""


class Pulse:
    """The state of one case as its pages are told it; looked up at most once per `EVERY_S`, for them together."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._looked_at = float("-inf")
        self._seen = (-1, -1)
        self._now: dict[str, int] = {}

    def now(self) -> dict[str, int]:
        """Give how many hits there are, how many are open, and the number of the last line."""
        with self._lock:
            if time.monotonic() - self._looked_at >= EVERY_S * 0.9:
                self._look()
                self._looked_at = time.monotonic()
            return dict(self._now)

    def _look(self) -> None:
        with self._desk.door("desk: live").quiet() as view:
            seen = audit.head(view.conn)[0], newest(view)
            if seen != self._seen:
                self._seen = seen
                self._now = {
                    "hits": count(view, Filter()),
                    "open": count(view, Filter(decision="open")),
                    "log": seen[0],
                }


@router.get("/events")
async def events(request: Request) -> StreamingResponse:
    """Send the counts now, and again each time the case changed."""
    state = request.app.state
    if not hasattr(state, "pulse"):
        state.pulse = Pulse(desk_of(request))
    return StreamingResponse(_tell(state.pulse), media_type="text/event-stream")


async def _tell(pulse: Pulse) -> AsyncIterator[str]:
    told: dict[str, int] | None = None
    quiet_since = time.monotonic()
    while True:
        try:
            now = await asyncio.to_thread(pulse.now)
        except ClewError as refusal:
            yield f"event: refused\ndata: {json.dumps(said(refusal))}\n\n"
            return
        if now != told:
            told, quiet_since = now, time.monotonic()
            yield f"data: {json.dumps(now)}\n\n"
        elif time.monotonic() - quiet_since > ALIVE_S:
            quiet_since = time.monotonic()
            yield ": still here\n\n"
        await asyncio.sleep(EVERY_S)
