"""Write the files of formats.toml, pack those that lie in an archive or a backup, say what is in them."""

import hashlib
import io
import tarfile
import zlib
from collections.abc import Callable, Mapping
from itertools import chain
from random import Random
from typing import Any

from clew.errors import UsageError
from clew.exercise.formats import (
    android,
    apple,
    charts,
    chats,
    letters,
    messengers,
    pages,
    sounds,
    tables,
    travel,
)
from clew.exercise.formats.databases import Row, Tables, database
from clew.exercise.formats.sheet import Sheet
from clew.exercise.formats.spread import formats, key_of, spread
from clew.exercise.formats.workbooks import packed
from clew.exercise.people import SUSPECTS
from clew.exercise.plan import Plan
from clew.exercise.scene import Scene
from clew.exercise.truth import Sighting

Writer = Callable[[Sheet], bytes]
"""Writes one file: says where each record came to stand, and counts what the receipt must show."""

WRITERS: Mapping[str, Writer] = {
    "android-contacts": android.contacts, "android-messages": android.messages, "whatsapp-new": android.whatsapp,
    "whatsapp-old": android.whatsapp_old, "whatsapp-people": android.whatsapp_people, "viber": messengers.viber,
    "viber-messages": messengers.viber_messages, "tango": messengers.tango, "hangouts": messengers.hangouts,
    "apple-contacts": apple.contacts, "apple-calls": apple.calls, "apple-messages": apple.messages,
    "apple-accounts": apple.accounts, "apple-settings": apple.settings, "apple-whatsapp": apple.whatsapp,
    "kik": apple.kik, "chat": chats.chat, "cards": chats.cards, "leapp": chats.leapp, "lava": chats.lava,
    "iped": chats.iped, "calls": tables.calls, "table": tables.table, "workbook": tables.workbook,
    "paxlst": travel.passengers, "bookings": travel.bookings, "zones": travel.zones, "passport": travel.passport,
    "report": letters.report, "scan": letters.scan, "mail": letters.mail, "outlook": letters.outlook,
    "graphml": charts.graphml, "gexf": charts.gexf, "stix": charts.stix, "misp": charts.misp, "kml": charts.kml,
    "gpx": charts.gpx, "geojson": charts.geojson, "saved-page": pages.saved_page, "web-archive": pages.web_archive,
    "rich-text": pages.rich_text, "voice": sounds.voice,
}  # fmt: skip
DOCUMENT_LIST = "document_list.txt"
_MANIFEST = "Manifest.db"
_TIME = 1_790_000_000
"""Time of every member of a tar, seconds since 1970."""


def write_all_formats(scene: Scene, plan: Plan) -> dict[str, str]:
    """Write every file of formats.toml; give "agency/file" → family.

    Raises:
        UsageError: photographs cannot be drawn, since the extra that draws is missing.
    """
    _check_pictures()
    rng = Random(f"{scene.seed} formats")
    shelf = spread(plan, rng)
    packages: dict[tuple[str, str], dict[str, bytes]] = {}
    families: dict[str, str] = {}
    for spec in formats()["file"]:
        named = spec | {"file": _name(spec)}
        own = Random(f"{scene.seed} {key_of(spec)}")
        sheet = Sheet(named, shelf[key_of(spec)], own, plan.crowd)
        sheet.talked_of = _elsewhere(plan, spec["agency"])
        content = WRITERS[spec["form"]](sheet)
        plan.sightings += sheet.mentioned
        scene.texts += sheet.texts
        scene.handsets += [
            one | {"agency": spec["agency"], "file": named["file"]} for one in sheet.told
        ]
        place = f"{spec['agency']}/{named['file']}"
        if "inside" in spec:
            parts = packages.setdefault((spec["agency"], spec["inside"]), {})
            parts |= {
                spec["path"] + ending: raw for ending, raw in (("", content), *sheet.beside.items())
            }
            parts |= sheet.packed_with
            for name in sheet.packed_with:
                scene.counts[f"{spec['agency']}/{spec['inside']}!{name}"] = {"pictures": 1}
                families[f"{spec['agency']}/{spec['inside']}!{name}"] = spec["family"]
            scene.counts[place] = sheet.counts
        else:
            scene.write(spec["agency"], named["file"], content, sheet.counts)
        families[place] = spec["family"]
        for name, counts in sheet.inside.items():
            scene.counts[f"{place}!{name}"] = counts
            families[f"{place}!{name}"] = spec["family"]
    for package in formats()["package"]:
        _pack(scene, package, packages[package["agency"], package["path"]])
    held = {one.keys["document"]: one for one in chain(*shelf.values()) if "document" in one.keys}
    listed = travel.document_list(list(held.values())[::12], "list")
    (scene.out / DOCUMENT_LIST).write_text(listed, "utf-8")
    return families


