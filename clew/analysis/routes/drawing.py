"""Draws the routes of a case on a map that opens alone; each line, place and question opens its sources."""

from collections.abc import Mapping
from itertools import chain
from math import hypot
from typing import Any

from clew.analysis.picture import QUIET, Opens, Picture, headline, mark, notes, picture, text
from clew.analysis.picture import width_of as width
from clew.analysis.routes.land import CREDIT, Country, Frame, Point, countries, frame_around
from clew.analysis.routes.scene import CARRIED, Line, Scene, Seen, alike, means, moment, scene
from clew.analysis.spots import MOST
from clew.model.countries import KOSOVO_FOOTNOTE
from clew.store.door import View

WIDTH, HEIGHT, LEGEND = 1000, 620, 66
WARNING = (
    "A line joins two records; it is not the way taken. Records show where papers, plates or handsets were read, not "
    "who sat there. A question can have an innocent answer."
)
_ASKED, _CHANGED = "#b3261e", "#5b3a8c"
_SEA, _LAND, _BORDER, _COUNTRY = "#d9e6ee", "#f6f3ea", "#b7ae9c", "#8d8674"
_FEW_LINES = 14
MOST_LINES = 30
"""Lines drawn: the busiest of each means in turn; the rest is said and listed."""
_MOST_ASKED = 2
"""Questions whose numbers stand at a place by themselves; more stand there as one sign with their count."""
_BESIDE = ((7, -24), (-7, -24), (7, 4), (-7, 4), (7, -44), (-7, -44))
"""Where the signs of a place may stand: pixels right of it (left of it, where negative) and below it."""
_SIDES = (
    (9, 4, "start"), (-9, 4, "end"), (0, -11, "middle"), (0, 19, "middle"), (8, 16, "start"), (-8, 16, "end"),
)  # fmt: skip
"""Where the name of a place may stand: pixels right of it and below it, and which end of the name is there."""
_HALO = {"paint_order": "stroke", "stroke": "#ffffff", "stroke_width": "3"}
_SHAPES = {
    "crossing": '<rect x="-5" y="-5" width="10" height="10" {}/>',
    "cell": '<path d="M0-6L6 5H-6Z" {}/>',
    "town": '<circle r="5" {}/>',
}
_INK = 'fill="#1c2733" stroke="#ffffff" stroke-width="1.5"'


def draw(view: View, answer: Mapping[str, Any], month: str = "") -> Picture:
    """Draw the answer of `routes`.

    Args:
        view: names the case, the asker and the time below the map.
        answer: as `routes` gives it.
        month: what it was narrowed to, for the title.
    """
    shown = scene(answer)
    where = [(one.latitude, one.longitude) for one in shown.places.values()]
    drawing = _Drawing(shown, frame_around(where, WIDTH, HEIGHT))
    parts = drawing.parts()
    sources = chain.from_iterable(one["sources"] for kind in CARRIED for one in answer[kind])
    below = [*notes(view, sources), f"Method: {answer['method']}", f"Map: {CREDIT}"]
    if any("*" in country.name for country in drawing.land):
        below.append(KOSOVO_FOOTNOTE)
    if len(shown.lines) > MOST_LINES:
        below.insert(0, _not_drawn(len(shown.lines) - MOST_LINES))
    unknown = [*answer["unplaced"], *answer["houses"]]
    if shown.off_the_map or unknown:
        names = ", ".join(f"{one['written']} ({one['count']})" for one in unknown[:MOST])
        below.insert(
            0, f"Not on the map, place unknown: {names}; legs not drawn: {shown.off_the_map}"
        )
    title = headline(view, f"Routes, {month}" if month else "Routes")
    return picture((WIDTH, HEIGHT + LEGEND), title, parts, below, WARNING, drawing.opens)


