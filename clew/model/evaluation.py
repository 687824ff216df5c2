"""The codes a source is weighed and handled by.

Source: Regulation (EU) 2016/794 Art. 29 (4x4 evaluation); handling codes as in Council document
6243/18; data-subject categories after Directive (EU) 2016/680 Art. 6 and Regulation 2016/794 Annex II.
"""

from dataclasses import dataclass

from clew.errors import UsageError

SOURCE_EVALUATION = {
    "A": "no doubt about the source, or it has proved reliable each time",
    "B": "source has in most instances proved reliable",
    "C": "source has in most instances proved unreliable",
    "X": "reliability of the source cannot be assessed",
}
INFORMATION_EVALUATION = {
    "1": "accuracy not in doubt",
    "2": "known personally to the source, not to the official passing it on",
    "3": "not known personally to the source, but corroborated by other information",
    "4": "not known personally to the source and cannot be corroborated",
}
DEFAULT_EVALUATION = "X4"

HANDLING = {
    "H0": "for preventing and combating crime within the applicable law (always implied)",
    "H1": "not to be disclosed in judicial proceedings without the provider's permission",
    "H2": "not to be passed on without the provider's permission",
    "H3": "other restrictions; the text says which",
}

KEPT_FROM_COURT = ("H1", "H2", "H3")
"""Codes of what goes to no court before its provider was asked: H1 says so; a court is a further receiver (H2);
and a person has to read what H3 restricts."""

CATEGORIES = {
    "suspect": "suspected of having committed or taken part in an offence",
    "convicted": "convicted of an offence",
    "potential": "factual indications that an offence will be committed",
    "contact": "sporadic contact of a suspect",
    "associate": "regular contact of a suspect",
    "witness": "may be called to testify",
    "victim": "victim, or facts suggest so: masked unless unmasked with a reason",
    "informant": "can provide information on an offence",
    "migrant": "smuggled person: masked likewise, and never a suspect for having been smuggled",
    "officer": "member of an agency, also under cover",
}
MASKED = ("victim", "migrant")
"""Categories of people who stay masked until somebody asks, with a reason, to see them."""
THEIRS = (
    "LegalEntity", "Passport", "Identification", "UserAccount", "BankAccount", "Handset", "SimCard",
)  # fmt: skip
"""Parties, papers and accounts that tell apart whose they are: in a file about masked people they are masked too."""


@dataclass(frozen=True, slots=True)
class Marking:
    """How the files of one intake are weighed and handled, and who the people in them are.

    Attributes:
        evaluation: 4x4 code.
        handling: handling codes; H3 needs *handling_text*.
        category: data-subject category of the people in them, or None: not yet said.
    """

    evaluation: str = DEFAULT_EVALUATION
    handling: str = "H0"
    handling_text: str = ""
    category: str | None = None


def evaluation(code: str) -> str:
    """Check a 4x4 code such as ``B2``.

    Raises:
        UsageError: *code* is not one of the sixteen.
    """
    code = code.strip().upper()
    if len(code) == 2 and code[0] in SOURCE_EVALUATION and code[1] in INFORMATION_EVALUATION:
        return code
    raise UsageError(
        f"{code!r} is not a 4x4 evaluation",
        do="write A, B, C or X and then 1, 2, 3 or 4; unknown is X4",
    )


def handling(codes: str, text: str) -> str:
    """Check handling codes such as ``H1 H2``; H3 needs its text.

    >>> handling("h2,h1", "")
    'H1 H2'

    Raises:
        UsageError: an unknown code, or H3 without text.
    """
    given = sorted({c.strip().upper() for c in codes.replace(",", " ").split()}) or ["H0"]
    if unknown := [c for c in given if c not in HANDLING]:
        raise UsageError(f"{unknown[0]!r} is not a handling code", do="codes are H0, H1, H2 and H3")
    if "H3" in given and not text.strip():
        raise UsageError(
            "handling code H3 came without its text", do="say the restriction with --handling-text"
        )
    return " ".join(given)


def category(name: str) -> str:
    """Check a data-subject category; raises UsageError with those there are."""
    if name.strip().lower() in CATEGORIES:
        return name.strip().lower()
    raise UsageError(
        f"{name!r} is not a data-subject category", do=f"one of: {', '.join(CATEGORIES)}"
    )
