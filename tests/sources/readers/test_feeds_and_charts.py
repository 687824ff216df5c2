"""Charts, maps and feeds: what becomes of each thing, and what is refused by its name."""

from pathlib import Path

import pytest

from clew.errors import SourceError
from clew.model.evidence import Found
from clew.model.ftm import model
from clew.sources.reader import all_readers
from clew.sources.readers import feed_misp
from clew.sources.recognising import recognise
from tests.sources.table_maker import Items, refusals, schemata, values
from tests.sources.test_every_reader import SAMPLES, evidence_of, read_all

MAPS = ("kml", "gpx", "geojson")
GPX = "<gpx><trk>{}</trk></gpx>"
NODE = '<graphml><key id="k" attr.name="{}"/><graph><node id="n"><data key="k">{}</data></node></graph></graphml>'


def sample(name: str) -> Items:
    return read_all(all_readers()[name], SAMPLES / all_readers()[name].sample[0])[0]


def made(folder: Path, name: str, text: str) -> Items:
    path = folder / f"made.{name}"
    path.write_text(text)
    return read_all(all_readers()[name], path)[0]


@pytest.mark.parametrize("name", MAPS)
def test_a_place_has_latitude_and_longitude_the_right_way_round(name: str) -> None:
    told = values(sample(name), "Address")
    assert (told["latitude"], told["longitude"]) == (["42.6629"], ["21.1655"])


@pytest.mark.parametrize("name", MAPS)
def test_a_place_with_a_time_is_an_event_in_utc(name: str) -> None:
    assert values(sample(name), "Event")["startDate"] == ["2026-03-01T17:00:00"]


@pytest.mark.parametrize("name", MAPS)
def test_a_way_is_a_trip_between_its_ends(name: str) -> None:
    trip = next(i for i in sample(name) if isinstance(i, Found) and i.schema == "Trip")
    assert {v.prop for v in trip.values} >= {"startLocation", "endLocation", "name"}


@pytest.mark.parametrize("name", MAPS)
def test_what_is_nowhere_on_the_earth_is_refused(name: str) -> None:
    assert len(refusals(sample(name))) == 1


def test_a_track_keeps_its_first_and_last_time(tmp_path: Path) -> None:
    points = "".join(
        f'<trkpt lat="42.{n:04}" lon="21.0"><time>2026-03-01T17:{n % 60:02}:00Z</time></trkpt>'
        for n in range(60)
    )
    told = values(made(tmp_path, "gpx", GPX.format(points)), "Trip")
    assert (told["startDate"], told["endDate"]) == (
        ["2026-03-01T17:00:00"],
        ["2026-03-01T17:59:00"],
    )
    assert told["description"] == ["a way of 60 points"]


def test_a_chart_says_what_a_thing_is_by_its_fields() -> None:
    assert schemata(sample("graphml")) == [
        "Person", "Vehicle", "UserAccount", "LegalEntity", "UnknownLink", "UnknownLink",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "value", "schema"),
    [
        ("plate", "BT 123-AE", "Vehicle"),
        ("IMEI", "001001000000015", "Handset"),
        ("type", "osoba", "Person"),
        ("kind", "Company", "Organization"),
        ("category", "Handset", "Handset"),
        ("colour", "blue", "LegalEntity"),
    ],
)
def test_a_field_tells_what_a_thing_is(tmp_path: Path, key: str, value: str, schema: str) -> None:
    assert schemata(made(tmp_path, "graphml", NODE.format(key, value))) == [schema]


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_a_line_to_a_thing_that_is_not_there_is_refused(name: str) -> None:
    (refused,) = refusals(sample(name))
    assert refused.reason == "the line ends at a thing the file does not have"


def test_a_handset_named_by_its_number_has_it() -> None:
    assert values(sample("gexf"), "Handset")["imei"] == ["001001000000015"]


def test_a_line_keeps_its_role_and_days() -> None:
    told = values(sample("gexf"), "UnknownLink")
    assert (told["role"], told["startDate"]) == (["calls"], ["2026-03-01"])


@pytest.mark.parametrize("name", ["stix", "misp"])
def test_a_kind_without_a_place_is_refused_by_its_name(name: str) -> None:
    reasons = [refused.reason for refused in refusals(sample(name))]
    assert any("clew has no place for" in reason for reason in reasons)


def test_a_bundle_gives_people_places_accounts_and_what_ties_them() -> None:
    assert schemata(sample("stix")) == [
        "UnknownLink", "Person", "Address", "LegalEntity", "UserAccount", "Note",
    ]  # fmt: skip


def test_a_telephone_of_misp_is_a_handset_and_its_card() -> None:
    assert values(sample("misp"), "SimCard")["imsi"] == ["001010000000101"]


@pytest.mark.parametrize("name", ["stix", "misp", "geojson"])
def test_json_cut_short_is_refused_whole(tmp_path: Path, name: str) -> None:
    whole = (SAMPLES / all_readers()[name].sample[0]).read_text()
    with pytest.raises(SourceError, match="no whole JSON"):
        made(tmp_path, name, whole[: len(whole) // 2])


def test_json_of_another_kind_is_none_of_them(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"type": "something", "name": "x"}')
    found = recognise(evidence_of(path), path.read_bytes())
    assert found is None or found.name not in ("stix", "misp", "geojson")


def test_each_property_a_feed_or_chart_is_said_in_is_one_of_its_schema() -> None:
    strange = [
        (schema, prop)
        for schema, props in feed_misp._PROPS.items()
        for prop in props.values()
        if prop not in model()[schema].properties
    ]
    strange += [
        (schema, prop)
        for schema, prop, _ in feed_misp._ATTRIBUTES.values()
        if prop not in model()[schema].properties
    ]
    assert strange == []
