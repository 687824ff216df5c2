"""The ways one number is written down: 044 012 345, +383-44-012345, ٠٠٣٨٣…; plates in Cyrillic letters.

Each agency has its own habits, so the two sides of a link rarely look alike. `write` picks one of
them; a share of values stays in the plain form ("plain" in mix.toml).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from clew.exercise.numbers import NETWORKS
from clew.exercise.spelling import plain

_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_LOOK_ALIKES = str.maketrans("ABEKMHOPCTXY", "АВЕКМНОРСТХУ")
_CYRILLIC_DESKS = ("mk", "bg", "sr-Cyrl")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a value is written down.

    Attributes:
        number: place of the agency in the exercise, from 0; gives it its own habits.
        state: ISO alpha-2 of the agency; own phone numbers are written without country code.
        language: language of the paper.
        ascii_only: True where the file takes no letters or digits of other scripts.
        prose: True for reports, whose authors write numbers with care: never in small letters.
    """

    number: int
    state: str
    language: str
    ascii_only: bool = False
    prose: bool = False


def write(kind: str, value: str, desk: Desk, rng: Random, plain_share: float = 0.0) -> str:
    """Write *value* as somebody at *desk* would.

    Args:
        kind: phone, imei, plate, document, iban, email, account or address.
        value: the plain form: a phone as +…, others without separators.
        plain_share: how often, 0 to 1, the plain form is kept.
    """
    if rng.random() < plain_share:
        return value
    ways = _WAYS[kind](value, desk)
    if desk.prose and kind in ("plate", "document", "iban"):
        ways = [way for way in ways if way == way.upper()]
    return ways[(desk.number + rng.choice((0, 6))) % len(ways)]


def national(phone: str, state: str) -> str | None:
    """Give a number as dialled at home (044012345), or None for a number of another state.

    >>> national("+38344012345", "XK"), national("+38344012345", "TR")
    ('044012345', None)
    """
    code = NETWORKS[state][0]
    return f"0{phone[len(code) :]}" if phone.startswith(code) else None


def _phone(value: str, desk: Desk) -> list[str]:
    code = next(code for code, _, _ in NETWORKS.values() if value.startswith(code))
    net = next(
        net
        for c, nets, _ in NETWORKS.values()
        if c == code
        for net in nets
        if value[len(code) :].startswith(net)
    )
    rest = value[len(code) + len(net) :]
    pairs = " ".join(re.findall(r"\d{2,3}(?!\d$)|\d+", rest))
    if (at_home := national(value, desk.state)) and desk.state != "TR":
        ways = [f"0{net} {pairs}", f"0{net}/{rest[:3]}-{rest[3:]}", at_home, f"0{net}-{rest}"]
    else:
        zeros = code.replace("+", "00")
        ways = [f"{code} {net} {pairs}", f"{zeros}{net}{rest}", f"{code}-{net}-{rest}", f"{zeros} {net} {rest}",
                f"{code} ({net}) {rest}", f"{code} {net}/{rest[:3]}-{rest[3:]}", f"{zeros} {net}{rest}"]  # fmt: skip
    if desk.language == "ar" and not desk.ascii_only:
        ways = [way.translate(_ARABIC_DIGITS) for way in ways]
    return ways


def _imei(value: str, _desk: Desk) -> list[str]:
    tac, serial, check = value[:8], value[8:14], value[14]
    return [f"{tac[:2]}-{tac[2:]}-{serial}-{check}", f"{tac[:6]} {tac[6:]} {serial} {check}", f"{tac}-{serial}-{check}",
            f"{tac[:2]} {tac[2:]} {serial} {check}", f"{tac}/{serial}/{check}", f"{tac} {serial}{check}"]  # fmt: skip


def _plate(value: str, desk: Desk) -> list[str]:
    parts = re.findall(r"[A-Z]+|\d+", value)
    ways = ["-".join(parts), " ".join(parts), f"{parts[0]} {'-'.join(parts[1:])}", f"{parts[0]}-{' '.join(parts[1:])}",
            value.lower(), " ".join(parts).lower()]  # fmt: skip
    cyrillic = value.translate(_LOOK_ALIKES)
    if (
        desk.language in _CYRILLIC_DESKS
        and not re.search("[A-Z]", cyrillic)
        and not desk.ascii_only
    ):
        return [way.upper().translate(_LOOK_ALIKES) for way in ways[:4]]
    return ways


def _document(value: str, _desk: Desk) -> list[str]:
    letters = value[: len(value) - len(value.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
    digits = value[len(letters) :]
    half, threes = len(digits) // 2, " ".join(re.findall(r".{3}(?=.{3})|.+", digits))
    if not letters:
        return [
            threes,
            threes.replace(" ", "-"),
            f"{digits[:half]} {digits[half:]}",
            f"{digits[:2]} {digits[2:]}",
        ]
    return [f"{letters} {digits}", value.lower(), f"{letters}-{digits}", f"{letters}{digits[:half]} {digits[half:]}",
            f"{letters} {threes}", f"{letters.lower()} {digits}"]  # fmt: skip


def _iban(value: str, _desk: Desk) -> list[str]:
    fours = re.findall(".{1,4}", value)
    return [" ".join(fours), "-".join(fours), value.lower(), " ".join(fours).lower()]


def _email(value: str, _desk: Desk) -> list[str]:
    name, host = value.split("@")
    return [
        value.upper(),
        f"{name.title()}@{host}",
        f"{name}@{host.title()}",
        f"{name.upper()}@{host}",
    ]


def _account(value: str, _desk: Desk) -> list[str]:
    return [f"@{value}", value.title(), f"@{value.title()}", value.upper()]


def _address(value: str, _desk: Desk) -> list[str]:
    return [value.upper(), value.replace(",", ""), plain(value), plain(value).upper()]


_WAYS: dict[str, Callable[[str, Desk], list[str]]] = {
    "phone": _phone,
    "imei": _imei,
    "plate": _plate,
    "document": _document,
    "iban": _iban,
    "email": _email,
    "account": _account,
    "address": _address,
}
