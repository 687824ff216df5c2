"""What the remarks of the OFAC list say: its three-file form keeps dates, papers and places there."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from clew.sources.lists.spans import years


class Remark(NamedTuple):
    """One thing said of a party.

    Attributes:
        what: "birth", "place", "nationality", "sex", "passport", "number", "phone", "email",
            "weak" (a weak alias), "former" (a former name).
        text: what is said, without the words that introduce it.
    """

    what: str
    text: str


_PLAIN: Final = (
    ("place", re.compile(r"POB (.+)")),
    ("nationality", re.compile(r"(?:nationality|citizen) (.+)")),
    ("sex", re.compile(r"Gender (\w+)")),
    ("former", re.compile(r"f\.k\.a\. '(.+)'")),
    ("weak", re.compile(r"[an]\.k\.a\. '(.+)'")),
    ("email", re.compile(r"Email(?: Address)? (\S+@\S+)")),
    ("phone", re.compile(r"(?:Tele)?phone(?: No\.?| Number|s)?:? ([+(\d].*)", re.IGNORECASE)),
)
_BIRTH: Final = re.compile(r"DOB (?:circa |approximately |approx\. )?(.+)")
_SPAN: Final = re.compile(r"(?:.*\b)?(\d{4}) ?(?:to|and|or|-) ?(?:.*\b)?(\d{4})")
_PAPER: Final = re.compile(
    r"(?P<kind>[^\d#]*?(?:Passport|IMO|MMSI|SSN|RTN|RUC|FEIN|NIT|RIF|[A-Z]\.[A-Z.]+|No\.?|Number|"
    r"Card|Document|ID|License|Fiscal Code|Social Credit Code|Identidad|electoral|Nacional))"
    r"(?: \([A-Z]+\)| No\.?| Number| Card| #)* (?P<number>(?=[^(]*\d)[^(]+?)(?: \([^)]*\))*"
    r"(?: (?:issued|expires|Date of Issue) .*)?"
)
_NO_PAPER: Final = re.compile(
    r"Gazette|Currency|Executive|Directive|Flight|Fax|Linked To|Sanctions"
)


def remarks(text: str) -> Iterator[Remark]:
    """Give what a text of remarks says, in its order; what is not understood is passed over.

    >>> [tuple(r) for r in remarks("DOB 1958 to 1959; POB Kabul; Passport X00001 (Utopia).")]
    [('birth', '1958'), ('birth', '1959'), ('place', 'Kabul'), ('passport', 'X00001')]
    """
    for part in re.split(r"\s*;\s*", text.strip()):
        plain = part.removeprefix("alt. ").removesuffix(".")
        if plain:
            yield from _remark(plain)


def _remark(text: str) -> Iterator[Remark]:
    if found := _BIRTH.fullmatch(text):
        yield from _births(found[1])
        return
    for what, pattern in _PLAIN:
        if found := pattern.fullmatch(text):
            yield Remark(what, found[1])
            return
    paper = _PAPER.fullmatch(text)
    if paper and re.search(r"\d", paper["number"]) and not _NO_PAPER.search(paper["kind"]):
        kind = "passport" if paper["kind"].endswith("Passport") else "number"
        yield Remark(kind, paper["number"].strip())


def _births(text: str) -> Iterator[Remark]:
    span = _SPAN.fullmatch(text)
    for one in years(span[1], span[2]) if span else (text.removeprefix("circa "),):
        yield Remark("birth", one)
