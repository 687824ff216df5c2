"""When a word of a report may be a word of a known name: script, accents, endings.

Latin, Cyrillic and Greek words are compared by one spelling (Џевдет = Dževdet = Xhevdet), with
the endings Serbian, Albanian and Turkish add (Agim-a, Hoxh-ës, Zogaj-t). An Arabic word leaves
its short vowels out, so it is compared by a pattern that lets them be.
"""

import re
from functools import lru_cache

_SAME_SOUND = (
    ("dzh", "dz"), ("xh", "dz"), ("sht", "st"), ("sch", "s"), ("sh", "s"), ("zh", "z"), ("tch", "c"),
    ("ch", "c"), ("kj", "c"), ("dj", "gj"), ("kh", "h"), ("ph", "f"), ("gh", "g"), ("th", "t"),
    ("ou", "u"), ("w", "v"), ("y", "j"), ("ie", "je"),
)  # fmt: skip
_DOUBLE = re.compile(r"([a-z])\1+")
_I_BEFORE_VOWEL = re.compile(r"i(?=[aeou])")
ENDINGS = frozenset(
    (
        # Serbian, Macedonian, Bulgarian
        "a", "u", "e", "i", "o", "om", "em", "ov", "ev", "im", "ama", "in", "ina", "ju", "og", "oj",
        # Albanian
        "it", "ut", "un", "es", "en", "s", "t", "n", "ve", "sh", "ja", "je", "jen", "jes",
        # Turkish, also without the apostrophe
        "nin", "nun", "un", "da", "de", "ta", "te", "dan", "den", "tan", "ten", "ya", "ye", "la", "le",
    )
)  # fmt: skip
STEM_LETTERS = 4
_VOWELS = "aeiou"

_ARABIC = {
    "ا": "(?:[ae]h?|[io]|aa|ee)?", "آ": "a{1,2}", "أ": "[aeou]", "إ": "[ie]", "ب": "[bp]", "پ": "[pb]",
    "ت": "t", "ث": "(?:th|[st])", "ج": "(?:dz|gj|dj|[jgcz])", "چ": "(?:[cs]|dz)", "ح": "h", "خ": "(?:kh|[hx])",
    "د": "d", "ذ": "(?:dh|[dz])", "ر": "r", "ز": "z", "ژ": "[zj]", "س": "[sc]", "ش": "[sc]", "ص": "s", "ض": "[dz]",
    "ط": "t", "ظ": "[zd]", "ع": "[aeiou]?", "غ": "g", "ف": "f", "ق": "[kqgc]", "ک": "[kqc]", "ك": "[kqc]",
    "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "(?:h|ah?|eh?)?", "ة": "(?:[ae][ht]?)", "و": "(?:[uov]|au|av|oo|ov)",
    "ى": "[ai]", "ي": "(?:[ijy]|ai|ei|aj|ee)", "ی": "(?:[ijy]|ai|ei|aj|ee)", "ئ": "[ij]?", "ؤ": "[uo]", "ء": "",
}  # fmt: skip
_ARABIC_LETTER = re.compile("[\u0621-\u06ff]")
_ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u200c\u200d]")
_SHORT = "[aeiou]?"


@lru_cache(maxsize=200_000)
def spelling(folded: str) -> str:
    """Give one spelling for a folded word, whatever alphabet or country wrote it.

    >>> spelling(fold("Џевдет")) == spelling(fold("Dževdet")) == spelling(fold("Xhevdet"))
    True
    """
    for letters, sound in _SAME_SOUND:
        folded = folded.replace(letters, sound)
    return _DOUBLE.sub(r"\1", _I_BEFORE_VOWEL.sub("j", folded))


def stems(word: str) -> list[str]:
    """Give what a spelled word may be an inflected form of, itself first.

    >>> stems("hodzom")[:3], stems("ana")
    (['hodzom', 'hodz'], ['ana'])
    """
    found = [word]
    for length in (1, 2, 3):
        stem, ending = word[:-length], word[-length:]
        if len(stem) >= STEM_LETTERS and ending in ENDINGS:
            found.append(stem)
    return found


def bare(word: str) -> str | None:
    """Give the stem under which a known word is also kept: without its last vowel, if long enough.

    >>> bare("hodza"), bare("agim"), bare("ana")
    ('hodz', None, None)
    """
    return word[:-1] if word[-1:] in _VOWELS and len(word) > STEM_LETTERS else None


def is_arabic(word: str) -> bool:
    """Say whether a word is written in Arabic letters."""
    return bool(_ARABIC_LETTER.match(word))


@lru_cache(maxsize=50_000)
def arabic_shape(word: str) -> "re.Pattern[str]":
    """Give the pattern of Latin spellings an Arabic word may have, short vowels left open.

    >>> bool(arabic_shape("حسن").fullmatch("hasan")), bool(arabic_shape("حسن").fullmatch("husein"))
    (True, False)
    """
    letters = _ARABIC_MARKS.sub("", word)
    if letters.startswith("ال") and len(letters) > STEM_LETTERS:
        letters = letters[2:]
    shape = "".join(_ARABIC.get(letter, "") + _SHORT for letter in letters)
    return re.compile(shape)


def arabic_consonants(word: str) -> str:
    """Give the letters of an Arabic word that every spelling of it keeps, as one key.

    >>> arabic_consonants("يوسف"), arabic_consonants("الرحمن")
    ('sf', 'rmn')
    """
    letters = _ARABIC_MARKS.sub("", word)
    if letters.startswith("ال") and len(letters) > STEM_LETTERS:
        letters = letters[2:]
    return "".join(_KEPT.get(letter, "") for letter in letters)


def latin_consonants(spelled: str) -> str:
    """Give the same key for a spelled Latin word, to find its Arabic forms.

    >>> latin_consonants("jusuf"), latin_consonants("rahman")
    ('sf', 'rmn')
    """
    return "".join(_KEPT_LATIN.get(letter, "") for letter in spelled)


_KEPT = {
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("تثطدذضظزژسشصچ", "s"), **dict.fromkeys("رڑړ", "r"),
    "ل": "l", "م": "m", "ن": "n", "ف": "f",
}  # fmt: skip
_KEPT_LATIN = {
    **dict.fromkeys("bp", "b"), **dict.fromkeys("tdsz", "s"), "r": "r", "l": "l", "m": "m", "n": "n", "f": "f",
}  # fmt: skip
