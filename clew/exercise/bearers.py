"""Holders of travel documents, and the machine-readable zones written for them."""

from dataclasses import dataclass
from datetime import date

from clew.exercise.numbers import mrz_digit

FORMS = ("TD1", "TD2", "TD3", "MRV-A", "MRV-B", "FRA")
"""Kinds of zones that can be written."""
_WIDTH = {"TD1": 30, "TD2": 36, "TD3": 44, "MRV-A": 44, "MRV-B": 36, "FRA": 36}


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who holds a document, and what it says.

    Attributes:
        surname: capital letters, words by blanks.
        given: given names, capital letters; may be empty.
        sex: "M" or "F".
        born: birth date.
        state: issuing state and nationality as documents write it: "RKS", "D".
        code: document code: "P", "PP", "ID", "V".
        number: document number; of more than nine characters only in TD1 and TD2.
        until: day of expiry.
        optional: what the state puts into the optional field.
        phone: with + and country code; empty when none.
        email: empty when none.
    """

    surname: str
    given: str
    sex: str
    born: date
    state: str
    code: str
    number: str
    until: date
    optional: str = ""
    phone: str = ""
    email: str = ""


def zone(bearer: Bearer, form: str) -> list[str]:
    """Give the lines of a machine-readable zone (ICAO Doc 9303 parts 4 to 7; FRA: French card of 1988)."""
    if form == "TD1":
        return _td1(bearer)
    if form == "FRA":
        return _fra(bearer)
    width, name = _WIDTH[form], _name(bearer)
    code = bearer.code.ljust(2, "<")
    first = f"{code}{bearer.state.ljust(3, '<')}{name}"[:width].ljust(width, "<")
    number, rest = _number(bearer.number, has_rest=form == "TD2")
    born, until = _day(bearer.born), _day(bearer.until)
    second = number + bearer.state.ljust(3, "<") + born + bearer.sex + until + rest
    if form.startswith("MRV"):
        return [first, (second + bearer.optional).ljust(width, "<")[:width]]
    if form == "TD2":
        second = (second + bearer.optional).ljust(width - 1, "<")[: width - 1]
    else:
        optional = bearer.optional.ljust(14, "<")
        second += optional + mrz_digit(optional)
    over = second[:10] + second[13:20] + second[21:]
    return [first, second + mrz_digit(over)]


def _td1(bearer: Bearer) -> list[str]:
    number, rest = _number(bearer.number, has_rest=True)
    code, state = bearer.code.ljust(2, "<"), bearer.state.ljust(3, "<")
    first = f"{code}{state}{number}{rest}{bearer.optional}".ljust(30, "<")[:30]
    born, until = _day(bearer.born), _day(bearer.until)
    second = f"{born}{bearer.sex}{until}{state}".ljust(29, "<")
    over = first[5:30] + second[:7] + second[8:15] + second[18:29]
    return [first, second + mrz_digit(over), _name(bearer)[:30].ljust(30, "<")]


def _fra(bearer: Bearer) -> list[str]:
    """Write the French card issued before 2021: surname above, number and given names below."""
    surname = bearer.surname.replace(" ", "<")[:25].ljust(25, "<")
    first = f"IDFRA{surname}{bearer.optional[:6].ljust(6, '<')}"
    number, given = bearer.number.ljust(12, "<"), bearer.given.replace(" ", "<")
    second = (
        f"{number}{mrz_digit(number)}{given[:14].ljust(14, '<')}{_day(bearer.born)}{bearer.sex}"
    )
    return [first, second + mrz_digit(first + second)]


def _name(bearer: Bearer) -> str:
    surname, given = bearer.surname.replace(" ", "<"), bearer.given.replace(" ", "<")
    return f"{surname}<<{given}" if given else surname


def _day(day: date) -> str:
    text = day.strftime("%y%m%d")
    return text + mrz_digit(text)


def _number(number: str, *, has_rest: bool) -> tuple[str, str]:
    """Give number and digit, and what of a long number goes into the optional field (Doc 9303-5, 4.2.2)."""
    if len(number) <= 9 or not has_rest:
        field = number[:9].ljust(9, "<")
        return field + mrz_digit(field), ""
    return f"{number[:9]}<", f"{number[9:]}{mrz_digit(number)}<"
