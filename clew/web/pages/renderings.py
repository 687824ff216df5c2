"""Translations and transcripts beside their originals, and recordings to be listened to."""

from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from typing import Annotated, Literal

from fastapi import Path, Request
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from clew.errors import NotAllowed, NotFound
from clew.exchange.opening import original
from clew.matching.renderings import bring_in_rendering
from clew.model.custody import readable
from clew.model.rendering import TRANSLATION, transcript, translation
from clew.sources.sound import sound_of
from clew.store import renderings
from clew.store.door import now
from clew.store.kept import category_of
from clew.store.masking import is_masked
from clew.web.answering import routes
from clew.web.desk import desk_of, door_of
from clew.web.renderings import shown
from clew.web.shown import Shown

router = routes()
Number = Annotated[int, Path(ge=1, le=2**62)]


class Typed(BaseModel):
    """A translation or transcript typed at the desk."""

    kind: Literal["translation", "transcript"]
    by: Annotated[str, Field(min_length=1, max_length=200)]
    spoken: Annotated[str, Field(min_length=2, max_length=40)]
    written: Annotated[str, Field(max_length=40)] = ""
    at: Annotated[str, Field(max_length=40)] = ""
    text: Annotated[str, Field(min_length=1, max_length=50_000)]


class Checked(BaseModel):
    """What a person found who laid both texts side by side."""

    note: Annotated[str, Field(max_length=2000)] = ""


@router.get("/sources/{source}/renderings")
def beside(request: Request, source: Number) -> list[Shown]:
    """Give the translations and transcripts of a source, or of which it holds the text."""
    with door_of(request, "translations").act("view", what="translations", source=source) as view:
        return [shown(view, kept) for kept in renderings.touching(view, [source])]


@router.post("/sources/{source}/renderings")
def add(request: Request, source: Number, typed: Typed) -> Shown:
    """Take a typed text in as a file of its own beside the original."""
    said = (
        translation(typed.by, typed.spoken, typed.written, typed.at)
        if typed.kind == TRANSLATION
        else transcript(typed.by, typed.spoken, typed.at)
    )
    door = door_of(request, f"adding a {typed.kind}")
    with door.quiet() as view:
        name = original(view, source).evidence.name.rpartition("/")[2].rpartition("!")[2]
    with TemporaryDirectory() as folder:
        file = FilePath(folder) / f"{name[-80:]}.{said.kind}.{said.written}.txt"
        file.write_text(readable("text", typed.text) + "\n", encoding="utf-8")
        brought = bring_in_rendering(desk_of(request).case, door.asker, source, file, said)
    with door.quiet() as view:
        return shown(view, renderings.one(view, brought.rendering))


@router.post("/renderings/{rendering}/check")
def check(request: Request, rendering: Number, checked: Checked) -> Shown:
    """Write down that whoever sits at the desk laid both texts side by side."""
    door = door_of(request, "checking a translation")
    note = readable("note", checked.note)
    notes = {"note": note} if note else {}
    with door.act("translate", notes, what="check") as view:
        renderings.check(view, rendering, door.asker.who, now(), note)
        return shown(view, renderings.one(view, rendering))


@router.get("/sources/{source}/sound")
def listen(request: Request, source: Number) -> FileResponse:
    """Give a recording to be played, as it was received, in the pieces the player asks for.

    Its type is what its own bytes are, one of a fixed list; nothing else of a case is given out so.
    """
    with door_of(request, "listening").act("view", what="recording", source=source) as view:
        kept = original(view, source)
        if is_masked(view, category_of(view, source)):
            raise NotAllowed(
                "it may hold the voice of a victim",
                where=kept.evidence.name,
                do="ask for it with a reason",
            )
    sound = sound_of(kept.evidence)
    if kept.reader != "voice" or sound is None:
        raise NotFound("this source is no sound recording", where=kept.evidence.name, do="open it")
    name = kept.evidence.name.rpartition("/")[2].rpartition("!")[2]
    return FileResponse(
        kept.evidence.path, media_type=sound.mime, filename=name, content_disposition_type="inline"
    )
