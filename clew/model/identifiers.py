"""Numbers that tell one thing from another, written one way so that they can be compared.

Every function takes the value as written and gives its key, or None when it is not such a number.
Sources: E.164 (ITU), IMEI Luhn (3GPP TS 23.003), IBAN mod 97 (ISO 13616), plates: Latin and
Cyrillic letters that look alike are one letter, as on the plates of the region.
"""

import re
from functools import lru_cache

from clew.model.text import digits_to_ascii

KINDS = (
    "phone",
    "imei",
    "plate",
    "document",
    "account",
    "iban",
    "email",
    "address",
    "place",
    "serial",
)

_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТХУІЈЅԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTXYIJSQWABEZHIKMNOPTYX")
_CYRILLIC_PLATE = str.maketrans(
    {"Б": "B", "Г": "G", "Д": "D", "Ђ": "D", "Ж": "Z", "З": "Z", "И": "I", "Л": "L", "Љ": "L", "Њ": "N", "П": "P",
     "Ф": "F", "Ц": "C", "Ч": "C", "Ћ": "C", "Џ": "D", "Ш": "S", "Č": "C", "Ć": "C", "Š": "S", "Ž": "Z", "Đ": "D",
     "Ç": "C", "Ğ": "G", "İ": "I", "Ö": "O", "Ş": "S", "Ü": "U", "Ë": "E"}
)  # fmt: skip
_NUMBER_TYPES = (
    "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan",
    "voicemail",
)  # fmt: skip
_SEPARATORS = re.compile(r"[\s\-–—./·•_]+")
_DOUBLE_ZERO = re.compile(r"^\(?00\)?")
_DOCUMENT = re.compile(r"(?=[A-Z]*[0-9])[A-Z0-9]{5,20}")


