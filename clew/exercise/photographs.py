"""Pictures of invented travel documents, drawn: printed names above, the machine-readable zone below."""

import io
from typing import Any

from clew.exercise.bearers import Bearer, zone

_PAPER, _INK = (236, 232, 220), (20, 20, 30)
_MARGIN = 0.04


def photograph(
    bearer: Bearer, form: str, *, width: int = 640, turned: float = 0, face: int = 0
) -> bytes:
    """Give a PNG of a document of *form*, *width* pixels wide, turned by so many degrees.

    *face* draws another portrait for another number. Needs the pictures extra.
    """
    from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

    lines = zone(bearer, form)
    pitch = width * (1 - 2 * _MARGIN) / len(lines[0])
    page = Image.new("RGB", (width, round(width * 0.7)), _PAPER)
    pen = ImageDraw.Draw(page)
    small, large = (ImageFont.load_default(round(pitch * size)) for size in (1.3, 1.45))
    _portrait(pen, width, page.height, face)
    printed = (bearer.surname, bearer.given, bearer.born.strftime("%d.%m.%Y"), bearer.number)
    for row, text in enumerate(printed):
        pen.text((width * 0.42, width * (0.1 + row * 0.06)), text, fill=_INK, font=small)
    for row, line in enumerate(lines):
        y = page.height - (len(lines) - row) * pitch * 2.3 + pitch - 8
        for column, char in enumerate(line):
            x = width * _MARGIN + (column + 0.5) * pitch
            pen.text((x, y), char, fill=_INK, font=large, anchor="mm")
    if turned:
        page = page.rotate(turned, expand=True, fillcolor=(120, 110, 100))
    remark = PngImagePlugin.PngInfo()
    remark.add_text("Comment", "EXERCISE")
    out = io.BytesIO()
    page.save(out, "PNG", optimize=True, pnginfo=remark)
    return out.getvalue()


def snapshot(shade: int) -> bytes:
    """Give a small JPEG of a road under a sky, for chats to carry. Needs the pictures extra."""
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (160, 120), (150 + shade % 90, 190, 230))
    pen = ImageDraw.Draw(page)
    pen.polygon(((0, 119), (159, 119), (95, 60), (65, 60)), fill=(70, 70, 70 + shade % 40))
    out = io.BytesIO()
    page.save(out, "JPEG", comment=b"EXERCISE")
    return out.getvalue()


def _portrait(pen: Any, width: int, height: int, face: int) -> None:
    """Draw a head and shoulders whose shades differ with *face*."""
    left, top, right, bottom = width * 0.05, height * 0.18, width * 0.33, height * 0.72
    pen.rectangle((left, top, right, bottom), fill=(200 - face * 31 % 90, 205, 215))
    middle, half = (left + right) / 2, (right - left) / (3.2 + face % 3)
    tone = (230 - face * 47 % 150, 190 - face * 29 % 120, 160 - face * 37 % 110)
    pen.ellipse((left, bottom - half * 1.3, right - face * 11 % 40, bottom + half), fill=tone[::-1])
    pen.ellipse(
        (middle - half, top + 12 + face * 7 % 30, middle + half, top + half * 2.6), fill=tone
    )