class _Drawing:
    """Draws one scene in one frame; keeps what each mark opens and where labels stand already."""

    def __init__(self, shown: Scene, frame: Frame) -> None:
        self.shown, self.frame = shown, frame
        self.opens: list[Opens] = []
        self.land: list[Country] = list(countries(frame))
        self._taken: list[tuple[float, float, float, float]] = []

    def parts(self) -> list[str]:
        """Give the parts of the drawing, those below first."""
        for one in self.shown.places.values():
            x, y = self._at(one)
            self._taken.append((x - 7, y - 7, x + 7, y + 7))
        apart = alike(self.shown.lines)
        badges = [part for one in self.shown.places.values() for part in self._badges(one)]
        lines = [self._line(line, apart[n]) for n, line in enumerate(self.shown.lines[:MOST_LINES])]
        asked = [
            part for n, one in enumerate(self.shown.questions, 1) for part in self._asked(n, one)
        ]
        by_weight = sorted(self.shown.places.values(), key=lambda s: (s.kind == "cell", -s.count))
        spots = [self._spot(one) for one in by_weight][
            ::-1
        ]  # names for the weightiest, which lie on top
        return [
            f'<clipPath id="frame"><rect width="{WIDTH}" height="{HEIGHT}"/></clipPath>',
            '<g class="map" clip-path="url(#frame)">',
            f'<rect class="sea" width="{WIDTH}" height="{HEIGHT}" fill="{_SEA}"/><g class="zooms">',
            *(
                f'<path class="land" d="{one.path()}" fill="{_LAND}" stroke="{_BORDER}" stroke-width="0.8" '
                'vector-effect="non-scaling-stroke"/>'
                for one in self.land
            ),
            *(_country(one) for one in self.land),
            *lines, *asked, *spots, *badges, "</g>", self._scale(), "</g>",
            f'<rect class="edge" width="{WIDTH}" height="{HEIGHT}" fill="none" stroke="{_BORDER}"/>',
            *self._legend(),
        ]  # fmt: skip

    def _at(self, one: Seen) -> Point:
        return self.frame.at(one.latitude, one.longitude)

    def _line(self, line: Line, nth: int) -> str:
        a, b = self._at(line.begin), self._at(line.end)
        style = means()[line.means]
        path, middle, ahead = _bent(a, b, 0.13, 16 * nth)
        thick = min(8.0, 1.5 + 0.7 * line.people**0.5)
        dashes = f' stroke-dasharray="{style["dashes"]}"' if style["dashes"] else ""
        drawn = (
            f'<path class="grip" d="{path}" fill="none" stroke="#ffffff" stroke-opacity="0.01" stroke-width="14" '
            'vector-effect="non-scaling-stroke"/>'
            f'<path class="ink" d="{path}" fill="none" stroke="{style["colour"]}" stroke-width="{thick:.1f}" '
            f'stroke-opacity="0.85" vector-effect="non-scaling-stroke"{dashes}/>'
            f"{_arrow(middle, ahead, thick, style['colour'])}"
        )
        if len(self.shown.lines) <= _FEW_LINES:
            drawn += self._amount(line, middle, style["colour"])
        parts = [_leg(leg) for leg in line.legs[:MOST]]
        return self._mark(Opens(line.says, len(line.legs), _first(line.legs), parts), drawn, "line")

    def _amount(self, line: Line, at: Point, colour: str) -> str:
        count = line.people or len(line.legs)
        noun = (
            ("person" if count == 1 else "people")
            if line.people
            else ("leg" if count == 1 else "legs")
        )
        said = f"{count} {noun}"
        box = at[0] + 8, at[1] - 12, at[0] + 8 + width(said, 10), at[1]
        if not self._is_free(box):
            return ""
        self._taken.append(box)
        return _fixed(at, text(8, -3, said, 10, colour, **_HALO))

    def _asked(self, number: int, question: Mapping[str, Any]) -> list[str]:
        """Draw a question about two places as a line between them."""
        here = [self.shown.places[name] for name in question["places"] if name in self.shown.places]
        if question["kind"] != "impossible travel" or len(here) != 2:
            return []
        path, _, _ = _bent(self._at(here[0]), self._at(here[1]), -0.1, 0)
        drawn = (
            f'<path class="grip" d="{path}" fill="none" stroke="#ffffff" stroke-opacity="0.01" stroke-width="14" '
            'vector-effect="non-scaling-stroke"/>'
            f'<path class="ink" d="{path}" fill="none" stroke="{_ASKED}" stroke-width="2" stroke-dasharray="3 6" '
            'stroke-linecap="round" vector-effect="non-scaling-stroke"/>'
        )
        return [self._question(number, drawn)]

    def _question(self, number: int, drawn: str) -> str:
        asked = self.shown.questions[number - 1]
        says = f"Question {number}, {asked['kind']}: {asked['says']}"
        return self._mark(
            Opens(says, len(asked["sources"]), asked["sources"][:MOST]), drawn, "asked"
        )

    def _badges(self, one: Seen) -> list[str]:
        """Draw the numbers of the questions about a place, and that vehicles were changed there."""
        at, found = self._at(one), list[str]()
        several = one.questions if len(one.questions) <= _MOST_ASKED else []
        for number in several:
            found.append(self._question(number, self._disc(at, f"?{number}")))
        if one.questions and not several:
            asked = [self.shown.questions[number - 1] for number in one.questions]
            says = f"{one.name}: {len(asked)} questions, " + ", ".join(
                f"?{number}" for number in one.questions
            )
            parts = [_asked(number, self.shown.questions[number - 1]) for number in one.questions]
            drawn = self._disc(at, f"{len(asked)} ?")
            found.append(
                self._mark(Opens(says, len(asked), _first(asked), parts[:MOST]), drawn, "asked")
            )
        if one.handovers:
            says = f"{one.name}: vehicles changed, {len(one.handovers)} times"
            x, y = self._room(at, 22)
            shape = f'<path d="M{x:.0f} {y - 11:.0f}l11 11l-11 11l-11-11Z" fill="{_CHANGED}" stroke="#fff"/>'
            sign = text(x, y + 4, "H", 10, "#ffffff", text_anchor="middle", font_weight="700")
            parts = [_handover(each) for each in one.handovers[:MOST]]
            opens = Opens(says, len(one.handovers), _first(one.handovers), parts)
            found.append(self._mark(opens, _fixed(at, shape + sign), "handover"))
        return found

    def _disc(self, at: Point, said: str) -> str:
        """Draw the sign of a question, or of several, beside a place."""
        wide = max(18.0, width(said, 10) + 8)
        x, y = self._room(at, wide)
        box = (
            f'<rect x="{x - wide / 2:.1f}" y="{y - 9:.1f}" width="{wide:.1f}" height="18" rx="9" '
            f'fill="{_ASKED}" stroke="#fff"/>'
        )
        sign = text(x, y + 4, said, 10, "#ffffff", text_anchor="middle", font_weight="700")
        return _fixed(at, box + sign)

    def _room(self, at: Point, wide: float) -> Point:
        """Take room for a sign of this width beside a place; give the middle of it, from the place."""
        boxes = []
        for dx, dy in _BESIDE:
            left = at[0] + dx - (wide if dx < 0 else 0)
            boxes.append((left, at[1] + dy, left + wide, at[1] + dy + 20))
        box = next((box for box in boxes if self._is_free(box)), boxes[0])
        self._taken.append(box)
        return (box[0] + box[2]) / 2 - at[0], (box[1] + box[3]) / 2 - at[1]

    def _mark(self, opens: Opens, drawn: str, kind: str) -> str:
        self.opens.append(opens)
        return mark(len(self.opens) - 1, opens.says, drawn, kind)

    def _spot(self, one: Seen) -> str:
        at = self._at(one)
        shape = _SHAPES.get(one.kind, _SHAPES["town"]).format(_INK)
        opens = Opens(one.says, one.count, one.sources[:MOST])
        return self._mark(opens, _fixed(at, shape + self._label(one.name, at)), "spot")

    def _label(self, name: str, at: Point) -> str:
        """Write a name where nothing else stands; a hidden one is shown by the desk once zooming makes room."""
        x, y = at
        said = name if len(name) <= 28 else f"{name[:27]}…"
        wide = width(said, 12)
        style = {"font_weight": "600", "class": "name", **_HALO}
        for dx, dy, anchor in _SIDES:
            left = x + dx - {"start": 0.0, "end": wide, "middle": wide / 2}[anchor]
            box = left, y + dy - 11, left + wide, y + dy + 3
            if self._is_free(box) and box[0] > 2 and box[2] < WIDTH - 2:
                self._taken.append(box)
                return text(dx, dy, said, 12, text_anchor=anchor, **style)
        dx, dy, anchor = _SIDES[0]
        return text(dx, dy, said, 12, text_anchor=anchor, visibility="hidden", **style)

    def _is_free(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = box
        return not any(
            left < other[2] and right > other[0] and top < other[3] and bottom > other[1]
            for other in self._taken
        )

    def _scale(self) -> str:
        per_pixel = self.frame.km_per_pixel()
        km = max(
            km
            for km in (1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500)
            if km <= 180 * per_pixel or km == 1
        )
        long = km / per_pixel
        back = f'<rect x="8" y="{HEIGHT - 34}" width="{long + 12:.1f}" height="28" fill="#ffffff" fill-opacity="0.75"/>'
        bar = f'<path d="M14 {HEIGHT - 18}v6h{long:.1f}v-6" fill="none" stroke="#333333" stroke-width="1.5"/>'
        said = text(18, HEIGHT - 20, f"{km:,} km", 10, "#333333")
        return f'<g class="scale" data-km="{km}">{back}{bar}{said}</g>'

    def _legend(self) -> list[str]:
        y, parts, x = HEIGHT + 22, list[str](), 12.0
        used = {line.means for line in self.shown.lines}
        for name, style in means().items():
            if name in used:
                dashes = f' stroke-dasharray="{style["dashes"]}"' if style["dashes"] else ""
                parts.append(
                    f'<path d="M{x:.0f} {y - 4}h34" stroke="{style["colour"]}" stroke-width="3" fill="none"{dashes}/>'
                )
                parts.append(text(x + 40, y, style["label"]))
                x += 58 + width(style["label"], 11)
        if used:
            parts.append(text(x, y, "the wider, the more people are named on it", fill=QUIET))
        x, y = 20.0, HEIGHT + 48
        for kind, label in (
            ("crossing", "crossing"),
            ("town", "town or other place"),
            ("cell", "cell of an operator"),
        ):
            parts.append(
                f'<g transform="translate({x:.0f} {y - 4})">{_SHAPES[kind].format(_INK)}</g>'
            )
            parts.append(text(x + 11, y, label))
            x += 34 + width(label, 11)
        parts.append(
            f'<circle cx="{x:.0f}" cy="{y - 4}" r="9" fill="{_ASKED}"/>'
            f"{text(x, y, '?1', 10, '#ffffff', text_anchor='middle', font_weight='700')}"
            f"{text(x + 14, y, 'a question, by its number; 5 ?: so many')}"
        )
        x += 260
        parts.append(
            f'<path d="M{x:.0f} {y - 15}l11 11l-11 11l-11-11Z" fill="{_CHANGED}"/>'
            f"{text(x, y, 'H', 10, '#ffffff', text_anchor='middle', font_weight='700')}"
            f"{text(x + 16, y, 'somebody changed vehicles')}"
        )
        return parts


def _country(one: Country) -> str:
    """Write the name of a country in the middle of what is seen of it, moved in from the edge of the map."""
    if one.label is None or not one.name:
        return ""
    said = one.name.upper()
    half = (width(said, 11) + 2 * len(said)) / 2 + 4
    at = max(half, min(WIDTH - half, one.label[0])), one.label[1]
    style = {"text_anchor": "middle", "letter_spacing": "2", "class": "country"}
    return _fixed(at, text(0, 0, said, 11, _COUNTRY, **style))


def _fixed(at: Point, drawn: str) -> str:
    """Draw something that keeps its size while the map is zoomed."""
    return f'<g transform="translate({at[0]:.1f} {at[1]:.1f})"><g class="fixed">{drawn}</g></g>'


def _bent(a: Point, b: Point, share: float, aside: float) -> tuple[str, Point, Point]:
    """Give the path from *a* to *b* bent to one side, its middle, and the direction there."""
    far = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    along = (b[0] - a[0]) / far, (b[1] - a[1]) / far
    off = far * share + (aside if share > 0 else -aside)
    bend = (a[0] + b[0]) / 2 - along[1] * off, (a[1] + b[1]) / 2 + along[0] * off
    middle = (a[0] + 2 * bend[0] + b[0]) / 4, (a[1] + 2 * bend[1] + b[1]) / 4
    path = f"M{a[0]:.1f} {a[1]:.1f}Q{bend[0]:.1f} {bend[1]:.1f} {b[0]:.1f} {b[1]:.1f}"
    return path, middle, along


def _arrow(at: Point, ahead: Point, thick: float, colour: str) -> str:
    size = 5 + thick
    tip = ahead[0] * size, ahead[1] * size
    side = -ahead[1] * size * 0.7, ahead[0] * size * 0.7
    back = -tip[0] * 0.6, -tip[1] * 0.6
    points = (
        f"{tip[0]:.1f},{tip[1]:.1f} {back[0] + side[0]:.1f},{back[1] + side[1]:.1f} "
        f"{back[0] - side[0]:.1f},{back[1] - side[1]:.1f}"
    )
    return _fixed(
        at, f'<polygon points="{points}" fill="{colour}" stroke="#ffffff" stroke-width="0.8"/>'
    )


def _first(several: list[Mapping[str, Any]]) -> list[Any]:
    return [spot for one in several[:MOST] for spot in one["sources"]][:MOST]


def _leg(leg: Mapping[str, Any]) -> dict[str, object]:
    what = leg["vehicle"] or leg["handset"] or means()[leg["means"]]["by"]
    moments = dict.fromkeys(moment(at) for at in (leg["left"], leg["arrived"]) if at)
    when = " to ".join(moments) or "undated"
    return {"says": f"{when}, {what}", "people": leg["people"], "sources": leg["sources"]}


def _asked(number: int, question: Mapping[str, Any]) -> dict[str, object]:
    says = f"?{number} {question['kind']}: {question['says']}"
    return {"says": says, "people": question["people"], "sources": question["sources"]}


def _not_drawn(lines: int) -> str:
    return (
        f"Drawn are the {MOST_LINES} busiest lines, of each means in turn: those on which most people are named, then "
        f"those of most legs; {lines:,} more stand in the list and in the table (CSV)"
    )


def _handover(one: Mapping[str, Any]) -> dict[str, object]:
    before, after = moment(one["after"]), moment(one["at"])
    says = f"{before} in {one['from_vehicle']}, {after} in {one['to_vehicle']}"
    return {"says": says, "people": one["who"], "sources": one["sources"]}
