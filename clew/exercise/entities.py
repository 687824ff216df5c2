"""A register handed over as FollowTheMoney JSON lines: people, their accounts and addresses."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from clew.exercise.scene import Scene, of_slot, stage
from clew.exercise.spelling import spell
from clew.exercise.truth import Sighting

Entity = dict[str, Any]
_SEXES = {"M": "male", "F": "female"}


def write_entities(scene: Scene, sightings: Sequence[Sighting]) -> None:
    """Write the register; a place is "entity ID", an account's IBAN standing on the account."""
    for spec in stage()["entities"]:
        here = of_slot(sightings, spec["agency"], "entities")
        scene.rng.shuffle(here)
        entities = [entity for one in here for entity in _entities(scene, spec["path"], one)]
        lines = "".join(json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities)
        scene.write(spec["agency"], spec["path"], lines.encode(), {"entities": len(entities)})


def _entities(scene: Scene, path: str, one: Sighting) -> Iterator[Entity]:
    person = one.person
    assert person is not None
    name = f"al-{scene.rng.getrandbits(40):010x}"
    one.stands(path, f"entity {name}")
    properties = {
        "name": [one.written["person"]],
        "firstName": [one.written["given"]],
        "lastName": [one.written["family"]],
        "fatherName": [one.written["father"]],
        "birthDate": [person.born.isoformat()],
        "gender": [_SEXES[person.sex]],
        "nationality": [person.state.lower()],
        "notes": ["EXERCISE"],
    }
    if person.culture in ("arabic", "afghan"):
        properties["alias"] = [f"{spell(person.given, 'ar')} {spell(person.family, 'ar')}"]
    paper = "passportNumber" if person.paper == "P" else "idNumber"
    for kind, prop in (
        ("document", paper),
        ("phone", "phone"),
        ("email", "email"),
        ("address", "address"),
    ):
        if kind in one.keys:
            properties[prop] = [one.written[kind]]
    yield {"id": name, "schema": "Person", "properties": properties}
    if "iban" in one.keys:
        account = f"{name}-b"
        one.at["iban"] = f"entity {account}"
        numbers = {"iban": [one.written["iban"]], "notes": ["EXERCISE"]}
        yield {"id": account, "schema": "BankAccount", "properties": numbers}
        owned = {"owner": [name], "asset": [account], "summary": ["EXERCISE"]}
        yield {"id": f"{account}-o", "schema": "Ownership", "properties": owned}
