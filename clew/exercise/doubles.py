"""Look-alikes that must not match: namesakes, relatives, numbers with one digit changed."""

from collections.abc import Callable
from itertools import cycle

from clew.exercise.plan import Plan
from clew.exercise.scene import mix
from clew.exercise.truth import Likeness, links, look_alikes, measured_mix


def plant_look_alikes(plan: Plan) -> None:
    """Add look-alikes of the cast, its numbers and vehicles, in turn, until their share is reached."""
    order, aim = mix()["look_alikes"]["order"], mix()["aim"]["look_alikes"]
    real, turn = links(plan.sightings), cycle(order)
    while measured_mix(real, look_alikes(plan.sightings))["look_alikes"] < aim:
        _DOUBLES[next(turn)](plan)


_NAME_ONLY = ("phone", "owner", "report")
"""Slots that give no birth date: nobody could tell two namesakes apart there."""


def _double_of_person(why: str) -> Callable[[Plan], None]:
    def plant(plan: Plan) -> None:
        original = plan.rng.choice(plan.cast)
        if why == "namesake":
            if any(one.slot in _NAME_ONLY for one in plan.sightings if one.of == original.id):
                return
            other = plan.crowd.namesake(original)
        else:
            if original.sex != "M":
                return
            other = plan.crowd.relative(original, son=why == "father and son")
            if other.name in plan.crowd.kept:
                return
            plan.crowd.kept.add(other.name)
        texts = {
            "namesake": "same name, other father's name, birth date and document",
            "father and son": "father and son: one family name, other birth date and document",
            "brothers": "brothers: one family and father's name, other birth date and document",
        }
        plan.meet(other, plan.elsewhere(original.id), Likeness(original.id, "person", texts[why]))

    return plant


def _common_name(plan: Plan) -> None:
    one = plan.crowd.person("uninvolved", ["arabic", "turkish", "albanian"])
    first = plan.meet(one, plan.elsewhere(""))
    other = plan.crowd.namesake(one)
    why = "a common name: two people, other birth date and document"
    plan.meet(other, plan.elsewhere(first.of), Likeness(first.of, "person", why))


def _near_number(kind: str) -> Callable[[Plan], None]:
    def plant(plan: Plan) -> None:
        held = [one for one in plan.sightings if one.person and kind in one.keys and not one.like]
        original = plan.rng.choice(held)
        assert original.person is not None
        other = plan.crowd.with_number_like(original.person, kind)
        place = plan.elsewhere(original.of, "report" if kind == "iban" else "passengers")
        why = f"{kind} with one digit changed, another person"
        see_it = plan.meet(other, place, Likeness(original.of, kind, why))
        see_it.keys.setdefault(kind, getattr(other, kind))
        see_it.written.setdefault(kind, getattr(other, kind))

    return plant


def _near_plate(plan: Plan) -> None:
    original = plan.rng.choice([one for one in plan.sightings if one.vehicle and not one.like])
    assert original.vehicle is not None
    other = plan.crowd.vehicle_like(original.vehicle)
    like = Likeness(original.of, "plate", "plate with one digit changed, another vehicle")
    plan.drive(other, plan.elsewhere(original.of, "vehicles"), like)


def _near_imei(plan: Plan) -> None:
    original = plan.rng.choice(
        [one for one in plan.sightings if "imei" in one.keys and not one.like]
    )
    other = plan.crowd.near_imei(original.keys["imei"])
    like = Likeness(original.of, "imei", "IMEI of another handset of the same type")
    plan.read_imei(
        f"h{len(plan.sightings)} double", other, plan.elsewhere(original.of, "report"), like
    )


_DOUBLES: dict[str, Callable[[Plan], None]] = {
    "namesake": _double_of_person("namesake"),
    "father and son": _double_of_person("father and son"),
    "brothers": _double_of_person("brothers"),
    "common name": _common_name,
    "phone": _near_number("phone"),
    "document": _near_number("document"),
    "iban": _near_number("iban"),
    "plate": _near_plate,
    "imei": _near_imei,
}
