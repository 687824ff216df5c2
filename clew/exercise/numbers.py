"""Invented numbers that are right in form: phones, plates, documents, IMEI, IBAN, with their check digits.

Subscriber numbers begin with 0 after the network code, which real networks of the route do not
give out, and bank and type codes are made up; every reader still accepts them as well formed.
"""

from collections.abc import Callable
from random import Random

NETWORKS = {
    "TR": ("+90", ("530", "541", "555"), 7),
    "ME": ("+382", ("67", "68", "69"), 6),
    "XK": ("+383", ("43", "44", "45", "48", "49"), 6),
    "MK": ("+389", ("70", "71", "72", "75", "76", "77", "78"), 6),
    "BG": ("+359", ("87", "88", "89"), 7),
    "AL": ("+355", ("69",), 7),
    "RS": ("+381", ("60", "63"), 7),
}
"""State → country code, mobile networks, digits of a subscriber number (ITU national plans)."""

ALPHA3 = {
    "TR": "TUR", "ME": "MNE", "XK": "RKS", "MK": "MKD", "BG": "BGR", "AL": "ALB", "RS": "SRB",
    "SY": "SYR", "IQ": "IRQ", "AF": "AFG",
}  # fmt: skip
"""State → the three letters of travel documents; RKS is Kosovo*'s own."""

BOTH_SCRIPTS = "ABEKMHOPCTX"
"""Capital letters that look alike in Latin and Cyrillic; plates are made of them."""

_PASSPORTS = {
    "TR": "U########", "ME": "M#######", "XK": "P########", "MK": "C#######", "BG": "3########", "AL": "BT#######",
    "RS": "0########", "SY": "N########", "IQ": "A########", "AF": "P0#######",
}  # fmt: skip
CARDS = {
    "XK": "1########",
    "ME": "4@7######",
    "MK": "M######",
    "BG": "6########",
    "AL": "03#######",
}
"""State → form of an identity card's number; states not named issue passports only."""
_PLATES = {
    "TR": ("34", "41", "22"),
    "ME": ("BD", "PG", "UL"),
    "XK": ("01", "04", "06"),
    "MK": ("OH", "PP", "BE"),
    "BG": ("CB", "PB", "TX"),
    "AL": ("AA", "AB", "AC"),
    "RS": ("BG", "NP", "VR"),
}
_STREETS = (
    "Rruga e Kalasë",
    "Rruga e Lejlekut",
    "Rruga Mulliri i Ri",
    "Rruga e Bletëve",
    "Rruga e Ftonjve",
)
_TOWNS = ("Prizren", "Pejë", "Gjakovë", "Vushtrri", "Shkodër", "Kukës")
_BANKS = {
    "XK": ("1990", 12),
    "AL": ("99000000", 16),
    "TR": ("99990", 17),
    "BG": ("EXER9999", 10),
    "MK": ("990", 12),
}


def luhn_digit(digits: str) -> str:
    """Give the last digit of an IMEI for its first fourteen (Luhn, ISO/IEC 7812-1).

    >>> luhn_digit("49015420323751")
    '8'
    """
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(digits)]
    return str(-sum(n // 10 + n % 10 for n in doubled) % 10)


def mrz_digit(field: str) -> str:
    """Give the check digit of a field of the machine-readable zone (ICAO Doc 9303-3, 4.9).

    >>> mrz_digit("L898902C3"), mrz_digit("740812")
    ('6', '2')
    """
    values = ("0" if c == "<" else c for c in field)
    return str(sum(int(c, 36) * (7, 3, 1)[i % 3] for i, c in enumerate(values)) % 10)


def iban(country: str, account: str) -> str:
    """Put the two check digits before a national account number (ISO 13616, mod 97).

    >>> iban("DE", "370400440532013000")
    'DE89370400440532013000'
    """
    number = int("".join(str(int(c, 36)) for c in f"{account}{country}00"))
    return f"{country}{98 - number % 97:02d}{account}"


class Numbers:
    """Gives numbers that nobody else in this exercise has; one per exercise.

    Attributes:
        taken: numbers given so far, however they are written later.
    """

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self.taken: set[str] = set()

    def phone(self, state: str) -> str:
        """Give a mobile number as +, country code, number; states without a network buy Turkish cards."""
        code, networks, length = NETWORKS.get(state, NETWORKS["TR"])
        return self._new(lambda: f"{code}{self._rng.choice(networks)}0{self._digits(length - 1)}")

    def imei(self) -> str:
        """Give a handset number of fifteen digits with its check digit."""
        return self._new(lambda: with_luhn(f"350000{self._digits(8)}"))

    def passport(self, state: str) -> str:
        """Give a passport number in the state's form."""
        return self._new(lambda: self._fill(_PASSPORTS[state]))

    def card(self, state: str) -> str:
        """Give an identity card number of one of the states in `CARDS`."""
        return self._new(lambda: self._fill(CARDS[state]))

    def plate(self, state: str) -> str:
        """Give a number plate without separators, in the state's present form."""
        return self._new(lambda: self._plate(state))

    def iban(self, state: str) -> str:
        """Give an account number at a bank that does not exist."""
        state = state if state in _BANKS else "XK"
        bank, length = _BANKS[state]
        return self._new(lambda: iban(state, bank + self._digits(length)))

    def address(self) -> str:
        """Give a street, number and town of an invented street, in Albanian."""
        return self._new(
            lambda: (
                f"{self._rng.choice(_STREETS)} {self._rng.randint(1, 200)}, {self._rng.choice(_TOWNS)}"
            )
        )

    def named(self, stem: str, ending: str = "") -> str:
        """Give *stem* with two digits and *ending*: an account "beni.44" or an e-mail address."""
        return self._new(lambda: f"{stem}{self._rng.randint(10, 99)}{ending}")

    def free(self, text: str) -> bool:
        """Keep *text* for one owner; False when somebody has it already."""
        if text in self.taken:
            return False
        self.taken.add(text)
        return True

    def _new(self, invent: Callable[[], str]) -> str:
        while not self.free(text := invent()):
            continue
        return text

    def _digits(self, count: int) -> str:
        return f"{self._rng.randrange(10**count):0{count}d}"

    def _letters(self, count: int) -> str:
        return "".join(self._rng.choices(BOTH_SCRIPTS, k=count))

    def _fill(self, shape: str) -> str:
        filled = "".join(self._digits(1) if c == "#" else c for c in shape)
        return filled.replace("@", self._letters(1))

    def _plate(self, state: str) -> str:
        state = state if state in _PLATES else "TR"
        region = self._rng.choice(_PLATES[state])
        number, letters = self._rng.randint(101, 999), self._letters(2)
        shapes = {
            "TR": f"{region}{letters}{number}", "ME": f"{region}{letters}{number}", "XK": f"{region}{number}{letters}",
            "MK": f"{region}{number}{self._digits(1)}{letters}", "BG": f"{region}{number}{self._digits(1)}{letters}",
            "AL": f"{region}{number}{letters}", "RS": f"{region}{number}{letters}",
        }  # fmt: skip
        return shapes[state]


def with_luhn(first_fourteen: str) -> str:
    """Complete an IMEI with its check digit."""
    return first_fourteen + luhn_digit(first_fourteen)


def one_digit_off(text: str, rng: Random) -> str:
    """Change one digit in the later half of *text*: the number of somebody else."""
    at = rng.choice([i for i, c in enumerate(text) if c.isdigit() and i >= len(text) // 2])
    return text[:at] + str((int(text[at]) + rng.randint(1, 9)) % 10) + text[at + 1 :]
