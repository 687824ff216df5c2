"""Writes the routes of a case as a file other programs open: SVG, GeoJSON, KML or CSV."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from clew.analysis.picture import headline, notes, plain
from clew.analysis.routes.drawing import WARNING, draw
from clew.analysis.routes.land import Point
from clew.analysis.routes.scene import CARRIED, Line, Scene, Seen, means, scene
from clew.errors import UsageError
from clew.store.door import View
from clew.store.refused_table import csv_lines

KINDS = ("geojson", "kml", "csv", "svg")
_COLUMNS = (
    "what", "from", "to", "left", "arrived", "means", "vehicle", "handset", "people", "says", "sources", "evaluation",
    "handling",
)  # fmt: skip


def written(view: View, answer: Mapping[str, Any], kind: str, month: str = "") -> str:
    """Write the answer of `routes` as a file.

    Args:
        view: names the case, the asker and the time in it.
        answer: as `routes` gives it.
        kind: one of `KINDS`.
        month: what it was narrowed to.

    Raises:
        UsageError: *kind* is none of them.
    """
    if kind == "svg":
        return draw(view, answer, month).svg
    if kind == "csv":
        return "\ufeff" + "".join(csv_lines(_rows(answer)))
    if kind not in KINDS:
        raise UsageError(
            f"no map is written as {kind!r}", do=f"end the name in .{', .'.join(KINDS)}"
        )
    shown = scene(answer)
    about = [*notes(view, _all_sources(answer)), WARNING, str(answer["method"])]
    title = headline(view, f"Routes, {month}" if month else "Routes")
    return _geojson(shown, title, about) if kind == "geojson" else _kml(shown, title, about)


def _all_sources(answer: Mapping[str, Any]) -> Iterator[Any]:
    for kind in CARRIED:
        for one in answer[kind]:
            yield from one["sources"]


def _geojson(shown: Scene, title: str, about: list[str]) -> str:
    """Write GeoJSON (RFC 7946): a point for a place, a line for the legs between two by one means."""
    features = [
        _feature("Point", [one.longitude, one.latitude], _of_place(one, shown))
        for one in shown.places.values()
    ]
    features += [
        _feature("LineString", [[x, y] for x, y in _ends(line)], _of_line(line))
        for line in shown.lines
    ]
    whole = {"type": "FeatureCollection", "name": title, "about": about, "features": features}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _feature(
    shape: str, coordinates: object, properties: Mapping[str, object]
) -> dict[str, object]:
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _of_place(one: Seen, shown: Scene) -> dict[str, object]:
    asked = [
        f"{shown.questions[n - 1]['kind']}: {shown.questions[n - 1]['says']}" for n in one.questions
    ]
    return {
        "name": one.name, "kind": one.kind, "countries": list(one.countries), "written": one.written,
        "records": one.count, "first": one.first, "last": one.last, "handovers": len(one.handovers),
        "questions": asked, **_carried(one.sources),
    }  # fmt: skip


def _of_line(line: Line) -> dict[str, object]:
    first, last = line.dated
    return {
        "name": f"{line.begin.name} → {line.end.name}", "means": line.means, "legs": len(line.legs),
        "people": line.people, "first": first, "last": last,
        "vehicles": sorted({leg["vehicle"] for leg in line.legs if leg["vehicle"]}),
        **_carried([spot for leg in line.legs for spot in leg["sources"]]),
    }  # fmt: skip


def _carried(sources: Iterable[Any]) -> dict[str, object]:
    several = list(sources)
    return {
        "sources": _places(several),
        "evaluation": sorted({one["evaluation"] for one in several}),
        "handling": sorted({one["handling"] for one in several}),
    }


def _places(sources: Iterable[Any]) -> list[str]:
    return list(
        dict.fromkeys(f"{one['file']}, {one['where']} ({one['agency']})" for one in sources)
    )


def _ends(line: Line) -> tuple[Point, Point]:
    return (line.begin.longitude, line.begin.latitude), (line.end.longitude, line.end.latitude)


def _kml(shown: Scene, title: str, about: list[str]) -> str:
    """Write KML 2.2 (OGC 07-147r2); colours are written as alpha, blue, green, red."""
    styles = [
        f'<Style id="{name}"><LineStyle><color>e6{_turned(style["colour"])}</color><width>3</width></LineStyle></Style>'
        for name, style in means().items()
    ]
    places = [
        _placemark(one.name, _told(one.says, _of_place(one, shown)), _point(one))
        for one in shown.places.values()
    ]
    lines = [
        _placemark(f"{one.begin.name} → {one.end.name}", _told(one.says, _of_line(one)), _way(one))
        for one in shown.lines
    ]
    said = "\n".join(about)
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>{plain(title)}</name>',
            f"<description>{plain(said)}</description>", *styles,
            "<Folder><name>Places</name>", *places, "</Folder>", "<Folder><name>Legs</name>", *lines, "</Folder>",
            "</Document></kml>\n",
        ]
    )  # fmt: skip


def _placemark(name: str, told: str, shape: str) -> str:
    return f"<Placemark><name>{plain(name)}</name><description>{plain(told)}</description>{shape}</Placemark>"


def _point(one: Seen) -> str:
    return f"<Point><coordinates>{one.longitude},{one.latitude}</coordinates></Point>"


def _way(line: Line) -> str:
    points = " ".join(f"{x},{y}" for x, y in _ends(line))
    return (
        f"<styleUrl>#{line.means}</styleUrl><LineString><tessellate>1</tessellate>"
        f"<coordinates>{points}</coordinates></LineString>"
    )


def _told(says: str, about: Mapping[str, Any]) -> str:
    carried = f"Sources: {'; '.join(about['sources'])}", f"Handling: {'; '.join(about['handling'])}"
    return "\n".join([says, *about.get("questions", []), *carried])


def _turned(colour: str) -> str:
    """Give #rrggbb as bbggrr."""
    return colour[5:7] + colour[3:5] + colour[1:3]


def _rows(answer: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Give the rows of the table: legs, handovers, questions, and places that are not known."""
    yield _COLUMNS
    for leg in answer["legs"]:
        told = (
            leg[name] for name in ("from", "to", "left", "arrived", "means", "vehicle", "handset")
        )
        yield _row(("leg", *told, _names(leg["people"]), ""), leg["sources"])
    for one in answer["handovers"]:
        when = one["place"], "", one["after"], one["at"], "vehicle", "", ""
        says = f"came in {one['from_vehicle']}, went on in {one['to_vehicle']}"
        yield _row(("handover", *when, _names(one["who"]), says), one["sources"])
    for one in answer["questions"]:
        begin, end = (*one["places"], "", "")[:2]
        when = begin, end, one["first"], one["last"], "", ", ".join(one["vehicles"]), one["handset"]
        yield _row((one["kind"], *when, _names(one["people"]), one["says"]), one["sources"])
    for one in (*answer["unplaced"], *answer["houses"]):
        when = one["written"], "", one["first"], one["last"], "", "", ""
        yield _row(("place not known", *when, "", one["why"]), one["sources"])


def _row(cells: tuple[str, ...], sources: list[Any]) -> tuple[str, ...]:
    carried = _carried(sources)
    told = (
        "; ".join(map(str, several)) for several in carried.values() if isinstance(several, list)
    )
    return (*cells, *told)


def _names(people: Iterable[Mapping[str, str]]) -> str:
    return "; ".join(one["caption"] for one in people)
