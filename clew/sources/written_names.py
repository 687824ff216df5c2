"""Personal names as lists write them, taken apart only where the writing itself says how."""

import re
from typing import NamedTuple

_WITH_FATHER = re.compile(r"^([^()]+?)\s*\(([^()]+)\)\s*([^()]+)$")
_AIRLINE = re.compile(r"^([^/\s][^/]*?)/([^/]+?)(?:\s+(MR|MRS|MS|MISS|MSTR|DR|INF|CHD))?$")


class WrittenName(NamedTuple):
    """One name, in the order given name first, and its parts where the writing shows them.

    Attributes:
        name: the whole name, given names first where that is known.
        first: given names, or empty.
        last: family names, or empty.
        father: father's name, or empty.
    """

    name: str
    first: str = ""
    last: str = ""
    father: str = ""


def take_apart(text: str) -> WrittenName:
    """Read a name written in one cell.

    "KRASNIQI, Arber" and "KRASNIQI/ARBER MR" put the family name first; "Petrović (Milan) Jovan"
    is family name, father's name in brackets, given name. Anything else stays as it is.

    >>> take_apart("Petrović (Milan) Jovan")
    WrittenName(name='Jovan Petrović', first='Jovan', last='Petrović', father='Milan')
    >>> take_apart("Arber Krasniqi").name
    'Arber Krasniqi'
    """
    plain = " ".join(text.split())
    if shape := _WITH_FATHER.match(plain):
        last, father, first = (part.strip() for part in shape.groups())
        return WrittenName(f"{first} {last}", first, last, father)
    last, comma, first = plain.partition(",")
    if comma and "," not in first and last.strip() and first.strip():
        return WrittenName(f"{first.strip()} {last.strip()}", first.strip(), last.strip())
    if plain.isupper() and (shape := _AIRLINE.match(plain)):
        return WrittenName(
            f"{shape[2].strip()} {shape[1].strip()}", shape[2].strip(), shape[1].strip()
        )
    return WrittenName(plain)


def put_together(first: str, middle: str, last: str) -> WrittenName:
    """Join name parts of separate cells; a father's name in brackets beside one is taken out.

    >>> put_together("Jovan", "", "Petrović (Milan)")
    WrittenName(name='Jovan Petrović', first='Jovan', last='Petrović', father='Milan')
    """
    father = ""
    if "(" in first or "(" in last:
        fathers = re.findall(r"\(([^()]+)\)", f"{first} {last}")
        father = fathers[0].strip() if len(fathers) == 1 else ""
    if father:
        first, last = (" ".join(re.sub(r"\([^()]*\)", " ", part).split()) for part in (first, last))
    return WrittenName(
        " ".join(part for part in (first, middle, last) if part), first, last, father
    )
