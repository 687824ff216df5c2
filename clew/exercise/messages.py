"""Passenger messages of carriers (UN/EDIFACT PAXLST, directory D.05B) and seized documents' MRZ lines."""

from collections.abc import Sequence
from datetime import date

from clew.exercise.bearers import Bearer, zone
from clew.exercise.numbers import ALPHA3, mrz_digit
from clew.exercise.people import Person
from clew.exercise.scene import Scene, of_slot, stage
from clew.exercise.truth import Sighting


def write_paxlst(scene: Scene, sightings: Sequence[Sighting]) -> None:
    """Write the PAXLST files: one message a flight; one file's last message miscounts its segments.

    A passenger's place is "UNH ref, passenger N", N counted from 1 within the message.
    """
    here = of_slot(sightings, "bg-police", "apis")
    scene.rng.shuffle(here)
    flights = [(spec, flight) for spec in stage()["apis"] for flight in spec["flights"]]
    share = {flight[0]: here[n :: len(flights)] for n, (_, flight) in enumerate(flights)}
    for number, spec in enumerate(stage()["apis"], start=1):
        segments = [f"UNB+UNOC:4+{spec['sender']}:ZZ+BGGOV:ZZ+260912:0900+EXERCISE{number}++APIS"]
        segments.append(f"UNG+PAXLST+{spec['sender']}:ZZ+BGGOV:ZZ+260912:0900+{number}+UN+D:05B")
        for order, flight in enumerate(spec["flights"], start=1):
            ref = f"EX{number}0{order}"
            message = _message(scene, ref, flight, share[flight[0]])
            for place, one in enumerate(share[flight[0]], start=1):
                one.stands(spec["path"], f"UNH {ref}, passenger {place}")
            wrong = 7 if spec["wrong_count"] else 0
            segments += [*message, f"UNT+{len(message) + 1 + wrong}+{ref}"]
        segments += [f"UNE+{len(spec['flights'])}+{number}", f"UNZ+1+EXERCISE{number}"]
        text = "UNA:+.? '\r\n" + "".join(f"{segment}'\r\n" for segment in segments)
        passengers = sum(len(share[flight[0]]) for flight in spec["flights"])
        scene.write(spec["agency"], spec["path"], text.encode("ascii"), {"passengers": passengers})


def _message(scene: Scene, ref: str, flight: Sequence[str], here: Sequence[Sighting]) -> list[str]:
    number, origin, port = flight
    leaves = scene.clock()
    start, hour = leaves[2:10].replace("-", ""), int(leaves[11:13]) % 22
    moment = f"{start}{hour:02d}{leaves[14:16]}"
    arrives = f"{start}{hour + 1:02d}{leaves[14:16]}"
    message = [
        f"UNH+{ref}+PAXLST:D:05B:UN:IATA+{number}/{start}+01:F", "BGM+745", f"RFF+TN:{ref}:::1",
        "NAD+MS+++EXERCISE OPERATIONS", "COM+00359 2 0000000:TE+ops?+api@posta.example:EM",
        f"TDT+20+{number}+++{number[:2]}", f"LOC+125+{origin}", f"DTM+189:{moment}:201",
        f"LOC+87+{port}", f"DTM+232:{arrives}:201",
    ]  # fmt: skip
    for one in here:
        message += _passenger(scene, one, origin, port)
    return [*message, f"CNT+42:{len(here)}"]


def _passenger(scene: Scene, one: Sighting, origin: str, port: str) -> list[str]:
    person = _person(one)
    state = ALPHA3[person.state]
    born = person.born.strftime("%y%m%d")
    name = f"{one.written['family']}:{one.written['given']}"
    return [
        f"NAD+FL+++{name}", f"ATT+2++{person.sex}", f"DTM+329:{born}", f"LOC+178+{origin}",
        f"LOC+179+{port}", f"LOC+174+{state}", f"NAT+2+{state}",
        f"RFF+AVF:EX{scene.rng.randrange(10**4):04d}", f"DOC+{person.paper}:110:111+{one.written['document']}",
        "DTM+36:310630", f"LOC+91+{state}",
    ]  # fmt: skip


def _person(one: Sighting) -> Person:
    assert one.person is not None
    return one.person


def write_seized(scene: Scene, sightings: Sequence[Sighting]) -> None:
    """Write the MRZ lines of seized documents: TD3, TD1 and TD2, the last document misread on purpose.

    A value's place is the line it stands on ("line 4"); the document's other lines are noted beside it.
    """
    for spec in stage()["seized"]:
        here = of_slot(sightings, spec["agency"], "seized")
        lines = [spec["title"], ""]
        for number, one in enumerate(here):
            zone = mrz_lines(_person(one), one, ("TD3", "TD2", "TD1")[_form(one, number)])
            first = len(lines) + 1
            one.stands(spec["path"], f"line {first}")
            _note_lines(one, zone, first)
            lines += [*zone, ""]
        lines += _spoiled(scene, spec["misread"])
        counts = {"documents": len(here) + 1}
        scene.write(spec["agency"], spec["path"], "\n".join(lines).encode(), counts)


def _form(one: Sighting, number: int) -> int:
    return 0 if _person(one).paper == "P" else 1 + number % 2


def _note_lines(one: Sighting, zone: Sequence[str], first: int) -> None:
    """Say on which line of the zone each value stands; the zone's other lines belong to it too."""
    for kind in one.keys:
        home = next(n for n, text in enumerate(zone) if one.written[kind] in text)
        one.at[kind] = f"line {first + home}"
        one.also[kind] = [(f"line {first + n}", "") for n in range(len(zone)) if n != home]


def mrz_lines(person: Person, one: Sighting, form: str) -> list[str]:
    """Give the machine-readable zone of *person*'s document in form TD3, TD2 or TD1 (ICAO Doc 9303-4 to -6)."""
    surname, _, given = one.written["person"].partition("<<")
    code = "P" if form == "TD3" else "I"
    state = ALPHA3[person.state]
    bearer = Bearer(
        surname, given, person.sex, person.born, state, code, person.document, date(2031, 6, 30)
    )
    return zone(bearer, form)


def _spoiled(scene: Scene, given: str) -> list[str]:
    """Give a zone whose check digits do not fit its dates and number."""
    number = f"U{scene.rng.randrange(10**8):08d}"
    wrong = str((int(mrz_digit(number)) + 1) % 10)
    second = f"{number}{wrong}TUR8001018M3106303{'<' * 14}06"
    return [f"P<TUREXERCISE<<{given}".ljust(44, "<"), second, ""]
