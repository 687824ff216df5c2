"""The forms of a verb from its base: "nab" gives nabs, nabbed, nabbing; "round_up" inflects its first word.

A language that lists verbs by their base says how they end in `[verb_endings]` and which verbs are irregular;
one that lists every form as it stands needs neither.
"""

import re
from collections.abc import Iterable, Mapping

_DOUBLED = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$")
"""One short syllable whose last letter is doubled before an ending: nab, nabbed."""
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")


def irregular_forms(listed: str) -> dict[str, tuple[str, str]]:
    """Read "take:took:taken hold:held" into past form and participle by base.

    >>> irregular_forms("take:took:taken hold:held")
    {'take': ('took', 'taken'), 'hold': ('held', 'held')}
    """
    forms = {}
    for entry in listed.split():
        base, past, *participle = entry.split(":")
        forms[base] = past, participle[0] if participle else past
    return forms


def forms_of(verb: str, irregular: Mapping[str, tuple[str, str]]) -> list[str]:
    """Give the forms of *verb*, whose words are joined by "_".

    >>> forms_of("nab", {}), forms_of("carry_off", {})
    (['nab', 'nabs', 'nabbed', 'nabbing'], ['carry_off', 'carries_off', 'carried_off', 'carrying_off'])
    """
    base, mark, rest = verb.partition("_")
    past, participle = irregular.get(base) or (_past(base), _past(base))
    told = dict.fromkeys((base, _third(base), past, participle, _going_on(base, past)))
    return [form + mark + rest for form in told]


def with_forms(table: Mapping[str, str], irregular: str) -> Iterable[tuple[str, str]]:
    """Give every form of the verbs of *table* with what they say."""
    known = irregular_forms(irregular)
    for says, verbs in table.items():
        for verb in verbs.split():
            yield from ((form, says) for form in forms_of(verb, known))


def _ends_in_consonant_y(base: str) -> bool:
    return base.endswith("y") and base[-2:-1] not in tuple("aeiou")


def _third(base: str) -> str:
    if _ends_in_consonant_y(base):
        return base[:-1] + "ies"
    return base + ("es" if _SIBILANT.search(base) else "s")


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if _ends_in_consonant_y(base):
        return base[:-1] + "ied"
    return _before_vowel(base) + "ed"


def _before_vowel(base: str) -> str:
    """Give the base as it is before an ending with a vowel: nab, nabb; traffic, traffick."""
    if base.endswith("c"):
        return base + "k"
    return base + (base[-1] if _DOUBLED.match(base) else "")


def _going_on(base: str, past: str) -> str:
    if base.endswith("e") and not base.endswith(("ee", "ye")):
        return base[:-1] + "ing"
    if past == base + base[-1] + "ed":
        return base + base[-1] + "ing"
    return _before_vowel(base) + "ing"
