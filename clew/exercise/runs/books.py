"""The books of a month as files: a notebook beside the agencies' folders, a register of transfers."""

import csv
import io
import json
from random import Random
from typing import Any

from clew.exercise.people import Person
from clew.exercise.runs.paying import NOTEBOOK, TRANSFERS, Books, Note
from clew.exercise.runs.writing_down import SLOT
from clew.exercise.scene import Scene, agencies
from clew.exercise.seeing import see_given
from clew.exercise.truth import Sighting

NOTEBOOK_FILE = "notebook.csv"
_HEAD = ("datum", "vrsta", "platio", "primio", "drži", "iznos", "valuta", "šifra", "rata")
_KINDS = {
    "agreed": "dogovoreno",
    "paid": "plaćeno",
    "deposited": "depozit",
    "released": "isplaćeno",
}
_MONEY = {"EUR": "evra", "TRY": "TL"}


def in_notebook(books: Books, who: str) -> str:
    """Call somebody as the notebook does: by given and family name; an office by its own."""
    return books.people[who].name if who in books.people else who


def _written(minor: int) -> str:
    """Write an amount as by hand: 2.500, or 3.500,50."""
    whole, rest = divmod(minor, 100)
    thousands = f"{whole:,}".replace(",", ".")
    return f"{thousands},{rest:02d}" if rest else thousands


def write_notebook(scene: Scene, books: Books) -> None:
    """Write the notebook: what was agreed, paid, left and released, and two lines nobody can read."""
    rows = [list(_HEAD)]
    for note in books.notes[NOTEBOOK]:
        names = [in_notebook(books, who) for who in (note.payer, note.payee, note.holder)]
        amount = (_written(note.minor), _MONEY[note.currency], note.code, note.leg)
        rows.append([note.at.strftime("%d.%m.%Y"), _KINDS[note.kind], *names, *amount])
    rows.insert(4, [rows[3][0], "plaćeno", "EXERCISE", "", "", "2.5OO", "evra", "", ""])
    rows.insert(9, [rows[8][0], "plaćeno", "EXERCISE gorivo", "", "", "60", "", "", ""])
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    (scene.out / NOTEBOOK_FILE).write_bytes(out.getvalue().encode("utf-8"))


def write_payments(
    scene: Scene,
    spec: dict[str, Any],
    books: Books,
    offices: dict[str, tuple[str, str, str]],
    rng: Random,
) -> list[Sighting]:
    """Write the register of transfers; *offices* gains where an office that takes deposits stands."""
    agency, here, lines = agencies()[spec["agency"]], list[Sighting](), list[dict[str, Any]]()
    keys: dict[str, str] = {}
    for number, note in enumerate(books.notes[TRANSFERS], 1):
        for who in (note.payer, note.payee, note.holder):
            if who and who not in keys:
                key = keys[who] = f"al-t{len(keys) + 1}"
                if who in books.people:
                    one = see_given(books.people[who], agency, SLOT, ("document", "phone"), rng)
                    one.stands(spec["path"], f"entity {key}")
                    here.append(one)
                    lines.append(_person(key, books.people[who], one))
                else:
                    offices[who] = (agency.name, spec["path"], f"entity {key}")
                    lines.append(
                        {"id": key, "schema": "Organization", "properties": {"name": [who]}}
                    )
        lines.append(_payment(f"al-p{number}", note, keys))
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    scene.write(agency.name, spec["path"], text.encode(), {"entities": len(lines)})
    return here


def _person(key: str, person: Person, one: Sighting) -> dict[str, Any]:
    number = "passportNumber" if person.paper == "P" else "idNumber"
    properties = {
        "name": [one.written["person"]], "birthDate": [person.born.isoformat()], number: [one.written["document"]],
        "phone": [one.written["phone"]], "notes": ["EXERCISE"],
    }  # fmt: skip
    return {"id": key, "schema": "Person", "properties": properties}


def _payment(key: str, note: Note, keys: dict[str, str]) -> dict[str, Any]:
    """Give a transfer: a deposit is paid to the office that holds it, a release comes from there."""
    payer = note.payer or note.holder
    payee = note.payee or note.holder
    words = {"paid": "transfer", "deposited": "depozit, kodi", "released": "liruar, kodi"}[
        note.kind
    ]
    properties = {
        "payer": [keys[payer]], "beneficiary": [keys[payee]], "currency": [note.currency],
        "amount": [f"{note.minor // 100}.{note.minor % 100:02d}"], "date": [note.at.date().isoformat()],
        "purpose": [f"{words} {note.code}".strip()], "summary": ["EXERCISE"],
    }  # fmt: skip
    return {"id": key, "schema": "Payment", "properties": properties}
