"""Settings of an Apple handset: its own numbers, and the networks it knew."""

import plistlib
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from clew.model.evidence import Evidence, Found, Guesses
from clew.sources.reader import read_records
from clew.sources.readers.ios_settings import ios_settings
from clew.sources.recognising import recognise

SAMPLE = Path(__file__).parents[1] / "samples" / "com.apple.commcenter.plist"


def read(path: Path) -> dict[str, Found]:
    evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "test-police", "GB")
    assert recognise(evidence, evidence.head()) is ios_settings
    found: dict[str, Found] = {}
    for items in read_records(ios_settings, evidence, Guesses()):
        for item in items:
            assert isinstance(item, Found)
            if item.key in found:
                found[item.key].values += item.values
            else:
                found[item.key] = item
    return found


def get(found: Found, prop: str) -> list[str]:
    return list(dict.fromkeys(v.text for v in found.values if v.prop == prop))


def test_a_handset_has_its_imei_and_its_cards_their_numbers() -> None:
    found = read(SAMPLE)
    assert get(found["handset"], "imei") == ["490154203237518"]
    card = found["card 8938300000000000018"]
    assert get(card, "phone") == ["+442079460001"]
    assert get(card, "imsi") == ["221010000000001"]
    assert get(card, "handset") == ["handset"]


NETWORK: dict[str, Any] = {
    "SSID": b"Hotel Ura",
    "AddedAt": datetime(2026, 3, 1, 18, 0),  # noqa: DTZ001 - property lists hold times without a zone, in UTC
    "JoinedByUserAt": datetime(2026, 3, 1, 18, 0, 5),  # noqa: DTZ001
    "BSSList": [
        {"BSSID": "2:0:5e:10:0:1", "LocationLatitude": 42.5, "LocationLongitude": 21.5},
        {"BSSID": "2:0:5e:10:0:2"},
    ],
}


@pytest.mark.parametrize("form", [plistlib.FMT_XML, plistlib.FMT_BINARY])
def test_a_known_network_is_an_event_and_so_is_each_access_point(
    tmp_path: Path, form: plistlib.PlistFormat
) -> None:
    path = tmp_path / "com.apple.wifi.known-networks.plist"
    path.write_bytes(plistlib.dumps({"wifi.network.ssid.Hotel Ura": NETWORK}, fmt=form))
    found = read(path)
    network = found["entry wifi.network.ssid.Hotel Ura"]
    assert (get(network, "name"), get(network, "date")) == (["Hotel Ura"], ["2026-03-01T18:00:05"])
    places = [f for f in found.values() if f.schema == "Address"]
    assert [(get(p, "latitude"), get(p, "longitude")) for p in places] == [(["42.5"], ["21.5"])]
    assert len([f for f in found.values() if "access_points" in f.counts]) == 2


def test_another_property_list_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.plist"
    path.write_bytes(plistlib.dumps({"volume": 3}))
    evidence = Evidence(path, path.name, "0" * 64, path.stat().st_size, "test-police")
    assert recognise(evidence, evidence.head()) is None


def test_networks_of_public_test_phones_are_those_of_their_lists(
    shared: Path, tmp_path: Path
) -> None:
    seen = 0
    for number, source in enumerate(
        sorted((shared / "data/phones/ios_artefacts").glob("*Wifi*.zip"))
    ):
        with zipfile.ZipFile(source) as archive:
            for name in (n for n in archive.namelist() if n.endswith("known-networks.plist")):
                path = tmp_path / f"{number}.plist"
                path.write_bytes(archive.read(name))
                top = plistlib.loads(path.read_bytes())
                entries = [e for k, e in top.items() if k.startswith("wifi.network.")]
                found = read(path).values()
                networks = [f for f in found if "wireless_networks" in f.counts]
                points = [f for f in found if "access_points" in f.counts]
                assert len(networks) == len(entries)
                assert len(points) == sum(len(e.get("BSSList", ())) for e in entries)
                seen += len(networks)
    assert seen
