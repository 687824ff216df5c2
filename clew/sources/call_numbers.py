"""Numbers as operators write them: telephone numbers without +, IMEIs without their check digit."""

import re

from clew.model import identifiers
from clew.model.evidence import Found
from clew.model.text import digits_to_ascii

_FEWEST_DIGITS = 7
_INTERNATIONAL = 11  # digits without 0 in front that are read as a number with its country's code


def with_check_digit(written: str) -> str:
    """Give an IMEI whose last digit operators set to 0 without it, else as written.

    The 14 digits that name the handset stay; the check digit is worked out (3GPP TS 23.003).
    """
    digits = re.sub(r"\D", "", digits_to_ascii(written))
    is_cut = len(digits) == 14 or (len(digits) == 15 and digits[-1] == "0")
    if not is_cut or identifiers.imei(digits):
        return written
    return next(
        (f"{digits[:14]}{n}" for n in range(10) if identifiers.imei(f"{digits[:14]}{n}")), written
    )


def is_number(number: str) -> bool:
    """Say whether it is long enough for a telephone number, and no word such as INTERNET."""
    digits = sum(map(str.isdigit, number))
    return digits >= _FEWEST_DIGITS and not any(map(str.isalpha, number))


def international(number: str) -> str:
    """Give a number that is its country's code and more, written without +, with it."""
    digits = re.sub(r"[\s()./-]", "", number)
    if digits.isdecimal() and not digits.startswith("0") and len(digits) >= _INTERNATIONAL:
        return f"+{digits}" if identifiers.phone(f"+{digits}") else number
    return number


def party_key(number: str) -> str:
    """Give the key, inside the file, of whoever a number stands for."""
    return f"number {international(number)}"


def party_of(number: str, spot: str) -> Found:
    """Give whoever a number stands for; a short code or a word is a name, not a telephone number."""
    party = Found("LegalEntity", party_key(number), spot, keep="shared")
    if is_number(number):
        return party.add("phone", international(number), number)
    return party.add("name", number)