def _elsewhere(plan: Plan, agency: str) -> list[Sighting]:
    """Give records of suspects, vehicles and handsets of other agencies, for messages to name."""
    return [
        one
        for one in plan.sightings
        if one.agency != agency
        and not one.like
        and one.slot != "message"
        and (one.vehicle or "imei" in one.keys or (one.person and one.person.role in SUSPECTS))
        and set(one.keys) - {"person", "address"}
    ]


def _check_pictures() -> None:
    try:
        import PIL  # noqa: F401
        import typst  # noqa: F401
    except ImportError as exc:
        raise UsageError(
            "photographs of passports and scanned pages cannot be drawn here",
            do="install clew[pictures,print], or leave out --all-formats",
        ) from exc


def _name(spec: dict[str, Any]) -> str:
    """Give the name a receipt calls a file by, below the agency's folder."""
    inside = spec.get("inside")
    if inside is None:
        return str(spec["path"])
    kind = next(p["kind"] for p in formats()["package"] if p["path"] == inside)
    if kind != "backup":
        return f"{inside}!{spec['path']}"
    digest, domain, path = _hashed(spec["path"])
    return f"{inside}/{digest[:2]}/{digest} ({domain}/{path})"


def _hashed(path: str) -> tuple[str, str, str]:
    """Give a backup's name of a file, its domain and its path there, from "Domain-path"."""
    digest = hashlib.sha1(path.encode(), usedforsecurity=False).hexdigest()
    domain, _, inside = path.partition("-")
    if domain.startswith("AppDomain"):
        name, _, inside = inside.partition("-")
        domain = f"{domain}-{name}"
    return digest, domain, inside


def _pack(scene: Scene, package: dict[str, Any], parts: Mapping[str, bytes]) -> None:
    agency, path, kind = package["agency"], package["path"], package["kind"]
    if kind == "backup":
        _write_backup(scene, agency, path, parts)
        return
    made = {"zip": packed, "tar": _tar, "ab": _android_backup}[kind](parts)
    scene.write_raw(agency, path, made)


def _tar(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in parts.items():
            member = tarfile.TarInfo(name)
            member.size, member.mtime = len(content), _TIME
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def _android_backup(parts: Mapping[str, bytes]) -> bytes:
    return b"ANDROID BACKUP\n5\n1\nnone\n" + zlib.compress(_tar(parts))


def _write_backup(scene: Scene, agency: str, path: str, parts: Mapping[str, bytes]) -> None:
    """Write an iTunes-style backup: each file under the SHA-1 of its name, and the index of names."""
    index: list[Row] = []
    for name, content in parts.items():
        digest, domain, inside = _hashed(name)
        index.append((digest, domain, inside, 1, None))
        scene.write_raw(agency, f"{path}/{digest[:2]}/{digest}", content)
    tables: Tables = {"Files": index, "Properties": [("EXERCISE", b"EXERCISE")]}
    made = database("backup-index", tables)
    scene.write_raw(agency, f"{path}/{_MANIFEST}", made)


def families_of(counts: Mapping[str, Any], families: Mapping[str, str]) -> dict[str, str]:
    """Give the family of every file that counts something; the plain rehearsal's own by their form."""
    own = {"ufdr": "phone reports", "xml": "phone reports", "csv": "passenger and border tables",
           "json": "FollowTheMoney", "edi": "passenger messages"}  # fmt: skip
    told = {}
    for place in counts:
        ending = place.rpartition(".")[2]
        plain = own.get(ending, "papers and mails")
        if "/apis/" in place:
            plain = "passenger messages"
        elif "/dokument" in place:
            plain = "zones and pictures"
        told[place] = families.get(place, plain)
    return told