@lru_cache(maxsize=200_000)
def phone(text: str, country: str | None = None) -> str | None:
    """Give the E.164 form of a telephone number, with *country* (ISO, upper case) for national ones.

    >>> phone("044 123 456", "XK"), phone("00383 44 123 456"), phone("٠٤٤١٢٣٤٥٦", "XK"), phone("12", "XK")
    ('+38344123456', '+38344123456', '+38344123456', None)
    """
    import phonenumbers

    digits = digits_to_ascii(text).strip()
    if "0" in digits[:2]:
        digits = _DOUBLE_ZERO.sub("+", digits)
    if plain := _plain_phone(digits, country):
        return plain
    try:
        number = phonenumbers.parse(digits, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _plain_phone(text: str, country: str | None) -> str | None:
    """Give the E.164 form of a number that is nothing but its digits, at a tenth of the cost.

    None says only that the long way must be taken.
    """
    digits = _SEPARATORS.sub("", text)
    if digits.startswith("+") and digits[1:].isdecimal():
        code = next((digits[1:n] for n in (2, 3, 4) if digits[1:n] in _codes()), "")
        rest = digits[1 + len(code) :]
    elif country and digits.startswith("0") and digits.isdecimal():
        code, rest = _code_after_zero(country), digits[1:]
    else:
        return None
    if not code or not rest or rest[0] == "0":
        return None
    shapes = _shapes(_codes()[code]).get(len(rest))
    return f"+{code}{rest}" if shapes and shapes.fullmatch(rest) else None


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Give the calling codes that belong to one region only, with that region."""
    import phonenumbers

    regions = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    return {
        str(code): held[0] for code, held in regions.items() if len(held) == 1 and held[0] != "001"
    }


@lru_cache(maxsize=300)
def _code_after_zero(country: str) -> str:
    """Give the calling code of a region whose national numbers begin with one 0, else nothing."""
    import phonenumbers

    metadata = phonenumbers.PhoneMetadata.metadata_for_region(country, None)
    code = str(phonenumbers.country_code_for_region(country))
    return code if metadata and metadata.national_prefix == "0" and code in _codes() else ""


@lru_cache(maxsize=300)
def _shapes(region: str) -> dict[int, re.Pattern[str]]:
    """Give what a region's numbers of each length look like, drawn from phonenumbers' own patterns."""
    import phonenumbers

    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    by_length: dict[int, list[str]] = {}
    for name in _NUMBER_TYPES:
        described = getattr(metadata, name)
        if described and described.national_number_pattern:
            for length in described.possible_length:
                by_length.setdefault(length, []).append(described.national_number_pattern)
    return {
        length: re.compile("|".join(f"(?:{p})" for p in found))
        for length, found in by_length.items()
    }


@lru_cache(maxsize=100_000)
def imei(text: str) -> str | None:
    """Give the 14 digits that name a handset; the 15th must be their Luhn digit.

    Sixteen digits (IMEISV) end in a software version and carry no check digit.

    >>> imei("49-015420-323751-8"), imei("490154203237519")
    ('49015420323751', None)
    """
    digits = _SEPARATORS.sub("", digits_to_ascii(text))
    if not (digits.isascii() and digits.isdecimal()) or len(digits) not in (15, 16):
        return None
    if len(digits) == 15 and not _luhn(digits):
        return None
    return digits[:14]


def _luhn(digits: str) -> bool:
    doubled = (int(d) * 2 for d in digits[-2::-2])
    return (sum(d - 9 if d > 9 else d for d in doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0


@lru_cache(maxsize=100_000)
def plate(text: str) -> str | None:
    """Give a registration plate in upper-case Latin letters and digits without separators.

    The country is never read from the plate alone.

    >>> plate("вт 123-АЕ"), plate("01 - 234 - ab"), plate("Golf")
    ('BT123AE', '01234AB', None)
    """
    raw = digits_to_ascii(text).upper().translate(_LOOK_ALIKE).translate(_CYRILLIC_PLATE)
    key = _SEPARATORS.sub("", raw)
    if not re.fullmatch(r"[A-Z0-9]{4,10}", key) or not any(c.isdigit() for c in key):
        return None
    return key


@lru_cache(maxsize=200_000)
def document(text: str) -> str | None:
    """Give a travel or identity document number in upper-case letters and digits, at least five.

    >>> document("p 00000-0005<<"), document("n/a")
    ('P000000005', None)
    """
    raw = digits_to_ascii(text).upper().translate(_LOOK_ALIKE)
    key = _SEPARATORS.sub("", raw).strip("<").replace("<", "").replace("№", "")
    return key if _DOCUMENT.fullmatch(key) and len(set(key)) > 1 else None


@lru_cache(maxsize=100_000)
def iban(text: str) -> str | None:
    """Give an IBAN without blanks when its length and mod-97 check are right.

    >>> iban("al47 2121 1009 0000 0002 3569 8741"), iban("AL48212110090000000235698741")
    ('AL47212110090000000235698741', None)
    """
    from stdnum import iban as rules  # type: ignore[import-untyped,unused-ignore]

    key = _SEPARATORS.sub("", digits_to_ascii(text)).upper()
    return key if rules.is_valid(key) else None


@lru_cache(maxsize=100_000)
def email(text: str) -> str | None:
    """Give an e-mail address in lower case.

    >>> email(" Office@Example.TEST "), email("office at example")
    ('office@example.test', None)
    """
    key = text.strip().lower().removeprefix("mailto:")
    return key if re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>]+\.[a-z0-9-]{2,}", key) else None


def account(service: str, name: str) -> str | None:
    """Give an account of a service: ``whatsapp:…``; without a service there is no key.

    >>> account("Telegram", "@Zoga_44"), account("", "zoga")
    ('telegram:zoga_44', None)
    """
    where, who = service.strip().lower(), digits_to_ascii(name).strip().lower().lstrip("@")
    return f"{where}:{who}" if where and len(who) >= 3 else None


@lru_cache(maxsize=100_000)
def serial(text: str) -> str | None:
    """Give a maker's number (VIN, engine, weapon, ICCID, IMSI) in upper case without separators."""
    key = _SEPARATORS.sub("", digits_to_ascii(text)).upper()
    return key if re.fullmatch(r"[A-Z0-9]{6,25}", key) and any(c.isdigit() for c in key) else None


@lru_cache(maxsize=100_000)
def address(text: str) -> str | None:
    """Give an address as its folded words in alphabetical order; it must hold a number and two words.

    >>> address("Rr. Agim Ramadani 14, Prishtinë") == address("Prishtine, Agim Ramadani 14")
    True
    """
    from clew.model.text import fold

    words = [w for w in fold(text).split() if w not in _ADDRESS_FILLERS]
    if len(words) < 3 or not any(w[0].isdigit() for w in words):
        return None
    return " ".join(sorted(set(words)))


_ADDRESS_FILLERS = frozenset(
    [
        *("rr", "rruga", "str", "street", "ul", "ulica", "bul", "bulevar", "bulevardi", "blvd"),
        *("bulvari", "cad", "caddesi", "sok", "sokak", "no", "nr", "br", "hn"),
    ]
)
