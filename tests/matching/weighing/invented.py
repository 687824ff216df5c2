"""Invented people in the form `clew weights fit` reads."""

import csv
import random
from pathlib import Path

GIVEN = [
    "Arta",
    "Besnik",
    "Genc",
    "Mira",
    "Agim",
    "Nizar",
    "Samir",
    "Drita",
    "Milan",
    "Vesna",
    "Yusuf",
    "Zarif",
]
FAMILY = [
    "Zeka",
    "Topalli",
    "Hoti",
    "Bytyqi",
    "Barakwal",
    "Tokhi",
    "Petrovski",
    "Dimov",
    "Kaya",
    "Haddad",
]
CYRILLIC = str.maketrans(
    "abcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWYZ",
    "абцдефгхијклмнопкрстувуизАБЦДЕФГХИЈКЛМНОПКРСТУВУИЗ",
)


def write_people(path: Path, many: int = 700) -> Path:
    """Write a file of invented people: two or three parts of a name, every third with another form."""
    chance = random.Random(11)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["country", "ep_id", "name", "birth_date", "gender", "other_names", "scripts"]
        )
        for at in range(many):
            family = chance.choice(FAMILY) + chance.choice(["", "", "j", "ni", "sa"])
            name = f"{chance.choice(GIVEN)} {family}"
            if chance.random() < 0.3:
                name = f"{chance.choice(GIVEN)} {name}"
            born = f"{chance.randint(1945, 2000)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            others = ""
            if chance.random() < 0.3:
                words = name.split()
                others = f"{name.translate(CYRILLIC)}|{words[-1]} {words[0]}"
            writer.writerow(
                [
                    "Atlantis",
                    f"p-{at}",
                    name,
                    born,
                    chance.choice(["male", "female", ""]),
                    others,
                    "",
                ]
            )
    return path
