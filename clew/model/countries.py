"""Countries as documents, plates and officers write them, as one two-letter code.

Kosovo* is written RKS, UNK, XKX, XK, KS or by name; all become ``xk``.
(*) Without prejudice to positions on status, in line with UNSCR 1244/1999 and the ICJ opinion.
"""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from clew.model.text import fold

KOSOVO_FOOTNOTE = (
    "* This designation is without prejudice to positions on status, and is in line with "
    "UNSCR 1244/1999 and the ICJ Opinion on the Kosovo declaration of independence."
)

_OURS = {
    "rks": "xk", "unk": "xk", "xkx": "xk", "xk": "xk", "ks": "xk", "kosovo": "xk", "kosova": "xk", "kosove": "xk",
    "d": "de", "gbd": "gb", "gbn": "gb", "gbo": "gb", "gbp": "gb", "gbs": "gb", "uk": "gb",
    "srb": "rs", "mne": "me", "mk": "mk", "nmk": "mk", "mkd": "mk", "bih": "ba", "al": "al", "slo": "si",
    "srbija": "rs", "serbia": "rs", "srbi": "rs", "crna gora": "me", "mali i zi": "me", "karadag": "me",
    "shqiperi": "al", "shqiperia": "al", "albanija": "al", "arnavutluk": "al", "turqi": "tr", "turqia": "tr",
    "turska": "tr", "turcija": "tr", "turkiye": "tr", "turkije": "tr",
    "bugarska": "bg", "bullgari": "bg", "bullgaria": "bg",
    "bulgaristan": "bg", "balgarija": "bg", "makedonija": "mk", "severna makedonija": "mk", "maqedoni": "mk",
    "maqedonia e veriut": "mk", "kuzey makedonya": "mk", "greqi": "gr", "greqia": "gr", "grchka": "gr", "grcka": "gr",
    "gercija": "gr", "yunanistan": "gr", "madjarska": "hu", "hungari": "hu", "macaristan": "hu", "avganistan": "af",
    "afganistan": "af", "sirija": "sy", "siri": "sy", "suriye": "sy", "pakistan": "pk", "irak": "iq", "iran": "ir",
}  # fmt: skip
_CODE_LETTERS = 3
_STATELESS = {
    "xxa": "stateless (1954 Convention)",
    "xxb": "refugee (1951 Convention)",
    "xxc": "refugee, other",
    "xxx": "unspecified",
}


@lru_cache(maxsize=20_000)
def country_code(text: str) -> str | None:
    """Give the two-letter code FollowTheMoney uses, or None when *text* names no country.

    >>> country_code("RKS"), country_code("D<<"), country_code("Türkiye"), country_code("Ruritania")
    ('xk', 'de', 'tr', None)
    """
    folded = fold(text.replace("<", ""))
    if code := _OURS.get(folded) or (_usual().get(folded) if text.isascii() else None):
        return code
    from followthemoney.types import registry

    return registry.country.clean(text.replace("<", "").strip().rstrip("*"))


@cache
def _usual() -> dict[str, str]:
    """Give the words of countries.toml with their codes; FollowTheMoney takes seconds to load its own."""
    table = tomllib.loads(
        files("clew.model").joinpath("countries.toml").read_text(encoding="utf-8")
    )
    return {word: code for code, words in table["words"].items() for word in words.split("; ")}


def is_country_word(text: str) -> bool:
    """Say whether *text* is a country's name in the words lists and tables use most.

    >>> is_country_word("Serbia"), is_country_word("Serbia's")
    (True, False)
    """
    folded = fold(text)
    return len(folded) > _CODE_LETTERS and (folded in _OURS or folded in _usual())


def no_country_because(text: str) -> str:
    """Say why *text* is not a country: a status code of a document, or simply unknown."""
    status = _STATELESS.get(fold(text))
    return (
        f"{text!r} is a status, not a country: {status}"
        if status
        else f"{text!r} is not a country clew knows"
    )


def country_of_agency(agency: str) -> str | None:
    """Read the ISO prefix of an agency's name: ``rs-police`` → ``RS``; None when it has none.

    >>> country_of_agency("xk-police"), country_of_agency("europol")
    ('XK', None)
    """
    prefix, dash, _ = agency.partition("-")
    if not dash or len(prefix) != 2 or not prefix.isalpha():
        return None
    import phonenumbers

    return prefix.upper() if prefix.upper() in phonenumbers.SUPPORTED_REGIONS else None
