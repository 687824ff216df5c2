"""Who stands in which further file: the network spread thin and wide, then what only looks like it."""

import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import cycle
from random import Random
from typing import Any

from clew.exercise.people import CULTURES, SUSPECTS, Person
from clew.exercise.plan import Plan
from clew.exercise.scene import Agency, agencies, mix
from clew.exercise.seeing import see_handset, see_vehicle
from clew.exercise.spelling import passport, spell
from clew.exercise.truth import Likeness, Sighting, links, look_alikes, measured_mix
from clew.exercise.writing import Desk, write

SLOT = "formats"
_MOST = 12
"""Places one person may stand in: beyond some two dozen, holders of a number are no longer all laid side by side."""
_STRANGERS = [culture for culture in CULTURES if culture not in ("arabic", "afghan")]
"""Cultures whose lists hold enough names for every stranger to have one of their own."""
_PASSPORT_FORMS = ("paxlst", "bookings", "zones", "passport")
_PLAIN_FORMS = ("paxlst", "bookings", "zones", "passport", "calls", "apple-settings")
"""Forms whose files hold numbers as a machine writes them."""


@cache
def formats() -> dict[str, Any]:
    """Read formats.toml; a file's `file` is the name its receipt gives it, without the agency."""
    text = files("clew.exercise.formats").joinpath("formats.toml").read_text("utf-8")
    return tomllib.loads(text)


def spread(plan: Plan, rng: Random) -> dict[str, list[Sighting]]:
    """Plan who stands in each file of formats.toml; give them by "agency/inside/path"."""
    shelf: dict[str, list[Sighting]] = {}
    met = Counter(one.of for one in plan.sightings if one.slot != "message")
    handsets = {s.of: s.keys["imei"] for s in plan.sightings if "imei" in s.keys and not s.like}
    cars = {s.of: s for s in plan.sightings if s.vehicle and not s.like and met[s.of] > 1}
    for spec in formats()["file"]:
        here = [_see(p, spec, rng) for p in _least_met(plan, spec, met, rng)]
        for one in _fewest(list(cars.values()), spec.get("vehicles", 0), met, rng):
            assert one.vehicle is not None
            here.append(_placed(see_vehicle(one.vehicle, _agency(spec), _slot(spec), rng)))
        free = [Sighting(name, "", "", "") for name in handsets]
        for one in _fewest(free, spec.get("handsets", 0), met, rng):
            imei = handsets[one.of]
            here.append(_placed(see_handset(one.of, imei, _agency(spec), _slot(spec), rng)))
        for one in here:
            met[one.of] += 1
        plan.sightings += here
        shelf[key_of(spec)] = here
    _double(plan, shelf, rng)
    for spec in formats()["file"]:
        others = [
            _see(plan.crowd.person("uninvolved", _STRANGERS, unheard=True), spec, rng)
            for _ in range(spec.get("strangers", 0))
        ]
        plan.sightings += others
        shelf[key_of(spec)] += others
        rng.shuffle(shelf[key_of(spec)])
    return shelf


def key_of(spec: dict[str, Any]) -> str:
    """Give what tells a file from all others."""
    return "/".join((spec["agency"], spec.get("inside", ""), spec["path"]))


def _agency(spec: dict[str, Any]) -> Agency:
    return agencies()[spec["agency"]]


def _slot(spec: dict[str, Any]) -> str:
    """Give the slot whose habits of writing fit the file: prose, a machine's, or a clerk's."""
    if spec["family"] == "papers and mails":
        return "report"
    return "device" if spec["form"] in _PLAIN_FORMS else "vehicles"


def _placed(one: Sighting) -> Sighting:
    one.slot = SLOT
    return one


def _least_met(plan: Plan, spec: dict[str, Any], met: Counter[str], rng: Random) -> list[Person]:
    """Choose those of the cast that fit the file and stand in the fewest places yet."""
    suspects = [p for p in plan.cast if p.role in SUSPECTS]
    others = [p for p in plan.cast if p.role not in SUSPECTS]
    count = int(spec.get("people", 0))
    travel = spec.get("who") == "travellers"
    first = count if not travel else count // 4
    chosen = [p for p in rng.sample(suspects, len(suspects)) if met[p.id] < _MOST]
    chosen.sort(key=lambda p: met[p.id])
    rest = sorted(rng.sample(others, len(others)), key=lambda p: met[p.id])
    picked = chosen[:first] if not travel else chosen[:first] + rest[: count - first]
    return picked + rest[: count - len(picked)] if not travel else picked


