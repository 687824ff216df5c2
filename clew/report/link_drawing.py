"""Draws who is linked with whom as SVG that opens alone: title, legend, sources, handling codes, warning.

Parts that are not linked with each other are laid out one by one (spring layout, begun with a fixed
seed) and set side by side, the largest first, so that the same links give the same drawing.
"""

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rustworkx as rx

MOST_SPOTS = 300
"""Entities one drawing shows; more could not be told apart."""
_ACROSS, _DOWN, _SIDE = 150, 90, 120
_MARGIN = 70
_LEAST_WIDTH = 720
_STEP = 18
_LETTER = 6.7
"""Width of a letter of the notes in the widest face they may be set in."""
_MOST_LABELS = 60
_APART, _MOST_ASIDE = 8, 11
_SHAPES = {
    "round": "M-13 0a13 13 0 1 0 26 0a13 13 0 1 0-26 0Z", "square": "M-12-12H12V12H-12Z",
    "diamond": "M0-15L15 0L0 15L-15 0Z", "hexagon": "M-14 0L-7-12.5H7L14 0L7 12.5H-7Z",
    "house": "M-12 12V-4L0-14L12-4V12Z",
}  # fmt: skip
_SHAPE_OF = {
    "Person": "round", "LegalEntity": "round", "Organization": "round", "Company": "round", "PublicBody": "round",
    "": "round", "Passport": "diamond", "Identification": "diamond", "BankAccount": "diamond",
    "UserAccount": "hexagon", "Handset": "hexagon", "SimCard": "hexagon", "Address": "house",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """An entity of a drawing; *schema* gives its shape, *agency* the two letters on it."""

    id: str
    caption: str
    schema: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a drawing.

    Attributes:
        source, target: ids of its ends.
        label: a few words, written beside it where there is room.
        says: all of it with its sources, shown when it is pointed at.
        is_open: a question nobody answered yet; drawn dashed.
    """

    source: str
    target: str
    label: str
    says: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Framing:
    """What stands around a drawing: title above; notes (sources, handling codes) and a warning below."""

    title: str
    notes: tuple[str, ...]
    warning: str


def most_linked(spots: Sequence[Spot], lines: Iterable[Line]) -> list[Spot]:
    """Give the spots with most lines, `MOST_SPOTS` at most, in their order."""
    count = Counter(end for line in lines for end in (line.source, line.target))
    kept = sorted(range(len(spots)), key=lambda n: (-count[spots[n].id], n))[:MOST_SPOTS]
    return [spots[n] for n in sorted(kept)]


def draw_links(spots: Sequence[Spot], lines: Sequence[Line], framing: Framing) -> str:
    """Draw spots and the lines between them; what does not fit under `MOST_SPOTS` is said below."""
    shown = most_linked(spots, lines)
    here = {spot.id for spot in shown}
    drawn = [line for line in lines if line.source in here and line.target in here]
    at, right, bottom = _places([spot.id for spot in shown], drawn)
    width = max(right + _MARGIN, _LEAST_WIDTH)
    notes = list(framing.notes)
    if agencies := sorted({spot.agency for spot in shown} - {""}):
        notes.insert(0, "Agencies: " + ", ".join(f"{_letters(a)} {a}" for a in agencies))
    if left := len(spots) - len(shown):
        notes.insert(0, f"{left:,} further entities with fewer links are not drawn.")
    if any(line.is_open for line in drawn):
        notes.insert(0, "A dashed line is a question nobody has answered yet.")
    below = [part for note in notes for part in textwrap.wrap(note, int((width - 40) / _LETTER))]
    height = bottom + 60 + (len(below) + 2) * _STEP
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" font-family="sans-serif"><title>{escape(framing.title)}</title>'
    )
    parts = [
        head,
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
        *_lines(drawn, at),
        *(_spot(spot, *at[spot.id]) for spot in shown),
        _text(20, 30, framing.title, 17),
        *_legend(sorted({spot.schema for spot in shown} - {""}), bottom + 30),
        *(_text(20, bottom + 60 + n * _STEP, part, 11) for n, part in enumerate(below)),
        _text(20, bottom + 60 + len(below) * _STEP, framing.warning, 11, "#8a1c1c"),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _places(
    ids: Sequence[str], lines: Iterable[Line]
) -> tuple[dict[str, tuple[float, float]], float, float]:
    """Lay the parts out in rows; give the place of each id, the right edge and the lower one."""
    import rustworkx as rx

    graph: rx.PyGraph[str, None] = rx.PyGraph(multigraph=False)
    number = {name: graph.add_node(name) for name in ids}
    for line in lines:
        graph.add_edge(number[line.source], number[line.target], None)
    parts = sorted(rx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    sizes = [_size(len(part)) for part in parts]
    widest = max((wide for wide, _ in sizes), default=0)
    page = _MARGIN + max(sqrt(sum(wide * high for wide, high in sizes)) * 1.3, widest)
    at: dict[str, tuple[float, float]] = {}
    x, y, tall, right = float(_MARGIN), 80.0, 0.0, 0.0
    for part, (wide, high) in zip(parts, sizes, strict=True):
        if x + wide > page and x > _MARGIN:
            x, y, tall = float(_MARGIN), y + tall, 0.0
        inside = wide - _ACROSS, high - _DOWN
        for name, (dx, dy) in _spread(graph.subgraph(sorted(part)), *inside).items():
            at[name] = x + _ACROSS / 2 + dx, y + dy
        x, tall, right = x + wide, max(tall, high), max(right, x + wide)
    return at, right, y + tall


def _size(count: int) -> tuple[float, float]:
    """Give width and height a part takes, with room for the names."""
    if count <= 2:
        return _ACROSS * count, float(_DOWN)
    return _ACROSS + _SIDE * sqrt(count), _DOWN + _SIDE * sqrt(count)


def _spread(
    part: "rx.PyGraph[str, None]", wide: float, high: float
) -> dict[str, tuple[float, float]]:
    """Lay one part out over the whole of a width and height."""
    import rustworkx as rx

    if len(part) <= 2:
        return {part[n]: (wide * n, 0.0) for n in range(len(part))}
    found = rx.spring_layout(part, seed=1, num_iter=300)
    places = []
    for values, room in zip(zip(*found.values(), strict=True), (wide, high), strict=True):
        least, most = min(values), max(values)
        places.append([(value - least) / ((most - least) or 1) * room for value in values])
    return {part[n]: place for n, place in zip(found, zip(*places, strict=True), strict=True)}


def _lines(lines: Sequence[Line], at: dict[str, tuple[float, float]]) -> Iterable[str]:
    """Draw the lines; those between the same two lie beside each other."""
    total = Counter(frozenset((line.source, line.target)) for line in lines)
    met: Counter[frozenset[str]] = Counter()
    for line in lines:
        pair = frozenset((line.source, line.target))
        between = min(_APART, 2 * _MOST_ASIDE / max(total[pair] - 1, 1))
        aside = (met[pair] - (total[pair] - 1) / 2) * between
        met[pair] += 1
        (ax, ay), (bx, by) = (at[end] for end in sorted((line.source, line.target)))
        far = sqrt((bx - ax) ** 2 + (by - ay) ** 2) or 1.0
        dx, dy = -(by - ay) / far * aside, (bx - ax) / far * aside
        dash = ' stroke-dasharray="6 4"' if line.is_open else ""
        yield (
            f'<g><title>{escape(line.says)}</title><line x1="{ax + dx:.1f}" y1="{ay + dy:.1f}" '
            f'x2="{bx + dx:.1f}" y2="{by + dy:.1f}" stroke="#777777" stroke-width="1.4"{dash}/></g>'
        )
        if len(lines) <= _MOST_LABELS:
            along = 0.5 + aside / 90  # words of lines beside each other do not lie on each other
            x, y = ax + (bx - ax) * along + dx, ay + (by - ay) * along + dy - 3
            yield _text(x, y, line.label, 9, "#555555", "middle")


def _spot(spot: Spot, x: float, y: float) -> str:
    shape = _SHAPES[_SHAPE_OF.get(spot.schema, "square")]
    said = ", ".join(filter(None, (spot.caption, spot.schema, spot.agency)))
    return (
        f'<g transform="translate({x:.1f} {y:.1f})"><title>{escape(said)}</title>'
        f'<path d="{shape}" fill="#1f4e79" stroke="#ffffff" stroke-width="2"/>'
        f"{_text(0, 4, _letters(spot.agency), 10, '#ffffff', 'middle')}"
        f"{_text(0, 28, textwrap.shorten(spot.caption, 40, placeholder='…'), 11, anchor='middle')}</g>"
    )


def _legend(schemas: Sequence[str], y: float) -> Iterable[str]:
    for n, schema in enumerate(schemas):
        shape = _SHAPES[_SHAPE_OF.get(schema, "square")]
        yield f'<path transform="translate({32 + n * 130} {y:.0f}) scale(0.6)" d="{shape}" fill="#1f4e79"/>'
        yield _text(46 + n * 130, y + 4, schema, 11)


def _letters(agency: str) -> str:
    head = agency.replace("_", "-").replace(" ", "-").split("-")[0]
    return (head if 2 <= len(head) <= 3 else agency[:2]).upper()


def _text(
    x: float, y: float, text: str, size: int, colour: str = "#111111", anchor: str = "start"
) -> str:
    if not text:
        return ""
    halo = ' stroke="#ffffff" stroke-width="3" paint-order="stroke"' if anchor == "middle" else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" '
        f'text-anchor="{anchor}"{halo if colour != "#ffffff" else ""}>{escape(text)}</text>'
    )
