"""Charts, feeds and maps: GraphML, GEXF, STIX, MISP, KML, GPX, GeoJSON."""

import json
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from clew.exercise.formats.sheet import Sheet
from clew.exercise.truth import Sighting

_PLACES = (
    ("Merdare", 42.8894, 21.2519), ("Deve Bair", 42.2061, 22.4747), ("Blace", 42.1497, 21.4614),
    ("Kapıkule", 41.7167, 26.3589), ("Božaj", 42.3367, 19.4231), ("Vërmicë", 42.1719, 20.5747),
)  # fmt: skip
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FIELDS = (
    ("type", "type"), ("born", "birth date"), ("phone", "phone"), ("document", "passport"), ("email", "email"),
    ("plate", "plate"), ("imei", "imei"), ("note", "note"),
)  # fmt: skip
"""Fields of a chart: what it holds, its name in the file."""


def _told(one: Sighting) -> dict[str, str]:
    """Give the fields of one thing on a chart."""
    kind = "Person" if one.person else "Vehicle" if one.vehicle else "Handset"
    told = {"type": kind, "note": "EXERCISE"}
    if one.person:
        told["born"] = one.person.born.isoformat()
    return told | {kind: one.written[kind] for kind in one.keys if kind != "person"}


def _label(one: Sighting) -> str:
    """Give what is written under a thing: its name, its make or its number."""
    if one.vehicle:
        return one.vehicle.make
    return one.written["person"] if one.person else one.written["imei"]


def graphml(sheet: Sheet) -> bytes:
    """Write a chart as GraphML: each thing, and a line to the next."""
    keys = "".join(
        f'<key id="d{n}" for="node" attr.name={quoteattr(name)} attr.type="string"/>'
        for n, (_, name) in enumerate((("label", "label"), *_FIELDS))
    )
    numbers = {what: n for n, (what, _) in enumerate(_FIELDS, 1)}
    nodes, edges = [], []
    for number, one in enumerate(sheet.here):
        data = "".join(
            f'<data key="d{numbers[what]}">{escape(v)}</data>' for what, v in _told(one).items()
        )
        nodes.append(
            f'<node id="n{number}"><data key="d0">{escape(_label(one))}</data>{data}</node>\n'
        )
        sheet.stands(one, f"node n{number}")
        if number:
            edges.append(
                f'<edge source="n{number - 1}" target="n{number}"><data key="r">knows</data></edge>\n'
            )
    keys += '<key id="r" for="edge" attr.name="relation" attr.type="string"/>'
    sheet.count("things", len(nodes))
    sheet.count("links", len(edges))
    space = "http://graphml.graphdrawing.org/xmlns"
    body = f'<graph edgedefault="directed">\n{"".join(nodes + edges)}</graph>'
    return f'{_HEAD}<graphml xmlns="{space}">\n{keys}\n{body}</graphml>\n'.encode()


def gexf(sheet: Sheet) -> bytes:
    """Write a chart as GEXF."""
    keys = "".join(
        f'<attribute id="{n}" title={quoteattr(name)} type="string"/>'
        for n, (_, name) in enumerate(_FIELDS)
    )
    numbers = {what: n for n, (what, _) in enumerate(_FIELDS)}
    nodes, edges = [], []
    for number, one in enumerate(sheet.here):
        values = "".join(
            f'<attvalue for="{numbers[w]}" value={quoteattr(v)}/>' for w, v in _told(one).items()
        )
        label = quoteattr(_label(one))
        nodes.append(f'<node id="n{number}" label={label}><attvalues>{values}</attvalues></node>\n')
        sheet.stands(one, f"node n{number}")
        if number:
            edges.append(f'<edge id="{number}" source="n0" target="n{number}" label="calls"/>\n')
    sheet.count("things", len(nodes))
    sheet.count("links", len(edges))
    inside = f'<attributes class="node">{keys}</attributes>\n<nodes>\n{"".join(nodes)}</nodes>\n'
    inside += f"<edges>\n{''.join(edges)}</edges>"
    graph = f'<graph defaultedgetype="directed">{inside}</graph>'
    return f'{_HEAD}<gexf xmlns="http://gexf.net/1.3" version="1.3">{graph}</gexf>\n'.encode()


def stix(sheet: Sheet) -> bytes:
    """Write a bundle of shared intelligence (STIX 2.1): people, their accounts, a note on all of them."""
    objects: list[dict[str, Any]] = []
    for one in sheet.here:
        name = f"identity--{sheet.uuid()}"
        person = {"type": "identity", "spec_version": "2.1", "id": name, "name": one.written["person"],
                  "identity_class": "individual", "description": "EXERCISE"}  # fmt: skip
        if "email" in one.keys:
            person["contact_information"] = one.written["email"]
        objects.append(person)
        sheet.stands(one, f"object {name}")
        if "account" in one.keys:
            account = f"user-account--{sheet.uuid()}"
            objects.append({"type": "user-account", "id": account, "account_type": "telegram",
                            "account_login": one.written["account"]})  # fmt: skip
            sheet.stands(one, f"object {name}", account=f"object {account}")
    note = {"type": "note", "spec_version": "2.1", "id": f"note--{sheet.uuid()}", "abstract": "EXERCISE",
            "content": "EXERCISE", "object_refs": [one["id"] for one in objects]}  # fmt: skip
    objects.append(note)
    sheet.count("objects", len(objects))
    bundle = {"type": "bundle", "id": f"bundle--{sheet.uuid()}", "objects": objects}
    return (json.dumps(bundle, ensure_ascii=False, indent=1) + "\n").encode()


