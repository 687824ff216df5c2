"""Invented lists of any length, for measuring."""

from pathlib import Path
from random import Random

GIVEN = (
    "Arben",
    "Besa",
    "Dragan",
    "Emine",
    "Fatmir",
    "Goran",
    "Hasan",
    "Ivana",
    "Jelena",
    "Kujtim",
    "Ljiljana",
    "Mehmet",
)
FAMILY = (
    "Hoxha",
    "Gashi",
    "Krasniqi",
    "Jovanović",
    "Petrović",
    "Yılmaz",
    "Demir",
    "Stojanov",
    "Dimitrov",
    "Berisha",
)


def passengers(path: Path, rows: int, seed: int = 1) -> Path:
    """Write *rows* invented passengers of 14 columns as semicolon CSV.

    Names repeat as they do on real lists; passports and telephones do not.
    """
    random = Random(seed)
    header = (
        "surname;given names;father's name;birth date;place of birth;sex;nationality;passport;"
        "expiry date;phone;e-mail;flight;date;seat"
    )
    with path.open("w", encoding="utf-8") as out:
        out.write(header + "\n")
        for n in range(rows):
            family, given = random.choice(FAMILY), random.choice(GIVEN)
            tail = random.randrange(40)
            out.write(
                f"{family}{'ski' if tail < 4 else ''};{given};{random.choice(GIVEN)};"
                f"{random.randint(1, 28):02}.{random.randint(1, 12):02}.{random.randint(1950, 2005)};Niš;"
                f"{'MF'[n % 2]};SRB;P{n:08};01.02.2031;+38163{n:07};p{n}@example.test;"
                f"CW{n % 400 + 100};{n % 28 + 1:02}.09.2026;{n % 30 + 1}A\n"
            )
    return path
