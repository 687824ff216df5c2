"""The record: who did what, when and why; and whether its chain holds."""

import json
from typing import Annotated

from fastapi import Query, Request

from clew import audit
from clew.web.answering import routes
from clew.web.desk import door_of
from clew.web.shown import Shown

router = routes()


@router.get("/log")
def log(
    request: Request, before: int | None = None, limit: Annotated[int, Query(ge=1, le=500)] = 100
) -> list[Shown]:
    """Give lines of the log, the newest first, those before line *before* if it is given."""
    with door_of(request, "the record").act("view", what="log") as view:
        return [
            _line(json.loads(line.text), texts)
            for line, texts in audit.lines(view.conn, before, limit)
        ]


@router.get("/log/verify")
def verify(request: Request) -> Shown:
    """Walk the chain and say whether the log is as it was written."""
    with door_of(request, "the record").stream("verify") as view:
        verdict = audit.verify(view.conn)
    return {
        "good": verdict.good,
        "lines": verdict.lines,
        "head": verdict.head,
        "problem": verdict.problem or None,
    }


def _line(said: dict[str, object], texts: dict[str, str]) -> Shown:
    facts = said["of"]
    assert isinstance(facts, dict)
    named = [
        str(facts[key]) if key == "what" else f"{key} {facts[key]}"
        for key in sorted(facts, key="what".__ne__)
    ]
    typed = [f"{topic}: {text}" for topic, text in sorted(texts.items()) if topic != "why"]
    return {
        "seq": said["seq"],
        "at": said["at"],
        "who": said["who"],
        "agency": said["agency"],
        "act": said["act"],
        "on": " · ".join([*named, *typed]),
        "why": texts.get("why", ""),
    }
