"""An invented ring among strangers, with a part for each: how many of the parts are asked about, and who else is."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.measured import clew

PARTS = {"organiser": 2, "driver": 6, "guide": 3, "safe-house-keeper": 3, "money-man": 2}
_CLIENTS, _STRANGERS = 60, 400
_PLACES = ("Blace", "Kalotina", "Gyueshevo", "Tabanovce", "Božaj", "Kapitan Andreevo")
Thing = dict[str, object]


class Ring:
    """Writes the files of one seed as FollowTheMoney lines; `part` says who plays what."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.things: list[Thing] = []
        self.part = {f"{part}-{n}": part for part, count in PARTS.items() for n in range(count)}
        self.clients = [f"client-{n}" for n in range(_CLIENTS)]
        self.strangers = [f"stranger-{n}" for n in range(_STRANGERS)]
        homes = {name: f"Mulliri {n}, Kukës" for n, name in enumerate(self.of("safe-house-keeper"))}
        for client in self.clients:
            homes[client] = self.rng.choice(list(homes.values())[: PARTS["safe-house-keeper"]])
        for name in (*self.part, *self.clients, *self.strangers):
            home = {"address": [homes[name]]} if name in homes and self.rng.random() < 0.8 else {}
            self._thing(name, "Person", name=[f"Proba {name}"], **home)
        self._journeys()
        self._calls()
        self._payments()

    def of(self, part: str) -> list[str]:
        """Those who play a part."""
        return [name for name, played in self.part.items() if played == part]

    def _thing(self, key: str, schema: str, **properties: list[str]) -> None:
        self.things.append({"id": key, "schema": schema, "properties": properties})

    def _drive(self, number: str, driver: str, aboard: list[str], plate: str) -> None:
        day = f"2026-03-{self.rng.randrange(1, 29):02d}"
        car = f"car-{number}"
        self._thing(car, "Vehicle", registrationNumber=[plate], operator=[driver])
        self._thing(
            f"trip-{number}", "Trip", date=[day], location=[self.rng.choice(_PLACES)], vehicle=[car],
            involved=[driver, *aboard],
        )  # fmt: skip

    def _journeys(self) -> None:
        rng, guides = self.rng, self.of("guide")
        for driver in self.of("driver"):
            plates = [f"PB{rng.randrange(1000, 9999)}BE" for _ in range(2)]
            for n in range(rng.randint(2, 5)):
                self._drive(
                    f"{driver}-{n}",
                    driver,
                    rng.sample(self.clients, rng.randint(2, 4)),
                    rng.choice(plates),
                )
        for guide in guides:
            place = rng.choice(_PLACES)
            for n in range(rng.randint(3, 5)):
                day = f"2026-03-{n * 5 + rng.randrange(1, 5):02d}"
                people = [guide, *rng.sample(self.clients, rng.randint(2, 5))]
                self._thing(
                    f"walk-{guide}-{n}", "Trip", date=[day], location=[place], involved=people
                )
        for n in range(150):  # families who drive, some of them twice
            one = rng.randrange(100)
            family = self.strangers[100 + one * 3 : 103 + one * 3]
            self._drive(f"s{n}", self.strangers[one], family, f"SK{one:04d}AA")

    def _calls(self) -> None:
        rng, working = self.rng, [name for name, part in self.part.items() if part != "organiser"]
        pairs = [(boss, one) for boss in self.of("organiser") for one in rng.sample(working, 7)]
        pairs += [(rng.choice(working), rng.choice(self.clients)) for _ in range(60)]
        pairs += [(rng.choice(self.strangers), rng.choice(self.strangers)) for _ in range(500)]
        for n, (a, b) in enumerate(pairs):
            if a != b:
                self._thing(
                    f"call-{n}",
                    "Call",
                    caller=[a],
                    receiver=[b],
                    date=[f"2026-03-{n % 28 + 1:02d}"],
                )

    def _payments(self) -> None:
        rng = self.rng
        for n, client in enumerate(self.clients):
            if rng.random() < 0.6:
                self._pay(f"in-{n}", client, rng.choice(self.of("money-man")))
        for n, one in enumerate(
            [*self.of("driver"), *self.of("guide"), *self.of("safe-house-keeper")]
        ):
            self._pay(f"out-{n}", rng.choice(self.of("money-man")), one)
        for n in range(200):
            self._pay(f"s-{n}", *rng.sample(self.strangers, 2))

    def _pay(self, number: str, payer: str, payee: str) -> None:
        amount = str(self.rng.randrange(5, 300) * 10)
        self._thing(
            f"pay-{number}", "Payment", payer=[payer], beneficiary=[payee], amount=[amount], currency=["EUR"],
            date=["2026-03-02"],
        )  # fmt: skip


def recovered(folder: Path, seeds: range) -> Iterator[tuple[str, int, int, int]]:
    """Give for each part: how many were planted, asked about rightly, and asked about wrongly, over the seeds."""
    planted, right, wrong = Counter[str](), Counter[str](), Counter[str]()
    for seed in seeds:
        ring = Ring(seed)
        path = folder / f"ring-{seed}.ftm.json"
        path.write_text("\n".join(json.dumps(thing) for thing in ring.things), encoding="utf-8")
        clew("add", folder / f"ring-{seed}", path, "--agency", "xk-police", "--json")
        run = clew("network", folder / f"ring-{seed}", "--roles", "--json")
        planted.update(ring.part.values())
        for question in json.loads(run.out)["questions"]:
            name = str(question["caption"]).removeprefix("Proba ")
            (right if ring.part.get(name) == question["role"] else wrong)[question["role"]] += 1
    for part in PARTS:
        yield part, planted[part], right[part], wrong[part]
