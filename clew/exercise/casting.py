"""Who plays and who is seen where: the cast spread over the agencies as mix.toml says, then the rest.

Look-alikes follow the cast until their share is reached; the uninvolved come last and share nothing
but a hotel's telephone and a travel agent's address.
"""

from random import Random

from clew.exercise.doubles import plant_look_alikes
from clew.exercise.numbers import Numbers
from clew.exercise.people import CULTURES, SUSPECTS, Crowd
from clew.exercise.plan import Plan, some
from clew.exercise.scene import agencies, mix, stage
from clew.exercise.truth import links, measured_mix

_MARGIN = 0.015
"""How far above its floor a share is planned, since the look-alikes do not come out to the pair."""


def make_plan(seed: int, people: int) -> Plan:
    """Plan the rehearsal of *seed* with *people* uninvolved travellers."""
    rng = Random(seed)
    plan = Plan(rng, Crowd(rng, Numbers(rng)))
    _cast(plan)
    _handsets(plan)
    _vehicles(plan)
    _reach_floors(plan)
    plant_look_alikes(plan)
    _uninvolved(plan, people)
    _common_values(plan)
    return plan


def _cast(plan: Plan) -> None:
    for role, how in mix()["cast"].items():
        for _ in range(how["count"]):
            person = plan.crowd.person(role, how["cultures"])
            plan.cast.append(person)
            for place in some(plan.rng, how["stands_in"], plan.rng.randint(*how["met"])):
                plan.meet(person, place)
    for phone in stage()["phone"]:
        free = [p for p in plan.cast if p.role == phone["owner"] and p not in plan.owners.values()]
        owner = plan.rng.choice(free)
        plan.owners[phone["path"]] = owner
        mine = f"{phone['agency']} phone"
        plan.sightings = [
            s for s in plan.sightings if not (s.of == owner.id and f"{s.agency} {s.slot}" == mine)
        ]
        plan.meet(owner, f"{phone['agency']} owner")


def _handsets(plan: Plan) -> None:
    reports = [f"{name} report" for name in agencies()]
    for number in range(mix()["things"]["handsets"]):
        handset, imei = f"h{number + 1}", plan.crowd.numbers.imei()
        if number < len(stage()["phone"]):
            home = stage()["phone"][number]["agency"]
            plan.read_imei(handset, imei, f"{home} device")
            places = some(
                plan.rng, [r for r in reports if not r.startswith(home)], plan.rng.randint(1, 2)
            )
        else:
            places = some(plan.rng, reports, plan.rng.randint(2, 3))
        for place in places:
            plan.read_imei(handset, imei, place)


def _vehicles(plan: Plan) -> None:
    for _ in range(mix()["things"]["vehicles"]):
        _vehicle(plan)


def _vehicle(plan: Plan) -> None:
    borders = [f"{t['agency']} vehicles" for t in stage()["table"] if t["slot"] == "vehicles"]
    reports = [f"{name} report" for name in agencies()]
    vehicle = plan.crowd.vehicle(plan.rng.choice(["XK", "BG", "MK", "AL", "ME", "TR", "RS"]))
    for place in some(plan.rng, borders + reports, plan.rng.randint(2, 3)):
        plan.drive(vehicle, place)


def _reach_floors(plan: Plan) -> None:
    """Add vehicles, or reports that name the cast, until two floors hold with the look-alikes to come."""
    share, floors = 1 - mix()["aim"]["look_alikes"], mix()["floors"]
    for _ in range(200):
        now = measured_mix(links(plan.sightings), [])
        if now["written_differently"] * share < floors["written_differently"] + _MARGIN:
            _vehicle(plan)
        elif now["across_languages"] * share < floors["across_languages"] + _MARGIN:
            named = {s.of for s in plan.sightings if s.slot != "report" and "person" in s.keys}
            person = plan.rng.choice([p for p in plan.cast if p.role in SUSPECTS and p.id in named])
            met = {one.agency for one in plan.sightings if one.of == person.id}
            free = [a for a in agencies() if a not in met] or list(agencies())
            plan.meet(person, f"{plan.rng.choice(free)} report")
        else:
            return


def _uninvolved(plan: Plan, people: int) -> None:
    tables = [f"{table['agency']} {table['slot']}" for table in stage()["table"]]
    places = [p for p in tables for _ in range(3 if p.endswith("passengers") else 1)]
    places += ["bg-police apis", "bg-police apis", "al-police entities"]
    plan.crowd.keeping = False
    for _ in range(people):
        plan.meet(plan.crowd.person("uninvolved", CULTURES), plan.rng.choice(places))


def _common_values(plan: Plan) -> None:
    """Give some uninvolved travellers a hotel's telephone and a travel agent's e-mail address."""
    numbers, how_many = plan.crowd.numbers, mix()["common"]
    plan.common = {"phone": numbers.phone("TR"), "email": "rezervasyon@otel-lale.example"}
    tables = [
        s
        for s in plan.sightings
        if s.slot == "passengers" and s.person and s.person.role == "uninvolved"
    ]
    free = [s for s in tables if not s.like]
    chosen = plan.rng.sample(
        free, min(len(free), how_many["hotel_guests"] + how_many["agency_clients"])
    )
    for place, one in enumerate(chosen):
        kind = "phone" if place < how_many["hotel_guests"] else "email"
        column = "booking" if kind == "phone" and place % 2 else kind
        if column in one.keys:
            del one.keys[column]
        one.written[column] = plan.common[kind]
        plan.shared.append((kind, one))
