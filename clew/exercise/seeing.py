"""How one person, vehicle or handset is written down at one place of one agency."""

from collections.abc import Sequence
from random import Random

from clew.exercise.people import Person, Vehicle
from clew.exercise.scene import Agency, mix, stage, texts
from clew.exercise.spelling import passport, spell
from clew.exercise.truth import Sighting
from clew.exercise.writing import Desk, write

_PAID = ("money-man", "organiser", "document-forger")


def see(person: Person, agency: Agency, slot: str, rng: Random) -> Sighting:
    """Write *person* down in *slot*: the name in the paper's language, and the numbers it would hold."""
    one = Sighting(person.id, agency.name, slot, _language(agency, slot), person=person)
    _name(one, person, rng)
    for kind in _numbers(person, agency, slot, rng):
        _note(one, kind, getattr(person, kind), agency, rng)
    return one


def see_given(
    person: Person, agency: Agency, slot: str, kinds: Sequence[str], rng: Random
) -> Sighting:
    """Write *person* down by name and by the numbers of *kinds*, and no others."""
    one = Sighting(person.id, agency.name, slot, _language(agency, slot), person=person)
    _name(one, person, rng)
    for kind in kinds:
        _note(one, kind, getattr(person, kind), agency, rng)
    return one


def see_vehicle(vehicle: Vehicle, agency: Agency, slot: str, rng: Random) -> Sighting:
    """Write *vehicle* down by its plate."""
    one = Sighting(vehicle.id, agency.name, slot, agency.language, vehicle=vehicle)
    _note(one, "plate", vehicle.plate, agency, rng)
    return one


def see_handset(handset: str, imei: str, agency: Agency, slot: str, rng: Random) -> Sighting:
    """Write a handset down by its IMEI."""
    one = Sighting(handset, agency.name, slot, agency.language)
    _note(one, "imei", imei, agency, rng)
    return one


def see_mentioned(of: Sighting, agency: Agency, rng: Random, kind: str = "") -> Sighting:
    """Write down a number of somebody seen elsewhere, as a message mentions it: of *kind*, else plate or phone."""
    one = Sighting(
        of.of, agency.name, "message", agency.language, person=of.person, vehicle=of.vehicle
    )
    kind = kind or ("plate" if of.vehicle else "phone")
    _note(one, kind, of.keys[kind], agency, rng)
    return one


def _language(agency: Agency, slot: str) -> str:
    if slot in ("phone", "owner", "device"):
        return next(str(p["language"]) for p in stage()["phone"] if p["agency"] == agency.name)
    return "passport" if slot in ("apis", "seized") else agency.language


def _name(one: Sighting, person: Person, rng: Random) -> None:
    if one.language == "passport":
        given, family = passport(person.given), passport(person.family)
        joined = (
            f"{family}:{given}" if one.slot == "apis" else f"{family}<<{given}".replace(" ", "<")
        )
        one.written |= {"given": given, "family": family, "person": joined}
    elif one.slot == "owner":
        one.written["person"] = person.name
    else:
        given, father, family = (
            spell(w, one.language) for w in (person.given, person.father, person.family)
        )
        joined = f"{family} {given}" if one.slot == "passengers" else f"{given} {family}"
        one.written |= {"given": given, "father": father, "family": family, "person": joined}
    if one.slot == "phone" and rng.random() < mix()["writing"]["nickname_in_phone"]:
        nickname = rng.choice(texts("messages")["shared"]["nicknames"])
        one.written["person"] = nickname.format(given=one.written["given"])
    else:
        one.keys["person"] = person.id


def _numbers(person: Person, agency: Agency, slot: str, rng: Random) -> list[str]:
    habits = mix()["writing"]
    if slot == "passengers":
        kinds = {
            "document": 0.92,
            "phone": habits["phone_in_table"],
            "email": habits["email_in_table"],
        }
        if any(
            "address" in dict(t["columns"]) for t in stage()["table"] if t["agency"] == agency.name
        ):
            kinds["address"] = 0.12
    elif slot in ("apis", "seized", "vehicles"):
        kinds = {"document": 1.0}
    elif slot == "phone":
        kinds = {"phone": 1.0, "email": 0.25, "account": 0.3}
    elif slot == "owner":
        kinds = {"phone": 1.0}
    elif slot == "entities":
        kinds = {
            "document": 0.8,
            "phone": 0.7,
            "email": 0.5,
            "address": 0.4,
            "iban": float(person.role in _PAID),
        }
    else:
        kinds = dict.fromkeys(
            rng.sample(["phone", "phone", "document", "account", "email"], 2), 1.0
        )
        if person.role in _PAID:
            kinds["iban"] = 1.0
    return [kind for kind, share in kinds.items() if rng.random() < share]


def _note(one: Sighting, kind: str, value: str, agency: Agency, rng: Random) -> None:
    desk = Desk(
        agency.number,
        agency.state,
        one.language,
        ascii_only=_ascii_only(agency, one.slot),
        prose=one.slot == "report",
    )
    one.keys[kind] = value
    if one.slot == "owner":
        one.written[kind] = f"{value[1:]}@s.whatsapp.net"
    elif one.slot in ("apis", "seized", "device") or (one.slot, kind) == ("phone", "account"):
        one.written[kind] = value
    else:
        canonical = one.slot == "entities" and kind not in ("iban", "address")
        share = 1.0 if canonical else mix()["writing"]["plain"]
        one.written[kind] = write(kind, value, desk, rng, share)


def _ascii_only(agency: Agency, slot: str) -> bool:
    """Say whether the file of *slot* takes Latin only: a PDF's fonts, or an old Latin code page."""
    papers = [f["kind"] == "pdf" for f in stage()["report"] if f["agency"] == agency.name]
    return slot == "report" and any(papers)
