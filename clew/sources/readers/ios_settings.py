"""What an Apple handset keeps in its settings (property lists): its own numbers, its networks.

Reads    com.apple.commcenter*.plist; com.apple.wifi.known-networks.plist and com.apple.wifi.plist
Gives    the Handset with its IMEIs, its SimCards with numbers; an Event for each network and access point
Units    times are UTC; positions in degrees as stored
Refuses  a list that is damaged or larger than 64 MB; entries it does not read are counted
"""

import plistlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from xml.parsers.expat import ExpatError

from clew.errors import NotFound, SourceError
from clew.model.evidence import Evidence, Excerpt, Found, Guesses, Refusal
from clew.sources.reader import Reader

MOST_BYTES: Final = 64_000_000
HANDSET: Final = "handset"
_RADIO = {
    "imeis", "imei", "PersonalWallet", "LastKnownICCID", "PhoneNumber", "ReportedPhoneNumber", "meid",
    "ReportedSubscriberIdentity",
}  # fmt: skip
_IMEI = "kEntitlementsSelfRegistrationUpdateImei"
_NETWORK = ("wifi.network.", "wifi.ssid.")
_OLD_LISTS = ("List of known networks", "List of scanned networks with private mac")
_FAULTS = (
    plistlib.InvalidFileException, ExpatError, ValueError, LookupError, OverflowError, TypeError,
    AttributeError, RecursionError, MemoryError,
)  # fmt: skip
_DIGITS = re.compile(r"\D")


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a list: "device", "card" or "network", its place, what stands there."""

    kind: str
    spot: str
    name: str
    entry: Any


def recognise(evidence: Evidence, head: bytes) -> float:
    """Sure of a property list that holds an IMEI, a SIM card or known networks."""
    if not head.startswith(b"bplist00") and b"<!DOCTYPE plist" not in head[:400]:
        return 0.0
    try:
        top = _load(evidence)
    except SourceError:
        return 0.0
    return 0.95 if any(True for _ in _records(top)) else 0.0


def _load(evidence: Evidence) -> dict[str, Any]:
    if evidence.size > MOST_BYTES:
        raise SourceError(
            f"the property list is larger than {MOST_BYTES:,} bytes",
            where=evidence.name,
            do="open it on an Apple computer and save the part you need",
        )
    try:
        with evidence.open() as handle:
            top = plistlib.load(handle)
    except _FAULTS as exc:
        raise SourceError(
            f"the property list is damaged ({type(exc).__name__})",
            where=evidence.name,
            do="ask for the file again",
        ) from exc
    return top if isinstance(top, dict) else {}


def _records(top: dict[str, Any]) -> Iterator[Record]:
    if any(top.get(name) for name in _RADIO):
        yield Record("device", "entry imeis" if "imeis" in top else "entry PhoneNumber", "", top)
    wallet = top.get("PersonalWallet")
    for name, card in wallet.items() if isinstance(wallet, dict) else ():
        if isinstance(card, dict):
            yield Record("card", f"entry PersonalWallet › {name}", str(name), card)
    for name, network in top.items():
        if str(name).startswith(_NETWORK) and isinstance(network, dict):
            yield Record("network", f"entry {name}", str(name), network)
    for listed in _OLD_LISTS:
        networks = top.get(listed)
        for number, network in enumerate(networks if isinstance(networks, list) else (), 1):
            if isinstance(network, dict):
                yield Record("network", f"entry {listed} › {number}", f"{listed} {number}", network)


def split(evidence: Evidence, guesses: Guesses) -> Iterator[Record | Refusal]:
    """Give the entries it reads, the handset first."""
    top = _load(evidence)
    records = list(_records(top))
    yield from records
    if not any(record.kind == "network" for record in records):
        guesses.said["entries not read"] = str(len(top.keys() - _RADIO))


def read(record: Record) -> Iterator[Found | Refusal]:
    """Give what an entry says."""
    yield from {"device": _device, "card": _card, "network": _network}[record.kind](record)


def _device(record: Record) -> Iterator[Found]:
    top = record.entry
    imeis = top.get("imeis")
    numbers = [entry.get("second") for entry in imeis or () if isinstance(entry, dict)]
    wallet = _inside(top, "PersonalWallet")
    cards = [_inside(wallet, name) for name in wallet]
    numbers += [_inside(card, "CarrierEntitlements").get(_IMEI) for card in cards]
    handset = Found("Handset", HANDSET, record.spot, keep="file", counts=("handsets",))
    for number in dict.fromkeys(filter(None, map(_text, [*numbers, top.get("imei")]))):
        handset.add("imei", number)
    handset.add("manufacturer", "Apple")
    yield handset
    iccid = _text(top.get("LastKnownICCID") or top.get("ReportedSubscriberIdentity"))
    own = _number(top.get("PhoneNumber") or top.get("ReportedPhoneNumber"))
    if iccid or own:
        card = Found(
            "SimCard", f"card {iccid or own}", record.spot, keep="shared", counts=("sim_cards",)
        )
        yield card.add("iccid", iccid).add("phone", own).link("handset", HANDSET)


def _card(record: Record) -> Iterator[Found]:
    card = Found(
        "SimCard", f"card {record.name}", record.spot, keep="shared", counts=("sim_cards",)
    )
    said = record.entry
    book, settings = _inside(said, "phonebook"), _inside(said, "SubscriptionConfiguration")
    card.add("iccid", record.name)
    imsi = settings.get("IMSI") or _inside(said, "CarrierEntitlements").get("lastGoodImsi")
    card.add("imsi", _text(imsi))
    for number in dict.fromkeys((book.get("CopiedSIMPhoneNumber"), book.get("PNRPhoneNumber"))):
        card.add("phone", _number(number))
    yield card.link("handset", HANDSET)


def _network(record: Record) -> Iterator[Found]:
    said = record.entry
    ssid = said.get("SSID") or said.get("SSID_STR")
    name = ssid.decode("utf-8", "replace") if isinstance(ssid, bytes) else _text(ssid)
    joined = [
        said.get(k) for k in ("JoinedByUserAt", "JoinedBySystemAt", "lastJoined", "lastAutoJoined")
    ]
    found = Found("Event", record.spot, record.spot, counts=("wireless_networks",))
    found.add("name", name or record.name).add("keywords", "wireless network")
    found.add("recordId", _text(said.get("BSSID")))
    added = said.get("AddedAt") or said.get("addedAt")
    found.add("startDate", _time(added), str(added))
    for last in filter(None, joined):
        found.add("date", _time(last), str(last))
    yield found
    points = said.get("BSSList")
    for number, point in enumerate(points if isinstance(points, list) else (), 1):
        if isinstance(point, dict):
            yield from _point(point, name or record.name, record.spot, number)


def _point(point: dict[str, Any], name: str, spot: str, number: int) -> Iterator[Found]:
    """An access point of a network: when the handset last used it, and where that was."""
    key = f"{spot} access point {number}"
    found = Found("Event", key, spot, counts=("access_points",))
    found.add("name", name).add("keywords", "access point").add(
        "recordId", _text(point.get("BSSID"))
    )
    at = point.get("LastAssociatedAt")
    found.add("date", _time(at), str(at))
    north, east = point.get("LocationLatitude"), point.get("LocationLongitude")
    if isinstance(north, float) and isinstance(east, float):
        place = Found("Address", f"{key} place", spot)
        yield place.add("latitude", str(north)).add("longitude", str(east))
        found.link("addressEntity", place.key)
    yield found


def _inside(entry: dict[str, Any], name: str) -> dict[str, Any]:
    value = entry.get(name)
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return (
        str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    )


def _number(value: object) -> str:
    """Give a number of the handset with its +: Apple keeps it with the country and without the sign."""
    text = _text(value)
    digits = _DIGITS.sub("", text)
    return f"+{digits}" if len(digits) > 10 else text


def _time(value: object) -> str | None:
    return value.isoformat()[:19] if isinstance(value, datetime) and value.year > 1990 else None


def excerpt(evidence: Evidence, spot: str) -> Excerpt:
    """Give an entry with the values inside it."""
    for record in _records(_load(evidence)):
        if record.spot == spot:
            pairs = list(_pairs(record.entry, ""))[:500]
            lines = tuple((spot, pair, True) for pair in pairs)
            return Excerpt("fields", ("field", "value"), lines or ((spot, ("", ""), True),))
    raise NotFound(
        f"there is no {spot!r} in {evidence.name}", do="open the source from its first page"
    )


def _pairs(value: Any, before: str) -> Iterator[tuple[str, str]]:
    entries: Any = value.items() if isinstance(value, dict) else enumerate(value, 1)
    for name, inner in entries:
        here = f"{before}{name}"
        if isinstance(inner, dict | list):
            yield from _pairs(inner, f"{here} › ")
        else:
            yield here, inner.hex(" ")[:80] if isinstance(inner, bytes) else str(inner)[:300]


ios_settings: Reader[Record] = Reader(
    name="ios-settings",
    title="Settings of an Apple phone (numbers, networks)",
    recognise=recognise,
    split=split,
    read=read,
    excerpt=excerpt,
    yields=frozenset({"Handset", "SimCard", "Event", "Address"}),
    sample=("com.apple.commcenter.plist", {"handsets": 1, "sim_cards": 1}),
)
