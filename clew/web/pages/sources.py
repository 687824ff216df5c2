"""The files as agencies handed them over: receipts, refused values, mentions, and each place in them."""

from typing import Annotated, Literal

from fastapi import Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from clew.errors import NotFound
from clew.exchange.opening import crop, excerpt, original
from clew.matching import hits
from clew.store import receipts
from clew.store.covered import Covered, covered
from clew.store.refused_table import as_csv
from clew.web.answering import routes
from clew.web.desk import desk_of, door_of
from clew.web.renderings import rendering_at
from clew.web.shown import Shown

router = routes()
Number = Annotated[int, Path(ge=1, le=2**62)]
MOST_REFUSED = 1000
"""Refused values one page lists; the download holds the rest."""


class MentionAnswer(BaseModel):
    """What a person said of a mention."""

    status: Literal["open", "accepted", "rejected"]


@router.get("/sources")
def sources(request: Request) -> list[Shown]:
    """List the sources in the order they came in."""
    with door_of(request, "the sources").act("view", what="sources") as view:
        return receipts.sources(view)


@router.get("/sources/{source}")
def source(request: Request, source: Number) -> Shown:
    """Give one source: its receipt, what was refused, and a report's text with its mentions."""
    with door_of(request, "a source").act("view", what="source", source=source) as view:
        receipt = receipts.receipt(view, source)
        hidden = covered(view, source)
        refused = list(receipts.refused(view, source))
        mentions = receipts.mentions(view, source)
        texts = receipts.texts(view, source) if mentions else []
    places = {no: where for _, no, where, _ in texts}
    return {
        **receipt,
        "refused": len(refused),
        "refused_values": [
            {**one, "value": hidden.cover(one["value"])} for one in refused[:MOST_REFUSED]
        ],
        "mentions": [_mention(one, hidden, places.get(one.statement, "")) for one in mentions],
        "passages": [
            {"statement": no, "where": where, "text": hidden.evenly(text)}
            for _, no, where, text in texts
        ],
    }


@router.get("/sources/{source}/excerpt")
def open_at(
    request: Request, source: Number, where: Annotated[str, Query(min_length=1, max_length=400)]
) -> Shown:
    """Give a place of a source with its surroundings, as it stands in the file."""
    with door_of(request, "opening a source").act("view", what="excerpt", source=source) as view:
        kept = original(view, source)
        rendering = rendering_at(view, source, where)
    found = excerpt(kept, where, desk_of(request).case.mappings)
    lines = [
        {"where": spot, "cells": list(cells), "here": here} for spot, cells, here in found.lines
    ]
    return {
        "file": kept.evidence.name, "agency": kept.evidence.agency,
        "kind": found.kind, "columns": list(found.columns), "lines": lines, "rendering": rendering,
        "picture": crop(kept, where) is not None,
    }  # fmt: skip


@router.get("/sources/{source}/crop.png")
def crop_of(
    request: Request, source: Number, where: Annotated[str, Query(min_length=1, max_length=400)]
) -> Response:
    """Give what a place of a scan looks like, laid level."""
    with door_of(request, "opening a source").act("view", what="crop", source=source) as view:
        kept = original(view, source)
    drawn = crop(kept, where)
    if drawn is None:
        raise NotFound(
            f"there is no picture of {where!r}", do="it stands in text, or its picture is masked"
        )
    return Response(drawn, media_type="image/png")


@router.get("/refused.csv")
def all_refused_csv(request: Request) -> Response:
    """Give what was refused of all files as a table."""
    with door_of(request, "refused values").act("export", what="refused") as view:
        rows = list(receipts.refused(view))
        view.note(rows=len(rows))
    return _download("refused.csv", rows)


@router.get("/sources/{source}/refused.csv")
def refused_csv(request: Request, source: Number) -> Response:
    """Give what was refused of one file as a table."""
    with door_of(request, "refused values").act("export", what="refused", source=source) as view:
        receipts.receipt(view, source)
        rows = list(receipts.refused(view, source))
        view.note(rows=len(rows))
    return _download(f"refused-{source}.csv", rows)


def _download(file: str, rows: list[dict[str, str]]) -> Response:
    """Give rows as CSV in UTF-8 with BOM, so that a spreadsheet reads it rightly."""
    name = f'attachment; filename="{file}"'
    return Response(
        "\ufeff" + "".join(as_csv(rows)),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": name},
    )


@router.post("/mentions/{mention}")
def judge_mention(request: Request, mention: Number, answer: MentionAnswer) -> Shown:
    """Accept or reject a mention."""
    with door_of(request, "checking a report").act("mention") as view:
        receipts.decide_mention(view, mention, answer.status)
    return {"id": mention, "status": answer.status}


@router.get("/common")
def common(request: Request) -> list[Shown]:
    """List the values too common to count as a link, with how many hold each."""
    with door_of(request, "common values").act("view", what="common") as view:
        return [one.as_json() for one in hits.common(view)]


def _mention(one: receipts.MentionOf, hidden: Covered, where: str) -> Shown:
    return {
        "id": one.mention, "kind": one.kind, "value": hidden.cover(one.text), "statement": one.statement,
        "where": where, "start": one.start, "end": one.end, "status": one.status, "entity": one.entity,
    }  # fmt: skip
