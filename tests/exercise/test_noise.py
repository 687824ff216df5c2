"""The uninvolved share nothing with anybody, but for what the truth calls common."""

from collections import Counter

import pytest

from clew.exercise.casting import make_plan
from clew.exercise.truth import Sighting, links, look_alikes

SEEDS = range(1, 9)


def uninvolved(one: Sighting) -> bool:
    return one.person is not None and one.person.role == "uninvolved"


@pytest.mark.parametrize("seed", SEEDS)
def test_no_number_of_an_uninvolved_person_stands_in_two_places(seed: int) -> None:
    sightings = make_plan(seed, 400).sightings
    owners: dict[tuple[str, str], set[str]] = {}
    for one in sightings:
        for kind, key in one.keys.items():
            if kind != "person":
                owners.setdefault((kind, key), set()).add(one.of)
    assert [pair for pair, held in owners.items() if len(held) > 1] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_name_and_birth_date_together_name_one_person(seed: int) -> None:
    people = {one.person.id: one.person for one in make_plan(seed, 400).sightings if one.person}
    known = Counter((p.given.own, p.family.own, p.born) for p in people.values())
    assert [who for who, times in known.items() if times > 1] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_people_of_one_name_have_other_documents(seed: int) -> None:
    people = {one.person.id: one.person for one in make_plan(seed, 400).sightings if one.person}
    documents = Counter(p.document for p in people.values())
    assert [number for number, times in documents.items() if times > 1] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_uninvolved_traveller_bears_a_name_of_the_cast(seed: int) -> None:
    plan = make_plan(seed, 400)
    cast = {person.name for person in plan.cast}
    strangers = {
        one.person.name for one in plan.sightings if one.person and uninvolved(one) and not one.like
    }
    assert cast & strangers == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_link_never_joins_two_people(seed: int) -> None:
    pairs = links(make_plan(seed, 400).sightings)
    assert pairs
    assert [pair for pair in pairs if pair.a.of != pair.b.of] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a_look_alike_never_joins_one_person_with_itself(seed: int) -> None:
    pairs = look_alikes(make_plan(seed, 400).sightings)
    assert pairs
    assert [p for p in pairs if p.a.of == p.b.of or p.a.keys[p.kind] == p.b.keys[p.kind]] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_namesakes_can_be_told_apart_by_birth_date_wherever_they_stand(seed: int) -> None:
    pairs = [
        p for p in look_alikes(make_plan(seed, 400).sightings) if p.how.startswith("same name")
    ]
    for pair in pairs:
        assert {pair.a.slot, pair.b.slot}.isdisjoint({"phone", "owner", "report"})
        assert pair.a.person
        assert pair.b.person
        assert abs((pair.a.person.born - pair.b.person.born).days) >= 730
