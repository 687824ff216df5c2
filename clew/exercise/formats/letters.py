"""Papers and mails: OpenDocument texts, scans, e-mails (EML, MSG) with a list attached."""

import io
from collections.abc import Sequence
from email.generator import BytesGenerator
from email.message import EmailMessage
from email.policy import SMTP
from textwrap import wrap
from typing import Any

from clew.exercise.formats.outlook import Letter, attachment, compound, message
from clew.exercise.formats.sheet import Sheet
from clew.exercise.formats.workbooks import odt
from clew.exercise.reports import paragraph, text_of
from clew.exercise.scanned import Wear, drawn, scan_pdf, worn
from clew.exercise.scene import texts
from clew.exercise.truth import Sighting

_SENT = "Mon, 21 Sep 2026 08:30:00 +0000"
_LIST = "EXERCISE_list.csv"
_A_LINE, _A_PAGE = 76, 8
_NO_BREAK = "\u00a0"


def report(sheet: Sheet) -> bytes:
    """Write an OpenDocument text; a place is "paragraph N", the title being the first."""
    sentences = texts("reports")[sheet.language]
    paragraphs = [sentences["title"], sentences["intro"]]
    for one in sheet.here:
        paragraphs.append(paragraph(sheet.rng, sentences, one))
        sheet.texts.append(text_of(sheet.language, sheet.agency.state, paragraphs[-1], one))
        sheet.stands(one, f"paragraph {len(paragraphs)}")
    sheet.count("documents")
    return odt(paragraphs)


def scan(sheet: Sheet) -> bytes:
    """Draw a report as a scanner gives it, put in askew or head down; a place is "page 1, lines 3-4"."""
    sentences = texts("reports")[sheet.language]
    wear = Wear(sheet.spec.get("turned", 0), sheet.spec.get("grain", 0))
    pages: list[Any] = []
    for start in range(0, len(sheet.here), _A_PAGE):
        page = [[sentences["title"]]]
        for one in sheet.here[start : start + _A_PAGE]:
            lines = _printed(paragraph(sheet.rng, sentences, one), one)
            first = sum(map(len, page)) + 1
            last = first + len(lines) - 1
            place = f"line {first}" if first == last else f"lines {first}-{last}"
            sheet.stands(one, f"page {len(pages) + 1}, {place}")
            page.append(lines)
        pages.append(worn(drawn(page), wear, sheet.rng))
    sheet.count("documents")
    sheet.count("pages_read_by_machine", len(pages))
    return scan_pdf(pages)


def _printed(text: str, one: Sighting) -> list[str]:
    """Break a paragraph into lines of print, none of them inside a number or a name."""
    for written in one.written.values():
        text = text.replace(written, written.replace(" ", _NO_BREAK))
    lines = wrap(text, _A_LINE, break_long_words=False, break_on_hyphens=False)
    return [line.replace(_NO_BREAK, " ") for line in lines]


def mail(sheet: Sheet) -> bytes:
    """Write an e-mail (RFC 5322): some of its people in the text, the others in a list attached."""
    text, listed = _parts(sheet)
    made = EmailMessage(policy=SMTP)
    made["Subject"] = texts("reports")[sheet.language]["title"]
    made["From"], made["To"] = _ends(sheet)
    made["Date"], made["Message-ID"] = _SENT, f"<{sheet.uuid()}@posta.example>"
    made.set_content(text, cte="base64")
    made.add_attachment(listed, subtype="csv", filename=_LIST)
    made.set_boundary(f"EXERCISE-{sheet.uuid()}")
    out = io.BytesIO()
    BytesGenerator(out, policy=SMTP).flatten(made)
    return out.getvalue()


def outlook(sheet: Sheet) -> bytes:
    """Write the same as Outlook keeps it (MSG)."""
    text, listed = _parts(sheet)
    subject = texts("reports")[sheet.language]["title"]
    writer, reader = _ends(sheet)
    letter = Letter(
        subject, text, ("", writer), ("", reader), _SENT, f"<{sheet.uuid()}@posta.example>"
    )
    return compound(message(letter, attachment(_LIST, listed.encode())))


def _ends(sheet: Sheet) -> tuple[str, str]:
    """Give who wrote and who received a mail: two desks of the agency, which no other agency names."""
    name = sheet.agency.name
    return f"north.{name}@posta.example", f"south.{name}@posta.example"


def _parts(sheet: Sheet) -> tuple[str, str]:
    """Give the text and the list of a mail."""
    sentences = texts("reports")[sheet.language]
    first = len(sheet.here) // 2
    paragraphs = [sentences["intro"]]
    for one in sheet.here[:first]:
        paragraphs.append(paragraph(sheet.rng, sentences, one))
        sheet.texts.append(text_of(sheet.language, sheet.agency.state, paragraphs[-1], one))
        sheet.stands(one, f"paragraph {len(paragraphs)}")
    sheet.count("documents")
    sheet.count("attachments")
    return "\r\n\r\n".join(paragraphs), _listed(sheet, sheet.here[first:])


def _listed(sheet: Sheet, here: Sequence[Sighting]) -> str:
    lines = ["Name;Phone;Document number;Remarks"]
    for one in here:
        said = (
            one.written["person"],
            one.written.get("phone", ""),
            one.written.get("document", ""),
            "EXERCISE",
        )
        lines.append(";".join(said))
        one.keys = {
            kind: key for kind, key in one.keys.items() if kind in ("person", "phone", "document")
        }
        one.stands(f"{sheet.spec['file']}!{_LIST}", f"row {len(lines)}")
    sheet.inside[_LIST] = {"rows": len(here), "passengers": len(here)}
    return "\r\n".join([*lines, ""])
