"""Draws pairs of names to fit and to judge on: of one person, and of two who could be taken for one."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from clew.matching.naming.reading import read
from clew.matching.weighing.people_file import Bearer
from clew.model.text import skeletons, tokens

MOST_FORMS = 3
"""Forms drawn per person, so that the famous with their many spellings do not outweigh the others."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of one person's name, in a script clew has a table for."""

    of: int
    text: str
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Two forms and whether they are one person's."""

    a: str
    b: str
    a_of: int
    b_of: int
    is_match: bool


@dataclass(frozen=True, slots=True)
class Strangers:
    """Pairs of two people's names that share the sound of a word.

    Attributes:
        pairs: those drawn, each as likely as any other.
        share: of all pairs of two people's forms, the share that shares the sound of a word.
    """

    pairs: tuple[Drawn, ...]
    share: float


def forms_of(bearers: Sequence[Bearer], chance: random.Random) -> list[Form]:
    """Give up to three forms per person, drawn; forms in scripts without a table are left out."""
    found = []
    for at, bearer in enumerate(bearers):
        readable = [form for form in bearer.forms if _is_readable(form)]
        if len(readable) > MOST_FORMS:
            readable = chance.sample(readable, MOST_FORMS)
        found += [Form(at, form, _keys(form)) for form in readable]
    return found


COPIES = 3
"""Disturbed copies beside each pair of forms on file: clerks copy names oftener than they know another form."""


def _is_readable(form: str) -> bool:
    parts = read(form).parts
    return bool(parts) and not any(part.word.foreign for part in parts)


@lru_cache(maxsize=100_000)
def _keys(form: str) -> frozenset[str]:
    return frozenset(key for word in tokens(form) for key in skeletons(word) if len(key) > 1)


def draw_matches(
    forms: Sequence[Form], disturbances: dict[str, float], chance: random.Random
) -> list[Drawn]:
    """Give pairs of one person's forms, and COPIES times as many disturbed copies of names drawn from all people."""
    by_person: dict[int, list[str]] = {}
    for form in forms:
        by_person.setdefault(form.of, []).append(form.text)
    found = [
        Drawn(a, b, of, of, True)
        for of, texts in by_person.items()
        for a, b in combinations(texts, 2)
    ]
    kinds, rates = list(disturbances), list(disturbances.values())
    for form in chance.choices(forms, k=COPIES * len(found) or len(forms)):
        kind = chance.choices(kinds, rates)[0]
        found.append(Drawn(form.text, disturbed(form.text, kind, chance), form.of, form.of, True))
    return found


def disturbed(text: str, kind: str, chance: random.Random) -> str:
    """Give a copy of a name: "as_listed", with a "typo", with a "part_lost", "turned", or two parts "joined"."""
    words = text.split()
    if kind == "part_lost" and len(words) > 2:
        words.pop(chance.randrange(len(words)))
    elif kind == "turned":
        words = [words[-1], *words[:-1]]
    elif kind == "typo":
        at = chance.randrange(len(words))
        words[at] = _slip(words[at], chance)
    elif kind == "joined" and len(words) > 1:
        at = chance.randrange(len(words) - 1)
        words[at : at + 2] = [words[at] + words[at + 1].lower()]
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    """Leave a letter out, double it, exchange it for another of the word, or exchange two."""
    if len(word) < 3:
        return word
    at = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return chance.choice(
        (
            before + after,
            before + letter + letter + after,
            before + chance.choice(word).lower() + after,
            before + after[0] + letter + after[1:],
        )
    )


def draw_strangers(
    forms: Sequence[Form], bearers: Sequence[Bearer], many: int, chance: random.Random
) -> Strangers:
    """Draw pairs of two people's forms that share the sound of a word.

    A pair is drawn under one sound and kept only if that is the first the two share, so that each pair is as
    likely as any other. Two people with one birth date are left out: the file may hold one person twice.
    """
    blocks: dict[str, list[int]] = {}
    for at, form in enumerate(forms):
        for key in form.keys:
            blocks.setdefault(key, []).append(at)
    keys = sorted(key for key, held in blocks.items() if len(held) > 1)
    sizes = [len(blocks[key]) * (len(blocks[key]) - 1) // 2 for key in keys]
    found: list[Drawn] = []
    tried = 0
    while len(found) < many and tried < 20 * many and keys:
        for key in chance.choices(keys, sizes, k=many):
            tried += 1
            one, other = (forms[at] for at in chance.sample(blocks[key], 2))
            if key == min(one.keys & other.keys) and _are_two(bearers, one.of, other.of):
                found.append(Drawn(one.text, other.text, one.of, other.of, False))
            if len(found) == many:
                break
    pairs = len(forms) * (len(forms) - 1) / 2
    share = sum(sizes) * len(found) / max(tried, 1) / max(pairs, 1)
    return Strangers(tuple(found), share)


def _are_two(bearers: Sequence[Bearer], one: int, other: int) -> bool:
    if one == other:
        return False
    born = bearers[one].born
    return not born or born != bearers[other].born
