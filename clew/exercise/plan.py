"""The plan of a rehearsal: who is to be seen where, before any file is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from clew.exercise.people import CULTURES, Crowd, Person, Vehicle
from clew.exercise.scene import agencies, stage
from clew.exercise.seeing import see, see_handset, see_vehicle
from clew.exercise.truth import Likeness, Sighting


@dataclass(slots=True)
class Plan:
    """Everything to be written.

    Attributes:
        sightings: planted and uninvolved, in planned order.
        cast: the people of the scenario; `owners` of seized handsets by file path.
        common: values many uninvolved people share: kind → plain value; `shared` says who.
    """

    rng: Random
    crowd: Crowd
    sightings: list[Sighting] = field(default_factory=list)
    cast: list[Person] = field(default_factory=list)
    owners: dict[str, Person] = field(default_factory=dict)
    common: dict[str, str] = field(default_factory=dict)
    shared: list[tuple[str, Sighting]] = field(default_factory=list)
    _nicknamed: dict[str, str] = field(default_factory=dict)

    def meet(self, person: Person, place: str, like: Likeness | None = None) -> Sighting:
        """Plan that *person* stands in *place* ("xk-police phone")."""
        agency, slot = place.split()
        one = see(person, agencies()[agency], slot, self.rng)
        nickname = one.written["person"] if "person" not in one.keys else person.id
        if self._nicknamed.setdefault(nickname, person.id) != person.id:
            return self.meet(person, place, like)
        if slot == "vehicles":
            vehicle = self._car(person) if person.role in ("driver", "vehicle-supplier") else None
            one.beside = see_vehicle(
                vehicle or self.crowd.vehicle(person.state), agencies()[agency], slot, self.rng
            )
        one.like = like
        self._keep(one)
        return one

    def _keep(self, one: Sighting) -> None:
        self.sightings.append(one)
        if one.beside:
            self.sightings.append(one.beside)

    def _car(self, person: Person) -> Vehicle:
        cars = (s.beside.vehicle for s in self.sightings if s.of == person.id and s.beside)
        return next((car for car in cars if car), None) or self.crowd.vehicle(person.state)

    def drive(self, vehicle: Vehicle, place: str, like: Likeness | None = None) -> None:
        """Plan that *vehicle* passes a border with an uninvolved driver, or stands in a report."""
        agency, slot = place.split()
        car = see_vehicle(vehicle, agencies()[agency], slot, self.rng)
        car.like = like
        if slot == "vehicles":
            driver = see(
                self.crowd.person("uninvolved", CULTURES), agencies()[agency], slot, self.rng
            )
            driver.beside = car
            self._keep(driver)
        else:
            self._keep(car)

    def read_imei(self, handset: str, imei: str, place: str, like: Likeness | None = None) -> None:
        """Plan that *imei* stands in *place*."""
        agency, slot = place.split()
        one = see_handset(handset, imei, agencies()[agency], slot, self.rng)
        one.like = like
        self._keep(one)

    def elsewhere(self, of: str, slot: str = "passengers") -> str:
        """Give a place of *slot* in an agency that does not hold *of* yet, if there is one."""
        have = [t["agency"] for t in stage()["table"] if t["slot"] == slot] or list(agencies())
        met = {one.agency for one in self.sightings if one.of == of}
        return f"{self.rng.choice([a for a in have if a not in met] or have)} {slot}"


def some(rng: Random, places: Sequence[str], count: int) -> list[str]:
    """Draw *count* places, as many agencies as possible before one is met twice."""
    drawn = rng.sample(list(places), len(places))
    first = {place.split()[0]: place for place in reversed(drawn)}
    chosen = [place for place in drawn if first[place.split()[0]] == place]
    return chosen[:count]
