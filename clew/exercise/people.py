"""The invented people of a rehearsal: the network's cast, migrants, victims, and the uninvolved."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from clew.exercise.numbers import CARDS, NETWORKS, Numbers, one_digit_off, with_luhn
from clew.exercise.numbers import iban as with_check_digits
from clew.exercise.spelling import Names, Word, for_woman, names_of, passport, plain

CULTURES = ("albanian", "slavic", "macedonian", "bulgarian", "turkish", "arabic", "afghan")
SUSPECTS = (
    "organiser", "recruiter", "driver", "guide", "safe-house-keeper", "document-forger", "money-man",
    "vehicle-supplier",
)  # fmt: skip
_MAKES = (
    "Volkswagen Passat", "Opel Zafira", "Mercedes Sprinter", "Ford Transit", "Skoda Octavia",
    "Renault Master", "Fiat Ducato", "Audi A6", "Iveco Daily", "Peugeot Boxer",
)  # fmt: skip
_ASIDE = 10_000
"""Beyond how many the ids of a crowd drawn aside begin."""


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person.

    Attributes:
        id: "p12"; names the person in the truth file only.
        role: the part played, "uninvolved" for everybody outside the scenario.
        state: ISO alpha-2 of the state whose papers the person holds.
        born: birth date.
        paper: "P" when `document` is a passport, "I" for an identity card.
        phone: mobile number as +…; `email`, `account` (messenger name) and `iban` likewise plain.
        address: street, number and town, in the spelling of the town.
    """

    id: str
    role: str
    culture: str
    sex: str
    given: Word
    father: Word
    family: Word
    born: date
    state: str
    document: str
    paper: str
    phone: str
    email: str
    account: str
    iban: str
    address: str

    @property
    def name(self) -> str:
        """Given and family name in the person's own spelling."""
        return f"{self.given.own} {self.family.own}"


@dataclass(frozen=True, slots=True)
class Vehicle:
    """One invented vehicle: plate without separators, make and model, ISO alpha-2 of registration."""

    id: str
    plate: str
    make: str
    state: str


