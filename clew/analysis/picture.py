"""Pictures as SVG that open alone: no style sheet, no script, no address but their own.

A mark carries the number of what it opens (`data-opens`): the desk makes a button of it, a picture
saved shows its words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from clew.analysis.spots import Spot
from clew.model.evaluation import HANDLING
from clew.store.door import View, now

INK, QUIET, WARNING, PAPER = "#111111", "#555555", "#8a1c1c", "#ffffff"
_LETTER = 0.56
"""Width of a letter by its size, generously."""
_STEP = 16
_MOST_FILES = 12
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODE = re.compile(r"H\d(?: \([^)]*\))?")


@dataclass(frozen=True, slots=True)
class Opens:
    """What a mark of a picture opens.

    Attributes:
        says: what the mark stands for, in a sentence.
        count: how many records it stands for.
        sources: the first of the places in files that say so.
        parts: where it stands for several things, each with its own sources.
    """

    says: str
    count: int
    sources: list[Spot]
    parts: list[dict[str, object]] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """Give it as the desk carries it."""
        return {
            "says": self.says,
            "count": self.count,
            "sources": list(self.sources),
            "parts": self.parts,
        }


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture.

    Attributes:
        svg: opens alone, with its notes and its warning below the drawing.
        opens: what each of its marks opens, by number.
        notes: the same notes and, last, the warning, for a page that writes them itself.
    """

    svg: str
    opens: tuple[Opens, ...]
    notes: tuple[str, ...]


def plain(said: str) -> str:
    """Make a text safe inside SVG, whatever stands in a file."""
    return escape(_NOT_XML.sub("\ufffd", said))


def width_of(said: str, size: float) -> float:
    """Give about how wide a text of this size is, in pixels."""
    return len(said) * size * _LETTER


def text(x: float, y: float, said: str, size: float = 11, fill: str = INK, **more: str) -> str:
    """Write a text; *more* are attributes, with _ for -: text_anchor="middle"."""
    rest = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{fill}"{rest}>{plain(said)}</text>'


def mark(opens: int, says: str, drawn: str, kind: str = "") -> str:
    """Make a mark of what is drawn: it opens its sources in the desk and says its words where the pointer rests."""
    return f'<g class="opens {kind}" data-opens="{opens}"><title>{plain(says)}</title>{drawn}</g>'


def broken(said: str, letters: int) -> list[str]:
    """Break a text into lines of at most so many letters, at blanks where there are any."""
    lines = [""]
    for word in said.split():
        pieces = [word[at : at + letters] for at in range(0, len(word), letters)]
        for piece in pieces:
            if lines[-1] and len(lines[-1]) + 1 + len(piece) > letters:
                lines.append(piece)
            else:
                lines[-1] = f"{lines[-1]} {piece}".strip()
    return lines


def notes(view: View, sources: Iterable[Spot]) -> list[str]:
    """Give what stands below each picture of a case: its files, its handling codes, when and for whom it was drawn."""
    several = list(sources)
    files = sorted({f"{one['file']} ({one['agency']})" for one in several})
    more = f" and {len(files) - _MOST_FILES} more files" if len(files) > _MOST_FILES else ""
    codes = handling(several)
    return [
        f"Sources: {', '.join(files[:_MOST_FILES]) or 'none'}{more}",
        f"Handling: {'; '.join(codes) or 'none'}",
        f"Evaluation of the sources: {', '.join(sorted({one['evaluation'] for one in several})) or 'none'}",
        f"Drawn {now()} for {view.asker.agency}",
    ]


def handling(sources: Iterable[Spot]) -> list[str]:
    """Give the handling codes of sources in words, the text of H3 as its agency wrote it."""
    codes = {code for one in sources for code in _CODE.findall(one["handling"])}
    return [
        code if "(" in code else f"{code} {HANDLING[code]}" if code in HANDLING else code
        for code in sorted(codes)
    ]


def headline(view: View, what: str) -> str:
    """Give the title of a picture: the case, and EXERCISE on an exercise."""
    return " · ".join(["EXERCISE"] * view.case.exercise + [view.case.name, what])


def picture(
    size: tuple[int, int], title: str, drawn: Sequence[str], below: Sequence[str], warning: str,
    opens: Iterable[Opens] = (),
) -> Picture:  # fmt: skip
    """Put a drawing on a sheet with its title above, its notes and its warning below.

    Args:
        size: width and height of the drawing, in pixels; it is drawn from 0, 0.
        title: stands above it.
        drawn: its parts.
        below: notes, each broken into lines as wide as the sheet.
        warning: in red, below the notes.
        opens: what its marks open, in the order of their numbers.
    """
    width, height = size
    top, letters = 40, int((width - 24) / (11 * _LETTER))
    lines = [line for note in below for line in broken(note, letters)]
    last = broken(warning, letters)
    whole = top + height + (len(lines) + len(last) + 1) * _STEP
    at = top + height + _STEP
    foot = [text(12, at + n * _STEP, line) for n, line in enumerate(lines)]
    at += len(lines) * _STEP
    foot += [text(12, at + n * _STEP, line, fill=WARNING) for n, line in enumerate(last)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {whole}" width="{width}" height="{whole}" '
        f'font-family="sans-serif"><title>{plain(title)}</title>'
    )
    paper = f'<rect class="paper" width="{width}" height="{whole}" fill="{PAPER}"/>'
    name = text(12, 26, title, 16, font_weight="600")
    body = f'<g transform="translate(0 {top})">'
    foot = [f'<g class="foot" data-top="{top + height}">', *foot, "</g>"]
    svg = "\n".join([head, paper, name, body, *drawn, "</g>", *foot, "</svg>\n"])
    return Picture(svg, tuple(opens), (*below, warning))