_RELATIONS = {
    "person": "full-name", "phone": "phone-number", "email": "e-mail", "plate": "license-plate-number", "imei": "imei",
}  # fmt: skip


def misp(sheet: Sheet) -> bytes:
    """Write an event shared through MISP: people, vehicles, handsets, and accounts as attributes."""
    objects: list[dict[str, Any]] = []
    attributes = []
    for one in sheet.here:
        name = sheet.uuid()
        kind = "person" if one.person else "vehicle" if one.vehicle else "phone"
        sheet.stands(one, f"object {name}")
        said = [(_RELATIONS[k], one.written[k]) for k in one.keys if k in _RELATIONS]
        if one.person:
            said.append(("date-of-birth", one.person.born.isoformat()))
            paper = "passport-number" if one.person.paper == "P" else "identity-card-number"
            said += [(paper, one.written["document"])] if "document" in one.keys else []
        inside = [
            {"object_relation": relation, "type": "text", "value": value}
            for relation, value in said
        ]
        objects.append({"uuid": name, "name": kind, "comment": "EXERCISE", "Attribute": inside})
        if "iban" in one.keys:
            account = sheet.uuid()
            attributes.append(
                {
                    "uuid": account,
                    "type": "iban",
                    "category": "Financial fraud",
                    "value": one.written["iban"],
                }
            )
            sheet.stands(one, f"object {name}", iban=f"attribute {account}")
    sheet.count("events")
    sheet.count("objects", len(objects))
    if attributes:
        sheet.count("attributes", len(attributes))
    event = {
        "uuid": sheet.uuid(),
        "info": "EXERCISE",
        "date": "2026-09-20",
        "Attribute": attributes,
        "Object": objects,
    }
    return (json.dumps({"Event": event}, ensure_ascii=False, indent=1) + "\n").encode()


def kml(sheet: Sheet) -> bytes:
    """Write places and a way as KML; maps name places, so no link lies in them."""
    marks = [
        f"<Placemark><name>EXERCISE {name}</name>"
        f"<TimeStamp><when>{sheet.moment():%Y-%m-%dT%H:%M:%SZ}</when></TimeStamp>"
        f"<Point><coordinates>{lon},{lat}</coordinates></Point></Placemark>\n"
        for name, lat, lon in _PLACES
    ]
    way = " ".join(f"{lon},{lat}" for _, lat, lon in _PLACES)
    marks.append(
        f"<Placemark><name>EXERCISE</name><LineString><coordinates>{way}</coordinates></LineString></Placemark>\n"
    )
    _mapped(sheet)
    return f'{_HEAD}<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n{"".join(marks)}</Document></kml>\n'.encode()


def gpx(sheet: Sheet) -> bytes:
    """Write the same as a satellite receiver does (GPX 1.1)."""
    marks, track = [], []
    moments = sorted(sheet.moment() for _ in _PLACES)
    for (name, lat, lon), moment in zip(_PLACES, moments, strict=True):
        at = f'lat="{lat}" lon="{lon}"><time>{moment:%Y-%m-%dT%H:%M:%SZ}</time>'
        marks.append(f"<wpt {at}<name>EXERCISE {name}</name></wpt>\n")
        track.append(f"<trkpt {at}</trkpt>\n")
    _mapped(sheet)
    way = f"<trk><name>EXERCISE</name><trkseg>\n{''.join(track)}</trkseg></trk>\n"
    space = "http://www.topografix.com/GPX/1/1"
    return f'{_HEAD}<gpx version="1.1" creator="EXERCISE" xmlns="{space}">\n{"".join(marks)}{way}</gpx>\n'.encode()


def geojson(sheet: Sheet) -> bytes:
    """Write the same as GeoJSON (RFC 7946)."""
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]},
         "properties": {"name": f"EXERCISE {name}", "time": f"{sheet.moment():%Y-%m-%dT%H:%M:%SZ}"}}
        for name, lat, lon in _PLACES
    ]  # fmt: skip
    way = [[lon, lat] for _, lat, lon in _PLACES]
    features.append({"type": "Feature", "geometry": {"type": "LineString", "coordinates": way},
                     "properties": {"name": "EXERCISE"}})  # fmt: skip
    _mapped(sheet)
    whole = {"type": "FeatureCollection", "features": features}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _mapped(sheet: Sheet) -> None:
    for name, count in (("places", len(_PLACES)), ("events", len(_PLACES)), ("ways", 1)):
        sheet.count(name, count)
