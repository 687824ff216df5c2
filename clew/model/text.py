"""One way to fold names and words, so that scripts, accents and spellings fall together.

`fold` keeps a word readable (Џевдет → dzevdet, يوسف → ywsf); `skeletons` keep only what spelling
rules of the route leave alone, so that Xhevdet, Dževdet and Cevdet share one key. Folding finds
candidates; it decides nothing.
"""

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "dj", "ѓ": "gj", "е": "e", "ё": "e", "є": "e",
    "ж": "zh", "з": "z", "ѕ": "dz", "и": "i", "і": "i", "ї": "i", "й": "j", "ј": "j", "к": "k", "л": "l",
    "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c",
    "ќ": "kj", "у": "u", "ў": "u", "ф": "f", "х": "h", "ц": "c", "ч": "ch", "џ": "dz", "ш": "sh",
    "щ": "sht", "ъ": "a", "ы": "y", "ь": "", "э": "e", "ю": "ju", "я": "ja", "ґ": "g",
}  # fmt: skip
_GREEK = {
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k",
    "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t",
    "υ": "i", "φ": "f", "χ": "h", "ψ": "ps", "ω": "o",
}  # fmt: skip
_ARABIC = {
    "ا": "a", "آ": "a", "أ": "a", "إ": "i", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "dj",
    "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "z", "ر": "r", "ز": "z", "ژ": "zh", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ک": "k",
    "ك": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ھ": "h", "ہ": "h", "ة": "a", "و": "w",
    "ؤ": "w", "ى": "a", "ي": "y", "ی": "y", "ئ": "y", "ې": "e", "ۍ": "y", "ے": "e", "ء": "", "ٹ": "t",
    "ټ": "t", "ڈ": "d", "ډ": "d", "ڑ": "r", "ړ": "r", "ږ": "zh", "ښ": "sh", "ګ": "g", "ڼ": "n", "ں": "n",
    "ځ": "dz", "څ": "ts", "ـ": "",
}  # fmt: skip
_LATIN = {
    "đ": "dj", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ı": "i",
    "š": "sh", "ş": "sh", "ș": "sh", "ž": "zh", "č": "ch", "ć": "c", "ç": "ch", "ğ": "g", "ə": "e",
}  # fmt: skip
_TABLE = str.maketrans({**_CYRILLIC, **_GREEK, **_ARABIC, **_LATIN})
_MARKS = re.compile(
    r"[\u0300-\u036f\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
_APART = re.compile(r"[^a-z0-9]+")
_SOUNDS = {
    "J": "dzh xh dz dj gj",
    "K": "tsch tch tsh ch ts kj gh ck cc k q g x",
    "S": "sht sch zh sh s z",
    "T": "th dh t d",
    "B": "b p",
    "F": "ph f",
    "M": "m",
    "N": "n",
    "L": "l",
    "R": "r",
    "": "kh a e i o u y w v h",
}
_SOUND = {letters: sound for sound, group in _SOUNDS.items() for letters in group.split()}
_LETTERS = re.compile("|".join(sorted([*_SOUND, "j", "c", "[0-9]"], key=len, reverse=True)))
_EITHER = {"j": ("", "J"), "c": ("K", "J")}


_OTHER_DIGIT = re.compile(r"(?![0-9])\d")


def digits_to_ascii(text: str) -> str:
    """Write Arabic, Persian and other decimal digits as 0–9.

    >>> digits_to_ascii("٠٤٤ ۱۲۳")
    '044 123'
    """
    if text.isascii() or not _OTHER_DIGIT.search(text):
        return text
    return "".join(_ascii_digit(c) for c in text)


def _ascii_digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Write *text* in plain lower-case Latin letters and single blanks, whatever its script.

    >>> fold("Џевдет ЂОНИ"), fold("Şükrü  Çelik"), fold("Ёlka-Ïda")
    ('dzevdet djoni', 'shukru chelik', 'elka ida')
    """
    if text.isascii():
        return _APART.sub(" ", text.lower()).strip()
    text = unicodedata.normalize("NFKC", text).replace("İ", "i").lower().translate(_TABLE)
    text = unicodedata.normalize("NFKD", digits_to_ascii(text)).translate(_TABLE)
    return _APART.sub(" ", _MARKS.sub("", text)).strip()


@lru_cache(maxsize=200_000)
def skeletons(token: str) -> tuple[str, ...]:
    """Reduce one folded token to the consonants that spellings of the route agree on.

    Xhevdet, Dževdet, Cevdet, Џевдет and جودت share a key; so do Yusuf, Jusuf and يوسف. Letters
    that stand for two sounds (j, Turkish and Slavic c) give a key for each, four keys at most.

    >>> set.intersection(*(set(skeletons(fold(n))) for n in ("Xhevdet", "Dževdet", "Cevdet", "جودت")))
    {'JT'}
    """
    keys = [""]
    for letters in _LETTERS.findall(token):
        sounds = _EITHER.get(letters) or (_SOUND.get(letters, letters),)
        keys = [key if key.endswith(sound) else key + sound for key in keys for sound in sounds][:4]
    return tuple(dict.fromkeys(keys))


def tokens(text: str) -> list[str]:
    """Give the folded words of *text* in order."""
    return fold(text).split()