def _fewest(
    things: Sequence[Sighting], count: int, met: Counter[str], rng: Random
) -> list[Sighting]:
    drawn = rng.sample(list(things), len(things))
    return sorted(drawn, key=lambda one: met[one.of])[:count]


def _see(person: Person, spec: dict[str, Any], rng: Random) -> Sighting:
    """Write *person* down as the file does: name, and what `gives` names."""
    agency, form = _agency(spec), spec["form"]
    language = str(spec.get("language", agency.language))
    if form in _PASSPORT_FORMS:
        language = "passport"
    one = Sighting(person.id, agency.name, SLOT, language, person=person)
    words = (person.given, person.father, person.family)
    given, father, family = (
        passport(w) if language == "passport" else spell(w, language) for w in words
    )
    name = f"{family}<<{given}" if form in ("zones", "passport") else f"{given} {family}"
    one.written |= {"given": given, "father": father, "family": family, "person": name}
    desk = Desk(agency.number, agency.state, language, prose=spec["family"] == "papers and mails")
    for kind in spec["gives"]:
        if kind == "person":
            one.keys[kind] = person.id
            continue
        one.keys[kind] = value = str(getattr(person, kind))
        plain = 1.0 if form in _PLAIN_FORMS else mix()["writing"]["plain"]
        one.written[kind] = write(kind, value, desk, rng, plain)
    return one


def _double(plan: Plan, shelf: dict[str, list[Sighting]], rng: Random) -> None:
    """Add look-alikes to the files until their share is reached, each kind in turn."""
    real = links(plan.sightings)
    aim, turn = mix()["aim"]["look_alikes"], cycle(_KINDS)
    for _ in range(4_000):
        if measured_mix(real, look_alikes(plan.sightings))["look_alikes"] >= aim:
            return
        _look_alike(plan, shelf, next(turn), rng)


_KINDS = ("phone", "document", "father and son", "phone", "plate", "document", "brothers", "imei")


def _look_alike(plan: Plan, shelf: dict[str, list[Sighting]], kind: str, rng: Random) -> None:
    held = "person" if kind in ("father and son", "brothers") else kind
    specs = [s for s in formats()["file"] if _can_hold(s, held) and s["form"] not in _FULL]
    firm = [s for s in plan.sightings if held in s.keys and not s.like and s.slot != "message"]
    if held == "person":
        firm = [s for s in firm if s.person and s.person.sex == "M"]
    original, spec = rng.choice(firm), rng.choice(specs)
    why = f"{kind} with one digit changed, another one"
    if held == "plate" and original.vehicle:
        other = plan.crowd.vehicle_like(original.vehicle)
        one = _placed(see_vehicle(other, _agency(spec), _slot(spec), rng))
    elif held == "imei":
        imei = plan.crowd.near_imei(original.keys["imei"])
        name = f"h{len(plan.sightings)} double"
        one = _placed(see_handset(name, imei, _agency(spec), _slot(spec), rng))
    elif held == "person" and original.person:
        relative = plan.crowd.relative(original.person, son=kind == "father and son")
        if relative.name in plan.crowd.kept:
            return
        plan.crowd.kept.add(relative.name)
        why, one = (
            f"{kind}: one family name, other birth date and document",
            _see(relative, spec, rng),
        )
    elif original.person:
        one = _see(plan.crowd.with_number_like(original.person, kind), spec, rng)
    else:
        return
    one.like = Likeness(original.of, held, why)
    plan.sightings.append(one)
    shelf[key_of(spec)].append(one)


_FULL = ("passport", "apple-settings", "apple-accounts", "chat")
"""Forms that hold a fixed number, or split what they give among those who stand in them."""


def _can_hold(spec: dict[str, Any], kind: str) -> bool:
    if kind in ("plate", "imei"):
        return int(spec.get("vehicles" if kind == "plate" else "handsets", 0)) > 0
    if kind == "person" and not spec.get("born"):
        return False
    return kind in spec["gives"]
