"""Intelligence reports and interviews as text, web page, Word document and PDF.

Each paragraph speaks of one person, vehicle or handset, so that a place is "paragraph N", counted
from 1 with the title as the first; in a PDF it is "page N".
"""

from collections.abc import Sequence
from html import escape
from random import Random
from typing import Any

from clew.exercise.papers import docx, pdf
from clew.exercise.scene import Scene, Text, agencies, of_slot, stage, texts
from clew.exercise.truth import Sighting

_PARAGRAPHS_A_PAGE = 7
Paragraph = tuple[str, Sighting | None]


def write_reports(scene: Scene, sightings: Sequence[Sighting]) -> None:
    """Write every agency's reports, its sightings dealt out among them in turn."""
    for agency in agencies().values():
        papers = [spec for spec in stage()["report"] if spec["agency"] == agency.name]
        beside = {id(s.beside) for s in sightings if s.beside}
        here = [s for s in of_slot(sightings, agency.name, "report") if id(s) not in beside]
        scene.rng.shuffle(here)
        for number, spec in enumerate(papers):
            _write_report(scene, spec, agency.language, here[number :: len(papers)])


def _write_report(
    scene: Scene, spec: dict[str, Any], language: str, here: Sequence[Sighting]
) -> None:
    sentences = texts("reports")[language]
    paragraphs: list[Paragraph] = [(sentences["title"], None), (sentences["intro"], None)]
    for one in here:
        paragraphs.append((paragraph(scene.rng, sentences, one), one))
        if scene.rng.random() < 0.3:
            paragraphs.append((scene.rng.choice(sentences["place"]), None))
    state = agencies()[spec["agency"]].state
    scene.texts += [text_of(language, state, text, one) for text, one in paragraphs]
    counts = {"documents": 1, "paragraphs": len(paragraphs)}
    if spec["kind"] == "pdf":
        counts = {"documents": 1, "pages": _place_on_pages(spec, paragraphs)}
    else:
        for number, (_, sighting) in enumerate(paragraphs, start=1):
            if sighting:
                sighting.stands(spec["path"], f"paragraph {number}")
    content = _WRITE[spec["kind"]]([text for text, _ in paragraphs], spec["encoding"], language)
    scene.write(spec["agency"], spec["path"], content, counts)


def text_of(language: str, state: str, text: str, one: Sighting | None) -> Text:
    """Give a paragraph of a report with what it names."""
    here = [one, one.beside] if one and one.beside else [one] if one else []
    names = tuple(
        (kind, o.written[kind]) for o in here for kind in o.keys if o.written[kind] in text
    )
    return Text("report", language, state, text, names)


def _place_on_pages(spec: dict[str, Any], paragraphs: Sequence[Paragraph]) -> int:
    for number, (_, sighting) in enumerate(paragraphs):
        if sighting:
            sighting.stands(spec["path"], f"page {number // _PARAGRAPHS_A_PAGE + 1}")
    return (len(paragraphs) - 1) // _PARAGRAPHS_A_PAGE + 1


def paragraph(rng: Random, sentences: dict[str, Any], one: Sighting) -> str:
    """Give what a report says of one person, vehicle or handset, with each of its numbers."""
    if "imei" in one.keys:
        said = [rng.choice(sentences["imei"]).format(imei=one.written["imei"])]
    elif one.vehicle:
        said = [
            rng.choice(sentences["vehicle"]).format(
                make=one.vehicle.make, plate=one.written["plate"]
            )
        ]
    else:
        said = [rng.choice(sentences["person"]).format(person=one.written["person"])]
        for kind in ("phone", "document", "email", "account", "iban"):
            if kind in one.keys:
                said.append(rng.choice(sentences[kind]).format(**{kind: one.written[kind]}))
        if one.beside and one.beside.vehicle:
            words = {"make": one.beside.vehicle.make, "plate": one.beside.written["plate"]}
            said.append(rng.choice(sentences["plate"]).format(**words))
    if rng.random() < 0.5:
        said.append(rng.choice(sentences["filler"]))
    return " ".join(said)


def _text(paragraphs: Sequence[str], encoding: str, _language: str) -> bytes:
    return "\r\n\r\n".join([*paragraphs, ""]).encode(encoding)


def _html(paragraphs: Sequence[str], encoding: str, language: str) -> bytes:
    body = "".join(f"<p>{escape(text)}</p>\n" for text in paragraphs[1:])
    head = f'<meta charset="{encoding}"><title>{escape(paragraphs[0])}</title>'
    style = "<style>p { margin: 1em }</style><script>var exercise = 7;</script>"
    page = f'<!doctype html>\n<html lang="{language}"><head>{head}{style}</head>\n'
    return f"{page}<body><h1>{escape(paragraphs[0])}</h1>\n{body}</body></html>\n".encode(encoding)


def _docx(paragraphs: Sequence[str], _encoding: str, _language: str) -> bytes:
    return docx(paragraphs)


def _pdf(paragraphs: Sequence[str], _encoding: str, _language: str) -> bytes:
    pages = [
        paragraphs[n : n + _PARAGRAPHS_A_PAGE]
        for n in range(0, len(paragraphs), _PARAGRAPHS_A_PAGE)
    ]
    return pdf(pages)


_WRITE = {"txt": _text, "html": _html, "docx": _docx, "pdf": _pdf}