@dataclass(slots=True)
class Crowd:
    """Invents people and vehicles, each told from all others by name and birth date and by numbers.

    Attributes:
        kept: names (given and family, own spelling) that nobody else may bear.
        keeping: whether names given now are kept; so it is until the uninvolved come.
    """

    rng: Random
    numbers: Numbers
    kept: set[str] = field(default_factory=set)
    keeping: bool = True
    _given: set[str] = field(default_factory=set)
    _persons: int = 0
    _vehicles: int = 0

    def aside(self, rng: Random) -> "Crowd":
        """Give a crowd that draws from *rng* and gives nobody's name and nothing this one gave."""
        numbers = Numbers(rng)
        numbers.taken = self.numbers.taken
        return Crowd(
            rng,
            numbers,
            self.kept,
            False,
            self._given,
            self._persons + _ASIDE,
            self._vehicles + _ASIDE,
        )

    def person(self, role: str, cultures: Sequence[str], *, unheard: bool = False) -> Person:
        """Invent a person; a kept name is not given again, with *unheard* no name at all."""
        rng = self.rng
        culture = rng.choice(list(cultures))
        names = names_of(culture)
        sex = "M" if role in SUSPECTS and rng.random() < 0.85 else rng.choice("MMF")
        given, family = self._name(names, sex, unheard)
        if self.keeping:
            self.kept.add(f"{given.own} {family.own}")
        state = rng.choice(names.states)
        return self._person(role, culture, sex, given, family, state)

    def _name(self, names: Names, sex: str, unheard: bool) -> tuple[Word, Word]:
        rng = self.rng
        while True:
            given = rng.choice(names.men if sex == "M" else names.women)
            family = rng.choice(names.families)
            family = family if sex == "M" else for_woman(family)
            name = f"{given.own} {family.own}"
            if name not in self.kept and not (unheard and name in self._given):
                return given, family

    def _person(
        self, role: str, culture: str, sex: str, given: Word, family: Word, state: str
    ) -> Person:
        rng, numbers = self.rng, self.numbers
        self._persons += 1
        self._given.add(f"{given.own} {family.own}")
        stem = plain(passport(given)).lower().replace(" ", "")
        surname = passport(family).lower().replace(" ", "")
        born = self._birth(f"{passport(given)} {passport(family)}")
        paper = "P" if state not in CARDS or rng.random() < 0.8 else "I"
        return Person(
            id=f"p{self._persons}", role=role, culture=culture, sex=sex, given=given, family=family,
            father=rng.choice(names_of(culture).men), born=born, state=state,
            paper=paper, document=numbers.passport(state) if paper == "P" else numbers.card(state),
            phone=numbers.phone(state if state in NETWORKS else rng.choice(("TR", "TR", "MK"))),
            email=numbers.named(f"{stem}.{surname}", "@posta.example"),
            account=numbers.named(f"{stem[:6]}_{surname[:3]}"),
            iban=numbers.iban(state),
            address=numbers.address(),
        )  # fmt: skip

    def _birth(self, name: str) -> date:
        while True:
            born = date(1958, 1, 1) + timedelta(days=self.rng.randrange(47 * 365))
            if self.numbers.free(f"{name} {born}"):
                return born

    def vehicle(self, state: str) -> Vehicle:
        """Invent a vehicle registered in *state*."""
        self._vehicles += 1
        plate = self.numbers.plate(state)
        return Vehicle(f"v{self._vehicles}", plate, self.rng.choice(_MAKES), state)

    def namesake(self, of: Person) -> Person:
        """Invent somebody with *of*'s given and family name, another father, birth date and papers."""
        other = self._person("uninvolved", of.culture, of.sex, of.given, of.family, of.state)
        while other.father == of.father or abs(other.born - of.born) < timedelta(days=730):
            father = self.rng.choice(names_of(of.culture).men)
            other = replace(other, father=father, born=self._birth(other.id))
        return other

    def relative(self, of: Person, *, son: bool) -> Person:
        """Invent *of*'s son, or a brother whose given name begins alike."""
        men = [word for word in names_of(of.culture).men if word != of.given]
        alike = [word for word in men if word.own[0] == of.given.own[0]] or men
        given = self.rng.choice(men if son else alike)
        family = next(
            w for w in names_of(of.culture).families if w == of.family or for_woman(w) == of.family
        )
        other = self._person("uninvolved", of.culture, "M", given, family, of.state)
        years = self.rng.randint(21, 33) if son else self.rng.choice((-4, -3, -2, 2, 3, 5))
        born = date(of.born.year + years, self.rng.randint(1, 12), self.rng.randint(1, 28))
        return replace(other, father=of.given if son else of.father, born=born)

    def with_number_like(self, of: Person, kind: str) -> Person:
        """Invent an uninvolved person of another culture whose number is one digit off *of*'s.

        Args:
            kind: phone, document or iban.
        """
        other = self.person("uninvolved", [c for c in CULTURES if c != of.culture])
        near = self._near(kind, getattr(of, kind))
        if kind == "phone":
            return replace(other, phone=near)
        return replace(other, document=near) if kind == "document" else replace(other, iban=near)

    def vehicle_like(self, of: Vehicle) -> Vehicle:
        """Invent a vehicle of the same state whose plate differs in one digit."""
        self._vehicles += 1
        make = self.rng.choice(_MAKES)
        return Vehicle(f"v{self._vehicles}", self._near("plate", of.plate), make, of.state)

    def near_imei(self, imei: str) -> str:
        """Give the IMEI of the next handset off the same line: other serial, right check digit."""
        return self._near("imei", imei)

    def _near(self, kind: str, value: str) -> str:
        while True:
            if kind == "imei":
                near = with_luhn(one_digit_off(value[:14], self.rng))
            elif kind == "iban":
                near = with_check_digits(value[:2], one_digit_off(value[4:], self.rng))
            else:
                near = one_digit_off(value, self.rng)
            if self.numbers.free(near):
                return near
